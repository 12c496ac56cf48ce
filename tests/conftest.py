"""No test reads what another run has kept: the cache is off unless a test asks for one of its own."""

import os

os.environ["WORK_REPORTS_CACHE"] = "off"
os.environ.pop("PROGRAM_AS_TYPED", None)  # of run.py, where it starts the tests

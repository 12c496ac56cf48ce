"""No test reads what another run has kept: the cache is off unless a test asks for one of its own."""

import os
import signal

os.environ["WORK_REPORTS_CACHE"] = "off"
os.environ.pop("PROGRAM_AS_TYPED", None)  # of run.py, where it starts the tests
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell that starts the tests beside it has it ignored

"""No test reads what another run has kept: the cache is off unless a test asks for one of its own."""

import os

os.environ["WORK_REPORTS_CACHE"] = "off"

"""What several files of tests share: no cache of another run, one Chromium, one set of pages of hostile reports.

A file of tests bears the name of the module it is about, or of a promise (`test_faults`, `test_same_twice`;
docs/trust.md lists these). Beside them:

- `made`: reports of given paragraphs; `hostile`: reports and notebooks that must show as text, and pages of them;
- `bombs`: hostile files; `fuzz`: any bytes; both are programs too; `fuzz_cases/` has what fuzzing found;
- `annotated`: the gold of `gold_indicators.txt`; the other .txt files are the cases of the test that reads them;
- `browser`: a client of Chromium; `pictures`: a program that makes those of the READMEs.
"""

import os
import signal

import pytest

os.environ["WORK_REPORTS_CACHE"] = "off"  # unless a test asks for one of its own
os.environ.pop("PROGRAM_AS_TYPED", None)  # of run.py, where it starts the tests
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell that starts the tests beside it has it ignored


@pytest.fixture(scope="session")
def browser():
    """A Chromium that shows one page after the other."""
    from browser import Browser

    with Browser() as shared:
        yield shared


@pytest.fixture(scope="session")
def hostile_pages(tmp_path_factory):
    """The folder of the pages of hostile reports, one of a notebook that fails among them; nobody changes them."""
    from hostile import BAD, GOOD, make

    return make(tmp_path_factory.mktemp("工作 报告"), {"01_good": GOOD, "02_bad": BAD})[1]

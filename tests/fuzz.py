"""Any bytes as a file: what must hold of what is read of them. Run as a program it fuzzes, led by coverage (atheris).

    python -m pip install atheris
    python tests/fuzz.py tests/fuzz_cases -max_total_time=600

What it finds is kept in `tests/fuzz_cases` and read again by every run of the tests (test_fuzz.py).
"""

import sys
from pathlib import Path

from corpus_tools import files
from corpus_tools.indicators import indicators
from corpus_tools.parse import parse

SUFFIXES = (".txt", ".html", ".docx", ".pdf", ".xlsx", ".csv", ".ofd", ".zip")
CASES = Path(__file__).with_name("fuzz_cases")


def read(data: bytes) -> int:
    """Read bytes as a file whose kind the first byte draws; how many reports. AssertionError if a law is broken."""
    name = Path(f"case{SUFFIXES[data[0] % len(SUFFIXES)]}") if data else Path("case")
    try:
        reports = [parse(text, str(name), part) for part, text in files.contents(name, data[1:]).texts]
    except ValueError as error:  # told in one line
        assert "\n" not in str(error), error
        return 0
    for report in reports:
        check_report(report)
        check_rows(report)
    return len(reports)


def check_report(report) -> None:
    """Numbers are positions, and every offset points at its text."""
    assert [p.number for p in report.paragraphs] == list(range(len(report.paragraphs)))
    assert [s.number for s in report.sentences] == list(range(len(report.sentences)))
    for paragraph in report.paragraphs:
        end = 0
        for sentence in paragraph.sentences:
            stop = sentence.start + len(sentence.text)
            assert sentence.text and paragraph.text[sentence.start : stop] == sentence.text
            assert not paragraph.text[end : sentence.start].strip(), "text between sentences is lost"
            end = stop
        assert not paragraph.text[end:].strip(), "the last line is lost"


def check_rows(report) -> None:
    """What a row was read from stands in its sentence."""
    for row in indicators(report):
        assert row.raw in row.sentence and row.value is not None


def main() -> None:
    """Fuzz, as the words of the command line tell libFuzzer."""
    import atheris

    with atheris.instrument_imports(include=["corpus_tools"]):
        for name in [name for name in sys.modules if name.startswith("corpus_tools")]:
            del sys.modules[name]
        import corpus_tools.files
        import corpus_tools.indicators
        import corpus_tools.parse
    globals().update(
        files=corpus_tools.files, parse=corpus_tools.parse.parse, indicators=corpus_tools.indicators.indicators
    )
    atheris.Setup(sys.argv, read)
    atheris.Fuzz()


if __name__ == "__main__":
    main()

"""A path → its lines of text."""

from pathlib import Path

from corpus_tools.text import Text

SUFFIXES = {".txt"}


def read(path: str | Path) -> Text:
    """The text in a file that holds one report, with what the file itself says of it."""
    text = Path(path).read_bytes().decode("utf-8-sig")
    if not text.strip():
        raise ValueError(f"{path}: no text in this file; remove it or save it again with its text")
    return Text(text.splitlines())


def texts(path: str | Path) -> list[tuple[str, Text]]:
    """The (name, Text) of each report in a file: one, but for a zip or a table with one report a row."""
    return [(Path(path).stem, read(path))]


def readable(path: str | Path) -> bool:
    """Whether a file of a folder is to be tried; hidden files and litter of the system are not."""
    return Path(path).suffix.lower() in SUFFIXES


def read_lines(path: str | Path) -> list[str]:
    """The lines of text in a file, without their line ends."""
    return read(path).lines

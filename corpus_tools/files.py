"""A path → its lines of text."""

from pathlib import Path

SUFFIXES = {".txt"}


def read_lines(path: str | Path) -> list[str]:
    """The lines of text in a file, without their line ends."""
    text = Path(path).read_bytes().decode("utf-8-sig")
    if not text.strip():
        raise ValueError(f"{path}: no text in this file; remove it or save it again with its text")
    return text.splitlines()

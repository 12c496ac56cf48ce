"""Writing files: whole or not at all, under names that every system accepts."""

import contextlib
import hashlib
import os
import re
import time
from pathlib import Path

from corpus_tools.files import shown
from corpus_tools.store import replace

UNFIT = re.compile(r'[\x00-\x1f\x7f\ud800-\udfff/\\:*?"<>|]')
LONGEST = 200  # bytes
PART, STALE = ".work-reports.part", 600  # seconds
PREVIOUS = "topic_numbers.json"  # by which the next run into the folder numbers its topics and compares them
RESERVED = {"", "CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10))}


def write_whole(path: Path, content: str | bytes) -> Path:
    """Write a file in one step, replacing the old one; return `path`.

    If it cannot be written, the old file stays, and an OSError names the file and the remedy.
    """
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.umask(mask := os.umask(0))  # there is no other way to ask for it
        replace(path, data, PART, 0o666 & ~mask)
    except OSError as error:
        why = f"{shown(path)}: not written ({error.strerror or error})"
        raise OSError(f"{why}; make room, or choose another folder with --out") from error
    return path


def sweep(folder: Path) -> None:
    """Remove half-written files that killed runs left in an output folder: no file takes so long to write."""
    for path in folder.glob(f"**/.*{PART}"):
        with contextlib.suppress(OSError):  # another run may have finished or removed it
            if time.time() - path.stat().st_mtime > STALE:
                path.unlink()


def file_name(name: str) -> str:
    """`name` as a valid file name on any system; one that had to be changed ends in a part of its hash.

    >>> file_name("工作报告")
    '工作报告'
    >>> file_name("../a:b")
    '.._a_b-7b26657f'
    """
    fit = UNFIT.sub("_", name).encode("utf-8", "replace")[:LONGEST].decode("utf-8", "ignore").rstrip(". ")
    plain = fit == name and fit.split(".")[0].upper() not in RESERVED
    return fit if plain else f"{fit}-{hashlib.sha256(name.encode('utf-8', 'replace')).hexdigest()[:8]}"

"""Work that is never done twice: a record of each finished piece of work and of the files it wrote."""

import hashlib
import json
from collections.abc import Callable, Iterable
from pathlib import Path

import pyarrow as pa

from corpus_tools.output import write_whole

WORK = "_work"  # in the folder of results: what later steps and runs need; engines that read Parquet pass it over


def once(out: Path, key: str, make: Callable[[], dict]) -> dict:
    """The record that `make` gives, now or in an earlier run, with `key`; its `files` have the SHA-256 of each file.

    An earlier record holds only if all its files are unchanged. A record is written whole, after all its files.
    """
    record = out / WORK / "done" / f"{key}.json"
    if (kept := _kept(out, record)) is not None:
        return kept
    made = {"key": key, **make()}
    pa.default_memory_pool().release_unused()  # else it keeps what the largest piece of work took
    if not made.get("again"):  # of what failed today for a reason outside the files themselves
        body = json.dumps(made, sort_keys=True)
        write_whole(record, f"{_sha256(body.encode())}\n{body}\n")
    return made


def _kept(out: Path, record: Path) -> dict | None:
    """What a record says, if all its files are unchanged; else None."""
    if (made := _recorded(record)) is None:
        return None
    try:
        same = all(_sha256((out / path).read_bytes()) == file["sha256"] for path, file in made["files"].items())
    except (OSError, KeyError):
        return None
    return made if same else None


def _recorded(record: Path) -> dict | None:
    """The content of a record; None if there is none or it was changed."""
    try:
        checksum, _, body = record.read_text(encoding="utf-8").partition("\n")
    except (OSError, UnicodeDecodeError):
        return None
    return json.loads(body) if checksum == _sha256(body.rstrip("\n").encode()) else None


def forget_others(out: Path, keys: Iterable[str], paths: Iterable[str]) -> None:
    """Remove the records of earlier runs that this one did not use, and the files that only they wrote."""
    keys, paths = set(keys), set(paths)
    for record in sorted((out / WORK / "done").glob("*.json")):
        if record.stem not in keys:
            for path in (_recorded(record) or {"files": {}})["files"]:
                if path not in paths:
                    (out / path).unlink(missing_ok=True)
            record.unlink()


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()

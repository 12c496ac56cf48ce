"""A cache folder: entries by the hash of what they were made from, private, verified on reading, limited in size."""

import contextlib
import hashlib
import os
import stat
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import BinaryIO

try:
    import fcntl
except ImportError:  # Windows: two processes may then work out the same at once
    fcntl = None

VARIABLE = "WORK_REPORTS_CACHE"  # a folder of one's own, or "off"
PATIENCE = 60  # seconds that one process waits for another that has been stopped
LARGEST = 1 << 30  # bytes a store may take; the entries that were not used for longest go first
READ_WITH = ("opencc", "lxml", "pypdfium2", "openpyxl", "rapidocr", "onnxruntime")
_DIGEST = 64  # characters of a SHA-256


class Store:
    """Entries by key, each a file: the digest of its key and bytes, then the bytes.

    The folder must belong to the user and be closed to others: OSError if not. Any number of processes may share it: an
    entry appears whole or not at all, and one that was truncated or changed is ignored.
    """

    def __init__(self, folder: str | Path, largest: int = LARGEST):
        self.folder, self.largest = Path(folder), largest
        self._unchecked = largest  # bytes written since the size was last checked; the first entry checks it
        _check_private(self.folder)

    def get(self, key: str) -> bytes | None:
        """The bytes kept under `key`; None if there are none, or they were damaged."""
        path = self._path(key)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        with contextlib.suppress(OSError):
            os.utime(path)  # the last use decides which entry goes first
        said, value = data[:_DIGEST], data[_DIGEST:]
        return value if said == digest(key, value).encode() else None

    def put(self, key: str, value: bytes) -> None:
        """Keep `value` under `key`; if the store cannot be written to (a full disk), nothing happens."""
        path = self._path(key)
        with contextlib.suppress(OSError):
            path.parent.mkdir(mode=0o700, exist_ok=True)
            replace(path, digest(key, value).encode() + value)
            self._unchecked += len(value)
            if self._unchecked > self.largest // 16:
                self._trim()

    def kept(self, key: str, make: Callable[[], bytes]) -> bytes:
        """The bytes kept under `key`; if there are none, the result of `make`, which is kept from then on.

        If another process is making the same entry, wait for it.
        """
        if (value := self.get(key)) is None:
            with self._alone(key):
                if (value := self.get(key)) is None:
                    value = make()
                    self.put(key, value)
        return value

    @contextlib.contextmanager
    def _alone(self, key: str) -> Iterator[None]:
        """Hold the lock of `key`, if the file system has locks, so that only one process makes the entry."""
        path = self._path(key).with_suffix(".lock")
        with contextlib.ExitStack() as held:
            with contextlib.suppress(OSError, AttributeError):
                path.parent.mkdir(mode=0o700, exist_ok=True)
                _lock(held.enter_context(path.open("wb")))
                held.callback(path.unlink, missing_ok=True)
            yield

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]

    def _trim(self) -> None:
        """Remove the least recently used entries until the rest takes at most nine tenths of the limit."""
        self._unchecked, entries = 0, sorted(_entries(self.folder))
        size = sum(entry[1] for entry in entries)
        if size <= self.largest:
            return
        for _, length, path in entries:
            if size <= self.largest * 0.9:
                break
            size -= length
            with contextlib.suppress(OSError):
                path.unlink()


def _lock(file: BinaryIO) -> None:
    """Lock a file; after `PATIENCE` seconds go on without the lock."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with contextlib.suppress(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            break
        time.sleep(0.005)


def _entries(folder: Path) -> Iterator[tuple[float, int, Path]]:
    for path in folder.glob("??/*"):
        with contextlib.suppress(OSError):  # another process may have removed it
            found = path.stat()
            yield found.st_mtime, found.st_size, path


def replace(path: Path, data: bytes, suffix: str = "", mode: int = 0o600) -> None:
    """Write a file in one step, replacing the old one; while incomplete it is hidden and its name ends in `suffix`."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=suffix)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


_OTHER = "name another with --cache, or use --no-cache"


def _check_private(folder: Path) -> None:
    """Make the folder; PermissionError if it belongs to another user or is open to others."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except FileExistsError:
        pass  # reported below
    except OSError as error:
        raise type(error)(f"{folder} cannot be made ({error.strerror}); {_OTHER}") from None
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode):
        raise NotADirectoryError(f"{folder} is not a folder; {_OTHER}")
    if hasattr(os, "geteuid") and (found.st_uid != os.geteuid() or found.st_mode & 0o077):
        why = "belongs to another user" if found.st_uid != os.geteuid() else "is open to other users"
        raise PermissionError(f"{folder} {why}; chmod 700 it, name another with --cache, or use --no-cache")


def digest(*parts: str | bytes) -> str:
    """The SHA-256 of the parts with their lengths: different sequences of parts give different digests."""
    found = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        found.update(b"%d:" % len(data))
        found.update(data)
    return found.hexdigest()


@cache
def code_version() -> str:
    """The digest of this package's code and word lists, of Python and of the libraries that read files.

    It is part of every key, so that the results of another version are never taken for our own.
    """
    root = Path(str(files("corpus_tools")))
    paths = sorted(p for p in root.rglob("*") if p.suffix in {".py", ".txt"})
    ours = [part for p in paths for part in (str(p.relative_to(root)), p.read_bytes())]
    return digest(sys.version, *map(_library, READ_WITH), *ours)


def _library(name: str) -> str:
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return name


def opened() -> Store | None:
    """The store that the environment names, else the user's default one; None if it is "off".

    OSError if the one named cannot be used; without the default one we just go on.
    """
    asked = os.environ.get(VARIABLE, "")
    if asked.lower() == "off":
        return None
    if asked:
        return _store(Path(asked))
    try:
        return _store(default_folder())
    except (OSError, RuntimeError):  # no home, a file system that cannot be written to, a folder of root's
        return None


_store = lru_cache(maxsize=8)(Store)


@contextlib.contextmanager
def using(asked: str) -> Iterator[None]:
    """Use another store in this block, also in child processes: a folder, "" for the default, or "off"."""
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = asked
    try:
        yield
    finally:
        os.environ.pop(VARIABLE)
        os.environ.update({VARIABLE: before} if before is not None else {})


def default_folder() -> Path:
    """The cache folder of this user on this system."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "work-reports" / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "work-reports"
    said = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(said) if said.startswith("/") else Path.home() / ".cache") / "work-reports"

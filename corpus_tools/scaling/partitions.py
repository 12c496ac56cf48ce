"""A folder, local or in an object store → partitions of its files that stay the same when other files come or go."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import fsspec
from fsspec.implementations.local import LocalFileSystem

from corpus_tools.files import is_litter, readable
from corpus_tools.store import digest

USUAL, MOST = 64, 256  # files of a partition: on average, at most
MARKS = ("size", "ETag", "etag", "md5Hash", "mtime", "LastModified", "last_modified", "updated", "created")


class Source(NamedTuple):
    """A file: its path below the folder, a mark that changes with its content, and why it is not to be read."""

    path: str
    mark: str
    refused: str = ""


class Partition(NamedTuple):
    """Files that are processed together; the key depends on their paths and marks, and on the version of the reader."""

    key: str
    folder: str
    sources: tuple[Source, ...]


def file_system(folder: str) -> tuple[fsspec.AbstractFileSystem, str]:
    """The file system of a path or an address (s3://…), and the path within it."""
    if "://" in folder:
        return fsspec.core.url_to_fs(folder)
    return LocalFileSystem(), Path(folder).absolute().as_posix()


def partitions(folder: str, version: str) -> Iterator[Partition]:
    """Yield the partitions of a folder, or of a single file, without reading the files.

    A partition ends after a file whose path hashes to a certain value: a file that comes or goes changes its own
    partition and no other. OSError if there is no such folder.
    """
    system, root = file_system(folder)
    system.invalidate_cache()
    about, folder = system.info(root), folder_of(folder)
    sources = _inside(system, root, "") if about["type"] == "directory" else [Source(_last(root), _mark(about))]
    for group in _groups(sources):
        marks = (part for source in group for part in (source.path, source.mark))
        yield Partition(digest("partition", version, *marks)[:32], folder, group)


def folder_of(folder: str) -> str:
    """The folder itself, or the one a file is in."""
    system, root = file_system(folder)
    above = root.rpartition("/")[0] or "/"
    if system.isdir(root):
        return folder
    return system.unstrip_protocol(above) if "://" in folder else above


def _inside(system: fsspec.AbstractFileSystem, place: str, below: str) -> Iterator[Source]:
    """The files of a folder and its subfolders, by name. Links to folders are not followed."""
    try:
        entries = system.ls(place, detail=True)
    except OSError as error:
        yield Source(below.rstrip("/"), "", f"cannot be looked into ({error.strerror or error})")
        return
    for about in sorted(entries, key=lambda about: about["name"].rstrip("/")):
        inner = about["name"].rstrip("/")
        if is_litter(_last(inner)) or inner == place.rstrip("/"):  # object stores list the folder itself
            continue
        about, path = _followed(system, about), below + _last(inner)
        if about["type"] == "directory":
            yield from () if about.get("islink") else _inside(system, inner, f"{path}/")
        else:
            suffix = Path(path).suffix
            yield Source(path, _mark(about), "" if readable(path) else f"{suffix} is not a supported type of file")


def _followed(system: fsspec.AbstractFileSystem, about: dict) -> dict:
    """What a link leads to; a broken link is reported when it is read."""
    if not about.get("islink"):
        return about
    try:
        return {**system.info(about["name"]), "islink": True}
    except OSError:
        return about


def _last(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2]


def _mark(about: dict) -> str:
    return " ".join(f"{name}={about[name]}" for name in MARKS if name in about)


def _groups(sources: Iterable[Source]) -> Iterator[tuple[Source, ...]]:
    group: list[Source] = []
    for source in sources:
        group.append(source)
        drawn = int.from_bytes(hashlib.sha256(source.path.encode("utf-8", "surrogatepass")).digest()[:4])
        if drawn % USUAL == 0 or len(group) == MOST:
            yield tuple(group)
            group = []
    if group:
        yield tuple(group)

"""A zip archive → its members, within limits: the archive may be a zip bomb."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from posixpath import splitext

from corpus_tools.reading.encodings import decoded
from corpus_tools.reading.kinds import is_archive

LARGEST_MEMBER = 200 << 20
_MEMBERS, _UNPACKED, _RATIO = 20_000, 1 << 30, 200
_DAMAGES = (ValueError, OSError, RuntimeError, NotImplementedError, EOFError, zipfile.BadZipFile, zlib.error)
_DEEPEST = 3  # archives in one another


def members(data: bytes) -> Iterator[tuple[str, bytes | Exception]]:
    """The members of an archive, and of archives inside it, by name: the bytes of each, or the error if it has none."""
    yield from _members(checked(data), "", [_UNPACKED])


def _members(archive: zipfile.ZipFile, folder: str, room: list[int], depth: int = 1) -> Iterator:
    """The members of an archive; `room` counts down how many bytes may still be unpacked."""
    room[0] -= _size(archive)
    for member in sorted(archive.infolist(), key=lambda m: m.filename):
        if member.is_dir():
            continue
        name = folder + _name(member)
        try:
            data = _unpacked(archive, member)
            inner = checked(data) if is_archive(data) else None
            if inner and (depth == _DEEPEST or _size(inner) > room[0]):
                raise ValueError("an archive in an archive, too deep or too large; unpack it yourself if you trust it")
        except _DAMAGES as error:
            yield name, error
            continue
        yield from [(name, data)] if inner is None else _members(inner, splitext(name)[0] + "/", room, depth + 1)


def _size(archive: zipfile.ZipFile) -> int:
    return sum(member.file_size for member in archive.infolist())


def checked(data: bytes) -> zipfile.ZipFile:
    """The archive in `data`; ValueError if it would unpack to more than can be handled."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    infos = archive.infolist()
    size, packed = _size(archive), sum(m.compress_size for m in infos)
    if len(infos) > _MEMBERS or size > _UNPACKED or (size > 50 << 20 and size > _RATIO * max(packed, 1)):
        raise ValueError(f"would unpack to {size >> 20} MB in {len(infos)} files; unpack it yourself if you trust it")
    return archive


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    if member.flag_bits & 1:
        raise ValueError("locked with a password; pack it again without one")
    if member.file_size > LARGEST_MEMBER:
        raise ValueError(f"larger than {LARGEST_MEMBER >> 20} MB; split it")
    with archive.open(member) as file:
        return file.read(LARGEST_MEMBER + 1)


def _name(member: zipfile.ZipInfo) -> str:
    """The name of a member; Chinese programs write it in GBK without saying so."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        return decoded(member.filename.encode("cp437")).text
    except ValueError:
        return member.filename

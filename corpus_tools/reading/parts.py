"""The XML parts of a zipped document (Word, OFD), read safely, and their names."""

import posixpath
import zipfile

from lxml import etree

_LARGEST = 64 << 20  # bytes of one part, unpacked
_SAFE = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}


def part(parts: zipfile.ZipFile, name: str, damaged: list[str] | None = None):
    """The root of an XML part, or None if there is none; entities are not resolved, and its size is limited.

    A damaged part is recovered as far as possible, and its name is added to `damaged`.
    """
    data = content(parts, name)
    if data is None:
        return None
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:65536]:
        raise ValueError("defines XML entities, which no office program does; save it again from Word")
    try:
        return etree.fromstring(data, etree.XMLParser(**_SAFE))
    except etree.XMLSyntaxError:
        if damaged is not None:
            damaged.append(name)
        return etree.fromstring(data.decode("utf-8", "replace").encode(), etree.XMLParser(**_SAFE, recover=True))


def content(parts: zipfile.ZipFile, name: str) -> bytes | None:
    """The bytes of a part, None if there is none. Some programs write its name with \\ or in other case."""
    found = next((own for own in parts.namelist() if own.replace("\\", "/").lower() == name.lower()), None)
    if found is None:
        return None
    if parts.getinfo(found).file_size > _LARGEST:
        raise ValueError(f"{name} would unpack to more than {_LARGEST >> 20} MB; save the text in a smaller file")
    with parts.open(found) as file:
        return file.read(_LARGEST + 1)


def related(parts: zipfile.ZipFile, name: str = "") -> dict[str, str]:
    """The parts that a part of an office document refers to, by id and by the last word of their type.

    If no part is named, those of the whole document.
    """
    folder, file = posixpath.split(name)
    root = part(parts, posixpath.join(folder, "_rels", f"{file}.rels"))
    found = {}
    for relation in [] if root is None else root.iterfind("{*}Relationship"):
        target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
        found[relation.get("Id")] = target
        found.setdefault(relation.get("Type", "").rpartition("/")[2], target)
    return found


def attribute(element, name: str) -> str | None:
    """An attribute of an element, whatever its namespace."""
    return next((value for key, value in element.attrib.items() if etree.QName(key).localname == name), None)


def value(element, path: str) -> str | None:
    """The attribute `val` of the element at a path, None if there is none."""
    found = element.find(path)
    return None if found is None else attribute(found, "val")

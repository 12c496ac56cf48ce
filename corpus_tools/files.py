"""A path → its lines of text, whatever kind of file it is: the content decides, not the name."""

import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from corpus_tools.reading.archives import checked, members
from corpus_tools.reading.encodings import decoded, is_text
from corpus_tools.reading.kinds import kind
from corpus_tools.reading.markdown import is_markdown, read_markdown
from corpus_tools.reading.scraped import is_markup, spelled_out, without_remains, without_tags
from corpus_tools.reading.spaced import closed_up
from corpus_tools.reading.text import Text

SUFFIXES = frozenset(
    ".txt .text .md .markdown .html .htm .xhtml .shtml .mht .mhtml .docx .docm .dotx .doc .wps .rtf .odt .epub .pdf "
    ".ofd .csv .tsv .jsonl .ndjson .xlsx .xlsm .xls .et .ods .zip .png .jpg .jpeg .tif .tiff .bmp .webp".split()
)
_BINARY = frozenset(".docx .docm .dotx .doc .wps .odt .epub .pdf .ofd .xlsx .xlsm .xls .et .ods .zip".split())
LARGEST_FILE, LARGEST_TEXT = 200 << 20, 50 << 20
_LITTER = frozenset(["thumbs.db", "desktop.ini", "ehthumbs.db", "icon\r"])
_ABOUT = frozenset(["readme", "license", "licence", "copying"])
_MEMORY = "not enough memory to read it; close other programs, or split it"
_LINK = "a link to another folder; name that folder itself"
_PERMISSIONS = "change its permissions"
_PACKED = "an archive of another kind; unpack it, or pack it as zip"
_JSON = "JSON in a folder may be of any program; name the file itself if it holds reports"
_OTHERS = {".json": _JSON, **dict.fromkeys([".rar", ".7z", ".gz", ".tgz", ".tar", ".bz2", ".xz"], _PACKED)}
_KINDS = "save it as .txt, .docx, .pdf or .html, or take it out of the folder"
_NOTE = "its name says that it describes the folder; rename it if it is a report"
_AGAIN = "save it again in the program it was made with, or as .txt"
_READERS = {  # kind of file -> the module that reads it, its function
    "html": ("scripted", "read_page"),
    "markup": ("webpages", "read_fragment"),
    "mht": ("webpages", "read_mht"),
    "docx": ("word", "read_docx"),
    "doc": ("word97", "read_doc"),
    "rtf": ("rich", "read_rtf"),
    "odt": ("opened", "read_odt"),
    "epub": ("opened", "read_epub"),
    "pdf": ("printed", "read_pdf"),
    "ofd": ("printed", "read_ofd"),
    "picture": ("printed", "read_picture"),
}


class Contents(NamedTuple):
    """The reports in a file, each with a name that stays the same, and its parts that could not be read."""

    texts: list[tuple[str, Text]]
    skipped: list[tuple[str, str]]  # (name of the part, why)


def read(path: str | Path) -> Text:
    """The text in a file that holds one report. ValueError if there is none, or there are several."""
    found = contents(path)
    if len(found.texts) > 1:
        raise ValueError(f"{shown(path)}: holds {len(found.texts)} reports; read it as a corpus")
    return found.texts[0][1]


def contents(path: str | Path, data: bytes | None = None) -> Contents:
    """The reports in a file. ValueError, one line with the path, what is wrong and the remedy, if it has none.

    `data` are the bytes of the file where they have been read already.
    """
    path = Path(path)
    with _naming(path):
        return _contents(_bytes(path) if data is None else data, _name(path), path.suffix.lower())


def _name(path: Path) -> str:
    """The name of a file without its ending. Chinese archives unpacked elsewhere leave file names in GBK."""
    raw = os.fsencode(path.stem)
    for encoding in ("utf-8", "gb18030"):
        with suppress(UnicodeDecodeError):
            return shown(raw.decode(encoding))
    return shown(path.stem)


def raw(path: str | Path) -> bytes:
    """The bytes of a file. ValueError, as `contents` has it, if it cannot be read or is empty."""
    with _naming(Path(path)):
        return _bytes(Path(path))


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Turn whatever goes wrong with a file into a ValueError of one line that names it."""
    try:
        yield
    except ValueError as error:
        raise ValueError(f"{shown(path)}: {_one_line(error)}") from None
    except MemoryError:
        raise ValueError(f"{shown(path)}: {_MEMORY}") from None
    except Exception as error:  # libraries fail on damaged files in every way there is
        raise ValueError(f"{shown(path)}: damaged ({_one_line(error)}); {_AGAIN}") from None


class Folder(NamedTuple):
    """The files of a folder to be tried, those that are not, with the reason, and those passed over for their names."""

    paths: list[Path]
    skipped: list[tuple[str, str]]
    hidden: list[Path]


def folder(path: str | Path) -> Folder:
    """The files in a folder and its subfolders, sorted. Links to folders are not followed: they may lead in circles.

    `hidden` are readable files, and folders holding such files, that are passed over for their names: these begin with
    a dot, or belong to the folder itself (README, LICENSE).
    """
    paths, skipped, hidden, closed, real = [], [], [], [], os.path.realpath(path)
    for place, folders, names in os.walk(path, onerror=closed.append):
        hidden += _hidden(Path(place), folders, names)
        folders[:] = sorted(name for name in folders if not is_litter(name))
        for inner in (Path(place, name) for name in folders):
            if not Path(os.path.realpath(inner)).is_relative_to(real):  # what lies below is read anyway
                skipped.append((str(inner), _LINK))
        for inside in (Path(place, name) for name in names if not is_litter(name)):
            if readable(inside):
                paths.append(inside)
            else:
                other = f"{shown(inside.suffix)} is not a supported type of file; {_KINDS}"
                skipped.append((str(inside), _OTHERS.get(inside.suffix.lower(), other)))
    skipped += [(error.filename, f"cannot be opened ({error.strerror}); {_PERMISSIONS}") for error in closed]
    return Folder(sorted(paths), sorted(skipped), sorted(hidden))


def _hidden(place: Path, folders: list[str], names: list[str]) -> list[Path]:
    """The files of a folder that could be reports but for their names. ._x is what macOS keeps about x."""
    dotted = [place / name for name in folders if name.startswith(".")]
    holding = [path for path in dotted if any(map(_of_a_kind, next(os.walk(path), ("", [], []))[2]))]
    files = [name for name in names if name.startswith(".") and not name.startswith("._") and _of_a_kind(name)]
    about = [name for name in names if _tells_about(name) and (_of_a_kind(name) or not Path(name).suffix)]
    return [*holding, *(place / name for name in [*files, *about])]


def _of_a_kind(name: str | Path) -> bool:
    return Path(name).suffix.lower() in SUFFIXES


def readable(path: str | Path) -> bool:
    """Whether a file of a folder is of a kind that is read, or has no ending, and is not litter."""
    return (_of_a_kind(path) or not Path(path).suffix) and not is_litter(path)


def is_litter(path: str | Path) -> bool:
    """Whether a file was left by a system or an office program, or describes its folder (README)."""
    parts = [part.lower() for part in Path(path).parts if part not in {".", ".."}]
    if not parts or parts[-1].startswith((".", "~$")) or "__macosx" in parts:
        return bool(parts)
    return parts[-1] in _LITTER or _tells_about(parts[-1])


def _tells_about(name: str) -> bool:
    """Whether the name of a file says that it describes its folder."""
    return name.split(".")[0].lower() in _ABOUT


def shown(name: object) -> str:
    """A name as a terminal may show it, on one line: control characters, line ends and stray bytes as escapes.

    >>> print(shown("a\x1b[31m.txt"))
    a\\x1b[31m.txt
    """
    return "".join(c if c.isprintable() or c == "\u3000" else repr(c)[1:-1] for c in str(name))


def _one_line(error: BaseException) -> str:
    text = str(error) or type(error).__name__
    return shown(re.sub(r"\s+", " ", text).strip()[:300])


def _bytes(path: Path) -> bytes:
    """The bytes of a regular file of a size that can be handled."""
    try:
        found = path.stat()
    except FileNotFoundError:
        lost = "a link that points nowhere; remove it" if path.is_symlink() else "no such file; check the path"
        raise ValueError(lost) from None
    except (OSError, ValueError) as error:
        raise ValueError(f"cannot be opened ({getattr(error, 'strerror', None) or error}); check its name") from None
    if not stat.S_ISREG(found.st_mode):
        raise ValueError("is not a file but a folder, pipe or device; name a file")
    if found.st_size > LARGEST_FILE:
        raise ValueError(f"larger than {LARGEST_FILE >> 20} MB; split it, or save its text only")
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except PermissionError:
        raise ValueError(f"may not be read by this user; {_PERMISSIONS}") from None
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise ValueError("no text in this file; remove it or save it again with its text")
    return data


def _contents(data: bytes, name: str, suffix: str) -> Contents:
    of_kind = kind(data, suffix)
    if of_kind == "txt" and suffix in _BINARY and not is_text(data):
        raise ValueError(f"damaged, or not a {suffix} file; {_AGAIN}")
    if of_kind == "zip":
        return _archive(data, name)
    if of_kind in {"csv", "json", "xlsx", "sheet"}:
        return Contents([(f"{name}_{row}", closed_up(without_remains(text))) for row, text in _rows(data, of_kind)], [])
    return Contents([(name, closed_up(without_remains(_text(data, of_kind))))], [])


def _text(data: bytes, kind: str) -> Text:
    """The text of a file that holds one report. Heavy libraries are imported only when a file needs them."""
    if kind in {"txt", "markup", "html", "mht"} and len(data) > LARGEST_TEXT:
        raise ValueError(f"more than {LARGEST_TEXT >> 20} MB of text; split it")
    if kind == "txt":
        return _plain(data)
    if kind in {"doc", "rtf", "odt", "xml"}:
        from corpus_tools.reading.office import converted, installed

        if kind == "xml" or installed():
            data, kind = converted(data, kind, "docx"), "docx"
    module, name = _READERS[kind]
    return getattr(import_module(f"corpus_tools.reading.{module}"), name)(data)


def _plain(data: bytes) -> Text:
    found = decoded(data)
    if not found.text.strip():
        raise ValueError("no text in this file; remove it or save it again with its text")
    whole = spelled_out(found.text).removesuffix("\n")
    lines = whole.split("\n")
    if is_markdown(lines):
        return read_markdown(without_tags(whole).split("\n"))._replace(notes=found.notes)
    if is_markup(whole):
        from corpus_tools.reading.webpages import read_pasted

        return read_pasted(whole)._replace(notes=found.notes)
    return Text(lines, notes=found.notes)


def _rows(data: bytes, kind: str) -> list[tuple[str, Text]]:
    from corpus_tools.reading import objects, worksheets

    if kind in {"csv", "json"}:
        return worksheets.read_csv(data) if kind == "csv" else objects.read_json(data)
    if kind == "sheet":
        from corpus_tools.reading.office import converted

        data = converted(data, "ods" if data.startswith(b"PK") else "xls", "xlsx")
    checked(data)
    return worksheets.read_xlsx(data)


def _archive(data: bytes, name: str) -> Contents:
    """The reports in an archive; what cannot be read of it is named."""
    found, skipped = [], []
    for member, inside in members(data):
        path = PurePosixPath(member)
        if is_litter(path):
            skipped += [(shown(path), _NOTE)] if _tells_about(path.name) else []
            continue
        try:
            if isinstance(inside, Exception):
                raise inside
            steps = [shown(step) for step in path.with_suffix("").parts if step not in {"/", ".."}]
            part = _contents(inside, "_".join([name, *steps]), path.suffix.lower())
            found += part.texts
            skipped += part.skipped
        except Exception as error:  # a member may be anything, and so may be what is wrong with it
            skipped.append((shown(path), _one_line(error)))
    if not found:
        told = f"its first file is {'; '.join(skipped[0])}" if skipped else "remove it"
        raise ValueError(f"no text in this archive; {told}")
    return Contents(_with_own_names(found), skipped)


def _with_own_names(found: list[tuple[str, Text]]) -> list[tuple[str, Text]]:
    """The reports with names that differ: the second of a name gets _2."""
    seen, named = {}, []
    for name, text in found:
        seen[name] = seen.get(name, 0) + 1
        named.append((name if seen[name] == 1 else f"{name}_{seen[name]}", text))
    return named

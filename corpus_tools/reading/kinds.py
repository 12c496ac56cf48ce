"""The kind of a file, by its first bytes: names lie (web pages and RTF are called .doc)."""

import io
import re
import zipfile

from corpus_tools.reading.scraped import is_markup

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")
_ARCHIVES = {b"Rar!": "RAR", b"7z\xbc\xaf": "7z", b"\x1f\x8b": "gzip", b"BZh": "bzip2", b"\xfd7zXZ": "xz"}
_BINARIES = (b"\x7fELF", b"MZ\x90", b"SQLite format", b"\xca\xfe\xba\xbe", b"\0asm", b"%!PS", b"ID3", b"OggS", b"RIFF")
_BLANK = b"\xef\xbb\xbf\xff\xfe \r\n\t"
_IN_WORD = re.compile("word/", re.IGNORECASE).match
_OBJECT = re.compile(rb'(?:\[\s*)?\{\s*"[^"\r\n]{1,60}"\s*:')
_MAIL = re.compile(rb"multipart/|^content-type:\s*text/html", re.IGNORECASE | re.MULTILINE)
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|div|table|p|span|meta|br)[\s>/]", re.IGNORECASE)


def kind(data: bytes, suffix: str) -> str:
    """The kind of a file, by its first bytes; its name only matters where these leave it open."""
    if b"%PDF-" in data[:1024] and not data.startswith(b"PK\x03\x04"):  # a zip may hold one, not packed
        return "pdf"
    if data.startswith((b"PK\3\4", b"PK\5\6")):
        return _kind_of_zip(data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _kind_of_compound(data)
    if data.lstrip()[:5] == b"{\\rtf":
        return "rtf"
    bitmap = data[:2] == b"BM" and data[6:10] == b"\0\0\0\0"
    if bitmap or data.startswith(_PICTURES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return "picture"
    for magic, archive in _ARCHIVES.items():
        if data.startswith(magic):
            raise ValueError(f"a {archive} archive; unpack it, or pack it as zip")
    if data[257:262] == b"ustar":
        raise ValueError("a tar archive; unpack it, or pack it as zip")
    if data.startswith(_BINARIES):
        raise ValueError("a program, sound or data file, not text; remove it")
    return _kind_of_text(data, suffix)


def _kind_of_text(data: bytes, suffix: str) -> str:
    head = data[:8192].replace(b"\0", b"")
    if re.search(rb"^(?:MIME-Version:|From: <)", head, re.MULTILINE) and _MAIL.search(head):
        return "mht"
    if b"<?mso-application" in head or b"schemas.microsoft.com/office/word/2003/wordml" in head:
        return "xml"
    start = head.lstrip(_BLANK)
    if suffix in {".json", ".jsonl", ".ndjson"} and start[:1] in (b"{", b"["):
        return "json"
    if suffix in {".txt", ""} and _OBJECT.match(start):
        return "json"
    if _PAGE.search(head) and (suffix not in {".txt", ".md", ".csv"} or head.lstrip(_BLANK).startswith(b"<")):
        return "html"
    if suffix in {".txt", ".text", ""} and is_markup(head.decode("latin-1")):
        return "markup"
    if suffix in {".html", ".htm", ".xhtml", ".shtml"}:
        return "html" if b"<" in head else "txt"  # the text of a page alone, its ends of lines told by no tags
    if suffix in {".json", ".jsonl", ".ndjson"}:
        return "json"
    return "csv" if suffix in {".csv", ".tsv"} else "txt"


def _kind_of_zip(data: bytes) -> str:
    archive = zipfile.ZipFile(io.BytesIO(data))
    names = {name.replace("\\", "/") for name in archive.namelist()}
    if "word/document.xml" in names or ("_rels/.rels" in names and any(map(_IN_WORD, names))):
        return "docx"
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        return "xlsx" if "xl/workbook.xml" in names else "sheet"
    if "OFD.xml" in names:
        return "ofd"
    if "ppt/presentation.xml" in names:
        raise ValueError("slides, not a report; save their text as .docx or .txt")
    if "mimetype" in names:
        mimetype = archive.read("mimetype")[:200] if archive.getinfo("mimetype").file_size < 200 else b""
        if b"epub" in mimetype:
            return "epub"
        return "sheet" if b"spreadsheet" in mimetype else "odt" if b"opendocument.text" in mimetype else "zip"
    return "zip"


def _kind_of_compound(data: bytes) -> str:
    """The kind of an old office document, by the names of its streams."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise ValueError("locked with a password; open it, remove the password and save it again")
    is_sheet = "Workbook".encode("utf-16-le") in data and "WordDocument".encode("utf-16-le") not in data
    return "sheet" if is_sheet else "doc"


def is_archive(data: bytes) -> bool:
    """Whether a file is an archive of files, and not a document that is packed like one."""
    return data.startswith((b"PK\3\4", b"PK\5\6")) and _kind_of_zip(data) == "zip"

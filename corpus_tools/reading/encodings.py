"""Bytes → characters: each encoding is tried and the result judged."""

import re
import unicodedata
from collections import Counter
from functools import cache
from html import unescape
from math import inf, log
from typing import NamedTuple

from corpus_tools.lexicon import rows

CANDIDATES = ("utf-8", "gb18030", "cp950", "big5hkscs", "utf-16-le", "utf-16-be")  # the first of equals wins
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_TWO_BYTES = ("gb18030", "cp950", "big5hkscs")
_LEVELS = (("gb2312", b"\xb0\xa1", b"\xd7\xf9"), ("cp950", b"\xa4\x40", b"\xc6\x7e"))  # first and last in daily use
_SHIFTS = 9  # from ASCII to Chinese: HZ, of mail that had seven bits a character
_SAMPLE = 1 << 16  # bytes that are judged
_LEAST = -11.0  # mean judgement a character must reach where an encoding was guessed; a picture's bytes stay below
_BREAK = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# controls, soft hyphen, zero width, direction and interlinear marks, variants say nothing; an emoji's joiner goes too
_SILENT = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\U000e0100-\U000e01ef]+"
)
# blanks of all widths, radicals, forms for vertical lines and small ones, compatibility forms; signs of symbol fonts
_FORMS = re.compile(
    "[\u1680\u2000-\u200a\u202f\u205f\u2e80-\u2fd5\ue5e5\uf020-\uf0ff\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6b"
    "\U0002f800-\U0002fa1f]"
)
_ENTITY = re.compile(
    r"&(?!lt;|gt;|#0*6[02];|#x0*3[ce];)(?:[a-z][a-z0-9]{1,30}|#\d{1,7}|#x[0-9a-f]{1,6});", re.IGNORECASE
)
_NOUGHTS = re.compile(rb"(?:\0{4}){2,}")  # what a disk that failed leaves within a text or behind it
_EUROPE = re.compile("[\x80-\xff]")
_SAVED_WRONG = "was saved in a wrong encoding; read in the original one"
_NOISE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")


class Decoded(NamedTuple):
    """The characters of a file, the encoding they were in, and what a reader should know."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decoded(data: bytes, declared: str | None = None) -> Decoded:
    """`data` as clean characters; an encoding `declared` by the file only decides between equally good ones.

    A broken character becomes � and is noted. ValueError if `data` is no text at all.

    >>> decoded("政协工作报告".encode("gb18030"))
    Decoded(text='政协工作报告', encoding='gb18030', notes=())
    """
    encoding, skip = _encoding(data, declared)
    text, notes = _characters(data[skip:], encoding)
    if (before := _before(text)) is not None:
        found = decoded(before)
        return found._replace(notes=(*found.notes, _SAVED_WRONG))
    if _is_rubbish(re.sub("\0{4,}", "", text)[:_SAMPLE], encoding):
        raise ValueError("no text in any known encoding; save it again as UTF-8, or remove it")
    text, noise = clean(text)
    if noise:
        notes = (*notes, f"{noise} control characters were left out")
    return Decoded(text, encoding, notes)


def _before(text: str) -> bytes | None:
    """The original bytes of a text that was wrongly read as Latin 1 and saved again; None if it was not."""
    sample = text[:_SAMPLE]
    if 10 * len(_EUROPE.findall(sample)) < 3 * len(sample) or not sample:
        return None
    try:
        return text.translate(_windows()).encode("latin-1")
    except UnicodeEncodeError:
        return None


def is_text(data: bytes) -> bool:
    """Whether `decoded` takes `data` for text.

    >>> is_text("工作报告".encode()), is_text(bytes(range(256)) * 9)
    (True, False)
    """
    try:
        return bool(decoded(data))
    except ValueError:
        return False


def clean(text: str) -> tuple[str, int]:
    r"""`text` with \n as the only line end and without invisible characters, and how many of these were noise.

    Radicals and compatibility forms, which PDF files hold in place of characters, become the characters.

    >>> clean("⼯作\x00报告\r\n")
    ('工作报告\n', 1)
    """
    text = _BREAK.sub("\n", text)
    noise = len(_NOISE.findall(text))
    text = _SILENT.sub("", text).replace("\xa0", " ")
    return (text.translate(_forms()) if _FORMS.search(text) else text), noise


def without_entities(text: str) -> str:
    """`text` with HTML entities, which scrapers leave behind, resolved; < and > stay as written.

    >>> without_entities("增长率6&permil;,&ldquo;两江四岸&rdquo;&lt;一&gt;")
    '增长率6‰,“两江四岸”&lt;一&gt;'
    """
    return clean(_ENTITY.sub(lambda entity: unescape(entity.group()), text))[0] if "&" in text else text


def judgement(text: str) -> float:
    """How well `text` reads as Chinese: its log-likelihood, taking characters one by one."""
    return sum(_character(c) * n for c, n in Counter(text).items())


def familiar(text: str) -> int:
    """How many characters of `text` are among the most frequent of Chinese, in either script."""
    return sum(map(_common().__contains__, text))


def _is_rubbish(text: str, encoding: str) -> bool:
    noise = len(_NOISE.findall(text)) + text.count("\ufffd")
    least = _LEAST if len(text) > 8 else _LEAST - 1.5
    return noise > 0.3 * len(text) or (encoding != "utf-8" and judgement(text) < least * len(text))


def _encoding(data: bytes, declared: str | None) -> tuple[str, int]:
    """The encoding of `data` and the length of its byte order mark."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, len(mark)
    if data.isascii() and data.count(b"~{") >= _SHIFTS:
        return "hz", 0
    if b"\0" not in data and _is_utf8(data):
        return "utf-8", 0
    sample = _sample(data)
    names = [c for c in CANDIDATES if c == _alias(declared)] + [c for c in CANDIDATES if c != _alias(declared)]
    return max(names, key=lambda name: judgement(sample.decode(name, "replace"))), 0


def _is_utf8(data: bytes) -> bool:
    """Whether `data` is UTF-8 beyond doubt: a few bytes of GBK can pass by chance."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return len(text) == len(data) or len(data) - len(text) > 60


def _sample(data: bytes) -> bytes:
    """The part of `data` that tells encodings apart: from the first byte beyond ASCII."""
    first = re.search(rb"[\x80-\xff\0]", data[: 64 * _SAMPLE])
    start = max(first.start() - 64, 0) & ~3 if first else 0
    return _NOUGHTS.sub(b"", data[start : start + _SAMPLE])


def _alias(declared: str | None) -> str | None:
    name = (declared or "").strip().lower().replace("_", "-")
    if name.startswith("gb") or name in {"936", "cp936", "x-gbk"}:
        return "gb18030"
    return {"big5": "cp950", "x-x-big5": "cp950", "big5-hkscs": "big5hkscs", "utf8": "utf-8"}.get(name, name)


def _characters(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    """The characters of `data`, and a note if some could not be read."""
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError:
        text = _mended(data, encoding)
    broken = text.count("\ufffd")
    return text, (f"{broken} characters could not be read as {encoding} and stand as \ufffd",) if broken else ()


def _mended(data: bytes, encoding: str) -> str:
    """`data` decoded line by line: a line broken in the encoding of the file may be intact in another."""
    if encoding.startswith(("utf-16", "utf-32")):
        return data.decode(encoding, "replace")
    return "\n".join(_line(line, encoding) for line in data.split(b"\n"))


def _line(line: bytes, encoding: str) -> str:
    read = line.decode(encoding, "replace")
    if len(line) > _SAMPLE or ("\ufffd" not in read and "\ufffd" in line.decode("utf-8", "replace")):
        return read
    if "\ufffd" in read and encoding in _TWO_BYTES:
        read = max(read, _in_step(line, encoding), key=judgement)
    others = [line.decode(other, "replace") for other in ("utf-8", "gb18030", "big5hkscs")]
    # another encoding must be far better: the common case is one broken byte
    return max([*(o for o in others if "\ufffd" not in o and judgement(o) > judgement(read) + 20), read], key=judgement)


def _in_step(line: bytes, encoding: str) -> str:
    """The likeliest reading of a line that has lost some bytes, so that others would be taken in wrong pairs."""
    best = [(0.0, 0, "")] + [(-inf, 0, "")] * len(line)  # up to each byte: how likely, the last character
    for at in range(len(line)):
        for end in range(at + 1, min(at + 2, len(line)) + 1):
            character = line[at:end].decode(encoding, "replace")
            likely = best[at][0] + _character(character) if len(character) == 1 else -inf
            best[end] = max(best[end], (likely, at, character))
    found, at = [], len(line)
    while at:
        _, at, character = best[at]
        found.append(character)
    return "".join(reversed(found))


def _character(c: str) -> float:
    """The log-probability of a character in Chinese text."""
    if c in _common():
        return _common()[c]
    if c in "“”‘’…—·、。〈〉《》「」『』【】〔〕！（），．：；？％\u3000\n\r\t" or " " <= c <= "~":
        return -4.0
    if "\u4e00" <= c <= "\u9fff":
        return -11.0 if _in_first_level(c) else -13.5
    kind = unicodedata.category(c)
    if c == "\ufffd" or kind in {"Cc", "Cn", "Co", "Cs"}:
        return -25.0
    return -8.0 if kind[0] in "PSN" or c == "\xa0" else -13.5


@cache
def _in_first_level(c: str) -> bool:
    """Whether a character is in daily use: one of the first 3755 of GB 2312 or 5401 of Big5."""
    return any(first <= c.encode(code, "ignore") <= last for code, first, last in _LEVELS)


@cache
def _common() -> dict[str, float]:
    """The log-frequency of the common characters, by Zipf's law."""
    ranks = enumerate(rows("common_characters"))
    return {c: log(0.07 / (50 * rank + 25)) for rank, row in ranks for c in row if c != " "}


@cache
def _forms() -> dict[int, str]:
    """Blanks, radicals, compatibility ideographs and forms of marks with the character they stand for."""
    codes = [*range(0x2E80, 0x2FD6), *range(0xF900, 0xFB00), *range(0xFE10, 0xFE6C), *range(0x2F800, 0x2FA20)]
    forms = {code: unicodedata.normalize("NFKC", chr(code)) for code in codes}
    marks = {code: chr(ord(form) + 0xFEE0) for code, form in forms.items() if form in set(",:;!?()[]{}%")}
    known = {code: form for code, form in forms.items() if form != chr(code) and len(form) == 1}
    blanks = dict.fromkeys([0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F], " ")
    blanks |= dict.fromkeys([0x2001, 0x2003, 0xE5E5], "\u3000")
    return {**known, **marks, **blanks, **dict.fromkeys(range(0xF020, 0xF100), "")}


@cache
def _windows() -> dict[int, int]:
    """The characters that Windows-1252 has where Latin 1 has controls, with their bytes."""
    return {ord(c): byte for byte in range(0x80, 0xA0) if (c := bytes([byte]).decode("cp1252", "ignore"))}

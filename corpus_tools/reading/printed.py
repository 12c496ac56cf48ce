"""PDF, OFD and pictures → paragraphs: these kinds of file know places on pages, but no paragraphs."""

import ctypes
import math
import os
import re
from collections import Counter
from contextlib import suppress
from itertools import pairwise
from pathlib import Path, PurePosixPath
from statistics import median, median_high

from pylopdf_fonts_zh_cn import sans_path
from pypdfium2 import PdfDocument, PdfiumError, raw

from corpus_tools.lexicon import CHINESE
from corpus_tools.reading.archives import checked
from corpus_tools.reading.columns import Page, Piece
from corpus_tools.reading.encodings import judgement
from corpus_tools.reading.layout import paragraphs
from corpus_tools.reading.parts import part
from corpus_tools.reading.text import Text

_PAGE_NUMBER = re.compile(r"^[-—–一ー_]\s?(\d{1,4})\s?[-—–一ー_]$")  # a dash beside a number is read as 一
_THOUSANDS = re.compile(r"(?<=\d)，(?=\d{3})")
_PAGES, _SCANNED_PAGES = 2000, 200
_BOLD_FONT = re.compile(r"bold|black|heavy|hei|黑|xbs|小标宋", re.IGNORECASE)
_STRANGE = re.compile("[\xaa-\u02af]")  # letters of Europe: glyphs by their number, where it is no English
_STAMP = 50  # letters at most
_PICTURES, _UNNAMED = "its pages are pictures without a text layer", "its fonts do not say which characters they draw"
_DAMAGED = "damaged, or not a PDF; print or save it again as PDF"
_RECOGNISE = "install rapidocr and onnxruntime (they bring their models), or get a version with text"


def _lend_font() -> None:
    """Give PDFium a Chinese font for files that bring none: without, it passes over single characters, or all."""
    folder = ctypes.create_string_buffer(os.fsencode(Path(sans_path()).parent))
    folders = (ctypes.POINTER(ctypes.c_char) * 2)(ctypes.cast(folder, ctypes.POINTER(ctypes.c_char)), None)
    raw.FPDF_DestroyLibrary()
    raw.FPDF_InitLibraryWithConfig(raw.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=folders))


_lend_font()


def read_pdf(data: bytes) -> Text:
    """The paragraphs of a PDF; page headers, footers and numbers are in `removed`."""
    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        if "password" in str(error).lower():
            raise ValueError("locked with a password; remove the password and save it again") from None
        raise ValueError(_DAMAGED) from None
    with document:
        if not 0 < len(document) <= _PAGES:
            raise ValueError(f"{len(document)} pages, and not 1 to {_PAGES}; split it")
        return _pdf_text(document)


def _pdf_text(document) -> Text:
    pages = [_pdf_page(document, number) for number in range(len(document))]
    few = [number for number, page in enumerate(pages) if len(page.pieces) < 10]
    # a picture of the text, if there are but a few characters beside it
    empty = [n for n in few if not pages[n].pieces or _shows(document, n, raw.FPDF_PAGEOBJ_IMAGE)]
    garbled = _garbled(pages)
    if sum(len(page.pieces) for page in pages) < 20 * len(pages) or garbled:
        return _checked(paragraphs(_recognised_pages(document, range(len(pages)), _UNNAMED if garbled else _PICTURES)))
    if _runs_down(pages):
        raise ValueError("its text is vertical; save its text as .docx or .txt")
    if _is_inexact(pages):
        pages = [page._replace(pieces=_of_one_size(page.pieces)) for page in pages]
    text = paragraphs(_with_recognised(document, pages, empty))
    title = (document.get_metadata_dict().get("Title") or "").strip()
    titled = len(CHINESE.findall(title)) >= 4 and "Microsoft" not in title
    text.lines[:] = (title if titled and _may_be(line, title) else line for line in text.lines)
    shown = ", ".join(str(number + 1) for number in empty[:20])
    notes = (f"no text on {len(empty)} pages, damaged or pictures: {shown}",) if empty else ()
    if lost := "".join(text.lines).count("\ufffd"):
        notes += (f"{lost} characters could not be read as PDF and stand as \ufffd",)
    return text._replace(title=title if titled else None, notes=notes)


def _may_be(line: str, title: str) -> bool:
    """Whether a line has characters that could not be read, and may be the title that the file gives itself."""
    return "\ufffd" in line and bool(re.fullmatch(re.escape(line).replace("\ufffd", "."), title))


def _with_recognised(document, pages: list[Page], empty: list[int]) -> list[Page]:
    """The pages, those without text recognised if that can be done."""
    found = {}
    with suppress(ValueError):  # nothing to recognise, or nothing that does it
        found = dict(zip(empty, _recognised_pages(document, empty), strict=True))
    return [found.get(number, page) for number, page in enumerate(pages)]


def _pdf_page(document, number: int) -> Page:
    """The characters of a page with their places, as it is shown; writing across it (a watermark) is left out."""
    try:
        page = document[number]
    except PdfiumError:  # the other pages may be whole
        return Page([], 1.0, 1.0)
    text = page.get_textpage()
    left, foot, right, top = page.get_mediabox()
    quarters = {
        at: _quarter(raw.FPDFText_GetCharAngle(text, at)) for at in range(text.count_chars()) if _is_seen(text, at)
    }
    turn = Counter(quarters.values()).most_common(1)[0][0] if quarters else 0
    turn, pieces = turn or 0, []
    for at in (at for at, quarter in quarters.items() if quarter == turn):
        x0, y0, x1, y1 = text.get_charbox(at, loose=True)
        place = _upright((x0 - left, y0 - foot, x1 - left, y1 - foot), turn, right - left, top - foot)
        pieces.append(Piece(_character(text, at), *place, _size(text, at) or place[3] - place[2], _is_bold(text, at)))
    pieces = _without_stamp(pieces)
    text.close()
    page.close()
    size = (max(right - left, 1.0), max(top - foot, 1.0))
    return Page(pieces, *(size[::-1] if turn % 2 else size))


def _shows(document, number: int, *kinds: int) -> bool:
    """Whether a page can be loaded and there is anything on it, or anything of these kinds."""
    try:
        return next(document[number].get_objects(kinds), None) is not None
    except PdfiumError:
        return False


def _without_stamp(pieces: list[Piece]) -> list[Piece]:
    """The pieces without large ones that others are written over."""
    usual = median([piece.size for piece in pieces] or [0])
    large = [piece for piece in pieces if piece.size > 2 * usual]
    large = large if len(large) <= _STAMP else []
    stamp = [one for one in large if sum(_is_within(piece, one) for piece in pieces) > 2]  # itself, and two
    return [piece for piece in pieces if piece not in stamp] if stamp else pieces


def _is_within(piece: Piece, large: Piece) -> bool:
    """Whether the middle of a piece lies within another."""
    x, y = (piece.x0 + piece.x1) / 2, (piece.top + piece.bottom) / 2
    return large.x0 <= x <= large.x1 and large.top <= y <= large.bottom


def _character(text, at: int) -> str:
    """The character at an index; one stored as two code units counts at the first.

    A square character that its font cannot name becomes �.
    """
    first, second = (raw.FPDFText_GetUnicode(text, place) for place in (at, at + 1))
    if not first:
        left, foot, right, top = text.get_charbox(at, loose=True)
        return "\ufffd" if right - left > 0.4 * (top - foot) > 0 else chr(first)
    if 0xD800 <= first < 0xDC00 <= second < 0xE000:
        return chr(0x10000 + ((first - 0xD800) << 10) + second - 0xDC00)
    return chr(first)


def _is_seen(text, at: int) -> bool:
    character = _character(text, at)
    return character.isprintable() and not character.isspace() and not raw.FPDFText_IsGenerated(text, at)


def _size(text, at: int) -> float:
    """The size of a character's font as it is drawn, in points; 0 if the file does not say."""
    matrix = raw.FS_MATRIX()
    known = raw.FPDFText_GetMatrix(text, at, ctypes.byref(matrix))
    return raw.FPDFText_GetFontSize(text, at) * math.hypot(matrix.c, matrix.d) if known else 0.0


def _quarter(angle: float) -> int | None:
    """The direction of writing, in quarter turns; None if it is slanted."""
    turns = -angle / (math.pi / 2)  # the angle is that of a clock, quarters are counted against it
    return round(turns) % 4 if abs(turns - round(turns)) < 0.1 else None


def _upright(box: tuple, turn: int, width: float, height: float) -> tuple[float, float, float, float]:
    """x0, x1, top, bottom of a box on a page turned so that its writing is upright; PDF counts from the foot."""
    left, foot, right, top = box
    return (
        (left, right, height - top, height - foot),
        (foot, top, left, right),
        (width - right, width - left, foot, top),
        (height - top, height - foot, width - right, width - left),
    )[turn]


def _is_bold(text, at: int) -> bool:
    name = ctypes.create_string_buffer(80)
    raw.FPDFText_GetFontInfo(text, at, name, 80, ctypes.byref(ctypes.c_int()))
    return raw.FPDFText_GetFontWeight(text, at) >= 600 or bool(_BOLD_FONT.search(name.value.decode("utf-8", "replace")))


def _garbled(pages: list[Page]) -> bool:
    """Whether the fonts of a PDF do not name their characters, so that it can be seen but not read."""
    sample = "".join(piece.text for page in pages for piece in page.pieces[:500])[:20_000]
    return judgement(sample) < -12 * len(sample) or len(_STRANGE.findall(sample)) > 0.05 * len(sample)


def _runs_down(pages: list[Page]) -> bool:
    """Whether most characters stand below the one before."""
    pairs = [pair for page in pages for pair in pairwise(page.pieces)]
    below = sum(abs(b.x0 - a.x0) < 0.3 * a.size and 0.5 * a.size < b.top - a.top < 3 * a.size for a, b in pairs)
    return 2 * below > len(pairs)


def _recognised_pages(document, numbers, what: str = _PICTURES) -> list[Page]:
    if len(numbers) > _SCANNED_PAGES:
        raise ValueError(f"{len(numbers)} pages that are pictures; split it into files of {_SCANNED_PAGES}")
    if not any(_shows(document, number) for number in numbers):
        raise ValueError(_DAMAGED)
    recognise = _recogniser(what)
    pages = []
    for number in numbers:
        picture = document[number].render(scale=2).to_numpy()
        pages.append(Page(_recognised(recognise, picture), picture.shape[1], picture.shape[0]))
    return pages


def read_picture(data: bytes) -> Text:
    """The paragraphs that are recognised in a picture."""
    pieces = _recognised(_recogniser("a picture"), data)
    width, height = (max((getattr(p, side) for p in pieces), default=1.0) for side in ("x1", "bottom"))
    return _checked(paragraphs([Page(pieces, width, height)]))


def _recogniser(what: str):
    try:
        from rapidocr import RapidOCR
    except ImportError:
        raise ValueError(f"{what}; {_RECOGNISE}") from None
    return RapidOCR(params={"Global.log_level": "critical"})


def _recognised(recognise, picture) -> list[Piece]:
    found = recognise(picture)
    if not found.txts:
        return []
    pieces = []
    for corners, text in zip(found.boxes.tolist(), found.txts, strict=True):
        x, y = [c[0] for c in corners], [c[1] for c in corners]
        words = _PAGE_NUMBER.sub(r"- \1 -", _THOUSANDS.sub(",", text))
        pieces.append(Piece(words, min(x), max(x), min(y), max(y), max(y) - min(y)))
    return _of_one_size(pieces)


def _of_one_size(pieces: list[Piece]) -> list[Piece]:
    """The pieces, with those of about the usual height set to that height: recognition measures it inexactly."""
    usual = median_high([piece.size for piece in pieces] or [1.0])
    return [p._replace(size=usual) if 0.75 * usual < p.size < 1.25 * usual else p for p in pieces]


def _is_inexact(pages: list[Page]) -> bool:
    """Whether no size is that of a third of the characters, as in the text laid under a scan."""
    sizes = Counter(round(piece.size, 1) for page in pages for piece in page.pieces)
    return 3 * max(sizes.values()) < sizes.total()


def _checked(text: Text) -> Text:
    if not text.lines:
        raise ValueError("no text could be recognised; scan it again at a higher resolution")
    return text._replace(notes=(*text.notes, "recognised from pictures: check what you quote"))


def read_ofd(data: bytes) -> Text:
    """The paragraphs of an OFD, the national format of China for fixed pages."""
    archive = checked(data)
    damaged = []
    root = part(archive, "OFD.xml")
    start = (root.findtext(".//{*}DocRoot") or "").strip("/ ")
    document = part(archive, start)
    if document is None:
        raise ValueError("no document in this OFD; save it again, or as PDF")
    folder = PurePosixPath(start).parent
    size = _numbers(document.findtext(".//{*}PageArea/{*}PhysicalBox") or "0 0 210 297")
    pages = []
    for place in document.iterfind(".//{*}Pages/{*}Page"):
        content = part(archive, str(folder / place.get("BaseLoc", "").lstrip("/")), damaged)
        pages.append(Page([] if content is None else _ofd_pieces(content), *(max(side, 1.0) for side in size[2:])))
    text = paragraphs(pages)
    if not text.lines:
        raise ValueError(f"its pages are pictures without a text layer; save them as pictures and {_RECOGNISE}")
    return text._replace(notes=tuple(f"{name} is damaged: text may be missing" for name in damaged))


def _ofd_pieces(content) -> list[Piece]:
    pieces = []
    for element in content.iterfind(".//{*}TextObject"):
        left, top, *_ = [*_numbers(element.get("Boundary", "")), 0.0, 0.0]
        matrix = [*_numbers(element.get("CTM", "")), *[1.0, 0.0, 0.0, 1.0, 0.0, 0.0]][:6]
        size = (_numbers(element.get("Size", "")) or [4.0])[0] * abs(matrix[3] or 1.0)
        bold = element.get("Weight", "400").isdecimal() and int(element.get("Weight", "400")[:4]) >= 600
        for code in element.iterfind("{*}TextCode"):
            text = code.text or ""
            x, y = (_numbers(code.get(axis, "0")) or [0.0] for axis in "XY")
            x0 = left + matrix[0] * x[0] + matrix[2] * y[0] + matrix[4]
            foot = top + matrix[1] * x[0] + matrix[3] * y[0] + matrix[5]
            width = sum(size * (0.5 if c.isascii() else 1.0) for c in text)
            if text.strip():
                pieces.append(Piece(text, x0, x0 + width, foot - size, foot, size, bold))
    return pieces


def _numbers(text: str) -> list[float]:
    return [float(n) for n in re.findall(r"-?\d{1,9}(?:\.\d{1,9})?|-?\.\d{1,9}", text)[:6]]

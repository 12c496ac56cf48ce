"""The Chinese font: the file that figures are drawn with, and the subset that a page carries."""

import base64
import functools
from html import unescape

import uharfbuzz


def font_path() -> str:
    """The file of Noto Sans SC that the requirements bring. RuntimeError with the remedy if it is missing."""
    try:
        from pylopdf_fonts_zh_cn import sans_path
    except ImportError as error:
        raise RuntimeError(
            "no Chinese font: the package pylopdf-fonts-zh-cn is missing; run `python3 run.py pages` once, "
            "or `python -m pip install -r requirements.txt`, and use that environment"
        ) from error
    return str(sans_path())


@functools.cache
def _face() -> uharfbuzz.Face:
    return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(font_path()))


def font_rule(html: str) -> str:
    """A CSS rule of about 200 kB: the font `Report`, reduced to the characters of `html`.

    Listed last it is only used if the system has none of the other fonts, so that Chinese shows on any machine.
    HarfBuzz (`hb_subset`) makes the subset; the same characters give the same bytes. RuntimeError with the remedy if
    the font is missing.

    >>> font_rule("政协").startswith('@font-face { font-family: "Report"; src: url(data:font/otf;base64,')
    True
    """
    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(map(ord, set(unescape(html))))
    wanted.name_id_set.clear()
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NO_BIDI_CLOSURE
    data = base64.b64encode(uharfbuzz.subset(_face(), wanted).blob.data).decode("ascii")
    return f'@font-face {{ font-family: "Report"; src: url(data:font/otf;base64,{data}); }}'

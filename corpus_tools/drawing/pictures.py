"""Style, colours and font in one place: a figure as a crisp picture with its alternative text and its data."""

import base64
import functools
import io
import re
import unicodedata
import warnings
from collections.abc import Iterable, Sequence

import matplotlib
import numpy as np
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from corpus_tools.drawing.font import font_path
from corpus_tools.tables import Html, esc, in_lab, number, table

INK, GREY, LINE, ACCENT, BAR = "#22303c", "#5b6470", "#d9dde1", "#a8372a", "#47688a"
# after Paul Tol's "bright", safe for the colour-blind, so dark that names in these colours can be read (4.5 : 1)
PALETTE = ("#3568a0", "#bf4a2d", "#217a3f", "#8c6508", "#8c4a8c", "#1c7c8c", "#6b7280", "#000000")
DOTS_PER_INCH, SCALE, COLOURS = 120, 2, 96  # a heat map may have a colour for each of its cells
WIDTH = 4.8  # inches: so that a telephone shows it whole and its type can be read
YEAR = re.compile(r" [12]\d{3}$")  # of a report, behind the name of its body
STYLE = {
    "font.family": ["Noto Sans SC", "DejaVu Sans"],
    "font.size": 9.5,
    "axes.titlesize": 11,
    "axes.titlelocation": "left",
    "axes.titlepad": 12,
    "axes.labelsize": 9,
    "axes.labelcolor": GREY,
    "axes.edgecolor": LINE,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.prop_cycle": matplotlib.cycler(color=PALETTE),
    "axes.axisbelow": True,
    "grid.color": "#e8ebee",
    "text.color": INK,
    "text.parse_math": False,  # a $ in a title is a dollar sign
    "xtick.color": GREY,
    "ytick.color": LINE,
    "ytick.labelcolor": INK,
    "legend.frameon": False,
    "figure.dpi": DOTS_PER_INCH,
    "savefig.dpi": DOTS_PER_INCH * SCALE,
}


@functools.cache
def _add_fonts() -> frozenset[int]:
    """Register the packaged font with matplotlib; return the characters that can be drawn."""
    font_manager.fontManager.addfont(font_path())
    paths = [font_path(), font_manager.findfont("DejaVu Sans")]
    return frozenset().union(*(font_manager.get_font(path).get_charmap() for path in paths))


def use_house_style() -> None:
    """Give all figures of this session the packaged Chinese font, our colours and sizes, whatever was set before."""
    _add_fonts()
    matplotlib.rcdefaults()
    matplotlib.rcParams.update(STYLE)


def drawable(text: object) -> str:
    """`text` on one line, with 〓 (the printers' sign for missing type) where our fonts have no character.

    >>> drawable("工作\\n报告🧧")
    '工作 报告〓'
    """
    known = _add_fonts()
    line = " ".join(str(text).split())
    return "".join(c if ord(c) in known else "" if unicodedata.category(c) in ("Cf", "Mn") else "〓" for c in line)


def width(text: str) -> float:
    """The width of a line in Chinese characters; a Latin letter or a digit is half as wide."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.55 for c in text)


def shortened(text: object, limit: float = 14) -> str:
    """`text` cut to a width of `limit` characters, with … where it was cut; a year at its end stays.

    >>> shortened("中国人民政治协商会议重庆市江北区委员会", 8), shortened("凉山彝族自治州政府 2019", 11)
    ('中国人民政治协…', '凉山彝族自治州… 2019')
    """
    line = drawable(text)
    if width(line) <= limit:
        return line
    if limit > 8 and (year := YEAR.search(line)):
        return shortened(line[: year.start()], limit - width(year.group())) + year.group()
    while line and width(line) > limit - 1:
        line = line[:-1]
    return line.rstrip(" ,，、:：·（(") + "…"


def short_labels(labels: Iterable[object], limit: float = 14) -> list[str]:
    """The labels cut to `limit`; those that would become equal keep their ends too, or get a number."""
    full = [drawable(label) for label in labels]
    short = [shortened(label, limit) for label in full]
    twice = {s for s in short if short.count(s) > 1}
    short = [_both_ends(f, limit) if s in twice and f != s else s for f, s in zip(full, short, strict=True)]
    return [s if short.count(s) == 1 else f"{s}（{short[: i + 1].count(s)}）" for i, s in enumerate(short)]


def _both_ends(text: str, limit: float) -> str:
    half = int(limit // 2)
    return f"{shortened(YEAR.sub('', text), half).rstrip('…')}…{text[-(half - 1) :]}"


def _in_few_colours(pixels: np.ndarray) -> bytes:
    """The picture as a small PNG: the colours that cover most of it stay, any other becomes the nearest of these.

    `pixels` is height × width × (red, green, blue, opacity) in bytes. It works on runs of one colour, a tenth as many
    as pixels.
    """
    whole = pixels.view(np.uint32).ravel()
    begins = np.flatnonzero(np.append(True, whole[1:] != whole[:-1]))
    lengths = np.diff(begins, append=len(whole))
    found, which = np.unique(whole[begins], return_inverse=True)
    colours = found.view(np.uint8).reshape(-1, 4)[:, :3].astype(np.int32)
    kept = colours[np.lexsort((*colours.T[::-1], np.bincount(which, lengths)))[::-1][:COLOURS]]
    nearest = ((colours[:, None] - kept) ** 2).sum(axis=2).argmin(axis=1).astype(np.uint8)
    flat, file = Image.fromarray(np.repeat(nearest[which], lengths).reshape(pixels.shape[:2])), io.BytesIO()
    flat.putpalette(kept.astype(np.uint8).tobytes())
    flat.save(file, "png", compress_level=7)  # 8 takes twice as long for a tenth less
    return file.getvalue()


class Picture:
    """A figure as it is shown in JupyterLab and on a page: a picture, its alternative text, and its data.

    `figure` is the matplotlib figure: change it before the cell ends and the picture changes with it.
    """

    def __init__(self, figure: Figure, alt: str, header: Sequence[str], rows: Iterable[Sequence]):
        self.figure, self.alt, self.header, self.rows = figure, alt, list(header), [tuple(row) for row in rows]

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels of a page (the picture itself has twice as many)."""
        inches = self.figure.get_size_inches()
        return round(inches[0] * DOTS_PER_INCH), round(inches[1] * DOTS_PER_INCH)

    def png(self) -> bytes:
        """The picture in few colours, which keeps it small. ValueError if a character has no glyph."""
        canvas, before = FigureCanvasAgg(self.figure), self.figure.dpi
        with warnings.catch_warnings(), matplotlib.rc_context(STYLE):
            warnings.filterwarnings("error", message="Glyph .* missing from")
            try:
                self.figure.dpi = DOTS_PER_INCH * SCALE
                canvas.draw()  # print_figure would lay out twice, and write a file that is read again
            except UserWarning as warning:
                raise ValueError(f"a character cannot be drawn: {warning}; pass the text through drawable()") from None
            finally:
                self.figure.dpi = before
        return _in_few_colours(np.asarray(canvas.buffer_rgba()))  # not by the figure's size, which follows the dpi

    def _html(self, png: bytes) -> Html:
        wide, high = self.size
        source = base64.b64encode(png).decode("ascii")
        size = f'width="{wide}" height="{high}" style="--w:{wide}px"'
        image = f'<img src="data:image/png;base64,{source}" alt="{esc(self.alt)}" {size}>'
        rows = table(self.rows, header=self.header, n=200)
        data = f'<details class="ct-data"><summary>数据 <span lang="en">Data</span></summary>{rows}</details>'
        return Html(f'<figure class="ct-figure">{image}{data if self.rows else ""}</figure>')

    def _repr_html_(self) -> str:
        return in_lab(self._html(self.png()))

    def _repr_mimebundle_(self, include=None, exclude=None) -> tuple[dict, dict]:
        """The figure with its data as HTML, which JupyterLab and the pages show; the plain picture for other tools."""
        png, (wide, high) = self.png(), self.size
        shown = {
            "text/html": in_lab(self._html(png)),
            "image/png": base64.b64encode(png).decode("ascii"),
            "text/plain": self.alt,
        }
        return shown, {"image/png": {"alt": self.alt, "width": wide, "height": high}}

    def __repr__(self) -> str:
        return self.alt


def new_axes(height: float, title: str, wide: float = WIDTH) -> Axes:
    """Empty axes in a figure of our style, with a title that is broken into lines where it is long."""
    use_house_style()
    whole = [round(inches * DOTS_PER_INCH) / DOTS_PER_INCH for inches in (wide, height)]
    figure = Figure(figsize=whole, layout="constrained")
    axes = figure.subplots()
    figure.suptitle(_lines(title, wide * 6), x=0.003, ha="left", size=11.5, color=INK)
    return axes


def _lines(text: str, limit: float) -> str:
    """`text` on at most two lines of `limit` characters."""
    line = drawable(text)
    if width(line) <= limit:
        return line
    first = shortened(line, limit + 1).removesuffix("…")
    return f"{first}\n{shortened(line[len(first) :].lstrip(), limit)}"


def highest(labels: Sequence, values: Sequence[float], n: int = 3) -> str:
    """The labels of the `n` highest values, in words."""
    best = np.argsort(-np.nan_to_num(np.asarray(values, float), nan=-np.inf), kind="stable")[:n]
    return "、".join(f"{labels[i]}（{number(float(values[i]))}）" for i in best)


def alike(values: Sequence[float]) -> list[str]:
    """The numbers of a figure as text: with a decimal if any of them has one (two for shares), and − for losses.

    >>> alike([5.25, 10, -45]), alike([7485, 2023]), alike([0.5, 1])
    (['5.2', '10.0', '−45.0'], ['7,485', '2023'], ['0.50', '1.00'])
    """
    known = [float(value) for value in values]
    spec = None if all(value % 1 == 0 for value in known) else ",.1f" if max(map(abs, known)) > 1 else ".2f"
    return [number(value, spec) for value in known]


def left_out(n: int) -> str:
    """The sentence that tells the reader that only a part is drawn."""
    return f"另有{n}项未画出，见数据表。" if n > 0 else ""


def in_part(title: str, drawn: int, whole: int) -> str:
    """The title of a figure, with a remark if only a part is drawn."""
    return title if whole <= drawn else f"{title}，{whole:,}项只画前{drawn}项"


def nothing(title: str, kind: str) -> Picture:
    """A small figure saying that there is nothing to draw."""
    axes = new_axes(1.2, title)
    axes.axis("off")
    axes.text(0, 0.5, "没有可画的数据", color=GREY)
    return Picture(axes.figure, f"{kind}：{title}。没有可画的数据。", ["项"], [])

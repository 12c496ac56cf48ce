"""Arrays → figures: each function makes its own figure, sized to its data, and returns a Picture."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap

from corpus_tools.drawing.maps import scatter_map, word_cloud
from corpus_tools.drawing.pictures import (
    ACCENT,
    BAR,
    GREY,
    PALETTE,
    WIDTH,
    YEAR,
    Picture,
    alike,
    drawable,
    highest,
    in_part,
    left_out,
    new_axes,
    nothing,
    short_labels,
    shortened,
    use_house_style,
    width,
)
from corpus_tools.tables import number

__all__ = [
    "Picture",
    "curve",
    "dendrogram",
    "heat_map",
    "ranked_bars",
    "scatter_map",
    "strip",
    "trend",
    "use_house_style",
    "word_cloud",
]

MOST_ROWS = 40
_SIDE, _ABOVE = 17, 34  # characters of a name that has room beside a row, or a bar; above a bar
_BESIDE = 24  # columns of a heat map that have room beside each other
SHADES = 41  # of a heat map: so few that none of them is lost when the picture is made small
WARM = LinearSegmentedColormap.from_list("warm", ["#fbfaf7", "#efd3c2", "#cf7f63", "#a8372a", "#6d1f15"], SHADES)
COLD_WARM = LinearSegmentedColormap.from_list(
    "cold_warm", ["#1d4a75", "#86a9c9", "#fbfaf7", "#d98f77", "#8c2a1e"], SHADES
)


def ranked_bars(labels, values, title: str, xlabel: str = "") -> Picture:
    """One horizontal bar a label, in the order given, the first on top; at most 40 are drawn."""
    labels, values = list(map(str, labels)), [float(v) for v in values]
    if not labels:
        return nothing(title, "条形图")
    shown, names = values[:MOST_ROWS], short_labels(labels[:MOST_ROWS], _ABOVE)
    above = max(map(width, names)) > _SIDE  # a long name stands above its bar, or it would leave no room for the bars
    tall, high = (0.4, 0.4) if above else (0.235, 0.72)
    axes = new_axes(0.7 + tall * len(shown) + 0.2 * bool(xlabel), in_part(title, MOST_ROWS, len(labels)))
    bars = axes.barh(range(len(shown)), shown, height=high, color=[BAR if v >= 0 else ACCENT for v in shown])
    axes.bar_label(bars, alike(shown), padding=4, size=8.5, color=GREY)
    axes.set_yticks(np.arange(len(names)) - 0.44 * above, names, ha="left" if above else "right")
    axes.set_ylim(len(names) - 0.55, -0.75 if above else -0.45)
    axes.margins(x=0.14 if above or axes.dataLim.x0 >= 0 else 0.32)
    axes.tick_params(length=0, pad=0 if above else 4)
    axes.xaxis.set_visible(False)
    axes.spines[["left", "bottom"]].set_visible(False)
    axes.set_title(drawable(xlabel), size=8.5, color=GREY, pad=3)
    said = f"条形图：{title}，共{len(labels)}项。最高的是{highest(labels, values)}。{left_out(len(labels) - MOST_ROWS)}"
    return Picture(axes.figure, said, ["项", xlabel or "值"], zip(labels, values, strict=True))


def heat_map(matrix, rows, columns, title: str, texts=None) -> Picture:
    """A matrix as colours, with the numbers printed where there is room for them; at most 80 rows and 40 columns.

    `texts` are printed instead, and stand in the data: what the colours are shares of. More columns than a page has
    room for become rows.
    """
    matrix = np.asarray(matrix, float)
    rows, columns = list(map(str, rows)), list(map(str, columns))
    if not matrix.size:
        return nothing(title, "热力图")
    if len(columns) > max(_BESIDE, len(rows)):
        return heat_map(matrix.T, columns, rows, title, np.transpose(texts).tolist() if texts else None)
    some = np.nan_to_num(matrix).any(axis=1)
    some |= len(rows) <= _BESIDE or bool(texts) or not some.any()  # of many rows those with nothing are left out
    part, empty = matrix[some][:80, :40], len(rows) - np.count_nonzero(some)
    beside, count = short_labels(np.compress(some, rows)[:80], _SIDE), part.shape[1]
    size, printed = 8.5 if count <= 8 else 7.5, _printed(part, texts)
    side, room = 0.13 * max(map(width, beside)), max(map(width, printed.ravel()), default=0) + 0.6
    wide = float(np.clip(side + max(0.68 if count <= 6 else 0.38, room * size / 72) * count, WIDTH, 9))
    fits = np.vectorize(width, [float])(printed) * size / 72 < (wide - side) / count
    names, begins = _column_names(short_labels(columns[:40], 11), (wide - side) / count / 0.13)
    tall = (0.28 if len(beside) < 30 else 0.2) * len(beside)
    height = 1.1 + 0.14 * max(name.count("\n") + 1 for name in names) + tall
    axes = new_axes(height, in_part(in_part(title, 80, len(rows) - empty), 40, len(columns)), wide)
    _colour_cells(axes, part, np.where(fits, printed, ""), size, whole=not texts)
    axes.xaxis.tick_top()
    axes.set_xticks(range(len(names)), names, size=8.5, linespacing=1.05)
    axes.vlines([j - 0.5 for j in begins], -0.5, part.shape[0] - 0.5, "white", lw=3)
    axes.set_yticks(range(len(beside)), beside)
    row, column = np.unravel_index(np.argmax(np.nan_to_num(matrix, nan=-np.inf)), matrix.shape)
    most, same = float(matrix[row, column]), np.count_nonzero(matrix == matrix[row, column])
    top = f"最高：{rows[row]} × {columns[column]}{f'等{same}格' if same > 1 else ''}（{number(most)}）"
    said = ("颜色越深，越接近同项最大的数" if texts else top) + (f"；没有的{empty}行未画" if empty else "")
    axes.figure.supxlabel(shortened(said, wide * 7.8), x=0.003, ha="left", size=8.5, color=GREY)
    rest = left_out(matrix.size - part.size).replace("项", "格")
    data = ([name, *line] for name, line in zip(rows, texts or matrix.tolist(), strict=True))
    alt = f"热力图：{title}，{len(rows)}行{len(columns)}列。{said}。{rest}"
    return Picture(axes.figure, alt, ["项", *columns], data)


def _printed(matrix: np.ndarray, texts=None) -> np.ndarray:
    """What is printed into the cells of a heat map: `texts`, else the numbers; nothing where these are many, or 0."""
    if matrix.shape[1] > 16 or matrix.size > 640:
        return np.empty((0, 0), object)
    known = np.nan_to_num(matrix)
    numbers = alike((known if known.max() < 100 else known.round()).ravel())
    shown = np.asarray([line[: matrix.shape[1]] for line in texts] if texts else numbers, object)
    return np.where(known == 0, "", shown.reshape(-1, matrix.shape[1])[: len(matrix)])


def _column_names(names: Sequence[str], room: float) -> tuple[list[str], list[int]]:
    """The names as they stand above columns of `room` characters, the year on a line of its own.

    Names wider than that run downwards, as Chinese may, and are not said again above their next years; then the columns
    where another name begins are told, too.

    >>> _column_names(["长寿区政协 2022", "长寿区政协 2023", "江北区政协 2023"], 3)
    (['长\\n寿\\n区\\n政\\n协\\n2022', '2023', '江\\n北\\n区\\n政\\n协\\n2023'], [2])
    """
    parts = [(YEAR.sub("", name), name[-4:] if YEAR.search(name) else "") for name in names]
    if max(width(line) for both in parts for line in both) <= room:
        return ["\n".join(filter(None, both)) for both in parts], []
    said = [i > 0 and year != "" and parts[i - 1][0] == name for i, (name, year) in enumerate(parts)]
    downwards = []
    for (name, year), twice in zip(parts, said, strict=True):
        runs = [] if twice else re.findall("[!-~]{1,2}|.", name)
        downwards.append("\n".join(runs + ([year] if width(year) <= room else re.findall("..?", year))))
    return [label.rstrip() for label in downwards], [i for i, twice in enumerate(said) if any(said) and i and not twice]


def _colour_cells(axes: Axes, matrix: np.ndarray, printed: np.ndarray, size: float, whole: bool) -> None:
    """Colour the cells of a heat map (`whole` numbers may be counts), and print into them what they have room for."""
    known = np.nan_to_num(matrix)
    few_times = 5 if whole and not (known % 1).any() else 0  # what is counted once is pale even where nothing is more
    high = float(max(np.abs(known).max(), few_times)) or 1.0
    low, colours = (-high, COLD_WARM) if known.min() < 0 else (0, WARM)
    edges = [np.arange(n + 1) - 0.5 for n in reversed(matrix.shape)]
    mesh = axes.pcolormesh(*edges, matrix, cmap=colours, vmin=low, vmax=high)  # imshow would colour pixels, not cells
    axes.invert_yaxis()
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    dark = mesh.to_rgba(known)[..., :3] ** 2.2 @ (0.2126, 0.7152, 0.0722) < 0.18  # white is easier to read on it
    for (i, j), text in ((at, text) for at, text in np.ndenumerate(printed) if text):
        colour = "white" if dark[i, j] else "black"
        axes.text(j, i, text, ha="center", va="center", size=size, color=colour, in_layout=False)  # it has its cell


def curve(x, series: Mapping[str, Sequence[float]], title: str, xlabel: str, ylabel: str, mark=None) -> Picture:
    """Lines over `x`, each named at its end; `mark` is the x of the point that was chosen."""
    x = list(x)
    if not x or not series:
        return nothing(title, "折线图")
    axes = new_axes(3.1, title)
    ends, same = [], {}
    for name, values in series.items():
        same.setdefault(tuple(values), []).append(shortened(name, 12))
    for i, (values, names) in enumerate(same.items()):  # one line for all that run alike
        values = np.asarray(values, float)
        axes.plot(x, values, marker="o", ms=4, lw=2, color=PALETTE[i % 8])
        last = np.flatnonzero(np.isfinite(values))
        told = "、".join(names[:2]) + f"等{len(names)}项" * (len(names) > 2)
        ends += [(values[last[-1]], x[last[-1]], told, PALETTE[i % 8])] if last.size else []
        if mark in x:
            axes.plot([mark], [values[x.index(mark)]], "o", ms=11, mfc="none", mec=ACCENT, mew=2)
    if mark is not None:
        axes.axvline(mark, color=ACCENT, lw=1, ls=(0, (4, 3)), zorder=0)
        where = {"xycoords": ("data", "axes fraction"), "ha": "right"}  # names of lines stand at the right
        axes.annotate(f"{drawable(mark)} ", (mark, 0.45), color=ACCENT, **where)
    if mark is None and 0 < axes.dataLim.y0 < 0.8 * axes.dataLim.y1:
        axes.set_ylim(bottom=0)  # so that twice as much is twice as high
    axes.grid(axis="y")
    axes.set_xlabel(drawable(xlabel))
    axes.set_title(drawable(ylabel), size=8.5, color=GREY, pad=6)
    if all(isinstance(value, int | np.integer) for value in x):
        axes.set_xticks(range(min(x), max(x) + 1, max(1, -(-(max(x) - min(x)) // 12))))  # a dozen at most
    if not all(name in title for name in series):
        _name_ends(axes, ends)
    parts = "；".join(f"{name}最高处{highest(x, values, 1)}" for name, values in list(series.items())[:5])
    chosen = f"选定的是{mark}。" if mark is not None else ""
    alt = f"折线图：{title}。横轴{xlabel}{ylabel and f'，纵轴{ylabel}'}。{parts}。{chosen}"
    return Picture(axes.figure, alt, [xlabel or "横轴", *series], zip(x, *series.values(), strict=True))


def _name_ends(axes: Axes, ends: list[tuple]) -> None:
    """Name each line at the right, with where it ends if before the others; names that would touch move apart."""
    low, high = axes.get_ylim()
    step, floor, last = (high - low) / 14, -np.inf, max((end[1] for end in ends), default=0)
    ends = [(y, name if x == last else f"{name}（至{x}）", colour) for y, x, name, colour in ends]
    for y, name, colour in sorted(ends):
        floor = max(y, floor + step)
        axes.annotate(name, (last, y), (8, (floor - y) / (high - low) * 165), textcoords="offset points",
                      color=colour, va="center", size=8.5, annotation_clip=False)  # fmt: skip
    room = min(0.6, (8.5 * max((width(name) for _, name, _ in ends), default=0) + 12) / 72 / (WIDTH - 0.4))
    left, right = axes.get_xlim()
    axes.set_xticks([tick for tick in axes.get_xticks() if left <= tick <= right])
    axes.set_xlim(left, right + (right - left) * room / (1 - room))


def trend(years, series: Mapping[str, Sequence[float]], title: str, ylabel: str = "") -> Picture:
    """Lines over years. A gap is a year without a value, or more than the usual step between two of the `years`."""
    given = [int(year) for year in years]
    step = min((b - a for a, b in pairwise(given)), default=1)
    whole = sorted({*given, *(y for a, b in pairwise(given) for y in range(a, b, step))})
    known = {name: dict(zip(given, values, strict=True)) for name, values in series.items()}
    lines = {name: [values.get(year, np.nan) for year in whole] for name, values in known.items()}
    picture = curve(whole, lines, title, "年份", ylabel)
    picture.figure.axes[0].set(xlabel="", **({"xticks": whole} if len(whole) == 1 else {}))  # years need no name
    picture.figure.axes[0].ticklabel_format(axis="x", useOffset=False)  # 2019 and 2020, not −1 and 0 of 2.02e3
    if said := _changed_most(known):
        picture.figure.supxlabel(shortened(said, WIDTH * 7.8), x=0.003, ha="left", size=8.5, color=GREY)
        picture.alt += f"{said}。"
    return picture


def _changed_most(series: Mapping[str, Mapping[int, float]]) -> str:
    """From what to what the line runs that ends farthest from where it begins; nothing if several end as far."""
    ends = {name: [(value, year) for year, value in line.items() if value == value] for name, line in series.items()}
    far = {name: abs(own[-1][0] - own[0][0]) for name, own in ends.items() if own}
    most = [name for name, distance in far.items() if distance and distance == max(far.values())]
    if len(most) != 1:
        return "" if any(far.values()) or not any(own[1:] for own in ends.values()) else "首尾两年相同"
    (a, begin), *_, (b, end) = ends[most[0]]
    first, last = alike([a, b])
    return f"{'变化最大：' * (len(far) > 1)}{most[0]} {first}（{begin}）→ {last}（{end}）"


def strip(positions: Mapping[str, Iterable[float]], title: str) -> Picture:
    """Where things stand in each report: one row a report, one stroke a place from 0 (beginning) to 1 (end)."""
    rows = {name: sorted(float(p) for p in places) for name, places in positions.items()}
    if not rows:
        return nothing(title, "位置图")
    shown = dict(list(rows.items())[:MOST_ROWS])
    axes = new_axes(0.9 + 0.27 * len(shown), in_part(title, MOST_ROWS, len(rows)))
    axes.hlines(range(len(shown)), 0, 1, color="#edf0f2", lw=9, zorder=0)
    axes.eventplot(list(shown.values()), lineoffsets=range(len(shown)), linelengths=0.6, colors=ACCENT, linewidths=1.8)
    axes.set_yticks(range(len(shown)), short_labels(shown, 13))
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["开头", "¼", "½", "¾", "结尾"])
    axes.set(xlim=(-0.01, 1.01), ylim=(len(shown) - 0.4, -0.6), xlabel="在报告中的位置")
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    early = {name: np.mean(np.asarray(places) < 0.5) for name, places in rows.items() if places}
    said = f"位置图：{title}。{len(rows)}份报告，落在前半部的比例：{highest(list(early), list(early.values()))}。"
    data = ((name, len(places), "、".join(f"{p:.2f}" for p in places)) for name, places in rows.items())
    return Picture(axes.figure, said + left_out(len(rows) - MOST_ROWS), ["报告", "处数", "位置"], data)


def dendrogram(linkage, labels, title: str) -> Picture:
    """A tree from scipy's `linkage`, with the labels on the right."""
    from scipy.cluster.hierarchy import dendrogram as tree

    labels = list(map(str, labels))
    if len(labels) < 2:
        return nothing(title, "聚类树")
    axes = new_axes(0.8 + 0.235 * len(labels), title)
    drawn = tree(linkage, ax=axes, orientation="left", labels=short_labels(labels, 15), color_threshold=0,
                 above_threshold_color=BAR)  # fmt: skip
    axes.tick_params(length=0)
    axes.yaxis.set_tick_params(labelsize=9)
    axes.spines[["left", "bottom"]].set_visible(False)
    axes.set_xlabel("距离（越靠右合并的越相近）", size=8.5)
    nearest = [labels[int(i)] for i in np.asarray(linkage)[0, :2]]
    alt = f"聚类树：{title}，{len(labels)}项。最先合并（最相近）的是{nearest[0]}与{nearest[1]}。"
    order = [(i + 1, labels[leaf]) for i, leaf in enumerate(reversed(drawn["leaves"]))]
    return Picture(axes.figure, alt, ["自上而下", "名称"], order)

"""Arrays → figures: each function makes its own figure, sized to its data, and returns a Picture."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from corpus_tools.pictures import (
    ACCENT,
    BAR,
    GREY,
    INK,
    LINE,
    PALETTE,
    Picture,
    drawable,
    font_path,
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
    "grouped_bars",
    "heat_map",
    "ranked_bars",
    "scatter_map",
    "strip",
    "trend",
    "use_house_style",
    "word_cloud",
]

WIDTH = 6.8  # inches: as wide as the text of a page
MOST_ROWS, MOST_LABELS = 40, 60
WARM = LinearSegmentedColormap.from_list("warm", ["#fbfaf7", "#efd3c2", "#cf7f63", "#a8372a", "#6d1f15"])
COLD_WARM = LinearSegmentedColormap.from_list("cold_warm", ["#1d4a75", "#86a9c9", "#fbfaf7", "#d98f77", "#8c2a1e"])
MARKERS = "osD^vPX*"


def new_axes(height: float, title: str, wide: float = WIDTH) -> Axes:
    """Empty axes in a figure of our style, with a title that is broken into lines where it is long."""
    use_house_style()
    figure = Figure(figsize=(wide, height), layout="constrained")
    axes = figure.subplots()
    figure.suptitle(_lines(title, wide * 5.2), x=0.01, ha="left", size=13, color=INK)
    return axes


def _lines(text: str, limit: float) -> str:
    """`text` on at most two lines of `limit` characters."""
    line = drawable(text)
    if width(line) <= limit:
        return line
    first = shortened(line, limit + 1).removesuffix("…")
    return f"{first}\n{shortened(line[len(first) :].lstrip(), limit)}"


def _highest(labels: Sequence, values: Sequence[float], n: int = 3) -> str:
    """The labels of the `n` highest values, in words."""
    best = np.argsort(-np.nan_to_num(np.asarray(values, float), nan=-np.inf), kind="stable")[:n]
    return "、".join(f"{labels[i]}（{number(float(values[i]))}）" for i in best)


def _left_out(n: int) -> str:
    return f"另有{n}项未画出，见数据表。" if n > 0 else ""


def _nothing(title: str, kind: str) -> Picture:
    """A small figure that says that there is nothing to draw."""
    axes = new_axes(1.2, title)
    axes.axis("off")
    axes.text(0, 0.5, "没有可画的数据", color=GREY)
    return Picture(axes.figure, f"{kind}：{title}。没有可画的数据。", ["项"], [])


def _bar_axes(axes: Axes, labels: Iterable[object], xlabel: str) -> None:
    names = short_labels(labels, 20)
    axes.set_yticks(range(len(names)), names)
    axes.invert_yaxis()
    axes.margins(x=0.12, y=0.01)
    axes.tick_params(length=0)
    axes.xaxis.set_visible(False)
    axes.spines[["left", "bottom"]].set_visible(False)
    if xlabel:
        axes.set_title(drawable(xlabel), size=10, color=GREY, pad=4)


def ranked_bars(labels, values, title: str, xlabel: str = "", alt: str | None = None) -> Picture:
    """One horizontal bar a label, in the order given, the first on top; at most 40 are drawn."""
    labels, values = list(map(str, labels)), [float(v) for v in values]
    if not labels:
        return _nothing(title, "条形图")
    shown = values[:MOST_ROWS]
    axes = new_axes(0.75 + 0.27 * len(shown) + 0.2 * bool(xlabel), title)
    axes.barh(range(len(shown)), shown, height=0.72, color=BAR)
    for i, value in enumerate(shown):
        side = "left" if value >= 0 else "right"
        axes.annotate(number(value), (value, i), (4 if value >= 0 else -4, 0), textcoords="offset points",
                      ha=side, va="center", size=9.5, color=GREY)  # fmt: skip
    _bar_axes(axes, labels[:MOST_ROWS], xlabel)
    said = (
        f"条形图：{title}，共{len(labels)}项。最高的是{_highest(labels, values)}。{_left_out(len(labels) - MOST_ROWS)}"
    )
    return Picture(axes.figure, alt or said, ["项", xlabel or "值"], zip(labels, values, strict=True))


def grouped_bars(labels, series: Mapping[str, Sequence[float]], title: str, xlabel: str = "") -> Picture:
    """For each label a bar of each series, one below the other; at most 24 labels are drawn."""
    labels, most = list(map(str, labels)), 24
    if not labels or not series:
        return _nothing(title, "条形图")
    shown, thick = labels[:most], 0.8 / len(series)
    axes = new_axes(0.9 + len(shown) * (0.14 + 0.17 * len(series)), title)
    for i, (name, values) in enumerate(series.items()):
        where = np.arange(len(shown)) - 0.4 + thick * (i + 0.5)
        bars = axes.barh(where, values[:most], thick * 0.92, color=PALETTE[i % 8], label=shortened(name))
        axes.bar_label(bars, [number(float(v)) for v in values[:most]], padding=3, size=8.5, color=GREY)
    _bar_axes(axes, shown, xlabel)
    axes.figure.legend(loc="outside lower left", ncols=min(4, len(series)))
    parts = "；".join(f"{name}最高的是{_highest(labels, values)}" for name, values in list(series.items())[:4])
    rows = zip(labels, *series.values(), strict=True)
    alt = f"分组条形图：{title}，共{len(labels)}项。{parts}。{_left_out(len(labels) - most)}"
    return Picture(axes.figure, alt, ["项", *series], rows)


def heat_map(matrix, rows, columns, title: str) -> Picture:
    """A matrix as colours, with the numbers printed where there is room for them; at most 60 rows and 40 columns."""
    matrix = np.asarray(matrix, float)
    rows, columns = list(map(str, rows)), list(map(str, columns))
    if not matrix.size:
        return _nothing(title, "热力图")
    part = matrix[:60, :40]
    wide = float(np.clip(2.6 + 0.52 * part.shape[1], WIDTH, 10.5))
    names = short_labels(columns[:40], 10)
    axes = new_axes(1.1 + 0.12 * max(map(width, names)) + 0.32 * part.shape[0], title, wide)
    high = float(np.nanmax(np.abs(part))) or 1.0
    low, colours = (-high, COLD_WARM) if np.nanmin(part) < 0 else (0, WARM)
    axes.imshow(part, cmap=colours, vmin=low, vmax=high, aspect="auto", interpolation="nearest")
    _cell_numbers(axes, part, low, high)
    turned = 0 if max(map(width, names)) * part.shape[1] < wide * 4 else 50
    axes.set_xticks(range(len(names)), names, rotation=turned, ha="right" if turned else "center",
                    rotation_mode="anchor", size=9.5)  # fmt: skip
    axes.set_yticks(range(part.shape[0]), short_labels(rows[:60], 16))
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    row, column = np.unravel_index(np.nanargmax(matrix), matrix.shape)
    best = f"最高的是{rows[row]} × {columns[column]}（{number(float(matrix[row, column]))}）"
    rest = _left_out(matrix.size - part.size).replace("项", "格")
    data = ([name, *map(float, line)] for name, line in zip(rows, matrix, strict=True))
    alt = f"热力图：{title}，{len(rows)}行{len(columns)}列。{best}。{rest}"
    return Picture(axes.figure, alt, ["", *columns], data)


def _cell_numbers(axes: Axes, matrix: np.ndarray, low: float, high: float) -> None:
    """Print the numbers into the cells of a heat map, unless there are too many."""
    if matrix.shape[1] > 16 or matrix.size > 400:
        return
    largest = np.nanmax(np.abs(matrix))
    for (i, j), value in np.ndenumerate(matrix):
        if np.isfinite(value) and value:
            dark = abs(value) > 0.55 * high
            text = f"{value:.2f}" if largest <= 1 else number(round(float(value), 1 if largest < 100 else 0))
            axes.text(j, i, text, ha="center", va="center", size=8.5, color="white" if dark else INK)


def curve(x, series: Mapping[str, Sequence[float]], title: str, xlabel: str, ylabel: str, mark=None) -> Picture:
    """Lines over `x`, each named at its end; `mark` is the x of the point that was chosen."""
    x = list(x)
    if not x or not series:
        return _nothing(title, "折线图")
    axes = new_axes(3.6, title)
    ends = []
    for i, (name, values) in enumerate(series.items()):
        values = np.asarray(values, float)
        axes.plot(x, values, marker="o", ms=4, lw=2, color=PALETTE[i % 8])
        last = np.flatnonzero(np.isfinite(values))
        ends += [(values[last[-1]], x[last[-1]], shortened(name, 12), PALETTE[i % 8])] if last.size else []
        if mark in x:
            axes.plot([mark], [values[x.index(mark)]], "o", ms=11, mfc="none", mec=ACCENT, mew=2)
    if mark is not None:
        axes.axvline(mark, color=ACCENT, lw=1, ls=(0, (4, 3)), zorder=0)
        axes.annotate(f" {drawable(mark)}", (mark, 1), xycoords=("data", "axes fraction"), color=ACCENT, va="top")
    if len(series) > 1:
        _name_ends(axes, ends)
    axes.grid(axis="y")
    axes.set(xlabel=drawable(xlabel), ylabel=drawable(ylabel))
    if all(isinstance(value, int | np.integer) for value in x):
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    parts = "；".join(f"{name}最高处{_highest(x, values, 1)}" for name, values in list(series.items())[:5])
    chosen = f"选定的是{mark}。" if mark is not None else ""
    alt = f"折线图：{title}。横轴{xlabel}，纵轴{ylabel}。{parts}。{chosen}"
    return Picture(axes.figure, alt, [xlabel or "横轴", *series], zip(x, *series.values(), strict=True))


def _name_ends(axes: Axes, ends: list[tuple]) -> None:
    """Name each line at its right end; names that would touch move apart."""
    low, high = axes.get_ylim()
    step, floor = (high - low) / 14, -np.inf
    for y, x, name, colour in sorted(ends, key=lambda end: (end[0], end[2])):
        floor = max(y, floor + step)
        axes.annotate(name, (x, y), (8, (floor - y) / (high - low) * 190), textcoords="offset points",
                      color=colour, va="center", size=9.5, annotation_clip=False)  # fmt: skip
    longest = max((width(end[2]) for end in ends), default=0)
    left, right = axes.get_xlim()
    axes.set_xlim(left, right + (right - left) * longest * 0.026)


def trend(years, series: Mapping[str, Sequence[float]], title: str, ylabel: str = "") -> Picture:
    """Lines over years; a year without a value is a gap."""
    whole = [int(year) for year in years]
    picture = curve(whole, series, title, "年份", ylabel)
    if len(whole) == 1:
        picture.figure.axes[0].set_xticks(whole)
    return picture


def strip(
    positions: Mapping[str, Iterable[float]], title: str, xlabel: str = "在报告中的位置（0 开头，1 结尾）"
) -> Picture:
    """Where things stand in each report: one row a report, one stroke a place from 0 (beginning) to 1 (end)."""
    rows = {name: sorted(float(p) for p in places) for name, places in positions.items()}
    if not rows:
        return _nothing(title, "位置图")
    shown = dict(list(rows.items())[:MOST_LABELS])
    axes = new_axes(1.0 + 0.32 * len(shown), title)
    axes.hlines(range(len(shown)), 0, 1, color="#edf0f2", lw=9, zorder=0)
    for i, places in enumerate(shown.values()):
        axes.vlines(places, i - 0.3, i + 0.3, color=ACCENT, lw=1.8)
    axes.set_yticks(range(len(shown)), short_labels(shown, 18))
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["开头", "¼", "½", "¾", "结尾"])
    axes.set(xlim=(-0.01, 1.01), ylim=(len(shown) - 0.4, -0.6), xlabel=drawable(xlabel))
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    early = {name: np.mean(np.asarray(places) < 0.5) for name, places in rows.items() if places}
    said = f"位置图：{title}。{len(rows)}份报告，落在前半部的比例：{_highest(list(early), list(early.values()))}。"
    data = ((name, len(places), "、".join(f"{p:.2f}" for p in places)) for name, places in rows.items())
    return Picture(axes.figure, said + _left_out(len(rows) - MOST_LABELS), ["报告", "处数", "位置"], data)


def scatter_map(xy, groups, labels, title: str) -> Picture:
    """Points on a plane, coloured by group; labels are put where they touch no other, or left to the data table."""
    xy, groups, labels = np.asarray(xy, float).reshape(-1, 2), list(map(str, groups)), list(map(str, labels))
    if not len(xy):
        return _nothing(title, "散点图")
    axes, kinds = new_axes(5.2, title), sorted(set(groups), key=lambda g: (len(g), g))
    for i, kind in enumerate(kinds):
        some = xy[[g == kind for g in groups]]
        style = {"color": PALETTE[i % 8], "marker": MARKERS[i // 8 % 8], "label": shortened(kind, 12)}
        axes.scatter(some[:, 0], some[:, 1], s=42 if len(xy) < 80 else 18, alpha=0.85, lw=0, **style)
    axes.margins(0.12)
    axes.set(xticks=[], yticks=[])
    axes.spines[:].set(visible=True, color=LINE)
    if 1 < len(kinds) <= 24:
        axes.figure.legend(loc="outside lower left", ncols=4, fontsize=9.5)
    hidden = _place_labels(axes, xy, short_labels(labels, 12))
    rest = f"{hidden}个点的名称因重叠未标出，见数据表。" if hidden else ""
    parts = "、".join(f"{kind}（{groups.count(kind)}个）" for kind in kinds[:8])
    rows = ((label, group, *map(float, at)) for label, group, at in zip(labels, groups, xy, strict=True))
    alt = f"散点图：{title}，{len(xy)}个点，分为{parts}。相近的点内容相近。{rest}"
    return Picture(axes.figure, alt, ["名称", "组", "横", "纵"], rows)


def _place_labels(axes: Axes, xy: np.ndarray, labels: list[str]) -> int:
    """Write the labels beside their points, first come first placed; how many found no place."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.transforms import Bbox

    FigureCanvasAgg(axes.figure).draw()
    points = axes.transData.transform(xy)
    taken = [Bbox.from_bounds(x - 4, y - 4, 8, 8) for x, y in points]
    frame, hidden = axes.get_window_extent(), max(0, len(labels) - MOST_LABELS)
    for (x, y), label in list(zip(points, labels, strict=True))[:MOST_LABELS]:
        wide, high = width(label) * 13 + 2, 15
        sides = ((6, -7), (-6 - wide, -7), (-wide / 2, 7), (-wide / 2, -21), (6, 6), (-6 - wide, 6), (6, -20))
        boxes = (Bbox.from_bounds(x + dx, y + dy, wide, high) for dx, dy in sides)
        free = (b for b in boxes if frame.containsx(b.x0) and frame.containsx(b.x1)
                and frame.containsy(b.y0) and frame.containsy(b.y1) and not b.count_overlaps(taken))  # fmt: skip
        box = next(free, None)
        if box is None:
            hidden += 1
            continue
        taken.append(box)
        at = axes.transData.inverted().transform((box.x0 + 1, box.y0 + high / 2))
        axes.text(*at, label, size=9, va="center")
    return hidden


def dendrogram(linkage, labels, title: str) -> Picture:
    """The tree in which the nearest join first, from scipy's `linkage`; the labels stand at the right."""
    from scipy.cluster.hierarchy import dendrogram as tree

    labels = list(map(str, labels))
    if len(labels) < 2:
        return _nothing(title, "聚类树")
    axes = new_axes(0.9 + 0.28 * len(labels), title)
    drawn = tree(linkage, ax=axes, orientation="left", labels=short_labels(labels, 18), color_threshold=0,
                 above_threshold_color=BAR)  # fmt: skip
    axes.tick_params(length=0)
    axes.yaxis.set_tick_params(labelsize=10)
    axes.spines[["left", "bottom"]].set_visible(False)
    axes.set_xlabel("距离（越靠右合并的越相近）", size=9.5)
    nearest = [labels[int(i)] for i in np.asarray(linkage)[0, :2]]
    alt = f"聚类树：{title}，{len(labels)}项。最先合并（最相近）的是{nearest[0]}与{nearest[1]}。"
    order = [(i + 1, labels[leaf]) for i, leaf in enumerate(reversed(drawn["leaves"]))]
    return Picture(axes.figure, alt, ["自上而下", "名称"], order)


def word_cloud(weights: Mapping[str, float], title: str) -> Picture:
    """Terms as large as their weight; always the same picture for the same weights."""
    from wordcloud import WordCloud

    ranked = sorted(((t, float(w)) for t, w in weights.items() if w > 0), key=lambda item: (-item[1], item[0]))
    if not ranked:
        return _nothing(title, "词云")
    shades = [INK, BAR, GREY, ACCENT]
    cloud = WordCloud(font_path=font_path(), width=1360, height=640, background_color="white", random_state=0,
                      prefer_horizontal=1, max_words=80, relative_scaling=0.5,
                      color_func=lambda word, **_: shades[sum(map(ord, word)) % 4])  # fmt: skip
    cloud.generate_from_frequencies({drawable(term): weight for term, weight in ranked})
    axes = new_axes(3.7, title)
    axes.imshow(np.asarray(cloud.to_image()), interpolation="antialiased")
    axes.axis("off")
    alt = f"词云：{title}，{len(ranked)}个词。最大的是{_highest([t for t, _ in ranked], [w for _, w in ranked], 5)}。"
    return Picture(axes.figure, alt, ["词", "权重"], ranked)

"""Points and words on a plane → figures."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.transforms import Bbox

from corpus_tools.drawing.font import font_path
from corpus_tools.drawing.pictures import (
    ACCENT,
    BAR,
    GREY,
    INK,
    LINE,
    PALETTE,
    Picture,
    drawable,
    highest,
    new_axes,
    nothing,
    short_labels,
    shortened,
    width,
)

MOST_LABELS = 60
MARKERS = "osD^vPX*"


def scatter_map(xy, groups, labels, title: str) -> Picture:
    """Points on a plane, coloured by group; a label that would overlap others is left to the data table."""
    xy, groups, labels = np.asarray(xy, float).reshape(-1, 2), list(map(str, groups)), list(map(str, labels))
    if not len(xy):
        return nothing(title, "散点图")
    axes, kinds = new_axes(4.4, title), sorted(set(groups), key=lambda g: (len(g), g))
    for i, kind in enumerate(kinds):
        some = xy[[g == kind for g in groups]]
        style = {"color": PALETTE[i % 8], "marker": MARKERS[(i + i // 8) % 8], "label": shortened(kind, 12)}
        axes.scatter(some[:, 0], some[:, 1], s=32 if len(xy) < 80 else 14, alpha=0.85, lw=0, **style)
    axes.margins(0.12)
    axes.set(xticks=[], yticks=[])
    axes.spines[:].set(visible=True, color=LINE)
    if 1 < len(kinds) <= 24:
        apart = {"ncols": max(1, int(44 / (max(map(width, kinds)) + 4))), "handletextpad": 0.2, "columnspacing": 1.2}
        axes.figure.legend(loc="outside lower left", fontsize=8.5, **apart)
    hidden = _place_labels(axes, xy, short_labels(labels, 12))
    rest = f"{hidden}个点的名称因重叠未标出，见数据表。" if hidden else ""
    parts = "、".join(f"{kind}（{groups.count(kind)}个）" for kind in kinds[:8])
    rows = ((label, group, *map(float, at)) for label, group, at in zip(labels, groups, xy, strict=True))
    alt = f"散点图：{title}，{len(xy)}个点，分为{parts}。相近的点内容相近。{rest}"
    return Picture(axes.figure, alt, ["名称", "组", "横", "纵"], rows)


def _place_labels(axes: Axes, xy: np.ndarray, labels: list[str]) -> int:
    """Write the labels beside their points, first come first served; return how many did not fit."""
    FigureCanvasAgg(axes.figure).draw()
    points, to_data = axes.transData.transform(xy), axes.transData.inverted()
    frame, taken = axes.get_window_extent(), []
    for point, label in list(zip(points, labels, strict=True))[:MOST_LABELS]:
        places = places_round(point[None], np.array([width(label) * 13.6 + 2, 16]), 6, frame)
        free = (box for box in places if not box.count_overlaps(taken) and not covered(points, box, 4))
        if box := next(free, None):
            taken.append(box)
            axes.text(*to_data.transform((box.x0 + 1, box.y0 + 8)), label, size=8, va="center")
    return len(labels) - len(taken)


def places_round(points: np.ndarray, size: np.ndarray, away: float, frame: Bbox) -> list[Bbox]:
    """The boxes of a size round points: above them, below them, beside them, and these shifted, inside the frame."""
    low, high = points.min(axis=0) - away - size / 2, points.max(axis=0) + away + size / 2
    middle, (half, tall) = (low + high) / 2, (high - low) / 4
    above = [(middle[0] + dx * half, y) for dx in (0, 1, -1, 2, -2) for y in (high[1], low[1])]
    beside = [(x, middle[1] + dy * tall) for dy in (0, 1, -1) for x in (high[0], low[0])]
    places = np.clip([*above, *beside], frame.min + size / 2, frame.max - size / 2)
    return [Bbox.from_bounds(*(place - size / 2), *size) for place in places]


def covered(points: np.ndarray, box: Bbox, margin: float) -> int:
    """How many points a box lies upon, or comes nearer to than `margin`."""
    return int(np.all((points > box.min - margin) & (points < box.max + margin), axis=1).sum())


def word_cloud(weights: Mapping[str, float], title: str) -> Picture:
    """Terms sized by weight; the same weights always give the same picture."""
    from wordcloud import WordCloud

    ranked = sorted(((t, float(w)) for t, w in weights.items() if w > 0), key=lambda item: (-item[1], item[0]))
    if not ranked:
        return nothing(title, "词云")
    shades = [INK, BAR, GREY, ACCENT]
    cloud = WordCloud(font_path=font_path(), width=1360, height=640, background_color="white", random_state=0,
                      prefer_horizontal=1, max_words=80, relative_scaling=0.5,
                      max_font_size=108, min_font_size=22, margin=7,
                      color_func=lambda word, **_: shades[sum(map(ord, word)) % 4])  # fmt: skip
    cloud.generate_from_frequencies({drawable(term): weight for term, weight in ranked})
    axes = new_axes(2.75, title)
    axes.imshow(np.asarray(cloud.to_image()), interpolation="antialiased")
    axes.axis("off")
    alt = f"词云：{title}，{len(ranked)}个词。最大的是{highest([t for t, _ in ranked], [w for _, w in ranked], 5)}。"
    return Picture(axes.figure, alt, ["词", "权重"], ranked)

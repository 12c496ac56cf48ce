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
        style = {"color": PALETTE[i % 8], "marker": MARKERS[i // 8 % 8], "label": shortened(kind, 12)}
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
    points = axes.transData.transform(xy)
    taken = [Bbox.from_bounds(x - 4, y - 4, 8, 8) for x, y in points]
    frame, hidden = axes.get_window_extent(), max(0, len(labels) - MOST_LABELS)
    for (x, y), label in list(zip(points, labels, strict=True))[:MOST_LABELS]:
        wide, high = width(label) * 13.6 + 2, 16
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
        axes.text(*at, label, size=8, va="center")
    return hidden


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

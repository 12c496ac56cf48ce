"""Topics → a map: each topic a disc of its texts, the most typical in the middle, similar topics close together."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.patheffects import withStroke

from corpus_tools.compare import on_plane
from corpus_tools.drawing.maps import MARKERS, covered, places_round
from corpus_tools.drawing.pictures import GREY, INK, PALETTE, WIDTH, Picture, drawable, new_axes, shortened, width
from corpus_tools.topics import Topics

GOLDEN = np.pi * (3 - 5**0.5)  # the angle of a sunflower: points on a spiral fill a disc evenly
GAP = 0.4  # between discs, in units of the radius of the largest
NAME = 1.25  # by how much discs move apart from top to bottom, for their names
MOST_POINTS = 3000
HALO = withStroke(linewidth=2.5, foreground="white")  # so that a name can be read upon points
SIZE, LABELS = 8.5, (13, 8)  # of a name: points, and characters, or fewer where there is no room


def positions(topics: Topics) -> np.ndarray:
    """The position of each text; always the same for the same topics."""
    sizes = np.maximum(topics.sizes, 1)
    radii = np.sqrt(sizes / sizes.max())
    centres = _apart(_plane(_nearness(topics)) * 2, radii)
    wide, tall = np.ptp(centres, axis=0)
    centres = (centres[:, ::-1] if tall > wide else centres) * (1, NAME)
    xy = np.zeros((len(topics.labels), 2))
    for topic, centre in enumerate(centres):
        members = np.flatnonzero(topics.labels == topic)
        ranked = members[np.argsort(-topics.shares[members, topic], kind="stable")]
        rank = np.arange(len(ranked))
        out = radii[topic] * np.sqrt((rank + 0.5) / max(1, len(ranked)))
        xy[ranked] = centre + out[:, None] * np.column_stack([np.cos(rank * GOLDEN), np.sin(rank * GOLDEN)])
    return xy


def _nearness(topics: Topics) -> np.ndarray:
    """How much of each topic the texts of the other have, symmetric."""
    member = np.eye(len(topics.terms))[topics.labels]
    mean = member.T @ topics.shares / np.maximum(member.sum(axis=0)[:, None], 1)
    return (mean + mean.T) / 2


def _plane(near: np.ndarray) -> np.ndarray:
    """The topics on a plane, with distances -log(nearness); both axes have the same spread."""
    apart = -np.log(np.maximum(near, 1e-3))
    np.fill_diagonal(apart, 0)
    plane = on_plane(apart)
    return plane / np.maximum(plane.std(axis=0), 1e-9) * len(near) ** 0.5 / 2


def _apart(centres: np.ndarray, radii: np.ndarray) -> np.ndarray:
    """The centres moved until no two discs touch."""
    centres = centres + 1e-3 * np.column_stack([np.cos(np.arange(len(centres))), np.sin(np.arange(len(centres)))])
    wanted = radii[:, None] + radii[None, :] + GAP
    for _ in range(500):
        away = centres[:, None] - centres[None, :]
        distance = np.maximum(np.linalg.norm(away, axis=2), 1e-6)
        push = np.maximum(wanted - distance, 0) * (1 - np.eye(len(centres)))
        if push.max() < 1e-3:
            break
        centres = centres + 0.25 * (away / distance[..., None] * push[..., None]).sum(axis=1)
        centres = centres - 0.002 * centres
    return centres


def topic_map(topics: Topics, title: str, numbers: Sequence[int] | None = None) -> Picture:
    """The texts as points, coloured by topic, and the name of each topic beside its disc, under its number."""
    xy, numbers = positions(topics), numbers or range(1, len(topics.terms) + 1)
    low, high = xy.min(axis=0) - 0.3, xy.max(axis=0) + 0.6
    tall = float(np.clip(WIDTH * (high[1] - low[1]) / max(high[0] - low[0], 1e-9), 3, 8))
    axes = new_axes(tall + 0.4, title)
    axes.set(xticks=[], yticks=[], aspect="equal", xlim=(low[0], high[0]), ylim=(low[1], high[1]))
    axes.spines[:].set_visible(False)
    step = max(1, len(xy) // MOST_POINTS)
    for topic in range(len(topics.terms)):
        some = xy[topics.labels == topic][::step]
        style = {"color": PALETTE[topic % 8], "marker": MARKERS[topic // 8 % 8], "alpha": 0.8, "lw": 0}
        axes.scatter(some[:, 0], some[:, 1], s=float(np.clip(5000 / len(xy), 3, 34)), **style)
    _write_names(axes, topics, xy, numbers)
    named = zip(numbers, topics.names, topics.sizes, strict=True)
    rows = [(f"{number} {drawable(name)}", int(size)) for number, name, size in named]
    parts = "、".join(f"{name}（{n}段）" for name, n in rows[:8])
    return Picture(axes.figure, f"主题图：{title}，{len(xy)}段，{len(rows)}个主题：{parts}。", ["主题", "段落"], rows)


def _write_names(axes: Axes, topics: Topics, xy: np.ndarray, numbers: Sequence[int]) -> None:
    """Write each name where it covers fewest points of the places round its disc; only the number if none is free."""
    FigureCanvasAgg(axes.figure).draw()
    points, to_data = axes.transData.transform(xy), axes.transData.inverted()
    dots, frame, taken = axes.figure.dpi / 72, axes.get_window_extent(), []
    for topic, number in enumerate(numbers):
        own = points[topics.labels == topic]
        for label in [*(shortened(f"{number} {topics.names[topic]}", most) for most in LABELS), str(number)]:
            places = places_round(own, np.array([width(label) * SIZE + 4, 1.5 * SIZE]) * dots, 4 * dots, frame)
            free = [box for box in places if not box.count_overlaps(taken) and covered(points, box, 0) < 2]
            nearest = [np.linalg.norm(points - (box.min + box.max) / 2, axis=1).argmin() for box in free]
            near = [box for box, point in zip(free, nearest, strict=True) if topics.labels[point] == topic]
            if near:
                break
        box = min(near or free or places, key=lambda box: covered(points, box, 3 * dots))
        taken.append(box)
        at = to_data.transform((box.min + box.max) / 2)
        colour = INK if topics.stable[topic] else GREY
        axes.text(*at, label, ha="center", va="center", size=SIZE, color=colour, path_effects=[HALO])

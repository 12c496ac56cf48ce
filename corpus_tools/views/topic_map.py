"""Topics → a plane: each topic a disc of its texts, near topics near, the most typical text in the middle."""

import numpy as np

from corpus_tools.topics import Topics
from corpus_tools.views.pictures import GREY, INK, PALETTE, WIDTH, Picture, drawable, new_axes, shortened

GOLDEN = np.pi * (3 - 5**0.5)  # the angle of a sunflower: points on a spiral fill a disc evenly
GAP = 0.35  # between discs, in units of the radius of the largest
MOST_POINTS = 3000
MARKERS = "osD^vPX*"


def positions(topics: Topics) -> np.ndarray:
    """Where each text is drawn; always the same for the same topics."""
    sizes = np.maximum(topics.sizes, 1)
    radii = np.sqrt(sizes / sizes.max())
    centres = _apart(_plane(_nearness(topics)) * 2, radii)
    xy = np.zeros((len(topics.labels), 2))
    for topic, centre in enumerate(centres):
        members = np.flatnonzero(topics.labels == topic)
        ranked = members[np.argsort(-topics.shares[members, topic], kind="stable")]
        rank = np.arange(len(ranked))
        out = radii[topic] * np.sqrt((rank + 0.5) / max(1, len(ranked)))
        xy[ranked] = centre + out[:, None] * np.column_stack([np.cos(rank * GOLDEN), np.sin(rank * GOLDEN)])
    wide, tall = np.ptp(xy, axis=0)
    return xy[:, ::-1] if tall > wide else xy


def _nearness(topics: Topics) -> np.ndarray:
    """How much the texts of two topics share in each other, symmetric."""
    member = np.eye(len(topics.terms))[topics.labels]
    mean = member.T @ topics.shares / np.maximum(member.sum(axis=0)[:, None], 1)
    return (mean + mean.T) / 2


def _plane(near: np.ndarray) -> np.ndarray:
    """Classical scaling of the distances -log(nearness); columns of equal spread, signs fixed."""
    n = len(near)
    apart = -np.log(np.maximum(near, 1e-3))
    np.fill_diagonal(apart, 0)
    centring = np.eye(n) - 1 / n
    values, vectors = np.linalg.eigh(-0.5 * centring @ (apart**2) @ centring)
    plane = np.zeros((n, 2))
    plane[:, : min(2, n)] = vectors[:, ::-1][:, :2] * np.sqrt(np.maximum(values[::-1][:2], 0))
    plane *= np.where(plane[np.abs(plane).argmax(axis=0), range(2)] < 0, -1, 1)
    return plane / np.maximum(plane.std(axis=0), 1e-9) * n**0.5 / 2


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


def topic_map(topics: Topics, title: str) -> Picture:
    """The texts as points, coloured by topic, and the name of each topic above its disc."""
    xy = positions(topics)
    low, high = xy.min(axis=0) - 0.3, xy.max(axis=0) + 0.5
    tall = float(np.clip(WIDTH * (high[1] - low[1]) / max(high[0] - low[0], 1e-9), 3, 8))
    axes = new_axes(tall + 0.4, title)
    step = max(1, len(xy) // MOST_POINTS)
    for topic in range(len(topics.terms)):
        some = xy[topics.labels == topic][::step]
        style = {"color": PALETTE[topic % 8], "marker": MARKERS[topic // 8 % 8], "alpha": 0.8, "lw": 0}
        axes.scatter(some[:, 0], some[:, 1], s=float(np.clip(5000 / len(xy), 3, 34)), **style)
        above = some.max(axis=0)[1] if len(some) else 0
        label = shortened(f"{topic + 1} {topics.names[topic]}", 11)
        axes.annotate(label, (some[:, 0].mean(), above), (0, 4), textcoords="offset points", ha="center", size=8.5,
                      color=INK if topics.stable[topic] else GREY)  # fmt: skip
    axes.set(xticks=[], yticks=[], aspect="equal", xlim=(low[0], high[0]), ylim=(low[1], high[1]))
    axes.spines[:].set_visible(False)
    rows = [(drawable(name), int(n)) for name, n in zip(topics.names, topics.sizes, strict=True)]
    parts = "、".join(f"{name}（{n}段）" for name, n in rows[:8])
    return Picture(axes.figure, f"主题图：{title}，{len(xy)}段，{len(rows)}个主题：{parts}。", ["主题", "段落"], rows)

"""A comparison → what a page shows of similarity, wording, ritual and findings, or what is missing for it."""

from itertools import islice

import numpy as np

from corpus_tools.compare import Comparison, alone, contrasts, nearest, on_plane, ritual_shares, tree
from corpus_tools.comparing.bodies import body, place_names, successive
from corpus_tools.comparing.shared_wording import PAIRS, Passage, marked_pair, nearest_pairs, plain, weight
from corpus_tools.keywords import distinctive_terms
from corpus_tools.plots import dendrogram, heat_map, ranked_bars, scatter_map
from corpus_tools.report import Report
from corpus_tools.ritual import FACT, SOFT, explain, ritual, rituals
from corpus_tools.tables import SCORE, SHARE, Html, details, first_and_rest, note, quote, stack, stretches, table
from corpus_tools.views.stories import FEW, told_twice

_ALONE = "需要至少两份报告。"
_OPEN = 6  # reports whose rows and bars are not folded
_MOST = 16  # reports side by side in a picture that can be read
_GROUPS = {
    "year": lambda report: str(report.year or "年份不明"),
    "place": lambda report: report.place[0] if report.place else "地方不明",
    "kind": lambda report: report.kind or "种类不明",
}


def overview(found: Comparison) -> Html:
    """The reports that are compared: body, year, length, number of their own coinages, share of formula."""
    shares = {row.report: row for row in found.ritual}
    own = [c.reports[0] for c in alone(found, found.coinages)]
    read = ((r, shares[r.name].share) for r in found.reports if r.name in shares)
    rows = [(found.names[r.name], r.year, r.kind, r.characters, own.count(r.name), share) for r, share in read]
    shown = table(rows, ["报告", "年份", "种类", "字数", "独有提法", "惯用表述占比"], formats={"惯用表述占比": SHARE})
    return details(f"比较的 {len(rows)} 份报告", shown)


def likeness(found: Comparison, *, by: str = "report") -> Html:
    """How similar the reports are, what each says more than its nearest, and what distinguishes groups of several."""
    if len(found.reports) < 2:
        return note(_ALONE)
    groups = [] if by == "report" else [distinctive(found, by=by)]  # the page of keywords tells it of each report
    return stack(neighbours(found), similarity_pictures(found), *groups)


def distinctive(found: Comparison, *, by: str, n: int = 10) -> Html:
    """For each group of reports (`by` year, place or kind) the terms that set it apart from all the others."""
    if by not in _GROUPS:
        raise ValueError(f"by is {by!r}; it must be one of report, {', '.join(_GROUPS)}")
    groups: dict[str, list[Report]] = {}
    for report in found.reports:
        groups.setdefault(_GROUPS[by](report), []).append(report)
    if len(groups) < 2:
        return note("要有两组以上的报告，才说得出一组区别于其余各组的词；本次只有一组，因此不列。")
    terms, places = distinctive_terms(groups, n=3 * n), place_names(found.reports)
    rows = []
    for name, own in zip(groups, terms, strict=True):
        apart = (d for d in own if d.ratio >= 2 and not any(p in d.term for p in places))
        rows.append((name, "、".join(f"{d.term} {d.count}:{d.elsewhere}" for d in islice(apart, n)) or None))
    return table(rows, ["组", "特有的词（自己的次数:其余的次数）"], "区别于其余各份的词")


def neighbours(found: Comparison) -> Html:
    """For each report the one most similar to it, of another body if there is one, and the words it uses more."""
    names, bodies = list(found.names.values()), np.array([body(r) or r.name for r in found.reports])
    own = (bodies[:, None] == bodies[None, :]) & (len(set(bodies)) > 1)
    pairs = sorted(enumerate(nearest(np.where(own, -1, found.alike))), key=lambda pair: -found.alike[pair])
    header = ["报告", f"{'别的单位里' * int(own.sum() > len(own))}最相近的报告", "相近程度", "比那一份多讲的"]
    told = zip(pairs, contrasts(found.reports, pairs), strict=True)
    rows = [(names[i], names[j], float(found.alike[i, j]), "、".join(more) or None) for (i, j), more in told]
    return first_and_rest(rows, header, _OPEN, formats={"相近程度": SCORE})


def similarity_pictures(found: Comparison) -> Html:
    """How similar the contents of three or more reports are, as a tree and as a map, folded; nothing for fewer."""
    names = list(found.names.values())
    if len(names) < 3:
        return Html("")
    joined = dendrogram(tree(found.alike), names, "谁和谁先归到一起")
    groups = [str(r.year or "年份不明") for r in found.reports]
    plane = scatter_map(on_plane(1 - found.alike), groups, names, "报告地图：相近的报告靠在一起，颜色是年份")
    return details("画成树和地图", joined, plane)


def wording(found: Comparison, *, n: int = 12) -> Html:
    """How much wording each two reports share, and the shared sentences side by side."""
    if len(found.reports) < 2:
        return wording_table(found, n=n) if found.baseline else note(_ALONE)
    return stack(wording_map(found), wording_table(found, n=n))


def wording_map(found: Comparison) -> Html:
    """How much of the wording of each report (row) occurs in each other (column), unless there are very many reports.

    A note if it is hardly any; of two only what is copied is told.
    """
    shares, names = 100 * found.overlaps, list(found.names.values())
    np.fill_diagonal(shares, np.nan)
    if np.nanmax(shares) < 100 * FEW:
        return note(f"任何两份之间，连续八个字以上相同的文字都不到 {FEW:.0%}，不画图。")
    if not 2 < len(names) <= _MOST:
        return Html("")
    drawn = heat_map(shares, names, names, "每份报告（行）有百分之几的文字也出现在另一份（列）里")
    return stack(drawn) if len(names) <= _OPEN else details(f"{len(names)} 份报告两两之间相同的文字各占多少", drawn)


def wording_table(found: Comparison, *, n: int = 12) -> Html:
    """The longest sentences two reports share, side by side, marked."""
    rows = sorted((p for a, b in _pairs(found) for p in told_twice(a, b)), key=weight)
    once = {plain(p.sentence.simplified): p for p in rows}  # each wording once, with its best partner
    shown = [_side_by_side(p) for p in sorted(once.values(), key=weight, reverse=True)[:n]]
    if not shown:
        return note("这些报告之间没有近乎相同的句子（惯用表述和只换了数字的不算）。")
    return first_and_rest(shown, ["一份", "另一份", "相同"], n // 3)


def _pairs(found: Comparison) -> list[tuple[Report, Report]]:
    """The pairs of reports that share most wording, and those with the baseline; the later report first."""
    reports, pairs, old = found.reports, nearest_pairs(found.overlaps), {r.name for r in found.baseline}
    later = [sorted(p, key=lambda i: (-(reports[i].year or 0), reports[i].name)) for p in pairs]
    own = [(b, a) for a, b in successive(reports, found.baseline) if a.name in old]
    return [*((reports[i], reports[j]) for i, j in later), *own[:PAIRS]]


def _side_by_side(passage: Passage) -> tuple:
    left, right = marked_pair(passage)
    return stretches(passage.sentence, left), stretches(passage.other_sentence, right), f"{passage.share:.0%}"


def ritual_picture(found: Comparison) -> Html:
    """The share of formula in each report, the highest on top; a sentence for a single report."""
    rows = sorted(found.ritual, key=lambda r: (-r.share, r.report))
    if len(rows) == 1:
        return note(f"全文有 {rows[0].share:.0%} 的字是惯用表述。")
    names, shares = [found.names[r.report] for r in rows], [round(100 * r.share, 1) for r in rows]
    title = f"惯用表述最多的是{names[0]}" if names else "惯用表述"
    drawn = ranked_bars(names, shares, title, "占全文字数的百分比（%）")
    return stack(drawn) if len(rows) <= _OPEN else details(f"{len(rows)} 份报告的惯用表述各占多少", drawn)


def ritual_sections(found: Comparison, *, n: int = 12) -> Html:
    """The sections with the most formula, each with its least formulaic sentence, folded."""
    rows = sorted(ritual_shares(found.reports, by="section"), key=lambda r: (-r.share, r.report, r.least.number))
    heads = ((found.names[r.report], r.section or "（无标题）") for r in rows)
    shown = [(*head, r.share, r.characters, quote(r.least)) for head, r in zip(heads, rows[:n], strict=False)]
    header = ["报告", "部分", "惯用表述占比", "字数", "其中最具体的一句"]
    return details("惯用表述最多的几个部分", table(shown, header, formats={"惯用表述占比": SHARE}))


def ritual_explained(found: Comparison) -> Html:
    """The longest sentence that is about half formula, folded: what raised and what lowered its score."""
    scored = [pair for r in found.reports for pair in zip(r.sentences, rituals(r), strict=True)]
    halves = [s for s, score in scored if 0.35 <= score <= 0.65]
    if not halves:
        return note("没有惯用表述占一半的句子可作例子。")
    example = max(halves, key=lambda s: (any(c.isdigit() for c in s.text), min(len(s.text), 120), s.report, -s.number))
    traces = explain(example.simplified)
    same = len(example.text) == len(example.simplified)  # else no place in the one is a place in the other
    spans = [(t.start, t.end) for t in traces if same and t.why != FACT]
    rows = [(t.phrase, *_effect(*t.why.partition(":")[::2])) for t in traces]
    told = note(f"这句话的惯用表述占比是{ritual(example.simplified):.0%}。标出的是惯用表述和泛词。")
    why = table(rows, ["词句", "作用", "为什么", "词表里的写法"])
    return details("占比怎样算：拆开一句话看", told, stretches(example, spans), why)


def _effect(why: str, written: str) -> tuple[str, str, str | None]:
    effect = {FACT: "降低（数字每字算三字）", SOFT: "升高（每字算半字）"}.get(why, "升高")
    return effect, why, written or None

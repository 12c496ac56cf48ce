"""A comparison → what a page shows of it: tables and figures, or the sentence that says what is missing."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from corpus_tools.coinages import Coinage, changes, coinage_matrix, coinages
from corpus_tools.compare import labels, map_of, missing, neighbours, ritual_shares, similarity, tree
from corpus_tools.novelty import New, new_against, new_by_body
from corpus_tools.plans import NEW, NUMBERED, SILENT, TAKEN, Outcome, body, plan_results, successive
from corpus_tools.plots import dendrogram, heat_map, ranked_bars, scatter_map
from corpus_tools.report import Report
from corpus_tools.ritual import explain, ritual
from corpus_tools.shared_wording import marked_pair, overlap, overlaps, shared_passages
from corpus_tools.tables import Html, details, note, quote, stack, stretches, table


def _named(reports: Sequence[Report]) -> dict[str, str]:
    return dict(zip((r.name for r in reports), labels(reports), strict=True))


def overview(reports: Sequence[Report]) -> Html:
    """The reports that are compared: body, year, length, share of formula, coinages of their own."""
    shares = {row.report: row for row in ritual_shares(reports)}
    own = [c.reports[0] for c in coinages(reports) if len(c.reports) == 1]
    rows = [
        (name, r.year, r.kind, getattr(shares.get(r.name), "characters", 0), own.count(r.name),
         getattr(shares.get(r.name), "share", None))
        for name, r in zip(labels(reports), reports, strict=True)
    ]  # fmt: skip
    return table(rows, ["报告", "年份", "种类", "字数", "独有提法", "套话占比"], formats={"套话占比": ".0%"})


def headlines(reports: Sequence[Report]) -> Html:
    """The findings in a sentence each, with the sentence that proves it where there is one."""
    names = _named(reports)
    rows = [*_ritual_lines(reports, names), *_wording_lines(reports, names), *_coinage_lines(reports, names)]
    return table([*_plan_lines(reports), *rows], ["看点", "内容", "依据"])


def _ritual_lines(reports: Sequence[Report], names: dict[str, str]) -> list[tuple]:
    rows = sorted(ritual_shares(reports), key=lambda r: (-r.share, r.report))
    if not rows:
        return []
    told = f"{names[rows[0].report]}：{rows[0].share:.0%}的字是套话"
    if len(rows) > 1:
        told += f"，最多；{names[rows[-1].report]}最少，{rows[-1].share:.0%}"
    return [("套话", told + "。", quote(rows[0].most))]


def _wording_lines(reports: Sequence[Report], names: dict[str, str]) -> list[tuple]:
    """How much of this year's report is last year's; or which two reports have the longest sentence in common."""
    rows = []
    for earlier, later in successive(reports)[-5:]:
        same = overlap(later, earlier)
        longest = max(shared_passages(later, earlier), key=_weight, default=None)
        told = f"{names[later.name]}有{same.share:.0%}的文字与上一年相同（不计套话{same.share_substance:.0%}）。"
        rows.append(("沿用旧文", told, quote(longest.sentence) if longest else "–"))
    return rows


def _weight(passage) -> tuple:
    return (passage.length * (1 - passage.ritual), -passage.sentence.number)


def _coinage_lines(reports: Sequence[Report], names: dict[str, str]) -> list[tuple]:
    found = coinages(reports)
    rows = []
    if found and len(found[0].reports) > 1:
        where = "、".join(names[r] for r in found[0].reports[:6])
        rows.append(
            (
                "传得最广的提法",
                f"“{found[0].term}”，{len(found[0].reports)}份报告都用：{where}。",
                quote(found[0].sentence),
            )
        )
    for name in list(names)[:12]:
        own = next((c for c in found if c.reports == (name,)), None)
        if own:
            meaning = f"：{own.definition}" if own.definition else ""
            rows.append(("只有它提", f"{names[name]}：“{own.term}”{meaning}", quote(own.sentence)))
    return rows


def _plan_lines(reports: Sequence[Report]) -> list[tuple]:
    rows = []
    for earlier, later in successive(reports)[-5:]:
        found = plan_results([earlier, later])
        number = {kind: sum(o.outcome == kind for o in found) for kind in (NUMBERED, TAKEN, SILENT)}
        written = number[NUMBERED] + number[TAKEN]
        told = (
            f"{body(later)}为{later.year}年定下的{written + number[SILENT]}项计划，次年报告写到{written}项"
            f"（其中{number[NUMBERED]}项有数），{number[SILENT]}项没有写到。"
        )
        best = max(
            (o for o in found if o.outcome == NUMBERED and o.plan_figures), key=lambda o: o.likeness, default=None
        )
        rows.append(("计划与结果", told, f"{best.plan} → {best.result}" if best else "–"))
    return rows


def own_content(reports: Sequence[Report]) -> Html:
    """For each report the one most like it and what only the first of the two speaks of."""
    if said := missing(reports, "two"):
        return note(said)
    return table(neighbours(reports, similarity(reports)), formats={"相近程度": ".2f"})


def similarity_pictures(reports: Sequence[Report]) -> Html:
    """How alike the reports are in what they speak of: heat map, then map and tree where three or more are read."""
    if said := missing(reports, "two"):
        return note(said)
    alike, names = similarity(reports), labels(reports)
    order = _leaves(alike)
    shown = alike[np.ix_(order, order)].copy()
    np.fill_diagonal(shown, np.nan)
    sorted_names = [names[i] for i in order]
    pictures = [heat_map(shown, sorted_names, sorted_names, "内容相近程度（1为相同；不计地名、人名、机构名和套话）")]
    if said := missing(reports, "three"):
        return stack(*pictures, note(said))
    pictures.append(dendrogram(tree(alike), names, "谁和谁先归到一起"))
    groups = [str(r.year or "年份不明") for r in reports]
    return stack(*pictures, scatter_map(map_of(alike), groups, names, "报告地图：相近的报告靠在一起，颜色是年份"))


def _leaves(alike: np.ndarray) -> list[int]:
    """The order in which the tree puts the reports: the alike beside each other."""
    from scipy.cluster.hierarchy import leaves_list

    return leaves_list(tree(alike)).tolist() if len(alike) > 1 else list(range(len(alike)))


def shared_wording_map(reports: Sequence[Report]) -> Html:
    """How much of the wording of each report (row) stands in each other (column)."""
    if said := missing(reports, "two"):
        return note(said)
    shares, names = overlaps(reports), labels(reports)
    np.fill_diagonal(shares, np.nan)
    return stack(heat_map(shares, names, names, "每份报告（行）有多少文字也出现在另一份（列）里"))


def shared_wording_table(reports: Sequence[Report], *, n: int = 12) -> Html:
    """The longest sentences two reports have in common, side by side, marked; those of little formula first."""
    if said := missing(reports, "two"):
        return note(said)
    rows = sorted((p for a, b in _pairs(reports) for p in shared_passages(a, b)), key=_weight, reverse=True)
    shown = [_side_by_side(p) for p in rows[:n]]
    if not shown:
        return note("这些报告之间没有近乎相同的句子。")
    return table(shown, ["一份", "另一份", "相同", "数字"], formats={"相同": ".0%"})


def _pairs(reports: Sequence[Report], most: int = 40) -> list[tuple[Report, Report]]:
    """The pairs of reports with most wording in common, the later report first."""
    shares = overlaps(reports)
    pairs = [(i, j) for i in range(len(reports)) for j in range(i) if max(shares[i, j], shares[j, i]) > 0]
    pairs.sort(key=lambda p: (-max(shares[p], shares[p[::-1]]), p))
    later = [sorted(p, key=lambda i: (-(reports[i].year or 0), reports[i].name)) for p in pairs[:most]]
    return [(reports[i], reports[j]) for i, j in later]


def _side_by_side(passage) -> tuple:
    left, right = marked_pair(passage)
    changed = "数字变了" if passage.figures else ""
    return stretches(passage.sentence, left), stretches(passage.other_sentence, right), passage.share, changed


def coinage_picture(reports: Sequence[Report], *, n: int = 24) -> Html:
    """How often the most widespread coinages stand in each report."""
    matrix = coinage_matrix(reports, n=n)
    if matrix.empty:
        return note("这些报告里没有加引号或带数字的提法。")
    names = _named(reports)
    return stack(
        heat_map(matrix.to_numpy(), matrix.index, [names[c] for c in matrix.columns], "提法在各报告中出现的次数")
    )


def coinage_table(reports: Sequence[Report], *, n: int = 40) -> Html:
    """The coinages: where first, how widespread, what became of them, near wordings, meaning, proof."""
    names = _named(reports)
    rows = [_coinage_row(c, names) for c in coinages(reports)[:n]]
    header = ["提法", "报告数", "次数", "首见", "去向", "相近的提法", "报告自己的解释", "首见之处"]
    changed = changes(reports)
    parts = [table(rows, header)]
    if changed:
        parts.append(table(changed, ["旧提法", "年份", "新提法", "年份 ", "单位"], caption="改了说法的提法"))
    return stack(*parts)


def _coinage_row(c: Coinage, names: dict[str, str]) -> tuple:
    first = names[c.reports[0]] if c.reports else "–"
    return c.term, len(c.reports), c.count, first, c.fate or "–", c.variants[:4], c.definition or "–", quote(c.sentence)


def goals_table(reports: Sequence[Report]) -> Html:
    """The plans with figures and the figures of the next report, side by side."""
    if said := missing(reports, "years"):
        return note(said)
    rows = [o for o in plan_results(reports) if o.plan_figures and o.outcome in (NUMBERED, TAKEN)]
    shown = [(o.organ, o.year, o.plan, o.plan_figures, o.result, o.result_figures) for o in rows]
    return table(shown, ["单位", "年份", "计划", "计划数", "次年报告怎么写", "结果数"], n=80)


def outcome_tables(reports: Sequence[Report], *, n: int = 60) -> Html:
    """Plans the next report does not write of, those taken up without figures, and what came unplanned."""
    if said := missing(reports, "years"):
        return note(said)
    found = plan_results(reports)
    silent = sorted((o for o in found if o.outcome == SILENT), key=lambda o: (not o.plan_figures, -(o.year or 0)))
    taken = [o for o in found if not o.plan_figures and o.outcome in (NUMBERED, TAKEN)]
    new = [o for o in found if o.outcome == NEW]
    return stack(
        details(f"计划里有、次年报告没有写到的（{len(silent)}项）", table(list(map(_plan_row, silent)), _PLAN, n=n)),
        details(f"写到了的（{len(taken)}项）", table(list(map(_pair_row, taken)), _PAIR, n=n)),
        details(f"计划里没有、报告里有数的（{len(new)}项）", table(list(map(_result_row, new)), _RESULT, n=n)),
    )


_PLAN = ["单位", "年份", "计划", "计划数", "出处"]
_PAIR = ["单位", "年份", "计划", "次年报告怎么写", "结果数", "相近"]
_RESULT = ["单位", "年份", "报告怎么写", "数", "出处"]


def _plan_row(o: Outcome) -> tuple:
    return o.organ, o.year, o.plan, o.plan_figures, quote(o.plan_sentence)


def _pair_row(o: Outcome) -> tuple:
    return o.organ, o.year, o.plan, o.result, o.result_figures, o.likeness


def _result_row(o: Outcome) -> tuple:
    return o.organ, o.year, o.result, o.result_figures, quote(o.result_sentence)


def ritual_picture(reports: Sequence[Report]) -> Html:
    """The share of formula in each report, the highest on top."""
    names = _named(reports)
    rows = sorted(ritual_shares(reports), key=lambda r: (-r.share, r.report))
    bars = ranked_bars(
        [names[r.report] for r in rows], [100 * r.share for r in rows], "套话占多少", "占全文字数的百分比"
    )
    return stack(bars)


def ritual_sections(reports: Sequence[Report], *, n: int = 40) -> Html:
    """The sections with most formula, each with its least formulaic sentence."""
    names = _named(reports)
    rows = sorted(ritual_shares(reports, by="section"), key=lambda r: (-r.share, r.report, r.least.number))
    shown = [(names[r.report], r.section or "（无标题）", r.share, r.characters, quote(r.least)) for r in rows[:n]]
    return table(shown, ["报告", "部分", "套话占比", "字数", "其中最实的一句"], formats={"套话占比": ".0%"})


def ritual_explained(reports: Sequence[Report]) -> Html:
    """The longest sentence that is half formula, taken apart: what raised its score and what lowered it."""
    halves = [s for r in reports for s in r.sentences if 0.4 <= ritual(s.simplified) <= 0.6]
    if not halves:
        return note("没有套话与实话各半的句子可作例子。")
    example = max(halves, key=lambda s: (min(len(s.text), 120), s.report, -s.number))
    rows = [(t.phrase, *t.why.partition(":")[::2]) for t in explain(example.simplified)]
    caption = f"这句话的套话占比：{ritual(example.simplified):.0%}"
    return stack(quote(example), details(caption, table(rows, ["词句", "为什么", "词表里的写法"])))


def news(reports: Sequence[Report], baseline: Sequence[Report], *, n: int = 25) -> Html:
    """What is new against the baseline; without one, what each body's last report has that its earlier have not."""
    names = _named(reports)
    rows = new_against(baseline, reports, n=n) if baseline else new_by_body(reports, n=n)
    if not rows and not baseline:
        return note("没有给出旧报告的文件夹（baseline_dir），也没有同一单位不同年份的报告，因此不列新内容。")
    shown = [_news_row(row, names) for row in rows]
    return table(shown, ["种类", "新在哪里", "次数", "报告", "原句"])


def _news_row(row: New, names: dict[str, str]) -> tuple:
    return row.kind, row.what, row.count, [names[r] for r in row.reports], quote(row.sentence)


def term_table(reports: Sequence[Report], terms: pd.DataFrame) -> Html:
    """A table of terms over years, as `trends` gives it, or the sentence that says that years are missing."""
    return note(missing(reports, "years")) if len(terms) < 2 else table(terms.T.reset_index(names="词"))

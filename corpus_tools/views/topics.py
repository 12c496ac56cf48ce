"""Topics of reports → what a page shows of them: tables and figures."""

from collections import Counter
from collections.abc import Sequence
from itertools import chain

import numpy as np
import pandas as pd

from corpus_tools.comparing.bodies import named, several_years, short_names
from corpus_tools.drawing.pictures import Picture
from corpus_tools.grouping.guided import FREE, read_guide
from corpus_tools.grouping.passages import passages
from corpus_tools.grouping.report_topics import (
    LISTS,
    ReportTopics,
    examples,
    grouped,
    list_for,
    said_of,
    shares_by,
    topic_table,
)
from corpus_tools.plots import curve, heat_map, ranked_bars
from corpus_tools.report import Report
from corpus_tools.tables import SCORE, SHARE, Html, details, headline, how_many, note, quote, stack, table
from corpus_tools.topics import FINER, NEARLY, ROUNDS, parents
from corpus_tools.views.topic_map import topic_map

FEW = 300  # passages below which topics are a hint and no result
PASSAGES = 3  # of a finer topic that is shown
_ONE = "一份报告里各类事的段落不多，容易混在一起，可以同“按给定的主题表”一节对照着看。"
_AS_ABOVE = "按年份、按地方看，都不比按报告看多说什么：要有同一地方的几份报告，或同一单位的几年和同一年的几份。"


def overview(reports: Sequence[Report]) -> Html:
    """The reports to find topics in: year, place, characters, passages."""
    rows = []
    for name, report in named(reports):
        place = "".join(report.place[-1:])
        rows.append((name, report.year, place, report.characters, len(passages([report]))))
    return details(f"读到的 {len(rows)} 份报告", table(rows, ["报告", "年份", "地方", "字数", "段落"]))


def set_apart(model: ReportTopics) -> Html:
    """What was set apart before the topics were computed, with its passages folded."""
    names = "、".join([n for n in model.names if not any(o in n for o in model.names if o != n)][:40]) or "无"
    apart = len(model.set_apart)
    said = f"{len(model.passages) + apart} 段中有 {apart} 段大半是惯用表述，不参与分类。"
    by_name = {report.name: report for report in model.reports}
    shown = [details(f"这 {apart} 段", *(quote(p, by_name[p.report]) for p in model.set_apart))] if apart else []
    return stack(note(said), note(f"不参与计算的名称（连同含有它们的全称）：{names}"), *shown)


def choice(model: ReportTopics) -> Html:
    """Why this number of topics was chosen: likelihood, agreement and coherence for each number."""
    tried, said = model.topics.curve, note(reason(model))
    if len(tried) < 2:
        return said
    x, likely, stable, coherent = zip(*(row for row in tried if np.isfinite(row.coherence)), strict=True)
    lines = {"吻合度": likely, "稳定度": stable, "连贯度": coherent}
    return stack(curve(x, lines, "取几个主题合适", "主题个数", "", mark=len(model.topics.names)), said)


def reason(model: ReportTopics) -> str:
    """Why this number of topics was chosen, in a sentence."""
    tried, n, asked = model.topics.curve, len(model.topics.names), model.asked
    if asked == n:
        return f"共 {n} 个主题：个数是指定的。"
    differ = len({p.simplified for p in model.passages})
    said = "" if asked is None else f"要求 {asked} 个主题，而内容不同的段落有 {differ} 段，分不成；"
    if len(tried) < 2:
        return f"{said}共 {n} 个主题：段落太少或太相像，没有选择的余地。"
    best = max(row.likelihood for row in tried)
    return (
        f"{said}试了 {tried[0].n_topics} 到 {tried[-1].n_topics} 个主题："
        f"吻合度（算作最高值 {best:.2f} 的几成）与稳定度之和最大的（相差不到 {NEARLY:g} 的取主题少的）是 "
        f"{n} 个主题；抽去两成段落、换起点重算 {ROUNDS} 次，"
        f"结果的一致程度平均为 {model.topics.agreement:.2f}（1 为完全一致）。"
    )


def topics_table(model: ReportTopics) -> Html:
    """A row for each topic, with a judgement on those that are not both stable and of several reports."""
    rows = topic_table(model)
    rows["判断"] = rows["判断"].str.removeprefix("稳定").str.removeprefix("；")
    rows["代表词"] = rows["代表词"].str.replace(" ", "、")
    idle = [*([] if rows["判断"].any() else ["判断"]), *(["见于报告"] if len(model.reports) == 1 else [])]
    return table(rows.drop(columns=idle), formats={"占全文": SHARE, "稳定度": SCORE})


def finding(model: ReportTopics) -> Html:
    """The topics in a sentence: how many, how many stable, the largest of these; or why there is only one.

    A topic that is named by examples (等), or that only one of several reports has, is not given as the largest.
    """
    rows = topic_table(model)
    if len(rows) < 2:
        return note(reason(model))
    stable = model.topics.stable.sum()
    told = f"分出 {len(rows)} 个主题，{'都稳定' if stable == len(rows) else f'其中 {stable} 个稳定'}"
    english = f"{how_many(len(rows), 'topic')}, {stable} of them stable"
    common = rows["见于报告"] > (len(model.reports) > 1)
    steady = rows[model.topics.stable & common & ~rows["名称"].str.endswith("等")]
    if not len(steady):
        return headline(f"{told}；都只能作阅读的线索。", english)
    best = steady.loc[steady["占全文"].idxmax()]
    most = "谈得最多的" if best.name == rows["占全文"].idxmax() else "谈得较多的"
    where = f"，见于 {best['见于报告']} 份报告。" if len(model.reports) > 1 else f"。{_ONE}"
    return headline(f"{told}；{most}是“{best['名称']}”，占全文 {best['占全文']:.0%}{where}", english)


def by_report(model: ReportTopics, what: str = "主题") -> Picture:
    """The share of each topic in each report; `what` they are called in the title."""
    shares = shares_by(model, "report").rename(columns=short_names(model.reports))
    return _share_map(model, shares, f"{'各报告的' if shares.shape[1] > 1 else '各'}{what}占比（%）")


def _share_map(model: ReportTopics, shares: pd.DataFrame, title: str) -> Picture:
    """Shares as whole per cent; what is less than half a per cent stays blank. Bars where there is one column."""
    if shares.shape[1] == 1:
        return ranked_bars(_numbered(model), (100 * shares).round(1).iloc[:, 0], title)
    return heat_map((100 * shares).round().to_numpy(), _numbered(model), list(shares.columns), title)


def years_and_places(model: ReportTopics, what: str = "主题") -> Html:
    """The share of each topic by year and by place, if that tells more than the single reports do."""
    shown = [
        _share_map(model, shares_by(model, by), f"各{name}的{what}占比（%）")
        for by, name in (("year", "年份"), ("place", "地方"))
        if _comparable(model, by)
    ]
    return stack(*shown) if shown else note(_AS_ABOVE)


def _comparable(model: ReportTopics, what: str) -> bool:
    """Whether there are two years or places, one with two reports; years need the same bodies."""
    counts = Counter(value for report in model.reports if (value := said_of(report, what)))
    return len(counts) > 1 and max(counts.values()) > 1 and (what != "year" or bool(several_years(model.reports)))


def _numbered(model: ReportTopics) -> list[str]:
    return [f"{n} {name}" for n, name in zip(model.numbers, model.topics.names, strict=True)]


def passages_map(model: ReportTopics) -> Picture | Html:
    """The passages on a plane, coloured by topic."""
    if len(model.passages) < 2:
        return note(f"只有 {len(model.passages)} 段，画不成图。")
    return topic_map(model.topics, "段落分布图", model.numbers)


def to_read(model: ReportTopics) -> Html:
    """Under each topic its words and the three passages most typical of it."""
    by_name = {report.name: report for report in model.reports}
    parts = []
    for topic, name in enumerate(_numbered(model)):
        mark = "" if model.topics.stable[topic] else "（不稳定）"
        quotes = [quote(p, by_name[p.report]) for p in examples(model, topic)]
        parts.append(details(f"{name}{mark}", note("、".join(model.topics.terms[topic])), *quotes))
    return stack(*parts)


def finer(model: ReportTopics, resolution: float = 1.0) -> ReportTopics:
    """The same reports at a finer level; `resolution` is that of the coarse one."""
    return grouped(model, resolution=FINER * resolution)


def levels(model: ReportTopics, fine: ReportTopics) -> Html:
    """For each topic that divides, the finer topics mostly inside it, with at least `PASSAGES` passages.

    A note if no topic has two of them.
    """
    where, topics = np.array(parents(model.topics, fine.topics)), fine.topics
    large = topics.sizes >= PASSAGES
    divided = np.bincount(where[large], minlength=len(model.topics.names)) > 1
    if not divided.any():
        return note(f"没有一个主题能再分成两个 {PASSAGES} 段以上的主题：没有更细的一层。")
    rows = [
        (name, topics.names[t], int(topics.sizes[t]), float(topics.stability[t]), "、".join(topics.terms[t][:4]))
        for parent, name in enumerate(_numbered(model))
        for t in np.flatnonzero((where == parent) & large & divided[where])
    ]
    shown = table(rows, ["主题", "细分", "段落", "稳定度", "代表词"], formats={"稳定度": SCORE})
    whole = len(model.topics.names) - int(divided.sum())
    return stack(shown, note(f"另有 {whole} 个主题没有再分。")) if whole else shown


def guided(model: ReportTopics, guide: str = "") -> ReportTopics:
    """The same reports by a list of topics; "" chooses our lists for the kinds of bodies they are from."""
    return grouped(model, guide=_guide(model.reports, guide))


def unsupported(listed: ReportTopics, guide: str = "") -> Html:
    """The listed topics that the texts do not support, and how much belongs to no topic."""
    every = _guide(listed.reports, guide)
    absent = "、".join(name for name in every if name not in listed.topics.names)
    free = sum(int(n) for n, name in zip(listed.topics.sizes, listed.topics.names, strict=True) if name not in every)
    which = "表中" if guide else f"自带的{'、'.join(LISTS[name][0] for name in _lists_for(listed.reports))}主题表"
    told = f"没有哪一段主要讲的是：{absent}" if absent else "每一个都有段落主要讲它"
    rest = f"{len(listed.passages)} 段中有 {free} 段不属于表中任何一个主题，归入名称以“{FREE[:2]}”开头的主题。"
    return note(f"{which}有 {len(every)} 个主题，{told}。{rest}")


def _guide(reports: Sequence[Report], guide: str) -> dict[str, Sequence[str]]:
    """The topics of `guide`, or of our lists for the reports: what two of them name alike is one topic."""
    lists = [read_guide(name) for name in ([guide] if guide else _lists_for(reports))]
    return {name: list(dict.fromkeys(chain(*(some.get(name, ()) for some in lists)))) for name in chain(*lists)}


def _lists_for(reports: Sequence[Report]) -> list[str]:
    """Our lists for the kinds of bodies that the reports are from, that of most reports first."""
    return [name for name, _ in Counter(map(list_for, reports)).most_common()]


def trust(model: ReportTopics) -> Html:
    """How far to trust these topics, in numbers."""
    topics, n = model.topics, len(model.passages)
    shaky = [name for name, good in zip(_numbered(model), topics.stable, strict=True) if not good]
    few = f"只有 {n} 段，主题只能作阅读的线索，不宜当作结论。" if n < FEW else ""
    agreed = f"整体一致程度 {topics.agreement:.2f}（1 为最高）"
    told = f"{n} 段分成 {len(topics.names)} 个主题，{len(shaky)} 个不稳定；{agreed}"
    told = told if len(topics.names) > 1 else f"{n} 段没有分成几个主题，稳定度没有意义"
    return note(f"{told}。{few}")

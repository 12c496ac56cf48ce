"""A comparison → its findings in one sentence each, the most newsworthy first, each with its proof."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import count, permutations
from operator import itemgetter

import numpy as np

from corpus_tools.compare import Comparison, alone
from corpus_tools.comparing.bodies import body, successive
from corpus_tools.comparing.clauses import Clause, figures, terms
from corpus_tools.comparing.coinages import is_national, text_of
from corpus_tools.comparing.novelty import COINED, TERM, TOPIC, New
from corpus_tools.comparing.plans import ALIKE, BEHIND, SILENT, UNDONE, plan_sentences
from corpus_tools.comparing.shared_wording import Passage, is_copied, nearest_pairs, shared_passages, taken_over, weight
from corpus_tools.comparing.stages import is_due
from corpus_tools.comparing.trends import extremes
from corpus_tools.comparing.verdicts import EXCEEDED, MET, MISSED, UNREPORTED, Verdict
from corpus_tools.counting.carried import is_size
from corpus_tools.counting.ledger import indicator_name, stated_changes
from corpus_tools.counting.numerals import folded
from corpus_tools.counting.outlook import planned_sections
from corpus_tools.indicators import Indicator, indicators
from corpus_tools.report import Report, Sentence
from corpus_tools.tables import Html, few, findings, note, quote, stack
from corpus_tools.views.change import meant, telling
from corpus_tools.views.promises import clause_quote, clause_with, has, lacking, margin

_CHANGE = re.compile("(?:增长|增加|提高|上涨|上升|下降|降低|减少)$")
_MOST = 3  # lines of a kind
FEW, OLD = 0.03, 0.1  # of the wording: less in common with another body, with the year before, is no story
_FORMULA = 0.5  # ritual of a sentence that is nobody's own
_EVEN = 0.05  # reports whose shares of formula are nearer to each other are not ranked
_ACTS = frozenset("项条件次场期篇批轮")  # what is counted in them, measures and meetings, is least missed
_INNER = str.maketrans("“”", "‘’")  # marks within a quotation
_NOT_DONE = "(?:未能?|没有?能?)(?:全面|如期|按期)?(?:完成|实现|达到|达)"
_OWNED = re.compile(  # 7项指标未实现预期目标, 承诺的实事有8项没有完成
    rf"(?:目标|任务|指标|承诺|实事|计划|预期)[^。；;]{{0,80}}{_NOT_DONE}|{_NOT_DONE}[^。；;，,]{{0,12}}(?:目标|任务|指标|承诺|计划|预期)"
)
_OWNING = re.compile(rf"[^。；;，,：:]{{0,120}}(?:{_OWNED.pattern})[^。；;，,]{{0,40}}")  # with the rest of its clauses


def stories(found: Comparison) -> Html:
    """What was promised and missed, what is new, who uses the same words, who says what alone."""
    missed = partial(_judged, kind=MISSED, story="没有达到", n=_MOST)
    exceeded = partial(_judged, kind=EXCEEDED, story="超额", n=_MOST - 1)
    parts = (_tallies, missed, _owned, _late, exceeded, _dropped, _news, _copies, _spread, _extremes, _alone, _ritual)
    rows = [row for part in parts for row in part(found)]
    if not rows:
        return note("没有读到报告的正文，因此没有看点。")
    return findings(rows)


def _judged(found: Comparison, kind: str, story: str, n: int) -> list[tuple]:
    """The goals with a verdict, the latest year first, bodies in turn; each body's missed by most, else as planned."""
    turns, rows = defaultdict(count), []  # the bodies stand in order
    own = sorted((v for v in found.verdicts if v.verdict == kind), key=lambda v: -lacking(v))
    for v in sorted(own, key=lambda v: (-v.year, next(turns[v.organ, v.year])))[:n]:
        who = found.names[v.result.sentence.report]
        told = f"{who}：{v.indicator}目标{v.planned}，实际{v.reached}，{margin(v)}。"
        rows.append((story, told, stack(clause_quote(v.plan), clause_quote(v.result))))
    return rows


def _owned(found: Comparison) -> list[tuple]:
    """What the reports themselves say was not done of goals, tasks and promises, the latest report first."""
    rows = []
    for report in sorted(found.reports, key=lambda r: -(r.year or 0)):
        planned = {s.number for s in plan_sentences(report)}
        if said := [s for s in report.sentences if s.number not in planned and _OWNED.search(s.simplified)]:
            told = f"{found.names[report.name]}自己说：“{_owning(said[0])}”。"
            rows.append(("自己说没有做到", told, stack(*map(quote, said[:_MOST]))))
    return rows[:_MOST]


def _owning(sentence: Sentence) -> str:
    """The clauses, as printed, in which a report says that something was not done; with what it was, if before them."""
    printed, plain = sentence.text, sentence.simplified
    clauses = _OWNING.search(plain)
    whole = re.match(_NOT_DONE, clauses[0]) or len(printed) != len(plain)  # 粮食25万吨，未完成目标
    return printed.rstrip("。") if whole else printed[slice(*clauses.span())]


def _tallies(found: Comparison) -> list[tuple]:
    """How many of the goals in figures were met, for each body and year; summed up if there are more than three."""
    years = sorted(dict.fromkeys((v.organ, v.year) for v in found.verdicts), key=lambda h: -h[1])
    if len(years) > _MOST:
        span = "–".join(dict.fromkeys(str(years[end][1]) for end in (-1, 0)))  # the latest stands first
        return [("目标与结果", _tally(f"{len({o for o, _ in years})}个单位为{span}年", found.verdicts), "")]
    own = {key: [v for v in found.verdicts if (v.organ, v.year) == key] for key in years}
    return [("目标与结果", _tally(f"{_called(found, o)}为{y}年", own[o, y]), "") for o, y in years]


def _called(found: Comparison, organ: str) -> str:
    """The short name of a body: that of its reports without the year."""
    return next((found.names[r.name].partition(" ")[0] for r in found.reports if body(r) == organ), organ)


def _tally(who: str, rows: Sequence[Verdict]) -> str:
    kinds = Counter(v.verdict for v in rows)
    told = "、".join(f"{kind}{kinds[kind]}项" for kind in (EXCEEDED, MET, MISSED) if kinds[kind])
    left = f"{kinds[UNREPORTED]}项没有在次年报告里认准可比的数" if kinds[UNREPORTED] else ""
    return f"{who}定下带数的目标{len(rows)}项：{'，'.join(filter(None, (told, left)))}。"


def _late(found: Comparison) -> list[tuple]:
    """What was to be begun or finished and, by the next report, was not, or is not yet so far; the latest first."""
    rows = []
    for kind, story in ((UNDONE, "没有做成"), (BEHIND, "还没做完")):
        own = sorted((o for o in found.outcomes if o.outcome == kind), key=lambda o: -o.year)
        for o in own[: _MOST - 1]:
            plan, told = clause_quote(o.plan), clause_quote(o.result)
            said = f"{found.names[o.result.sentence.report]}：上年计划“{_bare(o.plan)}”，当年写“{_bare(o.result)}”。"
            rows.append((story, said, stack(plan, told)))
    return rows


def _bare(clause: Clause) -> str:
    """A clause as printed, for use in a sentence; its quotation marks are those within a quotation."""
    return clause.text.rstrip("，、；。,;：: ").translate(_INNER)


def _dropped(found: Comparison) -> list[tuple]:
    """What was to be counted, begun or opened and is not mentioned in the next report, nor anything similar.

    Goals in figures first, those that count acts (项, 次) last.
    """
    texts = {(body(r), r.year): text_of([r]) for r in found.reports}
    silent = [o for o in found.outcomes if o.outcome == SILENT and o.likeness < ALIKE]
    goals = [v for v in found.verdicts if v.verdict == UNREPORTED]
    rows = []
    for o in silent:
        own = [v for v in goals if v.plan.sentence == o.plan.sentence and has(o.plan.text, v)]
        if own and not any(_is_named(v, texts[o.organ, o.year]) for v in own):
            rows.append((-o.year, own[0].unit in _ACTS, o.organ, own[0].plan))
        elif not own and not figures(o.plan.simplified) and is_due(o.plan.simplified):
            rows.append((-o.year, 2, o.organ, o.plan))
    return [
        ("不再提起", f"{_called(found, organ)}为{-year}年定的“{_bare(plan)}”，次年报告里没有读到。", clause_quote(plan))
        for year, _, organ, plan in sorted(rows, key=lambda row: row[:2])[:_MOST]
    ]


def _is_named(v: Verdict, text: str) -> bool:
    """Whether a text has the subject of a goal, or a long word of it."""
    matter = _CHANGE.sub("", v.indicator.partition("（")[0])
    return any(t in text for t in (matter, *(t for t in terms(matter) if len(t) > 2 and not is_size(t))))


def _news(found: Comparison) -> list[tuple]:
    """Coinages (or, if there are none, terms) and topics that are new; with proof of the first one."""
    coined, words, topics = ([r for r in found.news if r.kind == kind] for kind in (COINED, TERM, TOPIC))
    rows, coined = [], [row for row in coined if not is_national(row.what)]
    for story, own in (("新提法", coined), ("新词", [] if coined or len(words) < _MOST else words)):
        if own:
            alike = [row.what for row in own if found.baseline or row.reports[0] == own[0].reports[0]]
            told = f"{_since(found, own[0])}：{'、'.join(alike[:6])}。"
            rows.append((story, told, clause_with(own[0].what, own[0].sentence)))
    for row in [row for row in topics if row.count >= _MOST][:2]:
        what = "、".join(row.what.split("、")[:4])
        rows.append(("新主题", f"{_since(found, row)}，{row.count}段讲它：{what}。", quote(row.sentence)))
    return rows


def _since(found: Comparison, row: New) -> str:
    return "旧报告里从未出现" if found.baseline else f"{found.names[row.reports[0]]}里有、往年报告里没有读到"


def _copies(found: Comparison) -> list[tuple]:
    """How much of a report is taken from its body's last one; which two bodies share most wording."""
    own = [(taken_over(b, a), b, a) for a, b in successive(found.reports, found.baseline)]
    rows = []
    for share, later, earlier in sorted(own, key=lambda s: (-s[0], s[1].name))[: _MOST - 1]:
        if share >= OLD and (proof := _longest(later, earlier)):
            told = f"{found.names[later.name]}的具体内容有{share:.0%}与上一年一字不差（惯用表述不算）。"
            rows.append(("沿用旧文", told, proof))
    share, one, other = max(_strangers(found), key=itemgetter(0), default=(0, None, None))
    if share >= FEW and (proof := _longest(one, other)):
        first, second = found.names[one.name], found.names[other.name]
        told = f"不同单位之间，相同文字最多的是{first}：具体内容的{share:.0%}与{second}一字不差。"
        rows.append(("相同的文字", told, proof))
    return rows


def _strangers(found: Comparison) -> Iterator[tuple[float, Report, Report]]:
    """Of the pairs of different bodies that share most wording the shares of their substance, both ways."""
    bodies = np.array([body(r) or r.name for r in found.reports])
    shares = np.where(bodies[:, None] == bodies[None, :], 0, found.overlaps)
    for pair in nearest_pairs(shares):
        for one, other in permutations(found.reports[i] for i in sorted(pair)):
            yield taken_over(one, other), one, other


def _longest(report: Report, other: Report) -> Html | None:
    """The shared sentence with most wording that is not formula; beyond 60 characters longer is no better."""
    shared = [p._replace(length=min(p.length, 60)) for p in told_twice(report, other)]
    best = max(shared, key=weight, default=None)
    return best and quote(best.sentence)


def told_twice(report: Report, other: Report) -> list[Passage]:
    """The sentences one report has from another to the figure: no formulas, nor what a body tells of its own plan."""
    plans, others, own = planned_sections(report), planned_sections(other), body(report) == body(other)
    found = (p for p in shared_passages(report, other) if p.ritual < _FORMULA and not p.figures)
    copied = filter(is_copied, found)
    return [p for p in copied if not own or (p.sentence.section in plans) == (p.other_sentence.section in others)]


def _spread(found: Comparison) -> list[tuple]:
    """The coinage that most reports use, and some that one alone repeats or explains; none of the whole country."""
    own, rows = [c for c in telling(found.coinages) if c.marked and not is_national(c.term)], []
    if best := next((c for c in own if c.marked > 1 and len(c.reports) > 2), None):
        where = "如" * (len(best.reports) > 6) + "、".join(found.names[r] for r in best.reports[:6])
        said = f"“{best.term}”：{len(best.reports)}份报告都提，{where}。"
        rows.append(("传得最广", said, clause_with(best.term, best.sentence)))
    strangers = len({body(r) or r.name for r in found.reports}) > 1
    lonely = [c for c in alone(found, own) if strangers and (c.count > 1 or c.definition)]
    for name in found.names:
        if one := next((c for c in lonely if c.reports == (name,)), None):
            meaning = f"：{meant(one.definition)}" if one.definition else ""
            said = f"{found.names[name]}：“{one.term}”{meaning}"
            rows.append(("只有它提", said, clause_with(one.term, one.sentence)))
    return rows[: _MOST + 1]


def _extremes(found: Comparison) -> list[tuple]:
    """For the rates that most bodies give for a year, who has the highest and who the lowest."""
    rows = []
    for e in extremes(found.reports)[: _MOST - 1]:
        ends = (([found.names[r.report] for r in own], own[0]) for own in (e.highest, e.lowest))
        high, low = ((few(names, "份", _MOST), f"{row.change}{folded(row.raw)}") for names, row in ends)
        told = f"{e.year}年{e.subject.removesuffix('变化')}（{e.bodies}个{e.rank}单位）：{high[0]}最高，{high[1]}；"
        rows.append(("谁高谁低", f"{told}{low[0]}最低，{low[1]}。", ""))
    return rows


def _alone(found: Comparison) -> list[tuple]:
    """For a single report, which cannot be compared: its coinages, its goals, its greatest changes."""
    if len(found.reports) != 1:
        return []
    (report,), coined, told = found.reports, telling(found.coinages), indicators(found.reports[0])
    sentences = {s.number: s for s in report.sentences}
    told_first = "、".join(c.term for c in coined[:8])
    rows = [("提法", f"{told_first}。", clause_with(c.term, c.sentence)) for c in coined[:1]]
    announced = {s.number for s in plan_sentences(report)}
    goals = [row for row in told if row.plan and row.number in announced][: _MOST + 1]
    if goals:
        rows.append(("定下的目标", f"{'，'.join(map(_figure, goals))}。", quote(sentences[goals[0].number])))
    changes = stated_changes(told)[: _MOST - 1]
    return rows + [("变化最大", f"{_figure(row)}。", quote(sentences[row.number])) for row in changes]


def _figure(row: Indicator) -> str:
    return f"{indicator_name(row)}{folded(row.raw)}"


def _ritual(found: Comparison) -> list[tuple]:
    rows = sorted(found.ritual, key=lambda r: (-r.share, r.report))
    if not rows:
        return []
    told, (most, least) = found.names[rows[0].report], (f"{r.share:.0%}" for r in (rows[0], rows[-1]))
    if rows[0].share - rows[-1].share >= _EVEN:
        told = f"{told}的惯用表述最多，占{most}的字；{found.names[rows[-1].report]}最少，占{least}"
    elif len(rows) > 1:
        told = f"每份报告都有{least if most == least else f'{least}到{most}'}的字是惯用表述"
    else:
        told = f"{told}有{most}的字是惯用表述"
    return [("惯用表述", told + "。", "")]

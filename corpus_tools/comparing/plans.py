"""Plans and results: what a report announces for the next year, and what the body's next report says about it."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np

from corpus_tools import tokenize
from corpus_tools.comparing.bodies import body, successive
from corpus_tools.comparing.clauses import Clause, clauses, figures, likeness, parts, telling, terms
from corpus_tools.comparing.matters import deedless, matter
from corpus_tools.comparing.stages import behind
from corpus_tools.counting.carried import is_size
from corpus_tools.counting.outlook import explains, planned_sections
from corpus_tools.counting.times import is_goal
from corpus_tools.indicators import Indicator, indicators
from corpus_tools.lexicon import any_of
from corpus_tools.report import Report, Sentence
from corpus_tools.script import simplified

TAKEN, NUMBERED, UNDONE, BEHIND = "写到", "写到且有数", "写到未做成", "写到还在做"
SILENT, UNSURE, NEW = "未写到", "说不准", "计划外"
ALIKE, COUNTED = 0.4, 0.5  # likeness from which a plan, and one with figures, counts as taken up; see test_plans
LONGER = re.compile(  # no plan of one year
    "[用过](?:[两二三四五六七八九十2-9][到至]?){1,2}年(?:左右)?的?(?:时间|努力)|(?:今后|未来)[两三四五六十]年|[两三四五]年内|任期内"
)
_JOINED = re.compile(r"[、和与及]|等[^、和与及]*$")
_WANTING = re.compile(r"还需|仍需|有待|还不够|不够|存在[^，。]{0,16}(?:问题|不足|差距|短板)")
_CALL = re.compile(r"让我们|紧密地?团结在|^前不久")
_ADDRESS = re.compile("^(?:各位|同志们|女士们)[^，,。；;]{0,10}[！!：:，,]?$")
_WHO = re.compile("^(?:.{0,6}年[，,]?)?(?:我们|[^，,。；：]{0,8}(?:法院|检察院|政协|委会|政府))[将要]")  # 县法院将
_REASON = re.compile(  # or what leads in a list of plans
    r"之年|^(?:(?:19|20)\d\d年|今年)[，,]?是|一年[。，,]?$|意义[^，,]*。$|^以[^，,。；;]{2,24}为(?:抓手|目标|重点|支撑|依托|载体|中心|主线|引领)[，,；;。]?$"
    r"|(?:基本原则|重要基础|的基础|中心环节|必然要求|重要保证|的原则|(?:思想|思路|要求|目标)是"
    r"|[一二三四五六七八九十\d](?:个?方面|[项件])的?(?:重点)?(?:工作|任务))[。；;：:，,]?$"
)
_HEAD = re.compile(r"[(（][一二三四五六七八九十]{1,3}[)）]")  # a numbered line is the head of plans, and none
_STOP, _COMMA, _CUT = re.compile(r"[；;。！？!?]"), re.compile(r"[，,](?:但|却|仍|还)?"), re.compile("[，,；;。]")
_IN_SPITE = re.compile("针对|面对|克服")
_EVERYWHERE = 4  # times a report has a word that says nothing of one plan: 城市, 建设
_BLOCK = 400  # plans at a time: a file of a million characters shall fit the memory
_FUTURE = re.compile(
    r"将(?!军|来临)|要(?!求|素|点|闻|件|务|地|道)|力争|确保|争取|计划(?!草案|执行|生育)|打算|拟|预期|目标|(?:19|20)[0-9]{2}年,?我们"
)


class Outcome(NamedTuple):
    """A plan and what became of it, told by two clauses; None for one that is missing."""

    organ: str
    year: int  # planned
    outcome: str
    plan: Clause | None
    result: Clause | None
    likeness: float


def plan_sentences(report: Report) -> list[Sentence]:
    """The sentences that announce: the plan sections; if there are none, those of the last third with 将, 要, 力争."""
    sections, said = planned_sections(report), _said(report)
    if sections:
        return [s for s in said if s.section in sections]
    late = said[2 * len(said) // 3 :]
    return [s for s in late if _FUTURE.search(s.simplified)]


def _said(report: Report) -> list[Sentence]:
    """The sentences of a report without its glossary."""
    explained = {s.number for s in report.sections if explains(s)}
    return [s for s in report.sentences if s.section not in explained]


def review_sentences(report: Report, *, undone: bool = False) -> list[Sentence]:
    """The sentences that tell what was done: no plans, nor shortcomings, except (`undone`) what was not done."""
    plans, owned = {s.number for s in plan_sentences(report)}, any_of("undone")
    told = (s for s in _said(report) if s.number not in plans)
    return [s for s in told if not _WANTING.search(s.simplified) or (undone and owned.search(s.simplified))]


def outcomes(earlier: Report, later: Report) -> list[Outcome]:
    """What became of the plans in `earlier`, according to `later`; then figures of what it neither planned nor counted.

    A plan that no clause of the review resembles was not mentioned; that does not mean it was not done. One reported as
    late or not done (`lexicon/undone.txt`) is listed separately.
    """
    plans = [c for s in _announcing(earlier) for c in telling(parts(s)) if _is_plan(c)]
    ahead = {(row.number, row.raw) for row in indicators(later) if is_goal(row)}  # 到2025年, amid a review
    told = (c for s in review_sentences(later, undone=True) if not s.run_in for c in telling(clauses(s)))
    results = [c for c in told if not _states(c, ahead)]
    head = (body(later), later.year)
    if not plans or not results:
        return []
    slips = [Outcome(*head, BEHIND, *pair, 1.0) for pair in _slips(earlier, results)]
    rows, taken, silent = [], np.zeros(len(results)), _silence(earlier, later)
    for at in range(0, len(plans), _BLOCK):
        alike = _likeness(plans[at : at + _BLOCK], results)
        rows += [_outcome(head, plan, results, row, silent) for plan, row in zip(plans[at:], alike, strict=False)]
        taken = np.maximum(taken, alike.max(axis=0))
    usual = {_matter(row) for row in indicators(earlier)}
    known = {(row.number, row.raw) for row in indicators(later) if _matter(row) in usual or _goes_with(row)}
    unplanned = (r for r, share in zip(results, taken, strict=True) if share < ALIKE / 2 and figures(r.simplified))
    new = (r for r in unplanned if not _is_undone(r) and not _states(r, known))
    told_better = (row for row in rows if not any(_says_same(row, slip) for slip in slips))
    return [*told_better, *slips, *(Outcome(*head, NEW, None, r, 0.0) for r in new)]


def _announcing(report: Report) -> list[Sentence]:
    """The sentences that announce, without run-in headings and what stands between an address and a call after it."""
    said = [s for s in plan_sentences(report) if not s.run_in]
    calls = (range(max(0, i - 4), i) for i, s in enumerate(said) if _CALL.search(s.simplified))  # at most 4 before it
    between = {i for near in calls for k in near if _ADDRESS.match(said[k].simplified) for i in range(k, near.stop)}
    return [s for i, s in enumerate(said) if i not in between]


def _goes_with(row: Indicator) -> bool:
    """Whether a figure tells more of what a clause before it names: 惠及2.3万户."""
    clause = _CUT.split(row.sentence[: row.start])[-1] + _CUT.split(row.sentence[row.start :], maxsplit=1)[0]
    return row.subject[-2:] not in clause


def _states(clause: Clause, rows: set[tuple[int, str]]) -> bool:
    """Whether a clause states a figure of some rows, given by sentence and as printed."""
    return any((clause.sentence.number, figure) in rows for figure in figures(clause.simplified))


def _slips(earlier: Report, results: Sequence[Clause]) -> Iterator[tuple[Clause, Clause]]:
    """The clauses that plan to begin or finish something which, by the results, is not yet so far."""
    plans = [c for s in _announcing(earlier) for c in clauses(s) if _is_plan(c)]
    return behind(plans, [r for r in results if not _is_undone(r)])


def _says_same(row: Outcome, slip: Outcome) -> bool:
    """Whether a slip says more exactly what became of a plan."""
    held = row.plan.sentence == slip.plan.sentence and slip.plan.text.rstrip("，,；;。") in row.plan.text
    return held and (row.result is None or row.result.text == slip.result.text)


def _is_undone(result: Clause) -> bool:
    """Whether a clause, or its continuation up to a full stop or semicolon, says that it was not done: …, 尚未开工."""
    text = result.sentence.simplified
    rest = _STOP.split(text[text.find(result.simplified) + len(result.simplified) - 1 :], maxsplit=1)[0]
    return bool(_undone_at(result.simplified)) or any(0 in _undone_at(piece) for piece in _COMMA.split(rest)[1:])


def _undone_at(clause: str) -> list[int]:
    """Where a clause says that something is late or not done; a measure against it (针对停工) does not say so."""
    return [] if _IN_SPITE.match(clause) else [m.start() for m in any_of("undone").finditer(clause)]


def _pieces(plan: Clause, spread: Counter[str]) -> list[str]:
    """The pieces of a plan: its clauses, also divided at 、 and 和 if that gives a rare matter."""
    found = telling(clauses(plan.sentence._replace(text=plan.text, simplified=plan.simplified)))
    joined = [piece for clause in found for piece in _JOINED.split(clause.simplified)]
    rare = [p for p in joined if sum((len(t) > 2 or spread[t] > 0) * len(t) for t in terms(p) if spread[t] < 4) > 2]
    return list(dict.fromkeys([*(c.simplified for c in found), *rare]))


def _is_plan(clause: Clause) -> bool:
    """Whether a clause announces a deed: two words of content, or one and a figure; no reason, time or appeal."""
    numbers, whole = figures(clause.simplified), clause.sentence.simplified
    enough = len(terms(_WHO.sub("", clause.simplified))) > 1 - bool(numbers) and (numbers or not _HEAD.match(whole))
    return enough and not (_REASON.search(clause.simplified) or _CALL.search(whole) or LONGER.search(whole))


def _likeness(plans: Sequence[Clause], results: Sequence[Clause]) -> np.ndarray:
    """How similar each plan and each result are: the whole plan or its most similar clause, whichever is more."""
    spread = Counter(term for r in results for term in terms(r.simplified))
    pieces = [_pieces(plan, spread) for plan in plans]
    alike = likeness([*(c.simplified for c in plans), *chain(*pieces)], [r.simplified for r in results])
    whole, at = alike[: len(plans)].copy(), len(plans)
    for i, own in enumerate(pieces):
        if own:
            whole[i] = np.maximum(whole[i], 0.9 * alike[at : at + len(own)].max(axis=0))
        at += len(own)
    return whole


def _silence(earlier: Report, later: Report) -> Callable[[Clause], bool]:
    """Whether a report surely says nothing of a plan: it counts no such thing, nor has a long or most of its words.

    Nor has it the last word, which names the thing, unless it has that word everywhere. Of a plan in figures words
    count, of one without, which may be told in many ways, each two neighbouring characters; in the headings too.
    """
    planned, counted = planned_sections(later), [row for row in indicators(later) if not is_goal(row)]
    headings = (simplified(s.heading) for s in later.sections if s.number not in planned)
    said = "\n".join([*headings, *(s.simplified for s in review_sentences(later, undone=True))])
    names, units, aims = {_matter(row) for row in counted}, defaultdict(str), indicators(earlier)
    short = {word for word in tokenize.words(said) if len(word) == 2}
    for row in counted:
        units[row.unit] += f"{row.subject} {row.action} "

    def silent(plan: Clause) -> bool:
        words = [term for term in terms(plan.simplified) if not is_size(term)]
        last = max(words, key=lambda word: plan.simplified.rfind(word) + len(word), default="")
        if any(len(word) > 2 and word in said for word in words) or 0 < said.count(last) < _EVERYWHERE:
            return False
        if any(len(word) > 3 and word[0] + word[-2] in short for word in words):  # 技改 for 技术改造
            return False
        own = [r for r in aims if r.number == plan.sentence.number and r.raw in figures(plan.simplified)]
        if any(_matter(row) in names or any(word in units[row.unit] for word in words) for row in own):
            return False
        if not figures(plan.simplified):
            words = [word[i : i + 2] for word in words for i in range(len(word) - 1)]
        return 2 * sum(len(word) for word in words if word not in said) > sum(map(len, words))

    return silent


def _matter(row: Indicator) -> str:
    return deedless(matter(row)[0])


def _outcome(
    head: tuple, plan: Clause, results: Sequence[Clause], row: np.ndarray, silent: Callable[[Clause], bool]
) -> Outcome:
    result, likeness = results[row.argmax()], round(float(row.max()), 3)
    if row.max() < (COUNTED if figures(plan.simplified) else ALIKE) or _by_one_word(plan, result):
        return Outcome(*head, SILENT if silent(plan) else UNSURE, plan, None, likeness)
    kind = UNDONE if _is_undone(result) else NUMBERED if figures(result.simplified) else TAKEN
    return Outcome(*head, kind, plan, result, likeness)


def _by_one_word(plan: Clause, result: Clause) -> bool:
    """Whether a plan and a result share just one word, not quoted, and that is little of the plan: 轨道交通."""
    words, own = terms(plan.simplified), set(terms(result.simplified))
    word = max((w for w in words if w in own), key=len, default="")
    rest = [w for w in words if w not in word and not any(w in other for other in words if other != w)]
    return not own.intersection(rest) and len(word) < sum(map(len, rest)) and f"“{word}" not in plan.simplified


def plan_results(reports: Iterable[Report], baseline: Iterable[Report] = ()) -> list[Outcome]:
    """The outcomes of all plans for which the body's report on the next year is there, baseline included."""
    return [row for earlier, later in successive(reports, baseline) for row in outcomes(earlier, later)]

"""Plans and results → what a page shows of them: the tally, the goals with verdicts, the other plans."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from corpus_tools.compare import Comparison
from corpus_tools.comparing.bodies import body, successive
from corpus_tools.comparing.clauses import Clause, clauses, figures, whole
from corpus_tools.comparing.marked import unquoted
from corpus_tools.comparing.plans import BEHIND, NEW, NUMBERED, SILENT, TAKEN, UNDONE, UNSURE, Outcome
from corpus_tools.comparing.stages import is_due
from corpus_tools.comparing.verdicts import EXCEEDED, MET, MISSED, POINTS, RULE, UNREPORTED, Verdict, clause_at, goals
from corpus_tools.counting.ledger import indicator_name
from corpus_tools.counting.quantities import quantities
from corpus_tools.report import Sentence
from corpus_tools.ritual import ritual
from corpus_tools.tables import SCORE, Html, details, first_and_rest, note, quote, stack, table

_ONE_YEAR = "需要同一单位相连两年的报告，上一年的可以用 --baseline 给出。"
_ORDER = (MISSED, EXCEEDED, MET, UNREPORTED)
_WHEN = "年份"
_ENDS = "，、；。,;：: "
_LONG = 80  # characters of a sentence that is shown whole
_GOAL = ["判断", "指标", "计划", "次年怎么写"]
_PAIR = [_WHEN, "计划", "次年怎么写", "相近"]
_LATE = {UNDONE: "自己说没有做成", BEHIND: "还没到那一步"}
_OPEN = 4  # rows that are not folded


def goals_and_plans(found: Comparison, *, n: int = 100) -> Html:
    """The goals with verdicts, then the other plans and what became of them; without a later report only the goals."""
    if not successive(found.reports, found.baseline):
        return stack(note(_ONE_YEAR), goals_set(found))
    if not (found.verdicts or found.outcomes):
        return note("上一年的报告里没有读到目标和计划。")
    return stack(goals_table(found, n=n), outcome_tables(found, n=n))


def goals_set(found: Comparison) -> Html:
    """What each report plans in figures for the next year, folded; nothing if none does."""
    planned = ((r.name, *goal) for r in found.reports if r.year for goal in goals(r, r.year + 1))
    told = ((found.names[name], row, clause_quote(clause_at(sentence, row))) for name, row, _, sentence in planned)
    rows = [(name, indicator_name(row), row.raw, quoted) for name, row, quoted in told]
    return _folded("各份报告为下一年定的数", rows, ["报告", "指标", "定数", "原文"], len(rows))


def goals_table(found: Comparison, *, n: int = 100) -> Html:
    """The goals in figures with the verdict on each and both sentences: missed by most first, exceeded, met."""
    rows = sorted(found.verdicts, key=lambda v: (_ORDER.index(v.verdict), -v.year, -lacking(v)))
    names = _names(found)
    judged = [_goal_row(v, names) for v in rows if v.result]
    near = _by_sentence(o for o in found.outcomes if o.plan and o.result)
    left = (v for v in rows if not v.result)
    unknown = [(names[v.organ, v.year], v.indicator, clause_quote(v.plan), _near(v, near)) for v in left]
    folded = _folded(UNREPORTED, unknown, [_WHEN, "指标", "计划", "次年报告里最像的一句"], n, some=len(names) == 1)
    told = details("怎样判断，各有几项", note(RULE), _tally(found))
    return stack(table(judged, _GOAL, n=n) if judged else note("没有两边可比的目标。"), told, folded)


def _near(v: Verdict, told: Mapping[tuple, list[Outcome]]) -> Html | None:
    """The clause of the next report that is most like a goal without a verdict, if any is."""
    own = (o.result for o in told.get(at(v.plan.sentence), ()) if has(o.plan.text, v))
    return next(map(clause_quote, own), None)


def _names(found: Comparison) -> dict[tuple, str]:
    """How the year of a plan is labelled: with its body if there are several."""
    heads = dict.fromkeys((o.organ, o.year) for o in (*found.outcomes, *found.verdicts))
    if len({organ for organ, _ in heads}) == 1:
        return {head: str(head[1]) for head in heads}
    return {(body(r), r.year): found.names[r.name] for r in found.reports if (body(r), r.year) in heads}


def _tally(found: Comparison) -> Html:
    """How many of the goals in figures were met, for each body and year, the latest first; nothing without goals."""
    counts, names = Counter((v.organ, v.year, v.verdict) for v in found.verdicts), _names(found)
    rows = [(names[h], *(counts[*h, kind] for kind in _ORDER)) for h in sorted(names, key=lambda head: -head[1])]
    return table(rows, [_WHEN, *_ORDER], "带数的目标（项）") if counts else Html("")


def unjudged(found: Comparison) -> list[Outcome]:
    """The outcomes of the plans that are no goals in figures, and of goals that the next report does not mention."""
    judged = _by_sentence(found.verdicts)
    told = [(o, judged.get(at(o.plan.sentence), ()) if o.plan else ()) for o in found.outcomes]
    return [o for o, own in told if o.outcome in (UNDONE, SILENT) or not any(has(o.plan.text, v) for v in own)]


def _by_sentence(rows: Iterable[Outcome | Verdict]) -> dict[tuple, list]:
    """The rows by the sentence of their plan."""
    found: dict[tuple, list] = defaultdict(list)
    for row in rows:
        found[at(row.plan.sentence)].append(row)
    return found


def has(plan: str, goal: Verdict) -> bool:
    """Whether a plan of its sentence states a goal."""
    return goal.plan.text.rstrip(_ENDS) in plan or plan in goal.plan.text


def at(sentence: Sentence) -> tuple[str, int]:
    """A key for a sentence: its report and its number."""
    return sentence.report, sentence.number


def margin(verdict: Verdict) -> str:
    """The difference between result and goal of a verdict, in words: 低0.8个百分点, 多5.3%."""
    if not verdict.margin:
        return "大致持平" if re.search("左右|约|近", verdict.reached) else "持平"
    size, more = abs(verdict.margin), verdict.margin > 0
    share = "不到0.1%" if size < 0.0005 else f"{size:.1%}".replace(".0%", "%")
    told = f"{'多' if more else '少'}{share}"
    if verdict.unit in POINTS:
        told = f"{'高' if more else '低'}{size:.4g}个{'千分点' if verdict.unit == '‰' else '百分点'}"
    within = "“左右”" if verdict.ceiling == more else "定数"
    return f"在{within}之内（{told}）" if verdict.verdict == MET and (verdict.ceiling or not more) else told


def lacking(v: Verdict) -> float:
    """The share of a goal that is lacking (or too much, where less is better); 0 of what is not missed."""
    if v.verdict != MISSED:
        return 0.0
    size = np.max(quantities(v.planned)[0].value) if v.unit in POINTS else 1.0
    return abs(v.margin or 0.0) / float(size or 1.0)


def _goal_row(v: Verdict, names: dict[tuple, str]) -> tuple:
    what = f"{v.indicator}（{names[v.organ, v.year]}）" if len(names) > 1 else v.indicator
    return f"{v.verdict}，{margin(v)}", what, clause_quote(v.plan), clause_quote(v.result)


def clause_quote(clause: Clause) -> Html:
    """A clause as printed, with the address of its sentence."""
    shown, (printed, plain) = clause.text.rstrip(_ENDS), clause.sentence[:2]
    return quote(clause.sentence._replace(text=shown, simplified=shown if printed == plain else ""))


def clause_with(term: str, sentence: Sentence) -> Html:
    """The clause of a sentence that contains a term, quoted; if that is short, the sentence, unless it is long."""
    found = [c for c in clauses(sentence) if term in unquoted(c.simplified)]
    enough = [c for c in found if len(c.text) > len(term) + 6]
    brief = whole(sentence) if len(sentence.text) <= _LONG or not found else found[0]
    return clause_quote(enough[0] if enough else brief)


def outcome_tables(found: Comparison, *, n: int = 100) -> Html:
    """The plans without a verdict: not done, not mentioned, taken up (with figures); then what was not planned."""
    names, rows = _names(found), sorted(unjudged(found), key=_surest_first)
    shown = (
        (SILENT, "计划里有、次年报告没有写到的", _PAIR[:2]),
        (UNSURE, "次年报告有相关的词、认不准是不是说它的", _PAIR[:2]),
        (NUMBERED, "次年报告写到、有数的", _PAIR),
        (TAKEN, "次年报告写到、没有数的", _PAIR),
        (NEW, "次年报告里有数、计划和往年都没有读到的", [_WHEN, "报告怎么写"]),
    )
    some = int(len(names) == 1)
    late = [(_LATE[o.outcome], *_row(o, names)[some:-1]) for kind in _LATE for o in rows if o.outcome == kind]
    own = ((told, [_row(o, names) for o in rows if o.outcome == kind], columns) for kind, told, columns in shown)
    first = first_and_rest(late, ["判断", *_PAIR[some:-1]], _OPEN) if late else Html("")
    return stack(first, *(_folded(*each, n, some=some) for each in own))


def _folded(caption: str, rows: Sequence[tuple], columns: Sequence[str], n: int, *, some: int = 0) -> Html:
    """The rows, folded, without their first `some` columns: a single year need not be repeated in each."""
    shown = table([row[some:] for row in rows], columns[some:], formats={"相近": SCORE}, n=n)
    return details(f"{caption}（{len(rows)}项）", shown) if rows else Html("")


def _surest_first(o: Outcome) -> tuple:
    """A sort key: the latest year first, then the most certain pairs, or of plans without a result the weightiest.

    These are plans in figures, then what shall be begun or opened, last formulas.
    """
    plan = o.plan.simplified if o.outcome in (SILENT, UNSURE) else ""
    surest = (not figures(plan), not is_due(plan), ritual(plan)) if plan else (-round(o.likeness, 1),)
    return -o.year, surest, o.organ


def _row(o: Outcome, names: dict[tuple, str]) -> tuple:
    """The year, the plan, its outcome, and how similar they are; plan or outcome may be missing."""
    quotes = [clause_quote(clause) for clause in (o.plan, o.result) if clause]
    return names[o.organ, o.year], *quotes, *([o.likeness] if len(quotes) == 2 else [])

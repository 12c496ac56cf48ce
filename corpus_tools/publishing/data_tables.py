"""Reports and what was found in them → tidy tables: a row for each observation, with its address."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import combinations

import pandas as pd

from corpus_tools.comparing.clauses import Clause, figures
from corpus_tools.comparing.coinages import coinages
from corpus_tools.comparing.novelty import new_against, new_by_body
from corpus_tools.comparing.plans import plan_results
from corpus_tools.comparing.shared_wording import nearest_pairs, overlaps, shared_passages
from corpus_tools.comparing.verdicts import all_verdicts
from corpus_tools.corpus import Corpus, named_apart
from corpus_tools.grouping.report_topics import report_topics, topic_table
from corpus_tools.indicators import Indicator
from corpus_tools.keywords import distinctive_terms
from corpus_tools.publishing.findings import Found, found
from corpus_tools.publishing.terminal import unwatched
from corpus_tools.reading.reasons import in_both
from corpus_tools.report import Report, Sentence
from corpus_tools.ritual import rituals
from corpus_tools.structure.places import levels
from corpus_tools.views.topic_history import recall

FEW = 60  # reports, all pairs of which are looked at for shared wording; of more, as many pairs, the nearest
PLACE = ["report", "section", "paragraph", "sentence"]
ORDER = (
    "reports", "sections", "sentences", "indicators", "keywords", "distinctive_terms", "summaries", "coinages",
    "plan_results", "goals", "shared_wording", "removed", "news",
)  # fmt: skip


def data_tables(
    corpus: Corpus, baseline: Sequence[Report] = (), previous: str = "", watch: Callable = unwatched
) -> dict[str, pd.DataFrame]:
    """The tables of a corpus by name; sections, paragraphs and sentences are numbered from 1 in each report.

    Novelty is relative to `baseline`; without one, of the last report of each body to its earlier ones. The goals and
    plans of the baseline are compared with the next report of the same body. Topics keep the numbers that the file
    `previous` remembers of an earlier run; this run is saved there. `watch` is called with a label and items and yields
    these back; it serves to show progress.
    """
    every, reports = found(watch("找数字、关键词、摘要 finding", corpus.reports)), corpus.reports
    baseline = named_apart(baseline, reports)
    makers: dict[str, Callable[[], pd.DataFrame]] = {
        "distinctive_terms": partial(_distinctive, every), "coinages": partial(_coinages, reports, baseline),
        "shared_wording": partial(_shared, reports), "plan_results": partial(_plans, reports, baseline),
        "goals": partial(_goals, reports, baseline), "news": partial(_news, reports, baseline),
    }  # fmt: skip
    made = report_tables(every) | {name: make() for name, make in watch("比较 comparing", list(makers.items()))}
    in_order = {name: made[name] for name in ORDER}
    skipped = [(path, in_both(reason)) for path, reason in corpus.skipped]
    named = pd.DataFrame(skipped, columns=["file", "reason"], dtype=object)
    return {**in_order, **_topics(every, previous), "skipped": named}


def report_tables(every: Sequence[Found]) -> dict[str, pd.DataFrame]:
    """The tables, by name, whose rows each belong to one report: those of two parts of a corpus can be concatenated."""
    makers: dict[str, Callable[[Sequence[Found]], pd.DataFrame]] = {
        "reports": _reports, "sections": _sections, "sentences": _sentences, "indicators": _indicators,
        "keywords": _keywords, "summaries": _summaries, "removed": _removed,
    }  # fmt: skip
    return {name: make(every) for name, make in makers.items()}


def _frame(rows: Iterable[Sequence], columns: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame([tuple(row) for row in rows], columns=list(columns))


def _at(passage) -> tuple:
    """The address of a sentence, counted from 1."""
    return passage.report, passage.section + 1, passage.paragraph + 1, passage.number + 1


def _source(sentence: Sentence | None) -> tuple:
    return (*_at(sentence), sentence.text) if sentence else (None,) * 5


def _told(clause: Clause | None) -> tuple[str, str]:
    return (clause.text, "、".join(figures(clause.simplified))) if clause else ("", "")


def _reports(every: Sequence[Found]) -> pd.DataFrame:
    columns = ("report", "title", "organ", "province", "city", "district", "year", "published", "source", "authors",
               "kind", "script", "characters", "sections", "paragraphs", "sentences", "indicators", "removed_lines",
               "notes")  # fmt: skip

    def row(f: Found) -> tuple:
        r, place = f.report, levels(f.report.place)
        counts = (r.characters, len(r.sections), len(r.paragraphs), len(r.sentences), len(f.indicators), len(r.removed))
        about = (r.published, r.source, "、".join(r.authors), r.kind, r.script)
        return (r.name, r.title, r.organ, *place, r.year, *about, *counts, "；".join(r.notes))

    return _frame(map(row, every), columns)


def _sections(every: Sequence[Found]) -> pd.DataFrame:
    rows = (
        (f.report.name, s.number + 1, s.level, s.heading, len(s.paragraphs), sum(len(p.text) for p in s.paragraphs))
        for f in every
        for s in f.report.sections
    )
    return _frame(rows, ["report", "section", "level", "heading", "paragraphs", "characters"])


def _sentences(every: Sequence[Found]) -> pd.DataFrame:
    rows = (
        (*_at(s), s.text, s.simplified, s.run_in, round(score, 3))
        for f in every
        for s, score in zip(f.report.sentences, rituals(f.report), strict=True)
    )
    return _frame(rows, [*PLACE, "text", "simplified", "run_in_heading", "ritual"])


def _indicators(every: Sequence[Found]) -> pd.DataFrame:
    columns = [*PLACE, "subject", "action", "value", "value_to", "unit", "approx", "change", "period", "per",
               "share_of", "plan", "negated", "raw", "text"]  # fmt: skip

    def row(i) -> tuple:
        return (*_at(i), i.subject, i.action, *_values(i), i.approx, i.change, i.period, i.per, i.share_of, i.plan,
                i.negated, i.raw, i.sentence)  # fmt: skip

    return pd.DataFrame([row(i) for f in every for i in f.indicators], columns=columns, dtype=object)


def _values(i: Indicator) -> tuple:
    """The value, the end of a range, the unit; of a ratio (3:1) the quotient, or none if it has three parts."""
    values = i.value if isinstance(i.value, list | tuple) else (i.value,)
    if len(values) > 1 and not i.unit:  # all parts of 3.6:48:48.4 stand in raw
        return values[0] / values[1] if len(values) == 2 and values[1] else None, None, "比"
    return values[0], values[1] if len(values) == 2 else None, i.unit


def _keywords(every: Sequence[Found]) -> pd.DataFrame:
    rows = (
        (f.report.name, rank, k.term, round(k.score, 4), k.count) for f in every for rank, k in enumerate(f.keywords, 1)
    )
    return _frame(rows, ["report", "rank", "term", "score", "count"])


def _distinctive(every: Sequence[Found]) -> pd.DataFrame:
    ranked = distinctive_terms([f.report for f in every])
    rows = (
        (f.report.name, rank, d.term, round(d.z, 3), round(d.g2, 3), round(d.ratio, 3), d.count, d.elsewhere)
        for f, terms in zip(every, ranked, strict=True)
        for rank, d in enumerate(terms, 1)
    )
    return _frame(rows, ["report", "rank", "term", "z", "g2", "ratio", "count", "elsewhere"])


def _summaries(every: Sequence[Found]) -> pd.DataFrame:
    rows = ((*_at(s), s.shown, round(s.score, 4), s.reason, s.cut) for f in every for s in f.summary)
    return _frame(rows, [*PLACE, "text", "score", "reason", "cut"])


def _topics(every: Sequence[Found], previous: str) -> dict[str, pd.DataFrame]:
    """The topics, and which passage is of which; without passages both are empty."""
    columns = ["topic", "name", "terms", "passages", "share", "reports", "stability", "judgement"]
    reports = [f.report for f in every if f.report.paragraphs]
    model = recall(report_topics(reports), previous)[0] if reports else None
    labelled = zip(model.passages, model.topics.labels, strict=True) if model else ()
    rows = ((p.report, p.section + 1, p.paragraph + 1, model.numbers[label], p.text) for p, label in labelled)
    return {
        "topics": topic_table(model).set_axis(columns, axis=1) if model else _frame([], columns),
        "topic_passages": _frame(rows, ["report", "section", "paragraph", "topic", "text"]),
    }


def _coinages(reports: Sequence[Report], baseline: Sequence[Report]) -> pd.DataFrame:
    rows = (
        (c.term, c.count, "、".join(c.reports), c.first_year, c.last_year, c.fate, "、".join(c.variants), c.definition,
         *_source(c.sentence))
        for c in coinages(reports, baseline)
    )  # fmt: skip
    columns = ["term", "count", "reports", "first_year", "last_year", "fate", "variants", "definition"]
    return _frame(rows, [*columns, *PLACE, "text"])


def _plans(reports: Sequence[Report], baseline: Sequence[Report]) -> pd.DataFrame:
    rows = (
        (o.organ, o.year, o.outcome, *_told(o.plan), *_told(o.result), o.likeness,
         *_source(o.plan and o.plan.sentence)[:4], *_source(o.result and o.result.sentence)[:4])
        for o in plan_results(reports, baseline)
    )  # fmt: skip
    columns = ["organ", "year", "outcome", "plan", "plan_figures", "result", "result_figures", "likeness"]
    return _frame(rows, [*columns, *(f"plan_{c}" for c in PLACE), *(f"result_{c}" for c in PLACE)])


def _goals(reports: Sequence[Report], baseline: Sequence[Report]) -> pd.DataFrame:
    rows = (
        (v.organ, v.year, v.indicator, v.unit, v.verdict, v.planned, v.reached, v.margin,
         *_source(v.plan.sentence), *_source(v.result and v.result.sentence))
        for v in all_verdicts(reports, baseline)
    )  # fmt: skip
    columns = ["organ", "year", "indicator", "unit", "verdict", "planned", "reached", "margin"]
    ends = [*PLACE, "text"]
    return _frame(rows, [*columns, *(f"plan_{c}" for c in ends), *(f"result_{c}" for c in ends)])


def _news(reports: Sequence[Report], baseline: Sequence[Report]) -> pd.DataFrame:
    rows = new_against(baseline, reports, n=1000) if baseline else new_by_body(reports, n=1000)
    shown = ((r.kind, r.what, r.count, "、".join(r.reports), *_source(r.sentence)) for r in rows)
    return _frame(shown, ["kind", "what", "count", "reports", *PLACE, "text"])


def _shared(reports: Sequence[Report]) -> pd.DataFrame:
    pairs = combinations(range(len(reports)), 2)
    if len(reports) > FEW:
        pairs = sorted((j, i) for i, j in nearest_pairs(overlaps(reports), FEW * (FEW - 1) // 2))
    rows = (
        (*_at(p.sentence), *_at(p.other_sentence), round(p.share, 3), p.length, p.figures, p.sentence.text,
         p.other_sentence.text)
        for i, j in pairs
        for p in shared_passages(reports[i], reports[j])
    )  # fmt: skip
    others = [f"other_{c}" for c in PLACE]
    return _frame(rows, [*PLACE, *others, "share", "length", "figures_differ", "text", "other_text"])


def _removed(every: Sequence[Found]) -> pd.DataFrame:
    rows = ((f.report.name, r.line, r.text, r.reason) for f in every for r in f.report.removed)
    return _frame(rows, ["report", "line", "text", "reason"])

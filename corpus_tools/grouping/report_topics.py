"""Reports → the topics of their passages, each report as a mixture of them, and what was set apart as ritual."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from corpus_tools.grouping.guided import ENOUGH, free_names, guided_topics, hits, read_guide
from corpus_tools.grouping.passages import Passage, own_names, passages, substance
from corpus_tools.grouping.topic_names import common_phrases, filled, leading, topic_names
from corpus_tools.grouping.topic_words import phrases, shared_columns, topic_phrases, topic_vocabulary
from corpus_tools.report import Report
from corpus_tools.ritual import is_ritual
from corpus_tools.script import simplified
from corpus_tools.topics import Context, NoSuchNumber, Topics, some_of_each, topics_of

RITUAL = 0.6  # a passage of which more than this is formula has no topic of its own
LISTS = {  # our lists of topics, and what the name of a body has in it; the first two know the words of all
    "topics_cppcc": ("政协", "政治协商"),
    "topics_government": ("政府", "国务院"),
    "topics_justice": ("法院", "检察院"),
    "topics_congress": ("人大", "人民代表大会"),
    "topics_party": ("中共", "中国共产党"),
}
EVERY = "topics_every"  # a list for any body


class ReportTopics(NamedTuple):
    """Topics, the passages they are of (row by row), and the passages set apart as ritual."""

    topics: Topics  # None before the passages are `grouped`
    passages: tuple[Passage, ...]
    set_apart: tuple[Passage, ...]
    reports: tuple[Report, ...]
    names: tuple[str, ...]  # names of places and bodies that were left out of account
    texts: tuple[str, ...]  # the passages without names and formulas
    context: Context
    naming: pd.DataFrame  # the signs of the listed topics that may name a topic
    numbers: tuple[int, ...] = ()  # of the topics, as a reader knows them: a topic of an earlier run keeps its own
    asked: int | None = None  # how many topics were asked for


def report_topics(
    reports: Sequence[Report],
    n_topics: int | None = None,
    random_state: int = 0,
    *,
    resolution: float = 1.0,
    guide: Mapping[str, Sequence[str]] | None = None,
) -> ReportTopics:
    """The topics of the passages of `reports`, `grouped`; with a `guide` its topics come first.

    Ritual passages are set apart, and names that identify a single report are ignored.
    """
    kept, apart = _without_ritual(passages(sorted(reports, key=lambda report: report.name)))
    if not kept:
        raise ValueError("no topics: the reports have no paragraphs; look at what was removed from them (01_corpus)")
    names, sources, signs = own_names(reports, kept), [p.report for p in kept], _signs_of_matter(reports, kept)
    texts = tuple(substance(p.simplified, names) for p in kept)
    naming = _of_its_body(signs, sources, {report.name: list_for(report) for report in reports})
    once = ~signs.columns.get_level_values(1).duplicated()  # a topic that our own lists have too counts once
    context = Context(sources, signs.loc[:, once].to_numpy())
    whole = ReportTopics(None, tuple(kept), tuple(apart), tuple(reports), names, texts, context, naming)
    return grouped(whole, n_topics, random_state, resolution=resolution, guide=guide)


def grouped(
    model: ReportTopics,
    n_topics: int | None = None,
    random_state: int = 0,
    *,
    resolution: float = 1.0,
    guide: Mapping[str, Sequence[str]] | None = None,
) -> ReportTopics:
    """The passages of a model in topics; with a `guide` its topics come first, as far as the texts support them.

    A number of topics that the passages cannot have is not followed: the texts decide, and `asked` keeps it.
    """
    texts, context = model.texts, model.context
    if guide is None:
        try:
            found = topics_of(texts, n_topics, random_state, resolution=resolution, context=context)
        except NoSuchNumber:
            found = topics_of(texts, None, random_state, resolution=resolution, context=context)
        topics = _worded(found, model)
    else:  # formulas count as words of a list: 政治引领 is a topic of ours
        said = hits([p.simplified for p in model.passages], guide)
        found = guided_topics(texts, said, n_topics, random_state, context=context)
        topics = _worded(found, model)
        n = sum(name in guide for name in found.names)
        topics = topics._replace(names=(*found.names[:n], *free_names(topics.names[n:])))
    return model._replace(topics=topics, numbers=tuple(range(1, len(topics.names) + 1)), asked=n_topics)


def _without_ritual(everything: list[Passage]) -> tuple[list[Passage], list[Passage]]:
    """The passages that are no formula, and those that are; all are kept where nothing else would be left."""
    kept, apart = [], []
    for passage in everything:
        (apart if is_ritual(passage.simplified, RITUAL) else kept).append(passage)
    return (kept, apart) if kept else (everything, [])


def list_for(report: Report) -> str:
    """Our list of topics for the kind of body that gave the report."""
    body = report.organ or report.title or ""
    return next((name for name, marks in LISTS.items() if any(mark in body for mark in marks)), "topics_government")


def _signs_of_matter(reports: Sequence[Report], kept: Sequence[Passage]) -> pd.DataFrame:
    """The signs of each passage by our lists: words in its text, and whether the heading of its section has one."""
    lists = [*sorted({*list(LISTS)[:2], *map(list_for, reports)}), EVERY]
    heading = {(report.name, s.number): simplified(s.heading) for report in reports for s in report.sections}
    headings = _signs([heading[p.report, p.section] for p in kept], lists)
    return _signs([p.simplified for p in kept], lists) + headings.clip(upper=1)


def _signs(texts: Sequence[str], lists: Iterable[str]) -> pd.DataFrame:
    """How many words of each listed topic (list, name) occur in each text: 医疗 and 养老 are signs of one matter.

    A few reports do not show often enough which words belong together; the lists know it.
    """
    topics = {(name, topic): words for name in lists for topic, words in read_guide(name).items()}
    found = hits(texts, topics)
    counts = np.column_stack([words.sum(axis=1) for words in found.values()])
    return pd.DataFrame(counts, columns=pd.MultiIndex.from_tuples(found))


def _of_its_body(signs: pd.DataFrame, sources: Sequence[str], list_of: Mapping[str, str]) -> pd.DataFrame:
    """`signs` of the lists by which topics are named: for each passage that for its body, and that of governments.

    服务发展 is a matter of a conference, not of a government.
    """
    own = np.array([list_of[source] for source in sources])
    lists = signs.columns.get_level_values(0)
    told = (own[:, None] == lists.to_numpy()) | lists.isin(["topics_government", EVERY])
    return signs.where(told, 0)


def _worded(topics: Topics, model: ReportTopics) -> Topics:
    """The topics with phrases and terms of the field, preferably phrases that two reports use."""
    asked = some_of_each(topics.labels)
    labels, signs = topics.labels[asked], model.naming
    everything = topic_vocabulary(tuple(model.texts[i] for i in asked), phrases)
    some = topic_phrases(shared_columns(everything, [model.context.sources[i] for i in asked]), labels)
    own = topic_phrases(everything, labels)
    best = [s if len(s) > 4 else o for s, o in zip(some, own, strict=True)]
    terms = tuple(filled(b, t) for b, t in zip(best, topics.terms, strict=True))
    leads = leading(signs.to_numpy(), topics.labels, [name for _, name in signs.columns], ENOUGH)
    names = topic_names(*common_phrases(everything, labels, best), topics.terms, leads)
    return topics._replace(terms=terms, names=names)


def topic_table(model: ReportTopics) -> pd.DataFrame:
    """A row a topic: number, name, words, passages, share of the characters, reports, stability and what it means."""
    topics, length = model.topics, _lengths(model)
    where = [{model.passages[i].report for i in np.flatnonzero(topics.labels == t)} for t in range(len(topics.names))]
    rows = {
        "主题": model.numbers,
        "名称": topics.names,
        "代表词": [" ".join(best[:8]) for best in topics.terms],
        "段落": topics.sizes,
        "占全文": np.round((topics.shares * length[:, None]).sum(axis=0) / length.sum(), 6),  # on any machine the same
        "见于报告": [len(names) for names in where],
        "稳定度": np.round(topics.stability, 4),
        "判断": [
            ("稳定" if good else "不稳定，慎用") + ("；只见于一份报告" if len(model.reports) > 1 == len(names) else "")
            for good, names in zip(topics.stable, where, strict=True)
        ],
    }
    return pd.DataFrame(rows)


def _lengths(model: ReportTopics) -> np.ndarray:
    return np.array([len(p.simplified) for p in model.passages], float)


def shares_by(model: ReportTopics, what: str = "report") -> pd.DataFrame:
    """The share of each topic (rows) in each report, year or place (columns), by characters; columns sum to 1.

    `what` is "report", "year", "place" or "kind"; reports that do not say it are left out.
    """
    by_name = {report.name: said_of(report, what) for report in model.reports}
    values = [by_name[p.report] for p in model.passages]
    columns = [said for said in dict.fromkeys(by_name.values()) if said and said in values]  # in the order of reports
    columns = sorted(columns) if what == "year" else columns
    weighted = model.topics.shares * _lengths(model)[:, None]
    sums = {c: weighted[[v == c for v in values]].sum(axis=0) for c in columns}
    shares = {c: total / total.sum() for c, total in sums.items()}
    return pd.DataFrame(shares, index=list(model.topics.names), columns=columns)


def said_of(report: Report, what: str) -> str:
    """The name, place, year or kind of a report, "" if it does not say; `what` as in `shares_by`."""
    if what == "report":
        return report.name
    if what == "place":
        return report.place[-1] if report.place else ""
    value = getattr(report, what)
    return "" if value is None else str(value)


def examples(model: ReportTopics, topic: int) -> list[Passage]:
    """The passages most typical of a topic (counted from 0)."""
    return [model.passages[i] for i in model.topics.examples[topic]]

"""Reports → the topics of their passages, each report as a mixture of them, and what was set apart as ritual."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from corpus_tools.guided import FREE, guided_topics, hits
from corpus_tools.passages import Passage, own_names, passages, substance
from corpus_tools.report import Report
from corpus_tools.ritual import ritual
from corpus_tools.tokenize import words
from corpus_tools.topic_words import phrases, shared_columns, topic_names, topic_terms, topic_vocabulary
from corpus_tools.topics import Topics, fit_topics

RITUAL = 0.6  # a passage of which more than this is formula has no topic of its own
RITUAL_NAME = "套话"


class ReportTopics(NamedTuple):
    """Topics, the passages they are of (row by row), and the passages set apart as ritual."""

    topics: Topics
    passages: tuple[Passage, ...]
    set_apart: tuple[Passage, ...]
    reports: tuple[Report, ...]
    names: tuple[str, ...]  # names of places, persons and bodies that were left out of account


def report_topics(
    reports: Sequence[Report],
    n_topics: int | None = None,
    random_state: int = 0,
    *,
    resolution: float = 1.0,
    guide: Mapping[str, Sequence[str]] | None = None,
) -> ReportTopics:
    """The topics of the passages of `reports`; with a `guide` its topics first, as far as the texts support them.

    Set apart: passages that are ritual; left out of account: the names by which one report is known.
    """
    reports = tuple(sorted(reports, key=lambda report: report.name))
    everything = passages(reports)
    kept = [p for p in everything if ritual(p.simplified) <= RITUAL] or everything
    apart = tuple(p for p in everything if ritual(p.simplified) > RITUAL) if kept is not everything else ()
    if not kept:
        raise ValueError("no topics: the reports have no paragraphs; look at what was removed from them (01_corpus)")
    names = own_names(reports, kept)
    texts = [substance(p.simplified, names) for p in kept]
    sources = [p.report for p in kept]
    if guide is None:
        topics = fit_topics(texts, n_topics, random_state, resolution=resolution, sources=sources)
    else:
        topics = guided_topics(
            texts, hits([p.simplified for p in kept], guide), n_topics, random_state, sources=sources
        )
    return ReportTopics(_worded(topics, texts, sources, guide), tuple(kept), apart, reports, names)


def _worded(topics: Topics, texts: Sequence[str], sources: Sequence[str], guide) -> Topics:
    """The topics with words and names of our trade, of words that two reports say where a topic has such."""
    vocabularies = (topic_vocabulary(texts, words), topic_vocabulary(texts, phrases))
    shared, named = (shared_columns(vocabulary, sources) for vocabulary in vocabularies)
    terms = tuple(
        best if len(best) > 4 else own
        for best, own in zip(*(topic_terms(v, topics.labels) for v in (shared, vocabularies[0])), strict=True)
    )
    names = topic_names(named, topics.labels, terms)
    if guide is not None:
        own = zip(topics.names, names, strict=True)
        names = tuple(FREE + new if name.startswith(FREE) else name for name, new in own)
    return topics._replace(terms=terms, names=names)


def topic_table(model: ReportTopics) -> pd.DataFrame:
    """A row a topic: number, name, words, passages, share of the characters, reports, stability and what it means."""
    topics, length = model.topics, _lengths(model)
    where = [{model.passages[i].report for i in np.flatnonzero(topics.labels == t)} for t in range(len(topics.names))]
    rows = {
        "主题": range(1, len(topics.names) + 1),
        "名称": topics.names,
        "代表词": [" ".join(best[:8]) for best in topics.terms],
        "段落": topics.sizes,
        "占全文": (topics.shares * length[:, None]).sum(axis=0) / length.sum(),
        "见于报告": [len(names) for names in where],
        "稳定度": topics.stability,
        "判断": [_judgement(*row) for row in zip(topics.stable, map(len, where), strict=True)],
    }
    return pd.DataFrame(rows)


def _judgement(stable: bool, n_reports: int) -> str:
    return ("稳定" if stable else "不稳定，慎用") + ("；只见于一份报告" if n_reports == 1 else "")


def _lengths(model: ReportTopics) -> np.ndarray:
    return np.array([len(p.simplified) for p in model.passages], float)


def shares_by(model: ReportTopics, what: str = "report") -> pd.DataFrame:
    """The share of each topic (rows) in each report, year or place (columns), by characters; columns sum to 1.

    `what` is "report", "year", "place" or "kind"; reports that do not say it are left out.
    """
    by_name = {report.name: _value(report, what) for report in model.reports}
    values = [by_name[p.report] for p in model.passages]
    columns = sorted({v for v in values if v})
    weighted = model.topics.shares * _lengths(model)[:, None]
    sums = {c: weighted[[v == c for v in values]].sum(axis=0) for c in columns}
    shares = {c: total / total.sum() for c, total in sums.items()}
    return pd.DataFrame(shares, index=list(model.topics.names), columns=columns)


def _value(report: Report, what: str) -> str:
    if what == "report":
        return report.name
    if what == "place":
        return report.place[-1] if report.place else ""
    value = getattr(report, what)
    return "" if value is None else str(value)


def examples(model: ReportTopics, topic: int) -> list[Passage]:
    """The passages most typical of a topic (counted from 0)."""
    return [model.passages[i] for i in model.topics.examples[topic]]

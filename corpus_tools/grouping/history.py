"""Topics of this run ↔ topics of an earlier run: stable numbers, and what grew, is new or is gone."""

import hashlib
import json
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from corpus_tools.grouping.report_topics import ReportTopics, topic_table

ALIKE = 0.25  # likeness below which a topic is not one of the earlier run
MARK = "work-reports topics 1"  # opens what is ours


class Known(NamedTuple):
    """A topic as it is remembered: passages by the hash of their text, so that no text is kept."""

    number: int
    name: str
    share: float  # of all characters
    terms: tuple[str, ...]
    passages: tuple[str, ...]


class Run(NamedTuple):
    """The topics of one run, the reports they are of, and the highest number a topic ever had."""

    topics: tuple[Known, ...]
    reports: tuple[str, ...]
    highest: int


class Memory(NamedTuple):
    """The last run, and the last one before it with other reports or settings."""

    now: Run
    before: Run | None = None


def recalled(model: ReportTopics, reports: Sequence[str], memory: Memory | None) -> tuple[ReportTopics, Memory]:
    """The model with the numbers its topics had in the previous run, and what to remember of both runs.

    `reports` are the names of the reports as shown to readers. A run that finds the same topics again does not count as
    a new run: the changes shown stay the same, so that a rerun on the same files gives the same page.
    """
    fresh = _remembered(model, reports)
    groups = [{topic.passages for topic in run.topics} for run in (fresh, *(memory or ())[:1])]
    same = groups[0] == groups[-1] and memory is not None
    before = None if memory is None else memory.before if same else memory.now
    numbers = _numbered(fresh, before)
    topics = tuple(topic._replace(number=n) for topic, n in zip(fresh.topics, numbers, strict=True))
    highest = max([*numbers, before.highest if before else 0])
    return model._replace(numbers=numbers), Memory(Run(topics, fresh.reports, highest), before)


def _remembered(model: ReportTopics, reports: Sequence[str]) -> Run:
    shares = topic_table(model)["占全文"]
    found = []
    for topic, (name, terms) in enumerate(zip(model.topics.names, model.topics.terms, strict=True)):
        texts = (model.passages[i].simplified for i in np.flatnonzero(model.topics.labels == topic))
        own = sorted(hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16] for text in texts)
        found.append(Known(topic + 1, name, round(float(shares[topic]), 6), terms, tuple(own)))
    names = tuple(name.encode("utf-8", "replace").decode() for name in reports)
    return Run(tuple(found), names, len(found))


def _numbered(fresh: Run, before: Run | None) -> tuple[int, ...]:
    """The number of each topic: that of its match in the previous run, else the next unused number."""
    if before is None:
        return tuple(topic.number for topic in fresh.topics)
    from scipy.optimize import linear_sum_assignment  # takes long to import, and most runs have none before them

    likeness = _likeness(fresh.topics, before.topics)
    rows, columns = linear_sum_assignment(-likeness)
    kept = {int(r): before.topics[c].number for r, c in zip(rows, columns, strict=True) if likeness[r, c] >= ALIKE}
    unused = iter(range(before.highest + 1, before.highest + len(fresh.topics) + 1))
    return tuple(kept[i] if i in kept else next(unused) for i in range(len(fresh.topics)))


def _likeness(some: Sequence[Known], others: Sequence[Known]) -> np.ndarray:
    """How similar two topics are: the Jaccard overlap of their passages in both runs, and of their terms.

    Passages count in proportion to how many are known from before: for different years, which share no passage, only
    the terms decide.
    """
    mine, theirs = ({p for topic in topics for p in topic.passages} for topics in (some, others))
    both = mine & theirs
    weight = len(both) / max(1, min(len(mine), len(theirs)))
    return np.array([[_alike(a, b, both, weight) for b in others] for a in some])


def _alike(a: Known, b: Known, both: set[str], weight: float) -> float:
    mine, theirs = set(a.passages) & both, set(b.passages) & both
    passages = len(mine & theirs) / max(1, len(mine | theirs))
    terms = len(set(a.terms) & set(b.terms)) / max(1, min(len(a.terms), len(b.terms)))
    return weight * passages + (1 - weight) * terms


def to_json(memory: Memory) -> str:
    """A memory as text with a checksum."""
    runs = {"now": _plain(memory.now), "before": memory.before and _plain(memory.before)}
    return json.dumps({"made_by": MARK, "sha256": _digest(runs), **runs}, ensure_ascii=False, indent=1) + "\n"


def _plain(run: Run) -> dict:
    return {"topics": [topic._asdict() for topic in run.topics], "reports": run.reports, "highest": run.highest}


def _digest(runs: dict) -> str:
    return hashlib.sha256(json.dumps(runs, sort_keys=True).encode()).hexdigest()


def from_json(text: str) -> Memory:
    """The memory that `to_json` wrote. ValueError if the text was changed or truncated, or is something else."""
    try:
        found = json.loads(text)
        runs = {"now": found["now"], "before": found["before"]}
        if found["made_by"] != MARK or found["sha256"] != _digest(runs):
            raise ValueError("it was changed")
        return Memory(_run(runs["now"]), runs["before"] and _run(runs["before"]))
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise ValueError(f"no topics of an earlier run: {error}") from None


def _run(row: dict) -> Run:
    topics = (Known(**topic) for topic in row["topics"])
    made = (topic._replace(terms=tuple(topic.terms), passages=tuple(topic.passages)) for topic in topics)
    return Run(tuple(made), tuple(row["reports"]), row["highest"])

"""Reports and what was found in them → data files: JSON for each report, tables for all."""

import json
from pathlib import Path

from corpus_tools.indicators import indicators
from corpus_tools.output import write_whole
from corpus_tools.report import Report


def report_json(report: Report) -> dict:
    """What was read of a report and found in it, as the contract of `parse` names it."""
    fields = ("title", "organ", "published", "source", "year", "kind", "script")
    rows = indicators(report)
    return {
        **{name: getattr(report, name) for name in fields},
        "place": list(report.place),
        "headings": [{"text": h.text, "level": h.level} for h in report.headings],
        "removed": [{"text": r.text, "reason": r.reason} for r in report.removed],
        "paragraphs": [{"text": p.text, "section": p.section} for p in report.paragraphs],
        "indicators": [indicator_json(row) for row in rows],
    }


def indicator_json(row) -> dict:
    """An indicator as plain values; a range is a pair."""
    fields = ("value", "unit", "subject", "action", "approx", "change", "period")
    sentence = getattr(row.sentence, "text", row.sentence)
    return {"sentence": sentence, **{name: getattr(row, name, None) for name in fields}}


def write_report(report: Report, folder: Path) -> Path:
    """The JSON file of a report, named like the file it came from."""
    text = json.dumps(report_json(report), ensure_ascii=False, indent=1, default=list)
    return write_whole(folder / f"{report.name}.json", text + "\n")

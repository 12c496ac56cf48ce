"""A report → its JSON file for other programs: what was read of it and found in it."""

import json
from pathlib import Path

from corpus_tools.indicators import indicators
from corpus_tools.output import file_name, write_whole
from corpus_tools.report import Report


def report_json(report: Report) -> dict:
    """What was read of a report and found in it, with the documented keys of `parse`."""
    fields = ("title", "organ", "published", "source", "year", "kind", "script")
    return {
        **{name: getattr(report, name) for name in fields},
        "place": list(report.place),
        "headings": [{"text": h.text, "level": h.level} for h in report.headings],
        "removed": [{"text": r.text, "reason": r.reason} for r in report.removed],
        "paragraphs": [{"text": p.text, "section": p.section} for p in report.paragraphs],
        "indicators": [indicator_json(row) for row in indicators(report)],
    }


def indicator_json(row) -> dict:
    """An indicator as plain values; a range is a pair."""
    fields = ("sentence", "value", "unit", "subject", "action", "approx", "change", "period")
    return {name: getattr(row, name) for name in fields}


def write_report(report: Report, folder: Path) -> Path:
    """The JSON file of a report, named like the file it came from."""
    text = json.dumps(report_json(report), ensure_ascii=False, indent=1, default=float)
    same = Path(report.name).name == report.name and len(report.name.encode("utf-8", "replace")) <= 250
    return write_whole(folder / f"{report.name if same else file_name(report.name)}.json", text + "\n")

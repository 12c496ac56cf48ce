"""A report → its JSON file for other programs: what was read of it and found in it."""

import json
from pathlib import Path

from corpus_tools.indicators import indicators
from corpus_tools.output import file_name, write_whole
from corpus_tools.report import Report


def report_json(report: Report) -> dict:
    """What was read of a report and found in it, with the documented keys of `parse`."""
    figure = ("sentence", "value", "unit", "subject", "action", "approx", "change", "period")  # a range is a pair
    return {
        **_fields(report, "title", "organ", "published", "source", "year", "kind", "script"),
        "place": list(report.place),
        "headings": [_fields(heading, "text", "level") for heading in report.headings],
        "removed": [_fields(line, "text", "reason") for line in report.removed],
        "paragraphs": [_fields(paragraph, "text", "section") for paragraph in report.paragraphs],
        "indicators": [_fields(row, *figure) for row in indicators(report)],
    }


def _fields(row: object, *names: str) -> dict:
    return {name: getattr(row, name) for name in names}


def write_report(report: Report, folder: Path) -> Path:
    """The JSON file of a report, named like the file it came from."""
    text = json.dumps(report_json(report), ensure_ascii=False, indent=1, default=float)
    same = Path(report.name).name == report.name and len(report.name.encode("utf-8", "replace")) <= 250
    return write_whole(folder / f"{report.name if same else file_name(report.name)}.json", text + "\n")

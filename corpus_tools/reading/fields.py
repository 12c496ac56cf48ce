"""The named fields in a table or at the head of a file → what they say of a report: title, date, source, body, year."""

import re
from contextlib import suppress
from datetime import date

from corpus_tools.lexicon import rows

# names a field may have, lower case
NAMES = {field: names.split() for field, names in (row.split(":") for row in rows("field_names"))}
_DATE = re.compile(r"((?:19|20)\d\d)\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})")


def iso_date(text: str) -> str | None:
    """The first date in a text as ISO, or None if there is none or no calendar has it.

    >>> iso_date("发布时间：2024年1月9日 10:20"), iso_date("2024-02-30")
    ('2024-01-09', None)
    """
    if match := _DATE.search(text):
        with suppress(ValueError):
            return date(*map(int, match.groups())).isoformat()
    return None


def about(said: dict[str, str]) -> dict:
    """What fields say, as `Text` takes it: None for what is empty.

    >>> about({"title": " 工作报告", "year": "2023年度", "source": "https://example.org/1"})
    {'title': '工作报告', 'published': None, 'source': 'https://example.org/1', 'organ': None, 'year': 2023}
    """
    named = {field: said.get(field, "").strip() or None for field in ("title", "published", "source", "organ")}
    year = re.search(r"(?:19|20)\d\d", said.get("year", ""))
    return {**named, "published": iso_date(named["published"] or ""), "year": int(year[0]) if year else None}

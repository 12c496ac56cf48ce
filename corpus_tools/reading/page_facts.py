"""What a web page says of itself, in its head and its lines: title, date of publication, source."""

import re

from corpus_tools.reading.encodings import clean
from corpus_tools.reading.fields import iso_date

FOLD = "\x1f"  # stands for a new line of the source code
_SPACES = re.compile(f"[ {FOLD}]{{2,}}")
_WIDE = "[\u3000-\u9fff\uff00-\uffef“”‘’…—]"
_WIDE_FOLD = re.compile(f"(?<={_WIDE}){FOLD}(?={_WIDE})")
_SAID = re.compile(
    r"(?:发布|發佈|发文|发表|更新|成文|公开)(?:时间|時間|日期)?\s*[:：]|日期\s*[:：]|[时時][间間]\s*[:：]"
)
TITLES = ("articletitle", "og:title", "dc.title", "title")
_DATES = "pubdate publishdate firstpublishedtime article:published_time publish_time dc.date dcterms.issued date"
SOURCES = ("contentsource", "source", "mediaid", "dc.source", "og:site_name", "sitename")


def tidy(text: str) -> str:
    """`text` without the line breaks of the source code: they become spaces, but nothing between Chinese characters."""
    text = _SPACES.sub(lambda m: FOLD if FOLD in m[0] else m[0], text)
    return clean(_WIDE_FOLD.sub("", text).replace(FOLD, " "))[0].strip()


def meta(tree, names: tuple[str, ...]) -> str | None:
    """What the first of these names in the head of the page says."""
    said = {(m.get("name") or m.get("property") or "").lower(): m.get("content") for m in tree.iter("meta")}
    return next((tidy(said[name]) for name in names if said.get(name) and said[name].strip()), None)


def page_title(tree) -> str | None:
    """The title of the page without the names of site and column that follow it."""
    text = tidy(next((e.text or "" for e in tree.iter("title")), "")[:500])
    return re.split(r"\s*[_|｜]\s*|\s+[-–—]+\s+|--+", text)[0].strip() or None


def published(tree, lines: list[str]) -> str | None:
    """The date of publication: in the head of the page, or on a line that says so."""
    said = [meta(tree, (name,)) or "" for name in _DATES.split()]
    short = [line for line in lines if len(line) < 200]
    said += [line[m.end() : m.end() + 20] for line in short for m in [_SAID.search(line)] if m]
    said += [line for line in short if re.search(r"[来來]源\s*[:：]", line)]
    return next(filter(None, map(iso_date, said)), None)

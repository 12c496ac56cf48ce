"""The lines of the body: which are headings, captions, repeats, paragraphs."""

import re
from collections import Counter
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from corpus_tools.reading.text import Text
from corpus_tools.structure.apart import part
from corpus_tools.structure.captions import caption_score, certain_caption
from corpus_tools.structure.furniture import opens_appendix, opens_notes, row_of_figures
from corpus_tools.structure.head_lines import speaks_in_office
from corpus_tools.structure.headings import (
    FIGURE,
    SIBLINGS,
    Number,
    glued,
    goes_on,
    number,
    own_line_number,
    plain_heading,
    two_part,
    verb_led,
)
from corpus_tools.structure.lines import Line, plain

SPEAKER = "发言人"  # below the heading of a speech that is one of several
_LONG = 30  # characters; below, a line that comes again may be meant
_OWN = 25  # characters at least of a paragraph that a short sentence above it is the heading of
_REFRAIN = re.compile(r"(?!各位|同志)(—{0,2}[\u4e00-\u9fff]{2,8}),[^。]{4,44}。?$")  # 五年来,我们… again and again
_MARK = re.compile(r"[\s,。、;:!?“”‘’\"'()]+")


@lru_cache(512)  # of one report: a line is asked twice
def _unmarked(text: str) -> str:
    """A text without blanks and punctuation."""
    return _MARK.sub("", text)


class Item(NamedTuple):
    """A line of the body and its part: "paragraph", "heading", "lead" (one it was cut from), or why it was removed."""

    line: Line
    part: str
    number: Number | None = None
    level: int | None = None  # of the layout, where the file has one
    zone: str = "body"  # or "notes", "appendix"

    @property
    def kept(self) -> bool:
        """Whether it is part of the body."""
        return self.part in ("paragraph", "heading")


def body(lines: list[Line], reasons: list[str | None], text: Text, spoken: bool) -> list[Item]:
    """The items of the body, in source order; `spoken`: given to a meeting, so that pictures are rare."""
    found: list[Item] = []
    for line, why in zip(lines, reasons, strict=True):
        at = glued(line)
        halves = [part(line, 0, at), part(line, at, len(line.text))] if at else [line]
        found += [_item(half, why, text, spoken) for half in halves]
    items = _zones(found)
    return _without_repeats(_with_announced(_settled(items if spoken else _with_pictures(items))))


def running(lines: list[Line], reasons: list[str | None], title: str) -> list[str | None]:
    """The reasons, with those for running heads added: the title again, or a short line that comes a third time."""
    counts, again, found = Counter(_unmarked(line.plain) for line in lines), _unmarked(plain(title)), []
    for line, why in zip(lines, reasons, strict=True):
        text, key = line.plain, _unmarked(line.plain)
        own = line.ends or number(text) or row_of_figures(line)  # these may well recur
        if not why and not own and len(text) <= 40:
            why = "标题" if key == again else "页眉" if counts[key] >= 3 else None
        found.append(why)
    return found


def _item(line: Line, why: str | None, text: Text, spoken: bool) -> Item:
    level = text.headings.get(line.number - 1)
    if why:
        return Item(line, why)
    if line.text.count("\t") >= 2 or row_of_figures(line):  # a row of a table
        return Item(line, "paragraph")
    if certain_caption(line):
        return Item(line, "图片说明")
    if found := own_line_number(line):
        return Item(line, "heading", found, level)
    if level and len(line.text) <= 60:
        return Item(line, "heading", None, level)
    bold = text.bold.get(line.number - 1, 0) >= len(line.text) > 2 and not goes_on(line.plain)
    bold = bold and len(line.text) <= 40 and line.plain[-1] not in ",;:!?、"
    if not plain_heading(line) and not bold:
        return Item(line, "paragraph")
    return Item(line, "图片说明" if not bold and caption_score(line) - spoken >= 2 else "heading", None, level)


def _with_pictures(items: list[Item]) -> list[Item]:
    """The items of an article whose headings are pairs of phrases: other short lines may be captions."""
    free = [item for item in items if item.part == "heading" and not item.number and item.level is None]
    pairs = sum(two_part(item.line.plain) for item in free)
    if pairs < 2:
        return items
    shown = [item for item in free if caption_score(item.line) >= 1]
    return [item._replace(part="图片说明") if item in shown else item for item in items]


def _zones(items: list[Item]) -> list[Item]:
    """The items with the glossary and the appendices marked; nothing inside these is a heading."""
    zone, found, middle = "body", [], items[len(items) // 2].line.number if items else 0
    for item in items:
        opens = "notes" if opens_notes(item.line) else "appendix" if opens_appendix(item.line) else ""
        if opens and item.kept and (zone != "body" or item.line.number >= middle):
            zone = opens
            found.append(item._replace(part="heading", zone=zone, level=1, number=None))
        elif zone != "body" and item.kept:
            found.append(item._replace(part="paragraph", zone=zone))
        else:
            found.append(item)
    return found


def _settled(items: list[Item]) -> list[Item]:
    """The items corrected by their neighbours: neither a list nor the rest of a broken line is a heading."""
    kept = [i for i, item in enumerate(items) if item.kept]
    found, padded = list(items), [None, None, *(items[i] for i in kept), None, None]
    for at, i in enumerate(kept):
        if items[i].part == "heading" and items[i].zone == "body" and not _heads(padded[at : at + 5]):
            before = padded[at + 1]
            speaker = before and before.part == "heading" and speaks_in_office(items[i].line.plain)
            found[i] = items[i]._replace(part=SPEAKER if speaker else "paragraph", number=None)
    return found


def _heads(row: list[Item | None]) -> bool:
    """Whether the middle one of five items is a heading."""
    _, before, item, after, _ = row
    if not item.number and speaks_in_office(item.line.plain):
        return False
    if item.level is not None:
        return after is not None
    if item.number:
        return not _listed(item, before, after)
    if after and "\t" in item.line.text and "\t" in after.line.text:  # the first row of a table
        return False
    ended = not before or before.line.ends or before.line.plain[-1] in ":)”" or len(before.line.plain) < 40
    broken = not ended and before.part == "paragraph" and not two_part(item.line.plain)
    plain = [other is not None and other.part == "heading" and not other.number for other in row]
    return after is not None and not broken and sum(plain) < 4


def _with_announced(items: list[Item]) -> list[Item]:
    """The items; short sentences of one kind that stand over text are headings: ——综合实力提升。 一是把准方向。"""
    kept = [i for i, item in enumerate(items) if item.kept and item.zone == "body"]
    told = [_announces(items[i]) for i in kept]
    texts = [items[i].part == "paragraph" and len(items[i].line.plain) >= _OWN for i in kept]
    over = [
        (i, one)
        for i, (one, then), text in zip(kept, pairwise(told), texts[1:], strict=False)
        if one and text and then != one
    ]
    times, listed = Counter(one for _, one in over), {one for one, then in pairwise(told) if one == then != "dash"}
    found = list(items)
    for i, one in over:
        if times[one] >= (2 if one in SIBLINGS or one[0] == "—" else 3) and one not in listed:
            found[i] = items[i]._replace(part="heading", number=number(items[i].line.plain))
    return found


def _announces(item: Item) -> str:
    """The kind of a short sentence on its own line: a dash, 一是, or the words before its comma; "" if it is none.

    Without an end mark it must start with a deed; a name under a motto does not.
    """
    text, found = item.line.plain, number(item.line.plain)
    if item.part != "paragraph" or len(text) > 50 or FIGURE.search(text) or "。" in text[:-1] or text[-1] in ",;:!?、…":
        return ""
    if found and found.form in SIBLINGS and (text[-1] == "。" or verb_led(text[found.end :])):
        return found.form
    refrain = _REFRAIN.match(text)
    return refrain[1] if refrain else ""


def _listed(item: Item, before: Item | None, after: Item | None) -> bool:
    """Whether a numbered line is one of a list: the lines next to it have numbers of the same form, and no text."""
    brief = before and (before.part == "heading" or before.line.plain[-1] in ";," or "。" not in before.line.plain[:-1])
    near = [other.number or number(other.line.plain) for other in (brief and before, after) if other]
    same = [found.form == item.number.form for found in near if found]
    return any(same) or (after is None and item.line.ends)


def _without_repeats(items: list[Item]) -> list[Item]:
    """The items; each repeated paragraph, and each heading that repeats the open one, is marked as removed."""
    seen: dict[str, int] = {}
    open_heading, found = "", []
    for item in items:
        key = _unmarked(item.line.plain)
        if item.part == "heading":
            again = key == open_heading != "" and item.zone == "body"
            open_heading = key
            found.append(item._replace(part=f"与第{seen[key]}行重复") if again else item)
            seen.setdefault(key, item.line.number)
        elif item.part == "paragraph" and len(key) >= _LONG and key in seen:
            found.append(item._replace(part=f"与第{seen[key]}行重复"))
        else:
            if item.part == "paragraph":
                seen[key] = item.line.number
            found.append(item)
    return found

"""How the headings of a report nest."""

import re
from typing import NamedTuple

from corpus_tools.structure.body import Item
from corpus_tools.structure.dates import WRITTEN
from corpus_tools.structure.furniture import opens_notes
from corpus_tools.structure.headings import FORMS, OUTLINE

_YEARS = rf"{WRITTEN}\s?年|(?:过去|今后|未来|近)(?:的?[一二三四五]年)|[今去明]年"
_DATED = re.compile(rf"\S{{0,4}}?(?:{_YEARS})[^,。]{{0,8}}(?:工作|任务|目标|回顾|总结|安排|打算|部署|意见|建议)")
_HIGH = ("part", "article", "cn")  # what numbers the main parts of a report


class _Open(NamedTuple):
    """A heading that others may nest under; its rank is that of its form, -1 if it is above all others."""

    rank: int
    level: int
    lead: bool


def levels(items: list[Item]) -> list[int]:
    """The level of each heading, from the forms of the numbers in their order.

    A heading without a number, or with a dash, is below the last numbered one on a line of its own; a lead of a
    paragraph (part "lead") is never above a heading on its own line.
    """
    order = [form for form in FORMS if form in OUTLINE and any(_form(item) == form for item in items)]
    above, opened, found = _above(items, order), [], []
    for i, item in enumerate(items):
        if i in above or _form(item) in order:
            rank = -1 if i in above else order.index(_form(item))
            opened = [one for one in opened if one.rank < rank]
            found.append(opened[-1].level + 1 if opened else max(rank, 0) + 1)
            opened.append(_Open(rank, found[-1], item.part == "lead"))
        else:
            among = [one for one in opened if item.part == "lead" or not one.lead]
            found.append(among[-1].level + 1 if among else 1)
    return found


def _form(item: Item) -> str:
    return item.number.form if item.number and item.zone == "body" else ""


def _above(items: list[Item], order: list[str]) -> set[int]:
    """The indices of the headings above all others: those of notes and appendices, and the main ones.

    A heading without a number is a main one if no heading has a number or numbers restart after such headings; if it is
    one of two or more that name a year, among them the first heading of all; or if it comes after the notes.
    """
    closing = {i for i, item in enumerate(items) if item.zone != "body" or opens_notes(item.line)}
    plain = {i for i, item in enumerate(items) if not item.number} - closing
    closing |= {i for i in plain if i > min(closing, default=i)}
    dated = {i for i in plain if _DATED.match(items[i].line.plain)}
    top = [i for i, item in enumerate(items) if order and _form(item) == order[0]]
    if len(dated) >= 2 and 0 in dated:
        return closing | dated
    begins = [i for i in top if items[i].number.value == 1]
    fewest = 2 if order and order[0] in _HIGH else 1
    again = len(begins) >= fewest and all(i - 1 in plain for i in begins)
    return closing | plain if again or not order else closing

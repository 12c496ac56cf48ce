"""The items of a body grouped into blocks: a heading, its level, and the paragraphs up to the next heading."""

from typing import NamedTuple

from corpus_tools.structure.body import Item
from corpus_tools.structure.headings import Number, number
from corpus_tools.structure.leads import counted_through, lead_and_rest, leads, standing_apart
from corpus_tools.structure.outline import levels


class Block(NamedTuple):
    """A heading (None before the first), its level, and its paragraphs, each with the level of its lead, 0 for none."""

    opening: Item | None
    level: int
    paragraphs: list[tuple[Item, int]]


_Led = list[tuple[Item, Number | None]]  # paragraphs, and the number of the lead of each that opens with one


def blocks(items: list[Item], bold: dict[int, int]) -> list[Block]:
    """The blocks of a body, each opened by a heading on its own line or a numbered one at the start of a paragraph.

    A lead that opens a block is taken out of its paragraph; other leads stay where they are.
    """
    found = _at_leads(_led(_at_headings(items), bold))
    found = [(opening, paragraphs) for opening, paragraphs in found if opening or paragraphs]
    depths = iter(levels([opening for opening, _ in found if opening]))
    return [
        Block(opening, level, [(item, _level(lead, level)) for item, lead in paragraphs])
        for (opening, paragraphs) in found
        for level in [next(depths) if opening else 1]
    ]


def _level(lead: Number | None, above: int) -> int:
    """The level of a lead in a section: below it; for words and for 一是 by convention 3 at least."""
    if not lead:
        return 0
    return max(3, above + 1) if lead.form in ("words", "is") else above + 1


def _at_headings(items: list[Item]) -> list[tuple[Item | None, list[Item]]]:
    found: list[tuple[Item | None, list[Item]]] = [(None, [])]
    for item in items:
        if item.part == "heading":
            found.append((item, []))
        elif item.part == "paragraph":
            found[-1][1].append(item)
    return found


def _led(parts: list[tuple[Item | None, list[Item]]], bold: dict[int, int]) -> list[tuple[Item | None, _Led]]:
    counted = counted_through([[number(item.line.plain) for item in paragraphs] for _, paragraphs in parts])
    return [
        (opening, list(zip(paragraphs, leads(paragraphs, bold, counted), strict=True))) for opening, paragraphs in parts
    ]


def _at_leads(parts: list[tuple[Item | None, _Led]]) -> list[tuple[Item | None, _Led]]:
    """The parts, divided at each paragraph that starts with a heading which opens a section."""
    forms = standing_apart([lead for _, led in parts for _, lead in led])
    found: list[tuple[Item | None, _Led]] = []
    for opening, led in parts:
        found.append((opening, []))
        for item, lead in led:
            if lead and lead.form in forms:
                heading, rest = lead_and_rest(item, lead)
                found.append((heading, [(rest, None)]))
            else:
                found[-1][1].append((item, lead))
    return found

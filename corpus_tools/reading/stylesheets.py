"""The elements of a page that its own style sheet hides."""

import re
from collections.abc import Iterator
from itertools import islice

_SAID = re.compile(r"(?:^|;)\s*(?:display|visibility)\s*:\s*(none|hidden)?", re.IGNORECASE)
_STEP = re.compile(r"([a-z][a-z0-9]*|\*)?((?:[.#][\w-]+)*)", re.IGNORECASE)
_NAME = re.compile(r"[.#][\w-]+")
_MOST, _DEEPEST = 200, 9  # rules that are tried, elements in one another


def veiled(tree) -> set:
    """The elements that a rule for screens hides by class or id and none shows, as far as <style> in the page says."""
    found: dict[bool, set] = {True: set(), False: set()}
    named = {name for said in tree.xpath("//@class | //@id") for name in said.split()}
    for path, hides in islice(
        (rule for style in tree.iter("style") for rule in _rules(style.text or "", named)), _MOST
    ):
        found[hides].update(tree.xpath(path))
    return found[True] - found[False]


def _rules(sheet: str, known: set[str]) -> Iterator[tuple[str, bool]]:
    """The paths of the `known` elements a sheet hides (True) or shows, without the rules for other devices (@media)."""
    first, *rest = sheet.split("/*")
    inside = False
    for part in "".join([first, *(comment.partition("*/")[2] for comment in rest)]).split("}"):
        named, *said = part.split("{")
        inside = len(said) > 1 or (inside and bool(said))
        if said and not inside and (shown := _SAID.search(said[0])):
            yield from ((path, bool(shown[1])) for one in named.split(",") if (path := _path(one, known)))


def _path(selector: str, known: set[str]) -> str:
    """The path of a selector, "" if it names no known class or id, or more than elements in one another."""
    steps = [_STEP.fullmatch(step) for step in re.split(r"[\s>]+", selector.strip())]
    own = _NAME.findall(steps[-1][2]) if len(steps) <= _DEEPEST and all(steps) else []
    if not own or not known.issuperset(name[1:] for name in own):
        return ""
    return "".join(f"//{(step[1] or '*').lower()}{''.join(map(_named, _NAME.findall(step[2])))}" for step in steps)


def _named(name: str) -> str:
    return f"[@id='{name[1:]}']" if name[0] == "#" else f"[contains(concat(' ', @class, ' '), ' {name[1:]} ')]"

"""The elements of a page that its own style sheet hides."""

import re

_SIMPLE = re.compile(r"([a-z0-9]*)((?:[.#][\w-]+)+)|([a-z0-9]+)", re.IGNORECASE)
_HIDES = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_SHOWS = re.compile(r"(?:^|;)\s*(?:display|visibility)\s*:", re.IGNORECASE)
_Selector = list[tuple[str, frozenset[str]]]  # of each element from the outermost: its tag, its classes and its id


def veiled(tree) -> list:
    """The elements that a rule for screens hides by class or id and none shows, as far as <style> in the page says."""
    rules = [rule for style in tree.iter("style") for rule in _rules(style.text or "")]
    hiding: dict[str, list[_Selector]] = {}
    for selector, hides in rules:
        if hides:
            hiding.setdefault(min(selector[-1][1]), []).append(selector)
    showing = [selector for selector, hides in rules if not hides]
    if not hiding:
        return []
    named = ((element, _names(element)) for element in tree.iter() if element.get("class") or element.get("id"))
    found = [e for e, names in named if any(_fits(e, s) for name in names for s in hiding.get(name, ()))]
    return [element for element in found if not any(_fits(element, selector) for selector in showing)]


def _rules(sheet: str) -> list[tuple[_Selector, bool]]:
    """The selectors of the rules that hide (True) or show an element, without those for other devices (@media)."""
    first, *rest = sheet.split("/*")
    found, inside = [], False
    for part in "".join([first, *(comment.partition("*/")[2] for comment in rest)]).split("}"):
        named, *said = part.split("{")
        inside = len(said) > 1 or (inside and bool(said))
        if inside or not said or not _SHOWS.search(said[0]):
            continue
        steps = [[_SIMPLE.fullmatch(step) for step in re.split(r"[\s>+~]+", one.strip())] for one in named.split(",")]
        for step in steps:
            if all(step) and step[-1][2]:
                found.append(([_named(one) for one in step], bool(_HIDES.search(said[0]))))
    return found


def _named(step: re.Match) -> tuple[str, frozenset[str]]:
    return (step[1] or step[3] or "").lower(), frozenset(re.findall(r"[.#][\w-]+", step[2] or ""))


def _names(element) -> set[str]:
    named = {f".{name}" for name in (element.get("class") or "").split()}
    return named | {f"#{element.get('id')}"} if element.get("id") else named


def _fits(element, selector: _Selector) -> bool:
    """Whether a rule is of an element; its ancestors must be there, in whatever order."""
    *above, own = selector
    line = [element, *element.iterancestors()]
    return _is(element, own) and all(any(_is(one, step) for one in line[1:]) for step in above)


def _is(element, step: tuple[str, frozenset[str]]) -> bool:
    return step[0] in ("", element.tag) and step[1] <= _names(element)

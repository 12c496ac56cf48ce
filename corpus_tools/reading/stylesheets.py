"""The elements of a page that its own style sheet hides."""

import re
from collections import defaultdict
from collections.abc import Container, Iterator
from itertools import islice

_SAID = re.compile(r"(?:^|;)\s*(?:display|visibility)\s*:\s*(none|hidden)?", re.IGNORECASE)
_STEP = re.compile(r"([a-z][a-z0-9]*|\*)?((?:[.#][\w-]+)*)", re.IGNORECASE)
_NAME = re.compile(r"[.#][\w-]+")
_MOST, _DEEPEST = 200, 9  # rules that are tried, elements in one another
_Step = tuple[str, frozenset[str]]  # a tag, "" for any; classes and ids


def veiled(tree) -> set:
    """The elements that a rule for screens hides by class or id and none shows, as far as <style> in the page says."""
    found: dict[bool, set] = {True: set(), False: set()}
    names, having = {}, defaultdict(list)  # classes and the id as selectors write them
    for element in tree.xpath("//*[@class or @id]"):
        names[element] = {f".{name}" for name in element.get("class", "").split()} | {f"#{element.get('id')}"}
        for name in names[element]:
            having[name].append(element)
    rules = (rule for style in tree.iter("style") for rule in _rules(style.text or "", having))
    for steps, hides in islice(rules, _MOST):
        rarest = min((having[name] for name in steps[-1][1]), key=len)
        found[hides].update(element for element in rarest if _fits(element, steps, names))
    return found[True] - found[False]


def _fits(element, steps: list[_Step], names: dict) -> bool:
    """Whether an element is what the last step says, within others that the steps before it say."""
    left = len(steps) - 1
    for one in (element, *element.iterancestors()):
        tag, own = steps[left]
        if (not tag or one.tag == tag) and own <= names.get(one, set()):
            left -= 1
        elif one is element:
            return False
        if left < 0:
            return True
    return False


def _rules(sheet: str, known: Container[str]) -> Iterator[tuple[list[_Step], bool]]:
    """The selectors of `known` names that a sheet hides (True) or shows, without rules for other devices (@media)."""
    first, *rest = sheet.split("/*")
    inside = False
    for part in "".join([first, *(comment.partition("*/")[2] for comment in rest)]).split("}"):
        named, *said = part.split("{")
        inside = len(said) > 1 or (inside and bool(said))
        if said and not inside and (shown := _SAID.search(said[0])):
            yield from ((steps, bool(shown[1])) for one in named.split(",") if (steps := _steps(one, known)))


def _steps(selector: str, known: Container[str]) -> list[_Step]:
    """The steps of a selector, none if it names no known class or id, or more than elements in one another."""
    parts = [_STEP.fullmatch(part) for part in re.split(r"[\s>]+", selector.strip())]
    if len(parts) > _DEEPEST or not all(parts):
        return []
    steps = [((part[1] or "").lower().strip("*"), frozenset(_NAME.findall(part[2]))) for part in parts]
    return steps if steps[-1][1] and all(name in known for name in steps[-1][1]) else []

"""Text → the names of persons in it, recognised by the office before or the verb of speech after them."""

import re
from collections.abc import Iterator
from functools import cache

from corpus_tools.lexicon import any_of, lexicon
from corpus_tools.tokenize import background_idf, tagged
from corpus_tools.wording.candidates import Part, Phrases, pieces

_AFTER = (
    "、|，|,|。|;|；|等|同志|说|表示|介绍|指出|强调|认为|坦言|告诉|率|带|主持|参加|出席|作|主动|走访|调研|视察|督|宣布|"
    "代表|回|在|的|与|和|前往|深入|一行|委员|主席|书记|主任|教授|摄|文|[)）]|\\s|$|[:：]"
)

_DOES = "出席|主持|通报|陪同"
_PRESENT = re.compile(f"(?=[等分出主通陪])等?(?:分别)?(?:{_DOES})")
_SPEAKS = "说|表示|介绍说|坦言|告诉记者|带队|率队|同志"
_SPEAKING = re.compile(_SPEAKS)
_CLAUSE = re.compile(r"[，。；：\s]|[主副][席任]")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What finds names behind an office, a name before a verb of speech, and a name alone."""
    offices, name = any_of("offices").pattern, f"(?:{any_of('surnames').pattern})[\u4e00-\u9fff]{{1,2}}"
    in_office = f"(?:{offices})[ \u3000]?({name}?(?:、{name}?)*)(?={_AFTER}|分别)"
    return re.compile(in_office), re.compile(f"({name})(?=摄$|{_SPEAKS})"), re.compile(name)


def persons(text: str) -> frozenset[str]:
    """The names of persons in `text` (simplified).

    >>> sorted(persons("区政协主席何以龙、副主席张华、郑勇带队调研。委员王强说，很好。陈道平出席，常委主持。"))
    ['何以龙', '张华', '王强', '郑勇', '陈道平']
    """
    in_office, speaker, name = _patterns()
    rows = (row.split("、") for row in in_office.findall(text))
    named = (name for row in rows for name in row if name is row[0] or not _is_word(name))
    lines = text.split("\n")  # someone may speak in them; at the end someone may have taken a picture
    told = "\n".join([line for line in lines[:-2] if _SPEAKING.search(line)] + lines[-2:])
    return frozenset((*named, *speaker.findall(told), *_present(text, name)))


def _present(text: str, name: re.Pattern[str]) -> Iterator[str]:
    """The persons present at a meeting, one or several in a row: 周小凤、陈道平出席; but 常委主持."""
    for verb in _PRESENT.finditer(text):
        row = _CLAUSE.split(text[max(0, verb.start() - 60) : verb.start()])[-1].split("、")
        if all(name.fullmatch(one) and not _is_word(one) for one in row):
            yield from row


def _is_word(name: str) -> bool:
    parts = {name, name[:2], name[-2:]}
    known = name in background_idf() and tagged(name)[0].pos != "nr"
    return known or not parts.isdisjoint(lexicon("genre_words") | lexicon("stop_words"))


def impersonal(found: Phrases, parts: list[Part]) -> Phrases:
    """The phrases that are not persons."""
    names = persons("\n".join(part.text for part in parts))
    if not names:
        return found
    one = "|".join(sorted(map(re.escape, names)))  # 邓小平故里 is a place, 主席刘汉华 and 刘汉华主席 are persons
    given = "|".join(sorted({re.escape(name[-2:]) for name in names}))
    named = re.compile(f".(?:{one})|(?:{one})(?:$|[主副书委局会][席书任记员长])|^.?(?:{given})(?:{_DOES})")
    ends = re.compile(given)
    parts = names | pieces(names)
    return found.those([t not in parts and not (ends.search(t) and named.search(t)) for t in found.terms])

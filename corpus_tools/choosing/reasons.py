"""The chosen sentences → why each was chosen, in words."""

import re
from collections.abc import Sequence
from typing import Protocol

from corpus_tools.choosing.concepts import figures
from corpus_tools.choosing.worth import headline, opens
from corpus_tools.counting.quantities import is_count
from corpus_tools.lexicon import lexicon
from corpus_tools.tokenize import words as words_of

FILLS = "填满篇幅"  # the reason of a sentence that nothing else speaks for
_NO_MATTER = re.compile(r"该\S{1,2}|各\S*|有\S|有所\S+")  # cut out beside a pronoun: 该区, 各级


class Quoted(Protocol):
    """A sentence, or a part of one that was `cut`."""

    simplified: str
    section: int
    paragraph: int
    start: int
    cut: bool


def reasons(found: Sequence[Quoted], taken: Sequence[int]) -> dict[int, str]:
    """Why each of the sentences `taken` was chosen, in words."""
    texts = [s.simplified for s in found]
    first = [opens(found, [getattr(s, place) for s in found]) for place in ("section", "paragraph")]
    return {i: "；".join(_reasons(found[i], [f[i] for f in first], _covered(texts, i))) or FILLS for i in taken}


def _covered(texts: Sequence[str], i: int, n: int = 3) -> list[str]:
    """The matters of text `i` that most other texts speak of too; words in a third of all say nothing."""
    worn = lexicon("deeds") | lexicon("leads") | lexicon("genre_words")
    own = [w for w in dict.fromkeys(words_of(texts[i])) if w not in worn and not _no_matter(w)]
    often = {w: sum([w in text for text in texts]) for w in own}
    words = [w for w in own if 3 <= often[w] <= max(3, len(texts) / 3)]
    return sorted(words, key=lambda w: (-often[w], w))[:n]


def _no_matter(word: str) -> bool:
    """Whether a word was cut out beside a number or a pronoun: 余人次, 该区."""
    return is_count(word) or bool(_NO_MATTER.fullmatch(word))


def _reasons(sentence: Quoted, first: Sequence[float], covered: Sequence[str]) -> list[str]:
    numbers = len(figures(sentence.simplified))
    return [
        said
        for said, holds in (
            ("本节首句", first[0]),
            ("本段首句", first[1] and not first[0]),
            (f"含{numbers}个数字", numbers),
            ("这类报告先看的数", headline(sentence.simplified)),
            ("覆盖" + "".join(f"“{word}”" for word in covered) + "等词", covered),
            ("节选", sentence.cut),
        )
        if holds
    ]

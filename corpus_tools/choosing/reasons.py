"""The chosen sentences → why each was chosen, in words."""

import re
from collections.abc import Iterable, Sequence

from corpus_tools.choosing.concepts import figures
from corpus_tools.choosing.worth import headline, opens
from corpus_tools.counting.quantities import is_count
from corpus_tools.lexicon import any_of, lexicon
from corpus_tools.tokenize import NAMES, Token, is_content, tagged

OPENING = "本段首句"
FILLS = "填满篇幅"  # the reason of a sentence that nothing else speaks for
NAMED = 3  # matters, or deeds, that a reason names at most
_NAMED = re.compile("《[^》]*》|“[^”]*”|「[^」]*」")  # what is quoted is not said to be done
_WORN = ("deeds", "outcomes", "leads", "genre_words", "not_topics", "generic_nouns", "abstractions")


def reasons(found: Sequence, taken: Sequence[int]) -> dict[int, str]:
    """Why each of the sentences `taken` was chosen, in words: its position, numbers, outcomes, and matters of its own.

    `found` are sentences, whole or `cut`, as `summarize.Chosen` has them.
    A matter is named if several of `found` mention it, but only this one of those `taken`.
    """
    texts = [s.simplified for s in found]
    first, why = opens(found, [s.paragraph for s in found]), {}
    for i in taken:
        others = "\n".join(texts[j] for j in taken if j != i)
        words = tagged(texts[i])
        matters = [word for word in _covered(texts, words) if word not in others]
        said = _NAMED.sub("", texts[i])
        done = _done(word for word in words if word.text in said)
        why[i] = "；".join(_reasons(found[i], bool(first[i]), done, matters)) or FILLS
    return why


def _covered(texts: Sequence[str], words: Iterable[Token]) -> list[str]:
    """Matters among some words that three or more `texts` mention, but no more than a third; the commonest first."""
    own = dict.fromkeys(word.text for word in words if _is_matter(word.text, word.pos))
    often = {word: sum(word in text for text in texts) for word in own}
    return sorted((w for w, n in often.items() if 3 <= n <= max(3, len(texts) / 3)), key=lambda w: (-often[w], w))


def _is_matter(word: str, pos: str) -> bool:
    """Whether a word names a matter: a noun, no name of a place or body, not worn out; not 余人次 or 该区."""
    noun = (pos[0] == "n" and pos not in NAMES) or pos in ("vn", "j") or word in lexicon("common_terms")
    return noun and is_content(word) and not is_count(word) and not any(word in lexicon(name) for name in _WORN)


def _done(words: Iterable[Token]) -> list[str]:
    """The outcomes among some words, or the deeds where there are none; 获得感 is none."""
    said = [word.text for word in words if is_content(word.text)]
    return next((f for name in ("outcomes", "deeds") if (f := [w for w in said if w in lexicon(name)])), [])


def _reasons(sentence, first: bool, done: Sequence[str], matters: Sequence[str]) -> list[str]:
    text = sentence.simplified
    numbers, asked_first = len(figures(text)), any_of("headlines").findall(text) if headline(text) else []
    return [
        said
        for said, holds in (
            (OPENING, first),
            (f"含{numbers}个数字", numbers),
            (f"这类报告先看{_quoted(asked_first[:1])}", asked_first),
            (f"写到{_quoted(done)}", done),
            (f"别处也常谈{_quoted(matters)}", matters),
            ("节选", sentence.cut),
        )
        if holds
    ]


def _quoted(words: Sequence[str]) -> str:
    return "".join(f"“{word}”" for word in list(dict.fromkeys(words))[:NAMED])

"""Text → sentences, words. The only module that knows the segmenter."""

import re
from functools import cache
from importlib.resources import files

import rjieba

# A sentence ends at 。！？!? with the quotes or brackets that close after it, or at the end of a line.
_SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?…]*[。！？!?]+[”’」』）)》\"]*|[^。！？!?\n]+")
_WORD = re.compile(r"[\u3400-\u9fff]{2,}|[A-Za-z][A-Za-z0-9]+")


@cache
def lexicon(name: str) -> frozenset[str]:
    """The entries of a word list in `lexicon/`: one a line, `#` opens a comment."""
    lines = (files("corpus_tools") / "lexicon" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(entry for line in lines if (entry := line.split("#")[0].strip()))


def sentences(text: str) -> list[str]:
    """The sentences of `text`, in order; joined they are the text but for white space."""
    return [s for match in _SENTENCE.findall(text) if (s := match.strip())]


def words(text: str) -> list[str]:
    """The words of `text` (in simplified characters) that carry content, in order, with repeats."""
    stop = lexicon("stop_words")
    return [w for w in rjieba.cut(text) if _WORD.fullmatch(w) and w not in stop]

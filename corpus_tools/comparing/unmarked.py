"""Coinages without quotes or numbers: compounds that look like a name and are not common language."""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence

from corpus_tools.comparing.bodies import body, by_year
from corpus_tools.lexicon import any_of, lexicon
from corpus_tools.report import Report, Sentence
from corpus_tools.ritual import ritual
from corpus_tools.tokenize import NAMES, background_idf, tagged
from corpus_tools.wording.candidates import Candidate, Part, candidates, pieces

LEAST = 2  # times said: what is said once may be an accident
LENGTHS = range(4, 13)  # characters
_HAN = re.compile(r"[\u3400-\u9fff]+")
Where = tuple[int, int]  # a text and a place in it
_NOUNS = frozenset(("n", "vn", "an", "a", "b", "f", "t"))  # tags of what may be the beginning of a name
_SUFFIXES = frozenset("业化性制型级")  # a phrase that opens with one is the rest of a word
_RARE = 10.0  # idf in general Chinese of a word that is not of every day


def unmarked(reports: Sequence[Report]) -> dict[str, Sentence]:
    """The unmarked terms of `reports` that look coined, and the sentence of the first occurrence of each.

    Such a term is a compound of four to twelve characters that ends like a name (经济, 行动, 工作室), is not in the
    general dictionary, and is used twice or more. Terms of more than half of the bodies (of four or more), or of every
    one of several years, are common language and left out.
    """
    ordered = by_year(reports)
    sentences = [s for r in ordered for s in r.sentences]
    texts = [s.simplified for s in sentences]
    repeated = _repeated(texts)
    own = {stem for r in ordered for place in r.place if len(stem := place.rstrip("省市区县州盟旗")) > 1}
    found = ((t, one) for t, one in candidates(_runs(repeated, texts)).items() if t in repeated)
    coined = (t for t, one in found if _is_coined(one) and not any(name in t for name in own))
    whole = {t: repeated[t] for t in coined if not _is_torn(repeated[t], texts)}
    common, sources = _common(ordered), {r.name: (body(r) or r.name, r.year) for r in ordered}
    kept = {t: where for t, where in whole.items() if not common({sources[sentences[i].report] for i, _ in where})}
    inside = pieces(kept)
    return {t: sentences[w[0][0]] for t, w in sorted(kept.items(), key=lambda k: (k[1][0], k[0])) if t not in inside}


def _repeated(texts: Sequence[str]) -> dict[str, list[Where]]:
    """The strings that end with a head and occur twice or more, and where; in linear time."""
    found, heads = defaultdict(list), any_of("coinage_heads")
    for i, text in enumerate(texts):
        for run in _HAN.finditer(text):
            for head in heads.finditer(text, run.start() + 1, run.end()):
                for start in range(max(run.start(), head.end() - LENGTHS[-1]), head.end() - LENGTHS[0] + 1):
                    found[text[start : head.end()]].append((i, start))
    return {string: where for string, where in found.items() if len(where) >= LEAST}


def _runs(repeated: dict[str, list[Where]], texts: Sequence[str]) -> list[Part]:
    """The runs of Chinese characters in which repeated strings first occur, each once."""
    runs = {}
    for (i, at), *_ in repeated.values():
        run = next(r for r in _HAN.finditer(texts[i]) if r.start() <= at < r.end())
        runs.setdefault(run.group(), len(runs))
    return [Part(run, "body", i) for run, i in runs.items()]


def _is_coined(candidate: Candidate) -> bool:
    """Whether a phrase looks like a coined name: not worn or known, no proper name, not led by a verb or number."""
    term, first, idf = candidate.term, candidate.units[0], background_idf()
    if f"!{term}" in lexicon("coinage_heads") or term in idf or ritual(term) >= 0.5:
        return False
    worn = lexicon("ritual_soft") | lexicon("plan_words") | lexicon("genre_words") | lexicon("classifiers")
    if first.text in worn | _SUFFIXES or first.pos[:1] in "mqtuvp" or first.text[2:] in lexicon("figure_verbs"):
        return False
    *others, head = candidate.units
    if others and f"~{head.text}" in lexicon("coinage_heads") and all(idf.get(u.text, _RARE) < _RARE for u in others):
        return False
    return not any(u.pos in NAMES or u.text.endswith("在") for u in candidate.units)


def _is_torn(where: Sequence[Where], texts: Sequence[str]) -> bool:
    """Whether the same noun of two characters precedes every occurrence of a term: (混合)所有制经济."""
    before = {texts[i][max(0, at - 2) : at] for i, at in where}
    found = tagged(min(before)) if len(before) == 1 else []
    if len(found) != 1 or len(found[0].text) < 2 or found[0].pos not in _NOUNS:
        return False
    return not any(found[0].text in lexicon(name) for name in ("heading_verbs", "figure_verbs", "genre_words"))


def _common(reports: Sequence[Report]) -> Callable[[set[tuple]], bool]:
    """Whether terms of some (body, year) belong to all: most of the bodies, or all years of each body with several."""
    years = defaultdict(set)
    for report in reports:
        years[body(report) or report.name].add(report.year)

    def common(told: set[tuple]) -> bool:
        own = {b for b, _ in told}
        always = all(len(years[b]) > 2 and years[b] == {y for o, y in told if o == b} for b in own)
        return always or (len(years) > 3 and 2 * len(own) > len(years))

    return common

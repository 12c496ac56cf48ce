"""The words beside a figure → the noun, the verb, and the words of level and change between."""

import re
from bisect import bisect_left
from functools import cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from corpus_tools.tokenize import lexicon, tokens

_CLAUSE = re.compile(r"[,;:!?。，；：！？…\n]+|——")
_TITLE = re.compile(r"《[^》]*》|[(（][^()（）]{0,40}[)）]")
REACH = 64  # characters of a clause that are looked at, to either side of a figure
_YEAR = r"(?:\d{2,4}|[一二][〇零一二三四五六七八九]{3})年"
_HEAD = re.compile(  # what may open a phrase before its noun
    r"[、和及与;\s”“\"]+|(?:其中|此外|同时|另外|目前|特别是|尤其是|当前|如今|[一二三四五六]是|并且?|且|还|又|累计)"
    r"|共(?!享|同|建|青|产)|已经?(?!办)|依法|经(?:审查|审议|审核|协商|初步)"
    rf"|(?:截至|截止|到|至)?[^,、]{{0,8}}?{_YEAR}(?:\d+月)?(?:年?底|末|初|以来|来)?"
    r"|全年|[去今上当明]年|年[末初底]|[一二三四五六七八九十过去近]+年(?:来|间|内|合计|以来)|期间|每年|平均每[年天月]|年均"
    r"|[前后头][一二三四五六七八九十]年|连续[\d一二三四五六七八九十]+年|全[国省市县区州旗]|我[国省市县区州]|全地区"
    r"|较?大幅度?|进一步|不断|持续|稳步|积极|大力|深入|扎实|全面|认真|切实"
)
_DATE = re.compile(  # what may close it: 由1994年的, 每月
    rf"(?:{_YEAR}(?:度|底|末|初|同期)?|[上去前当同今本明]年(?:度|底|末|初|同期)?|上年同期|\d{{1,2}}月[底末]?|年初|期初"
    r"|[\d一二三四五六七八九十]+年(?:前|间|来|内)?|“?[一二三四五六七八九十]{1,2}五”?(?:时期|期间|计划|末))的?$|(?:平均)?每(?:[人户亩年月天日名斤吨度]|公斤|平方米)$"
)
_COMPARED = re.compile(r"(?<![占对同])(?:比|较|[与同](?=[^比较]*相比))(?![重例率值价赛利])[^,比较]{1,24}$")
_BEYOND = re.compile(  # 低于控制目标1.7个百分点
    r"(低于|高于|快于|慢于|好于|超过|超出?)(?:全国|全省|全市|上年|去年|预期|计划|控制|年度|平均|目标|同期|历史)[^,]{0,10}$"
)
_SHARE = re.compile(r"占(?!地(?![区方])|[用领道线有])([^,占]{0,24}?)(?:的?(?:比重|比例|份额|比率|比))?$")
_FRAME = re.compile(  # no noun: who or when or a bare measure
    r"全[国省市县区州旗]|全社会|[\d一二三四五六七八九十几]+年(?:来|间|内)?|这[些样]?|其|它|他们|我们|我|各地|期间"
    r"|(?:[年月日]|月?人|户)均|[一二三四前]+季度|[上下]半年|\d+月份?|(?:总|合计|总的)?(?:数|规模|总数|数量|总量|总额|总金额|金额)"
)
_AGENTS = re.compile(r"(?:政协|政府|[法中高我本]院|检察院|委员会|党组|常委会|[省市县区州]委|机关|部门|我们)$")
_ORGANS = frozenset(("政协", "政府", "法院", "检察院", "委员会"))
_AGENT = frozenset("被获由经向对为给受") | {"得到", "获得", "荣获", "交由", "引起", "受到"}
_PREPOSITIONS = frozenset("由经向对为以在从将把给让使要拟有设是按因分到") | {"其中", "用于", "用以", "为了", "作为"}
_JOIN = frozenset(["和", "与", "及", "、", "以及"])
EDGE = "\"'「」『』 、和及与的了着()（）+＋…"


class Phrase(NamedTuple):
    """A noun, the verb it goes with, the words of level and change, and what a share is of."""

    subject: str
    verb: str
    tail: tuple[str, ...]
    share_of: str
    of: bool  # 的 stands between the figure and the noun


@cache
def verbs() -> tuple[frozenset[str], frozenset[str]]:
    """All verbs; those that are nouns as well."""
    words = lexicon("figure_verbs")
    also_nouns = frozenset(w[1:] for w in words if w[0] == "~")
    return frozenset(w for w in words if w[0] != "~") | also_nouns, also_nouns


@cache
def levels() -> tuple[frozenset[str], frozenset[str]]:
    """All words between a noun and its figure; those of change."""
    words = lexicon("level_words")
    changes = frozenset(w[1:] for w in words if w[0] == "~")
    return frozenset(w for w in words if w[0] != "~") | changes, changes


class Tokens:
    """A sentence cut into clauses and tokens once, for all its quantities."""

    def __init__(self, text: str):
        self.text = text
        self.clauses = [m.end() for m in _CLAUSE.finditer(_TITLE.sub(lambda m: "某" * len(m.group()), text))]
        self.words = tokens(text, lexicon("figure_nouns"))
        self.starts = [0, *accumulate(map(len, self.words))]
        self.borders = frozenset(self.starts)

    def tokens(self, start: int, end: int) -> list[str]:
        """The tokens between two places; those cut by a place are cut."""
        first = max(0, bisect_left(self.starts, start))
        inside = [start, *(b for b in self.starts[first : bisect_left(self.starts, end)] if b > start), end]
        return [t for a, b in pairwise(inside) if (t := self.text[a:b].strip())]

    def clause(self, at: int) -> tuple[int, int]:
        """The clause around a place."""
        i = bisect_left(self.clauses, at + 1)
        return self.clauses[i - 1] if i else 0, self.clauses[i] - 1 if i < len(self.clauses) else len(self.text)


def left_phrase(sentence: Tokens, start: int, end: int) -> Phrase:
    """The noun before a figure, the verb before the noun, and the words of level and change between."""
    tail: list[str] = []
    share = ""
    for _ in range(4):
        end = _without_tail(sentence, start, end, tail)
        text = sentence.text[start:end]
        cut = (any(w in levels()[1] for w in tail) and _COMPARED.search(text)) or _DATE.search(text)
        if not cut and (beyond := _BEYOND.search(text)):
            tail.append(beyond[1])
            cut = beyond
        of = None if cut or share else _SHARE.search(text)
        if of:
            share, cut = of[1].removesuffix("的"), of
        if not cut:
            break
        end = start + cut.start()
    subject, verb = noun(sentence.tokens(without_head(sentence, start, end), end), predicated=bool(tail))
    if tail[-1:] in (["至"], ["到"]) and len(subject) < 3:
        subject, verb = "", subject  # 精简至98项: a verb that the lists do not have
    return Phrase(subject, verb, tuple(reversed(tail)), share, False)


def without_head(sentence: Tokens, start: int, end: int) -> int:
    """The start of a phrase without 其中, 截至2023年底, 全市 and the like."""
    while (head := _HEAD.match(sentence.text, start, end)) and head.end() > start:
        start = head.end()
    return start


def _without_tail(sentence: Tokens, start: int, end: int, tail: list[str]) -> int:
    """The end of the phrase without its words of level and change, which are added to `tail`."""
    known, text = levels()[0], sentence.text
    while end > start:
        if text[end - 1] in " ,":
            end -= 1
            continue
        some = (text[end - n : end] for n in range(min(7, end - start), 0, -1))
        word = next((w for w in some if w in known and (len(w) > 2 or end - len(w) in sentence.borders)), "")
        word = word or (text[end - 1] if text[end - 1] in "均都拟" and text[end - 2] not in "平人户亩年月日" else "")
        if not word:
            break
        tail.append(word)
        end -= len(word)
    return end


def noun(words: list[str], predicated: bool = False) -> tuple[str, str]:
    """The noun after the last verb of a phrase, and the verb: 收集整理工作建议 → 工作建议, 收集整理.

    No noun where only who did it is named: 被市政协采用, 区政协共开展; what was done stands before.
    """
    known = verbs()[0]
    words, closing = _without_closing([part for word in words for part in _parts(word)])
    if closing and len(words) > 2 and words[-1] in _ORGANS and words[-2][-1] in "省市县区州旗":
        words = words[:-2]  # 这样的研讨 长寿区政协 开展了
    cut = next((i for i in range(len(words) - 2, -1, -1) if _cuts(words, i, predicated)), -1)
    found = _clean("".join(words[cut + 1 :]))
    opening = [w for w in words[: cut + 1] if w in known][-1:]
    said = [w for w in closing if w in known and w not in _PREPOSITIONS]
    if said and opening and opening[0] in _AGENT:
        return noun(words[:cut])[0], opening[0] + found + said[-1]
    if said and _AGENTS.search(found):
        return "", said[-1]
    listed = words + closing if closing[:1] in (["等"], ["的"]) else words[: cut + 1]
    return found, said[-1] if said else _opening(listed)


def _opening(words: list[str]) -> str:
    """The verb before a noun: the nearest, but the first where a list or a clause qualifies the noun (提出……等建议)."""
    at = [i for i, w in enumerate(words) if w in verbs()[0] and w not in _PREPOSITIONS]
    if not at:
        return ""
    if not {"的", "等"} & set(words[-2:]):
        return words[at[-1]]
    return words[next(i for i in at if i + 1 not in at)]  # 帮助解决 is one


def _parts(word: str) -> tuple[str, ...]:
    """开展调研 is a verb and its noun, though the segmenter keeps it whole."""
    known, also_nouns = verbs()
    if word in known or len(word) < 2:
        return (word,)
    if word[0] in "被获":
        return word[0], word[1:]
    head, tail = word[:2], word[2:]
    opens, closes = head in known and tail not in known - also_nouns, tail in known and head not in known
    return (head, tail) if len(word) > 3 and (opens or closes) else (word,)


def _without_closing(words: list[str]) -> tuple[list[str], list[str]]:
    """The words of a phrase without the verbs that close it, and those: 委员参与 → 委员, 参与."""
    known, also_nouns = verbs()
    at = len(words)
    while at:
        last, before = words[at - 1], words[at - 2] if at > 1 else ""
        bound = last in also_nouns and not (at < len(words) and before in known)
        closes = (last in known and not bound) or last in levels()[0] or last in lexicon("noun_openers")
        if not closes or before in ("人均", "户均"):
            break
        at -= 1
    return words[:at], words[at:]


def _cuts(words: list[str], i: int, predicated: bool) -> bool:
    """Whether the noun begins after word `i`: a verb or 的 or 等, unless only 人数 or 面积 would be left.

    Of a noun that has its own predicate 出口企业 is a part (出口企业 增加 23%), else the verb (出口 企业产品 3件).
    """
    known, also_nouns = verbs()
    openers = lexicon("noun_openers")
    if not (words[i] in known or words[i] in openers or words[i] in levels()[1]):
        return False
    bare = len(words) == i + 2 and words[-1] in lexicon("measure_heads")
    if bare and (words[i] in known or (words[i] == "的" and i > 0)):
        return False
    named = len(words) == i + 2 and words[-1] in lexicon("generic_nouns")  # 走访联系活动, 协商成果
    inside = named or predicated or (i > 0 and words[i - 1] not in known and words[i - 1] not in openers)
    return not (words[i] in also_nouns and inside)


def right_phrase(sentence: Tokens, start: int, end: int, measured: bool = False) -> Phrase:
    """The noun that follows a figure, up to the next verb: 20个重点课题开展深度调研 → 重点课题, 开展."""
    words = sentence.tokens(start, end)
    of = bool(words) and words[0] == "的"
    words = words[of:]
    if not words or words[0] in _JOIN or words[0][0] in "、+＋一二三四五六七八九十两几数":
        return Phrase("", "", (), "", False)
    stop = _stop(words, 0, measured)
    if stop == 0 and words[0] == "在" and words[1:] and words[1][0] in "外校岗职建编册":
        stop = _stop(words, 2, measured)
    elif not measured and "的" in words[1:16] and _qualifies(words, stop):
        at = max(i for i, w in enumerate(words[:16]) if w == "的") + 1
        return Phrase(_clean("".join(words[at : _stop(words, at, measured)])), "", (), "", of)
    verb = next((w for w in words[stop : stop + 3] if w in verbs()[0] and w not in _AGENT), "")
    return Phrase(_clean("".join(words[:stop])[:24]), verb, (), "", of)


def _qualifies(words: list[str], stop: int) -> bool:
    """Whether what stands before 的 only describes: 有针对性的建议, 全国性的会议; 学生的学杂费 is of the students."""
    return stop == 0 or (words[stop : stop + 1] == ["的"] and words[stop - 1][-1] in "性级型化式种")


def _stop(words: list[str], start: int, measured: bool) -> int:
    """Where a noun that opens at `start` ends: before a verb or a word of the frame; 协商 may open or go on a noun."""
    known, also_nouns = verbs()
    for i in range(start, len(words)):
        word = words[i]
        named = word in also_nouns and i < start + 4 and not (measured and i == start)
        framed = (word in lexicon("noun_ends") and word not in _JOIN) or (len(word) > 1 and word in levels()[0])
        if (word in known and not named) or framed or word in "()（）":
            return i
    return len(words)


def _clean(noun: str) -> str:
    noun = re.sub(r"[(（][^()（）]*[)）]?", "", noun).strip(EDGE)
    if noun.count("“") != noun.count("”") or noun.count("‘") != noun.count("’"):
        noun = re.sub(r"[“”‘’]", "", noun)
    if _FRAME.fullmatch(noun):
        return ""
    return re.sub(r"(?<![节合公条契预大])约$", "", noun.removeprefix("各类").removeprefix("各项")).strip(EDGE)

"""What a quantity counts: the noun beside it, what was done, per what, of what, read from the words around."""

import re
from bisect import bisect_left
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from corpus_tools.quantities import Quantity
from corpus_tools.tokenize import lexicon, tokens

_CLAUSE = re.compile(r"[,;:!?。，；：！？…\n]+|——")
_TITLE = re.compile(r"《[^》]*》|[(（][^()（）]{0,40}[)）]")
_REACH = 64  # characters of a clause that are looked at, to either side of a figure
_HEAD = re.compile(
    r"[、和及与;\s”“\"]+|其中|此外|同时|另外|目前|特别是|尤其是|当前|如今|一是|二是|三是|四是|五是|六是|并且?|且|还|又|共(?!享|同|建|青|产)|累计|已经?(?!办)|"
    r"(?:截至|截止|到|至)?[^,、]{0,8}(?:\d{2,4}|[一二][〇零一二三四五六七八九]{3})年(?:\d+月)?(?:年?底|末|初|以来|来)?|全年|[去今上当明]年|年[末初底]|"
    r"[一二三四五六七八九十过去近]+年(?:来|间|内|合计|以来)|期间|一年来|全[国省市县区州旗]|我[国省市县区州]|全地区|每年|平均每[年天月]|年均|人民"
)
_DATE = re.compile(
    r"(?:(?:\d{2,4}|[一二][〇零一二三四五六七八九]{3}|[上去前当同今本明])年(?:度|底|末|初|同期)?|上年同期|\d{1,2}月[底末]?|年初|期初|[\d一二三四五六七八九十]+年前)的?$"
)
_COMPARED = re.compile(r"(?<![占对同])(?:比|较|[与同](?=[^比较]*相比))(?![重例率值价赛利])[^,比较]{1,24}$")
_SHARE = re.compile(r"占(?![地用领道线有])([^,占]{0,24}?)(?:的?(?:比重|比例|份额|比率|比))?$")
_PER = re.compile(r"(?:平均)?每(?:[一百千万亿]*|\d+)(?:个?工作日|常住人口|人口|公里|平方公里|平方米|立方米|[年月天日人户亩名个位所村吨])|人均|户均|亩均|[年月日]均")
_LINK = re.compile(r" ?(?:[、和与及]|以及) ?")
_ITEMS = re.compile(r"[、和与及]|以及")
_GLUE = frozenset("的 等 上 中 下 后 时 里 方面 以来 期间 内 以及 并 并且 且 了 着 后续 先后 分别 新".split())
_AGENT = frozenset("被 获 由 经 向 对 为 给 得到 获得 受 荣获 交由 引起 受到".split())
_STOP = frozenset(
    "的 和 与 及 或 到 在 以上 以下 均 都 全部 已 已经 也 还 并 则 又 而 且 不 未 没有 就 来 是 被 比 较 分别 左右 多 余 等 为 从 由 至 各 将 把 可 能 会 要 共 再 后 时 中 内 上 下 可以 同 同比 对 向 以 使 让 了 按 于 其中 以及 并且 相继 先后 纷纷 现场 成功 顺利 如期 继续 参 首次".split()
)
_JOIN = frozenset("和 与 及 、 以及".split())
_EDGE = "“”‘’\"'「」『』 、和及与的了着《》()（）"
_EACH = re.compile(r"均|都|各")


class Counted(NamedTuple):
    """What a quantity counts; `change` is the word of a change (增长, 提高), empty for a level."""

    subject: str
    action: str = ""
    change: str = ""
    per: str = ""
    share_of: str = ""


class _Phrase(NamedTuple):
    subject: str
    verb: str
    tail: tuple[str, ...]
    share_of: str


@cache
def _verbs() -> tuple[frozenset[str], frozenset[str]]:
    """All verbs; those that are nouns as well."""
    words = lexicon("figure_verbs")
    also_nouns = frozenset(w[1:] for w in words if w[0] == "~")
    return frozenset(w for w in words if w[0] != "~") | also_nouns, also_nouns


@cache
def _levels() -> tuple[frozenset[str], frozenset[str]]:
    """All words between a noun and its figure; those of change."""
    words = lexicon("level_words")
    changes = frozenset(w[1:] for w in words if w[0] == "~")
    return frozenset(w for w in words if w[0] != "~") | changes, changes


class _Sentence:
    """A sentence cut into clauses and tokens once, for all its quantities."""

    def __init__(self, text: str):
        self.text = text
        self.clauses = [m.end() for m in _CLAUSE.finditer(_TITLE.sub(lambda m: "某" * len(m.group()), text))]
        self.words = tokens(text, ())
        self.starts = [0, *accumulate(map(len, self.words))]
        self.borders = frozenset(self.starts)

    def tokens(self, start: int, end: int) -> list[str]:
        """The tokens between two places; those cut by a place are cut."""
        first = max(0, bisect_left(self.starts, start))
        inside = [start, *(b for b in self.starts[first : bisect_left(self.starts, end)] if b > start), end]
        return [t for a, b in zip(inside, inside[1:], strict=False) if (t := self.text[a:b].strip())]

    def clause(self, at: int) -> tuple[int, int]:
        """The clause around a place."""
        i = bisect_left(self.clauses, at + 1)
        return self.clauses[i - 1] if i else 0, self.clauses[i] - 1 if i < len(self.clauses) else len(self.text)


def counted_nouns(text: str, quantities: list[Quantity], before: str = "") -> list[list[Counted]]:
    """For each of the quantities in `text` (simplified, folded) what it counts; two where 均 gives one figure to two.

    `before` is the subject that the sentence before ended with, for a sentence that opens with 其中.
    """
    sentence, found = _Sentence(text), []
    last: list[str] = []
    for run in _runs(sentence, quantities):
        left, right, per = _sides(sentence, quantities, len(found), run)
        subjects, verb = _subjects(left, right, run), left.verb or right.verb
        if not subjects:
            subjects = last or _earlier(sentence, run[0].start) or ([before] if before else [left.subject or verb])
        last = subjects
        changes = [w for w in left.tail if w in _levels()[1]]
        rows = [
            Counted(s, verb or "".join(left.tail), changes[-1] if changes else "", per, left.share_of) for s in subjects
        ]
        if len(rows) == len(run):
            found += [[row] for row in rows]
        else:
            shared = rows if _EACH.search("".join(left.tail)) else [rows[0]._replace(subject="、".join(subjects))]
            found += [shared for _ in run]
    return found


def _runs(sentence: _Sentence, quantities: list[Quantity]) -> list[list[Quantity]]:
    """Quantities with nothing but 、 or 和 between them share what they count: 增长4.4%、5.9%."""
    runs: list[list[Quantity]] = []
    for q in quantities:
        if runs and q.unit == runs[-1][-1].unit and _LINK.fullmatch(sentence.text[runs[-1][-1].end : q.start]):
            runs[-1].append(q)
        else:
            runs.append([q])
    return runs


def _sides(sentence: _Sentence, quantities: list[Quantity], done: int, run: list[Quantity]) -> tuple[_Phrase, _Phrase, str]:
    start, end = sentence.clause(run[0].start)
    left_edge = max(start, run[0].start - _REACH, quantities[done - 1].end if done else 0)
    after = done + len(run)
    right_edge = min(end, run[-1].end + _REACH, quantities[after].start if after < len(quantities) else end)
    per = [m.group() for m in _PER.finditer(sentence.text, max(start, run[0].start - _REACH), run[0].start)]
    return _left(sentence, left_edge, run[0].start), _right(sentence, run[-1].end, right_edge), per[-1] if per else ""


def _left(sentence: _Sentence, start: int, end: int) -> _Phrase:
    """The noun before a figure, the verb before the noun, and the words of level and change between."""
    tail: list[str] = []
    share = ""
    for _ in range(4):
        end = _without_tail(sentence, start, end, tail)
        text = sentence.text[start:end]
        cut = _DATE.search(text) or (any(w in _levels()[1] for w in tail) and _COMPARED.search(text)) or None
        of = None if cut or share else _SHARE.search(text)
        if of:
            share, cut = of[1].removesuffix("的"), of
        if not cut:
            break
        end = start + cut.start()
    while (head := _HEAD.match(sentence.text, start, end)) and head.end() > start:
        start = head.end()
    subject, verb = _noun(sentence.tokens(start, end))
    return _Phrase(subject, verb, tuple(reversed(tail)), share)


def _without_tail(sentence: _Sentence, start: int, end: int, tail: list[str]) -> int:
    """The end of the phrase without its words of level and change, which are added to `tail`."""
    levels, text = _levels()[0], sentence.text
    while end > start:
        if text[end - 1] in " ,":
            end -= 1
            continue
        word = next((text[end - n : end] for n in range(min(7, end - start), 0, -1) if text[end - n : end] in levels and end - n in sentence.borders), "")
        if not word:
            break
        tail.append(word)
        end -= len(word)
    return end


def _noun(words: list[str]) -> tuple[str, str]:
    """The noun after the last verb of a phrase, and the verb: 收集整理工作建议 → 工作建议, 收集整理."""
    verbs, also_nouns = _verbs()
    closing: list[str] = []
    while words and (words[-1] in verbs and words[-1] not in also_nouns or words[-1] in _levels()[0] or words[-1] in _GLUE):
        closing.insert(0, words[-1])
        words = words[:-1]
    cut = next((i for i in range(len(words) - 2, -1, -1) if _cuts(words, i)), -1)
    noun = "".join(words[cut + 1 :])
    opening = [w for w in words[: cut + 1] if w in verbs][-1:]
    said = [w for w in closing if w in verbs]
    if said and (opening and opening[0] in _AGENT or cut < 0 and not noun):
        return "", "".join((opening if opening else []) + ([noun] if noun else []) + said[-1:])
    return _clean(noun), (said or opening or [""])[-1]


def _cuts(words: list[str], i: int) -> bool:
    """Whether the noun begins after word `i`: a verb or 的 or 等, unless only 人数 or 面积 would be left."""
    verbs, also_nouns = _verbs()
    rest = words[i + 1 :]
    if words[i] not in verbs and words[i] not in _GLUE and words[i] not in _levels()[1]:
        return False
    bare = len(rest) == 1 and rest[0] in lexicon("measure_heads")
    if bare and words[i] in ("的", *verbs) and i > 0:
        return False
    return not (words[i] in also_nouns and (bare or i > 0 and words[i - 1] not in verbs and words[i - 1] not in _GLUE))


def _right(sentence: _Sentence, start: int, end: int) -> _Phrase:
    """The noun that follows a figure, up to the next verb: 20个重点课题开展深度调研 → 重点课题, 开展."""
    words = sentence.tokens(start, end)
    if words and words[0] == "的":
        words = words[1:]
    verbs, also_nouns = _verbs()
    stops = [i for i, w in enumerate(words) if (w in verbs and not (w in also_nouns and i != 0 and i < 4)) or w in _STOP and w not in _JOIN or w in "()（）"]
    stop = stops[0] if stops else len(words)
    verb = next((w for w in words[stop : stop + 3] if w in verbs and w not in _AGENT), "")
    if stop == 0 and len(words) > 1 and words[0] in ("在", "有", "具有", "符合", "获得", "参加", "涉及", "来自", "从事") and "的" in words[1:12]:
        at = max(i for i, w in enumerate(words[:16]) if w == "的")
        more = next((i for i in range(at + 1, len(words)) if words[i] in verbs or words[i] in _STOP and words[i] not in _JOIN), len(words))
        return _Phrase(_clean("".join(words[at + 1 : more])), "", (), "")
    if stop == 0 and len(words) > 1 and words[0] == "在" and words[1][0] in "外校岗职建编册":
        stop = next((i for i in range(2, len(words)) if words[i] in verbs), len(words))
    return _Phrase(_clean("".join(words[:stop])[:24]), verb, (), "")


def _subjects(left: _Phrase, right: _Phrase, run: list[Quantity]) -> list[str]:
    """The nouns a run of figures counts: on the right of a classifier, else on the left; none if to be carried over."""
    measured = run[0].unit in lexicon("measures")
    told = left.subject and (left.tail or measured)
    if right.subject and not (told and measured) and not (left.subject and left.tail and not measured and not left.verb and left.tail[-1] not in ("的", "约", "近", "有")):
        return [right.subject]
    if not left.subject:
        return [right.subject] if right.subject and (not measured or not left.tail) else []
    items = [i for part in _ITEMS.split(left.subject) if (i := part.strip(_EDGE))]
    if len(items) > 1 and (len(items) == len(run) > 1 or _EACH.search("".join(left.tail))):
        return _spelled_out(items)
    return [left.subject]


def _spelled_out(items: list[str]) -> list[str]:
    """城镇、农村居民收入 → 城镇居民收入, 农村居民收入; 提案办复率、满意率 → 提案办复率, 提案满意率."""
    first, last = items[0], items[-1]
    if len(first) > len(last) + 1 and first[-1] == last[-1]:
        return [first] + [i if len(i) > len(last) else first[: -len(last)] + i for i in items[1:]]
    if len(last) > len(first) + 1 and all(len(i) == len(first) for i in items[:-1]):
        return [i + last[len(first) :] for i in items[:-1]] + [last]
    return items


def _earlier(sentence: _Sentence, at: int) -> list[str]:
    """The noun that the clause before opens with: 国内生产总值再上台阶,达到126万亿元."""
    start = sentence.clause(at)[0]
    if not start:
        return []
    start, end = sentence.clause(start - 1)
    while (head := _HEAD.match(sentence.text, start, end)) and head.end() > start:
        start = head.end()
    noun = _right(sentence, start, min(end, start + _REACH)).subject
    return [noun] if noun else []


def _clean(noun: str) -> str:
    noun = re.sub(r"[(（][^()（）]*[)）]?", "", noun).strip(_EDGE)
    return noun.removeprefix("各类").removeprefix("各项").strip(_EDGE)

"""The words beside a figure → the noun, the verb, and the words of level and change between them."""

import re
from functools import lru_cache
from typing import NamedTuple

from corpus_tools.counting.clauses import YEAR, Tokens, without_head
from corpus_tools.counting.nouns import (
    AGENT,
    ALSO_NOUNS,
    CHANGES,
    HELPING,
    INNER_VERBS,
    JOIN,
    LEVELS,
    ONLY_VERBS,
    PERSON,
    RAISED,
    VERBS,
    clean,
    is_work,
    noun,
    unbracketed,
)
from corpus_tools.lexicon import lexicon
from corpus_tools.tokenize import tags

_DATE = re.compile(  # what may close it (由1994年的, 每月), and with what that opens
    r"(?=[自截\d一二三四五六七八九十上去前当同今本明下次年期初连“平每月人户亩全现原最如目过以提])(?:"
    rf"(?:(?:自|截[至止]到?)?(?:(?:19|20)\d\d年?[-–—~～至到])?{YEAR}(?:\d{{1,2}}月)?(?:度|底|末|初|同期|以来)?|[上去前当同今本明下次]年(?:度|底|末|初|同期)?|上年同期|上一?届|\d{{1,2}}月[底末]?|年初|期初"
    r"|(?:连续|提?前)?[\d一二三四五六七八九十]{1,9}年(?:前|间|来|内)?|“?[一二三四五六七八九十]{1,2}五”?(?:时期|期间|计划|末)|(?<=[由从是为])“[一二三四五六七八九十]{1,2}五”)的?$|(?:平均)?每[百千万十\d]*(?:[人户亩年月天日名个社斤吨度次]|(?:常住)?人口|公顷|公里|公斤|[平立]方米|平方公里)$"
    r"|(?:[上本]世纪|[一二三四五六七八九十]{1,2}世纪)?\d\d年代[初末]?的?$"
    r"|(?:(?<=[为达到至和、])[年月]?|(?<=[\u4e00-\u9fff]{2}))[人户亩]均$"
    r"|“?[一二三四五六七八九十]{1,2}五”? ?期[初末]的?$|上一?个$"
    r"|(?<=[盖及布])全[国省市县区州旗]的?$|(?:现在|原来|最初|当初|如今|目前|过去|以前|当时|当前)的?$)"
)
_COMPARED = re.compile(
    r"(?<![占对同可相])(?:比|较)(?![重例率值价赛利])[^,比较]{1,24}$|(?:^|[与同])[^,比较与同]{1,24}相[比较]$"
)
_THAN = re.compile("[比较]$")  # 增速比|同期提高
_GROUND = re.compile(r"在[^,在]{1,16}基础上$")  # 在2011年基础上翻一番
_BY = re.compile(
    "按[^,、按]{1,10}(?:计算|统计|测算)$|(?:扣除|剔除)[^,;扣剔]{1,16}(?:后|因素|影响)$"
    "|[因受][^,;因受]{2,14}(?:原因|影响)$"
)
_BEYOND = re.compile(  # 低于控制目标1.7个百分点
    r"(?<![或及])(低于|高于|高出|快于|慢于|好于|超过|超出?)(?:国家|原定|规定|年初|既定|全[国省市区县州盟]|上年|去年|预期|计划|控制|年度|平均|目标|同期|历史|经济|生产总值|GDP)[^,]{0,10}$"
)
_OF_WHOLE = re.compile(
    r"(?:[\d.,余多]{1,20}[万亿]?[^\d,，。;；、的]{1,3}的)?[\d.]{1,9}(?:[%倍]|个百分点)"
)  # 占预算52亿元的98%
_POINTS = re.compile(r"(?:[\d.]{1,9}个?[、和])?[\d.]{1,9}个?百分点")
_FASTER = re.compile(r"([高低快慢好]于|高出)[^,高低快慢好]{1,16}$")
_AGAINST = re.compile(r"比(?![重例率值价赛利如照])|较")  # 比一九八〇年|七亿斤, 比历史最高水平的一九七五年的|二百斤
_SHARE = re.compile(
    r"(?:(?<![侵抢强挤霸])占(?!地(?![区方])|[用领道线有])|相[当等]于(?=[^,]{2,24}$)(?![少减节]))([^,占]{0,24}?)(?P<word>的?(?:比重|比例|份额|比率|比))?$"
)
_GIVEN = re.compile(r"对[^,，;；、对]{1,14}?的?(?:贡献率|贡献度|贡献份额|依存度|拉动率|带动率)$")
_WHICH = re.compile(  # which of the things a noun names: 关于文化方面提出提案, 税务部门组织的收入
    r"(?:(?:围绕|关于|有关|涉及|针对)?([^,，。;；、\d的绕于关及对]{2,12}?方面)的?(?:提出|提交)?|(\w{2,8}部门(?:组织|征收)的))$"
)
_OF_PLAN = re.compile(  # 为预算的64.3%, 是上年的2倍, 完成预算64%; not 完成预算12亿元
    r"(?:为|是|完成|实现|达到|相当于)了?((?:年初|年度|全年|年|调整|国家|原定|上级)?(?:预算|计划|目标|任务)(?:数|目标)?|[上去]年(?:同期|全年)?)(?P<of>的?)$"
)
_NOT = re.compile(r"未(?![来成婚知])|没有?|不[会能再愿得]")
_BOUNDS = frozenset(("以上", "以下", "以内"))
_COUNTING = re.compile(r"[一二三四五六七八九十两几](?![级类星线甲般体流带站次期])|数(?![字据学控值])")
_BODY = re.compile("(?:企业|单位|部门|乡镇|街道|社区|村|户|学校|公司|合作社|支部|党组织|工程|项目)$")
_NUMERAL = re.compile(r"\d|[一二两三四五六七八九十百千万亿]")
_ALSO = re.compile(r"[(（][\u4e00-\u9fff]{1,2}[)）]次?")  # 122项(条)成果
_LEVEL_ENDS = frozenset(word[-1] for word in LEVELS)
_PREDICATES = frozenset(("a", "an", "v", "z"))  # 群众反映强烈, 因灾受损


class Phrase(NamedTuple):
    """A noun, the verb it goes with, the words of level and change, what a share is of, its words (占GDP的比重).

    `kinds` is the list before 等 of a noun that names what is listed, 化工、建材 of 化工、建材等产业产值, or the list
    before 分别, 甲、乙 of 甲、乙分别投入资金; where no noun follows, of deeds: 收案、结案.
    """

    subject: str = ""
    verb: str = ""
    tail: tuple[str, ...] = ()
    share_of: str = ""
    of: bool = False  # 的 stands between the figure and the noun
    share: str = ""
    kinds: str = ""


def left_phrase(sentence: Tokens, start: int, end: int) -> Phrase:
    """The noun before a figure, the verb before the noun, and the words of level and change between."""
    end, framed = _unframed(sentence, start, end)
    start = without_head(sentence, start, end)
    if _AGAINST.match(sentence.text, start, end) or sentence.text.endswith("而", start, end):
        return framed  # what it is compared with, or why: 因政策调整而增加的
    given = _GIVEN.search(sentence.text, start, end)  # 投资对经济增长的贡献率
    subject, verb = noun(sentence.tokens(start, given.start() if given else end), predicated=bool(framed.tail))
    subject, verb = (subject + given.group(), "") if given else (subject, verb)
    before = sentence.text.rfind(subject, start, end) if subject else start
    if which := _WHICH.search(sentence.text, start, before):
        subject, verb = (which[1] or which[2]) + subject, verb if which[1] else ""
    if framed.tail == ("了",) and subject[-2:] in ALSO_NOUNS:
        subject, verb = "", subject[-2:]  # 重点扶持了100户企业: a deed, though elsewhere a noun
    if not subject and "分别" in "".join(framed.tail):
        return framed._replace(kinds=sentence.text[start:end])
    listed = sentence.text.rfind(f"等{subject}", start, end) if subject else -1
    listed = sentence.text.find("分别", start, end) if listed < 0 else listed
    kinds = noun(sentence.tokens(start, listed))[0] if listed > start else ""
    return framed._replace(subject=subject, verb=verb, kinds=kinds)


def _unframed(sentence: Tokens, start: int, end: int) -> tuple[int, Phrase]:
    """Where the noun ends before a figure, and a phrase of what stands between: level, change, and what of a share."""
    tail: list[str] = []
    figure, share_of, share = end, "", ""
    beyond_what = _FASTER if _POINTS.match(sentence.text, end) else _BEYOND  # 增速快于城镇居民2个百分点
    for _ in range(4):
        end = _without_tail(sentence, start, end, tail)
        text = sentence.text[start:end]
        cut = _told_beside(text, tail)
        if not cut and (cut := beyond_what.search(text)):
            tail.append(cut[1])
        plan = _OF_PLAN.search(text)
        plan = plan if plan and (plan["of"] or "的" in tail or _OF_WHOLE.match(sentence.text, figure)) else None
        of = None if cut or share_of else _SHARE.search(text) or plan
        if of:
            share_of, cut = of[1].rstrip("的之") + (tail.pop() if tail[-1:] == ["目标"] else ""), of
            share = of.group() if of.groupdict().get("word") else ""
        if not cut:
            break
        end = start + cut.start()
    return end, Phrase(tail=tuple(reversed(tail)), share_of=share_of, share=share)


def _told_beside(text: str, tail: list[str]) -> re.Match | None:
    """What `text` ends with that tells when, on what ground or compared with what, not what is counted."""
    compared = not CHANGES.isdisjoint(tail) and _COMPARED.search(text)
    than = tail[-1:] == ["同期"] and _THAN.search(text)
    return compared or _DATE.search(text) or than or _BY.search(text) or _GROUND.search(text)


def behind(text: str, edge: int, start: int, used: str) -> int:
    """Where a phrase begins whose first noun is already `used`; at its end in a list: 8万亩草地(含退牧)和5万亩林地."""
    if text[edge:start].rstrip().endswith(("、", "和", "与", "以及")):
        return start
    taken = text.find(used, edge, edge + len(used) + 1)
    return taken + len(used) if taken >= 0 else edge


def _without_tail(sentence: Tokens, start: int, end: int, tail: list[str]) -> int:
    """The end of the phrase without its words of level and change, which are added to `tail`."""
    text = sentence.text
    while end > start:
        if text[end - 1] in " ,":
            end -= 1
            continue
        opened = max(text.rfind(sign, start, end) for sign in "(（") if text[end - 1] in ")）" else 0
        if opened > start:  # 已经解决的(A类)142件
            end = opened
            continue
        sizes = range(min(7, end - start), 0, -1) if text[end - 1] in _LEVEL_ENDS else ()
        some = (text[end - n : end] for n in sizes)
        word = next((w for w in some if w in LEVELS and _apart(sentence, start, end - len(w), w)), "")
        if not word or text[start:end].endswith(RAISED):
            break
        tail.append(word)
        end -= len(word)
    return end


def _apart(sentence: Tokens, start: int, at: int, word: str) -> bool:
    """Whether a word of level at `at` is one of its own; the segmenter makes words of 率为 and 面由."""
    if len(word) > 2 or at in sentence.borders or (len(word) == 2 and word in CHANGES):
        return True
    return at > start and sentence.text[at - 1] in "率面额数量积值比重例税中均有"


def right_phrase(
    sentence: Tokens, start: int, end: int, measured: bool = False, governed: bool = False, people: bool = False
) -> Phrase:
    """The noun that follows a figure, up to the next verb: 20个重点课题开展深度调研 → 重点课题, 开展.

    `governed`: a verb stands right before the figure, so that a noun follows: 取消65个办理环节. `people` are counted,
    who do things: 86名干部走访群众.
    """
    also = _ALSO.match(sentence.text, start, end)
    words = sentence.tokens(also.end() if also else start, end)
    of = bool(words) and words[0] == "的"
    words = words[of:]
    words = words[:1] + unbracketed(words[1:])  # 国(境)外学校
    money = words and "元" in (words[0][-1], "".join(words[:2])[-1])  # 三千亿元产业
    listed = words and _COUNTING.match(words[0]) and not money
    if not words or listed or words[0] in JOIN:
        return Phrase()
    stop = _stop(words, 0, measured, governed and "的" not in words[:16])
    stop = stop if measured else _acts(words, stop, people, bool(_NUMERAL.match(sentence.text, end)))
    if not measured and "的" in words[1:16] and _qualifies(words, stop):
        at = max(i for i, w in enumerate(words[:16]) if w == "的") + 1
        return Phrase(clean("".join(words[at : _stop(words, at, measured)])), of=of)
    if stop > 2 and words[stop - 2] == "、" and words[stop - 1] in VERBS:
        stop -= 2  # 领衔督办1件重点提案、联系3家企业
    aside = words[stop - 1] == "、" or words[stop : stop + 1] in (["("], ["（"])
    done = [] if aside else words[stop : stop + 3]  # 10条步道、安装50套器材; 126家(其中公办36家)
    verb = next((w for w in (*done, "".join(done[:2])) if w in VERBS and w not in AGENT), "")  # 用 上
    return Phrase(clean("".join(words[:stop])[:24]), verb, of=of)


def _acts(words: list[str], stop: int, people: bool, goes_on: bool) -> int:
    """Where, in a noun that ends at `stop`, the deed of the counted begins: 86名干部|走访群众, 28家企业|产值超1亿元.

    Not in 36个企业服务中心. `goes_on`: another figure follows.
    """
    whole = words[stop - 1] in lexicon("generic_nouns") or (words[stop - 1] in ALSO_NOUNS and not goes_on)
    told = ALSO_NOUNS | lexicon("measure_heads") if goes_on else ALSO_NOUNS
    persons = people and not PERSON.search(words[stop - 1])  # 98名委员|履职情况
    for i in range(1, 0 if whole and not people else stop):
        if persons and PERSON.search(words[i - 1]) and (words[i] in VERBS or words[stop - 1] == "情况"):
            return i
        if words[i] in told and (_BODY.search(words[i - 1]) or (people and PERSON.search(words[i - 1]))):
            return i
    return stop


def _qualifies(words: list[str], stop: int) -> bool:
    """Whether what stands before 的 only describes: 有针对性的建议, 反映强烈的提案; 学生的学杂费 is of the students."""
    described = words[stop - 1].startswith("各") or words[stop - 1].endswith("性") or words[stop - 1] in _BOUNDS
    described = described or any(word[0].isdigit() for word in words[:stop])  # 总投资超3000万元的项目
    described = described or {words[0][0], words[stop - 1][0]} & {*"不未"} or words[0][-1] == "有"  # 履职不力, 具有专长
    described = described or _pos(words[stop - 1]) in _PREDICATES
    return stop == 0 or words[0] == "可能" or (words[stop : stop + 1] == ["的"] and described)


@lru_cache(4096)
def _pos(word: str) -> str:
    """The part of speech of a word by itself, of four characters of the latter two: 成效显著."""
    return tags(word[-2:] if len(word) == 4 else word)[-1][1]


def _stop(words: list[str], start: int, measured: bool, governed: bool = False) -> int:
    """Where a noun that opens at `start` ends: before a verb or a word of the frame; 协商 may open or go on a noun."""
    for i in range(start, len(words)):
        word = words[i]
        named = word in ALSO_NOUNS and (i < start + 4 or i == len(words) - 1)
        goes_on = i + 1 < len(words)
        named = named or (governed and goes_on and (i == start or word in INNER_VERBS))  # 转化项目, 办理环节
        states = i == start and not measured and words[i + 1 : i + 2] in (["项目"], ["工程"], ["企业"])
        named = named or (states and word not in HELPING)  # 36个续建项目
        ending = word if len(word) < 4 or word[2:] not in VERBS else word[:2]  # 圆满完成
        word = ending if i > start and ending in ONLY_VERBS else word  # 课题组 开展调研
        framed = (ending in lexicon("noun_ends") and word not in JOIN) or (len(word) > 1 and word in LEVELS)
        framed = framed and word not in _BOUNDS  # 市级以上基地, 省级以上出口基地
        listed = word == "、" and _COUNTING.match("".join(words[i + 1 : i + 2]))  # 46项举措、两批
        listed = listed or (word in JOIN and words[i + 1 : i + 2] in (["我省"], ["我市"], ["我县"], ["我区"]))
        if i > start and is_work(words[i:]):
            return len(words)
        parted = i > start and goes_on and word + words[i + 1] in VERBS  # 居民用 上
        if (word in VERBS and not named) or framed or listed or parted or word in "()（）减增" or _NOT.match(word):
            return i
    return len(words)

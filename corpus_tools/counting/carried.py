"""Figures whose noun is missing or incomplete → the noun from the text before."""

import re
from typing import NamedTuple

from corpus_tools.counting.clauses import REACH, Tokens, without_head
from corpus_tools.counting.nouns import AGENTS, ALSO_NOUNS, CHANGES, EDGE, LEVELS, PERSON, VERBS, noun
from corpus_tools.counting.phrases import Phrase, right_phrase
from corpus_tools.counting.quantities import Quantity
from corpus_tools.lexicon import lexicon

_OF = re.compile(r"的(?=(?:已经?|约|近|只|仅|就)?(?:占|有|为|达)|$)")
_CONTENT = re.compile("(?:满意[和或、])?(?:比较|基本|非常|不)?满意$")  # 委员对办理表示满意的占95%
_PLACE = re.compile(r"[省市县区州旗乡镇村户人]$|街道$")
_REST = re.compile(r"(?:其他|其它|其余)(?:方面|类|领域)?的?$")
_WHOLE = re.compile(r"([^,，。;；、\d]{2,16})中[,，]")
_BY_HEAD, _LAND = frozenset(("人", "户")), frozenset(("亩", "公顷"))
_HOMES = re.compile("[村社组区镇乡]$|街道$|^[户人]$")
PEOPLE = frozenset(("人", "人次", "名", "位"))
_OF_PEOPLE = frozenset(("脱贫", "减贫", "搬迁", "就业", "上岗"))  # no money does that, nor all of a place
_NO_FIGURE, _AND_HEADS = re.compile(r"\D*"), re.compile(r"(?:(?<=户)[\d.]{1,8}万?余?[人名])?")  # 9户20人脱贫
_TITLED = re.compile(r"(?:获[评得聘]|荣?获|入选|当选|被评)为?([^,，。;；\d]{2,24}+)(?<![彰奖示励])")
_REACHED = re.compile(r"^(?:全部|已经?|均|成功|顺利|如期|实现|完成)+")
_TIMES = frozenset(("场", "场次", "期", "人", "人次"))
_OF_A_DEED = frozenset(("次", "轮"))
ABOUT = frozenset(("涉及", "反映"))
_SORT = re.compile(
    r"[省市县区]?本级|(?:[省市县区上]|乡镇)级|[A-D]类|会[前中后]|国家级|[公民]办|(?<![\d.])(?:\d[\d.]{0,8}|[十百千])?[万亿]{0,2}元以[上下]"
)  # 龙头企业22家,其中省级2家
_OF_A_TRADE = re.compile(
    r"(?<!主)(?:(?:主营业务|销售)收入|(?:总|销售)?产值|总?产量|[总亩单]产|(?:播种|种植|养殖|收获)面积|增加值|(?:利润|利税|税金)(?:总额)?)$"
)
_OF_A_BUDGET = re.compile("(?<!可支配)(?:收入|支出|限额|余额|(?:当年|年[末终]|滚存)?结余)(?:预算|计划)?$")
TOTALS = frozenset(("共计", "合计", "总计", "总共"))
_SIDES = frozenset(("城镇", "城市", "农村", "乡村"))  # 居民收入9元,其中农村6元
_RESIDENTS = re.compile("(?:常住)?居民.+")
_PAYERS = frozenset(("中央", "国家", "地方", "市县", "县区", "自筹"))
_EFFORT = re.compile("对([^,，对]{2,40})的[^,，的]{0,6}力度")  # 加大对甲犯罪的打击力度
RANKED = re.compile(r"(?:位居|位列|排名|居|列)(?:全[国省市区县州]|第)|[从由][^,，。;；]{0,6}第\d")
_TOTAL = re.compile("[,，](?:总[数量]|累计)[^,，]{0,4}$")
_ENDED = re.compile("[;；]")
_ROUND = str.maketrans("（）", "()")
_BY_WHOM = frozenset(("由", "交由", "交"))  # 提案交68个单位办理,办复率 is that of the proposals
_RATED = VERBS | lexicon("rates")  # what a 率 may tell of a thing
_COURT = re.compile("[省市本我]?(?:[中高]?院|法院)")
_AVERAGE = re.compile("[人户]均")
_NO_THING = re.compile("[人户]均|[率量额值数级积]$")


class Run(NamedTuple):
    """Figures joined only by 、 or 和 (增长4.4%、5.9%), the text since the run before, and the words beside them."""

    figures: list[Quantity]
    unit: str
    between: str
    left: Phrase
    right: Phrase
    per: str


class Said(NamedTuple):
    """What the figures so far counted: the last nouns, their unit, and the last thing counted in pieces."""

    nouns: list[str]
    unit: str = ""
    thing: str = ""
    verb: str = ""
    deed: bool = False  # the nouns are a verb, for want of a noun: 批准逮捕5人
    share: tuple[str, str] = ("", "")  # what the last figure was a share of, and the words that say so
    whole: "Said | None" = None  # what was said before 其中


def still_said(said: Said, run: Run, parts: int = 0) -> Said:
    """What was counted before a run: no thing from before ；, and what was said before an aside that has ended.

    其中 ends before a deed on all of it, its total or, after several `parts`, its rate or size; or with a bracket:
    提案80件,其中会后7件,立案75件; 提案80件(含会后7件),增长5%. Nothing is a part of a rate or
    average (满意率98%,其中已解决的占9%), and what a court did itself goes on: 其中市中院受理9件,审结8件.
    """
    between, left = run.between.translate(_ROUND), run.left
    said = said._replace(thing=said.thing * ("其中" in between), whole=None) if _ENDED.search(between) else said
    if said.whole and ")" in between.partition("(")[0]:
        return said.whole
    if "其中" in between or between.rfind("(") > between.rfind(")"):
        rate = said.thing and said.nouns[-1].endswith("率")
        if rate or (left.verb and said.nouns and _AVERAGE.search(said.nouns[-1])):  # 法官人均办案9件;其中中院收案60件
            said = said._replace(nouns=[said.thing or left.verb])
        return said._replace(whole=said._replace(whole=None))
    if not said.whole or (said.nouns and _COURT.match(said.nouns[-1])):
        return said
    deed = left.verb not in ("", *_OF_PEOPLE) and not (left.subject or left.tail)
    done = (deed or _TOTAL.search(between)) and run.unit == said.whole.unit
    sized = parts > 1 and left.subject and (rate_of(left.subject) == left.subject or is_size(left.subject))
    return said.whole if done or sized else said


def carried(sentence: Tokens, run: Run, nouns: list[str], said: Said) -> Said:
    """What a run counts: its own nouns, completed by the thing before, else those of the previous run."""
    own = _naming(sentence, run, nouns, said)
    if own:
        return _completed(own, run, said)
    if deed := _deed(sentence, run, said):
        return said._replace(nouns=[deed], unit=run.unit, verb="")
    paid = run.unit not in lexicon("measures") and lexicon("money_verbs").intersection(said.nouns)
    if said.nouns and not paid:
        return _again(run, said)
    opened = _opened(sentence, run, said)  # 投入9亿元,推进危房改造,竣工2个
    return opened if opened.nouns or not paid else _again(run, said)


def _naming(sentence: Tokens, run: Run, nouns: list[str], said: Said) -> list[str]:
    """The nouns of a run, unless they only tell which of the things before are meant, or another deed on these."""
    left = run.left
    deed = left.tail[:1] == ("的",) and nouns == [left.subject] and (left.verb or left.subject in VERBS)
    if deed and left.verb not in ABOUT and not left.share_of:  # 作为意见处理的5件, not 涉及教育的5件
        opening = _opening(sentence, run.figures[0].start)
        nouns = [opening] if opening else [] if run.unit in (said.unit or run.unit, "%") else nouns
    counted = run.unit == said.unit and run.unit not in lexicon("measures") | _OF_A_DEED | _TIMES
    another_deed = counted and nouns == [left.subject] and nouns[0] in ALSO_NOUNS  # 开工项目20个、签约30个
    return [] if another_deed else nouns


def _again(run: Run, said: Said) -> Said:
    """What a run without a noun counts: the nouns of the run before, unless its verb or its unit tells another."""
    verb, unit, last = run.left.verb, run.unit, said.nouns[-1]
    if said.thing and unit not in lexicon("measures") and last.endswith("率"):
        return said._replace(nouns=[said.thing], unit=unit)  # 34个项目开工,开工率100%,竣工32个
    if len(said.nouns) == 1 and verb and unit == said.unit and last[-2:] in ALSO_NOUNS:
        return said._replace(nouns=[last[:-2] or last])  # 生猪存栏8万头,出栏12万头
    lived_in = unit in _BY_HEAD and unit != said.unit and _HOMES.search(last)
    return said._replace(nouns=[unit], unit=unit) if lived_in else said  # 辖6个行政村,1438户5696人


def _opened(sentence: Tokens, run: Run, said: Said) -> Said:
    """What the first run counts that has no noun: what the clause before opens with, or its deed on people."""
    opening = earlier_clause(sentence, run.figures[0].start)
    if run.left.verb and run.unit in PEOPLE and opening and not PERSON.search(opening[0]):
        return said._replace(nouns=[run.left.verb], unit=run.unit, deed=True)  # 深化专项行动,批捕3人
    return said._replace(nouns=opening, unit=run.unit)


def _completed(nouns: list[str], run: Run, said: Said) -> Said:
    """What a run with nouns of its own counts: these with what they leave to the nouns before."""
    counted = run.unit not in lexicon("measures") - _LAND
    if nouns[0].startswith("对") and nouns[0].endswith("率") and said.nouns:  # 对全省贡献率 is that of the noun before
        nouns = [noun + nouns[0] for noun in said.nouns[-len(run.figures) :]]
    of_these = run.unit == (said.unit or run.unit) or (said.thing and counted)
    if len(nouns) == 1 and of_these and said.nouns and _SORT.fullmatch(nouns[0]):
        thing = said.thing or next((n for n in said.nouns if n not in _PAYERS), "")  # 资金9亿元,其中省级3亿元
        return said._replace(nouns=[nouns[0] + _SORT.sub("", thing, 1)])
    people = _RESIDENTS.search(said.nouns[-1]) if said.nouns and _SIDES.issuperset(nouns) else None
    for heads in (_OF_A_TRADE, _OF_A_BUDGET) if len(nouns) == len(said.nouns) == 1 else ():
        whose = heads.match(nouns[0]) and TOTALS.isdisjoint(run.left.tail) and heads.search(said.nouns[0], 2)
        if whose:  # 食品业产值达到9亿元,利税1亿元; 保险基金收入9亿元,支出8亿元
            nouns = [said.nouns[0][: whose.start()] + nouns[0]]
    nouns = [noun + people.group() if people else whole_name(noun, said.thing) for noun in nouns]
    by_whom = not _BY_WHOM.isdisjoint((run.left.verb, *run.left.tail))
    thing = said.thing if by_whom or not counted or _NO_THING.search(nouns[0]) else nouns[0]
    thing = "" if nouns[0].endswith("面积") and not nouns[0].startswith(thing) else thing
    return Said(nouns, run.unit, thing, said.verb, whole=said.whole)


def _deed(sentence: Tokens, run: Run, said: Said) -> str:
    """What figures count that only name the deed: 脱贫 of 20个村退出,600人脱贫; 全国先进 of 四次荣获全国先进."""
    left, unit, before = run.left, run.unit, said.unit
    at = _AND_HEADS.match(sentence.text, run.figures[-1].end).end()
    if run.per in ("人均", "户均") and left.tail[-1:] == ("增收",):
        return f"{run.per}增收"
    if left.subject or left.verb:
        whose = _COURT.match("".join(said.nouns[-1:]))  # 其中中院收案60件,结案58件
        told = said.deed or (left.verb in _OF_PEOPLE and before.endswith("元"))  # 批准逮捕5人,起诉9人; 1亿元,脱贫324户
        return (whose[0] if whose else "") + left.verb if told else ""
    if title := None if unit in lexicon("measures") else _TITLED.match(sentence.text, at):
        return title[1].strip(EDGE)  # 2人获评劳动模范,3人入选人才库
    if unit == before or (unit in _BY_HEAD and before in (*_BY_HEAD, "名", "位", "人次")):
        return ""
    end = min(sentence.clause(at)[1], at + 20)
    words = _NO_FIGURE.match(sentence.text, at, end).group()
    if unit in _OF_A_DEED:
        deed = next((words[:n] for n in (4, 3, 2) if words[:n] in VERBS or words[:n] in CHANGES), "")
        return words[len(deed) :].strip(EDGE) if deed else ""  # 两次下调电价
    words = _REACHED.sub("", words) if unit in _BY_HEAD and at + len(words) == end else ""
    return words if len(words) < 13 and {words[:2], words} & VERBS else ""


def each_of(told: list[str], things: list[str]) -> list[str]:
    """What the figures of several things refer to: 提案满意率 and 建议满意率 of 提案20件和建议30件,满意率均为98%."""
    if len(told) != 1 or len(set(things)) < 2:
        return told
    whole = [whole_name(told[0], thing.removesuffix(rate_of(thing))) for thing in things]
    return whole if told[0] not in whole else told


def rest_of(sentence: Tokens, between: str, said: Said, unit: str) -> list[str]:
    """What the rest of a list is of, else 其他: 提案 of 提案9件,其中经济6件,其他3件 and 提案中,经济6件;其他3件."""
    if not (rest := _REST.search(between)):
        return []
    if said.whole and said.whole.unit == unit:
        return said.whole.nouns
    whole = _WHOLE.match(sentence.text)
    found = noun(sentence.tokens(0, whole.end(1)))[0] if whole else ""
    return [found] if found else [] if rest[0].startswith("其余") else ["其他"]


def _opening(sentence: Tokens, at: int) -> str:
    """The noun that opens a clause up to its last 的: 所提问题 of 所提问题已经解决的占77%."""
    start = without_head(sentence, sentence.clause(at)[0], at)
    found = _OF.search(sentence.text, start, at)
    told = found and not sentence.text.startswith(("因", "由于", "受"), start)  # not why
    end = found.start() if told else -1
    if content := _CONTENT.search(sentence.text, start, max(start, end)):
        return content.group()
    words = sentence.tokens(start, end) if end > start else []
    return right_phrase(sentence, start, end).subject if words else ""


def at_last(sentence: Tokens, runs: list[Run]) -> str:
    """What stands before the first of the runs, else what follows it and those it is joined to: 126人次 赴外学习."""
    left, at = runs[0].left, runs[0].figures[-1].end
    if left.subject or left.verb:
        return left.subject or left.verb
    for run in runs[1:]:
        if run.figures[0].start - at > 1:
            break
        at = run.figures[-1].end
    later = next((run.figures[0].start for run in runs if run.figures[0].start > at), len(sentence.text))
    after = sentence.text[at : min(at + 12, later, max(at, sentence.clause(at)[1]))].strip(EDGE)
    return "" if after in LEVELS else after


def whole_name(noun: str, thing: str) -> str:
    """A rate or a size with the thing it belongs to, if it names none: 提案 and 立案率 → 提案立案率.

    >>> whole_name("立案率", "提案"), whole_name("总投资", "重点项目"), whole_name("城镇化率", "提案")
    ('提案立案率', '重点项目总投资', '城镇化率')
    """
    rate = rate_of(noun) == noun
    size = is_size(noun) and not PERSON.search(thing)
    of = thing and not _PLACE.search(thing) and not thing.endswith(noun)
    return thing + noun if of and (rate or size) else noun


def rate_of(noun: str) -> str:
    """The rate at the end of a noun, which does not say whose it is: 办复率 of 提案办复率.

    >>> rate_of("提案办复率"), rate_of("城镇化率")
    ('办复率', '')
    """
    if not noun.endswith("率"):
        return ""
    return next((noun[-n:] for n in range(len(noun), 1, -1) if noun[-n:-1] in _RATED), "")


def is_size(noun: str) -> bool:
    """Whether a noun says how something is measured rather than what: 面积, 总投资."""
    return noun.removeprefix("总").removeprefix("平均") in lexicon("measure_heads")


def earlier_clause(sentence: Tokens, at: int) -> list[str]:
    """The noun that the clause before opens with: 国内生产总值再上台阶,达到126万亿元."""
    start = sentence.clause(at)[0]
    if not start:
        return []
    start, end = sentence.clause(start - 1)
    start, end = without_head(sentence, start, end), min(end, start + REACH)
    rank = RANKED.search(sentence.text, start, end)  # 投资居全省第三,增速高于全省5个百分点
    effort = _EFFORT.search(sentence.text, start, end)
    start, end = effort.span(1) if effort else (start, rank.start() if rank else end)
    words = sentence.tokens(start, end)
    told = "" if effort or "的" in words else right_phrase(sentence, start, end).subject
    opening = told or (noun(words)[0] if words else "")
    return [opening] if opening and not (opening.endswith(("方面", "力度")) or AGENTS.search(opening)) else []

"""What a quantity counts: the noun beside it, what was done, per what, of what."""

import re
from collections.abc import Mapping
from itertools import takewhile, zip_longest
from types import MappingProxyType
from typing import NamedTuple

from corpus_tools.counting.carried import (
    ABOUT,
    PEOPLE,
    TOTALS,
    Run,
    Said,
    at_last,
    carried,
    each_of,
    earlier_clause,
    is_size,
    rest_of,
    still_said,
)
from corpus_tools.counting.clauses import REACH, Tokens
from corpus_tools.counting.lists import in_two, of_kinds, spelled_out
from corpus_tools.counting.nouns import ALSO_NOUNS, CHANGES, EDGE, HELPING, LEVELS, RESOLVING, VERBS
from corpus_tools.counting.phrases import Phrase, behind, left_phrase, right_phrase
from corpus_tools.counting.quantities import LISTED, Quantity
from corpus_tools.lexicon import lexicon

_PER = re.compile(
    r"(?:平均)?每(?:[一百千万亿]*|\d+)(?:个?工作日|常住人口|人口|公里|平方公里|平方米|立方米|[年月天日人户亩名个位所村吨次])"
    r"|人均|户均|亩均|(?<![上去])[年月日]均"
)
_ITEMS = re.compile(r"、|以及|和(?![美谐平])|与(?!会)|(?<![普涉危])及(?!格)")
_TIMES = frozenset(("天", "小时", "个小时", "分钟", "个月", "工作日", "个工作日"))
_EVENTS = frozenset(("场", "场次", "次", "期", "轮", "件"))
_WHO = re.compile(r"(?:委员|干部|队员|志愿者|党员|人员|专家|领导|律师|法官|检察官|领导带头)$")
_BEFORE_WHAT = CHANGES | {"的"}  # 银行增加1000亿元贷款, 大队的34亩花生
_SHARES = frozenset(("%", "‰", "个百分点", "百分点", "倍", "番", "成"))
_WEAK = frozenset("的约近了着有共已各也又还再仅只占地") | {*"已经 共有 大约 左右 年末 全部 新台币 人民币".split()}
_MONEY = re.compile(r"(?:资金|款|经费|基金|国债|债券|债|贷款|补助|补贴|信贷)$")
_AND = tuple("、和及与")
_DEEDS = VERBS - LEVELS - RESOLVING - HELPING - {"发生"}  # with which a change has a name of its own
_NO_ACTION = frozenset("的计到在约近按以对将把被向中至地了着因")
_LEFT = re.compile("结[转余]$")  # 调入资金9亿元、上年结转3亿元
_MOST = 8  # nouns that are paired with figures
_TURNED = re.compile(  # 增长8%;民间投资更加活跃,实现31亿元; 增长8%,财政收入:完成3亿元
    r"[;；][^,，;；、\d]{4,24}[,，](?:[^,，;；、\d]|\d{4}年){0,12}$|[,，;；][^,，;；、:：\d]{2,16}[:：][^,，;；、:：\d]{0,8}$"
)
_EACH = re.compile(r"均|都|各")
_GROWN = re.compile(  # 以11%的速度增长, 8%的快速增长
    "的(?:速度|快速|较快|高速|持续|稳定|平稳|大幅){0,3}(增长|递增|增速|[增涨降]幅)(?:[,，。;；、]|$)"
)
_PLACES = (*"省市县州旗乡镇村", "市区")
_PLANNED = re.compile("(?:年初|年度|全年|年|调整|国家|原定|上级)?(?:预算|计划|目标|任务)(?:数|目标)?")
_PART = re.compile(  # of whom: 市本级 money, 市中院 cases
    r"[省市县区州旗]本级|(?<=[,，、中])[省市县区]级(?=财政|配套|安排)|(?<!全)[省市](?:[中高]院|法院)|(?:(?<=其中)|(?<![\u4e00-\u9fff]))(?:[中高本我]院|院本级)|[基中高][层级](?:人民)?法院"
)
_WHOSE = re.compile(f"^[省市县区]级|{_PART.pattern}")
_OF_ALL = re.compile("其中|全[省市州]")
_PURPOSE = re.compile("(?:专门|专项|重点|主要)?用于([^,，。;；、和与及的]{2,16})")
_FRAMES = {  # before and behind the first of two figures: 由十年前的30%提高到52%, 在计划增产9斤的基础上增产10斤
    re.compile("[由从](?=[^,，由从]{0,16}$)"): re.compile(
        r"(?:[\u4e00-\u9fff]{0,6}[到至]|[\u4e00-\u9fff]{1,6}为)(?:[^,，。;；、]{0,12}[的年末底亩人])?[约近超过]{0,2}$"
    ),
    re.compile("在(?=[^,，在]{0,16}$)"): re.compile("的?基础上"),
}


class Counted(NamedTuple):
    """What a quantity counts; `change` is the word of a change (增长, 提高), empty for a level."""

    subject: str
    action: str = ""
    change: str = ""
    per: str = ""
    share_of: str = ""


def counted_nouns(
    sentence: Tokens, quantities: list[Quantity], before: str = "", before_it: Mapping[str, str] = MappingProxyType({})
) -> list[list[Counted]]:
    """For each of the quantities in a sentence (simplified, folded) what it counts; two if 均 applies it to two nouns.

    `before` is the last subject of the previous sentence, for one that opens with 其中; `before_it` has what the
    previous sentences counted in each unit, for one that only names the deed (经审查，立案196件).
    """
    runs = _runs(sentence, quantities)
    takes_up = runs and runs[0].left.tail[:1] == ("的",) and not before  # 已经解决的28件
    again = before_it.get(runs[0].unit, "") if takes_up else ""
    said = Said([again], runs[0].unit) if again else Said([before] if before else [])
    found, earlier, nouns, listed = [], [], [], []
    for i, run in enumerate(runs):
        so_far = still_said(said, run, len(listed))
        run = runs[i] = _of_same(run, so_far.nouns)
        left, unit, n = run.left, run.unit, len(run.figures)
        own = each_of(_own(sentence, runs, i, nouns, so_far), _things(left, n, listed, earlier))
        dealt_to = [] if own else _respectively(runs, i, earlier)
        said = carried(sentence, run, own or [row.subject for row in dealt_to], so_far)
        if not said.nouns:
            again = before_it.get(unit, "")  # what its unit counted before, else the deed
            said = Said([again or at_last(sentence, runs[i:])], unit, deed=not again)
        if not (own or dealt_to):
            said = _of_its_unit(runs, i, nouns, said)
        said = said._replace(share=_share(left, unit, said), nouns=_of_a_part(sentence, runs, i, said.nouns, own))
        named_again = run.between.endswith(_AND) and run.between[:-1].strip(EDGE) in nouns[-1]
        goes_on = run.between.startswith(_AND) or named_again  # 召开会议4次、座谈会2次; 建成12个公园、3条步道
        listed = [*listed, *said.nouns] if goes_on else said.nouns
        nouns.append(said.nouns)
        joined = said.verb if goes_on or (i > 0 and not run.between) else ""  # 起诉7件11人
        rows = _rows(said, run, joined, [row.action for row in dealt_to])
        said = said._replace(verb=rows[0].action if rows[0].action in ALSO_NOUNS else left.verb or joined)
        earlier += [row for row in rows if row.action not in ("从", "由")]
        found += _dealt(rows, n, _is_each(left, n))
    return found


def _runs(sentence: Tokens, quantities: list[Quantity]) -> list[Run]:
    """The quantities of a sentence in runs."""
    joined: list[list[Quantity]] = []
    text = sentence.text
    for q in quantities:
        last = joined[-1][-1] if joined else None
        told = last and (q.unit in text[q.start : q.end] or q.unit not in text[last.start : last.end])  # 9人、2万农民
        if told and q.unit == last.unit and LISTED.fullmatch(text, last.end, q.start):
            joined[-1].append(q)
        else:
            joined.append([q])
    runs: list[Run] = []
    for figures, following in zip_longest(joined, joined[1:]):
        runs.append(_run(sentence, figures, runs[-1] if runs else None, following))
    return runs


def _of_same(run: Run, nouns: list[str]) -> Run:
    """A run that repeats the noun of the sum it changed, without that noun: 财政收入完成9亿元,减少收入1亿元."""
    left = run.left  # not 发行债券9亿元,其中新增债券1亿元
    moved = run.unit == "元" and left.verb in CHANGES - {"新增"} and nouns and nouns[-1].endswith(left.subject or "。")
    return run._replace(left=left._replace(subject="", verb="", tail=(left.verb, *left.tail))) if moved else run


def _things(left: Phrase, n: int, listed: list[str], earlier: list[Counted]) -> list[str]:
    """The things `n` figures belong to: after 分别 those of as many rows, after 均 all items of a list."""
    if n > 1:
        return [row.subject for row in earlier[-n:]] if "分别" in "".join(left.tail) else []
    return listed if _EACH.search("".join(left.tail)) else []


def _is_each(left: Phrase, n: int) -> bool:
    """Whether each of `n` figures applies to every noun: 均达到95%, or with a single figure 分别增长10%."""
    said = "".join(left.tail)
    return bool(_EACH.search(said)) or (n == 1 and "分别" in said)


def _paired(runs: list[Run], i: int) -> list[str]:
    """The noun for a run of runs in different units: 面积, then 产量, of 面积和产量达到90亩、24吨."""
    first, last = i, i + 1
    while first > i - _MOST and not runs[first].left.subject and _linked(runs[first]):
        first -= 1
    while last < min(i + _MOST, len(runs)) and _linked(runs[last]):
        last += 1
    items = _items(runs[first].left.subject)
    return [spelled_out(items)[i - first]] if len(items) == last - first > 1 else []


def _items(listed: str) -> list[str]:
    """The nouns of a list: 甲、乙和丙."""
    return [item for part in _ITEMS.split(listed) if (item := part.strip(EDGE))]


def _linked(run: Run) -> bool:
    """Whether only 、 or 和 separates a run from the one before it: 每月50元、每年600元."""
    return bool(LISTED.fullmatch(run.between.removesuffix(run.per)))


def _goes_on(run: Run) -> bool:
    """Whether a run is one more of those that 分别 deals: 分别上升8%|和0.6个百分点, 分别上升8%|和提高0.6个百分点."""
    return "分别" in run.left.tail and not run.left.subject and run.between[:1] in ("、", *_AND)


def _own(sentence: Tokens, runs: list[Run], i: int, nouns: list[list[str]], said: Said) -> list[str]:
    """The nouns a run has of its own: beside it, of the rest of a list or of a sum, or opening the clause before."""
    run = runs[i]
    own = _beside(sentence, runs, i) or rest_of(sentence, run.between, said, run.unit) or _summed(runs, nouns, i)
    return own or (earlier_clause(sentence, run.figures[0].start) if _TURNED.search(run.between) else [])


def _beside(sentence: Tokens, runs: list[Run], i: int) -> list[str]:
    """The nouns beside a run, else beside the next with nothing between (21批1463名医务人员), else a verb of money."""
    run, found = runs[i], _paired(runs, i) or _subjects(runs[i])
    for following in runs[i + 1 : i + 2]:
        adjoins = not following.between or (_linked(following) and run.unit != following.unit)  # 培训9人、2万农民 not
        found = found or (_subjects(following._replace(left=run.left)) if adjoins else [])
        if following.between == "的" and found and is_size(found[0]) and not following.right.subject.endswith("率"):
            found = [following.right.subject + found[0]]  # 总投资5亿元的12个项目
    if not run.unit.endswith("元") or (found and found[0] not in VERBS):
        return found
    purpose = _PURPOSE.match(sentence.text, run.figures[-1].end)  # 每年安排2000万元用于农田水利
    return [purpose[1]] if purpose else found or ([run.left.verb] if run.left.verb in lexicon("money_verbs") else [])


def _summed(runs: list[Run], nouns: list[list[str]], i: int) -> list[str]:
    """What a total without a noun counts: 慰问金、慰问品 of 慰问金2万元,慰问品1万元,合计3万元."""
    alike = sum(1 for _ in takewhile(lambda run: run.unit == runs[i].unit, reversed(runs[:i])))
    parts = list(dict.fromkeys(noun for each in nouns[i - alike : i] for noun in each))
    return ["、".join(parts)] if len(parts) > 1 and not TOTALS.isdisjoint(runs[i].left.tail) else []


def _of_its_unit(runs: list[Run], i: int, nouns: list[list[str]], said: Said) -> Said:
    """What the last run of its unit counted, for a run without nouns that those just said do not fit.

    They are too many, or it tells how much a figure of another unit changed: 事故12起,死亡2人,减少3起、1人.
    """
    run, tail = runs[i], runs[i - _linked(runs[i])].left.tail
    is_changed = run.unit not in _SHARES | {said.unit} and not CHANGES.isdisjoint(tail)
    if len(said.nouns) <= len(run.figures) and not is_changed:
        return said
    alike = (nouns[k] for k in reversed(range(i)) if runs[k].unit == run.unit)  # 分别上升5%和6%;中院结案9件
    return said._replace(nouns=next(alike, said.nouns), unit=run.unit)


def _respectively(runs: list[Run], i: int, earlier: list[Counted]) -> list[Counted]:
    """分别增长5.6%、12%、14.3% after three clauses: the last rows, one for each figure."""
    left, n = runs[i].left, len(runs[i].figures)
    if not left.subject and len(deeds := _items(left.kinds)) == n:  # 收案、结案分别上升5%和6%
        done = [next((row for row in earlier if deed in (row.subject, row.action)), None) for deed in deeds]
        if None not in done:
            return done
    dealt = left.share_of or any(w in CHANGES or "分别" in w for w in left.tail)
    first = i - sum(1 for _ in takewhile(_goes_on, runs[i:0:-1]))  # 分别上升8%、9%和0.6个百分点
    told = sum(len(run.figures) for run in runs[first:i])
    together = told + n + sum(len(run.figures) for run in takewhile(_goes_on, runs[i + 1 :]))
    alike = first > 0 and len(runs[first - 1].figures) == together  # 甲乙分别达到3元和4元,增长5%和6%
    rows = earlier[-told - together :][told:]  # before the first of these runs, one for each that is left
    return rows[:n] if dealt and not alike and 1 < together == len(rows) else []


def _dealt(rows: list[Counted], n: int, each: bool) -> list[list[Counted]]:
    """Rows for `n` figures: one each where the counts agree, all to each after 均, else one for all nouns together."""
    if len(rows) == n:
        return [[row] for row in rows]
    return [rows if each else [rows[0]._replace(subject="、".join(r.subject for r in rows))] for _ in range(n)]


def _of_a_part(sentence: Tokens, runs: list[Run], i: int, nouns: list[str], own: list[str]) -> list[str]:
    """The nouns of a run, with what tells a part: 生产总值9亿元,人均1万元; 全市收入9亿元,其中市本级3亿元."""
    run, last, at = runs[i], runs[i - 1].figures[-1].end if i else 0, runs[i].figures[0].start
    part = run.per if run.per in ("人均", "户均", "亩均") and not own else ""
    if whose := _PART.search(sentence.text, max(sentence.clause(at)[0], last), at):
        court = nouns[0].endswith(("案件", "案")) and _OF_ALL.search(sentence.text, 0, at)
        of_part = court if whose[0].endswith("院") else run.unit == "%" or run.unit.endswith("元")
        part, nouns = (whose[0], [_WHOSE.sub("", noun, 1) or whose[0] for noun in nouns]) if of_part else (part, nouns)
    return [noun if part in noun or not noun or noun.endswith("标准") else part + noun for noun in nouns]


def _share(left: Phrase, unit: str, said: Said) -> tuple[str, str]:
    """What a figure is a share of: stated beside it, or taken from the share before (占GDP比重达50%,提高2个百分点)."""
    grown = unit == "%" and not CHANGES.isdisjoint(left.tail)  # 占GDP比重达50%,增长8%
    before = said.share if unit in ("%", "个百分点", "百分点") and not grown else ("", "")
    return (left.share_of, left.share) if left.share_of or left.share else before


def _rows(said: Said, run: Run, joined: str, before: list[str]) -> list[Counted]:
    """A row for each of the subjects; `joined` is the verb of the row before 、 (召开会议4次、座谈会2次).

    `before` has the deeds of the rows that the figures are dealt to: 批准逮捕5人, 起诉9人, 分别上升6%和7%.
    """
    left, subjects, (share_of, share) = run.left, said.nouns, said.share
    if left.share_of and run.unit not in _SHARES:  # 占年初预算数8亿元的54%, 占全县收入9亿元的33%
        plan = _PLANNED.search(share_of)
        return [Counted(subject + share + plan[0] if plan else share_of) for subject in subjects]
    at = left.tail.index("占") if "占" in left.tail else 0  # 因故增加的占62%
    changes = [w for w in left.tail[at:] if w in CHANGES]
    of_whole = "占" in left.tail or (share_of and "总数" in left.tail)  # 占提案总数的6%
    level = "占" if of_whole else "".join(w for w in left.tail if w not in _WEAK)
    for_whom = level == "为" and not left.subject  # 为1200名老人安装扶手
    level = "" if run.right.verb and (for_whom or level in RESOLVING) else level  # 力争100个项目竣工
    weak = ((level or run.right.verb) and left.verb in RESOLVING) or "新增" in left.tail
    verb = "" if weak else left.verb  # 力争粮食产量达到50万吨
    done = "" if left.subject in subjects else _done(left.subject)
    action = done or verb or level or run.right.verb or ("" if _LEFT.search(subjects[0]) else joined)
    action = "" if action in _NO_ACTION else action
    action = action or ("占" if share_of and not share else "")
    level_told = changes or share_of or share or "实现" not in left.tail
    if run.unit == "%" and not level_told and subjects[0][-1:] in tuple("值入资额"):
        changes = ["增长"]  # 生产总值实现约4.5%
    change, deed = changes[-1] if changes else "", verb if left.subject else said.verb
    new = deed if change and deed[:1] == "新" else ""  # 新设企业增长8%, 新设企业3万户,增长8%
    before = before if len(before) == len(subjects) else [deed] * len(subjects)
    deeds = [each if change and each in _DEEDS and not new else "" for each in before]
    done = zip(subjects, [each + level if each else action for each in deeds], strict=True)  # 结案30件,增长8%
    return [Counted(new + subject + share, action, change, run.per, share_of) for subject, action in done]


def _done(noun: str) -> str:
    """Words that are usually nouns but are the deed here: 建设425个示范村, 重点改造12个小区."""
    bare = noun[-2:] if noun[:-2] in lexicon("not_subjects") else noun
    return bare if bare in ALSO_NOUNS else ""


def _run(sentence: Tokens, figures: list[Quantity], before: Run | None, following: list[Quantity] | None) -> Run:
    """A run with what stands left and right of it within its clause, and 每… before it."""
    text, at, after, unit = sentence.text, figures[0].start, figures[-1].end, figures[0].unit
    last = before.figures[-1].end if before else 0
    start, end = sentence.clause(at)
    reach = max(start, at - REACH)
    edge = max(reach, last)
    if before and edge == last and _subjects(before) == [before.right.subject]:  # which this run cannot count too
        edge = behind(text, edge, at, before.right.subject)
    end = min(end, after + REACH, following[0].start if following else end)
    per = [] if "/" in unit else _PER.findall(text, reach, at)
    people = unit == "人" and text.startswith("口", after)  # 十亿人口
    left = left_phrase(sentence, edge, at)
    framed = _framed(text, edge, figures, end)
    if framed and (outer := left_phrase(sentence, edge, framed.end())).subject:
        left = outer._replace(tail=left.tail)
    measured = unit in lexicon("measures")
    of_list = measured and text[at - 1 : at] in ("、", "等")  # 政务全网办、95%事项实现掌上办
    governed = left.verb not in HELPING | {""} and not (left.subject or left.tail or unit in PEOPLE)
    named = unit in ("名", "位", "户")
    right = right_phrase(sentence, after - people, after if framed else end, measured, governed, named)
    left = left._replace(subject="", verb="") if of_list and right.subject else left
    if grown := _GROWN.match(text, after):
        left, right = left._replace(tail=(*left.tail, grown[1])), Phrase()
    if before and not left.subject and text[before.figures[0].start - 1] == "等" and "分别" in "".join(left.tail):
        left = left._replace(subject=before.right.subject, kinds=before.left.subject)  # 甲、乙等2个产业分别增长5%、6%
    between = text[last:at] if before else ""
    dealt = before and "分别" in before.left.tail and not CHANGES.isdisjoint(before.left.tail)
    if dealt and LISTED.fullmatch(between.removesuffix("".join(left.tail))):
        left = left._replace(tail=("分别", *left.tail) if left.tail else before.left.tail)  # 分别上升8%和提高2个百分点
    return Run(figures, unit, between, left, right, per[-1] if per else "")


def _framed(text: str, start: int, run: list[Quantity], end: int) -> re.Match | None:
    """The word before which the noun of the first of two figures ends: 由 of 城镇化率由十年前的30%提高到52%."""
    frames = (opens for opens, goes_on in _FRAMES.items() if goes_on.match(text, run[-1].end, end))
    return next(filter(None, (opens.search(text, start, run[0].start) for opens in frames)), None)


def _subjects(run: Run) -> list[str]:
    """The nouns a run of figures counts: on the right of a classifier, else on the left; none if to be carried over."""
    left, unit, n = run.left, run.unit, len(run.figures)
    if run.right.subject and _counts_right(left, run.right, unit):
        return [run.right.subject]
    if unit in ("县", "镇", "乡", "村", "街道"):
        return [unit]  # 辖4镇、10乡
    if not left.subject:
        return []
    if is_size(left.subject) and run.right.of and run.right.subject:
        return [run.right.subject + left.subject]  # 总投资9亿元的化工项目
    if unit in _EVENTS and left.verb not in {"", *ABOUT} and _WHO.search(left.subject):
        return [left.verb]  # 委员开展义诊26场
    if n == 2 and (both := in_two(left.subject)):
        return both
    items = _items(left.subject)
    if len(items) > 1 and (len(items) == n or _is_each(left, n)):
        return spelled_out(items)
    if 1 < n == len(kinds := _items(left.kinds)):
        return of_kinds(kinds, left.subject)
    bare = left.kinds and left.subject in ("犯罪", "犯罪案件")  # 起诉盗窃、诈骗等犯罪9人
    return [f"{left.kinds}等{left.subject}" if bare else left.subject]


def _counts_right(left: Phrase, right: Phrase, unit: str) -> bool:
    """Whether the noun on the right is counted, not the one on the left: 20个重点课题, 1万亿元国债, 70%的企业."""
    if unit not in lexicon("measures") or not left.subject or left.share_of or unit in _TIMES:
        return True
    if left.subject.endswith(_PLACES):
        return True
    if left[:3] == (_done(left.subject), "", ()) and unit not in _SHARES and not unit.endswith("元"):
        return True  # 改造150公里管网
    changed = not _BEFORE_WHAT.isdisjoint(left.tail[-1:]) and unit not in _SHARES
    money = unit.endswith("元") and _MONEY.search(right.subject)
    return bool(changed or money or (right.of and not left.tail and not is_size(left.subject)))

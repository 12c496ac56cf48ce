"""The words of a phrase → its noun and its verb: what is counted and what was done with it."""

import re

from corpus_tools.lexicon import lexicon

_FRAME = re.compile(  # no noun: who or when or a bare measure
    r"全[国省市县区州旗]|全社会|\d{1,9}|[\d一二三四五六七八九十几]{1,9}年(?:来|间|内)?|以.{1,24}为.{1,3}|这[些样]?|其|它|他们|我们|我|各地|期间"
    r"|(?:[年月日]|[年月]?人|户)均|[日年](?:生产|处理|加工|供应?)|[首一二两三四五六七八九十]{1,3}[批次轮]|[一二三四前]{1,4}季度|[上下]半年|\d{1,9}月份?(?:开始|起)?|(?:总|合计|总的)?(?:数|规模|总数|数量|总量|总额|总金额|金额)"
)
_LEFT_OVER = re.compile(  # no end of a noun: 未, 不, 可降, but 健将, 首都
    r"(?=[约已有未不也于尚仍由可都均连接继超为先住仅才亦得共常长加将中])"  # most places are passed over at once
    r"(?:(?<![节合公条契预大签])约|已有|[未不已也于尚仍]|(?<![理自缘事])由|(?<![许认])可|(?<![首成古])都|(?<![人户亩])均"
    r"|连续|接连|继续|(?<![农商])超|(?<![行作人])为|(?<![领优率])先|(?<!居)住|仅|(?<![人英天奇俊贤成育引])才|亦|得以|(?<![公中国])共|常年|长期|加紧|(?<![健干名])将|(?<![初高其集附一二三四五六七八九十])中)+$"
)
_ALL_KINDS = frozenset(("各类", "各种"))
_LED_IN = ("各类", "各项", "领域", "环节")  # of 土地出让等环节行贿犯罪 the last four
_ACHIEVED = frozenset(
    ("完成", "实现", "创造", "取得", "形成", "减少", "增加", "节约")
)  # 完成投资 is an investment, 参加人数 is a noun
HELPING = frozenset(  # others do what follows
    "帮助 协助 助推 推动 引导 组织 促进 协调 督促 指导 支持 发动 选派 邀请 安排".split()
)
_BEFORE_DEEDS = frozenset("共 共计 合计 总计 累计 先后 各 年内 年底 新增".split())  # 累计投入, elsewhere a noun
_YIELDS = tuple("利润 利税 税收 税金 利润总额 利税总额 总值 产值 业务收入 营业收入 旅游收入 零售额".split())
_FOUNDING = frozenset(("建成", "新建", "设立", "成立", "建立", "组建", "打造", "搭建", "建设", "扩建", "筹建", "升级"))
_HOUSES = ("中心", "基地", "平台", "机构", "站", "站点", "室")  # what is named by what is done in it: 转化中心
RAISED = tuple(  # two verbs that are one deed: 改造提升20个, 改造更新50公里
    work + raising
    for work in ("建设", "改造", "整治", "治理", "修复", "绿化", "改建")
    for raising in ("提升", "更新", "升级", "提质")
)
RESOLVING = frozenset(
    ("确保", "力争", "争取", "预计", "预期", "围绕", "决定")
)  # the deed comes after them: 确保改造小区
PERSON = re.compile(r"(?:[员者众民工师客]|干部|学生|老人|儿童|代表|专家|人口)$")  # who has a rate and does things
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]?|^[^《]*》|[\[【〔]\d{1,3}[\]】〕]|[①-⑳]")  # and marks of notes
AGENTS = re.compile(
    r"(?:分局|媒体|[市县区州旗省][\u4e00-\u9fff]{1,8}[局厅]|政协|政府|[法中高我本全]院|检察院|委员会|党组|常委会|党工委|总工会|[省市县区州纪监团]委|各级|各(?:县区|区县|县市区|乡镇|乡镇街道)|机关|部门|财政|我们|(?:[省市县区州委府政]|中央)领导|主要领导|领导同志|主席会议|会议?(?:协商|研究|讨论|审议|审定))$"
)
_OURS = re.compile(  # and numbers before a noun, a year that lost its sign: 1)税收, 2019财政支出
    r"^(?:到(?=[中上国省市县])|截[止至]到?\d{1,2}月[底末份]?|全[省市县州旗镇乡村](?=[\u4e00-\u9fff]{3})(?!场|域|[长政人委])|我[国省市县区州乡镇]|年[内底末初]|[今全]年|\d{1,2}[)）]|(?:19|20)\d\d年?(?![万亿千百多余])(?=[\u4e00-\u9fff]{4}))(?=[\u4e00-\u9fff]{2})"
)
_CASES = ("案件", "犯罪")
_BODIES = frozenset(("政府", "机关", "部门", "会议", "财政"))
_ORGANS = frozenset(("政协", "政府", "法院", "检察院", "委员会"))
_GIVING = frozenset(("移送", "移交", "报送", "转送", "抄送", "上报"))
AGENT = frozenset("被获由经向对为给受") | {"得到", "获得", "荣获", "交由", "引起", "受到"}
_FOR = frozenset("为对给")
_SETTLED = frozenset(("解决", "办理", "落实", "采纳"))
_PENDING = re.compile("(?:(?!.*[决理实纳]或).*?(正在|列入计划|纳入计划|拟))?")  # but 已解决或正在解决
_TITLE = re.compile("《[^》]*》")
_TAKEN = frozenset(("采用", "采纳", "录用", "转发", "批示", "签批"))  # who does that matters: 全国政协采用3篇
_PREPOSITIONS = frozenset(
    [*"由经向对为以在从将把给让使要拟有设是按因分到", "按照", "其中", "用于", "用以", "为了", "作为"]
)
JOIN = frozenset(["和", "与", "及", "、", "以及"])
_UTMOST = frozenset(("总体", "实质", "最高", "最低"))
_WORKS = ("工程", "项目", "行动", "试点")
_VERBS, _LEVEL_WORDS = lexicon("figure_verbs"), lexicon("level_words")
VERBS = frozenset(entry.lstrip("+~") for entry in _VERBS)
ALSO_NOUNS = frozenset(entry[1:] for entry in _VERBS if entry[0] == "~")
ONLY_VERBS = VERBS - ALSO_NOUNS
INNER_VERBS = frozenset(entry[1:] for entry in _VERBS if entry[0] == "+")  # inside of nouns: 处理 in 垃圾处理设施
CHANGES = frozenset(entry[1:] for entry in _LEVEL_WORDS if entry[0] == "~")
_REACHED = frozenset(f"{word}{end}" for word in CHANGES if word[-1] not in "幅速收产支" for end in "到至为")  # 提高到
LEVELS = frozenset(entry.lstrip("~") for entry in _LEVEL_WORDS) | _REACHED  # all words between a noun and its figure
# words after which a noun may begin
_CUTTERS = VERBS | lexicon("noun_openers") | {word for word in CHANGES if len(word) > 1}
EDGE = "\"'「」『』 、和及与的了着()（）+＋=@-—…"


def noun(words: list[str], predicated: bool = False) -> tuple[str, str]:
    """The noun after the last verb of a phrase, and the verb: 收集整理工作建议 → 工作建议, 收集整理.

    No noun if it only names who did it: 被市政协采用, 区政协共开展; what was done comes before.
    """
    words, closing = _without_closing([part for word in unbracketed(words) for part in _parts(word)])
    organ = len(words) > 2 and words[-1] in _ORGANS and words[-2][-1] in "省市县区州旗"
    if organ and words[-3] not in _PREPOSITIONS:
        words = words[:-2]  # 这样的研讨 长寿区政协 开展了
    kinds = max((i for i, word in enumerate(words[:-1]) if word in _ALL_KINDS), default=-1)  # 公安局立各类案件
    cut = (i for i in range(len(words) - 2, -1, -1) if words[i] in _CUTTERS and _cuts(words, i, predicated))
    cut = next(cut, kinds)
    found = clean("".join(words[cut + 1 :]))
    if cut > 0 and words[cut] in _ACHIEVED:
        found = _holder(words[:cut], found) + found
    opening = [w for w in words[: cut + 1] if w in VERBS][-1:]
    said = [w for w in closing if w in VERBS and w not in _PREPOSITIONS]
    if "".join(said[-2:]) in RAISED:
        said = ["".join(said[-2:])]
    if said and said[-1] in _SETTLED:
        said[-1] = (_PENDING.match("".join(words))[1] or "") + said[-1]  # 列入计划逐步解决的12件 are not 解决
    if said and opening == ["对"]:
        return found, said[-1]  # 对重大犯罪批捕
    if said and opening and opening[0] in AGENT:
        given = opening[0] in _FOR or (opening[0] == "向" and not AGENTS.search(found))  # 向居民发放, not 向政协报送
        return noun(words[:cut])[0], said[-1] if given else opening[0] + _untitled(found) + said[-1]
    if said and AGENTS.search(found):
        return "", f"被{_untitled(found)}" * (said[-1] in _TAKEN) + said[-1]
    listed = words + closing if closing[:1] in (["等"], ["的"]) else words[: cut + 1]
    alone = "".join(words[cut + 1 :])  # 建设12个公园
    verb = said[-1] if said else alone if not found and alone in ALSO_NOUNS else _opening(listed, found)
    return (verb + found if verb in _GIVING and AGENTS.search(found) else found), verb  # 移送检察机关198人


def _untitled(agent: str) -> str:
    """Who did something, without the paper in which they did: 市委 of 市委《关于甲的意见》."""
    return _TITLE.sub("", agent).strip(EDGE) or agent


def _holder(words: list[str], found: str) -> str:
    """Whose size it is if a verb separates it from its noun: 工业 of 工业 完成 投资; "" if that is who did it."""
    if not (found in lexicon("measure_heads") or found.endswith(_YIELDS)):
        return ""
    if not ONLY_VERBS.isdisjoint(words):
        return ""
    whose = clean("".join(word for word in words if word not in LEVELS))
    return "" if AGENTS.search(whose) else whose


def unbracketed(words: list[str]) -> list[str]:
    """The words that stand in no brackets: 工业总产值(不包括手工业产值)达到."""
    kept, depth = [], 0
    for word in words:
        depth += word in "(（"
        kept += [] if depth else [word]
        depth -= depth > 0 and word in ")）"
    return words if depth else kept


def _opening(words: list[str], found: str) -> str:
    """The verb before the noun `found`: the nearest, or the first before what qualifies it (提出……等建议)."""
    at = [i for i, w in enumerate(words) if (w in VERBS or w in CHANGES) and w not in _PREPOSITIONS]
    at = [i for i in at if i == 0 or words[i - 1] != "、" or words[i + 1 : i + 2] != ["等"]]  # 刑事、执行等各类案件
    sure = [i for i in at if words[i] not in ALSO_NOUNS or i == 0 or words[i - 1] in RESOLVING]
    at = sure or ([] if at and len(words) > at[-1] + 1 else at)
    if not at:
        return ""
    of_a_crime = found.endswith(_CASES) and not any(word.endswith(_CASES) for word in words)
    if not (of_a_crime or {"的", "等"} & set(words[-2:])):
        return words[at[-1]]
    return words[next((i for i in at if words[i] not in HELPING | RESOLVING), at[0])]


def _parts(word: str) -> tuple[str, ...]:
    """开展调研 is a verb and its noun, though the segmenter keeps it whole."""
    if word in VERBS or len(word) < 2 or word in lexicon("figure_nouns"):
        return (word,)
    if word[0] == "被" or (word[0] == "获" and word[1] not in "得奖") or (word[0] == "共" and word[1:] in VERBS):
        return word[0], word[1:]
    head, tail = word[:2], word[2:]
    opens = head in VERBS and tail not in ONLY_VERBS
    closes = tail in VERBS and head not in VERBS
    return (head, tail) if len(word) > 3 and (opens or closes) else (word,)


def _without_closing(words: list[str]) -> tuple[list[str], list[str]]:
    """The words of a phrase without the verbs at its end, and these: 委员参与 → 委员, 参与."""
    at = len(words)
    while at:
        last, before = words[at - 1], words[at - 2] if at > 1 else ""
        deed = before + last in RAISED or (at < len(words) and (before in VERBS or last + words[at] in RAISED))
        deed = deed or (last in RESOLVING and at < len(words))  # 决定逮捕
        bound = last in ALSO_NOUNS and not deed and before not in ("共", "共计", "累计", "可")
        closes = last in LEVELS or last in lexicon("noun_openers") or last in _UTMOST
        closes = closes or (last in VERBS and not bound)
        if not closes or before in ("人均", "户均"):
            break
        at -= 1
    return words[:at], words[at:]


def _cuts(words: list[str], i: int, predicated: bool) -> bool:
    """Whether the noun begins after word `i`, a verb or 的 or 等, unless only 人数 or 面积 would be left.

    Of a noun that has its own predicate 出口企业 is a part (出口企业 增加 23%), else the verb (出口 企业产品 3件).
    """
    word, before, last = words[i], words[i - 1] if i else "", words[-1]
    alone = len(words) == i + 2  # nothing but the last word follows
    if (before and is_work(words[i:])) or before[-1:].isdecimal() or (word in _PREPOSITIONS and words[i + 1] == "、"):
        return False  # 饮水安全巩固提升工程, 600分以上考生, 粮、经、饲比例
    if words[i + 1] == "到" and "从" in words[:i]:
        return False  # 从立项到审批平均耗时
    if before in _ALL_KINDS or words[i + 1] == "性" or word == "方面" or (word == "组织" and before.endswith("”")):
        return False  # 监督性视察, 经济方面提案, “两新”组织党支部
    if before and words[-2] == "的" and last in ("比例", "比重", "占比"):
        return False  # 资金用于民生的比例
    rate = last.endswith("率") and word in ALSO_NOUNS  # 调解撤诉率
    bare = alone and (last in lexicon("measure_heads") or rate)
    if bare and ((word in VERBS and word not in _ACHIEVED) or word == "的"):
        return False
    if word in INNER_VERBS and _inside(words, i):
        return False
    founded = last.endswith(_HOUSES) and word not in _FOUNDING and _FOUNDING.intersection(words[: max(0, i - 1)])
    if founded and alone and before not in JOIN:
        return False  # 建成成果转化中心
    near = alone or (words[i + 1] == "成果" and len(words) == i + 3)  # 协商成果报告
    named = near and last in lexicon("generic_nouns") and before not in _BEFORE_DEEDS  # 走访联系活动, not 共走访企业
    inside = named or predicated or (before and not _governs(words, i))
    return not (word in ALSO_NOUNS and inside)


def is_work(words: list[str]) -> bool:
    """Whether a phrase ends with verbs and the project they name: 饮水安全 巩固 提升 工程."""
    named = len(words) > 1 and words[-1] in _WORKS and words[-2] in ALSO_NOUNS
    return named and all(word in VERBS or word in JOIN for word in words[:-1])


def _governs(words: list[str], i: int) -> bool:
    """Whether verb `i`, elsewhere a noun, is a deed by what stands before: 累计 投入, 市财政 投入, 为 企业 减少."""
    before = words[i - 1]
    if before in VERBS or before in lexicon("noun_openers") or before in _BEFORE_DEEDS or "为" in words[i - 2 : i]:
        return True
    who = "".join(words[:i])
    if AGENTS.search(who) and who not in _BODIES and VERBS.isdisjoint(words[who[0] == "向" : i]):
        return True  # 向市委报告事项, but 政府采购项目, 出席地区政协联系会
    if PERSON.search(before) and PERSON.search(words[-1]):
        return True  # 干部慰问老人
    return before in JOIN and i > 1 and words[i - 2] in VERBS


def _inside(words: list[str], i: int) -> bool:
    """Whether verb `i` stands inside of a noun: 污水处理率; 新建 垃圾处理设施, where another verb governs the noun."""
    openers = lexicon("noun_openers")
    if i == 0 or words[i - 1] in openers:
        return False
    governed = any(w in VERBS and w not in HELPING and w not in _PREPOSITIONS for w in words[: i - 1])
    return governed or words[-1].endswith("率") or words[-1] in lexicon("measure_heads")


def clean(noun: str) -> str:
    """A noun without brackets, single quotation marks and leftovers at its ends; "" if it cannot be a subject.

    >>> clean("、各项提案（含联名）和"), clean("一揽子")
    ('提案', '')
    """
    noun = _OURS.sub("", _BRACKETED.sub("", noun))
    whole = noun.startswith(("和美", "和谐", "和平", "与会", "及格"))
    noun = noun.rstrip(EDGE) if whole else noun.strip(EDGE)
    noun = noun[1:-1] if noun[:1] == "“" and noun.find("”") == len(noun) - 1 else noun
    if noun.count("“") != noun.count("”"):
        noun = re.sub("[“”]", "", noun)
    noun = noun[2:] if len(noun) > 3 and noun.startswith(_LED_IN) else noun
    noun = _LEFT_OVER.sub("", noun).rstrip(EDGE)
    return "" if _FRAME.fullmatch(noun) or noun in lexicon("not_subjects") else noun

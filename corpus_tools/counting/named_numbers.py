"""Numbers that name rather than count: dates, ordinals, ranks, document numbers, slogans, conditions."""

import re
from bisect import bisect_right
from functools import cache

from corpus_tools.counting.quantities import Quantity
from corpus_tools.lexicon import any_of, lexicon, longest_of

_N = r"(?:(?<!\d)\d{1,7}|[一二三四五六七八九十百零〇两]{1,8})"
# The first look ahead says with which characters the spans open: most places are passed over at once.
_SPANS = re.compile(
    r"(?=[《“‘「『\"\dA-Za-z一二三四五六七八九十百千零〇两第前头倒居列排位升跃跻进入晋上提人政大届〔\[(（农工高科文北南东西]|(?<=页)[,，、共])(?:"
    + "|".join(
        (
            r"《[^》\n]{1,80}》",
            # quoted names, not quoted speech: “3113”, “8支工作队伍+联络员”, “创新52条”
            r"[“‘「『\"][^”’」』\"“‘「『,，。;；\n]{1,14}[”’」』\"]",
            r"(?<!\d)(?:1[89]|20)\d\d ?(?:[-–—~～至到、和与] ?(?:(?:1[89]|20)\d\d|\d\d))? ?年(?:代|度)?",
            r"(?<!\d)(?:1[89]|20)\d\d[-–—/.](?:(?:1[89]|20)\d\d|\d{1,2}[-–—/.]\d{1,2})(?!\d)",
            r"[一二][〇零一二三四五六七八九]{3}(?:[至到—-][一二][〇零一二三四五六七八九]{3})?年",
            r"(?<![\d.])\d{1,2}(?: ?[-–—~至到、和] ?\d{1,2})? ?月(?:份|底|初|末)?"
            r"(?: ?\d{1,2}(?:[-–—至]\d{1,2})? ?[日号])?",
            r"(?<![个\d])[一二三四五六七八九十]{1,2}月(?:份|底|初|末)?(?:[一二三四五六七八九十]{1,3}[日号])?",
            r"(?<![\d.])\d{1,2}[日号](?![均游])",
            r"(?<![\d.])\d{1,2}(?:时|点)(?:\d{1,2}分|半|钟|整)",
            r"(?<![\d.:])\d{1,2}:\d{2}(?::\d{2})?(?![\d:.])(?=[^%]|$)",
            rf"第 ?{_N}(?:[、和至到—-] ?{_N}){{0,8}}[\u4e00-\u9fff]?",
            rf"(?<![提目当以之午空码龙])(?:[前头]|倒数?(?=.{{1,3}}[名位])) ?{_N}(?:[名位强个年批期次月季]|所|家|大|项)",
            rf"[居列排](?:在?全[国省市县区州]|[^,，。;；\d]{{0,6}}?){_N}个[^,，。;；\d]{{1,10}}?(?=[第前首上中])",
            rf"(?:居(?![民家住])|(?<!系)列(?!席)|(?<![安编])排(?![查练水污除解放])|位次|升至|跃居|跻身|进入|入围|晋级|上升到|前进|前移|提升)"
            rf"[^,，。;；\d]{{0,10}}?{_N}(?:个?位次?|强|名(?![^以之内左开和的,，。;；、!)）]))",
            r"[A-Za-z][A-Za-z.]{0,12}[-–]?\d{1,8}(?:\.\d{1,4})?",
            r"(?<![\dA-Za-z])[\dA-Za-z]{1,8}(?:[+/][\dA-Za-z]{1,8}){1,8}(?![\d.]{0,8}[%万亿])",
            rf"{_N}个[^,，。;；\d]{{1,10}}?排名?第",
            rf"(?<=届){_N}次|{_N}次(?:会议|全会)以来",
            rf"(?:人大|政协|大会|届[^,，。;；\d]{{0,10}}?){_N}次(?:会议|全会|全体会议)",
            r"[一二三四五六七八九十]{1,4}[中次](?:、?[一二三四五六七八九十]{1,4}[中次]){0,8}(?:全会|全体会议|党代会)",
            rf"{_N}(?:周年|届|世纪|年代|级|号|强|型|线|环|代|大(?=[\u4e00-\u9fff]))",
            r"[〔\[(（]\d{4}[〕\])）] ?\d* ?号?",
            r"(?<!\d)\d{3,4}-\d{7,8}(?!\d)",
            r"(?<=页)[,，、]?共\d{1,4}页|(?:[北南]纬|[东西]经) ?\d{1,3}度|(?:90|180|360)度",
            r"[一二三四五六]期(?=(?:[、和][一二三四五六]期){0,4}(?:工程|项目|达产|投产|厂房))|三番[两五]次|五次三番",
            r"(?:农业|工业|高教|科研|文艺)[一二三四五六七八十]{1,3}条|[五六七八九百千]{1,3}人大会",
        )
    )
    + ")"
)
_SLOGAN_UNITS = frozenset("县市区省州乡镇村国个人项大条种类方道张位股支本批轮层块片组门头路手首回样部根节课场面副包")
_SLOGAN_UNITS |= {"台戏"}
_ONE_OF = re.compile(r"[^,，。;；、\d]{1,20}?(?<!分)之一")
_SMALL = 20
_SHARES = frozenset(("%", "‰", "倍", "成"))
_QUALIFIERS = "重[大要]|主要|基本|突出|关键|核心|显著|根本|伟大|新|不同"
_DURATION = re.compile(
    r"(?:缩短|压缩|压减|减少|减至|降至|降到|为期|长达|历时|延长|提速|平均|年均|仅需|只需|时长|时间|时限|寿命|天数|用时|提前|累计|优良|增加|达到?|超过)[^,，。;；]{0,14}$"
)
_TERM = re.compile(r"(?:年限|寿命|学制|期限|任期|周期|提前|缩短|延长|工龄|教龄|时间)[^,，。;；]{0,8}$")
_TIMES = frozenset(("天", "小时", "个小时", "分钟", "秒", "个月", "工作日", "个工作日", "个自然日"))
_VAGUE_BEFORE = re.compile(r"[数几上成若好]$")
_BARE = re.compile(r"[十百千万亿]+")
_THRESHOLD = re.compile(r"的?(?![提降增减调扩])[\u4e00-\u9fff]{0,12}?\d")  # 5000万元以上项目86个
_OF_SIZE = re.compile(
    r"(?:以上)?(?:[、或][^,，。;；、]{1,8})?的(?!目标|成绩|好|历史|突破)[\u4e00-\u9fff]"
)  # 超50亿元、百亿元的大项目
_OVER = re.compile("[超过](?:[^,，。;；、超过]{1,8}[、或])?$")
_ROUND = re.compile(r"[\d.]{0,2}\d0*\D*|\D+")  # 总投资超过3477亿元的项目 is a sum
_CLASS = re.compile(r"(?<=以下)(?!的?水平|并|且|[提降增减调扩])[\u4e00-\u9fff]")  # 40吨以下锅炉
_LEAST = re.compile(r"[\u4e00-\u9fff]{1,4}(?<![级科])以上的?[\u4e00-\u9fff]{1,8}\d?")  # 3家80张床位以上的机构
_SIZED = re.compile(r"的?[\u4e00-\u9fff]{0,8}(?:户|企业|场|单位|机构|基地)\d")  # 出栏50头以上养殖大户23户
_AGE = re.compile(
    r"(?:[（(]含.{0,4}[)）])?(?:及)?(?:以上|以下|以内|至|到|-|—|的)?(?:[婴幼老青少儿人]|妇女|适龄)|的\d|(?:及)?以[上下内]|[至到—-]"
)
_ATTRIBUTE = re.compile(
    r"(?:以上)?(?:规模|产值|税收)?(?:的)?(?:级|(?:大|工业|农业|龙头|骨干)?企业|大?项目|园区|产业|俱乐部|[村乡镇县区旗]|(?:国内|地区)?生产总值)"
)
_FIRM = frozenset(("%", "元", "吨", "亩", "公里"))
_STAGES = frozenset("一二三四五六")
_COURSE = re.compile("班|托管|培训|课|刊|报|讲|论坛|沙龙|节目|直播|展")  # held again and again


@cache
def _abstractions() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What a small number enumerates: with Chinese numerals; with digits too."""
    words = lexicon("abstractions")
    firm = [w[1:] for w in words if w[0] == "!"]
    return _opening([w.lstrip("!") for w in words]), _opening(firm)


def _opening(words: list[str]) -> re.Pattern[str]:
    return re.compile(f"[大更“‘]?(?:(?:{_QUALIFIERS})的?|[\u4e00-\u9fff]{{1,8}}的)?(?:{longest_of(words)})")


def counted(text: str, found: list[Quantity], strict: bool = True) -> list[Quantity]:
    """Those of `found` that count something; `strict` if the text mostly uses digits: then 三个 is a turn of phrase.

    >>> from corpus_tools.counting.quantities import quantities
    >>> text = "第三季度落实“两个维护”,抓好三个方面12项工作"
    >>> [text[q.start : q.end] for q in counted(text, quantities(text))]
    ['12项']
    """
    taken = [m.span() for m in _SPANS.finditer(text)]
    own = (q for q in found if not (_inside(q, taken) or _name(text, q)))
    return [q for q in own if not (q.chinese and _phrase(text, q, strict))]


def _inside(q: Quantity, taken: list[tuple[int, int]]) -> bool:
    """Whether a quantity is part of a name; a ratio (71:19:10) or 占1/4 only counts as one if it is not a time."""
    if ":" in q.numeral or "/" in q.numeral:
        return False
    i = bisect_right(taken, (q.start, float("inf"))) - 1  # spans do not overlap: only two can touch it
    around, behind = taken[max(0, i) : i + 1], taken[i + 1 : i + 2] if q.chinese else []
    return any(start < q.end and q.start < end for start, end in around + behind)


def _name(text: str, q: Quantity) -> bool:
    """Whether it is a name, a slogan, a vague number, a threshold, or a unit that measures no result here."""
    before, after = text[max(0, q.start - 16) : q.start], text[q.end : q.end + 8]
    if any_of("not_indicators").match(text, q.start) or before.endswith(("每", "容纳")):
        return True
    if _no_result(text, q, before, after) or _ONE_OF.match(text, q.end):  # 全国12个试点城市之一
        return True
    if q.numeral == "二" and q.unit in ("期", "次", "本"):
        return True  # what is counted is 两; these are the second: 二次供水, 二本
    if q.unit == "元" and before[-1:] in tuple("个家") and _ATTRIBUTE.match(after):  # 4个两千亿元产业
        return True
    if _BARE.fullmatch(q.numeral) and (_VAGUE_BEFORE.search(before) or _ATTRIBUTE.match(after)):
        return True
    bounded = text[q.end - 2 : q.end] in ("以上", "以下") or before[-1:] in ("超", "过")
    of_class = bounded and any(p.match(text, q.end) for p in (_THRESHOLD, _CLASS, _ATTRIBUTE))
    of_size = _OVER.search(before) and _OF_SIZE.match(text, q.end) and _ROUND.fullmatch(q.numeral)
    if (of_class or of_size) and q.unit in lexicon("measures") - _SHARES:
        return True
    if bounded and _SIZED.match(text, q.end):
        return True
    least = _LEAST.match(text, q.end)
    if least and (before[-1:] in tuple("家所个处座") or least.group()[-1].isdigit()):
        return True
    if after[:1] == "级" or (after[:1] == "处" and q.unit.endswith(("里", "米"))):  # 10万吨级码头, 以西6公里处
        return True
    small = not isinstance(q.value, tuple) and q.value <= _SMALL and not q.chinese and q.unit in _SLOGAN_UNITS
    return small and bool(_abstractions()[1].match(text, q.end))


def _no_result(text: str, q: Quantity, before: str, after: str) -> bool:
    """An age that is a condition (3岁以下), time that is no result (24小时服务), 分 of other kinds."""
    if q.unit == "年":
        return not _TERM.search(before)
    if q.unit in ("岁", "周岁"):
        return "寿命" not in before and bool(_AGE.match(text, text.find("岁", q.start) + 1))
    if q.unit == "字":
        return bool(re.match(r"方针|要求|口诀|诀|经|箴言", after))
    if q.unit in _TIMES:
        return not _DURATION.search(before) or q.numeral == "24"
    return q.unit == "分" and not re.search("得分|评分|测评", before)


def _phrase(text: str, q: Quantity, strict: bool) -> bool:
    """三个 before an abstraction, or anywhere in a report that writes its figures in digits; 机场三期 but not 两期."""
    if q.unit == "期" and q.numeral in _STAGES:
        return not _COURSE.search(text, max(0, q.start - 8), q.end + 8)
    if q.unit not in _SLOGAN_UNITS or q.approx or q.value > _SMALL:
        return False
    return (strict and q.value <= 10) or bool(_abstractions()[0].match(text, q.end))


def writes_digits(found: list[Quantity]) -> bool:
    """Whether large figures and shares are in Arabic digits, as since about 1990; then 三个 is rarely a figure."""
    large = (q for q in found if q.unit in _FIRM or (not isinstance(q.value, tuple) and q.value > 99))
    firm = [q.chinese for q in large]
    return 2 * sum(firm) <= len(firm)

"""What can stand alone in a summary: the faults of a sentence, and which of them are tolerable."""

import math
import re

from corpus_tools.choosing.concepts import counts, figures, statistics
from corpus_tools.choosing.cutting import CLAUSE_END, SHORTEST, balanced, dangles
from corpus_tools.counting.numerals import DIGITS
from corpus_tools.counting.outlook import plan_begins
from corpus_tools.lexicon import any_of, lexicon
from corpus_tools.ritual import is_ritual
from corpus_tools.tokenize import tagged

TERSE = 8  # characters; below, a sentence says nothing even with a number
BARE = 20  # characters; a single clause below it without a number, alone on its line, is a heading or a caption
STANCE = 16  # characters in which a sentence shows its attitude
FORMULAIC = 0.3  # a sentence with an attitude that is more formulaic than this professes it
SLIGHT = 45  # characters; a longer sentence says something else besides
TRIFLE = 20  # characters in which no more is told than one small thing
NESTED = 3  # quotations inside quotations inside quotations
DECLAIMED = 70  # characters: a longer sentence with a slogan says something else besides
CREED = 0.6  # a sentence without a number that is more formulaic than this is a slogan
LACKING, URGING = "不足", "主张"  # the faults of a sentence that owns up to shortcomings, or says what must be
BARELY = "标题"  # the fault of a heading or a caption
# faults one can live with where a text has little else, those where that does not fill a summary, where it has nothing
HOLLOW = frozenset({"空话", BARELY})
MILD = HOLLOW | {"起句悬空", "问句", "定义", URGING, LACKING}
CREEDS = MILD | {"口号"}
BORNE = (frozenset(), HOLLOW, MILD, CREEDS)  # the faults that are borne, step by step
_DEFINITION = re.compile(
    "(?:本质|实质)就?是|[是为][^，,。；是为]*(?:重中之重|基础|基石|原则|前提|关键|根本|灵魂|生命线|环节|途径|方法|方式|渠道|要义|要务|标尺|法宝|传统|标志|体现|题中之义|应有之义|组成部分|目的|目标|品质|追求|保证|保障|使命|职责|道理|形式)[，,。；]"
)
# … 为 … that says how or to what end something was done, not what it is: 以增进福祉为目的，改革…
_BY_WAY_OF = re.compile("(?:坚持|遵循|按照|本着|以|把|将)[^，,。；;是]*[，,；;]")
_YEAR = re.compile(
    r"^[^。；;]{0,12}(?:[五四三两]年|时期|期间)[，,]?(?:我[市省县区])?是[^。；;]{0,80}的(?:[五四三两]年|时期)[。；;]"
    r"|[是为][^，,。；;]{0,30}(?:[一二两三四五]年|时期|之年|[局官键坚元启]年|年份|历程|阶段|周年|一次[^，,。；;]{0,12}会议?)[，,。；;]|正处[于在]?[^，,。；;]{2,30}期|不平凡|不寻常|不平常|新的?(?:历史)?起点上|(?:站在|迈上|踏上)[^，,。；;]{0,6}(?:起点|征程)[，,]|完成了?[^，,。；;]{0,24}(?:各项|确定的)[^，,。；;]{0,8}任务"
)
_AGENDA = re.compile(
    r"(?=[以如几\d一二三四五六七八九十目任措])(?:"  # what one opens with: most places are passed over
    r"(?:以下|如下|[几\d一二三四五六七八九十]个)[^，,。；;：:]{0,4}(?:方面|工作|任务|问题|几点)(?:的?(?:工作|任务|问题))?[。：:]"
    r"|(?:目标|任务|措施)[^，,。；;]{0,4}已经?明确。)"
)
_CREDO = re.compile("[^《]{0,60}(?:领导|部署)下|(?:[^，,。；;]{0,12}[，,])?面对[^“《]*$")
_LEADERS = re.compile(
    "(?:总书记|党中央|全会|习近平同志)[^，,。；;]{0,14}(?:强调|指出|要求|赋予|嘱托|确立|考察|作出)|党代会(?:明确)?提出(?!的)|^[^，,。；;]{0,2}明确要求"
)
_THANKS = re.compile(
    "(?:非常|十分|再次|特别|衷心|也)?(?:感谢|谢谢)|[并也同时]{0,2}请[^，,。；;]{1,30}提出?[^，,。；;]{0,6}(?:意见|建议)。"
)
_MUST = re.compile("应当|应该|必须|务必|决不|绝不|只要[^，,。；;]{0,40}[，,][^，,。；;]{0,40}(?:就|定|必)")
_NOT_YET = re.compile("尚未(?!发[生现]|出现)[^，,。；;的]{0,40}[，,。；;]")
_UNSOLVED = re.compile("(?:没有?|未|难以?|不易)[^，,。；;]{0,6}解决")
_TO_DO = re.compile(
    r"(?:[^，,。；;：:\d]{0,30}[，,])?(?:(?:我们|企业|各级|各地|各部门|全[国省市区县])[都也还]?)?要(?![求素闻道点害])|今后"
    r"|(?:[^，,。；;：:\d]{0,30}[，,])?我们将(?![^，,。；;]{0,20}(?:作为|纳入|列|贯穿|融入|转化))"
    r"|(?:[^，,。；;：:\d]{0,30}[，,])?[^，,。；;：:\d]{0,20}(?:(?<![主重需首紧必摘纪概只])(?<!提出)(?<!建议)要(?=深入|扎实|扎扎实实|认真|大力|切实|继续|进一步|加快|坚持|努力|积极|全面)|政府会(?![议计]))"
)
_BY_THEN = re.compile("到((?:19|20)[0-9]{2}|[一二][零〇○一二三四五六七八九]{3})年")
_REST = re.compile(r"[^，,。；;：:]{0,5}[；;]")  # the end of a clause that was torn off
_QUOTATION = re.compile(r"[“「『‘\"][^“「『‘”」』’\"]*[”」』’\"]")
_GLOSS = re.compile(r"[“「]?[^，,。：:]{1,24}[：:]\s?(?:即|是指|指)")
_HELD = re.compile(  # 第一次会议于1983年3月31日至4月8日在新浦召开，出席会议委员293人。
    "[^，,。；;]{0,30}(?:会议|全会|大会)[于在][^，,。；;]{2,30}(?:召开|举行)(?:[，,][^，,。；;]{0,8}(?:应到|实到|出席|列席|参加)[^，,。；;]{1,24})*。"
)
_REPORTS = re.compile(
    r"(?:\d{1,2}月\d{1,2}日[^，,。；;]{0,4}[，,])?(?:[^，,。；;]{0,30}召开[，,])?"
    "(?:[^，,。；;]{0,60}作[的了]?[^，,。；;作]{0,40}报告》?[，,、。；;])+(?:(?:受到|获得?|得到)[^，,。；;]{0,20}[。，,])?"
)
_MEANS = re.compile("(?:以[^，,。；;：:]{2,40}为[^，,。；;]{2,6}[，,]){2}")
_SPEAKER = re.compile(r"^[^，,。；;：:、？！\d《“]{1,16}[：:]")
_ASKED, _CRIED = re.compile(r"[？?][！!]*[”」』]?$"), re.compile(r"[！!][”」』]?$")
_STATE = re.compile(  # how things stand: 全县共有学校487所。
    "(?:[^，,。；;]{0,12}[，,])?[^，,。；;]{0,20}(?:共有|现有|设有|下辖|占地面积|建筑面积|总面积|总人口|常住人口|户籍人口)"
)
_BRACKETED = re.compile("[（(][^（()）]*[）)]")
_WHEN = re.compile("^[^，,。；;]{2,20}(?:后|以来|之际|期间)[，,]")  # 大会召开后，…: what others did
_ENDS = re.compile(r"[。！？!?…；;.][”’」』）)》\"]*$")


def quotes_nobody(text: str) -> bool:
    """Whether `text` (simplified) is a quotation without a word on the speaker."""
    if text[:1] not in tuple('“「『‘"'):
        return False
    outside = text
    for _ in range(NESTED):
        outside = _QUOTATION.sub("", outside)
    return len(outside) < max(6, len(text) // 3) and not any_of("speech").search(outside)


def fault(text: str, alone: bool = False) -> str | None:
    """Why `text` (a simplified sentence, `alone` in its paragraph) cannot stand alone in a summary, or None.

    >>> fault("这只是区政协工作的一个缩影。"), fault("全年收到提案134件，立案127件。")
    ('过渡语', None)
    """
    told = len(figures(text))
    why = next((reason for reason, most, applies in _FAULTS if told <= most and applies(text)), None)
    return BARELY if why is None and alone and bare(text) else why


def terse(text: str) -> bool:
    """Whether `text` (simplified) is too short to say anything, behind the name of who says it.

    >>> terse("张某：谢谢主持人。"), terse("张某：这部电梯楼上楼下都想装。"), terse("收到提案134件。")
    (True, False, False)
    """
    said = _SPEAKER.sub("", text)
    return len(said) < SHORTEST and (len(said) < TERSE or not figures(said))


def bare(text: str) -> bool:
    """Whether `text` (simplified) is a single short clause without a number; alone on its line it is a caption."""
    return len(text) < BARE and not figures(text) and not re.search("[，,；;、：:《]", text)


def declaims(text: str) -> bool:
    """Whether `text` (simplified) is short with a slogan and no outcome, or is 以…为…，以…为…，….

    >>> declaims("加强协作，形成合力。"), declaims("以改革为动力，以项目为抓手，推动转型。")
    (True, True)
    """
    if _MEANS.search(text):
        return True
    if len(text) > DECLAIMED or not any_of("slogans").search(text):
        return False
    return not any_of("outcomes").search(any_of("slogans").sub("", text))


def admits(text: str) -> bool:
    """Whether `text` (simplified) admits shortcomings without saying what was done about them.

    >>> admits("协商成果转化机制还不够健全。"), admits("针对机制还不够健全的问题，制定制度3项。")
    (True, False)
    """
    lacks = any_of("shortcomings").search(text) or _NOT_YET.search(text)
    return bool(lacks) and not any_of("remedies").search(_UNSOLVED.sub("", text))


def plans(text: str, year: int = 9999) -> bool:
    """Whether `text` (simplified, of a report on `year`) announces something before it counts anything.

    >>> plans("要整顿领导班子。"), plans("到一九八〇年，产量达到50万吨。", 1977), plans("收到提案12件，力争办好。")
    (True, True, False)
    """
    if "已" in text:
        return False
    if _TO_DO.match(text) or any(int(m[1].translate(DIGITS)) > year for m in _BY_THEN.finditer(text[:20])):
        return True
    counted = figures(text)
    return plan_begins(text) < (text.find(counted[0]) if counted else min(STANCE, len(text)))


def headless(text: str) -> bool:
    """Whether `text` (simplified) starts with the end of something: of a clause, or an object without its verb."""
    first = CLAUSE_END.split(text, maxsplit=1)[0]
    if first.endswith(tuple(lexicon("object_ends"))) and len(first) < len(text):
        return not any(token.pos[0] in "vpda" for token in tagged(first[: first.rindex("的")]))
    return bool(_REST.match(text))


def slight(text: str) -> bool:
    """Whether `text` (simplified) has no number, outcome or title and is short or shows an attitude, or is very short.

    So is one that only counts what there is. What bodies of its kind are asked for first is never slight.

    >>> slight("探索推广社会管理新机制。"), slight("5县均通天然气。"), slight("收到提案134件。")
    (True, True, False)
    """
    if _STATE.match(text) and not any_of("deeds").search(_BRACKETED.sub("", text)):
        return True
    if len(text) <= TRIFLE and counts(text) < 2:
        return not any_of("headlines").search(text)
    if figures(text) or "《" in text or any_of("outcomes").search(text):
        return False
    return len(text) <= SLIGHT or bool(any_of("stances").search(text[:STANCE]))


def tells(text: str) -> bool:
    """Whether `text` (simplified) tells a result of the work: an outcome, a rate or a sum, or a number with a deed.

    >>> tells("我们创新理念，扩大开放。"), tells("该界别共有委员20名。"), tells("培训委员20名。")
    (False, False, True)
    """
    return bool(any_of("outcomes").search(text) or statistics(text) or (figures(text) and any_of("deeds").search(text)))


_ANY = math.inf
_FAULTS = (  # a name, so many numbers at most, and what says whether a (simplified) sentence has it
    ("太短", _ANY, terse),
    ("残句", _ANY, lambda t: not _ENDS.search(t) or not balanced(t) or headless(t)),
    ("释义", _ANY, _GLOSS.match),
    ("过渡语", _ANY, lambda t: _THANKS.match(t) or any_of("hinges").search(t) or _AGENDA.search(t)),
    ("起句悬空", _ANY, dangles),
    ("问句", _ANY, lambda t: _ASKED.search(t[-3:])),
    ("引语无主", _ANY, quotes_nobody),
    ("口号", 0, lambda t: _CRIED.search(t[-3:])),
    ("口号", 0, lambda t: any_of("stances").search(t[:STANCE]) and is_ritual(t, FORMULAIC)),  # 始终坚持…, 认真贯彻…
    ("口号", 1, lambda t: _CREDO.match(t) or _LEADERS.search(t)),  # hardships, credit to leaders, what they said
    ("口号", 0, declaims),
    (URGING, 1, _MUST.search),
    (LACKING, _ANY, admits),
    ("套语", 0, lambda t: _YEAR.search(t) or any_of("acclaim").search(t)),  # 极不平凡的一年, 形势大好
    ("定义", 0, lambda t: _DEFINITION.search(_BY_WAY_OF.sub("", t))),
    ("口号", 0, lambda t: is_ritual(t, CREED)),
    ("空话", 0, lambda t: not any_of("deeds").search(_WHEN.sub("", t))),
    ("空话", _ANY, lambda t: _HELD.fullmatch(t) or _REPORTS.fullmatch(t)),  # where and when a meeting was, who reported
)

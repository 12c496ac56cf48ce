"""A sentence → the part of it that may be quoted: after an idle opening, up to the end of a clause."""

import re
from bisect import bisect_left, bisect_right

from corpus_tools.choosing.concepts import figures
from corpus_tools.lexicon import any_of
from corpus_tools.ritual import full_width
from corpus_tools.tokenize import tagged

SHORTEST = 12  # characters; below stand bare headings and fragments
STARTS = 50  # parts of a sentence between ； that are tried
_PAIRS = ("“”", "‘’", "「」", "『』", "《》", "（）", "()", "【】")
_ORDINAL = re.compile(
    r"(?:[（(]?[一二三四五六七八九十]{1,3}[)）]?、(?![一二三四五六七八九十])|[（(][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十](?:是|(?=要[^点素]))"
    r"|第[一二三四五六七八九十]{1,2}(?:[,，、:：]|(?=要))|[（(]?\d{1,2}(?:[)）、]|[.．](?!\d))|[①-⑳⑴-⒇●■◆▪·*]|[—―–-]+)\s*"
)
_LISTED = re.compile("一([是要]).*[，；。]二\\1|第一[，、].*第二[，、]")  # keeps its first number
# … before what names itself (教育支出9.8亿元), not what the whole is needed for (立案127件, 已解决的74件, …占三成)
_AMONG = re.compile("(其中|如)[，：]?(?=[^，；。\\d]{4})(?![^，；。]{0,12}(?:的有?\\d|占))")
CLAUSE_END = re.compile(r"[，,；;](?![”’」』]|(?<=\d,)\d{3})")
_LEADS_ON = re.compile(
    "在[^在]{1,30}(?:下|时|后|基础上)$|(?:以来|期间|过程中)$|(?:按照|根据|遵循|本着|围绕).{1,40}(?:思路|要求|原则|目标|部署|精神|方针|理念|主题)$|面对.{2,40}$"
    "|以[^，,]{2,30}(?:责任感|责任担当|热情|态度|姿态|作风|干劲)$|(?:刚过|前夕|次日|[清凌]晨|[早晚]上|[上下]午|点[过许]?|点\\d+分?)$"
    "|(?:采取|采用|利用|运用|借助|以)[^，,]{1,40}(?:形式|方式|办法|手段|方法|措施)$"
    "|中$|原则$|(?:规定|明白|认为|发现|指出)$|(?:不仅|不但)[^而也还且]+$|(?:到|至|自|从)[^，,]{0,8}[年月日底末初]$"
)
_COUNTS = re.compile(
    "全年|一年来|[五四三两]年来|近[五四三两]年|累计|共(?=[办受审收征召开提组])|全[国省市州县区旗]实现"
)  # open a count of their own
_COUNTED = re.compile(r"\d ?[余多]?[\u3400-\u9fff%％]")
_HE = re.compile("[^，,。；;]{1,10}[，,][他她]们?(?![人们乡山国])")
_UNCLOSED = re.compile(  # …… 这，都是……: what the clauses before come to; 形成一套以…为主，…为辅: of what?
    "[，,；;…](?:这|这些)(?:[，,都]|$)|(?:形成|构建|构筑|建立|打造|健全)[^，,；;。的]{0,6}以[^；;。的]*$"
)


def opening(text: str) -> int:
    """The length of the dispensable opening of `text`: ordinals (二是), connectives (此外，), 其中 or 如 of a noun.

    >>> "二是加强提案工作。"[opening("二是加强提案工作。"):]
    '加强提案工作。'
    """
    folded, at = full_width(text), 0
    while not _LISTED.match(folded, at) and (
        found := _ORDINAL.match(folded, at) or any_of("connectives").match(folded, at)
    ):
        at = found.end()
        while folded[at : at + 1] in tuple("，：！、 "):
            at += 1
    among = _AMONG.match(folded, at)
    return among.end() if among and _names(text[at:], among[1]) else at


def _names(text: str, opener: str) -> bool:
    """Whether what `text` is about follows on the word `opener`, a noun or a quotation; not 如火如荼, 如遇."""
    first, *said = (token for token in tagged(text) if token.text not in "，,：:")
    after = (said or [first])[0]
    return first.text == opener and (after.text in "“「《" or after.pos[:1] in "nj" or after.pos == "vn")


def balanced(text: str) -> bool:
    """Whether every quote, bracket and title mark opened in `text` is closed in it."""
    return all(text.count(a) == text.count(b) for a, b in _PAIRS) and text.count('"') % 2 == 0


def dangles(text: str) -> bool:
    """Whether `text` (simplified) begins with a word that refers back: 这, 其中, 对此, or soon has one: 去年，他…."""
    return bool(any_of("dangling").match(text) or _HE.match(text)) and not any_of("standing").match(text)


def cut(text: str, limit: int, asked: re.Pattern | None = None) -> tuple[int, int]:
    """The part of an overlong `text` (simplified) that may be quoted: its start and end, (0, 0) if there is none.

    It consists of whole clauses; it opens the sentence, follows a ； or opens a count of its own (全年…, 共办理…); it
    leaves no quote or bracket open and does not end on a clause that needs the next one (在…下，). The opening, which
    names the subject, is preferred to a part as long, unless it is long about it before it counts anything; a part with
    a number to one without; one with all of them to the end; one with what is `asked` for (by default the list of
    headlines) to all others.
    """
    far = int(asked is not None)  # how much less an answer is worth for each character before what is asked for
    asked = asked or any_of("headlines")
    opens = (_COUNTS, asked)
    stops = "" if dangles(text) else "；;"  # what follows on 其中… begins in the air, too
    marks = list(CLAUSE_END.finditer(text))
    ends = [*(m.start() for m in marks), len(text)]
    starts = [0, *(m.end() for m in marks if m.group() in stops or any(p.match(text, m.end()) for p in opens))]
    near = (
        (a, b) for a in starts[:STARTS] for b in ends[bisect_right(ends, a + SHORTEST) : bisect_right(ends, a + limit)]
    )
    wanted = asked.search(text)
    counted = [m.start() for m in _COUNTED.finditer(text)] if figures(text) else []

    def value(part: tuple[int, int]) -> tuple[float, int]:
        a, b = part
        numbers = bisect_left(counted, b) - bisect_left(counted, a)
        first = bool(wanted) and a <= wanted.start() < b
        told = a == 0 and (not counted or counted[0] < limit / 2)
        whole = b == len(text) and numbers == len(counted) > 0
        late = far * (wanted.start() - a) if first else 0
        return b - a - 2 * late + limit // 3 * (told + whole + min(3, numbers)) + 3 * limit * first, -a

    best_first = sorted(near, key=value, reverse=True)
    return next((part for part in best_first if _stands(text[slice(*part)])), (0, 0))


def _stands(part: str) -> bool:
    last = re.split("[，,；;](?![^“”]*”)", part)[-1]
    leads = any_of("leads").match(last) or _LEADS_ON.search(last)
    return balanced(part) and not dangles(part) and not leads and len(last) >= 4 and not _UNCLOSED.search(part)

"""Lines of a file that are not the body of its report, and why."""

import re
from functools import cache
from itertools import groupby

from corpus_tools.lexicon import lexicon, rows
from corpus_tools.structure.head_lines import is_meeting
from corpus_tools.structure.lines import Line

_LONGEST = 160  # characters of a line that patterns are tried on
_NOTICE = "版权声明"
_WRITTEN = (_NOTICE, "公文版记")  # furniture that may be written in sentences
_LEDE = 300  # characters of news that may stand before the report itself
_SPLIT = re.compile(r"[\s|/·>,、:()\[\]【】<»-]+")
_SENTENCE = re.compile(r"[。!?]")
_WORD = re.compile(r"[^\W_]")
_SALUTATION = re.compile(
    r"^(尊敬的|敬爱的)?(主席团?[,、]|主任[,、](副主任[,、])?(秘书长[,、])?)?(各位|同志们|全体|诸位|主席|议长|代表|委员|议员)[^。;:!]{0,24}[:!]?$|^(代表|委员|同志|朋友)们?[:!]$"
)
_ADDRESSED = re.compile(r"各位|同志|诸位|代表|委员|议员")
_CALLED = re.compile(r"各位|同志|诸位|们|^(?:尊|敬)|[:!?]$")  # 委员风采 is none
_NOTES = re.compile(
    r"^[\[(]?(附\s*[:]?\s*)?(.{0,16}(名词|用语|词语|术语|词汇|新词)(解释|注释|说明|释义)([和及与](说明|注释))?|注\s*释|相关说明)"
    r"[\])]?\s*[:]?$"
)
_APPENDIX = re.compile(r"^[\[(]?(附件|附表|附录|附图|附)\s*[\d一二三四五六七八九十]{0,2}\s*[\])]?\s*([::].*)?$")
_END_MARKS = ("相关内容", "责任者", "页面按钮", "页脚", _NOTICE)
_CONTENTS = re.compile(r"^目\s*录\s*:?$")
_FIGURE = re.compile(r"[-+—]?(?!(?:19|20)\d\d\s*年)\d[\d,，]*(?:\.\d+)?\s*(?:[%％]|[\u4e00-\u9fff]{1,6})?")
_COUNTED = re.compile(r"\d余?[万亿]?余?(?:%|[个件次条篇份名人场项家元户例起期部亩吨]|公里)")
_FIRM = 100  # characters of sentences after an end mark show that the body continues
_POINTS = 3  # so many lines without marks are the way a body sets its points
_FOOT = re.compile(r"主办|承办|版权|技术支持|地址|电话|邮编|编辑|记者")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_ITEM = re.compile(r"^\d{1,2}\s?[.、]\s?")  # 1.某某报告, as a table of contents of several numbers them
_LEADERS = " .…·—-\t"  # between an entry of a table of contents and its page


@cache
def _patterns(*only: str) -> tuple[tuple[str, re.Pattern], ...]:
    """The reasons and what tells of each; one by one they are faster than as one pattern."""
    pairs = [row.split("\t") for row in rows("furniture")]
    return tuple((why, re.compile(told, re.IGNORECASE)) for why, told in pairs if not only or why in only)


def reason(line: Line) -> str | None:
    """Why a line is furniture, judged by its own words; None if they do not say so."""
    text = line.plain
    if not _WORD.search(text):  # ---, * * *
        return "版式符号"
    if len(text) > _LONGEST and _SENTENCE.search(text):
        return None
    words = [word for word in _SPLIT.split(text) if word]
    if len(text) > _LONGEST:  # many short words are a menu
        return "导航" if len(words) > 12 and sum(map(len, words)) / len(words) < 9 else None
    if all(word in lexicon("buttons") for word in words):
        return "页面按钮"
    known = _patterns(*_WRITTEN) if len(text) >= 16 and text.endswith("。") else _patterns()
    return next((why for why, told in known if told.search(text)), None)


def salutation(line: Line) -> bool:
    """Whether a line is only a salutation: 各位代表:."""
    text = line.plain
    return len(text) <= 40 and all(p.search(text) for p in (_SALUTATION, _ADDRESSED, _CALLED))


def opens_notes(line: Line) -> bool:
    """Whether a glossary begins here: 名词解释."""
    return len(line.plain) <= 30 and bool(_NOTES.match(line.plain.replace(" ", "")))


def opens_appendix(line: Line) -> bool:
    """Whether an appendix begins here: 附件1."""
    return len(line.plain) <= 60 and bool(_APPENDIX.match(line.plain))


def sentence_like(line: Line) -> bool:
    """Whether a line is a sentence of the body by its length and its marks."""
    text, size = line.plain, len(line.plain)
    if size >= 60:
        return bool(_SENTENCE.search(text)) or text.count(",") + text.count(";") + text.count("、") >= 3
    if size >= 25 and "。" in text:  # whole sentences, though the last of the line is cut off
        return True
    return size >= 15 and (line.ends or text.endswith(":")) and ("," in text or "。" in text or size >= 25)


def body_span(lines: list[Line], reasons: list[str | None], numbered: list[bool]) -> tuple[int, int]:
    """Where the body begins and ends, as indices: after the title and salutation, before the foot of the page."""
    like = [sentence_like(line) and not why for line, why in zip(lines, reasons, strict=True)]
    start = _start(lines, like, numbered)
    return start, _end(lines, reasons, like, start, numbered)


def _start(lines: list[Line], like: list[bool], numbered: list[bool]) -> int:
    weights = [len(line.text) * flag for line, flag in zip(lines, like, strict=True)]
    total, seen = sum(weights), 0
    for i, line in enumerate(lines):
        early = max(0.15 * total, _LEDE * (line.plain[-1] == ":"))
        if salutation(line) and seen <= early:
            return i + 1
        seen += weights[i]
        if seen > max(0.15 * total, _LEDE):
            break
    first = next((i for i, flag in enumerate(like) if flag), len(lines))
    at = first
    while at and not like[at - 1] and (numbered[at - 1] or not _WORD.search(lines[at - 1].plain)):
        at -= 1
        first = at if numbered[at] else first
    return first


def _end(lines: list[Line], reasons: list[str | None], like: list[bool], start: int, numbered: list[bool]) -> int:
    rows = _table_rows(lines, reasons)
    body = (i for i in range(start, len(lines)) if like[i] or i in rows or _short_end(lines[i]))
    last = _with_the_rest(lines, reasons, start, max(body, default=start - 1))
    notes = max((i for i in range(start, len(lines)) if opens_notes(lines[i])), default=start)
    told = heading = 0  # characters of sentences behind line i, up to the last; whether a heading stands over one
    ends = last + 1
    for i in range(last, max(notes, start + (last - start) // 2) - 1, -1):
        if reasons[i] in _END_MARKS and told < _FIRM and not heading:
            ends = i
        heading |= numbered[i] and not reasons[i] and told > 0
        told += len(lines[i].text) * (like[i] and lines[i].plain.endswith("。"))
    return ends


def row_of_figures(line: Line) -> bool:
    """Whether a line is a row of a table, a name followed by a figure: 地区生产总值, a tab, 198.7亿元."""
    if "\t" not in line.text:
        return False
    cells = [cell.strip() for cell in line.text.split("\t")]
    named = next((i for i, cell in enumerate(cells) if _HAN.search(cell) and not _FIGURE.fullmatch(cell)), len(cells))
    return any(_FIGURE.fullmatch(cell) for cell in cells[named + 1 :])


def _table_rows(lines: list[Line], reasons: list[str | None]) -> set[int]:
    """The indices of table rows with figures: two or more lines with tabs, one of them with a figure."""
    found = set()
    for tabbed, run in groupby(range(len(lines)), lambda i: "\t" in lines[i].text and not reasons[i]):
        rows = list(run)
        if tabbed and len(rows) >= 2 and any(row_of_figures(lines[i]) for i in rows):
            found.update(rows)
    return found


def _with_the_rest(lines: list[Line], reasons: list[str | None], start: int, last: int) -> int:
    """The last line of the body, including points without an end mark like those before, or the rest of a sentence."""
    points = sum(_point(line) for line in lines[start:last])
    behind = next((i for i in range(last + 1, len(lines)) if reasons[i] or len(lines[i].plain) > 60), len(lines))
    if points >= _POINTS or lines[last].plain.endswith(":"):
        last = max((i for i in range(last + 1, behind) if _point(lines[i])), default=last)
    rest = lines[-1].plain
    cut_off = last == len(lines) - 2 and behind == len(lines)
    return last + 1 if cut_off and len(rest) >= 15 and "," in rest and not _FOOT.search(rest) else last


def _point(line: Line) -> bool:
    """Whether a short line without an end mark counts something: 举办活动120余场."""
    return 8 <= len(line.plain) <= 60 and not line.ends and bool(_COUNTED.search(line.plain))


def _short_end(line: Line) -> bool:
    return line.plain[-1] in "。!" and 2 <= len(line.plain) < (25 if line.plain[-1] == "!" else 15)


def contents(lines: list[Line]) -> set[int]:
    """The indices of the lines of a table of contents."""
    opens = next((i for i, line in enumerate(lines) if _CONTENTS.match(line.plain)), None)
    if opens is None:
        return set()
    entries = [_ITEM.sub("", line.plain).rstrip("0123456789").rstrip(_LEADERS).replace(" ", "") for line in lines]
    found = {opens}
    for i in range(opens + 1, len(lines)):
        again = i > opens + 1 and entries[i] == entries[opens + 1]
        prose = lines[i].plain.endswith("。") and entries.count(entries[i]) == 1  # what is listed comes again
        titled = i + 1 < len(lines) and is_meeting(lines[i + 1].plain)  # the title of the report itself
        if again or prose or titled or len(lines[i].text) > 60 or salutation(lines[i]):
            return found
        found.add(i)
    return found

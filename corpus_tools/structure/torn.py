"""Paragraphs whose text is evidently torn: they begin or break off in mid-sentence."""

import re

from corpus_tools.structure.lines import Line

_LONG = 40  # characters: a shorter line without a mark at its end may be meant so
_WORDS = (
    "和谐|和平|和美|和衷|和睦|和气|与时|与会|与此|与其|与上|与去|及时|的确"  # that only look like the rest of something
)
_FRAGMENT = re.compile(rf"^(?!{_WORDS})[,。;:!?、)》”’的和与及]|^[^,。;“]{{1,6}};")
_CLOSES = re.compile(r"^[^“《(]{1,40}[”》)]")  # closes what it never opened
_REST = re.compile(  # the rest of a verb's object: 渠道和专门协商机构的作用,
    r"^(?![在对为从以据同把将向就按让使由因并又也还更最各全有是不要])[\u4e00-\u9fff]{2,4}[和与及][\u4e00-\u9fff]{2,16}"
    r"的(作用|能力|水平|职能|力量|优势|问题|意见|要求|目标|任务|精神|局面|格局),"
)
_NUMBERED = re.compile(r"^[(]?[一二三四五六七八九十\d]{1,3}[)]")


def torn(line: Line) -> str:
    """Where a paragraph is torn: "start", "end", "start end", or "" if it is complete.

    >>> from corpus_tools.structure.lines import lines_of
    >>> [torn(line) for line in lines_of(["和机构的作用,发挥得很好。", "一年来,我们召开会议。"])]
    ['start', '']
    """
    text = line.plain
    if "\t" in text or _NUMBERED.match(text):
        return ""
    opens = _FRAGMENT.match(text) or _CLOSES.match(text) or _REST.match(text)
    breaks = len(text) > _LONG and not line.ends and text[-1] not in ":)"
    return " ".join(["start"] * bool(opens) + ["end"] * breaks)

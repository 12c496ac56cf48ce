"""Text cleaned of what scrapers, databases and mirrors leave in it: tags, escaped line ends, readings, line numbers."""

import re
from html import unescape
from itertools import islice

from corpus_tools.reading.encodings import without_entities
from corpus_tools.reading.text import Text

_NAMES = "p|div|br|span|strong|b|font|table|tbody|tr|td|th|ul|ol|li|h[1-6]|section|center|em|u|sup|sub|o:p"
_TAG = re.compile(rf"</?(?:{_NAMES})(?:\s[^<>]{{0,500}})?\s?/?>", re.IGNORECASE)
# without a program in it
_OPENS = re.compile(rf"<(?:{_NAMES})(?:\s(?![^<>]{{0,500}}\bon\w+=)[^<>]{{0,500}})?\s?/?>", re.IGNORECASE)
_ESCAPED = re.compile(rf"&lt;/?(?:{_NAMES})(?:\s|/|&gt;)", re.IGNORECASE)
_BREAK = re.compile(r"<(?:br|p|div)(?:\s[^<>]{0,500})?\s?/?>", re.IGNORECASE)
_FEWEST = 3  # tags, line ends spelled out: fewer are words of the text
_CODE = re.compile(r"\\u(20[0-9a-f]{2}|3[04][0-9a-f]{2}|[4-9][0-9a-f]{3}|ff[0-9a-f]{2})", re.IGNORECASE)
_COUNT = re.compile(r"\s{0,20}[\[(（]?0*(\d{1,5})[\])）]?(?:[ \t:：|]\s?|$)")
_COUNTED = 9  # lines: fewer may be counted by those who wrote them
_SPELLED = re.compile(r"(?:\\r)?\\n")
_OWN, _UNKNOWN = re.compile("[\ue000-\uf8ff]"), "有{}个字符是字体自造的，读不出是什么字：对照原件"
_COUNTS = "去掉了{}行前的行号"
_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_READING = re.compile(rf"[(（](?<=[\u4e00-\u9fff].)[a-zü{_TONED}]{{1,6}}[)）]")  # 政協(xié)工作報(bào)告
_TONE = re.compile(f"[{_TONED}]")
_COMMA = re.compile("[,，]+(?=[,，、。；：])")  # the same sites put more of them: 一,、推進平安建設
_MANY = 10  # readings with a tone; fewer may be of the text itself: 鄞（yín）州
_READINGS = "去掉了写在汉字后面的拼音{}处"


def is_markup(text: str) -> bool:
    """Whether a text is the HTML body of a page.

    >>> is_markup("<p>各位委员：</p><p>一年来，征集提案775件。</p>"), is_markup("提案<b>775</b>件")
    (True, False)
    """
    return _has(_OPENS, _FEWEST - 1, text) and _has(_TAG, _FEWEST, text)


def _has(pattern: re.Pattern, fewest: int, text: str) -> bool:
    return sum(1 for _ in islice(pattern.finditer(text), fewest)) == fewest


def spelled_out(text: str) -> str:
    r"""`text` with escapes resolved: &nbsp;, &lt;p&gt;, \u4e00, and \n if the text has no other line ends.

    >>> spelled_out(r"各位委员：\n一年来，征集&ldquo;提案&rdquo;775件。\n谢谢！\n").split("\n")
    ['各位委员：', '一年来，征集“提案”775件。', '谢谢！', '']
    """
    if len(_ESCAPED.findall(text)) >= _FEWEST:
        text = unescape(text)
    if text.count("\\n") >= _FEWEST and text.count("\\n") > text.strip().count("\n"):
        text = _SPELLED.sub("\n", text)
    if _has(_CODE, _FEWEST, text):
        text = _CODE.sub(lambda code: chr(int(code[1], 16)), text)
    return without_entities(text)


def without_tags(text: str) -> str:
    """`text` without the HTML tags in it; a line ends where a tag would end it."""
    return _TAG.sub("", _BREAK.sub("\n", text)) if is_markup(text) else text


def without_remains(text: Text) -> Text:
    """`text` with entities resolved, without the numbers before all its lines and the readings in them."""
    if any("&" in line for line in text.lines):
        text = text._replace(lines=list(map(without_entities, text.lines)))
    if own := sum(len(_OWN.findall(line)) for line in text.lines if "。" in line):  # in prose: others are icons
        text = text._replace(notes=(*text.notes, _UNKNOWN.format(own)))
    return _without_counts(_without_readings(text))


def _without_readings(text: Text) -> Text:
    """`text` without the bracketed readings and the commas a site put after characters; a note with their number."""
    found = [reading for line in text.lines for reading in _READING.findall(line)]
    if sum(bool(_TONE.search(reading)) for reading in found) < _MANY:
        return text
    lines = [_COMMA.sub("", _READING.sub("", line)) for line in text.lines]
    title = text.title and _READING.sub("", text.title)
    return text._replace(lines=lines, title=title, notes=(*text.notes, _READINGS.format(len(found))))


def _without_counts(text: Text) -> Text:
    """`text` without line numbers, if all lines have one, and a note of them."""
    written = [(at, line) for at, line in enumerate(text.lines) if line.strip()]
    found = [_COUNT.match(line) for _, line in written]
    if len(found) < _COUNTED or not all(found):
        return text
    numbers = [int(count[1]) for count in found]
    counts_all = len({n - at for n, (at, _) in zip(numbers, written, strict=True)}) == 1  # blank lines, too
    if not counts_all and len({n - at for at, n in enumerate(numbers)}) > 1:
        return text
    lines = [line[count.end() :] if (count := _COUNT.match(line)) else line for line in text.lines]
    return text._replace(lines=lines, notes=(*text.notes, _COUNTS.format(len(found))))

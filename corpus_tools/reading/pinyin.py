"""How characters are read, written behind them by sites that copy texts: 政協(xié)工作報(bào)告."""

import re

from corpus_tools.reading.text import Text

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_READING = re.compile(rf"[(（](?<=[\u4e00-\u9fff].)[a-zü{_TONED}]{{1,6}}[)）]")
_TONE = re.compile(f"[{_TONED}]")
_COMMA = re.compile("[,，]+(?=[,，、。；：])")  # the same sites put more of them: 一,、推進平安建設
_MANY = 10  # with a tone; fewer may be of the text itself: 鄞（yín）州
_NOTE = "去掉了写在汉字后面的拼音{}处"


def without_pinyin(text: Text) -> Text:
    """`text` without the readings in brackets and the commas a site put behind characters; a note of how many."""
    found = [reading for line in text.lines for reading in _READING.findall(line)]
    if sum(bool(_TONE.search(reading)) for reading in found) < _MANY:
        return text
    lines = [_COMMA.sub("", _READING.sub("", line)) for line in text.lines]
    title = text.title and _READING.sub("", text.title)
    return text._replace(lines=lines, title=title, notes=(*text.notes, _NOTE.format(len(found))))

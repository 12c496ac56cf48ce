"""Texts whose characters stand apart, as recognition and some layouts leave them: 全 年 征 集 提 案 7 7 5 件."""

import re

from corpus_tools.reading.text import Text

_WIDE = "\u3000-\u303f\u3400-\u9fff\uff00-\uffef“”‘’…—·"
_APART = re.compile(rf"(?<=[{_WIDE}]) (?=[{_WIDE}])")
_PAIR = re.compile("(?<=[\u3400-\u9fff])(?=[\u3400-\u9fff])")
_BLANK = re.compile(rf"(?<=[{_WIDE}0-9.,%+()-]) (?=[{_WIDE}0-9.,%+()-])")
_SHARE = 0.1  # blanks for each pair of characters without one: fewer are of the text
_FEWEST = 20  # blanks
_NOTE = "去掉了字间的空格（{}处）"


def closed_up(text: Text) -> Text:
    """`text` without the blanks between characters, and a note of them, if its prose is full of them."""
    prose = [line for line in text.lines if "。" in line or "，" in line]
    blanks = sum(len(_APART.findall(line)) for line in prose if " " in line)
    if blanks < _FEWEST or blanks < _SHARE * sum(len(_PAIR.findall(line)) for line in prose):
        return text
    bold = {at: len(_BLANK.sub("", text.lines[at][:lead])) for at, lead in text.bold.items()}
    found = [_BLANK.subn("", line) for line in text.lines]
    notes = (*text.notes, _NOTE.format(sum(n for _, n in found)))
    return text._replace(lines=[line for line, _ in found], bold=bold, notes=notes)

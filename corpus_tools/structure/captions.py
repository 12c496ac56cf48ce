"""Which short lines are captions of pictures."""

import re

from corpus_tools.lexicon import any_of
from corpus_tools.structure.headings import two_part, verb_led
from corpus_tools.structure.lines import Line

_CERTAIN = re.compile(
    r"^[▲△↑↓◆■]?\s*(图为|图片说明|上图|下图|左图|右图|题图|组图|资料图|插图|图\s*\d{0,2}\s*[:/]|图片\s*:|制图|漫画)"
    r"|^附?表\s?\d{1,2}[\s:.]\s?[^,。;]{2,40}$"
    r"|(摄|摄影|供图|资料图片?|制图|图片来源.*|/图)\s*[)\]]?\s*。?$|(摄影|图片|供图|制图)\s*[:/].{0,16}$|[(].{0,16}摄[)]"
)
_PEOPLE, _DOING = (f"(?:{any_of(name).pattern})" for name in ("caption_people", "caption_deeds"))
_WHO_DOES = re.compile(rf"^.{{0,24}}{_PEOPLE}.{{0,24}}{_DOING}")
_DOES = re.compile(rf"^(重温|[为向与到赴])?{_DOING}")
_EVENT = re.compile(
    r"(会|现场|工作|活动|情况|仪式|场景|一角|全景|誓词|讲座|讲坛|培训班?|产业园|合影|协商|剪影|留影|风采|比赛|展览|演出)$"
)


def certain_caption(line: Line) -> bool:
    """Whether a line clearly belongs to a picture: 图为…, (张三 摄)."""
    text = line.plain
    return len(text) <= 120 and any(word in text for word in "图摄画表") and bool(_CERTAIN.search(text))


def caption_score(line: Line) -> int:
    """How much a short line reads like a caption (who does what where) rather than a heading."""
    text = line.plain
    score = 2 * bool(_WHO_DOES.match(text)) + bool(_DOES.match(text))
    return score + bool(_EVENT.search(text)) - 2 * two_part(text) - verb_led(text)

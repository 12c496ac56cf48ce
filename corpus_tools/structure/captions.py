"""Which short lines are captions of pictures."""

import re

from corpus_tools.structure.headings import two_part, verb_led
from corpus_tools.structure.lines import Line

_CERTAIN = re.compile(
    r"^[▲△↑↓◆■]?\s*(图为|图片说明|上图|下图|左图|右图|题图|组图|资料图|插图|图\s*\d{0,2}\s*[:/]|图片\s*:|制图|漫画)"
    r"|^附?表\s?\d{1,2}[\s:.]\s?[^,。;]{2,40}$"
    r"|(摄|摄影|供图|资料图片?|制图|图片来源.*|/图)\s*[)\]]?\s*。?$|(摄影|图片|供图|制图)\s*[:/].{0,16}$|[(].{0,16}摄[)]"
)
_PEOPLE = (
    r"(?:委员|主席|书记|[省市县区州盟镇乡]长|主任|代表|干部|职工|群众|机关|党组|常委|专委会|村民|学生|医护|志愿者|领导|一行|界别"
    r"|成员|律师|专家|教师|老师|民警|法官|检察官|工作人员|调研组|视察组|协商会)"
)
_DOING = (
    r"(?:调研|视察|考察|走访|慰问|督办|督查|督导|座谈|参加|出席|召开|举行|举办|开展|参观|检查|指导|协商|宣讲|授课|培训|启动|揭牌"
    r"|签约|察看|看望|讨论|审议|研讨|交流|学习|进行|主持|介绍|讲解|听取|了解|深入|发言|作报告|植树|义诊|接待|接访|测评|表决|投票"
    r"|巡查|巡河|颁奖|授牌|捐赠|表演|合影|走进|誓词|宣誓)"
)
_WHO_DOES = re.compile(rf"^.{{0,24}}{_PEOPLE}.{{0,24}}{_DOING}")
_DOES = re.compile(rf"^(重温|[为向与到赴])?{_DOING}")
_EVENT = re.compile(
    r"(会|现场|工作|活动|情况|仪式|场景|一角|全景|誓词|讲座|讲坛|培训班?|产业园|合影|协商|剪影|留影|风采|比赛|展览|演出)$"
)


def certain_caption(line: Line) -> bool:
    """Whether a line clearly belongs to a picture: 图为…, (张三 摄)."""
    text = line.plain
    if len(text) > 120 or not any(word in text for word in "图摄画表"):
        return False
    return bool(_CERTAIN.search(text))


def caption_score(line: Line) -> int:
    """How much a short line reads like a caption (who does what where) rather than a heading."""
    text = line.plain
    score = 2 * bool(_WHO_DOES.match(text)) + bool(_DOES.match(text))
    return score + bool(_EVENT.search(text)) - 2 * two_part(text) - verb_led(text)

"""The full name of a body: its place, then the name that bodies of its kind have."""

import re

from corpus_tools.structure.places import CITIES, ISLANDS, Place, completed

_LOCAL_BODIES = ("人民法院", "中院", "法院", "人民检察院", "检察院", "政协", "人大常委会", "纪委", "政府")
_SHORT = (  # how a body writes its name, and how others do
    (re.compile(r"人民代表大会常务委员会$"), "人大常委会"),
    (re.compile(r"纪律检查委员会$"), "纪委"),
    (re.compile(r"(?<!人民)政府$"), "人民政府"),
    (re.compile(r"(?<=[省市县区州旗盟])((?:高级|中级)?)(法院|检察院)$"), r"\1人民\2"),
    (re.compile(r"中院$"), "中级人民法院"),
    (re.compile(r"政协常(?:务委员|委)会$"), "政协"),
    (re.compile(r"^(?:中国人民政治协商会议|政协)(.+?)委员会(?:常务委员会)?$"), r"\1政协"),
    (re.compile(r"^(?:中国共产党|中共)(.+[省市县区州旗])委员会$"), r"中共\1委"),
)


def usual(name: str) -> str:
    """The name of a body as such bodies are usually called, its place in full.

    >>> usual("大名法院"), usual("政协溆浦县委员会"), usual("郑州市中院")
    ('大名县人民法院', '溆浦县政协', '郑州市中级人民法院')
    """
    name = _of_full_place(name)
    for long, brief in _SHORT:
        name = long.sub(brief, name)
    return name


def _of_full_place(name: str) -> str:
    """The name of a body whose place is called by its short name: 大名法院 → 大名县法院."""
    end = next((end for end in _LOCAL_BODIES if name.endswith(end)), "")
    full = completed(name.removesuffix(end)) if end else None
    return full + end if full else name


def named(where: Place, body: str) -> str:
    """The name of a body of a place: 重庆市江北区政协, 中共宜兴市委, 香港特别行政区政府."""
    name = "".join(where)
    if where[0] in ISLANDS:
        return where[-1] + body.removeprefix("人民")
    if body == "委":
        return f"中共{where[-1]}委"
    if body == "人民法院":
        return f"{name}{_grade(where)}{body}"
    return name + body


def _grade(where: Place) -> str:
    """高级 for the court of a province, 中级 for the court of a city below a province."""
    above = where[0][-1] in "省区"
    return ("高级" if above or where[0] in CITIES else "") if len(where) == 1 else "中级" * (len(where) == 2 and above)

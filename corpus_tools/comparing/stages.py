"""How far a project has come, from its plans to its opening, and whether that is less than was planned."""

import re
from collections.abc import Iterator, Sequence
from operator import itemgetter

from corpus_tools.comparing.clauses import Clause, figures

_STAGES = (  # of two that fit at one place the first counts
    (1, "前期|立项|可研|选址|规划(?:设计|方案)|征[地拆]|初步设计"),
    (4, "主体[^，,。；;、]{0,6}(?:完工|竣工|建成|完成|[封结]顶)|[建完]成(?=[^，,。；;、]{2,9}主体)|[封结]顶|合龙|初稿"),
    (3, "完成(?=[^，,。；;、]{0,14}(?:[%％]|[亿万]元))"),
    (3, "(?:加[快速紧]|抓紧|有序|[稳逐]步|扎实|顺利|持续|正在)(?:推进|建设|施工)|推进(?:顺利|有序)|收尾"),
    (2, "(?<![展召离])开工(?!作)|(?<![劳运活推])动工|(?<!公)开建|启动(?![^，,。；;、]{0,16}前期)|奠基"),
    (5, "[建落]成(?![区立])|竣工|完工|投[用产运]|启用|投入(?:使用|运[营行]|生产)|(?<![召展公])开[馆园业街]"),
    (5, "(?<!对外|改革|扩大)开放|贯通|(?<![交普])通[车水航气]|(?:试|正式|开通)运营|(?<!线)上线|交付|出版"),
    (5, "完成(?=[^，,。；;、]{2,16}(?:建设|工程))"),
)
_ANY = re.compile("|".join(f"(?P<s{i}>{words})" for i, (_, words) in enumerate(_STAGES)))
_CUT = re.compile(
    r"[^\u4e00-\u9fffA-Za-z]+|和|及|与|等|的|[年月][内底初]?前?|[上下]半年|建设|推[进动]|加[快强大]|完成|实[现施]"
    "|确保|力争|争取|抓[好紧]|做好|启动|编辑|拍摄|项目|工程|全面|基本|已经?|将|要"
)
_PHASE = re.compile(r"[一二三四五六七八九十\d首](?:期|批|标段|号线)|[东西南北中]段")
_ABSTRACT = re.compile("(?:体系|机制|格局|制度|模式|氛围)")
_OF_PLACE = re.compile("^[省市县区州]")
_SHORTEST, _END = 4, 6  # characters of a name that opens, and of one that ends a longer one, for both to be one


def stage(text: str) -> int:
    """How far a text (simplified) says that something has come: 2 begun, 3 under way, 5 done; 0 where it does not say.

    >>> stage("10月开馆"), stage("有序推进"), stage("主体完工"), stage("粮食丰收")
    (5, 3, 4, 0)
    """
    found = {_STAGES[int((m.lastgroup or "s0")[1:])][0] for m in _ANY.finditer(text)}
    return 1 if found == {1, 3} else max(found, default=0)  # 前期工作加快推进 is not begun


def is_due(text: str) -> bool:
    """Whether a text (simplified) names something to be begun or finished, and no system or mechanism."""
    return stage(text) in (2, 4, 5) and not _ABSTRACT.search(text)


def _things(clause: Clause) -> tuple[set[str], set[str]]:
    """The names of what a clause builds (东山大桥 and 西河大桥 of 东山大桥、西河大桥通车), and of parts (二期)."""
    names = (_OF_PLACE.sub("", piece) for piece in _CUT.split(_ANY.sub("，", clause.simplified)))
    return {name for name in names if len(name) >= _SHORTEST}, set(_PHASE.findall(clause.simplified))


def _are_one(name: str, other: str) -> bool:
    short, long = sorted((name, other), key=len)
    return long.startswith(short) or (len(short) >= _END and long.endswith(short))


def behind(plans: Sequence[Clause], results: Sequence[Clause]) -> Iterator[tuple[Clause, Clause]]:
    """The plans to begin or finish something of which the results, naming it, only tell an earlier stage."""
    told = [(stage(r.simplified), r, *_things(r)) for r in results if stage(r.simplified)]
    for plan in (p for p in plans if is_due(p.simplified) and not figures(p.simplified)):
        names, parts = _things(plan)
        if len(parts) > 1:  # 一期通车，启动二期
            continue
        for name in sorted(names):
            own = [(at, r) for at, r, its, of in told if of == parts and any(_are_one(name, other) for other in its)]
            at, result = max(own, key=itemgetter(0), default=(9, None))
            if at < stage(plan.simplified):
                yield plan, result
                break

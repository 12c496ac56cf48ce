"""The items of a list as written → complete nouns: 城镇、农村居民收入, 提案办复率、满意率."""

import re
from itertools import accumulate

from corpus_tools.counting.carried import rate_of
from corpus_tools.lexicon import lexicon
from corpus_tools.tokenize import tokens

_OF_ALL = re.compile(r"(?:增加值|总产值|产值|总产量|产量|吞吐量|施用量|(?<!社会)保险)$")
_BOTH = {
    re.compile("^城、?乡(?=(?:常住)?居民)"): ("城镇", "农村"),
    re.compile("^城乡(?=低保|最低生活保障)"): ("城市", "农村"),
    re.compile("存贷(?=款)"): ("存", "贷"),
}
_HALVES = frozenset(("存贷", "进出", "产销"))  # 存、贷款余额
# how something is measured, with a verb inside (播种面积) or without
_SIZES = lexicon("measure_heads") | lexicon("figure_nouns")
_ORDINAL = re.compile("第?[一二三四](?!级)")
_KIND = re.compile(  # how a noun that names what is listed opens: 五大新兴产业, 主要经济指标
    r"^[\d一二两三四五六七八九十]*[大类]?(?:新兴|传统|重点|主要|支柱|优势|特色|主导|骨干|相关)*"
    r"(?:(?:经济)?指标$|产品|作物)?"
)
_COUNTED = re.compile(r"(.{2,40}?)[\d二两三四五六七八九十]{1,2}大(.*(?:产业|行业|领域).*)")
_BARE = 3  # characters of a size that says nothing of whose it is: 授权量, 办复率


def spelled_out(items: list[str]) -> list[str]:
    """The nouns of a list, each completed with what it shares with the others.

    >>> spelled_out(["城镇", "农村居民收入"]), spelled_out(["提案办复率", "满意率"])
    (['城镇居民收入', '农村居民收入'], ['提案办复率', '提案满意率'])
    """
    return _with_whose(items) or _with_what(items) or items


def of_kinds(kinds: list[str], noun: str) -> list[str]:
    """The noun behind 等, of each of the kinds listed before it.

    >>> of_kinds(["化工", "建材"], "两大传统产业产值"), of_kinds(["投资", "消费"], "主要经济指标")
    (['化工产业产值', '建材产业产值'], ['投资', '消费'])
    """
    head = _KIND.sub("", noun)
    return [kind + (head.removeprefix("产业") if kind.endswith("业") else head) for kind in kinds]


def in_two(noun: str) -> list[str]:
    """The two nouns that one word stands for, [] if it stands for one.

    >>> in_two("城乡居民收入"), in_two("存贷款余额"), in_two("城乡建设")
    (['城镇居民收入', '农村居民收入'], ['存款余额', '贷款余额'], [])
    """
    return [both.sub(each, noun) for both, each_of in _BOTH.items() if both.search(noun) for each in each_of]


def _cut(noun: str, at: int) -> int:
    """Where the words that a noun shares begin, at a place or before it: 省|财政收入 beside 中央."""
    ends = accumulate(map(len, tokens(noun)))
    return max((end for end in ends if end <= at), default=0)


def _with_whose(items: list[str]) -> list[str]:
    """The items, each beginning like the first; [] if they do not share its beginning."""
    first, last, heads = items[0], items[-1], lexicon("measure_heads")
    if len(first) <= len(last) + 1:
        return []
    if last in heads:  # 财政收入、支出
        longest = max((n for n in range(1, len(first)) if first[-n:] in _SIZES), default=0)  # 粮食播种面积、产量
        longest = max(longest, len(rate_of(first)))  # 提案立案率、满意率
        if not longest:  # 人大代表建议、政协提案办复率、满意率
            rest = _with_whose(items[1:])
            return rest and [first + rate_of(rest[0]), *rest]
        return [first] + [first[:-longest] + i for i in items[1:]]
    if first[-1] == last[-1] and all(len(i) <= _BARE for i in items[1:]):
        whose = first[: -len(rate_of(first) or last)]
        return [first] + [i if i.endswith("率") and not rate_of(i) else whose + i for i in items[1:]]
    return []


def _with_what(items: list[str]) -> list[str]:
    """The items, each ending like the last; [] if they do not share its ending."""
    first, last, before, heads = items[0], items[-1], items[:-1], tuple(lexicon("measure_heads"))
    if counted := _COUNTED.fullmatch(last):  # 化工、建材两大产业产值
        return of_kinds([*before, counted[1]], counted[2])
    if last[len(first) :].startswith("保险"):  # 养老、工伤保险参保人数
        return [i + last[len(first) :] for i in before] + [last]
    if all(map(_ORDINAL.fullmatch, before)) and _ORDINAL.match(last):  # 第一、二产业增加值
        return [f"第{i.removeprefix('第')[:1]}{last.removeprefix('第')[1:]}" for i in items]
    if all(len(i) == 1 for i in before):  # 国、省考断面
        return [i + last[1:] for i in before] + [last]
    same = first[-1] if first[-1] in "级类业" else first[-2:]
    if (at := last.find(same)) > 0 and not last.endswith(same):  # 国家级、省级实验室; 城镇居民、农村居民收入
        return [i + last[at + len(same) :] if i.endswith(same) else i for i in items]
    if first[-1] + last[0] in _HALVES:
        return [*before[:-1], before[-1] + last[1:], last]
    if (of_all := _OF_ALL.search(last)) and not any(i.endswith(heads) for i in before):
        return [i + of_all.group() for i in before] + [last]  # 新材料、航空产业增加值
    sizes = set(map(len, items[1:-1]))
    if len(sizes) == 1 and (n := sizes.pop()) < len(last) - 1 and last.endswith(heads) and n < len(first):
        return [] if any(i.endswith(heads) for i in before) else [i + last[n:] for i in before] + [last]
    cut = _cut(last, len(first)) if len(last) > len(first) + 1 and first[-1] != last[-1] else 0
    if cut and all(len(i) == len(first) and not i.endswith(heads) for i in before):
        return [i + last[cut:] for i in before] + [last]
    rate = "" if any(i.endswith(("率", *heads)) for i in before) else rate_of(last)
    return [i + rate for i in before] + [last] if rate else []  # 人大代表建议和政协提案办复率

"""A sentence → the terms it marks as coined (quoted or numbered); their definitions; similar wordings."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from corpus_tools.lexicon import lexicon
from corpus_tools.report import Report

_PART = r"[^“”‘’「」『』\n。！？!?；;：:，,]"
_QUOTED = re.compile(rf"[“「]({_PART}{{2,16}})[”」]|[‘『]({_PART}{{2,16}})[’』]")
_SPOKEN = re.compile(
    r"^(?:我|你|他|她|咱|这|那|有哪|上午|下午|今天|明天|昨天|请|为什么|怎么|要)|(?:吗|呢|吧|么|啦|怎样|如何|不)$"
)
_PERIOD = re.compile(r"[一二三四五六七八九十]{1,3}五(?:规划|计划|时期|普法)?|[一二三]?十[一二三四五六七八九]?大?")
_THEME_ENDS = ("情况", "建议", "报告", "问题", "等", "的", "工作", "水平", "力度", "奖")
_THEME = re.compile(
    r"^(?:推动|推进|促进|加快|加大|加强|提升|提高|增加|深化|完善|健全|优化|强化|规范|培育|打造|建设|构建|保障|发挥|聚力|关于|围绕).{4,}"
)
NUMERAL = "一二三四五六七八九十两双"
_COUNTED = re.compile(
    rf"(?:[{NUMERAL}多][核心轴带圈区极廊群翼点屏湾镇主副城链园环谷港体驱江河]){{2,4}}"
    rf"|[{NUMERAL}]{{1,3}}大(?:攻坚战|工程|行动|战略|工业体系|产业集群|基地|高地|品牌|提升行动|专项行动)(?!任务|目标|要求|部署)"
    r"|[0-9]{1,2}\+(?:[0-9]{1,2}|N|n|X)(?:\+(?:[0-9]{1,2}|N|n|X))*"
)
_BRAND = re.compile(r"(?:商量|协商|议事)$")
_SAYING = re.compile(r"(?:说|道|表示|指出|强调|问|称|感叹|回忆|认为|坦言|介绍)[，,：:]?$")
_MEANS = re.compile(
    r"^[”’」』]?[^。！？!?；;，,“”：:（(即]{0,14}[（(，,：:]?(?:即(?![将使便可日时])|是指|指的是|也就是|主要是指)[：:，,]?([^。！？!?；;）)\n]{4,90})"
)
_CASE = re.compile(r"[”’」』][^，,。；;、“”]{0,14}案(?![件例由])")  # “好房网”非法集资案 is the name of a case
_LISTED = re.compile(r"^[”’」』]?[^。！？!?\n，,]{0,6}[：:](一是[^。！？!?\n]{6,120})")
_NO_QUOTES = str.maketrans("", "", "“”‘’「」『』")


def coined(sentence: str) -> list[str]:
    """The terms that a sentence (simplified) marks as coined, in order: “两副担子”, 一核两翼, “3113”.

    Quoted speech, titles and quotations with punctuation are not terms; of 有事来协商·广事好商量 so are the brands.
    """
    found = []
    for match in _QUOTED.finditer(sentence):
        term = (match.group(1) or match.group(2)).strip()
        said = _SAYING.search(sentence[max(0, match.start() - 8) : match.start()])
        if not said and not _CASE.match(sentence, match.end() - 1):
            brands = (part for part in term.split("·") if part != term and _BRAND.search(part))
            found += [(match.start(), part) for part in (term, *brands) if _is_term(part)]
    inside = [m.span() for m in _QUOTED.finditer(sentence)]
    for match in _COUNTED.finditer(sentence):
        if not any(a <= match.start() < b for a, b in inside):
            found.append((match.start(), match.group()))
    return [term for _, term in sorted(found, key=lambda f: f[0])]


def _is_term(term: str) -> bool:
    """Whether a few characters look like a name: no speech, theme, date, plan period, congress or figure of speech."""
    if not 2 <= len(term) <= 12 or term.endswith(_THEME_ENDS) or _SPOKEN.search(term) or _THEME.search(term):
        return False
    if _PERIOD.fullmatch(term):
        return False
    if re.fullmatch(r"[0-9.·/-]+", term):
        return term.isdigit() and len(term) >= 3 and not re.fullmatch(r"(?:19|20)[0-9]{2}", term)
    return bool(re.search(r"[\u3400-\u9fffA-Za-z]", term)) and term not in lexicon("quoted_commonly")


def quotations(sentence: str) -> list[str]:
    """The short texts in quotation marks in a sentence (simplified), in order."""
    return [(match.group(1) or match.group(2)).strip() for match in _QUOTED.finditer(sentence)]


def unquoted(text: str) -> str:
    """`text` without quotation marks."""
    return text.translate(_NO_QUOTES)


def definitions(reports: Sequence[Report], terms: Iterable[str]) -> dict[str, str]:
    """The definitions of terms in the reports: the glossary, or “…”即…, or “…”:一是…; the first one found."""
    wanted, found = set(terms), {}
    for report in reports:
        for term, meaning in report.glossary.items():
            found.setdefault(unquoted(term), meaning)
        for sentence in report.sentences:
            for match in _QUOTED.finditer(sentence.simplified):
                term, after = (match.group(1) or match.group(2)).strip(), sentence.simplified[match.end() :]
                meaning = _MEANS.search(after[:120]) or _LISTED.search(after[:160])
                if meaning and term in wanted:
                    found.setdefault(term, meaning.group(1).strip("“”"))
    return {term: meaning for term, meaning in found.items() if term in wanted}


def variants(terms: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The terms that differ little from a term: 渝事好商量, 广事好商量; 三年行动, 三年提升行动.

    Two terms of at least four characters are variants if half of their character pairs are the same.
    """
    terms = sorted({t for t in terms if len(t) >= 4 and not t.isascii()})
    pairs = {t: {t[i : i + 2] for i in range(len(t) - 1)} for t in terms}
    having = defaultdict(list)
    for term in terms:
        for pair in sorted(pairs[term]):
            having[pair].append(term)
    near = {}
    for term in terms:
        common = Counter(o for pair in pairs[term] for o in having[pair] if o != term and len(having[pair]) <= 200)
        alike = (o for o, n in common.items() if 4 * n >= len(pairs[term]) + len(pairs[o]))
        if differing := sorted(o for o in alike if o not in term and term not in o):
            near[term] = tuple(differing)
    return near

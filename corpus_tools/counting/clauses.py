"""A sentence → its clauses and tokens, and where the noun of a clause may begin."""

import re
from bisect import bisect_left
from itertools import accumulate

from corpus_tools.lexicon import lexicon
from corpus_tools.tokenize import tokens_of_lines

_CLAUSE = re.compile(  # no end in 1,200名
    r"(?=[,;:!?。，；：！？…\n—])(?:(?:[;:!?。，；：！？…\n]|,(?!(?<=\d,)\d{3}(?!\d)))+|——)"
)
_CLOSED = re.compile(r"[)）]")
_TITLE = re.compile(r"《[^》]{0,200}》|[(（][^()（）]{0,40}[)）]")
REACH = 64  # characters of a clause that are looked at, to either side of a figure
_NAMES = {"”": 16, "》": REACH}  # characters of a name in quotes, of a title
_TORN = re.compile("[村镇乡]通|获[国省市县区州]")  # by the segmenter: 86个村|通公路, 获|市领导批示
YEAR = r"(?:\d{2,4}|[一二][〇零一二三四五六七八九]{3})年"
_HEAD = re.compile(  # what may open a phrase before its noun
    r"[与同][^,、]{1,12}?相[比较]|的基础上|(?<=[(（])不?(?:含|包括)|(?:有关|关于)(?=[^,]{2,14}方面)|[因受][^,]{2,10}?(?:影响|限制|制约)(?:(?:暂时|[尚暂])?(?:[不未]能|难以|无法))?|要求(?=[今明]年|全[省市县])|(?:截至|截止|到|至)?“?[一二三四五六七八九十]{1,3}五”?(?:规划|计划)?(?:时期|期间|以来|期?末)"
    r"|(?:[、;\s”\"●■◆◇□▪▲△★☆○◎➢➤√✓※·•>]|“(?![^“”]{1,12}”)|[和及与](?![美谐平会格]))+|\d{1,3}[.、](?!\d)|[(（][\d一二三四五六七八九十]{1,3}[)）]|(?:其中|此外|同时|另外|目前|为此|因此|任内|则|也|即(?![使将墨便办])|特别是|尤其是|当前|如今|[一二三四五六]是|并(?![案网])且?|且|还|又|累计|但)"
    r"|[尚仍还另共现]?有(?![关效罪机色线限害偿毒源形意望利益为序所氧轨奖产组])|先(?![进锋行导生后])|按[^,、]{1,10}?(?:计算|统计|测算)"
    r"|共(?!享|同|建|青|产)计?|[预估]计|预估|[于在]\d{1,2}月\d{1,2}日|据(?:不完全|初步)?统计|已经?(?!办)|依法|经(?:审查|审议|审核|协商|初步)"
    rf"|(?:截至|截止|到|至|自从?)?[^,、(（自]{{0,8}}?{YEAR}(?:\d+月)?(?:年?底前?|末|初|以来|来|度(?!计划|目标|预算|任务|考核|重点))?"
    r"|全年|(?:党的)?[一二]?十[一二三四五六七八九]?大以来|[上下]半年|前?[一二三四]季度|第[一二三四]季度?|过去的?一年|至今|迄今|[一总]共|陆续|顺利|圆满|另(?![外类册])|[本上今]学年|[去今当明本]年(?!度)|上年(?!结[转余])|\d{1,2}[-–—~～至到、]\d{1,2}月份?|(?:截[至止]到?|到|至)?(?:年|\d{1,2}月)[末初底]前?|[一二三四五六七八九十过去近]{1,9}年(?:来|间|内|合计|以来)|(?:近[二两三四五六七八九十]|[三四五六七八九十])年(?![级制期份]|义务|一贯|以[上下])|未来[一二两三四五六七八九十\d]+年|不再|(?:报告)?期间内?|加(?=上级|上年)|加上(?=上级|上年|地方|债[务券]|调入|动用|转贷)|每年|平均每[年天月]|(?<![上去])年均(?!浓度|值|气温|降水)"
    r"|[前后头][一二三四五六七八九十]年|[四五六七八九]\d年|[四五六七八九][〇一二三四五六七八九]年|连续[\d一二三四五六七八九十]+年"
    r"|全国(?!政协|人大)|全[省市县区州旗乡镇村校]|我[们国省市县区州乡镇院局委校会]|全(?:地区|大队|公社|系统|行业)|[省市县区州旗]本级"
    r"|高(?:标准|质量|水平|起点)(?=建[设成]|规划|推进|完成|打造|办|编制|实施)|再(?=[整投新建培引办改实])|较?大幅度?|进一步|不断|持续|稳步|积极|大力|深入|扎实|全面|认真|切实|严厉|依法从严"
)


class Tokens:
    """A sentence, split into clauses and tokens once for all its quantities."""

    def __init__(self, text: str, words: list[str]):
        self.text = text
        self.clauses = [m.end() for m in _CLAUSE.finditer(_TITLE.sub(lambda m: "某" * len(m.group()), text))]
        words = _joined(words)
        self.words = _quoted(words) if "“" in text or "《" in text else words
        self.starts = [0, *accumulate(map(len, self.words))]
        self.borders = frozenset(self.starts)

    def tokens(self, start: int, end: int) -> list[str]:
        """The tokens between two positions; those that span one are split."""
        start, end = min(start, len(self.text)), min(end, len(self.text))
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        cut, whole = self.text[start : min(self.starts[first], end)], self.words[first:last]
        if whole and self.starts[last] > end:
            whole[-1] = self.text[self.starts[last - 1] : end]
        return [t for word in (cut, *whole) if (t := word.strip())]

    def clause(self, at: int) -> tuple[int, int]:
        """The clause around a position."""
        i = bisect_left(self.clauses, at + 1)
        start, end = self.clauses[i - 1] if i else 0, self.clauses[i] - 1 if i < len(self.clauses) else len(self.text)
        return self._in_brackets(max(start, at - REACH), at, min(end, at + REACH)) or (start, end)

    def _in_brackets(self, start: int, at: int, end: int) -> tuple[int, int] | None:
        """The clause around a place within brackets: 农业人口, 69.7万 of 74.2万人(农业人口69.7万)."""
        opened = max(self.text.rfind("(", start, at), self.text.rfind("（", start, at))
        if opened < 0 or _CLOSED.search(self.text, opened, at):
            return None
        closed = _CLOSED.search(self.text, at, end)
        stop = _CLAUSE.search(self.text, at, closed.start() if closed else end)
        commas = [m.end() for m in _CLAUSE.finditer(self.text, opened, at)]
        return commas[-1] if commas else opened + 1, stop.start() if stop else closed.start() if closed else end


def cut_up(texts: list[str]) -> list[Tokens]:
    """Each of several sentences."""
    return list(map(Tokens, texts, tokens_of_lines(texts, lexicon("figure_nouns"))))


def _quoted(words: list[str]) -> list[str]:
    """The tokens, with a short quoted name or a title as one: “产学研建”, 《关于加快建设的建议》 hold no verb."""
    found, opened = [], -1
    for word in words:
        found.append(word)
        if word in ("“", "《"):
            opened = len(found) - 1
        elif opened >= 0 and _CLAUSE.match(word):
            opened = -1
        elif word in _NAMES and opened >= 0:
            name = "".join(found[opened:])
            found[opened:] = [name] if len(name) <= _NAMES[word] else found[opened:]
            opened = -1
    return found


def _joined(words: list[str]) -> list[str]:
    """The tokens, 新 with the deed after it (新设 of 新 设 市场主体), 率 with the word before: 建成率 holds no verb."""
    found: list[str] = []
    for word in words:
        if found and (word == "率" or (found[-1] == "新" and f"新{word}" in lexicon("figure_verbs"))):
            found[-1] += word
        else:
            found += [word[0], word[1:]] if _TORN.fullmatch(word) else [word]
    return found


def without_head(sentence: Tokens, start: int, end: int) -> int:
    """The start of a phrase without 其中, 截至2023年底, 全市 and the like."""
    while (head := _HEAD.match(sentence.text, start, end)) and head.end() > start:
        start = head.end()
    return start

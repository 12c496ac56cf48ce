"""Rows and sentences → safe HTML: whatever comes from a report or a file name is escaped here."""

import html
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from numbers import Integral, Real
from typing import Any

from corpus_tools.report import Paragraph, Report, Sentence

# for JupyterLab, whose own style centres and right-aligns; the pages drop it and bring their own style sheet
LAB_STYLE = """<style class="ct-lab">.ct-table td,.ct-table th{text-align:left!important;vertical-align:top!important}
.ct-table .n{text-align:right!important;font-variant-numeric:tabular-nums;white-space:nowrap}
.ct-scroll{overflow-x:auto}.ct-tall{max-height:44rem}.ct-table caption,.ct-table th,.ct-table cite{white-space:nowrap}
.ct-table caption{text-align:left}.ct-details>summary h3{display:inline}.ct-table .m:first-child{min-width:8.6em}
[class*=ct-] mark{background:#f6c98a66;color:inherit}.ct-said,.main-findings div>p{font-weight:700}
.ct-quote cite,li cite,td cite{font-style:normal;font-size:.85em}.ct-quote p,.ct-said,.main-findings p{margin:0}
.ct-table caption,.ct-note,.ct-more,.ct-said+.en,cite{color:var(--jp-ui-font-color2,#5b6470)}
.ct-figure{margin:0}.ct-figure img{max-width:100%;height:auto}
[data-jp-theme-light=false] .ct-figure img{filter:invert(.9) hue-rotate(180deg)}</style>"""
TALL = 30  # rows; a longer table scrolls in a window of its own
_REST = 100  # rows that are folded away below the first
LONG = 36  # characters of a cell; with such cells a table becomes a list on a telephone
TAG = re.compile(r"<[^<>]*>")
SHARE, SCORE, CHANGE = ".1%", ".2f", "+,.1%"  # formats of a column of shares, of measures, of growth rates
SENTENCE, QUOTED = re.compile("[，。！？]"), re.compile("“[^”]*”")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Html(str):
    """Text that is HTML already: written by us, with everything foreign in it escaped."""

    def _repr_html_(self) -> str:
        return in_lab(self)

    def __html__(self) -> str:
        return self


def in_lab(content: str) -> str:
    """HTML as JupyterLab is given it: with our style, and with no dollar sign in it taken for mathematics."""
    return f'{LAB_STYLE}<div class="mathjax_ignore">{content}</div>'


def esc(value: object) -> Html:
    """The text of `value` with nothing in it that a browser would read as markup.

    >>> print(esc('<b>"工作"</b>'))
    &lt;b&gt;&quot;工作&quot;&lt;/b&gt;
    """
    if isinstance(value, Html):
        return value
    text = str(value)
    return Html(html.escape(text if text.isprintable() else "".join(map(_visible, text))))


def _visible(character: str) -> str:
    """A character, made visible if it controls something or changes the direction of writing."""
    kind = unicodedata.category(character)
    if kind == "Cc" and character not in "\n\t":
        return chr(0x2400 + ord(character)) if character < " " else "\ufffd"
    if kind in ("Zl", "Zp"):
        return "\n"
    if kind == "Cf":  # zero-width signs are left out, those that turn the direction shown
        return "\ufffd" if unicodedata.bidirectional(character) != "BN" else ""
    return "\ufffd" if kind == "Cs" else character


def number(value: float, spec: str | None = None) -> str:
    """A number as a reader wants it: 7,485 but 2023 (it may be a year), and three figures of a fraction.

    >>> [number(v) for v in (775, 2023, 7485, 8.1, 0.012345, 2.0, 1e-9)]
    ['775', '2023', '7,485', '8.1', '0.0123', '2', '1e-09']
    """
    if value != value:  # not a number
        return "–"
    if value < 0:
        return "−" + number(-value, spec and spec.replace("+", ""))
    if spec:
        return format(value, spec)
    if isinstance(value, Integral) or float(value).is_integer():
        return str(int(value)) if 1900 <= value < 2100 else f"{int(value):,}"
    return f"{value:,.1f}" if abs(value) >= 100 else f"{value:.3g}"


def in_units(value: float) -> str:
    """A number with 万, 亿 or 万亿, as reports print it, a third as 1/3; nothing is rounded away.

    >>> [in_units(v) for v in (775, 12345, 4610000, 362000000000, 1653134000000, 1653000000000, -53000, 2 / 3)]
    ['775', '12,345', '461万', '3,620亿', '16,531.34亿', '1.653万亿', '-5.3万', '2/3']
    """
    for size, name in ((10**12, "万亿"), (10**8, "亿"), (10**4, "万")):
        long = size == 10**12 and value % 10**9  # 16531.34亿 is not read as 1.653134万亿
        if abs(value) >= size and not long and (abs(value) >= 10 * 10**4 or value % 100 == 0):
            return f"{value / size:,.12g}{name}"
    part = Fraction(value if abs(value) < 1 else 0.0).limit_denominator(99)
    return str(part) if float(part) == value and 10**6 % part.denominator else f"{value:,.12g}"


def figure(value: float, shown: str, where: str = "") -> Html:
    """A number as `shown` (461万), which a page sorts and exports by its value.

    `where` are the attributes that `place` gives: on a page the number links to the place it was read from.
    """
    return Html(f'<data value="{value:.15g}"{where}>{esc(shown if value >= 0 else shown.replace("-", "−"))}</data>')


def place(report: str, paragraph: int) -> str:
    """The HTML attributes that let a page find a paragraph and link to it."""
    return f' data-report="{esc(report)}" data-paragraph="{paragraph}"'


def _is_missing(value: object) -> bool:
    """Whether it is None, NaN or a missing value of pandas (told by its class name: importing pandas takes long)."""
    absent = value is None or type(value).__name__ in ("NaTType", "NAType")
    return absent or (isinstance(value, float) and value != value)


_NONE = Html('<span class="none">–</span>')


def _cell(value: object, spec: str | None) -> tuple[Html, bool]:
    """The HTML of a cell and whether it is a number."""
    if isinstance(value, Html):
        return value, value.startswith("<data ")
    if _is_missing(value):
        return _NONE, False
    if isinstance(value, bool):
        return esc("是" if value else "否"), False
    if isinstance(value, Real):
        return esc(number(value, spec)), True
    if isinstance(value, tuple) and hasattr(value, "simplified"):  # a sentence or a paragraph
        return esc(value.text), False
    if isinstance(value, list | tuple):
        return Html("、".join(_cell(v, spec)[0] for v in value)), False
    if isinstance(value, str) and DATE.fullmatch(value):
        return Html(f"<time>{value}</time>"), False
    return esc(value), False


def _columns_and_rows(rows: Any, header: Iterable[str] | None) -> tuple[list[str], list[tuple]]:
    """The names of the columns and the rows of a DataFrame, of NamedTuples or of plain tuples."""
    if hasattr(rows, "to_frame"):  # a Series
        rows = rows.reset_index()
    if hasattr(rows, "itertuples"):  # a DataFrame
        columns, body = [str(c) for c in rows.columns], [tuple(row) for row in rows.itertuples(index=False, name=None)]
    else:
        body = [row if isinstance(row, tuple | list) else (row,) for row in rows]
        columns = list(getattr(body[0], "_fields", ())) if body else []
    names = list(header) if header is not None else columns
    if body and names and len(names) != len(body[0]):
        raise ValueError(f"table: {len(names)} names in the header for {len(body[0])} columns")
    return [str(n) for n in names] or [""] * len(body[0] if body else ()), body


def table(rows, header=None, caption: str = "", formats: Mapping[str, str] | None = None, n: int = 300) -> Html:
    """A table of the first `n` rows: escaped, numbers to the right, sortable where it stands on a page.

    `rows` is a DataFrame, or rows that are NamedTuples, tuples or single values; `header` names the columns (a
    DataFrame and NamedTuples bring names); `formats` gives a column its format: {"占比": ".1%"}.
    """
    names, body = _columns_and_rows(rows, header)
    formats = formats or {}
    cells = [[_cell(v, formats.get(c)) for c, v in zip(names, row, strict=True)] for row in body[:n]]
    kinds = [_kind([row[i] for row in cells]) for i in range(len(names))]
    head = "".join(f'<th scope="col" class="{kind}">{esc(c)}</th>' for c, kind in zip(names, kinds, strict=True))
    filled = "\n".join(_row(row, kinds) for row in cells)
    empty = f'<tr><td colspan="{max(1, len(names))}" class="none">没有可列的内容</td></tr>'
    top = f"<caption>{esc(caption)}</caption>" if caption else ""
    left_out = f'<p class="ct-more">另有 {len(body) - n:,} 行未列出。</p>' if len(body) > n else ""
    label = f' role="group" aria-label="{esc(caption or "表")}" tabindex="0"'
    head = f"<thead><tr>{head}</tr></thead>" if any(names) else ""
    long = " ct-long" if _is_wide(cells, kinds) else ""
    tall = " ct-tall" if len(body) > TALL else ""
    inside = f'<table class="ct-table{long}">{top}{head}<tbody>\n{filled or empty}\n</tbody></table>'
    return Html(f'<div class="ct-scroll{tall}"{label}>{inside}</div>{left_out}')


def _is_wide(cells: list[list[tuple[Html, bool]]], kinds: list[str]) -> bool:
    """Whether a telephone shows the table better as a list: it has long cells, or several columns of text."""
    texts = [kind[0] for kind in kinds if kind[0] in "ml"]
    long = any(len(TAG.sub("", cell)) > LONG for row in cells for cell, _ in row)
    return long or texts.count("l") > 1 or len(texts) > 2


def _kind(column: list[tuple[Html, bool]]) -> str:
    """The classes of a column: n for numbers or nothing, aligned right; s, m or l by the length of its longest text.

    Also w if it holds lists of words, so that no line ends inside a word.
    """
    if any(right for _, right in column) or {cell for cell, _ in column} == {_NONE}:
        return "n"
    texts = [TAG.sub("", cell) for cell, _ in column]
    longest = max(map(len, texts), default=0)
    lists = sum("、" in text or "；" in text for text in texts) > len(texts) / 2
    words = " w" if lists and not SENTENCE.search(QUOTED.sub("", "".join(texts))) else ""
    return "s" if longest <= 6 else f"m{words}" if longest <= 24 else f"l{words}"


def _row(cells: list[tuple[Html, bool]], kinds: list[str]) -> str:
    return "<tr>" + "".join(f'<td class="{kind}">{c}</td>' for (c, _), kind in zip(cells, kinds, strict=True)) + "</tr>"


def _language(passage: Sentence | Paragraph) -> str:
    return "zh-Hans" if passage.text == passage.simplified else "zh-Hant"


def address(passage: Sentence | Paragraph, report: Report | None = None, name: str = "") -> str:
    """Where a sentence or a paragraph stands: report · section · paragraph (counted from 1).

    The report by `name`, if given, else by its body and year, else by its title.
    """
    paragraph = f"第{_paragraph(passage) + 1}段"
    if report is None:
        return f"{passage.report} · {paragraph}"
    heading = report.sections[passage.section].heading.rstrip("。.：:")
    known = f"{report.organ} {report.year}" if report.organ and report.year else report.title or report.name
    parts = (name or known, heading, paragraph)
    return " · ".join(part for part in parts if part)


def _place(passage: Sentence | Paragraph) -> str:
    """Language and place of a passage, as HTML attributes."""
    return f'lang="{_language(passage)}"{place(passage.report, _paragraph(passage))}'


def _paragraph(passage: Sentence | Paragraph) -> int:
    """The number of the paragraph that a sentence (also one chosen for a summary) stands in, or of the paragraph."""
    return getattr(passage, "paragraph", passage.number)


def quote(passage: Sentence | Paragraph, report: Report | None = None) -> Html:
    """A sentence or paragraph as printed, with its address; on a page the address leads to the place in the text."""
    text = getattr(passage, "shown", passage.text)  # a sentence cut for a summary says so itself
    return _quotation(passage, esc(text), address(passage, report))


def paragraph_link(report: str, paragraph: int, shown: str = "") -> Html:
    """The number of a paragraph, or `shown`; on a page it leads to the place in the text."""
    words = f'<cite lang="zh-CN">{esc(shown or f"第{paragraph + 1}段")}</cite>'
    return Html(f"<span{place(report, paragraph)}>{words}</span>")


def line(passage: Sentence | Paragraph, before: str = "") -> Html:
    """A sentence or paragraph as printed, the number of its paragraph behind it; `before` stands before it."""
    text = esc(getattr(passage, "shown", passage.text))
    words = f'<span lang="{_language(passage)}">{esc(before)}{text}</span>'
    return Html(f"{words} {paragraph_link(passage.report, _paragraph(passage))}")


def bullets(lines: Iterable[object]) -> Html:
    """The lines as a list."""
    return Html(f'<ul class="ct-lines">{"".join(f"<li>{esc(line)}</li>" for line in lines)}</ul>')


def findings(rows: Iterable[tuple[str, object, Html | str]]) -> Html:
    """Findings as a list: a label (only where it changes), a sentence, and the quotations that prove it."""
    items, last = [], ""
    for label, finding, proof in rows:
        head = f'<span class="label">{esc(label if label != last else "")}</span>'
        items.append(f"<li>{head}<div><p>{esc(finding)}</p>{esc(proof)}</div></li>\n")
        last = label
    return Html(f'<ul class="main-findings">\n{"".join(items)}</ul>' if items else "")


def stretches(passage: Sentence | Paragraph, spans: Iterable[tuple[int, int]]) -> Html:
    """A sentence or paragraph as `quote` shows it, with the given spans marked."""
    return _quotation(passage, _marked(passage.text, spans), address(passage))


def _quotation(passage: Sentence | Paragraph, words: str, where: str) -> Html:
    cite = f'<footer><cite lang="zh-CN">{esc(where)}</cite></footer>'
    return Html(f'<blockquote class="ct-quote" {_place(passage)}><p>{words}</p>{cite}</blockquote>')


def marked(paragraph: Paragraph, sentences: Iterable[Sentence]) -> Html:
    """The paragraph with the given of its sentences marked."""
    here = (s for s in sentences if s.report == paragraph.report and s.paragraph == paragraph.number)
    words = _marked(paragraph.text, ((s.start, s.start + len(s.text)) for s in here))
    return Html(f'<p class="ct-marked" {_place(paragraph)}>{words}</p>')


def _marked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """`text` with stretches of it marked; of two that overlap only the first."""
    parts, at = [], 0
    for start, end in sorted(spans):
        if start >= at:
            parts += [esc(text[at:start]), f"<mark>{esc(text[start:end])}</mark>"]
            at = end
    return "".join([*parts, esc(text[at:])])


def headline(text: str, english: str) -> Html:
    """A finding in a sentence or two, in bold type, and in English below it."""
    return Html(f'<p class="ct-said">{esc(text)}</p><p class="en" lang="en">{esc(english)}</p>')


def how_many(n: int, noun: str) -> str:
    """A number of things in English.

    >>> how_many(1, "report"), how_many(1200, "figure"), how_many(0, "warning")
    ('1 report', '1,200 figures', 'no warnings')
    """
    return f"{n:,} {noun}{'s' * (n > 1)}" if n else f"no {noun}s"


def note(text: str) -> Html:
    """A line in small grey type."""
    return Html(f'<p class="ct-note">{esc(text)}</p>')


def _part(part: object) -> str:
    """The HTML of anything that can render itself; anything else as an escaped paragraph."""
    if isinstance(part, Html):
        return part
    if hasattr(part, "reset_index"):  # a DataFrame or a Series
        return table(part)
    show = getattr(part, "_repr_html_", None)
    return show().replace(LAB_STYLE, "") if show else f"<p>{esc(part)}</p>"


def stack(*parts: object) -> Html:
    """The parts one below the other: tables, quotes, pictures, or text."""
    return Html("\n".join(map(_part, parts)))


def first_and_rest(rows: Sequence[tuple], header: Sequence[str], n: int, **how) -> Html:
    """The first `n` rows as a table, the others folded away; `how` goes to both tables."""
    head = f"{'其余' if n else header[0]}（{len(rows) - n}）"
    rest = [details(head, table(rows[n:], header, n=_REST, **how))] if rows[n:] else []
    return stack(*([table(rows[:n], header, **how)] if n else []), *rest)


def few(names: Sequence[str], unit: str, n: int = 6) -> str:
    """The first names, and how many there are if there are more.

    >>> few("甲乙丙", "份", 2), few("甲乙", "份", 2)
    ('甲、乙等 3 份', '甲、乙')
    """
    return "、".join(names[:n]) + f"等 {len(names)} {unit}" * (len(names) > n)


def details(summary: str, *parts: object) -> Html:
    """The parts folded away under `summary`; a click opens them."""
    return Html(f'<details class="ct-details"><summary>{esc(summary)}</summary>\n{stack(*parts)}\n</details>')

"""The reader page of a report: its clean text with outline, and what was found, marked in place."""

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from corpus_tools.comparing.bodies import labels
from corpus_tools.lexicon import longest_of
from corpus_tools.publishing.export import Frame, page, render
from corpus_tools.publishing.findings import Found
from corpus_tools.report import Paragraph, Report, Section
from corpus_tools.script import SCRIPTS
from corpus_tools.tables import Html, esc, table
from corpus_tools.views.amounts import amount, when

PARTS = {"summary": "摘要", "keywords": "关键词", "indicators": "指标"}

Span = tuple[int, int, str]  # from, to, the class it is marked with


def reader_page(found: Found, frame: Frame) -> str:
    """The page of a report that quotations on all other pages link to."""
    report = found.report
    name = labels([report])[0]
    lang = "zh-Hant" if report.script == "traditional" else "zh-Hans"
    values = {
        "lang": lang,
        "name": name,
        "title": title(report),
        "facts": facts(report),
        "notes": report.notes,
        "summary": found.summary,
        "keywords": [row[0] for row in found.keywords],
        "table": indicator_table(found),
        "count": len(found.indicators),
        "body": body(found),
        "removed": table([(r.line, r.text, r.reason) for r in report.removed], ["行", "文字", "原因"], n=2000),
        "removed_count": len(report.removed),
    }
    sections = [(f"s{s.number}", s.heading, []) for s in report.sections if s.heading and s.level <= 1]
    toc = [*((part, head, []) for part, head in PARTS.items() if getattr(found, part)), ("text", "正文", sections)]
    head = "，".join(dict.fromkeys([name, title(report)]))
    return page(head, Html(render("reader.html.j2", values)), kind="reader", toc=toc, frame=frame)


def title(report: Report) -> str:
    """The title of the report, or the name of its file."""
    return report.title or report.name


def facts(report: Report) -> list[tuple[str, object]]:
    """The facts the report states about itself, and its size; missing facts are left out."""
    all_facts = [
        ("机构", report.organ),
        ("地方", " ".join(report.place)),
        ("年份", report.year and f"{report.year} 年的工作"),
        ("发布", report.published),
        ("来源", report.source),
        ("作者", "、".join(report.authors)),
        ("类型", report.kind),
        ("篇幅", f"{report.characters:,} 字，{len(report.paragraphs)} 段（{SCRIPTS[report.script]}）"),
        ("文件", report.name),
    ]
    return [(name, value) for name, value in all_facts if value]


def indicator_table(found: Found) -> Html | str:
    """The indicators of the report, each linked to its paragraph."""
    told = ((r, r.subject, r.action or r.change, amount(r, r.unit), when(r, found.report)) for r in found.indicators)
    rows = [(*what, Html(f'<a href="#p{r.paragraph}">第{r.paragraph + 1}段</a>')) for r, *what in told]
    return table(rows, ["对象", "动作", "数值", "时期", "出处"], n=1000) if rows else ""


def body(found: Found) -> Html:
    """The sections of the report with everything found marked in them."""
    marks = _marks(found)
    return Html("\n".join(_section(section, marks) for section in found.report.sections))


def _section(section: Section, marks: dict[int, list[Span]]) -> str:
    tag = "h3" if section.level <= 1 else "h4"
    heading = f'<{tag} id="s{section.number}">{esc(section.heading)}</{tag}>' if section.heading else ""
    return "\n".join(filter(None, [heading, *(_paragraph(p, marks[p.number]) for p in section.paragraphs)]))


def _paragraph(paragraph: Paragraph, spans: list[Span]) -> str:
    n = paragraph.number
    at = f'<a class="at" href="#p{n}" aria-label="第{n + 1}段">{n + 1}</a>'
    return f'<p id="p{n}">{at}{marked_text(paragraph.text, spans)}</p>'


def marked_text(text: str, spans: Iterable[Span]) -> Html:
    """`text` with its spans marked: sentences outermost, figures and terms inside them.

    >>> print(marked_text("收到提案7件。", [(0, 7, "chosen"), (2, 4, "kw"), (4, 5, "num")]))
    <mark>收到<b class="kw">提案</b><span class="num">7</span>件。</mark>
    """
    outer, inner = [], []
    for start, end, kind in sorted(spans, key=lambda s: (s[0], -s[1], s[2])):
        layer = outer if kind == "chosen" else inner
        if 0 <= start < end <= len(text) and (not layer or start >= layer[-1][1]):
            layer.append((start, end, kind))
    ends = {place for start, end, _ in outer for place in (start, end)}
    whole = [span for span in inner if not ends.intersection(range(span[0] + 1, span[1]))]
    before, behind = defaultdict(str), defaultdict(str)
    for start, end, kind in (*whole, *outer):  # marks are opened first and closed last
        tag = {"chosen": "mark", "kw": "b"}.get(kind, "span")
        before[start] = f"<{tag}>{before[start]}" if tag == "mark" else f'<{tag} class="{kind}">'
        behind[end] += f"</{tag}>"
    places = sorted({0, len(text), *before, *behind})
    parts = (f"{before[a]}{esc(text[a:b])}{behind[b]}" for a, b in pairwise(places))
    return Html("".join(parts))


def _marks(found: Found) -> dict[int, list[Span]]:
    """For each paragraph the spans to mark in it; of a keyword only the first occurrence."""
    marks, report = defaultdict(list), found.report
    for sentence in found.summary:
        marks[sentence.paragraph].append((sentence.start, sentence.start + len(sentence.text), "chosen"))
    for row in found.indicators:
        begin = report.sentences[row.number].start
        marks[row.paragraph].append((begin + row.start, begin + row.end, "num"))
    pattern = re.compile(longest_of(row[0] for row in found.keywords) or "(?!)")
    for paragraph in report.paragraphs:
        if len(paragraph.simplified) == len(paragraph.text):  # else the places do not agree
            first = {m.group(): m for m in reversed(list(pattern.finditer(paragraph.simplified)))}
            marks[paragraph.number] += [(*m.span(), "kw") for m in first.values()]
    return marks

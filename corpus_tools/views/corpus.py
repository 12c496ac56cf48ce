"""A corpus → what a page shows of it: what was read, the outlines, what was removed and skipped, and why."""

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from corpus_tools.comparing.bodies import named
from corpus_tools.corpus import Corpus
from corpus_tools.plots import ranked_bars
from corpus_tools.reading.reasons import in_chinese
from corpus_tools.report import Heading, Report
from corpus_tools.tables import Html, details, esc, headline, how_many, note, stack, table

_FIELDS = {
    "title": "标题",
    "organ": "单位",
    "place": "地区",
    "year": "工作年份",
    "published": "发布日期",
    "source": "来源",
    "authors": "作者",
    "kind": "种类",
}


def finding(corpus: Corpus) -> Html:
    """How much was read, left out of the text and not read at all."""
    reports, missed = corpus.reports, len(corpus.skipped)
    lines, warned = sum(len(r.removed) for r in reports), sum(len(r.notes) for r in reports)
    told = f"读到 {len(reports)} 份报告，正文 {sum(r.characters for r in reports):,} 字；{lines} 行不是正文，已移出"
    told += f"；{warned} 处要留意" * bool(warned) + f"；{missed} 个文件没有读" * bool(missed)
    english = (
        f"{how_many(len(reports), 'report')} read; {how_many(lines, 'line')} left out, {how_many(warned, 'warning')}"
    )
    english += f", {how_many(missed, 'file')} not read" * bool(missed)
    return headline(f"{told}。", english)


def overview(reports: Sequence[Report]) -> Html:
    """The facts each report states about itself; a dash for those it does not."""
    rows = [
        (
            name,
            report.title,
            _organ(report),
            str(report.year or ""),
            report.published,
            "，".join(part for part in (_site(report.source), "、".join(report.authors)) if part),
            "、".join(filter(None, (report.kind, "繁体" * (report.script == "traditional")))),
        )
        for name, report in named(reports)
    ]
    header = ["报告", "标题", "单位、地区", "工作年份", "发布日期", "来源、作者", "种类"]
    return table([[value or None for value in row] for row in rows], header)


def _site(source: str | None) -> str | None:
    """A source as shown in the overview: for a web address only the site."""
    with suppress(ValueError):  # an address that is none: http://[
        return (urlsplit(source).hostname if source and "://" in source else None) or source
    return source


def _organ(report: Report) -> str:
    """The organ, with its place if the name does not contain it."""
    organ, place = report.organ or "", "".join(report.place)
    return organ if place in organ else f"{organ} {' › '.join(report.place)}".strip()


def sizes(reports: Sequence[Report]) -> Html:
    """How large each report is; of several the lengths as bars, the longest first."""
    rows = [
        (name, r.characters, len(r.paragraphs), len(r.sentences), len(r.headings), len(r.removed))
        for name, r in named(reports)
    ]
    shown = table(rows, ["报告", "字数", "段落", "句子", "标题", "移出的行"])
    if len(rows) < 2:
        return shown
    longest = sorted(rows, key=lambda row: (-row[1], row[0]))
    title = f"最长的是{longest[0][0]}，正文 {longest[0][1]:,} 字"
    return stack(ranked_bars([row[0] for row in longest], [row[1] for row in longest], title), shown)


def each(reports: Sequence[Report]) -> Html:
    """Why lines were removed; for each report, folded: the source line of each fact, the outline, the removed lines."""
    told = (row.reason for report in reports for row in report.removed)
    counts = Counter("重复的段落" if why.startswith("与第") else why for why in told).most_common()
    said = f"移出正文的共 {sum(n for _, n in counts)} 行：{'、'.join(f'{why} {n}' for why, n in counts)}。"
    parts = [details(name, _evidence(r), _outline(r), _removed(r)) for name, r in named(reports)]
    return stack(note(said if counts else "没有移出任何一行。"), *parts)


def _evidence(report: Report) -> Html:
    rows = [(title, _value(report, field), report.evidence.get(field)) for field, title in _FIELDS.items()]
    return table(rows, ["项目", "读到的", "依据的原文"], "从哪一行读来的")


def _value(report: Report, field: str) -> str | Html:
    value = getattr(report, field)
    text = "、".join(value) if field == "authors" else " › ".join(value) if field == "place" else value
    if field == "source" and "://" in (text or ""):  # an address may be broken after each of its parts
        return Html(esc(text).replace("/", "/<wbr>"))
    return str(text) if text else "文中没有说明"


def _outline(report: Report) -> Html:
    """The headings, indented by level; a mark for those that open their paragraph."""
    rows = [(heading.line, _set_in(heading, report)) for heading in report.headings]
    return table(rows, ["行", "标题"], "结构") if rows else note("这份报告没有标题。")


def _set_in(heading: Heading, report: Report) -> str:
    if heading.run_in:
        return "　　" * report.sections[heading.section].level + f"▸ {heading.text}"
    return "　　" * (heading.level - 1) + heading.text


def _removed(report: Report) -> Html:
    rows = [row[::-1] for row in report.removed]
    return table(rows, ["行", "原因", "原文"], "移出正文的行") if rows else Html("")


def skipped(corpus: Corpus) -> Html:
    """The files that were not read, with the reason and the remedy, and those that were passed over for their names."""
    rows = [(path, stack(in_chinese(why), why)) for path, why in corpus.left_out()]
    told = table(rows, ["文件", "原因和办法"]) if rows else note("所有文件都读到了，没有重复的报告。")
    names = "、".join(Path(path).name for path in corpus.hidden[:3]) + "……" * (len(corpus.hidden) > 3)
    hidden = f"另有{len(corpus.hidden)}个文件没有读：{names}。名字以点开头，或只说明文件夹（readme），改名后即可读入。"
    return stack(told, note(hidden)) if corpus.hidden else told


def warnings(reports: Sequence[Report]) -> Html:
    """What a reader should know about a report before trusting it."""
    rows = [(name, in_chinese(text)) for name, report in named(reports) for text in report.notes]
    return table(rows, ["报告", "提醒"]) if rows else note("没有要提醒的。")


def glossaries(reports: Sequence[Report]) -> Html:
    """The terms that the reports explain themselves."""
    rows = [(name, *explained) for name, report in named(reports) for explained in report.glossary.items()]
    return table(rows, ["报告", "名词", "解释"]) if rows else note("这些报告没有附名词解释。")

"""Summaries → what a page shows of them: tables, quotes in their paragraphs, figures."""

from collections.abc import Container, Mapping, Sequence

from corpus_tools.choosing.digest import Ranked, Theme, news, only_one
from corpus_tools.choosing.query import says, stem, terms
from corpus_tools.choosing.screen import admits
from corpus_tools.comparing.bodies import by_body, named, short_names
from corpus_tools.drawing.pictures import Picture
from corpus_tools.plots import strip
from corpus_tools.report import Report, Section
from corpus_tools.summarize import LED, Chosen, lacking_sections, still_to_come, summarize, summarize_sections
from corpus_tools.tables import Html, bullets, details, esc, few, headline, how_many, line, marked, note, stack, table

MOST, OPEN, FEW = 12, 6, 3  # reports that are shown, and in full; bodies whose news are
_ONLY = 10  # lines of what only one report speaks of, in all
_NAMED = 5  # themes that are named first
_BEGIN = 18  # characters of a sentence by which it is known


def read(reports: Sequence[Report]) -> Html:
    """The reports to summarise: year, characters, sections, sentences."""
    rows = ((name, r.year, r.characters, len(r.sections), len(r.sentences)) for name, r in named(reports))
    return details(f"读到的 {len(reports)} 份报告", table(rows, ["报告", "年份", "字数", "节", "句"]))


def finding(found: Sequence[Sequence[Chosen]], reports: Sequence[Report], themes: Sequence[Theme]) -> Html:
    """What most reports speak of; for a single report what its summary consists of."""
    lines, planned = sum(map(len, found)), sum(len(still_to_come(*pair)) for pair in zip(found, reports, strict=True))
    told = f"{len(reports)} 份报告 {sum(r.characters for r in reports):,} 字，摘出 {lines} 句原话"
    told += f"，其中 {planned} 句是计划" * bool(planned)
    told += f"；半数以上的报告都谈到{'、'.join(theme.term for theme in themes[:_NAMED])}" * bool(themes and reports[1:])
    plans = f", {planned} of them plans" * bool(planned)
    return headline(f"{told}。", f"{how_many(lines, 'sentence')} quoted{plans}")


def summaries_of(reports: Sequence[Report], max_chars: int = 300) -> list[list[Chosen]]:
    """The summary of each report."""
    return [summarize(report, max_chars) for report in reports]


def summaries(found: Sequence[Sequence[Chosen]], reports: Sequence[Report], n: int = MOST) -> Html:
    """The summary of each of the first `n` reports, the later ones folded; each sentence unfolds to its paragraph."""
    shown = zip(named(reports)[:n], found, strict=False)
    parts = [_summary(name, own, report, i >= OPEN) for i, ((name, report), own) in enumerate(shown)]
    return stack(*parts, *_left_out(len(reports), n, "；其余的摘要在各自的全文页上"))


def _summary(name: str, chosen: Sequence[Chosen], report: Report, folded: bool) -> Html:
    if not chosen:
        return stack(note(f"{name}：没有可以单独成句的内容，未作摘要。"))
    why = []
    for s in chosen:  # its paragraph, with all chosen sentences marked
        head = f"{s.text[:_BEGIN]}{'…' * (len(s.text) > _BEGIN)} —— {s.reason}"
        why.append(details(head, marked(report.paragraphs[s.paragraph], chosen), note(f"得分 {s.score:.2f}")))
    head, shown = Html(f"<h3>{esc(name)}</h3>"), (*_grouped(chosen, report), details("为什么选这几句", *why))
    return details(head, *shown) if folded else stack(head, *shown)


def _grouped(chosen: Sequence[Chosen], report: Report) -> list[Html]:
    """The sentences, a line each, with plans and shortcomings listed separately."""
    planned = still_to_come(chosen, report)
    lacking = _lacking(chosen, report) - planned
    done = {s.number for s in chosen} - planned - lacking
    kinds = (("", done), ("以下是报告自己说的不足：", lacking), ("以下是报告对今后的计划，不是结果：", planned))
    parts = []
    for said, numbers in kinds:
        parts += [note(said)] * bool(said and numbers)
        parts += [bullets(line(s) for s in chosen if s.number in numbers)] * bool(numbers)
    return parts


def _lacking(chosen: Sequence[Chosen], report: Report) -> frozenset[int]:
    """The numbers of the sentences that admit shortcomings."""
    sections = lacking_sections(report)
    return frozenset(s.number for s in chosen if s.section in sections or admits(s.simplified))


def _lines(chosen: Sequence[Chosen], report: Report) -> dict[int, Html]:
    """Number → the sentence as shown; a plan or an admitted shortcoming is marked as such."""
    marks = dict.fromkeys(_lacking(chosen, report), "（不足）")
    marks |= dict.fromkeys(still_to_come(chosen, report), "（计划）")
    return {s.number: line(s, marks.get(s.number, "")) for s in chosen}


def _left_out(total: int, n: int, rest: str = "") -> list[Html]:
    return [note(f"共 {total} 份报告，这里只列前 {n} 份{rest}。")] if total > n else []


def places(found: Sequence[Sequence[Chosen]], reports: Sequence[Report]) -> Picture:
    """The position of each summary sentence in its report; the title says how many stand in the first half."""
    rows = {
        name: [s.number / max(1, len(report.sentences) - 1) for s in chosen]
        for (name, report), chosen in zip(named(reports), found, strict=True)
    }
    whole = [at for own in rows.values() for at in own]
    return strip(rows, f"摘要的 {len(whole)} 句，{sum(at < 0.5 for at in whole)} 句来自报告的前半部")


def sections(reports: Sequence[Report], n_lines: int = 1, n: int = MOST) -> Html:
    """For each of the first `n` reports a table of its sections, each with the line or two that represent it."""
    parts = [details(name, _section_lines(r, n_lines)) for name, r in named(reports)[:n]]
    return stack(*parts, *_left_out(len(reports), n))


def _section_lines(report: Report, n_lines: int) -> Html:
    """The lines of the sections, indented by level, below their parent headings."""
    found = {row.section: row.sentences for row in summarize_sections(report, n_lines)}
    shown = _lines([s for sentences in found.values() for s in sentences], report)
    rows = [
        (
            f"{'　' * (section.level - 1)}{section.heading or '（开头）'}",
            Html("　".join(shown[s.number] for s in sentences)),
        )
        for section in _with_those_above(report, found)
        for sentences in [found.get(section.number, ())]
    ]
    return table(rows, ["节", "这一节说了什么"])


def _with_those_above(report: Report, numbers: Container[int]) -> list[Section]:
    """The sections with these numbers, and their parent sections."""
    kept, level = [], 0
    for section in reversed(report.sections):
        if section.number in numbers or section.level < level:
            kept.append(section)
            level = section.level
    return kept[::-1]


def shared(themes: Sequence[Theme], reports: Sequence[Report]) -> Html:
    """Each theme of most reports with a line from each report."""
    if len(reports) < 2:
        return note("只有一份报告，没有可比的。")
    if not themes:
        return note("没有一个题目是半数以上的报告都反复谈到的。")
    told = {report.name: (name, report) for name, report in named(reports)}
    return stack(*(_theme(theme, told) for theme in themes))


def _theme(theme: Theme, told: Mapping[str, tuple[str, Report]]) -> Html:
    """A theme with the reports that mention it, and a line of each."""
    some = "、".join(told[r][0] for r in theme.reports[:6]) + "等" * (len(theme.reports) > 6)
    who = "每份都谈到" if len(theme.reports) == len(told) else f"{len(theme.reports)} 份：{some}"
    rows = [(told[s.report][0], _lines([s], told[s.report][1])[s.number]) for s in theme.lines]
    return details(f"{theme.term}（{who}）", table(rows, ["报告", "它的一句"]))


def only(reports: Sequence[Report], ranked: Ranked, n: int = 3, n_reports: int = MOST) -> Html:
    """What only one report mentions, with its line: `n` for each report, fewer if there are many."""
    if len(reports) < 2:
        return note("只有一份报告，没有可比的。")
    told, names = {r.name: r for r in reports}, short_names(reports)
    found = only_one(reports, min(n, max(1, _ONLY // min(len(reports), n_reports))), ranked)
    whose = list(dict.fromkeys(o.report for o in found))
    if not whose:
        return note("没有一份报告反复谈到别的报告一次也没有提的事。")
    rows = (
        (names[o.report], o.term, o.count, _lines([o.line], told[o.report])[o.line.number])
        for o in found
        if o.report in whose[:n_reports]
    )
    return stack(table(rows, ["报告", "只有它谈到", "次数", "它的一句"]), *_left_out(len(whose), n_reports))


def answers(reports: Sequence[Report], query: str, max_chars: int = 200, n: int = MOST) -> Html:
    """What each report says on a question; reports that say nothing, or nothing quotable, are named."""
    if not query.strip():
        return note("没有填要找的内容（参数 query）。")
    said = [(name, r, summarize(r, max_chars, query)) for name, r in named(reports)]
    with_answer = [row for row in said if row[-1]]
    asks = [(name, any(says(s.simplified, word) for s in r.sentences for word in terms(query)))
            for name, r, lines in said if not lines]  # fmt: skip
    silent, unquoted = (few([name for name, mentions in asks if mentions is m], "份") for m in (False, True))
    parts = [details(f"{name}（{len(ls)} 句{_by(query, ls)}）", *_grouped(ls, r)) for name, r, ls in with_answer[:n]]
    none = [note(f"没有谈到“{query}”的报告：{silent}。")] if silent else []
    none += [note(f"提到“{query}”、但没有能单独引用的一句的报告：{unquoted}。")] if unquoted else []
    return stack(note(f"问的是“{query}”。"), *parts, *_left_out(len(with_answer), n), *none)


def _by(query: str, chosen: Sequence[Chosen]) -> str:
    """A remark if an answer was found by related words, because no sentence of it has a word of the question."""
    asked = [part for word in terms(query) for part in (word, *stem(word))]
    said = any(s.reason.startswith(LED) or any(word in s.simplified for word in asked) for s in chosen)
    return "" if said else "，用的是相近的词"


def latest(reports: Sequence[Report], max_chars: int = 250) -> Html:
    """For each body with several years what its last report says that no earlier one did; folded if many."""
    found, names = {}, short_names(reports)
    for own in by_body(reports).values():
        earlier = [r for r in own if r.year < own[-1].year]
        years = "–".join(dict.fromkeys(str(r.year) for r in (earlier[0], earlier[-1])))
        head = f"{names[own[-1].name]} 比 {years} 年"
        told = _grouped(news(own[-1], earlier, max_chars), own[-1])
        found[head] = told or [note("没有找到往年没有的说法。")]
    if len(found) > FEW:
        return stack(*(details(head, *parts) for head, parts in found.items()))
    parts = [part for head, parts in found.items() for part in (note(head), *parts)]
    return stack(*parts) if parts else note("这批报告里没有同一机构不同年份的报告，无从比较前后。")

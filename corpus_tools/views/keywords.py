"""Keywords → what a page shows of them: tables and figures."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from corpus_tools.comparing.bodies import body, body_names, labels, named, same_years, short_names
from corpus_tools.comparing.trends import term_trends
from corpus_tools.drawing.pictures import Picture
from corpus_tools.keywords import Distinctive, Keyword, distinctive_terms, keywords
from corpus_tools.plots import heat_map, ranked_bars, trend, word_cloud
from corpus_tools.report import Report
from corpus_tools.tables import SCORE, Html, details, esc, few, headline, note, paragraph_link, stack, table
from corpus_tools.wording.concordance import Line, concordance, cooccurrence
from corpus_tools.wording.counts import word_counts
from corpus_tools.wording.terms import Review, new_terms, read_review, write_review
from corpus_tools.wording.units import cited

Found = Sequence[Sequence[Keyword]]
_AROUND = 18  # characters shown on each side of a term
_FOLLOWED = 5  # terms that are examined closely
_COMPANY = 8  # words that are told of a term's paragraphs
_REVIEWED = 500  # terms that a person is asked about


def overview(reports: Sequence[Report]) -> Html:
    """The reports to find keywords in: year, kind, characters, content words, distinct words."""
    rows = []
    for name, report in named(reports):
        said = word_counts(report)
        rows.append((name, report.year, report.kind, report.characters, sum(said.values()), len(said)))
    return details(f"读到的 {len(rows)} 份报告", table(rows, ["报告", "年份", "种类", "字数", "实词", "不同的实词"]))


def judged(review_file: str) -> Review:
    """The terms a person accepted and rejected in the review file; nothing if there is no such file yet."""
    return read_review(review_file) if review_file and Path(review_file).exists() else Review()


def reports_keywords(reports: Sequence[Report], n: int = 20, review_file: str = "") -> list[list[Keyword]]:
    """The keywords of each report; terms that a person accepted are kept whole."""
    return keywords(reports, n, terms=judged(review_file).accepted)


def finding(found: Found, reports: Sequence[Report], n: int = 5) -> Html:
    """The keywords of most reports, with the number of reports that mention them; of a single report the first."""
    rows, texts = _subjects(found, reports), [report.simplified for report in reports]
    best = sorted(combined(rows, sum(map(len, rows))), key=lambda row: -row[2])
    shared = {term: count for term, _, count in best[:n] if count > 1}
    if not shared:
        first = f"关键词以{'、'.join(cited(row[0]) for row in best[:n])}为首。"
        return headline(first if len(reports) == 1 else "没有两份报告共有的关键词。", "The leading keywords")
    every = min(shared.values()) == len(reports)
    said = {term: max(count, sum(term in text for text in texts)) for term, count in shared.items()}
    told = "、".join(cited(term) if every else f"{cited(term)}（{k} 份提到）" for term, k in said.items())
    return headline(f"{'每份' if every else '几份'}报告共有的关键词：{told}。", "Keywords that reports share")


def leading(found: Found, reports: Sequence[Report]) -> Html:
    """A row for each report: its keywords, best first, without the names of bodies and places."""
    told = ["、".join(cited(k.term) for k in row) for row in _subjects(found, reports)]
    return table(zip(labels(reports), told, strict=True), ["报告", "关键词（从前到后）"])


def each(found: Found, reports: Sequence[Report]) -> Html:
    """For each report its keywords with their counts, places and first context, folded."""
    parts = []
    for (name, report), row in zip(named(reports), _subjects(found, reports), strict=True):
        rows = [(k.term, k.score, k.count, len(k.sentences), _first(k, report)) for k in row]
        parts.append(details(name, table(rows, ["关键词", "得分", "次数", "句数", "第一处"], formats={"得分": SCORE})))
    return stack(*parts)


def _first(keyword: Keyword, report: Report) -> object:
    """The first place of a keyword in the body: what stands around it, and the paragraph, linked on a page."""
    return next(map(_in_context, concordance(keyword.term, [report], width=_AROUND)), "（只在标题中）")


def _in_brief(before: str, term: str, after: str) -> Html:
    """A term with its context; … where the context was cut off."""
    before = "…" * (len(before) >= _AROUND) + before[-_AROUND:]
    after = after[:_AROUND] + "…" * (len(after) >= _AROUND)
    return Html(f"<span>{esc(before)}<mark>{esc(term)}</mark>{esc(after)}</span>")


def combined(found: Found, n: int = 25) -> list[tuple[str, int, int]]:
    """The keywords of all reports together: term, occurrences, reports; ranked by their ranks in each report.

    The first of a report counts 1/10, the second 1/11, … (reciprocal rank fusion), so that a long report does not drown
    out a short one.
    """
    points, places, reports = defaultdict(float), Counter(), Counter()
    for row in found:
        for rank, keyword in enumerate(row):
            points[keyword.term] += 1 / (10 + rank)
            places[keyword.term] += keyword.count
            reports[keyword.term] += 1
    best = sorted(points, key=lambda term: (-round(points[term], 9), term))[:n]
    return [(term, places[term], reports[term]) for term in best]


def together(found: Found, reports: Sequence[Report]) -> Html:
    """The keywords of all reports together, as bars if there are several reports, and as a word cloud."""
    cloud = word_cloud(_counts(found, reports, 50), "关键词词云：字越大，出现次数越多")
    return stack(corpus_bars(found, reports), cloud) if len(reports) > 1 else stack(cloud)


def corpus_bars(found: Found, reports: Sequence[Report], n: int = 15) -> Picture:
    """The best keywords of all reports together, in the order of their frequency."""
    rows = sorted(_counts(found, reports, n).items(), key=lambda row: -row[1])
    title = f"“{rows[0][0]}”说得最多" if rows else "关键词"
    return ranked_bars([r[0] for r in rows], [r[1] for r in rows], title, f"名次前{n}的关键词出现的次数")


def _counts(found: Found, reports: Sequence[Report], n: int) -> dict[str, int]:
    """How often each of the best keywords occurs in the paragraphs of all reports; 1 if only headings have it."""
    text = "\n".join(report.simplified for report in reports)
    return {row[0]: max(1, text.count(row[0])) for row in combined(_subjects(found, reports), n)}


def _subjects(found: Found, reports: Sequence[Report]) -> Found:
    """The keywords without the names of the reports' own bodies and places: 江北区政协, 江北区."""
    names = body_names(reports)
    return [[k for k in row if k.term not in names] for row in found]


def heat(found: Found, reports: Sequence[Report], n: int = 20) -> Picture:
    """How often each keyword occurs in each report per ten thousand characters, without the reports' own bodies.

    Of a single report how often they occur in it.
    """
    if len(reports) == 1:
        return corpus_bars(found, reports)
    texts = [report.simplified for report in reports]
    terms = [row[0] for row in combined(_subjects(found, reports), n) if any(row[0] in text for text in texts)]
    matrix = [[round(text.count(term) / max(1, len(text)) * 10_000, 1) for text in texts] for term in terms]
    return heat_map(matrix, terms, labels(reports), "关键词 × 报告（每万字出现次数）")


def distinctive(reports: Sequence[Report], n: int = 8) -> Html:
    """What each report says more often than all others together, without its own names; with statistics, folded."""
    if len(reports) < 2:
        return note("只有一份报告，没有可比的。")
    header, formats = ["词", "本报告", "其他报告", "倍数", "z", "G²"], {"倍数": ".1f", "z": SCORE, "G²": ".1f"}
    names, every = body_names(reports), zip(labels(reports), distinctive_terms(reports, 2 * n), strict=True)
    own = [(name, [d for d in row if d.term not in names and d.count > d.elsewhere][:n]) for name, row in every]
    rows, without = [(name, row) for name, row in own if row], [name for name, row in own if not row]
    said = [(name, "、".join(map(_with_counts, row))) for name, row in rows]
    told = [(name, [(d.term, d.count, d.elsewhere, d.ratio, d.z, d.g2) for d in row]) for name, row in rows]
    folded = [table(row, header, name, formats) for name, row in told]
    shown = [table(said, ["报告", "特有的词"]), details("倍数和显著程度", *folded)] if rows else []
    return stack(*shown, *([note(f"没有特有的词的报告：{few(without, '份')}。")] if without else []))


def _with_counts(term: Distinctive) -> str:
    """A term with its count in the report, and in the others if there are any: 文旅产业 7、制造业 18（其余 2）."""
    told = f"{cited(term.term)}\N{NO-BREAK SPACE}{term.count}"
    return f"{told}（其余 {term.elsewhere}）" if term.elsewhere else told


def followed(found: Found, reports: Sequence[Report], terms: Sequence[str]) -> list[str]:
    """The terms to examine closely: those asked for, or the best of all reports without the names of their bodies."""
    said = (row[0] for row in combined(_subjects(found, reports)) if any(row[0] in r.simplified for r in reports))
    return list(terms) or list(islice(said, _FOLLOWED))


def places(found: Found, reports: Sequence[Report], terms: Sequence[str] = (), n: int = 12) -> Html:
    """For each term its occurrences in context, and what occurs in the same paragraphs."""
    names = short_names(reports)
    parts = []
    for term in followed(found, reports, terms):
        lines = concordance(term, reports, width=_AROUND)
        shown = [table([(names[s.report], _in_context(s)) for s in lines], ["报告", "前后文"], n=n)]
        if near := "、".join(f"{p.other}（{p.count}）" for p in cooccurrence(term, reports, _COMPANY)):
            shown.append(note(f"同一段里常见的词（共现段数）：{near}"))
        parts.append(details(f"{term}（{len(lines)}处）", *shown))
    return stack(*parts)


def _in_context(line: Line) -> Html:
    """An occurrence of a term, marked in its context, and its paragraph."""
    return Html(f"{_in_brief(*line[:3])} {paragraph_link(line.report, line.paragraph)}")


def years(found: Found, reports: Sequence[Report], terms: Sequence[str] = ()) -> object:
    """How often the terms occur in the reports of each year, counting only bodies that cover the same years."""
    same = same_years(reports)
    if not same:
        return note("没有一家单位有两年以上的报告，没有可比的年份：不同单位不同年份的多少，说不清是谁变了。")
    names = {report.name for report in same}
    own = [[keyword for keyword in row if keyword.report in names] for row in found]
    counted = term_trends(same, followed(own, same, terms))
    bodies = list(dict.fromkeys(body(report) for report in same))
    who = bodies[0] if len(bodies) == 1 else f"{len(bodies)}个单位"
    return trend(counted.index, counted.to_dict("list"), f"关键词的历年变化（{who}）", "每万字次数")


def review(reports: Sequence[Report], review_file: str = "", n: int = 40) -> Html:
    """The terms that the lexicon lacks, for a person to judge; also written to the review file if one is named."""
    known = judged(review_file)
    rows = new_terms(reports, known)
    shown = [
        (r.term, r.count, r.reports, r.evidence, _in_brief(before, r.term, after))
        for r in rows
        for before, _, after in [r.example.partition(r.term)]
    ]
    said = "要逐条取舍，请给 review_file 一个文件名。"
    if review_file:
        write_review(rows[:_REVIEWED], review_file)
        written = f"最像的 {_REVIEWED} 个（共 {len(rows)} 个）" if len(rows) > _REVIEWED else f"全部 {len(rows)} 个"
        said = (
            f"{written}已写入 {Path(review_file).name}，表格软件可以打开：在最后一列填 + 收下、- 不要，"
            f"再运行一次即可生效。已收下 {len(known.accepted)} 个，不要 {len(known.rejected)} 个。"
        )
    listed = table(shown, ["新词", "次数", "报告数", "依据", "例句"], n=n)
    return details(f"{len(rows)} 个新词", note(said), listed)

"""The start page: what was read, what was found, where to read on."""

import base64
import io
import re
from collections import Counter
from collections.abc import Sequence
from html import unescape
from typing import NamedTuple

from bs4 import BeautifulSoup
from nbformat import NotebookNode
from PIL import Image

from corpus_tools.comparing.bodies import body, by_body, labels
from corpus_tools.corpus import Corpus
from corpus_tools.counting.carried import RANKED
from corpus_tools.publishing.execute import Failure, Run
from corpus_tools.publishing.export import Frame, contents, finished, page, reader_address, render
from corpus_tools.publishing.findings import Found, matters
from corpus_tools.publishing.highlights import highlights
from corpus_tools.publishing.reader import title
from corpus_tools.reading.reasons import in_chinese
from corpus_tools.report import Report
from corpus_tools.summarize import still_to_come
from corpus_tools.tables import Html, bullets, esc, figure, line, table

PICTURE = re.compile(r'<img src="data:image/png;base64,([^"]+)" alt="([^"]*)"')
MOST_NAMED = 6  # reports that are named one by one
CARD, WIDEST = 0.6, 1250  # height of a card's picture, of its width; pixels of the figure that it can show legibly


class Card(NamedTuple):
    """A page on the start page: its question, its first picture, whether it failed."""

    address: str
    title: str
    english: str
    picture: str
    alt: str
    failure: Failure | None


def index_page(
    corpus: Corpus, found: Sequence[Found], shown: Sequence[tuple[Run, Card]], name: str | None, frame: Frame
) -> str:
    """The start page. `shown` are the other pages with their cards; `name` is the title the user gave, if any."""
    names, bodies = labels(corpus.reports), {body(r) or r.name for r in corpus.reports}
    whose = next(iter(bodies)) if len(bodies) == 1 else f"{len(names)} 份工作报告"
    head = name or (names[0] if len(names) == 1 else f"{whose}{years(corpus)}")
    values = {
        "title": head,
        "english": "What was reported, every figure and sentence linked to its source",
        "lead": lead(corpus, found),
        "highlights": highlights([run for run, _ in shown], frame.links),
        "several": len(bodies) > 1,
        "findings": findings(found, names),
        "cards": [card if len(found) > 1 else card._replace(picture="") for _, card in shown],
        "by_year": by_year(found),
        "reports": report_table(found, names),
        "problems": [problem for f in found for problem in f.problems],
        "skipped": skipped_files(corpus),
        "removed": sum(len(r.removed) for r in corpus.reports),
        "corpus_page": next((f"{run.name}.html" for run, _ in shown if run.name[3:] == "corpus"), ""),
    }
    values["more"] = len(found) - len(values["findings"])
    soup = BeautifulSoup(render("index.html.j2", values), "html.parser")
    finished(soup, frame.reports)
    return page(head, Html(soup.decode(formatter="minimal")), kind="index", toc=contents(soup), frame=frame)


def years(corpus: Corpus) -> str:
    """The years that are reported on: ，2019–2023 年."""
    known = sorted({r.year for r in corpus.reports if r.year})
    ends = "–".join(map(str, dict.fromkeys(known[:1] + known[-1:])))
    return f"，{ends} 年" if known else ""


def lead(corpus: Corpus, found: Sequence[Found]) -> str:
    """What was read, and how much of it, in sentences that fit any corpus."""
    organs = [name for name in map(body, corpus.reports) if name]
    bodies, unknown = list(dict.fromkeys(organs)), len(corpus.reports) - len(organs)
    named = "、".join(bodies[:MOST_NAMED]) + ("等" if len(bodies) > MOST_NAMED else "")
    text = f"读了{named}的 {len(organs)} 份报告" if organs else f"读了 {unknown} 份报告"
    without = f"还有 {unknown} 份没有写明单位" if organs and unknown else "没有写明单位" if unknown else ""
    size, figures = sum(r.characters for r in corpus.reports), sum(len(f.indicators) for f in found)
    much = f"正文 {size:,} 字" + (f"，{figures:,} 项指标" if figures else "")
    return "，".join(filter(None, (text, without))) + f"。{much}；数字和引文都能点到原文所在的段落。"


def findings(found: Sequence[Found], names: Sequence[str]) -> list[Html]:
    """The latest reports of the first bodies: their keywords, and the sentence with most figures, changes, ranks.

    For a single body the summary, without mere plans.
    """
    latest = {body(f.report) or f.report.name: (f, name) for f, name in zip(found, names, strict=True)}
    some = list(latest.values())[:MOST_NAMED]
    return [_finding(f, name, alone=len(some) == 1) for f, name in some if f.summary]


def _finding(f: Found, label: str, *, alone: bool) -> Html:
    figures = Counter(row.number for row in f.indicators for _ in range(1 + bool(row.change)))
    planned = still_to_come(f.summary, f.report)
    done = [s for s in f.summary if s.number not in planned] or f.summary
    best = max(done, key=lambda s: (min(figures[s.number] + bool(RANKED.search(s.simplified)), 3), s.score))
    told = bullets(map(line, done)) if alone else f"<p>{line(best)}</p>"
    name = f'<a href="{esc(reader_address(f.report.name))}">{esc(label)}</a>'
    return Html(f'<strong>{name}</strong> <span class="about-terms">{esc("、".join(matters(f)[:5]))}</span>{told}')


def card_of(run: Run) -> Card:
    """The card of a page: the title of its notebook, the English line below it, its first figure."""
    prose = "\n".join(cell.source for cell in run.notebook.cells if cell.cell_type == "markdown")
    lines = [line.strip() for line in prose.splitlines()]
    head = next((line[2:].strip() for line in lines if line.startswith("# ")), run.name)
    english = next((line.strip("*") for line in lines if len(line) > 2 and line[0] == line[-1] == "*" != line[1]), "")
    return Card(f"{run.name}.html", head, english, *first_picture(run.notebook), run.failure)


def first_picture(notebook: NotebookNode) -> tuple[str, str]:
    """The first figure of a notebook, small, in base64; and its alternative text."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            found = PICTURE.search(data.get("text/html", ""))
            if found or "image/png" in data:
                png, alt = found.groups() if found else (data["image/png"], "这一页的第一幅图")
                return _small(base64.b64decode(png)), unescape(alt)
    return "", ""


def _small(png: bytes) -> str:
    """A picture for a card: its top left part; a flat one gets room below it, or the card would cut off its sides."""
    file = io.BytesIO()
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    picture = picture.crop((0, 0, min(picture.width, WIDEST), min(picture.height, round(CARD * WIDEST))))
    picture.thumbnail((640, 1200))
    image = Image.new("RGB", (picture.width, round(CARD * picture.width)), "white")
    image.paste(picture)
    image.quantize(32, dither=Image.Dither.NONE).save(file, "png", optimize=True)
    return base64.b64encode(file.getvalue()).decode("ascii")


def by_year(found: Sequence[Found]) -> Html | str:
    """The reports of bodies with several years: a column for each year, the length of each report linked to it.

    Nothing if there are fewer than two such bodies: the list of reports shows as much.
    """
    lengths = {name: {r.year: _length(r) for r in own} for name, own in by_body(f.report for f in found).items()}
    columns = sorted({year for own in lengths.values() for year in own})
    rows = [(name, *map(own.get, columns)) for name, own in lengths.items()]
    return table(rows, ["机构", *map(str, columns)], caption="各机构各年的报告", n=2000) if rows[1:] else ""


def _length(report: Report) -> Html:
    link = Html(f'<a href="{esc(reader_address(report.name))}">{report.characters:,} 字</a>')
    return figure(report.characters, link)


def report_table(found: Sequence[Found], names: Sequence[str]) -> Html:
    """The reports under the names all pages use, each linked to its reader page."""
    rows = []
    for f, name in zip(found, names, strict=True):
        r, link = f.report, Html(f'<a href="{esc(reader_address(f.report.name))}">{esc(name)}</a>')
        rows.append((link, title(r), r.organ, r.year, r.published, r.characters, len(f.indicators)))
    return table(rows, ["报告", "标题", "机构", "工作年份", "发布日期", "字数", "指标"], caption="读到的报告", n=2000)


def skipped_files(corpus: Corpus) -> Html | str:
    """The files that were not read, with the reason and the remedy in Chinese; nothing if all were read."""
    rows = [(path, in_chinese(why)) for path, why in corpus.left_out()]
    return table(rows, ["文件", "原因和办法"], n=1000) if rows else ""

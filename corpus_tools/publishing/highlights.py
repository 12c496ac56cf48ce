"""What was found → the first sentences of the start page, each computed, with its proof and the page to read on."""

from collections import Counter
from collections.abc import Sequence

from bs4 import BeautifulSoup

from corpus_tools.publishing.execute import Run
from corpus_tools.publishing.findings import Found, matters
from corpus_tools.tables import LAB_STYLE, Html, esc, findings

MOST_WORDS, MOST_OF_A_KIND = 5, 2
_FIRST = ("没有达到", "自己说没有做到", "目标与结果")  # what came of what was promised is the news


def highlights(found: Sequence[Found], runs: Sequence[Run], links: Sequence) -> Html:
    """A list of findings over all reports: from the keywords, and from the notebooks themselves, two of a kind.

    `links` are the pages, each a pair of label and address.
    """
    pages, known = {run.name[3:]: f"{run.name}.html" for run in runs}, {address: label for label, address in links}
    rows = [("共同的话题", _words(found), "", pages.get("keywords")), *(row for run in runs for row in _findings(run))]
    rows = [(label or known.get(address, ""), *rest, address) for label, *rest, address in rows if rest[0]]
    rows.sort(key=lambda row: row[0] not in _FIRST)
    seen, shown = Counter(), []
    for label, told, proof, address in rows:
        if seen[label] < MOST_OF_A_KIND:
            shown.append((label, told if seen[label] else _linked(told, label, address), Html(proof)))
        seen[label] += 1
    return findings(shown)


def _linked(told: str, label: str, address: str | None) -> Html:
    """A sentence, and the page to read on."""
    more = f' <a class="more" href="{esc(address)}" aria-label="详见：{esc(label)}">详见</a>' if address else ""
    return Html(f"{esc(told)}{more}")


def _words(found: Sequence[Found]) -> str:
    """The keywords of most reports, with the number of reports; nothing if no two reports share one."""
    reports, ranks = Counter(), Counter()
    for f in found:
        for rank, term in enumerate(matters(f)):
            reports[term] += 1
            ranks[term] += rank
    best = sorted((t for t in reports if reports[t] > 1), key=lambda t: (-reports[t], ranks[t], t))[:MOST_WORDS]
    every = best and reports[best[-1]] == len(found)
    texts = [f.report.simplified for f in found]
    said = {term: max(reports[term], sum(term in text for text in texts)) for term in best}
    told = "、".join(term if every else f"{term}（{n} 份提到）" for term, n in said.items())
    return f"{'每份' if every else '几份'}报告共有的关键词：{told}。" if best else ""


def _findings(run: Run) -> list[tuple[str, str, str, str]]:
    """The findings of a notebook over all reports: the rows of cells tagged `findings`, or below a heading 看点."""
    rows, below = [], False
    for cell in run.notebook.cells:
        if cell.cell_type == "markdown":
            below = cell.source.lstrip().startswith("## 看点")
        elif below or "findings" in cell.metadata.get("tags", []):
            outputs = [o.data.get("text/html", "") for o in cell.outputs if "data" in o]
            rows += [
                row for html in outputs for row in _rows(BeautifulSoup(html.replace(LAB_STYLE, ""), "html.parser"))
            ]
    return [(*row, f"{run.name}.html") for row in rows]


def _rows(soup: BeautifulSoup) -> list[tuple[str, str, str]]:
    """Label, sentence and proof of each finding in a list of findings; for other output its text."""
    if not soup.find("ul", class_="main-findings"):
        return [("", soup.get_text(), "")] if soup.get_text(strip=True) else []
    rows, label = [], ""
    for item in soup.find("ul", class_="main-findings").find_all("li", recursive=False):
        told, *proof = item.div.find_all(recursive=False)
        label = item.span.get_text() or label
        rows.append((label, told.get_text(), "".join(map(str, proof))))
    return rows

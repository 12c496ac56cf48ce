"""What was found → the first sentences of the start page, each computed, with its proof and the page to read on."""

from collections import Counter
from collections.abc import Sequence

from bs4 import BeautifulSoup, Tag

from corpus_tools.publishing.execute import Run
from corpus_tools.tables import LAB_STYLE, Html, esc, findings, paragraph_link

MOST, MOST_OF_A_KIND = 10, 2
_FIRST = ("没有达到", "自己说没有做到", "没有做成", "还没做完", "目标与结果")  # promises come first


def highlights(runs: Sequence[Run], links: Sequence) -> Html:
    """The findings of the notebooks, each with the way to its page; of what came of promises two of a kind.

    `links` are the pages, each a pair of label and address.
    """
    known = {address: label for label, address in links}
    every = (row for run in runs for row in _findings(run))
    rows = [(label or known.get(address, ""), *rest, address) for label, *rest, address in every]
    rows.sort(key=lambda row: row[0] not in _FIRST)
    seen, shown = Counter(), []
    for label, told, proof, address in rows:
        seen[label] += 1
        if seen[label] <= (MOST_OF_A_KIND if label in _FIRST else 1) and len(shown) < MOST:
            more = f'<a class="more" href="{esc(address)}" aria-label="详见：{esc(label)}">详见</a>'
            shown.append((label, Html(f"{esc(told)} {proof}{more * (seen[label] == 1)}"), ""))
    return findings(shown)


def _findings(run: Run) -> list[tuple[str, str, str, str]]:
    """The findings of a notebook over all reports: the rows of the cells tagged `findings`."""
    cells = [cell for cell in run.notebook.cells if "findings" in cell.metadata.get("tags", [])]
    shown = [o.data.get("text/html", "").replace(LAB_STYLE, "") for cell in cells for o in cell.outputs if "data" in o]
    return [(*row, f"{run.name}.html") for html in shown for row in _rows(BeautifulSoup(html, "html.parser"))]


def _rows(soup: BeautifulSoup) -> list[tuple[str, str, str]]:
    """Label, sentence and links to the proof of each finding in a list of findings; for other output its first line."""
    if not soup.find("ul", class_="main-findings"):
        return [("", soup.p.get_text(), "")] if soup.p else []
    rows, label = [], ""
    for item in soup.find("ul", class_="main-findings").find_all("li", recursive=False):
        label = item.span.get_text() or label
        rows.append((label, item.div.p.get_text(), "".join(map(_proof, item.find_all("blockquote")))))
    return rows


def _proof(quotation: Tag) -> Html:
    """The way to what is quoted."""
    link = paragraph_link(quotation["data-report"], int(quotation["data-paragraph"]), quotation.cite.get_text())
    return Html(f'<span class="more">{link} </span>')

"""What was found → the first sentences of the start page, each computed, with its proof and the page to read on."""

from collections import Counter
from collections.abc import Iterable, Sequence

from bs4 import BeautifulSoup, Tag

from corpus_tools.publishing.execute import Run
from corpus_tools.publishing.findings import Found, matters
from corpus_tools.tables import LAB_STYLE, Html, esc

MOST_WORDS, MOST_OF_A_KIND = 5, 2


def highlights(found: Sequence[Found], names: Sequence[str], runs: Sequence[Run], links: Sequence) -> Html:
    """A list of findings over all reports: of the figures, of the keywords, and what the notebooks say themselves.

    `links` are the pages, each a pair of label and address.
    """
    pages = {run.name[3:]: f"{run.name}.html" for run in runs}
    rows = [
        ("数字", _figures(found, names), "", pages.get("indicators")),
        ("共同的话题", _words(found), "", pages.get("keywords")),
        *(row for run in runs for row in _told(run)),
    ]
    known = {address: label for label, address in links}
    labelled = ((label or known.get(address, ""), told, *rest, address) for label, told, *rest, address in rows if told)
    items = [_item(*row) for row in _without_repeats(labelled)]
    return Html(f'<ul class="main-findings">\n{"".join(items)}</ul>' if items else "")


def _without_repeats(rows: Iterable[tuple]) -> list[tuple]:
    """At most two rows of each label, which stands only where it is another than in the row before."""
    shown, seen = [], Counter()
    for label, *rest in rows:
        if seen[label] < MOST_OF_A_KIND:
            shown.append(("" if seen[label] else label, *rest))
        seen[label] += 1
    return shown


def _item(label: str, told: str, proof: str, address: str | None) -> str:
    more = (
        f' <a class="more" href="{esc(address)}" aria-label="详见：{esc(label)}">详见</a>' if label and address else ""
    )
    return f'<li><span class="label">{esc(label)}</span><div><p>{esc(told)}{more}</p>{proof}</div></li>\n'


def _figures(found: Sequence[Found], names: Sequence[str]) -> str:
    """How many figures the reports give, and which give most and least for their length."""
    sized = [(f, name, f.report.characters) for f, name in zip(found, names, strict=True)]
    rows = sorted(
        ((round(1000 * len(f.indicators) / size, 1), name) for f, name, size in sized if size), key=lambda r: -r[0]
    )
    total = sum(len(f.indicators) for f in found)
    if not total:
        return ""
    (most, _), (least, last) = rows[0], rows[-1]
    if len(rows) < 2:
        return f"报告给出 {total:,} 个数，平均每千字 {most} 个。"
    told = f"{len(found)} 份报告共给出 {total:,} 个数。"
    if most == least:
        return f"{told}每份都是每千字 {most} 个。"
    if least > 0.9 * most:
        return f"{told}每千字 {least}–{most} 个，各份相差不大。"
    first = "、".join([name for dense, name in rows if dense == most][:MOST_OF_A_KIND])
    none = "、".join(name for dense, name in rows if not dense)
    rest = f"没有数字的是{none}" if none else f"最疏的是{last}，{least} 个"
    return f"{told}数字最密的是{first}，每千字 {most} 个；{rest}。"


def _words(found: Sequence[Found]) -> str:
    """The keywords of most reports, with how many say them; nothing where no two reports share one."""
    reports, ranks = Counter(), Counter()
    for f in found:
        for rank, term in enumerate(matters(f)):
            reports[term] += 1
            ranks[term] += rank
    best = sorted((t for t in reports if reports[t] > 1), key=lambda t: (-reports[t], ranks[t], t))[:MOST_WORDS]
    every = best and reports[best[-1]] == len(found)
    texts = [f.report.simplified for f in found]
    said = {term: max(reports[term], sum(term in text for text in texts)) for term in best}
    told = "、".join(term if every else f"{term}（{n} 份写到）" for term, n in said.items())
    return f"{'每份报告都' if every else '不止一份报告'}放在前面的词：{told}。" if best else ""


def _told(run: Run) -> list[tuple[str, str, str, str]]:
    """What a notebook found over all reports: the rows of its cells tagged `findings`, or below a heading 看点."""
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
    """Label, sentence and proof of each row of a table of three columns; of other output its text."""
    if not soup.find("table"):
        return [("", soup.get_text(), "")] if soup.get_text(strip=True) else []
    bodies = soup.find_all("tbody")  # "tbody > tr" would have a reader of CSS compiled first
    cells = [row.find_all("td", recursive=False) for body in bodies for row in body.find_all("tr", recursive=False)]
    return [(a.get_text(), b.get_text(), _proof(c)) for a, b, c in (row for row in cells if len(row) == 3)]


def _proof(cell: Tag) -> str:
    return "" if cell.get_text(strip=True) in ("", "–") else cell.decode_contents()

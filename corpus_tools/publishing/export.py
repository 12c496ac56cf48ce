"""An executed notebook → one HTML file that makes no network request and runs no foreign code."""

import ast
import base64
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from itertools import takewhile
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote as percent

import jinja2
from bs4 import BeautifulSoup, Tag
from nbconvert import HTMLExporter, TemplateExporter
from nbformat import NotebookNode
from traitlets.config import Config

from corpus_tools.drawing.font import font_rule
from corpus_tools.output import file_name
from corpus_tools.publishing.execute import ANSI, Failure
from corpus_tools.tables import LAB_STYLE, Html, details

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
_FILLED = jinja2.Environment(
    loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, undefined=jinja2.StrictUndefined
)
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
HEADINGS = ["h1", "h2", "h3", "h4"]
SUBSTANCE = ["table", "figure", "details", "blockquote", "ul", "ol", "img", "pre"]
FOREIGN = ["script", "style", "iframe", "object", "embed", "link", "meta", "base", "form", "title"]


class Frame(NamedTuple):
    """What surrounds the content of a page; `about` are pairs, `links` pairs of label and address."""

    links: Sequence[tuple[str, str]] = ()
    here: str = ""  # which of the links is this page
    about: Sequence[tuple[str, object]] = ()
    failure: Failure | None = None
    of: str = ""  # the digest of what the page was made of
    reports: Mapping[str, Sequence[str]] = {}  # name of a report with a reader page -> address of each paragraph


def plain(text: str) -> str:
    """`text` without the signs that colour a terminal.

    >>> plain("\\x1b[31mred\\x1b[0m")
    'red'
    """
    return CONTROL.sub("", ANSI.sub("", str(text)))


def page(title: str, content: Html, *, kind: str = "page", toc: Sequence = (), frame: Frame | None = None) -> str:
    """A whole page around `content`, with the glyphs it needs.

    Its only script is ours; the security policy allows it by its hash.
    """
    frame = frame or Frame()
    style = re.sub(" ?([{};,:]) ", r"\1", re.sub(r"\s+", " ", (TEMPLATES / "page.css").read_text(encoding="utf-8")))
    script = re.sub(r"(  // .*)?\n\s*", "\n", (TEMPLATES / "page.js").read_text(encoding="utf-8").strip())
    values = frame._asdict() | {
        "title": title,
        "content": content,
        "kind": kind,
        "toc": toc if sum(1 + len(below) for *_, below in toc) > 2 else (),
        "switch": kind == "notebook",
        "style": Html(style),
        "script": Html(script),
        "script_hash": Html(base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")),
    }
    whole = render("page.html.j2", values)
    return whole.replace("</head>", f"<style>{font_rule(whole)}</style>\n</head>", 1)


def render(template: str, values: Mapping[str, Any]) -> str:
    """A template of ours filled with `values`; everything but Html is escaped."""
    return _FILLED.get_template(template).render(values)


class ReportExporter(HTMLExporter):
    """Notebook → page; also for plain nbconvert: --to corpus_tools.publishing.export.ReportExporter."""

    export_from_notebook = "Work reports page"
    template_name = "report"

    @property
    def extra_template_basedirs(self) -> list[str]:
        """Where our template lies."""
        return [str(TEMPLATES)]

    @property
    def default_config(self) -> Config:
        """No prompts, no anchors by nbconvert (they do not work for Chinese), no cells that are tagged so."""
        own = Config(
            {
                "ReportExporter": {
                    "optimistic_validation": True,  # once, not after each of a dozen preprocessors
                },
                "TagRemovePreprocessor": {"enabled": True, "remove_cell_tags": ["remove-cell", "injected-parameters"]},
                "CSSHTMLHeaderPreprocessor": {"enabled": False},
                "HighlightMagicsPreprocessor": {"enabled": False},
            }
        )
        merged = Config(super().default_config)
        merged.merge(own)
        return merged

    def default_filters(self):
        """The filters of nbconvert and one that removes the colours of a terminal."""
        yield from super().default_filters()
        yield "plain", plain
        yield "base64", lambda text: base64.b64encode(text.encode("utf-8")).decode("ascii")

    def from_notebook_node(self, nb: NotebookNode, resources=None, **kwargs) -> tuple[str, dict]:
        """The page of a notebook. `resources["frame"]` is what stands around it."""
        frame, nb = (resources or {}).get("frame", Frame()), as_it_ran(nb)
        # HTMLExporter's own method would parse the page once more, for things that our template has no use of
        cells, resources = TemplateExporter.from_notebook_node(self, nb, resources, **kwargs)
        soup = BeautifulSoup(cells.replace(LAB_STYLE, ""), "html.parser", multi_valued_attributes=None)
        title = finished(soup, frame.reports)
        content = Html(soup.decode(formatter="minimal"))
        return page(title or frame.here or "页", content, kind="notebook", toc=contents(soup), frame=frame), resources


def contents(soup: BeautifulSoup) -> list[tuple[str, str, list]]:
    """The parts of a page: the id and the heading of each, and the parts below it."""
    toc: list = [("", "", [])]
    for h in (h for h in soup.find_all(["h2", "h3"]) if "how" not in _classes(h)):
        (toc if h.name == "h2" else toc[-1][2]).append((h["id"], h.get_text(), []))
    return toc[1:]


def as_it_ran(notebook: NotebookNode) -> NotebookNode:
    """The notebook with the actual parameters in its parameters cell; of files and folders only the names."""
    tagged = {tag: cell for cell in notebook.cells for tag in cell.metadata.get("tags", [])}
    if not tagged.keys() >= {"parameters", "injected-parameters"}:
        return notebook
    injected, asked = ast.parse(tagged["injected-parameters"].source).body, tagged["parameters"]
    given = {line.targets[0].id: ast.literal_eval(line.value) for line in injected}
    source = "\n".join(_as_given(line, given) for line in asked.source.split("\n"))
    cells = [NotebookNode({**cell, "source": source}) if cell is asked else cell for cell in notebook.cells]
    return NotebookNode({**notebook, "cells": cells})


def _as_given(line: str, given: Mapping[str, str | Sequence[str]]) -> str:
    """A line `name = value` with the names of what was given, unless the value leads to that name already."""
    name, sign, before = line.partition(" = ")
    paths = [given[name]] if isinstance(given.get(name), str) else given.get(name, ())
    names = [Path(path).name or path for path in paths]
    if not names or names == [Path(before.strip("\"'")).name]:
        return line
    return name + sign + json.dumps(names if len(names) > 1 else names[0], ensure_ascii=False)


def finished(soup: BeautifulSoup, reports: Mapping[str, Sequence[str]] | None = None) -> str:
    """Finish the content of a page: ids on headings, English lines marked, quotes linked. Returns its title."""
    for tag in soup.find_all(FOREIGN):
        tag.decompose()
    tags = soup.find_all(True)  # one look at all is quicker than a search for each kind
    headings = [tag for tag in tags if tag.name in HEADINGS]
    for number, heading in enumerate(headings, 1):
        _finish_heading(heading, number)
    for tag in tags:
        for name in [name for name in tag.attrs if name.startswith("on")]:
            del tag[name]
        if tag.name == "div" and "mathjax_ignore" in _classes(tag):
            tag.unwrap()
        elif tag.name == "img" and not tag.get("alt"):
            heading = tag.find_previous(HEADINGS[:3])
            tag["alt"] = f"图：{heading.get_text() if heading else '未命名'}"
        elif tag.name == "table" and "ct-table" not in _classes(tag):
            tag["class"] = ["ct-table"]
            around = {"class": "ct-scroll", "role": "group", "aria-label": "表", "tabindex": "0"}
            tag.wrap(soup.new_tag("div", attrs=around))
        elif tag.has_attr("data-report") and tag.has_attr("data-paragraph"):
            _link(soup, tag, reports or {})
    _set_aside(soup, tags)
    _fold(soup, tags)
    return next((heading.get_text() for heading in headings if heading.name == "h1"), "")


def _set_aside(soup: BeautifulSoup, tags: Sequence[Tag]) -> None:
    """Show instructions for another run, and parts without a result, only together with the code.

    What these parts say instead is listed at the end.
    """
    parts: list[list[Tag]] = [[]]
    for tag in (tag for tag in tags if tag.parent is not None):
        if tag.name in ("h2", "h3"):
            parts.append([])
        if "ct-output" in _classes(tag) or "prose" in _classes(tag.parent):
            parts[-1].append(tag)
    again = [tag for tag in tags if tag.name == "p" and tag.strong and tag.get_text().startswith(("重跑", "接着试"))]
    said: dict[str, list[str]] = {}
    for part in parts[1:]:
        shown = [tag for tag in part if "ct-output" in _classes(tag)]
        if shown and not any(tag.name in SUBSTANCE or tag.find(SUBSTANCE) for tag in part):
            said.setdefault("".join(tag.get_text(strip=True) for tag in shown), []).append(part[0].get_text())
            again += part
    for tag in again:
        tag["class"] = [*_classes(tag), "how"]
    if told := [(names, text) for text, names in said.items() if text]:
        soup.append(BeautifulSoup(render("aside.html.j2", {"told": told}), "html.parser"))


def _fold(soup: BeautifulSoup, tags: Sequence[Tag]) -> None:
    """Put the manner of reading, folded, behind what was found; fold the parts whose cells are tagged so."""
    tags = [tag for tag in tags if tag.parent is not None]
    how = next((tag for tag in tags if tag.name == "p" and tag.strong and tag.strong.get_text() == "读法"), None)
    found = next((tag for tag in tags if "ct-output" in _classes(tag)), None)
    folded = [tag for tag in tags if "folded" in _classes(tag) and tag.h2 and "how" not in _classes(tag.h2)]
    if how and found:
        how.strong.decompose()
        found.append(BeautifulSoup(details("怎样读这一页", Html(how.extract())), "html.parser"))
    for section in folded:
        inside = list(takewhile(lambda tag: not (tag.name == "section" and tag.h2), section.find_next_siblings()))
        part, head = soup.new_tag("details", attrs={"class": "ct-part"}), soup.new_tag("summary")
        section.insert_before(part)
        head.extend(section.find_all(["h2", "p"], recursive=False)[:2])
        part.extend([head, section, *inside])


def _classes(tag: Tag) -> Sequence[str]:
    found = tag.get("class", "")
    return found.split() if isinstance(found, str) else found


def _finish_heading(heading: Tag, number: int) -> None:
    """Give a heading a stable id and no anchor sign, and the English line below it a style of its own."""
    for anchor in heading.find_all("a", class_="anchor-link"):
        anchor.extract()
    heading["id"] = f"sec-{number}"
    below = heading.find_next_sibling()
    if below is not None and below.name == "p" and [c.name for c in below.children if c.name or c.strip()] == ["em"]:
        below.em.unwrap()
        below["class"], below["lang"] = "en", "en"


def _link(soup: BeautifulSoup, quotation: Tag, reports: Mapping[str, Sequence[str]]) -> None:
    """Link a quotation to its paragraph on the reader page, if there is one."""
    name, number = quotation["data-report"], int(quotation["data-paragraph"])
    addresses = reports.get(name, ())
    del quotation["data-report"], quotation["data-paragraph"]
    if number >= len(addresses):
        return
    cite = quotation if quotation.name == "data" else quotation.find("cite")
    if cite is None:
        cite = soup.new_tag("cite", attrs={"lang": "zh-CN"})
        quotation.append(cite)
    link = soup.new_tag("a", href=reader_address(name, number))
    text = cite.get_text()
    whole = cite is not quotation and (quotation.name == "blockquote" or not text or text.startswith(name))
    where = addresses[number]
    narrow = quotation.find_parent(["td", "ul"])  # which a heading would fill
    short = _beside(quotation, re.sub(" · .* · ", " · ", where), len(reports) == 1) if narrow else where
    link.string = short if whole else text
    if link.string != where:
        link["title"] = where
    cite.clear()
    cite.append(link)


def _beside(quotation: Tag, where: str, alone: bool) -> str:
    """The place of a quotation without the report, or its body, if its row or finding names it, or it is `alone`."""
    around = (quotation.find_parent(["tr", "li"]) or quotation).find_all(["td", "p"])
    told = [next(t.stripped_strings, "") for t in around if not (t.blockquote or t.find_parent("blockquote"))]
    report, _, paragraph = where.partition(" · ")
    whose, _, year = report.rpartition(" ")
    if alone or report in told:
        return paragraph
    return f"{year} · {paragraph}" if whose and any(whose in text for text in told) else where


def reader_address(name: str, paragraph: int | None = None) -> str:
    """The address of a paragraph, relative to the folder of pages.

    >>> reader_address("工作#1", 3)
    'reader/%E5%B7%A5%E4%BD%9C%231.html#p3'
    """
    return f"reader/{percent(file_name(name))}.html" + ("" if paragraph is None else f"#p{paragraph}")

"""Notebooks + parameters → executed notebooks → a folder of offline pages with a start page."""

import datetime
import json
import platform
import time
import traceback
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from importlib.metadata import version
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from corpus_tools import __version__
from corpus_tools.comparing.bodies import body_names, labels
from corpus_tools.corpus import Corpus, named_apart
from corpus_tools.files import shown
from corpus_tools.output import PREVIOUS, file_name, write_whole
from corpus_tools.publishing.execute import Failure, Run, execute
from corpus_tools.publishing.export import Frame, ReportExporter
from corpus_tools.publishing.findings import Found, found
from corpus_tools.publishing.index import Card, card_of, index_page
from corpus_tools.publishing.kernels import ROOT, Kernels
from corpus_tools.publishing.reader import reader_page
from corpus_tools.publishing.terminal import Progress, tell
from corpus_tools.report import Report
from corpus_tools.store import code_version, digest
from corpus_tools.tables import address
from corpus_tools.wording.terms import read_review

NOTEBOOKS = ROOT / "notebooks"
LABELS = {
    "corpus": "报告", "keywords": "关键词", "topics": "主题", "summaries": "摘要", "indicators": "指标",
    "compare": "比较", "timelines": "年表",
}  # fmt: skip
NEW_TERMS = "新词.tsv"  # in the output folder: the terms that a person accepts or rejects for the next run
NAMED = ("jieba", "numpy", "scipy", "pandas", "matplotlib", "nbconvert")


def notebooks(only: Sequence[str] | None = None) -> list[Path]:
    """The notebooks that become pages, sorted; only those named in `only`, if any. ValueError if one is unknown."""
    every = sorted(NOTEBOOKS.glob("0[1-9]_*.ipynb"))
    if not every:
        raise FileNotFoundError(f"{NOTEBOOKS}: no notebooks here; run inside the project, or copy them from it again")
    if not only:
        return every
    wanted = {name.removesuffix(".ipynb") for name in only}
    if unknown := wanted - {path.stem for path in every}:
        names = ", ".join(path.stem for path in every)
        raise ValueError(f"--only {sorted(unknown)[0]}: no such notebook; there are {names}")
    return [path for path in every if path.stem in wanted]


def make_pages(
    corpus: Corpus,
    args,
    kernels: Kernels | None = None,
    baseline: Sequence[Report] = (),
    progress: Progress | None = None,
) -> int:
    """Write the folder of pages that the command line asks for; return the exit code.

    The reports of the `baseline` get reader pages too, for quotations of them to link to. Pages of an earlier run stay
    linked if they are of the same reports; otherwise the user is told of them.
    """
    started, out = time.monotonic(), Path(args.out)
    paths, progress = notebooks(args.only), progress or Progress()
    earlier = named_apart(baseline, corpus.reports)
    of = digest(code_version(), *(r.digest for r in (*corpus.reports, *earlier)), *map(str, corpus.skipped))
    linked = [path for path in notebooks() if path in paths or is_of(out / f"{path.stem}.html", of)]
    frame = Frame(
        links=[("总览", "index.html"), *((label(path.stem), f"{path.stem}.html") for path in linked)],
        about=about(args.input, args.baseline),
        reports=addresses(corpus.reports) | addresses(earlier),
        of=of,
    )
    write = partial(write_page, frame=frame, out=out, exporter=exporter(), debug=args.debug)
    made = execute(paths, parameters(args, out), progress.tell, kernels, write)
    progress.end()
    names, terms = body_names(corpus.reports), accepted(out / NEW_TERMS)
    read = found(progress.each("写网页 writing", corpus.reports), names, terms)  # quick: the notebooks did the work
    write_readers([*read, *(Found(report, (), (), ()) for report in earlier)], frame, out)
    if args.title or linked == paths or not is_of(out / "index.html", of, linked):  # else it lists more pages
        took = ("用时", f"{time.monotonic() - started:.0f} 秒")
        here = frame._replace(here="index.html", about=[*frame.about, took])
        write_whole(out / "index.html", index_page(corpus, read, made, args.title, here))
    if old := [name for p in notebooks() if p not in linked and (out / (name := f"{p.stem}.html")).exists()]:
        tell(f"not linked, of others or failed: {', '.join(old)}; run without --only")
    return tell_made(corpus, read, [run for run, _ in made], out, args.json)


def parameters(args, out: Path) -> dict[str, str | list[str]]:
    """What the notebooks are run with: the folders to read, and the files that carry over to the next run."""
    read = {"corpus_dir": args.input, "baseline_dir": args.baseline}
    kept = {"previous": PREVIOUS, "review_file": NEW_TERMS}
    folders = {name: [str(Path(path).resolve()) for path in some] for name, some in read.items()}
    return {**folders, **{name: str(out.resolve() / file) for name, file in kept.items()}}


def accepted(review: Path) -> frozenset[str]:
    """The terms a person accepted in the review file; none if it is missing or damaged (page 02 says so)."""
    with suppress(OSError, ValueError):
        return read_review(review).accepted
    return frozenset()


def is_of(page: Path, reports: str, links: Sequence[Path] = ()) -> bool:
    """Whether a complete page of the reports with this digest exists, with links to these other pages."""
    text = page.read_text(encoding="utf-8", errors="replace") if page.is_file() else ""
    return f'content="{reports}"' in text and all(f'href="{path.stem}.html"' in text for path in links)


def label(name: str) -> str:
    """The short name of a page: 关键词 for 02_keywords."""
    return LABELS.get(name[3:], name)


def about(inputs: Sequence[str], baseline: Sequence[str] = ()) -> list[tuple[str, object]]:
    """What a page was made from and with: inputs, versions, date."""
    read = {"输入": inputs, "往年": baseline}
    used = "，".join(f"{name} {version(name)}" for name in NAMED)
    today = datetime.datetime.now().astimezone().strftime("%Y-%m-%d %H:%M")
    return [
        *((what, "、".join(Path(path).name or str(path) for path in some)) for what, some in read.items() if some),
        ("程序", f"work-reports {__version__}，Python {platform.python_version()}"),
        ("所用的库", used),
        ("日期", today),
    ]


def addresses(reports: Sequence[Report]) -> dict[str, list[str]]:
    """For each report, by name, where its paragraphs stand: body and year, section, paragraph."""
    named = zip(reports, labels(reports), strict=True)
    return {r.name: [address(p, r, name) for p in r.paragraphs] for r, name in named}


def write_readers(read: Sequence[Found], frame: Frame, out: Path) -> None:
    """Write the reader page of each report; remove those an earlier run left of other reports."""
    links = [(name, f"../{target}") for name, target in frame.links]
    names = {f"{file_name(f.report.name)}.html" for f in read}
    for f in read:
        write_whole(out / "reader" / f"{file_name(f.report.name)}.html", reader_page(f, frame._replace(links=links)))
    for old in (out / "reader").glob("*.html"):
        if old.name not in names and b'content="corpus_tools"' in old.read_bytes()[:2000]:
            old.unlink()


def exporter() -> ReportExporter:
    """The exporter of notebooks to pages, its templates already compiled: the kernels are still loading meanwhile."""
    first = ReportExporter()
    first.from_notebook_node(new_notebook(cells=[new_markdown_cell("# &amp;"), new_code_cell("1")]))
    return first


def write_page(run: Run, frame: Frame, out: Path, exporter: ReportExporter, debug: bool = False) -> tuple[Run, Card]:
    """Write the page of a notebook, even of one that failed; one that cannot be exported counts as failed."""
    here = frame._replace(here=f"{run.name}.html", failure=run.failure)
    try:
        card = card_of(run)
        content, _ = exporter.from_notebook_node(run.notebook, {"frame": here})
    except Exception as error:  # whatever is in the outputs of one notebook must not take the others along
        if debug:
            traceback.print_exc()
        run = run._replace(failure=Failure(0, "", f"{type(error).__name__}: {error}"))
        bare = NotebookNode({**run.notebook, "cells": run.notebook.cells[:1]})
        card = card_of(run._replace(notebook=bare))
        content, _ = exporter.from_notebook_node(bare, {"frame": here._replace(failure=run.failure)})
    write_whole(out / f"{run.name}.html", content)
    return run, card


def tell_made(corpus: Corpus, read: Sequence[Found], runs: Sequence[Run], out: Path, as_json: bool) -> int:
    """Tell the user what was made and what failed; return the exit code."""
    problems = [problem for f in read for problem in f.problems]
    for problem in problems:
        tell(f"failed: {shown(problem)}")
    for run in runs:
        if run.failure:
            where = f"{run.name}: cell {run.failure.cell} failed: {shown(run.failure.message)}"
            tell(f"{where} ({shown(out / run.name)}.html shows the cell)")
    if as_json:
        pages = [
            {"name": r.name, "path": str(out / f"{r.name}.html"), "seconds": round(r.seconds, 1),
             "failure": r.failure and r.failure._asdict()} for r in runs
        ]  # fmt: skip
        skipped = [{"path": str(path), "reason": str(reason)} for path, reason in corpus.skipped]
        summary = {"index": str(out / "index.html"), "pages": pages, "reports": len(corpus.reports), "skipped": skipped}
        print(json.dumps(summary, ensure_ascii=False, indent=1))
    else:
        tell("open in a browser")  # the file by itself on the line that follows, for other programs too
        print(shown(out / "index.html"))
    return 1 if problems or any(run.failure for run in runs) else 3 if corpus.skipped else 0

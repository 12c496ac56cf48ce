"""Reports and notebooks with everything in them that must show as text, and the pages that are made of them."""

import atexit
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from corpus_tools import pages
from corpus_tools.corpus import read_corpus
from corpus_tools.publishing.kernels import Kernels

SCRIPT = "<script>alert(1)</script>"
IMAGE = "<img src=x onerror=alert(2)>"
NAME = "江北&<b>'\"#%工作"

REPORT = f"""{SCRIPT}江北区政协2023年工作报告{IMAGE}
发布时间: 2024-01-16 来源: {SCRIPT}日报
一、过去一年的工作{IMAGE}
全年收到提案775件,立案433件{SCRIPT}。开展协商议政活动12次,形成调研报告23篇。
组织委员走访群众{IMAGE}1200余人次,解决"急难愁盼"问题98个。“javascript:alert(3)”是委员的口号。
二、今后的打算
新的一年将开展民主监督活动15次,推动办好民生实事20件,不断提升协商民主建设水平。
委员工作室还将服务基层群众3000人次,让更多群众走进委员工作室反映社情民意。
"""
OTHER = """长寿区政协2022年工作报告
一、履职工作
全年收到提案312件,立案298件,办复率100%。开展专题调研9次,提出意见建议56条。
组织委员到镇街调研41次,收集社情民意信息230条,被市政协采用35条。
二、下一步安排
新的一年将围绕乡村振兴和数字经济开展专题协商6次,组织委员培训4期。
"""


def notebook(*cells):
    """A notebook of these cells: text beginning with # is prose, all else code; the first code holds the parameters."""
    made = [new_markdown_cell(c) if c.startswith("#") else new_code_cell(c) for c in cells]
    for number, cell in enumerate(made):
        cell["id"] = f"cell-{number}"
    next(c for c in made if c.cell_type == "code").metadata["tags"] = ["parameters"]
    return new_notebook(cells=made, metadata={"kernelspec": {"name": "somebody-else", "display_name": "x"}})


GOOD = notebook(
    "# 报告里有什么？\n\n*What is in them?*",
    'corpus_dir = "nowhere"\nn = 3',
    "from corpus_tools.corpus import read_corpus\nfrom corpus_tools.plots import ranked_bars, use_house_style\n"
    "from corpus_tools.tables import details, quote, stack, table\nuse_house_style()\n"
    "reports = read_corpus(corpus_dir).reports",
    "## 语料\n\n*The corpus*\n\n读到的报告。",
    "rows = [(r.title, r.name, r.characters) for r in reports]\ntable(rows, ['报告', '文件', '字数'], '报告')",
    "## 篇幅\n\n*Length*\n\n每份报告的字数。",
    "ranked_bars([r.title for r in reports], [len(r.sentences) for r in reports], '句数', '句')",
    "## 引文\n\n*Quotations*\n\n每份报告的第一句。",
    "squares = details('更多', table([(i, i * i) for i in range(40)], ['数', '方']))\n"
    "stack(*[quote(r.sentences[0], r) for r in reports], squares)",
    "import sys; print('a warning of no interest', file=sys.stderr)",
)
BAD = notebook("# 坏的一页", 'corpus_dir = ""', "1 + 1", f'raise ValueError("\\x1b[31m{SCRIPT}")', "2 + 2")
WRONG = notebook("# 也是坏的", 'corpus_dir = ""', "import os\nos._exit(3)")


def corpus_in(folder: Path):
    """The hostile corpus, its files written into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{NAME}.txt".replace('"', "”").replace("<", "＜")).write_text(REPORT, encoding="utf-8")
    (folder / "cs 2.txt").write_text(OTHER, encoding="utf-8")
    (folder / f"空{IMAGE.replace('<', '＜').replace('>', '＞')}.txt").write_text("  \n", encoding="utf-8")
    return read_corpus(folder)


@cache
def kernels() -> Kernels:
    """What all tests fork their kernels from: to import everything takes longer than most of the notebooks here."""
    shared = Kernels()
    atexit.register(shared.__exit__)
    return shared


def make(folder: Path, notebooks: dict, only=None) -> tuple[int, Path]:
    """The exit code of making the pages of these notebooks on the hostile corpus, and where they are."""
    source = folder / "notebooks"
    source.mkdir(exist_ok=True)
    for name, made in notebooks.items():
        nbformat.write(made, source / f"{name}.ipynb")
    asked = SimpleNamespace(input=[str(folder / "reports")], out=folder / "out", only=only, title=None, json=False,
                            debug=False, baseline=[])  # fmt: skip
    before, pages.NOTEBOOKS = pages.NOTEBOOKS, source
    try:
        return pages.make_pages(corpus_in(folder / "reports"), asked, kernels()), folder / "out"
    finally:
        pages.NOTEBOOKS = before

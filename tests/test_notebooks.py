"""The notebooks: clean as committed, and each runs from top to bottom on the seeds and on a single report."""

import ast
import base64
import io
import json
import subprocess
import sys

import nbformat
import numpy as np
import pytest
from hostile import OTHER
from PIL import Image

from corpus_tools.publishing.execute import execute, with_parameters
from corpus_tools.publishing.export import Frame, ReportExporter
from corpus_tools.publishing.index import PICTURE
from corpus_tools.publishing.kernels import ROOT

PATHS = sorted((ROOT / "notebooks").glob("0*.ipynb"))
NAMES = [path.stem for path in PATHS]
LONGEST_CELL = 12  # lines, imports apart


@pytest.fixture(scope="module")
def runs():
    """All notebooks, executed on the seeds as they are."""
    return {run.name: run for run in execute(PATHS, {})}


@pytest.fixture(scope="module")
def runs_on_one(tmp_path_factory):
    """All notebooks, executed on one short report."""
    path = tmp_path_factory.mktemp("一份") / "cs.txt"
    path.write_text(OTHER, encoding="utf-8")
    return {run.name: run for run in execute(PATHS, {"corpus_dir": [str(path)]})}


def source(path):
    return nbformat.read(path, as_version=4)


def tagged(notebook, tag):
    return [cell for cell in notebook.cells if tag in cell.metadata.get("tags", [])]


@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_a_notebook_is_valid_and_committed_without_outputs(path):
    notebook = source(path)
    nbformat.validate(notebook)
    ids = [cell.id for cell in notebook.cells]
    assert len(ids) == len(set(ids))
    assert notebook.metadata.kernelspec.name == "python3"
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.outputs == [] and cell.execution_count is None for cell in code)


@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_a_notebook_begins_with_a_question_its_parameters_and_imports(path):
    notebook = source(path)
    assert notebook.cells[0].source.startswith("# ")
    assert all(word in notebook.cells[0].source for word in ("**读法**", "**重跑**"))
    assert notebook.cells[1].source.startswith('corpus_dir = "../seeds"')
    assert len(notebook.cells[1].source.strip().splitlines()) <= 6
    assert tagged(notebook, "parameters") == [notebook.cells[1]]
    assert tagged(notebook, "hide-input") == [notebook.cells[2]]
    assert "可信到什么程度" in "".join(c.source for c in notebook.cells[-4:])


@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_cells_are_short_and_hold_no_logic(path):
    notebook = source(path)
    code = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    logic = ast.FunctionDef | ast.ClassDef | ast.For | ast.While | ast.If | ast.Try | ast.With
    for cell in code:
        assert not any(isinstance(node, logic) for node in ast.walk(ast.parse(cell))), cell
        assert len(cell.splitlines()) <= LONGEST_CELL or "import " in cell, cell
        assert "print(" not in cell
    assert len(notebook.cells) - len(code) >= 0.75 * len(code)


def test_each_notebook_finds_the_library_where_it_is_not_installed():
    code = f"""
import json, sys
for name, imports in json.load(sys.stdin).items():
    sys.path = [p for p in sys.path if p not in ("", "..", {str(ROOT)!r})]
    for ours in [module for module in sys.modules if module.startswith("corpus_tools")]:
        del sys.modules[ours]
    exec(compile(imports, name, "exec"), {{}})
    assert "corpus_tools" in sys.modules
"""
    every = json.dumps({path.name: tagged(source(path), "hide-input")[0].source for path in PATHS})
    words = [sys.executable, "-c", code]
    ran = subprocess.run(words, cwd=ROOT / "notebooks", input=every, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_every_heading_has_its_english_line(path):
    for cell in source(path).cells:
        if cell.cell_type == "markdown" and cell.source.startswith("#"):
            below = cell.source.split("\n\n")[1].strip()
            assert below.startswith("*"), cell.source
            assert below.endswith("*"), cell.source
            assert below.isascii() or not any("\u4e00" <= c <= "\u9fff" for c in below), below


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_runs_on_the_seeds(runs, name):
    assert runs[name].failure is None


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_runs_on_a_single_report(runs_on_one, name):
    assert runs_on_one[name].failure is None


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_grumbles_about_nothing(runs, name):
    streams = [o for cell in runs[name].notebook.cells for o in cell.get("outputs", []) if o.output_type == "stream"]
    assert [o.text for o in streams if o.name == "stderr"] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_shows_figures_and_each_is_drawn_and_described(runs, name):
    html = "".join(
        o.data.get("text/html", "") for c in runs[name].notebook.cells for o in c.get("outputs", []) if "data" in o
    )
    found = PICTURE.findall(html)
    assert found
    for png, alt in found:
        pixels = np.asarray(Image.open(io.BytesIO(base64.b64decode(png))).convert("L"))
        assert (pixels < 200).mean() > 0.002, alt
        assert len(alt) > 8
        assert len(png) * 3 / 4 < 150_000, alt


@pytest.mark.parametrize("name", NAMES)
def test_the_page_of_a_notebook_is_not_too_large(runs, name):
    html, _ = ReportExporter().from_notebook_node(runs[name].notebook, {"frame": Frame()})
    assert len(html.encode()) < 1_500_000


def test_parameters_are_set_behind_their_cell_and_only_those_it_names():
    notebook = with_parameters(source(PATHS[0]), {"corpus_dir": ['C:\\新 报告\\"x"'], "unknown": 1})
    injected = tagged(notebook, "injected-parameters")[0]
    assert injected is notebook.cells[2]
    assert injected.source == "corpus_dir = ['C:\\\\新 报告\\\\\"x\"']"
    assert with_parameters(source(PATHS[0]), {"unknown": 1}).cells == source(PATHS[0]).cells

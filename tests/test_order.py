"""A module imports only from those above it: the path of the data has one direction."""

import ast
import re
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "corpus_tools"
ORDER = [  # each step of the path with the folder of its stages
    *("lexicon", "report", "store packing memory", "script", "files reading output", "tokenize", "parse structure"),
    *("corpus", "vectorize", "ritual", "indicators counting", "keywords wording", "topics grouping"),
    *("summarize choosing", "compare comparing", "tables", "plots drawing", "views", "publishing"),
    *("scaling", "pages", "__main__"),
]
RANK = {name: rank for rank, names in enumerate(ORDER) for name in names.split()}
MODULES = {".".join(p.relative_to(PACKAGE).with_suffix("").parts): p for p in PACKAGE.rglob("*.py")}


def imported(path: Path) -> set[str]:
    """The modules of ours that a module imports, at its head or later."""
    nodes = [n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.ImportFrom)]
    names = {f"{n.module}.{alias.name}" for n in nodes for alias in n.names} | {n.module for n in nodes}
    ours = {name.removeprefix("corpus_tools.") for name in names if name.startswith("corpus_tools.")}
    return {name for name in ours if name in MODULES}


def rank(module: str) -> int:
    return RANK[module] if module in RANK else RANK[module.partition(".")[0]]


@pytest.mark.parametrize("module", sorted(MODULES.keys() - {"__init__"}))
def test_a_module_imports_from_no_later_step(module):
    assert {other for other in imported(MODULES[module]) if rank(other) > rank(module)} == set()


def test_no_modules_import_each_other():
    TopologicalSorter({name: imported(path) - {name} for name, path in MODULES.items()}).prepare()


@pytest.mark.parametrize("package", sorted({path.parent for path in MODULES.values()} - {PACKAGE / "lexicon"}))
def test_the_map_of_a_package_names_each_of_its_modules(package):
    tree = ast.parse((package / "__init__.py").read_text(encoding="utf-8"))
    named = set(re.findall(r"`(\w+)`", ast.get_docstring(tree)))
    modules = {path.stem for path in package.glob("*.py")} | {
        path.parent.name for path in package.glob("*/__init__.py")
    }
    assert modules - {"__init__"} <= named

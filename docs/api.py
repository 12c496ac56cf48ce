"""The source → docs/api.md: the names one calls, with signature and docstring; nothing is imported or run.

`make api` writes the file anew.
"""

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

TARGET = Path(__file__).resolve().with_suffix(".md")
PACKAGE = TARGET.parents[1] / "corpus_tools"
PATH = ["report", "files", "script", "tokenize", "parse", "corpus", "vectorize", "indicators", "ritual", "keywords",
        "topics", "summarize", "compare", "plots", "tables", "pages"]  # fmt: skip
IMPORTED = re.compile(r"from corpus_tools\.([\w.]+) import ([\w, ]+)")
HEAD = """# API reference

Generated from the docstrings by `make api`; do not edit. The modules of the data flow come first, in its order (the
[README](../README.md) has an example for most of them), then the modules that the notebooks and these documents use.
All other modules are only listed, at the end. [methods.md](methods.md) explains the methods and their limits.
"""

Public = ast.FunctionDef | ast.ClassDef


def reference() -> str:
    """The whole page, as Markdown."""
    trees = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in modules().items()}
    called = [name for name in trees if name in PATH or name in _used()]
    index = [f"- [`{name}`](#{_anchor(name)}) – {_first(trees[name])}" for name in called]
    chapters = [part for name in called for part in _module(name, trees[name])]
    paths = [(name, path.relative_to(PACKAGE.parent).as_posix()) for name, path in modules().items()]
    stages = [f"- [`{name}`](../{path}) – {_first(trees[name])}" for name, path in paths if name not in called]
    return "\n".join([HEAD, *index, "", *chapters, "## The other modules of the stages\n", *stages, ""])


def modules() -> dict[str, Path]:
    """The modules with a public name each: those of the path in its order, then the stages by name."""
    paths = [p for p in sorted(PACKAGE.glob("*/*.py")) if p.stem != "__init__" or "\ndef " in p.read_text("utf-8")]
    stages = {".".join(p.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__"): p for p in paths}
    return {**{name: PACKAGE / f"{name}.py" for name in PATH}, **stages}


def _used() -> set[str]:
    """The modules from which, or which, a notebook or a document imports."""
    readers = [*PACKAGE.parent.glob("notebooks/*.ipynb"), *PACKAGE.parent.glob("*.md"), *TARGET.parent.glob("*.md")]
    told = [m for path in readers if path != TARGET for m in IMPORTED.findall(path.read_text(encoding="utf-8"))]
    return {module for module, _ in told} | {
        f"{stage}.{name.split()[0]}" for stage, names in told for name in names.split(",") if name.strip()
    }


def _first(tree: ast.Module) -> str:
    return (ast.get_docstring(tree) or "").split("\n\n")[0].replace("\n", " ")


def _anchor(name: str) -> str:
    """The anchor that GitHub gives the heading of a module."""
    return "corpus_tools" + name.replace(".", "")


def _module(name: str, tree: ast.Module) -> Iterator[str]:
    yield f"## `corpus_tools.{name}`\n\n{_prose(ast.get_docstring(tree) or '')}\n"
    for node in tree.body:
        if isinstance(node, Public) and not node.name.startswith("_"):
            yield _entry(node)


def _entry(node: Public, owner: str = "") -> str:
    """A function, or a class with its fields and methods."""
    told = _prose(ast.get_docstring(node) or "")
    if isinstance(node, ast.FunctionDef):
        returns = f" -> {ast.unparse(node.returns)}" if node.returns else ""
        return f"### `{owner}{node.name}({ast.unparse(node.args)}){returns}`\n\n{told}\n"
    fields = [f"`{f.target.id}: {ast.unparse(f.annotation)}`" for f in node.body if isinstance(f, ast.AnnAssign)]
    methods = [
        _entry(m, f"{node.name}.") for m in node.body if isinstance(m, ast.FunctionDef) and not m.name.startswith("_")
    ]
    listed = f"\n\n{', '.join(fields)}" if fields else ""
    return "\n".join([f"### `{node.name}`\n\n{told}{listed}\n", *methods])


def _prose(docstring: str) -> str:
    """A docstring as Markdown: its examples as code, nothing in it as HTML."""
    text = inspect.cleandoc(docstring)
    parts = re.split(r"((?:^>>> .*\n?(?:^(?!>>>)\S.*\n?)*)+)", text, flags=re.M)
    return "".join(
        f"```pycon\n{part.rstrip()}\n```\n" if part.startswith(">>>") else part.replace("<", "&lt;") for part in parts
    ).strip()


if __name__ == "__main__":
    TARGET.write_text(reference(), encoding="utf-8", newline="\n")

"""Would the tests notice? One place of a module is changed at random, again and again, and tests run on each mutant.

    python -m benchmarks.mutants corpus_tools/parse.py tests/test_parse.py [MORE.py …] [--most 80] [--seed 1]

Modules are those of the package, tests those of `tests/`; several of a kind are taken together. Changed are
comparisons, `and` and `or`, signs and operators, constants, results, conditions, `continue` and `break`. A mutant is
killed if a test fails, or does not end within a minute of the processor. It runs in a copy of the tree.
"""

import argparse
import ast
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LEFT_OUT = shutil.ignore_patterns(".*", "build", "pages", "tables", "parsed", "__pycache__")
LIBRARIES = ("pytest", "numpy", "pandas", "scipy.sparse", "sklearn.decomposition", "lxml.html", "jieba")
SECONDS = 60  # of the processor, for the tests of one mutant
OTHER = {
    **{ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq},
    **{ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And},
    **{ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult},
    **{ast.Mod: ast.Mult, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr, ast.USub: ast.UAdd},
    **{ast.Continue: ast.Break, ast.Break: ast.Continue},
}


def changes(node: ast.AST) -> Iterator[Callable[[], ast.AST]]:
    """What can be changed of a node: each makes it anew, changed."""
    if isinstance(node, ast.Compare):
        for n, op in enumerate(node.ops):
            ops = [*node.ops[:n], OTHER[type(op)](), *node.ops[n + 1 :]]
            yield lambda ops=ops: ast.Compare(node.left, ops, node.comparators)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield lambda: node.operand
    elif type(getattr(node, "op", None)) in OTHER:
        yield lambda: type(node)(**{**dict(ast.iter_fields(node)), "op": OTHER[type(node.op)]()})
    elif isinstance(node, ast.Constant) and isinstance(node.value, int | float | str):
        yield lambda: ast.Constant(_changed(node.value))
    elif isinstance(node, ast.Return) and getattr(node.value, "value", node.value) is not None:
        yield lambda: ast.Return(ast.Constant(None))
    elif isinstance(node, ast.If | ast.IfExp):
        yield lambda: type(node)(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)
    elif isinstance(node, ast.Continue | ast.Break):
        yield OTHER[type(node)]


def _changed(value: float | str) -> float | str:
    if isinstance(value, str):
        return f"XX{value}XX"
    return not value if isinstance(value, bool) else value + 1


def places(tree: ast.Module) -> list[tuple[ast.AST, Callable[[], ast.AST]]]:
    """Every node that can be changed, with the change; no docstrings, annotations, checks of lengths, told values."""
    fixed = [spot for node in ast.walk(tree) for spot in _fixed(node)]
    left_out = {id(inside) for spot in fixed for inside in ast.walk(spot)}
    return [(node, change) for node in ast.walk(tree) if id(node) not in left_out for change in changes(node)]


def _fixed(node: ast.AST) -> Iterator[ast.AST]:
    yield from filter(None, (getattr(node, name, None) for name in ("annotation", "returns")))
    first = node.body[0] if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and node.body else None
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
        yield first
    if isinstance(node, ast.JoinedStr) or (isinstance(node, ast.keyword) and node.arg == "strict"):
        yield node


class Put(ast.NodeTransformer):
    """Puts a node in the place of another."""

    def __init__(self, old: ast.AST, new: ast.AST):
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        return self.new if node is self.old else self.generic_visit(node)


def mutant(source: str, number: int) -> tuple[str, str]:
    """The source with one place changed, and what was changed in which line."""
    tree = ast.parse(source)
    node, change = places(tree)[number]
    new = ast.copy_location(change(), node)
    said, now = (ast.unparse(part).split("\n")[0][:70] for part in (node, new))
    return ast.unparse(ast.fix_missing_locations(Put(node, new).visit(tree))), f"{node.lineno}: {said} → {now}"


def passes(tests: list[str]) -> bool:
    """Whether the tests pass, in a fork of their own."""
    if not (child := os.fork()):
        os.setsid()
        signal.alarm(10 * SECONDS)
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        for stream in (1, 2):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
        options = ["-x", "-q", "-p", "no:cacheprovider", "--hypothesis-seed=0", "-m", "not slow"]
        os._exit(import_module("pytest").main([*options, *tests]))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def survivors(modules: list[str], tests: list[str], most: int, draw: random.Random) -> tuple[list[str], int, int]:
    """The mutants that no test noticed, how many were tried, and how many there are."""
    sources = {name: Path(name).read_text(encoding="utf-8") for name in modules}
    every = [(name, n) for name, source in sources.items() for n in range(len(places(ast.parse(source))))]
    chosen = draw.sample(every, min(most, len(every)))
    if not passes(tests):
        raise SystemExit("the tests fail as it is")
    alive = []
    for name, number in chosen:
        changed, told = mutant(sources[name], number)
        Path(name).write_text(changed, encoding="utf-8")
        if passes(tests):
            alive.append(f"{name}:{told}")
            print(alive[-1], flush=True)
        Path(name).write_text(sources[name], encoding="utf-8")
    return alive, len(chosen), len(every)


def main() -> None:
    """Print what survived and how many were killed."""
    form = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    form.add_argument("files", nargs="+")
    form.add_argument("--most", type=int, default=80)
    form.add_argument("--seed", type=int, default=1)
    asked = form.parse_args()
    tests = [name for name in asked.files if Path(name).parts[0] == "tests"]
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copytree(ROOT, Path(folder, "tree"), ignore=LEFT_OUT)
        os.chdir(copy)
        sys.path[:0] = [str(copy), str(copy / "tests")]
        sys.dont_write_bytecode = True
        for name in LIBRARIES:
            import_module(name)
        modules = [name for name in asked.files if name not in tests]
        alive, tried, there = survivors(modules, tests, asked.most, random.Random(asked.seed))
    print(f"{tried - len(alive)} of {tried} killed ({1 - len(alive) / tried:.0%}); {there} places could be changed")


if __name__ == "__main__":
    main()

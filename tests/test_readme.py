"""The READMEs and the documents: every command, link and name in them is there."""

import re
from collections import Counter
from importlib import import_module
from pathlib import Path
from urllib.parse import unquote

import pytest

from corpus_tools.lexicon import rows as lexicon_rows

ROOT = Path(__file__).parent.parent
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
LISTS = ROOT / "corpus_tools" / "lexicon"
TEXTS = [*READMES, *sorted((ROOT / "docs").glob("*.md")), LISTS / "README.md"]
CODE = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "corpus_tools").rglob("*.py"))
SPOKEN_OF = re.compile(r"(?:run\.py|Makefile|(?:corpus_tools|docs|tests|benchmarks|notebooks|seeds)/[\w./-]*)")


def ids(paths):
    return [path.relative_to(ROOT).as_posix() for path in paths]


def blocks(path: Path) -> list[str]:
    return re.findall(r"^```python\n(.*?)^```", path.read_text(encoding="utf-8"), re.M | re.S)


def test_the_python_of_the_readme_runs_as_written(monkeypatch):
    monkeypatch.chdir(ROOT)
    names: dict = {}
    for code in blocks(ROOT / "README.md"):
        exec(code, names)  # noqa: S102
    assert names["report"].organ and len(names["corpus"].reports) == 5


def test_the_python_of_the_tour_runs_as_written(tmp_path, monkeypatch):
    (tmp_path / "seeds").mkdir()
    for path in (ROOT / "seeds").glob("*.txt"):
        (tmp_path / "seeds" / path.name).write_bytes(path.read_bytes())
    monkeypatch.chdir(tmp_path)
    names: dict = {}
    for code in blocks(ROOT / "docs" / "tour.md"):
        exec(code, names)  # noqa: S102
    assert (tmp_path / "新词.tsv").is_file() and [row.kind for row in names["new_against"](names["old"], names["new"])]


@pytest.mark.parametrize("path", TEXTS, ids=ids(TEXTS))
def test_every_link_leads_to_a_file(path):
    targets = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
    assert [t for t in targets if "://" not in t and not (path.parent / unquote(t)).exists()] == []


@pytest.mark.parametrize("path", TEXTS, ids=ids(TEXTS))
def test_every_path_that_is_named_exists(path):
    quoted = re.findall(r"`([^`\n]+)`", path.read_text(encoding="utf-8"))
    named = {q for q in quoted if SPOKEN_OF.fullmatch(q)}
    assert sorted(q for q in named if not (ROOT / q).exists()) == []


@pytest.mark.parametrize("path", TEXTS, ids=ids(TEXTS))
def test_every_module_that_is_run_exists(path):
    said = re.findall(r"python3? -m (benchmarks\.\w+|corpus_tools)\b", path.read_text(encoding="utf-8"))
    places = [ROOT / name.replace(".", "/") for name in said]
    assert [p for p in places if not (p.with_suffix(".py").is_file() or (p / "__main__.py").is_file())] == []


def test_every_module_and_constant_of_the_methods_exists():
    quoted = set(re.findall(r"`([^`\n]+)`", (ROOT / "docs" / "methods.md").read_text(encoding="utf-8")))
    named = [m.groups() for q in quoted if (m := re.fullmatch(r"([a-z_]+(?:/[a-z_]+)?)\.(_?[A-Za-z_]+)", q))]
    for module, name in [(m, n) for m, n in named if n not in {"txt", "md", "py"}]:
        assert hasattr(import_module(f"corpus_tools.{module.replace('/', '.')}"), name), f"{module}.{name}"
    modules = [q for q in quoted if re.fullmatch(r"[a-z_]+/[a-z_]*", q) and not (ROOT / q).exists()]
    assert [m for m in modules if not any((ROOT / "corpus_tools" / f"{m}{end}").exists() for end in ("", ".py"))] == []


def test_every_constant_that_is_listed_behind_its_module_exists():
    text = (ROOT / "docs" / "methods.md").read_text(encoding="utf-8").replace("\n", " ")
    for module, names in re.findall(r"`([a-z_]+(?:/[a-z_]+)?)`: ((?:(?!`[a-z]|\*\*).)*)", text):
        owner = import_module(f"corpus_tools.{module.replace('/', '.')}")
        assert [n for n in re.findall(r"`(_?[A-Z][A-Z_]+)`", names) if not hasattr(owner, n)] == [], module


def test_the_table_of_places_names_every_folder():
    table = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Where things are")[2].partition("\n## ")[0]
    ours = [p for p in (ROOT / "corpus_tools").iterdir() if p.is_dir() and p.name != "__pycache__"]
    assert sorted(p.name for p in ours if f"`corpus_tools/{p.name}/`" not in table) == []


@pytest.mark.parametrize("path", READMES, ids=ids(READMES))
def test_the_readmes_name_every_notebook(path):
    text = path.read_text(encoding="utf-8")
    assert [p.stem for p in (ROOT / "notebooks").glob("0*.ipynb") if f"`{p.stem}`" not in text] == []


@pytest.mark.parametrize("path", READMES, ids=ids(READMES))
def test_the_readmes_show_every_page_in_small_pictures(path):
    shown = re.findall(r"docs/pictures/([\w.]+)", path.read_text(encoding="utf-8"))
    pages = [p.stem for p in (ROOT / "notebooks").glob("0[1-9]*.ipynb")]
    assert {f"{name}.png" for name in [*pages, "index", "reader", "telephone"]} <= set(shown)
    sizes = [p.stat().st_size for p in (ROOT / "docs" / "pictures").iterdir()]
    assert max(sizes) < 150_000 and sum(sizes) < 1_200_000


def test_the_readme_gives_a_reason_for_every_dependency():
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    wanted = {re.split("[>=<]", line)[0] for line in lines if line.strip() and not line.startswith("#")}
    table = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Dependencies")[2].partition("\n## ")[0]
    reasons = re.findall(r"^\| ([\w, -]+) \|", table, re.M)
    assert {name.strip() for cell in reasons for name in cell.split(",")} - {"package", "---"} == wanted


def examples() -> dict[str, str]:
    """Each word list of the table, and the entry it shows."""
    text = (LISTS / "README.md").read_text(encoding="utf-8")
    return dict(re.findall(r"^\| `(\w+)\.txt` \| .*? \| (.*?) \|", text, re.M))


def test_the_table_of_word_lists_has_every_list_and_no_other():
    assert sorted(examples()) == sorted(path.stem for path in LISTS.glob("*.txt"))


@pytest.mark.parametrize("name", sorted(path.stem for path in LISTS.glob("*.txt")))
def test_a_word_list_says_what_it_is_has_no_doubles_and_what_the_table_shows_and_is_read(name):
    text = (LISTS / f"{name}.txt").read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert [entry for entry, n in Counter(lexicon_rows(name)).items() if n > 1] == []
    assert examples()[name].strip("`").partition(" …")[0].rpartition("⇥")[2] in text
    assert re.search(rf'["/]{name}(\.txt)?"', CODE)

"""What is worked out of a report is worked out once: by one process, kept, and the same whoever asks and when."""

import os
import subprocess
import sys
from collections import Counter
from dataclasses import fields, replace
from pathlib import Path
from typing import NamedTuple

import pytest

from corpus_tools import keywords as keywords_module
from corpus_tools import memory
from corpus_tools.__main__ import main
from corpus_tools.choosing.digest import _pool
from corpus_tools.compare import substance
from corpus_tools.corpus import read_corpus
from corpus_tools.indicators import indicators
from corpus_tools.keywords import keywords
from corpus_tools.memory import remembered
from corpus_tools.report import Report
from corpus_tools.ritual import rituals
from corpus_tools.store import VARIABLE, Store
from corpus_tools.summarize import summarize, summarize_sections
from corpus_tools.wording.counts import nouns, word_counts

SEEDS = Path(__file__).parent.parent / "seeds"
BODY = "{year}年，围绕产业发展开展调研{n}次，提出意见建议50余条，得到主要领导的肯定性批示，转化为政策措施8项。"
CALLS: list[tuple] = []


class Row(NamedTuple):
    """Something found in a report."""

    term: str
    value: float | int | tuple
    places: tuple[int, ...]


@remembered
def found(report: Report | str, n: int = 2, *, terms: frozenset[str] = frozenset()) -> list[Row]:
    """Something to remember, which notes that it was called."""
    CALLS.append((report, n, terms))
    return [Row("提案", 775, (1, 2)), Row("增长", 8.1, ()), Row("比例", (3.6, 48), (0,))][:n]


@remembered
def other(report: Report) -> list[Row]:
    """Something else of the same report."""
    CALLS.append((report,))
    return []


@pytest.fixture
def store(tmp_path, monkeypatch):
    """A store of its own."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    CALLS.clear()
    return tmp_path / "cache"


@pytest.fixture(scope="module")
def report():
    return read_corpus(SEEDS).reports[0]


def write(folder: Path, *numbers: int) -> Path:
    folder.mkdir(exist_ok=True)
    for n in numbers:
        text = f"工作报告{n}\n" + (BODY.format(year=2020 + n, n=n * 111) + "\n") * 3
        (folder / f"{n}.txt").write_text(text, encoding="utf-8")
    return folder


def entries(store: Path) -> list[Path]:
    return sorted(p for p in store.rglob("*") if p.is_file() and p.parent.name != "matplotlib")  # its list of fonts


def test_it_is_worked_out_once_and_comes_back_as_it_was(store, report):
    first = found(report, 3)
    assert found(report, n=3) == first == found.__wrapped__(report, 3)
    assert [type(row.value) for row in found(report, 3)] == [int, float, tuple]
    assert len(CALLS) == 2  # one of them the function itself


def test_what_comes_back_belongs_to_who_asked(store, report):
    found(report).clear()
    assert len(found(report)) == 2


def test_another_parameter_function_or_version_is_another_result(store, report, monkeypatch):
    asked = [lambda: found(report), lambda: found(report, 1), lambda: other(report),
             lambda: found(report, terms=frozenset("甲乙"))]  # fmt: skip
    for ask in (*asked, *asked, lambda: found(report, 2, terms=frozenset("乙甲"))):
        ask()
    assert len(CALLS) == 4
    monkeypatch.setattr(memory, "code_version", lambda: "another")
    for ask in asked:
        ask()
    assert len(CALLS) == 8


def test_all_that_a_report_says_counts_and_its_place_on_the_disk_does_not(store, report):
    found(report)
    found(replace(report, path="/elsewhere/x.txt"))
    assert len(CALLS) == 1
    values = {
        "year": 1,
        "sections": report.sections[1:],
        "headings": (),
        "removed": (),
        "place": (),
        "authors": ("甲",),
    }
    values |= {"glossary": {"河长制": "a"}, "evidence": {"title": "b"}, "notes": ("c",)}
    changed = [replace(report, **{f.name: values.get(f.name, "别的")}) for f in fields(Report) if f.name != "path"]
    for one in changed:
        found(one)
    assert len(CALLS) == len(changed) + 1


def test_a_text_and_a_report_without_a_store_are_worked_out_each_time(store, report, monkeypatch):
    found("一段文字"), found("一段文字")
    monkeypatch.setenv(VARIABLE, "off")
    found(report), found(report)
    assert len(CALLS) == 4 and not store.exists()


def test_an_error_is_not_remembered(store, report):
    for _ in range(2):
        with pytest.raises(ValueError, match="max_chars is 0"):
            summarize(report, 0)
    assert entries(store) == []


def test_an_entry_that_is_whole_but_of_another_kind_is_not_believed(store, report):
    first = found(report)
    (entry,) = entries(store)
    for value in (b"rubbish", memory.packed({"a": 1}), memory.packed([[1, 2]]), memory.packed([5])):
        Store(store).put(entry.parent.name + entry.name, value)
        assert found(report) == first


REAL = {
    "keywords": lambda r: keywords([r], n=80, terms=["协商"])[0],
    "summaries": lambda r: [summarize(r, 300), summarize(r, 200, "养老"), summarize_sections(r, 2)],
    "indicators": indicators,
    "ritual": rituals,
    "substance": lambda r: substance(r, frozenset({"重庆"})),
    "words": lambda r: [word_counts(r), nouns(r)],
    "lines": _pool,
}


def same(one: object, two: object) -> bool:
    """Whether two values are equal and of the same plain types, all the way down."""
    if type(one) is not type(two) or type(one).__module__ == "numpy":
        return False
    if isinstance(one, dict):
        return list(one) == list(two) and all(map(same, one.values(), two.values()))
    if isinstance(one, list | tuple):
        return len(one) == len(two) and all(map(same, one, two))
    return one == two


@pytest.mark.parametrize("work", REAL.values(), ids=REAL)
def test_what_is_found_is_the_same_without_a_store_at_first_and_later(store, work, monkeypatch):
    for one in read_corpus(SEEDS).reports:
        first, later = work(one), work(one)
        with monkeypatch.context() as without:
            without.setenv(VARIABLE, "off")
            assert same(work(one), first) and same(first, later)


def test_of_processes_that_ask_at_once_one_works_and_the_others_wait(store, tmp_path):
    code = (
        "import sys, time, os\n"
        "from corpus_tools.corpus import read_corpus\n"
        "from corpus_tools.memory import remembered\n"
        "from corpus_tools.report import Report\n"
        "@remembered\n"
        "def slow(report: Report) -> list[str]:\n"
        "    time.sleep(.3); open(sys.argv[2], 'a').write(report.name + '\\n'); return [report.name] * 3\n"
        "reports = read_corpus(sys.argv[1]).reports\n"
        "print('ready', flush=True); sys.stdin.readline()\n"
        "assert [slow(r) for r in reports] == [[r.name] * 3 for r in reports]\n"
    )
    folder, noted = write(tmp_path / "reports", 1, 2, 3), tmp_path / "noted"
    words = [sys.executable, "-c", code, str(folder), str(noted)]
    pipe = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    runs = [subprocess.Popen(words, cwd=SEEDS.parent, env={**os.environ, VARIABLE: str(store)}, **pipe) for _ in "abc"]
    for run in runs:
        run.stdout.readline()
    for run in runs:
        run.stdin.write(b"go\n")
        run.stdin.flush()
    for run in runs:
        run.communicate(timeout=60)
    assert [run.returncode for run in runs] == [0, 0, 0]
    assert Counter(noted.read_text().split()) == ({"1": 1, "2": 1, "3": 1} if os.name == "posix" else Counter())
    assert not list(store.rglob("*.lock"))


def test_who_was_stopped_is_not_waited_for_for_ever(store, report, monkeypatch):
    fcntl = pytest.importorskip("fcntl")
    found(report)
    (entry,) = entries(store)
    entry.unlink()
    monkeypatch.setattr("corpus_tools.store.PATIENCE", 0.05)
    with entry.with_suffix(".lock").open("wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert len(found(report)) == 2
    assert len(CALLS) == 2 and entries(store) == [entry]


@pytest.fixture
def put(monkeypatch):
    """How often each key of a store was written."""
    written, put = Counter(), Store.put

    def noting(self, key, value):
        written[key] += 1
        put(self, key, value)

    monkeypatch.setattr(Store, "put", noting)
    return written


def test_a_run_with_one_new_report_works_out_that_report_once_and_no_other(store, tmp_path, put, monkeypatch, capsys):
    ranked, scored = [], keywords_module.scored
    monkeypatch.setattr(keywords_module, "scored", lambda *given: ranked.append(given) or scored(*given))
    folder, words = write(tmp_path / "reports", 1, 2, 3), ["--out", str(tmp_path / "out")]
    assert main(["tables", str(folder), *words]) == 0
    once = set(put)
    assert set(put.values()) == {1} and len(ranked) == 3 and len(once) % 3 == 0
    before = (tmp_path / "out" / "tables.xlsx").read_bytes()
    assert main(["tables", str(folder), *words]) == 0
    assert set(put) == once and len(ranked) == 3 and (tmp_path / "out" / "tables.xlsx").read_bytes() == before
    write(folder, 4)
    assert main(["tables", str(folder), *words]) == 0
    assert set(put.values()) == {1} and len(ranked) == 4 and len(put) == len(once) // 3 * 4


def test_the_notebooks_of_a_run_share_what_they_work_out(store, tmp_path, capsys):
    folder = write(tmp_path / "reports", 1, 2)
    words = ["--out", str(tmp_path / "out"), "--only", "04_summaries", "--only", "05_indicators"]
    assert main(["pages", str(folder), *words]) == 0
    kept = {path: path.stat().st_ino for path in entries(store)}  # a file that is written anew is another
    write(folder, 3)
    assert main(["pages", str(folder), *words]) == 0
    after = {path: path.stat().st_ino for path in entries(store)}
    assert kept.items() < after.items() and len(after) <= len(kept) // 2 * 3


@pytest.mark.parametrize(
    "command, work", [("pages", "pages.make_pages"), ("tables", "publishing.data_files.write_tables")]
)
def test_without_a_cache_a_run_has_one_for_as_long_as_it_works(tmp_path, monkeypatch, capsys, command, work):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setenv(VARIABLE, str(tmp_path / "not asked for"))
    seen = []
    monkeypatch.setattr(f"corpus_tools.{work}", lambda *_: seen.append(os.environ[VARIABLE]) or [])
    assert not main([command, str(SEEDS), "--no-cache", "--out", str(tmp_path / "out")])
    assert Path(seen[0]).parent == tmp_path and not Path(seen[0]).exists()
    assert os.environ[VARIABLE] == str(tmp_path / "not asked for") and not (tmp_path / "not asked for").exists()

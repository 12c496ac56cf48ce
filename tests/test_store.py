"""What was read is kept by content: private, checked, bounded; an unchanged file is not read again."""

import json
import os
import subprocess
import sys
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from corpus_tools import corpus as corpus_module
from corpus_tools import store as store_module
from corpus_tools.__main__ import main
from corpus_tools.corpus import read_corpus
from corpus_tools.packing import packed, unpacked
from corpus_tools.report import Report
from corpus_tools.store import VARIABLE, Store, code_version, default_folder, digest, opened

SEEDS = Path(__file__).parent.parent / "seeds"
BODY = "{year}年，围绕产业发展开展调研{n}次，提出意见建议50余条，得到主要领导的肯定性批示，转化为政策措施8项。"
needs_owners = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="this system knows no owners of this kind")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder of three reports, and a cache of its own."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    inside = tmp_path / "reports"
    inside.mkdir()
    for n in (1, 2, 3):
        (inside / f"{n}.txt").write_text(f"工作报告{n}\n" + BODY.format(year=2020 + n, n=n * 111) * 3, encoding="utf-8")
    return inside


@pytest.fixture
def parses(monkeypatch):
    """The paths that are parsed, as they are."""
    seen, parse = [], corpus_module.parse

    def noting(text, path, name):
        seen.append(Path(path).name)
        return parse(text, path, name)

    monkeypatch.setattr(corpus_module, "parse", noting)
    return seen


def entries(folder: Path) -> list[Path]:
    return sorted(p for p in (folder.parent / "cache").rglob("*") if p.is_file())


def test_a_file_that_did_not_change_is_not_read_again(folder, parses):
    first = read_corpus(folder)
    assert sorted(parses) == ["1.txt", "2.txt", "3.txt"]
    assert read_corpus(folder) == first
    assert len(parses) == 3


def test_only_the_file_that_changed_or_came_is_read_again(folder, parses):
    read_corpus(folder)
    parses.clear()
    (folder / "2.txt").write_text("工作报告2\n" + BODY.format(year=2022, n=999) * 3, encoding="utf-8")
    (folder / "4.txt").write_text("工作报告4\n" + BODY.format(year=2024, n=444) * 3, encoding="utf-8")
    found = read_corpus(folder)
    assert sorted(parses) == ["2.txt", "4.txt"]
    assert any("999" in s.text for r in found.reports for s in r.sentences)


def test_a_moved_folder_is_not_read_again_and_its_reports_know_their_new_path(folder, parses):
    read_corpus(folder)
    moved = folder.rename(folder.with_name("moved"))
    assert {r.path for r in read_corpus(moved).reports} == {str(p) for p in moved.iterdir()}
    assert len(parses) == 3


def test_another_name_is_another_entry(folder, parses):
    read_corpus(folder)
    (folder / "1.txt").rename(folder / "2021年工作.txt")
    assert {s.report for r in read_corpus(folder).reports for s in r.sentences} == {"2021年工作", "2", "3"}
    assert len(parses) == 4


def test_another_version_of_the_code_reads_everything_again(folder, parses, monkeypatch):
    read_corpus(folder)
    monkeypatch.setattr(corpus_module, "code_version", lambda: "another")
    read_corpus(folder)
    assert len(parses) == 6


def test_the_version_changes_with_a_word_list_and_with_a_module(tmp_path, monkeypatch):
    (tmp_path / "lexicon").mkdir()
    words, code = tmp_path / "lexicon" / "terms.txt", tmp_path / "parse.py"
    versions = set()
    monkeypatch.setattr(store_module, "files", lambda name: tmp_path)
    for word, line in [("提案", "a = 1"), ("调研", "a = 1"), ("调研", "a = 2")]:
        words.write_text(word, encoding="utf-8")
        code.write_text(line, encoding="utf-8")
        versions.add(code_version.__wrapped__())
    assert len(versions) == 3


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-7],
        lambda data: data[:20],
        lambda data: b"",
        lambda data: data[:100] + bytes([data[100] ^ 1]) + data[101:],
        lambda data: b"0" * 64 + data[64:],
    ],
    ids=["cut", "cut in the digest", "empty", "a bit turned", "another digest"],
)
def test_a_damaged_entry_is_worked_out_anew_and_mended(folder, parses, damage):
    first = read_corpus(folder)
    for path in entries(folder):
        path.write_bytes(damage(path.read_bytes()))
    assert read_corpus(folder) == first
    assert len(parses) == 6
    assert read_corpus(folder) == first
    assert len(parses) == 6


def test_the_entry_of_another_file_is_not_taken(folder, parses):
    first = read_corpus(folder)
    one, other, *_ = entries(folder)
    one.write_bytes(other.read_bytes())
    assert read_corpus(folder) == first
    assert len(parses) == 4


@pytest.mark.parametrize("value", [b"", b"rubbish", zlib.compress(b"[" * 100_000), zlib.compress(b"[[1, 2]]"),
                                   zlib.compress(b'{"a": 1}'), zlib.compress(b"\xff\xfe")])  # fmt: skip
def test_an_entry_that_is_whole_but_holds_no_reports_is_not_believed(folder, parses, value):
    first, store = read_corpus(folder), opened()
    for path in entries(folder):
        store.put(path.parent.name + path.name, value)
    assert read_corpus(folder) == first
    assert len(parses) == 6


def test_a_file_with_parts_that_could_not_be_read_is_tried_again(folder, parses):
    with zipfile.ZipFile(folder / "all.zip", "w") as archive:
        archive.write(folder / "1.txt", "x.txt")
        archive.writestr("broken.pdf", b"%PDF-1.4 nothing")
    read_corpus([folder / "all.zip"])
    read_corpus([folder / "all.zip"])
    assert parses == ["all.zip"] * 2


def test_reports_come_out_as_they_went_in():
    reports = list(read_corpus(SEEDS).reports)
    assert unpacked(packed(reports), list[Report]) == reports
    strange = replace(reports[0], title="<b>\ud800", year=None, glossary={"河长制": "a\nb"}, sections=(), notes=("\0",))
    assert unpacked(packed([strange]), list[Report]) == [strange]
    assert all(type(s) is type(reports[0].sentences[0]) for s in unpacked(packed(reports), list[Report])[0].sentences)


def test_two_processes_may_write_the_same_store_at_once(tmp_path):
    code = (
        "import sys; from corpus_tools.store import Store, digest; s = Store(sys.argv[1])\n"
        "for i in range(300):\n"
        "    k = digest(str(i % 20)); s.put(k, k.encode() * 500)\n"
        "    v = s.get(digest(str((i * 7) % 20))); assert v is None or v == digest(str((i * 7) % 20)).encode() * 500\n"
    )
    root = str(Path(__file__).parent.parent)
    runs = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "c")], cwd=root) for _ in range(3)]
    assert [run.wait(60) for run in runs] == [0, 0, 0]
    store = Store(tmp_path / "c")
    assert all(store.get(digest(str(i))) == digest(str(i)).encode() * 500 for i in range(20))
    assert not list((tmp_path / "c").rglob(".*"))


def test_the_entries_not_used_for_longest_go_when_the_store_is_full(tmp_path):
    store = Store(tmp_path / "c", largest=100_000)
    keys = [digest(str(i)) for i in range(40)]
    for i, key in enumerate(keys):
        store.put(key, bytes(5000))
        os.utime(store._path(key), (i, i))
        assert store.get(keys[0])  # used again and again: it stays
    sizes = [p.stat().st_size for p in (tmp_path / "c").rglob("*") if p.is_file()]
    assert 50_000 < sum(sizes) <= 107_000
    assert store.get(keys[-1]) and store.get(keys[0]) and store.get(keys[1]) is None


def test_a_store_that_cannot_be_written_to_keeps_nothing_and_says_nothing(tmp_path):
    store = Store(tmp_path / "c")
    key = digest("a")
    (tmp_path / "c" / key[:2]).write_text("a file where a folder is wanted")
    store.put(key, b"value")
    assert store.get(key) is None


def test_nothing_half_written_is_left_when_writing_fails(tmp_path, monkeypatch):
    store, key = Store(tmp_path / "c"), digest("a")

    def full(self, target):
        raise OSError("no space left on device")

    monkeypatch.setattr(Path, "replace", full)
    store.put(key, b"value")
    assert store.get(key) is None and not [p for p in (tmp_path / "c").rglob("*") if p.is_file()]


@needs_owners
def test_the_folder_is_closed_to_others(tmp_path):
    Store(tmp_path / "a" / "c").put(digest("a"), b"value")
    assert {p.stat().st_mode & 0o077 for p in (tmp_path / "a" / "c", *(tmp_path / "a" / "c").rglob("*"))} == {0}


@needs_owners
def test_a_folder_that_others_may_write_to_is_refused(tmp_path, capsys):
    (tmp_path / "open").mkdir()
    (tmp_path / "open").chmod(0o777)
    with pytest.raises(PermissionError, match="open to other users; chmod 700"):
        Store(tmp_path / "open")
    assert main(["parse", str(SEEDS), "--cache", str(tmp_path / "open"), "--out", str(tmp_path / "out")]) == 1
    assert "--no-cache" in capsys.readouterr().err


@needs_owners
def test_the_folder_of_another_user_is_refused(tmp_path, monkeypatch):
    Store(tmp_path / "c")
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    with pytest.raises(PermissionError, match="belongs to another user"):
        Store(tmp_path / "c")


def test_a_link_to_a_folder_is_refused(tmp_path):
    (tmp_path / "real").mkdir(mode=0o700)
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with pytest.raises(NotADirectoryError):
        Store(tmp_path / "link")


def test_the_users_own_folder_is_done_without_when_it_cannot_be_used(tmp_path, monkeypatch):
    (tmp_path / "work-reports").write_text("in the way")
    monkeypatch.setenv(VARIABLE, "")
    monkeypatch.setattr(store_module, "default_folder", lambda: tmp_path / "work-reports")
    assert opened() is None
    assert len(read_corpus(SEEDS).reports) == 5


@pytest.mark.parametrize(
    ("system", "variables", "expected"),
    [
        ("linux", {"XDG_CACHE_HOME": "/x"}, "/x/work-reports"),
        ("linux", {"XDG_CACHE_HOME": "relative"}, "/home/u/.cache/work-reports"),
        ("darwin", {}, "/home/u/Library/Caches/work-reports"),
        ("win32", {"LOCALAPPDATA": "/L"}, "/L/work-reports/cache"),
        ("win32", {"LOCALAPPDATA": ""}, "/home/u/AppData/Local/work-reports/cache"),
    ],
)
def test_where_the_cache_of_a_user_lies(system, variables, expected, monkeypatch):
    monkeypatch.setattr(store_module.sys, "platform", system)
    monkeypatch.setattr(Path, "home", lambda: Path("/home/u"))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert default_folder() == Path(expected)


def test_the_command_line_uses_the_cache_it_is_told_to_and_leaves_the_environment(folder, tmp_path, capsys, parses):
    words = ["parse", str(folder), "--out", str(tmp_path / "out")]
    before = os.environ[VARIABLE]
    assert main([*words, "--cache", str(tmp_path / "mine")]) == 0
    assert len(list((tmp_path / "mine").rglob("*"))) > 3 and not (tmp_path / "cache").exists()
    assert main([*words, "--no-cache"]) == 0
    assert len(parses) == 6 and os.environ[VARIABLE] == before


def test_a_field_more_or_less_is_no_report():
    rows = json.loads(zlib.decompress(packed(list(read_corpus(SEEDS).reports[:1]))))
    for changed in ([rows[0][:-1]], [[*rows[0], 1]], [[None] * len(rows[0])]):
        with pytest.raises(ValueError, match=r"no list.*Report.* in these bytes"):
            unpacked(zlib.compress(json.dumps(changed).encode()), list[Report])

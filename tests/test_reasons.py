"""What is said to a user: every message of the readers and of the command line has its Chinese, what differs in it."""

import ast
import builtins
import re
from collections.abc import Collection, Iterable
from pathlib import Path

import pytest

import corpus_tools
from corpus_tools.corpus import Corpus, Skipped, read_corpus
from corpus_tools.publishing.terminal import tell_skipped
from corpus_tools.reading.reasons import in_both, in_chinese
from corpus_tools.views import corpus as views

ROOT = Path(corpus_tools.__file__).parent
READERS = [*ROOT.glob("reading/*.py"), ROOT / "files.py", ROOT / "parse.py"]
MODULES = ("__main__.py", "pages.py", "store.py", "grouping/guided.py")
SPEAKERS = [*ROOT.glob("publishing/*.py"), *ROOT.glob("scaling/*.py"), *(ROOT / name for name in MODULES)]
ERRORS = {name for name in dir(builtins) if name.endswith("Error")} | {"usage_error", "tell", "complain"}


def words(node: ast.AST, names: dict[str, str]) -> str:
    """A message as it is written, 7 for what differs."""
    if isinstance(node, ast.JoinedStr):
        return "".join(words(value, names) for value in node.values)
    if isinstance(node, ast.FormattedValue):
        return names.get(getattr(node.value, "id", ""), "7")
    return node.value if isinstance(node, ast.Constant) else "7"


def constants(tree: ast.Module) -> dict[str, str]:
    """The texts that a module gives a name."""
    given = [node for node in tree.body if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)]
    return {node.targets[0].id: str(node.value.value) for node in given}


def messages(paths: Iterable[Path], names: Collection[str]) -> list[str]:
    """What is said with a remedy where functions of these names are called."""
    found = []
    for tree in (ast.parse(path.read_text(encoding="utf-8")) for path in paths):
        calls = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and getattr(n.func, "id", "") in names]
        found += [words(call.args[0], constants(tree)) for call in calls if call.args]
    return sorted({text for text in found if "; " in text})


READ = [text.removeprefix("7: ") for text in messages(READERS, {"ValueError"})]
SAID = messages(SPEAKERS, ERRORS)


@pytest.mark.parametrize("message", READ)
def test_every_reason_and_remedy_has_its_chinese(message):
    parts = in_chinese(message).split("；")
    assert all(any("\u4e00" <= c <= "\u9fff" for c in part) or part == "7" for part in parts), parts


@pytest.mark.parametrize("message", SAID)
def test_all_that_the_command_line_says_is_said_in_chinese_too(message):
    parts = [in_chinese(part) for part in message.split("; ")]
    told = [part for part in parts if any(c.isalpha() for c in part)]
    assert all(any("\u4e00" <= c <= "\u9fff" for c in part) for part in told), parts
    assert in_both(message) == f"{message}（{'；'.join(told)}）"


def test_there_are_messages_to_check():
    assert len(READ) > 30 and len(SAID) > 20


def test_what_differs_stands_in_its_place_and_what_is_unknown_as_it_was():
    assert in_chinese("larger than 200 MB; split it") == "超过200兆字节；拆成几个文件"
    assert in_chinese("9 pages, and not 1 to 2000; split it") == "有9页，而不是1至2000页；拆成几个文件"
    assert in_chinese("LookupError: 7") == "LookupError: 7"


@pytest.mark.parametrize("gap", ["", "7", "甲: (", "the path", " failed: ", " MB", " (x) (y shows the cell)", "a\nb"])
def test_gaps_are_found_as_a_regular_expression_finds_them(gap):
    lines = (ROOT / "lexicon" / "reasons.txt").read_text(encoding="utf-8").splitlines()
    rows = sorted((line.split("\t") for line in lines if "\t" in line), key=lambda row: row[0].count("…"))
    patterns = [(re.escape(english).replace("…", "(.*?)"), chinese) for english, chinese in rows]
    for text in (part for english, _ in rows for part in english.replace("…", gap).split("; ")):
        found = ((re.fullmatch(pattern, text), chinese.split("…")) for pattern, chinese in patterns)
        match, words = next((pair for pair in found if pair[0]), (None, [text]))
        gaps = [*match.groups(), ""][: len(words) - 1] if match else []
        assert in_chinese(text) == "".join(map("".join, zip(words, [*gaps, ""], strict=True)))


def test_a_message_that_almost_fits_many_times_over_is_looked_at_once():
    text = ": cell  failed:  (" * 20_000
    assert in_both(text) == text
    assert in_both(f"{text} shows the cell)").endswith("格出错）")


@pytest.mark.parametrize(
    ("reason", "chinese"),
    [("foo; bar", "跳过"), ("a picture; bar", "跳过：这是图片"), ("a picture; remove it", "跳过：这是图片；删掉它")],
)
def test_what_the_list_lacks_is_not_repeated_as_chinese(reason, chinese, capsys):
    tell_skipped("a", reason)
    assert capsys.readouterr().err == f"skipped: a: {reason}（{chinese}）\n"


def test_the_page_gives_the_reason_in_both_languages_and_the_path_once(tmp_path):
    (tmp_path / "空.txt").write_bytes(b"")
    (tmp_path / "音.mp3").write_bytes(b"")
    (tmp_path / "断.txt").symlink_to("nowhere")
    corpus = read_corpus(tmp_path)
    assert [str(tmp_path) in row.reason for row in corpus.skipped] == [False] * 3
    assert any(in_chinese(row.reason).startswith("不认识.mp3这种文件；") for row in corpus.skipped)
    shown = views.skipped(corpus)
    one = views.skipped(Corpus((), (Skipped(str(tmp_path), ""),)))
    assert shown.count(str(tmp_path)) == 3 * one.count(str(tmp_path))
    assert "文件里没有文字；删掉它" in shown and "no text in this file; remove it" in shown

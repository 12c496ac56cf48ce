"""The command line: what it writes, what it says, and how it ends."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hostile import GOOD, NAME, OTHER, SCRIPT, corpus_in, notebook

from corpus_tools import pages
from corpus_tools.__main__ import PROGRESS, main
from corpus_tools.files import shown
from corpus_tools.output import PART, file_name, sweep, write_whole
from corpus_tools.publishing.data_files import csv_text, dictionary, rows

ROOT = Path(__file__).resolve().parent.parent
FIELDS = ["title", "organ", "place", "year", "published", "source", "kind", "script", "headings", "removed",
          "paragraphs", "indicators"]  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("工作 报告")
    corpus_in(folder / "reports")
    (folder / "good").mkdir()
    (folder / "good" / "cs.txt").write_text(OTHER, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def tables(folder):
    code = main(["tables", str(folder / "reports"), "--out", str(folder / "tables")])
    return code, folder / "tables"


def test_parse_writes_one_json_a_report_named_like_its_file(folder, capsys):
    assert main(["parse", str(folder / "good" / "cs.txt"), "--out", str(folder / "parsed")]) == 0
    made = json.loads((folder / "parsed" / "cs.json").read_text(encoding="utf-8"))
    assert sorted(made) == sorted(FIELDS)
    assert made["headings"][0] == {"text": "一、履职工作", "level": 1}
    assert {"value": 312, "unit": "件"}.items() <= made["indicators"][0].items()
    assert set(made["indicators"][0]) == {
        *("sentence", "value", "unit", "subject", "action", "approx", "change", "period")
    }
    assert set(made["paragraphs"][0]) == {"text", "section"}
    assert capsys.readouterr().out.strip().endswith("cs.json")


def test_parse_writes_a_json_for_each_file_also_where_two_hold_one_report(folder, capsys):
    text = (folder / "good" / "cs.txt").read_text(encoding="utf-8")
    (folder / "good" / "again.txt").write_text(text, encoding="utf-8")
    both = [str(folder / "good" / name) for name in ("cs.txt", "again.txt")]
    assert main(["parse", *both, "--out", str(folder / "each")]) == 0
    assert {Path(line).name for line in capsys.readouterr().out.strip().splitlines()} == {"cs.json", "again.json"}
    (folder / "good" / "again.txt").unlink()


def test_skipped_files_are_named_with_their_reason_and_the_exit_code_is_3(folder, capsys):
    assert main(["parse", str(folder / "reports"), "--out", str(folder / "parsed"), "--json"]) == 3
    out, err = capsys.readouterr()
    [line] = err.splitlines()
    assert line.startswith("skipped: ") and "空" in line
    assert line.endswith("（跳过：文件里没有文字；删掉它，或连同文字重新保存）")
    told = json.loads(out)
    assert len(told["written"]) == 2
    assert "空" in told["skipped"][0]["path"]
    assert (folder / "parsed").joinpath(f"{NAME}.json".replace('"', "”").replace("<", "＜")).exists()


@pytest.mark.skipif(sys.platform != "linux", reason="only there names may hold any bytes")
def test_a_name_of_stray_bytes_is_told_in_the_tables(tmp_path):
    for name, text in [(b"\xff.txt", ""), (b"\xed\xa0\x80.txt", OTHER)]:
        (tmp_path / os.fsdecode(name)).write_text(text, encoding="utf-8")
    assert main(["tables", str(tmp_path), "--out", str(tmp_path.with_name("stray"))]) == 3
    (row,) = csv.DictReader(io.StringIO((tmp_path.with_name("stray") / "skipped.csv").read_text("utf-8-sig")))
    assert row["file"].endswith("?.txt")


def test_hidden_files_are_told_in_one_line_and_are_no_failure(folder, tmp_path, capsys):
    for name in ("a", "b", "c", "d"):
        (tmp_path / f".{name}.txt").write_text(OTHER, encoding="utf-8")
    assert main(["parse", str(folder / "good"), str(tmp_path), "--out", str(folder / "parsed")]) == 0
    (tmp_path / "README.md").write_text("What lies here.", encoding="utf-8")
    assert main(["parse", str(folder / "good"), str(tmp_path), "--out", str(folder / "parsed")]) == 0
    [line] = set(capsys.readouterr().err.splitlines())
    assert line.startswith("not read: 4, because their names start with a dot or describe the folder: ")
    assert ".c.txt, …; rename them" in line and "（有4个文件没有读" in line


def test_a_readme_is_told_only_where_there_is_nothing_else_to_read(folder, tmp_path, capsys):
    (tmp_path / "README.md").write_text(OTHER, encoding="utf-8")
    assert main(["parse", str(tmp_path), "--out", str(folder / "parsed")]) == 1
    assert capsys.readouterr().err.startswith("not read: 1, ")


def test_nothing_to_read_is_exit_code_1_and_one_line(tmp_path, capsys):
    (tmp_path / "a\x1b[31m\nb.txt").write_text("", encoding="utf-8")
    assert main(["parse", str(tmp_path), "--out", "nowhere"]) == 1
    err = capsys.readouterr().err
    assert "\x1b" not in err
    assert "a\\x1b[31m\\nb.txt" in err
    assert err.strip().splitlines()[-1].startswith("corpus_tools: no report could be read")
    assert not Path("nowhere").exists()


@pytest.mark.parametrize("words", [[], ["nonsense"], ["parse"], ["tables"], ["pages", "--nonsense"]])
def test_wrong_use_is_exit_code_2(words, capsys):
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    told = capsys.readouterr().err
    assert "usage:" in told and ("（缺少 " in told or "（不认识 " in told or " 不能是 " in told)


def test_a_path_that_is_not_there_is_wrong_use(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["parse", "不在.txt"])
    assert ended.value.code == 2
    assert "no such file or folder: 不在.txt; check the path" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["parse", ""], 2, "no such file or folder: ; check the path"),
        (["tables", "{file}", "--scheduler", "nonsense"], 2, "--scheduler nonsense is not an address; give one like"),
        (["tables", "{file}", "--cores", "2"], 2, "--cores needs --parquet; add it, or omit --cores（--cores 要同"),
        (["parse", "{file}", "--cache", "{file}"], 1, "is not a folder; name another with --cache, or use --no-cache"),
        (["parse", "{file}", "--cache", "{file}/x"], 1, "cannot be made (Not a directory); name another with --cache"),
    ],
)
def test_what_cannot_be_meant_is_told_with_the_remedy(folder, tmp_path, capsys, words, code, told):
    words = [word.format(file=folder / "good" / "cs.txt") for word in words]
    try:
        ended = main([*words, "--out", str(tmp_path / "out")])
    except SystemExit as refused:
        ended = refused.code
    err = capsys.readouterr().err
    assert ended == code and told in err and "（" in err
    assert not (tmp_path / "out").exists()


def test_an_output_folder_inside_the_input_is_refused(folder, capsys):
    with pytest.raises(SystemExit):
        main(["tables", str(folder / "good"), "--out", str(folder / "good" / "tables")])
    assert "--out" in capsys.readouterr().err
    assert not (folder / "good" / "tables").exists()


def test_an_unexpected_error_is_one_line_and_a_stack_trace_only_with_debug(folder, capsys, monkeypatch):
    monkeypatch.setattr("corpus_tools.publishing.data_files.write_tables", lambda *_: 1 / 0)
    assert main(["tables", str(folder / "good")]) == 1
    told = "corpus_tools: ZeroDivisionError: division by zero (--debug shows where)（程序出错，加 --debug 可看出处）\n"
    assert capsys.readouterr().err == told
    assert main(["tables", str(folder / "good"), "--debug"]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_the_help_has_examples_and_exit_codes():
    environment = {**os.environ, "PYTHONUTF8": "1"}
    words = [sys.executable, "-m", "corpus_tools", "pages", "--help"]
    told = subprocess.run(words, capture_output=True, check=True, encoding="utf-8", env=environment).stdout
    assert "usage: python -m corpus_tools pages" in told
    assert "--only 02_keywords" in told
    assert "exit codes 退出码: 0" in told


def test_the_help_shows_the_words_that_the_user_typed():
    environment = {**os.environ, "PYTHONUTF8": "1", "PROGRAM_AS_TYPED": "python3 run.py"}
    words = [sys.executable, "-m", "corpus_tools", "tables"]
    told = subprocess.run([*words, "--help"], capture_output=True, check=True, encoding="utf-8", env=environment).stdout
    assert "usage: python3 run.py tables" in told
    assert "corpus_tools" not in told
    wrong = subprocess.run([*words, "不在"], capture_output=True, encoding="utf-8", env=environment)
    assert wrong.stderr == "run.py: no such file or folder: 不在; check the path（没有这个文件或文件夹；检查路径）\n"


def test_a_notebook_that_is_not_there_is_refused_before_anything_is_read(folder, capsys, monkeypatch):
    monkeypatch.setattr("corpus_tools.corpus.read_corpus", lambda *_: pytest.fail("a file was read"))
    with pytest.raises(SystemExit) as ended:
        main(["pages", str(folder / "good"), "--only", "99_x", "--out", str(folder / "never")])
    assert ended.value.code == 2
    assert "--only 99_x: no such notebook; there are 01_corpus, 02_keywords" in capsys.readouterr().err
    assert not (folder / "never").exists()


def test_pages_are_made_from_the_command_line(folder, capsys, monkeypatch):
    import nbformat

    (folder / "notebooks").mkdir()
    nbformat.write(GOOD, folder / "notebooks" / "01_good.ipynb")
    monkeypatch.setattr(pages, "NOTEBOOKS", folder / "notebooks")
    out = str(folder / "out")
    assert main(["pages", str(folder / "good"), "--out", out, "--title", f"我的{SCRIPT}", "--json"]) == 0
    told, err = capsys.readouterr()
    assert err == ""  # quiet where there is no terminal
    assert json.loads(told)["pages"][0]["failure"] is None
    assert "我的&lt;script&gt;" in (folder / "out" / "index.html").read_text(encoding="utf-8")


def test_the_seconds_of_the_line_of_progress_go_on_from_reading_to_writing(folder, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(pages, "execute", lambda paths, given, tell, kernels, then: tell("01_good", 1, 9) or [])
    monkeypatch.setattr(PROGRESS, "started", PROGRESS.started - 50_000)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    main(["pages", str(folder / "good"), "--out", str(tmp_path / "out")])
    *lines, last = [line for line in capsys.readouterr().err.split("\r\x1b[K") if line]
    assert last.startswith("open in a browser")
    assert all(doing in "".join(lines) for doing in ("reading", "01_good", "writing"))
    assert all(line.startswith("5") and line[5:7] == " s" for line in lines)


@pytest.mark.skipif(os.name == "nt", reason="no such signals on Windows")
def test_ctrl_c_ends_the_kernels_and_says_nothing(folder, tmp_path):
    import nbformat

    wait = f"import pathlib, time; pathlib.Path({str(tmp_path / 'begun')!r}).touch(); time.sleep(99)"
    slow = notebook("# 慢", 'corpus_dir = ""', wait)
    (tmp_path / "notebooks").mkdir()
    nbformat.write(slow, tmp_path / "notebooks" / "01_slow.ipynb")
    code = (
        "import pathlib, sys; from corpus_tools import pages; from corpus_tools.__main__ import main;"
        "pages.NOTEBOOKS = pathlib.Path(sys.argv[1]); sys.exit(main(['pages', sys.argv[2], '--out', sys.argv[3]]))"
    )
    words = [sys.executable, "-c", code, str(tmp_path / "notebooks"), str(folder / "good"), str(tmp_path / "out")]
    running = subprocess.Popen(words, stderr=subprocess.PIPE, stdout=subprocess.PIPE)
    for _ in range(600):
        if (tmp_path / "begun").exists():
            break
        time.sleep(0.1)
    running.send_signal(signal.SIGINT)
    assert running.communicate(timeout=60) == (b"", b"")
    assert running.returncode == 130
    assert not (tmp_path / "out").exists()


def test_the_tables_are_the_same_rows_in_three_forms(tables):
    code, out = tables
    assert code == 3
    book = openpyxl.load_workbook(out / "tables.xlsx", read_only=True)
    names = [path.stem for path in out.glob("*.csv")]
    assert sorted(book.sheetnames) == sorted(names)
    for name in names:
        assert (out / f"{name}.csv").read_bytes().startswith(b"\xef\xbb\xbf")
        listed = list(csv.reader(io.StringIO((out / f"{name}.csv").read_text(encoding="utf-8-sig"))))
        lines = [json.loads(line) for line in (out / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
        assert len(listed) - 1 == len(lines) == book[name].max_row - 1 or not lines
        assert all(list(line) == listed[0] for line in lines)
    book.close()


def test_the_end_of_tables_says_in_four_lines_what_lies_where(folder, tmp_path, capsys, monkeypatch):
    said = partial(main, ["tables", str(folder / "good"), "--out", str(tmp_path / "数据")])
    assert said() == 0
    lines = capsys.readouterr().out.splitlines()
    named = [name for line in lines for name in line.split("  ")[0].removeprefix(f"{tmp_path / '数据'}/").split(", ")]
    made = {path.name for path in (tmp_path / "数据").iterdir()} - {"topic_numbers.json"}
    assert named == ["tables.xlsx", "*.csv", "*.jsonl", "data_dictionary.csv", "manifest.json"]
    assert {name for name in made if not name.endswith((".csv", ".jsonl"))} == {"tables.xlsx", "manifest.json"}
    assert f"全部 {sum(name.endswith('.csv') for name in made)} 张表" in lines[0]
    with io.TextIOWrapper(io.BytesIO(), encoding="ascii") as terminal:  # one that knows no Chinese
        monkeypatch.setattr(sys, "stdout", terminal)
        assert said() == 0
        terminal.flush()
        assert b"what every column means" in terminal.buffer.getvalue()


def test_indicators_carry_their_address_and_value(tables):
    lines = (tables[1] / "indicators.jsonl").read_text(encoding="utf-8").splitlines()
    first = next(row for row in map(json.loads, lines) if row["report"] == "cs 2")
    assert (first["paragraph"], first["sentence"], first["value"], first["unit"]) == (1, 1, 312, "件")
    assert first["raw"] == "312件"


def test_every_column_is_explained(tables):
    rows_ = list(csv.reader(io.StringIO((tables[1] / "data_dictionary.csv").read_text(encoding="utf-8-sig"))))
    assert all(len(row) == 4 and all(row) for row in rows_)
    source = (ROOT / "corpus_tools" / "templates" / "data_dictionary.tsv").read_text(encoding="utf-8").splitlines()
    told = {tuple(line.split("\t")[:2]) for line in source[1:] if not line.startswith("data_dictionary")}
    columns = {tuple(row[:2]) for row in rows_[1:]}
    assert {(t, c) for t, c in told if t != "*"} <= columns
    assert {c for t, c in told if t == "*"} <= {c for _, c in columns}
    with pytest.raises(KeyError):
        dictionary({"reports": __import__("pandas").DataFrame({"unheard_of": [1]})})


def test_text_that_looks_like_a_formula_stays_text():
    import pandas as pd

    risky = ["=cmd|' /C calc'!A0", "+1", "-x", "-2+3+cmd|' /C calc'!A0", "-5%的降幅", "@a", "\t=1", "\r=1", "＝1+1"]
    frame = pd.DataFrame({"text": [*risky, "-5", "-1,234.5%", "提案"]})
    listed = [row[0] for row in csv.reader(io.StringIO(csv_text(frame), newline=""))][1:]
    assert listed == [*(f"'{text}" for text in risky), "-5", "-1,234.5%", "提案"]
    assert rows(pd.DataFrame({"n": [1.0, None, 2]})) == [[1], [None], [2]]


def test_a_file_is_written_whole_or_not_at_all(tmp_path):
    path = tmp_path / "a" / "b.txt"
    assert write_whole(path, "甲\ud800").read_text(encoding="utf-8") == "甲?"
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match=r"folder: not written .*choose another folder"):
        write_whole(tmp_path / "folder", "x")
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["a", "b.txt", "folder"]
    assert shown("甲\x07") == "甲\\x07"


def test_what_killed_runs_left_half_written_goes_but_not_what_is_being_written_nor_what_is_not_ours(tmp_path):
    old, new, other = (tmp_path / name for name in (f".a{PART}", f"reader/.b{PART}", ".c.part"))
    (tmp_path / "reader").mkdir()
    for path in (old, new, other):
        path.write_text("half", encoding="utf-8")
    for path in (old, other):
        os.utime(path, (1, 1))
    sweep(tmp_path)
    assert [path.exists() for path in (old, new, other)] == [False, True, True]
    sweep(tmp_path / "not there")


@pytest.mark.parametrize("name", ["../../x", "a/b", "工" * 300, "CON", "a\x00b", "甲.", "", 'a"<b>|c', "\ud800"])
def test_a_name_of_a_report_is_never_a_way_out_of_the_folder(name, tmp_path):
    made = file_name(name)
    assert not set(made) & set('/\\:*?"<>|\x00')
    assert len(made.encode()) < 220
    assert write_whole(tmp_path / f"{made}.html", "x").parent == tmp_path
    assert file_name(name) != file_name(name + "x")


def test_an_output_that_is_a_file_is_named_before_any_work(folder, capsys):
    taken = folder / "taken.txt"
    taken.touch()
    assert main(["parse", str(folder / "good" / "cs.txt"), "--out", str(taken)]) == 1
    assert "is a file; choose another folder with --out" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["pages", "tables"])
def test_a_missing_baseline_is_wrong_use_and_an_empty_one_an_error_before_any_work(folder, tmp_path, capsys, command):
    words = [command, str(folder / "good"), "--out", str(tmp_path / "out"), "--baseline"]
    with pytest.raises(SystemExit) as ended:
        main([*words, str(tmp_path / "没有")])
    assert ended.value.code == 2
    assert "没有; check the path" in capsys.readouterr().err
    (tmp_path / "空").mkdir()
    assert main([*words, str(tmp_path / "空")]) == 1
    assert "空: no report could be read there; give earlier reports" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_the_goals_of_a_baseline_of_the_same_file_name_are_judged(tmp_path):
    for year, done, plan in ((2023, "粮食产量38万吨", "粮食产量40万吨"), (2024, "粮食产量41万吨", "修路20公里")):
        (tmp_path / str(year)).mkdir()
        head = f"云溪县人民政府{year}年工作报告\n\n现在，我代表县人民政府报告工作。\n\n"
        text = f"{head}一、{year}年工作回顾\n{done}。\n\n二、{year + 1}年工作安排\n{plan}。\n"
        (tmp_path / str(year) / "report.txt").write_text(text, encoding="utf-8")
    old, new = str(tmp_path / "2023"), str(tmp_path / "2024")
    assert main(["tables", new, "--baseline", old, "--out", str(tmp_path / "t")]) == 0
    goals = pd.read_csv(tmp_path / "t" / "goals.csv")
    assert goals[["verdict", "plan_report", "result_report"]].values.tolist() == [["完成", "2023-report", "report"]]
    plans = pd.read_csv(tmp_path / "t" / "plan_results.csv")
    assert plans["plan_report"].dropna().unique().tolist() == ["2023-report"]
    assert set(pd.read_csv(tmp_path / "t" / "reports.csv")["report"]) == {"report"}


@pytest.mark.parametrize(("earlier", "told"), [("青山县", False), ("云溪县", True)])
def test_a_baseline_of_other_bodies_is_told(tmp_path, capsys, earlier, told):
    for year, place in ((2023, earlier), (2024, "青山县")):
        text = f"{place}人民政府{year}年工作报告\n\n现在，我代表县人民政府报告工作，粮食增产{year - 1985}吨。\n"
        (tmp_path / f"{year}.txt").write_text(text, encoding="utf-8")
    words = [str(tmp_path / "2024.txt"), "--baseline", str(tmp_path / "2023.txt"), "--out", str(tmp_path / "t")]
    assert main(["tables", *words]) == 0
    assert (": of other bodies than INPUT; " in capsys.readouterr().err) is told


def test_what_is_new_against_a_baseline_is_a_table(folder, tmp_path):
    (tmp_path / "old.txt").write_text(OTHER.replace("312", "300"), encoding="utf-8")
    new = OTHER + "\n打造“院坝讲堂”，开通低空航线59条，院坝讲堂开讲。\n"
    (tmp_path / "new.txt").write_text(new, encoding="utf-8")
    words = ["tables", str(tmp_path / "new.txt"), "--baseline", str(tmp_path / "old.txt"), "--out", str(tmp_path / "t")]
    assert main(words) == 0
    told = [json.loads(line) for line in (tmp_path / "t" / "news.jsonl").read_text(encoding="utf-8").splitlines()]
    assert ("提法", "院坝讲堂") in {(row["kind"], row["what"]) for row in told}
    assert all("院坝讲堂" in row["text"] for row in told)


def test_a_report_that_is_input_and_baseline_is_told(tmp_path, capsys):
    for year in (2023, 2024):
        text = f"青山县人民政府{year}年工作报告\n\n现在，我代表县人民政府报告工作，粮食增产{year - 1985}吨。\n"
        (tmp_path / f"{year}.txt").write_text(text, encoding="utf-8")
    earlier, later = (str(tmp_path / f"{year}.txt") for year in (2023, 2024))
    for baseline, told in ((earlier, False), (later, True)):
        assert main(["tables", later, "--baseline", baseline, "--out", str(tmp_path / "t")]) == 0
        assert ("2024.txt: read as INPUT and as --baseline (1 such)" in capsys.readouterr().err) is told

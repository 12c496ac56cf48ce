"""What is too much, locked or not to be had, and other programs that fail: each is named with the remedy."""

import csv
import io
import os
import sys
import time
import zipfile
from types import SimpleNamespace

import numpy as np
import openpyxl
import pypdfium2
import pytest
from hostile import GOOD, OTHER, corpus_in
from matplotlib.figure import Figure
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from corpus_tools import pages
from corpus_tools.__main__ import main
from corpus_tools.files import contents, read
from corpus_tools.publishing import data_files, findings, report_file
from corpus_tools.publishing.execute import Run
from corpus_tools.publishing.export import Frame
from corpus_tools.publishing.terminal import Progress
from corpus_tools.reading import archives, office, printed, worksheets
from corpus_tools.reading.reasons import in_chinese

LINES = [line for line in OTHER.splitlines() if line]


def archive(**members: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name, text in members.items():
            made.writestr(f"{name}.txt", text)
    return file.getvalue()


def locked(data: bytes) -> bytes:
    """The archive with its first member marked as encrypted, in its head and in the list at the end."""
    data = bytearray(data)
    for start, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(start) + at] |= 1
    return bytes(data)


def test_a_member_of_an_archive_that_is_locked_or_too_large_is_named_and_the_others_are_read(tmp_path, monkeypatch):
    (tmp_path / "a.zip").write_bytes(locked(archive(a=OTHER, b=OTHER)))
    found = contents(tmp_path / "a.zip")
    assert [name for name, _ in found.texts] == ["a_b"]
    assert found.skipped == [("a.txt", "locked with a password; pack it again without one")]
    (tmp_path / "c.zip").write_bytes(locked(archive(a=OTHER)))
    with pytest.raises(ValueError, match="no text in this archive") as error:
        contents(tmp_path / "c.zip")
    chinese = in_chinese(str(error.value).split(": ", 1)[1])
    assert chinese == "压缩包里没有可读的文字；第一个文件是a.txt；有密码保护；去掉密码重新打包"
    monkeypatch.setattr(archives, "LARGEST_MEMBER", 1 << 20)
    (tmp_path / "b.zip").write_bytes(archive(a="工" * (1 << 20), b=OTHER))
    assert contents(tmp_path / "b.zip").skipped == [("a.txt", "larger than 1 MB; split it")]


def test_a_name_that_is_no_text_in_any_encoding_stays_as_it_is(tmp_path):
    data = archive(aaaa=OTHER).replace(b"aaaa.txt", b"\x81\xff\x81\xff.txt")
    (tmp_path / "a.zip").write_bytes(data)
    assert [text.lines[0] for _, text in contents(tmp_path / "a.zip").texts] == LINES[:1]


def test_of_a_workbook_the_first_sheet_with_text_is_read_and_an_empty_one_is_named(tmp_path):
    book = openpyxl.Workbook()
    book.save(tmp_path / "empty.xlsx")
    book.create_sheet().append(["正文"])
    book.worksheets[1].append([OTHER])
    book.save(tmp_path / "second.xlsx")
    assert LINES[0] in read(tmp_path / "second.xlsx").lines
    with pytest.raises(ValueError, match="no text in this table; fill it"):
        read(tmp_path / "empty.xlsx")


def test_a_table_with_too_many_rows_or_too_long_a_cell_is_named(tmp_path, monkeypatch):
    (tmp_path / "a.csv").write_text("正文,年\n" + f"{'收到提案三百件' * 9},2022\n" * 6, encoding="utf-8")
    monkeypatch.setattr(worksheets, "ROWS", 5)
    with pytest.raises(ValueError, match="more than 5 rows; split the table"):
        read(tmp_path / "a.csv")
    limit = csv.field_size_limit()  # it is the whole program's
    monkeypatch.setattr(worksheets, "_LONGEST", 20)
    try:
        with pytest.raises(ValueError, match=r"not a table .*; save it again as CSV"):
            read(tmp_path / "a.csv")
    finally:
        csv.field_size_limit(limit)


def test_a_pdf_of_too_many_pages_is_named(tmp_path, monkeypatch):
    document = pypdfium2.PdfDocument.new()
    for _ in range(3):
        document.new_page(200, 200)
    document.save(tmp_path / "a.pdf")
    monkeypatch.setattr(printed, "_PAGES", 2)
    with pytest.raises(ValueError, match="3 pages, and not 1 to 2; split it"):
        read(tmp_path / "a.pdf")
    monkeypatch.setattr(printed, "_PAGES", 9)
    monkeypatch.setattr(printed, "_SCANNED_PAGES", 2)
    with pytest.raises(ValueError, match="3 pages that are pictures; split it into files of 2"):
        read(tmp_path / "a.pdf")


# other programs


@pytest.fixture
def libreoffice(tmp_path, monkeypatch):
    """Puts a program of these lines in the place of LibreOffice."""

    def put(lines: str) -> None:
        (tmp_path / "bin").mkdir()
        (tmp_path / "bin" / "soffice").write_text(f"#!/bin/sh\n{lines}\n")
        (tmp_path / "bin" / "soffice").chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")

    return put


needs_shell = pytest.mark.skipif(os.name == "nt", reason="a program of shell commands")


@needs_shell
def test_what_libreoffice_cannot_read_is_named(tmp_path, libreoffice):
    libreoffice("exit 1")
    (tmp_path / "a.rtf").write_text(r"{\rtf1 a}")
    with pytest.raises(ValueError, match=r"LibreOffice cannot read it; open it .* and save it as \.docx"):
        read(tmp_path / "a.rtf")


@needs_shell
def test_a_libreoffice_that_hangs_is_ended_with_all_it_started(tmp_path, libreoffice, monkeypatch):
    libreoffice(f"(sleep 3; touch {tmp_path / 'alive'}) & sleep 99")
    monkeypatch.setattr(office, "_SECONDS", 0.5)
    (tmp_path / "a.rtf").write_text(r"{\rtf1 a}")
    with pytest.raises(ValueError, match=r"LibreOffice did not finish it in 0.5 s; save it as \.docx or \.txt"):
        read(tmp_path / "a.rtf")
    time.sleep(3)
    assert not (tmp_path / "alive").exists()


@pytest.fixture
def recogniser(monkeypatch):
    """Puts a recogniser that finds these lines, one below the other, in the place of the real one."""

    def put(*lines: str) -> None:
        boxes = [[[100, y], [100 + 20 * len(t), y], [100 + 20 * len(t), y + 20 + n % 2], [100, y + 20 + n % 2]]
                 for n, t in enumerate(lines) for y in [100 + 40 * n]]  # fmt: skip
        found = SimpleNamespace(txts=lines, boxes=np.array(boxes, float))
        monkeypatch.setitem(sys.modules, "rapidocr", SimpleNamespace(RapidOCR=lambda params: lambda picture: found))

    return put


PICTURE = b"\x89PNG\r\n\x1a\n"


def test_what_is_recognised_in_a_picture_is_text_with_a_warning(tmp_path, recogniser):
    recogniser("江北区人民法院工作报告", "全院受理案件7，312件。", "一1一")
    (tmp_path / "a.png").write_bytes(PICTURE)
    text = read(tmp_path / "a.png")
    assert "".join(text.lines) == "江北区人民法院工作报告全院受理案件7,312件。"
    assert text.notes == ("recognised from pictures: check what you quote",)


def test_a_picture_without_text_is_named(tmp_path, recogniser):
    recogniser()
    (tmp_path / "a.png").write_bytes(PICTURE)
    with pytest.raises(ValueError, match="no text could be recognised; scan it again at a higher resolution"):
        read(tmp_path / "a.png")


def test_a_page_of_a_pdf_without_text_is_recognised_if_that_can_be_done(tmp_path, recogniser):
    Figure().savefig(tmp_path / "a.pdf")
    recogniser("江北区人民法院工作报告")
    assert read(tmp_path / "a.pdf").lines == ["江北区人民法院工作报告"]


# our own failures


def test_a_method_that_fails_on_a_report_is_named_and_the_others_are_there(tmp_path, monkeypatch):
    corpus = corpus_in(tmp_path / "reports")
    monkeypatch.setattr(findings, "summarize", lambda report, max_chars: 1 / 0)
    for found in findings.found(corpus.reports):
        assert found.keywords and found.indicators and not found.summary
        assert found.problems == (f"{found.report.path}: summarize: ZeroDivisionError: division by zero",)


def test_a_report_that_cannot_be_written_takes_no_other_along(tmp_path, monkeypatch, capsys):
    corpus_in(tmp_path / "reports")
    right = report_file.write_report

    def write(report, folder):
        if report.year == 2022:
            raise ValueError("no \x1b number")
        return right(report, folder)

    monkeypatch.setattr(report_file, "write_report", write)
    assert main(["parse", str(tmp_path / "reports"), "--out", str(tmp_path / "out")]) == 3
    assert "cs 2.txt: no \\x1b number (--debug shows where)" in capsys.readouterr().err
    assert len(list((tmp_path / "out").iterdir())) == 1
    assert main(["parse", str(tmp_path / "reports"), "--out", str(tmp_path / "out"), "--debug"]) == 1


def test_a_run_without_memory_says_so_in_one_line(tmp_path, monkeypatch, capsys):
    corpus_in(tmp_path / "reports")
    monkeypatch.setattr(data_files, "write_tables", lambda *_: bytes(1 << 62))
    assert main(["tables", str(tmp_path / "reports"), "--out", str(tmp_path / "out")]) == 1
    assert capsys.readouterr().err.splitlines()[-1].startswith("corpus_tools: not enough memory; close other programs")


def test_a_notebook_that_cannot_be_shown_counts_as_failed_and_has_a_page_all_the_same(tmp_path, capsys):
    class Exporter(pages.ReportExporter):
        def from_notebook_node(self, notebook, resources):
            if len(notebook.cells) > 1:
                raise RecursionError("too deep")
            return super().from_notebook_node(notebook, resources)

    run, _ = pages.write_page(Run("01_good", GOOD, None, 1.0), Frame(), tmp_path, Exporter(), debug=True)
    assert run.failure.message == "RecursionError: too deep"
    assert "RecursionError: too deep" in (tmp_path / "01_good.html").read_text(encoding="utf-8")
    assert "Traceback" in capsys.readouterr().err


def test_a_notebook_with_a_picture_that_is_none_counts_as_failed_and_has_a_card_all_the_same(tmp_path):
    broken = new_output("display_data", {"image/png": "bm9uZQ=="})
    notebook = new_notebook(cells=[new_markdown_cell("# 题"), new_code_cell("1", outputs=[broken])])
    run, card = pages.write_page(Run("01_good", notebook, None, 1.0), Frame(), tmp_path, pages.exporter())
    assert run.failure.message.startswith("UnidentifiedImageError")
    assert (card.title, card.picture, card.address) == ("题", "", "01_good.html")


def test_progress_is_one_line_on_a_terminal_and_nothing_elsewhere(monkeypatch, capsys):
    for terminal in (False, True):
        monkeypatch.setattr(sys.stderr, "isatty", lambda terminal=terminal: terminal)
        progress = Progress()
        progress.tell("01_corpus", 2, 9)
        progress.tell("02_keywords", 9, 9)
        progress.end()
        said = capsys.readouterr().err
        assert ("01_corpus 2/9" in said) == terminal
        assert "\n" not in said and "02_keywords" not in said


def test_progress_gives_back_what_it_watches_and_leaves_a_clear_line(monkeypatch, capsys):
    for terminal in (False, True):
        monkeypatch.setattr(sys.stderr, "isatty", lambda terminal=terminal: terminal)
        monkeypatch.setenv("COLUMNS", "30")
        assert list(Progress().each("读文件" + "很" * 99, ["甲", "乙"])) == ["甲", "乙"]
        assert list(Progress().each("分区", iter("甲"))) == ["甲"]
        said = capsys.readouterr().err
        assert ("分区 1\r" in said) == ("读文件" in said) == terminal
        assert said.endswith("\r\x1b[K") == terminal


@pytest.mark.parametrize(("columns", "shown"), [("12", "  0 s  01很"), ("13", "  0 s  01很"), ("14", "  0 s  01很很")])
def test_progress_is_cut_to_the_width_of_the_terminal_where_a_chinese_character_takes_two(
    columns, shown, monkeypatch, capsys
):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", columns)
    Progress().tell("01" + "很" * 99, 1, 2)
    assert capsys.readouterr().err == f"\r\x1b[K{shown}"

"""Facts about reading files: what a file holds decides, and what cannot be read is named with the remedy."""

import json
import os
import random
import socket
import stat
import subprocess
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus_tools.files import contents, folder, is_litter, read, readable
from corpus_tools.reading import archives

REPORT = "某市政协工作报告\n各位委员：现在我报告工作。\n全年征集提案775件。"
XML = '<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:body></w:document>'
ENTITIES = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'


def packed(path, members, **options):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def written(path, data):
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def test_the_lines_of_a_text_come_back_without_their_ends(tmp_path):
    assert read(written(tmp_path / "a.txt", REPORT.replace("\n", "\r\n") + "\r\n")).lines == REPORT.split("\n")


def test_an_archive_that_begins_with_a_pdf_is_an_archive(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.pdf", b"%PDF-1.4 nothing")
        archive.writestr("b.txt", REPORT)
    assert [name for name, _ in contents(tmp_path / "a.zip").texts] == ["a_b"]


def test_a_text_without_a_last_line_end_keeps_its_last_line(tmp_path):
    assert read(written(tmp_path / "a.txt", REPORT)).lines[-1] == "全年征集提案775件。"


@pytest.mark.parametrize("name", ["a.md", "a", "a.docx", "a.pdf", "报告 2023.年度", "a'\"<b>&.txt", "😀\n\x1b[31m.txt"])
def test_a_text_is_read_under_any_name(tmp_path, name):
    assert read(written(tmp_path / name, REPORT)).lines == REPORT.split("\n")


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\0" * 99, b"\xef\xbb\xbf", b"\xff\xfe", "\u3000\u3000\n".encode()])
def test_a_file_without_text_is_named_with_the_remedy(tmp_path, data):
    with pytest.raises(ValueError, match=r"空.txt: no text in this file; remove it or save it again with its text"):
        read(written(tmp_path / "空.txt", data))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (random.Random(0).randbytes(4000), "no text in any known encoding"),
        (b"Rar!\x1a\x07\x00", "a RAR archive; unpack it"),
        (b"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it"),
        (b"a.txt".ljust(257, b"\0") + b"ustar\x0000", "a tar archive; unpack it"),
        (b"\x1f\x8b\x08\x00", "a gzip archive; unpack it"),
        (b"\x7fELF\x02", "a program"),
        (b"PK\3\4" + bytes(60), "damaged"),
        (b"PK\5\6" + bytes(18), "no text in this archive; remove it"),
        (b"%PDF-1.7\nrubbish", "damaged, or not a PDF"),
        (
            b"%PDF-1.4 1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj",
            "damaged, or not a PDF",
        ),
        (
            bytes.fromhex("d0cf11e0a1b11ae1") + bytes(99) + "EncryptedPackage".encode("utf-16-le"),
            "locked with a password",
        ),
    ],
)
def test_what_cannot_be_read_is_named_in_one_line(tmp_path, data, reason):
    with pytest.raises(ValueError, match=reason) as error:
        read(written(tmp_path / "bad\nname.txt", data))
    assert str(error.value).startswith(str(tmp_path))
    assert "\n" not in str(error.value)


def test_a_picture_needs_the_optional_recogniser(tmp_path):
    if find_spec("rapidocr"):
        pytest.skip("the recogniser is installed")
    with pytest.raises(ValueError, match="a picture; install rapidocr"):
        read(written(tmp_path / "a.png", b"\x89PNG\r\n\x1a\n" + bytes(99)))


def test_links_pipes_sockets_folders_and_devices_do_not_block(tmp_path, monkeypatch):
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "lost.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    (tmp_path / "folder.txt").mkdir()
    with socket.socket(socket.AF_UNIX) as listener:
        monkeypatch.chdir(tmp_path)  # the path of a socket is short
        listener.bind("socket.txt")
    for name, reason in [
        ("pipe.txt", "is not a file but a folder, pipe or device"),
        ("folder.txt", "is not a file"),
        ("socket.txt", "is not a file"),
        ("lost.txt", "a link that points nowhere; remove it"),
        ("loop.txt", "cannot be opened"),
        ("none.txt", "no such file"),
        ("x" * 300, "cannot be opened"),
        ("a\0b", "cannot be opened"),
    ]:
        with pytest.raises(ValueError, match=reason):
            read(tmp_path / name)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read_is_named(tmp_path):
    path = written(tmp_path / "a.txt", REPORT)
    path.chmod(stat.S_IWUSR)
    with pytest.raises(ValueError, match="may not be read by this user"):
        read(path)


def test_a_file_for_which_there_is_no_memory_is_not_called_damaged(tmp_path, monkeypatch):
    path = written(tmp_path / "a.txt", REPORT)
    monkeypatch.setattr("corpus_tools.files.decoded", lambda data: bytes(1 << 62))
    with pytest.raises(ValueError, match=r"a\.txt: not enough memory to read it; close other programs, or split it"):
        read(path)


def test_a_file_that_is_too_large_is_not_even_opened(tmp_path):
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(3 << 30)
    with pytest.raises(ValueError, match="larger than 200 MB; split it"):
        read(tmp_path / "a.txt")


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ("<?xml version='1.0'?>" + ENTITIES + XML.format("&b;"), "defines XML entities"),
        (XML.format(""), "no text in this Word file"),
        ("", "damaged|no document"),
        (XML.format("0" * (65 << 20)), "would unpack to more than 64 MB"),
    ],
)
def test_a_hostile_word_file_is_refused(tmp_path, document, reason):
    with pytest.raises(ValueError, match=reason):
        read(packed(tmp_path / "a.docx", {"word/document.xml": document}))


def test_entities_hidden_in_another_encoding_stay_unresolved(tmp_path):
    document = "<?xml version='1.0' encoding='utf-16'?>" + ENTITIES + XML.format("甲&b;乙")
    lines = read(packed(tmp_path / "a.docx", {"word/document.xml": document.encode("utf-16")})).lines
    assert "ha" not in "".join(lines)


def test_the_members_of_an_archive_are_reports_with_names_of_their_own(tmp_path):
    inner = packed(tmp_path / "inner.zip", {"x.txt": REPORT}).read_bytes()
    docx = packed(tmp_path / "x.docx", {"word/document.xml": XML.format("工作报告")}).read_bytes()
    members = {"b/2022.txt": REPORT.encode("gbk"), "b/2022.docx": docx, "../../a.txt": REPORT, "inner.zip": inner}
    found = contents(
        packed(tmp_path / "all.zip", members | {"empty.txt": "", "__MACOSX/._a.txt": "x", "b/.DS_Store": "x"})
    )
    assert [name for name, _ in found.texts] == ["all_a", "all_b_2022", "all_b_2022_2", "all_inner_x"]
    assert found.texts[2][1].lines == REPORT.split("\n")
    assert [(name, why.split(";")[0]) for name, why in found.skipped] == [("empty.txt", "no text in this file")]


def test_entities_in_a_word_document_are_the_characters_they_stand_for(tmp_path):
    body = XML.format("增长率6&amp;permil;，R&amp;amp;D投入3%")
    assert read(packed(tmp_path / "a.docx", {"word/document.xml": body})).lines == ["增长率6‰，R&D投入3%"]


def test_archives_in_archives_are_read_three_deep_and_deeper_ones_are_told(tmp_path):
    data = packed(tmp_path / "0.zip", {"0.txt": REPORT}).read_bytes()
    for depth in range(1, 4):
        data = packed(tmp_path / "n.zip", {f"{depth}.txt": REPORT, "n.zip": data, "bad.zip": data[:-9]}).read_bytes()
    found = contents(written(tmp_path / "all.zip", data))
    assert [name for name, _ in found.texts] == ["all_3", "all_n_2", "all_n_n_1"]
    assert [name for name, _ in found.skipped] == ["bad.zip", "n/bad.zip", "n/n/bad.zip", "n/n/n.zip"]
    assert found.skipped[3][1].startswith("an archive in an archive, too deep or too large")


def test_archives_that_together_are_a_bomb_are_not_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "_UNPACKED", 200_000)
    inner = packed(tmp_path / "i.zip", {"x.txt": REPORT + "0" * 90_000}).read_bytes()
    found = contents(packed(tmp_path / "a.zip", {f"{n}.zip": inner for n in range(4)}))
    assert [name for name, _ in found.texts] == ["a_0_x", "a_1_x"]
    assert [name for name, _ in found.skipped] == ["2.zip", "3.zip"]


def test_names_in_an_archive_made_in_china_are_read(tmp_path):
    data = (
        packed(tmp_path / "a.zip", {"AAAAAAAA.txt": REPORT}).read_bytes().replace(b"AAAAAAAA", "工作报告".encode("gbk"))
    )
    assert contents(written(tmp_path / "a.zip", data)).texts[0][0] == "a_工作报告"


@pytest.mark.parametrize("members", [{"a.txt": "0" * (60 << 20)}, {f"{n}.txt": "" for n in range(20_001)}])
def test_a_bomb_is_not_unpacked(tmp_path, members):
    with pytest.raises(ValueError, match="would unpack to"):
        contents(packed(tmp_path / "a.zip", members))


def test_read_wants_one_report(tmp_path):
    with pytest.raises(ValueError, match="holds 2 reports; read it as a corpus"):
        read(packed(tmp_path / "a.zip", {"a.txt": REPORT, "b.txt": REPORT}))


@pytest.mark.parametrize(
    ("name", "expected"),
    [("a.TXT", True), ("报告.pdf", True), ("报告", True), ("a.zip", True), ("a.mp4", False), ("a.py", False)],
)
def test_kinds_are_known_by_their_ending(name, expected):
    assert readable(name) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        *((name, True) for name in (".DS_Store", "~$报告.docx", "x/Thumbs.db", "desktop.ini", "__MACOSX/报告.txt")),
        *((name, True) for name in ("README.md", "LICENSE")),
        *((name, False) for name in ("../报告.txt", "报告.txt", "关于readme的报告.txt")),
    ],
)
def test_litter_is_known_by_its_name(name, expected):
    assert is_litter(name) is expected


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from([b"%PDF-1.4\n", b"PK\3\4", b"<html><body>", b"\xff\xfe", b"From: <\n", b"\xef\xbb\xbf", b""]),
    st.binary(max_size=400),
    st.sampled_from([".txt", ".html", ".docx", ".csv", ".zip", ".mht", ""]),
)
def test_any_bytes_are_read_or_named(tmp_path, start, data, suffix):
    path = written(tmp_path / f"a{suffix}", start + data)
    try:
        found = contents(path)
    except ValueError as error:
        assert str(error).startswith(f"{path}: ")
        assert "\n" not in str(error)
    else:
        assert all(any(line.strip() for line in text.lines) for _, text in found.texts)


def test_a_folder_names_what_is_not_tried(tmp_path):
    for name in ["b.TXT", "a.pdf", "x/c.docx", "无", "x/d.mp4", ".hidden/e.txt", "README.md", "x/~$c.docx"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "x" / "up").symlink_to(tmp_path)
    (tmp_path / "y").symlink_to("/")
    (tmp_path / "lost.txt").symlink_to(tmp_path / "nowhere")
    found = folder(tmp_path)
    assert [str(path.relative_to(tmp_path)) for path in found.paths] == ["a.pdf", "b.TXT", "lost.txt", "x/c.docx", "无"]
    assert [(path, why.split("; ")[0]) for path, why in found.skipped] == [
        (f"{tmp_path}/x/d.mp4", ".mp4 is not a supported type of file"),
        (f"{tmp_path}/y", "a link to another folder"),
    ]


def test_archives_of_other_kinds_in_a_folder_are_told_to_be_unpacked(tmp_path):
    (tmp_path / "a.rar").touch()
    told = "an archive of another kind; unpack it, or pack it as zip"
    assert folder(tmp_path).skipped == [(str(tmp_path / "a.rar"), told)]


@pytest.mark.parametrize("name", ["a.txt", "a"])
@pytest.mark.parametrize("written_as", ["{}", "[{}]"])
def test_json_is_known_by_what_it_holds(tmp_path, name, written_as):
    record = json.dumps({"title": "工作报告", "content": REPORT * 2})
    [(_, text)] = contents(written(tmp_path / name, written_as.format(record))).texts
    assert (text.title, text.lines[0]) == ("工作报告", "某市政协工作报告")


SPACED = "全 年 征 集 提 案 7 7 5 件 ， 立 案 4 3 3 件 。"


@pytest.mark.parametrize(
    ("lines", "read_as"),
    [
        ([SPACED, "市 长   张 三"] * 3, ["全年征集提案775件，立案433件。", "市长   张三"] * 3),
        ([SPACED.replace(" ", ""), "市长 张三"] * 30, [SPACED.replace(" ", ""), "市长 张三"] * 30),
    ],
)
def test_blanks_between_all_characters_are_left_out_and_told(tmp_path, lines, read_as):
    text = read(written(tmp_path / "a.txt", "\n".join(lines)))
    assert text.lines == read_as
    assert bool(text.notes) is (lines != read_as)


def test_a_book_without_its_list_of_chapters_is_named(tmp_path):
    with pytest.raises(ValueError, match="no document in this file; save it again in"):
        read(packed(tmp_path / "a.epub", {"mimetype": "application/epub+zip"}))


def test_what_tells_about_its_folder_is_passed_over_and_named(tmp_path):
    for name in ["README.md", "license", "readme.py", "x/LICENSE.txt", "x/Thumbs.db"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = folder(tmp_path)
    assert [str(path.relative_to(tmp_path)) for path in found.hidden] == ["README.md", "license", "x/LICENSE.txt"]
    assert found.paths == found.skipped == []
    [(name, why)] = contents(packed(tmp_path / "a.zip", {"a.txt": REPORT, "x/README.md": REPORT})).skipped
    assert (name, why) == ("x/README.md", "its name says that it describes the folder; rename it if it is a report")


def test_what_hides_and_may_be_a_report_is_told_apart_from_what_systems_leave(tmp_path):
    for name in [".a.txt", "._b.txt", ".gitignore", ".DS_Store", ".old/c.docx", ".git/HEAD", "x/.d.PDF", "x/.e.txt~"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = folder(tmp_path)
    assert [str(path.relative_to(tmp_path)) for path in found.hidden] == [".a.txt", ".old", "x/.d.PDF"]
    assert found.paths == found.skipped == []


@pytest.mark.skipif(os.name == "nt", reason="such paths cannot be made on Windows")
def test_a_folder_deeper_than_any_path_may_be_is_named(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for _ in range(45):
        Path("d" * 99).mkdir()
        os.chdir("d" * 99)
    try:
        [(path, why)] = folder(tmp_path).skipped
        assert len(path) > 4000 and "cannot be opened (File name too long)" in why
    finally:  # from below, as no path reaches the last of them from above
        for _ in range(45):
            os.chdir("..")
            Path("d" * 99).rmdir()


def test_heavy_libraries_are_imported_only_for_files_that_need_them():
    code = "import sys, corpus_tools.files; print([m for m in sys.modules if m in %r])"
    heavy = ["trafilatura", "pdfplumber", "pypdfium2", "docx", "openpyxl", "lxml", "numpy", "pandas"]
    run = subprocess.run([sys.executable, "-c", code % heavy], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


@pytest.mark.parametrize("suffix", [".docx", ".pdf", ".xlsx", ".doc"])
def test_a_broken_file_of_an_office_program_is_not_called_a_text(tmp_path, suffix):
    path = tmp_path / f"a{suffix}"
    path.write_bytes(bytes(range(1, 256)) * 40)
    with pytest.raises(ValueError, match=f"damaged, or not a {suffix} file; save it again in the program"):
        contents(path)
    path.write_text("收到提案三百件。", encoding="gbk")
    assert contents(path).texts[0][1].lines == ["收到提案三百件。"]

"""A corpus: in an order of its own, each report once, what was skipped with its reason."""

import os
import zipfile
from pathlib import Path

import pytest

from corpus_tools.corpus import read_corpus, read_report, reports_in, why
from corpus_tools.parse import parse
from corpus_tools.reading.text import Text
from corpus_tools.structure.doubles import doubles

A = "全年安排资金3000万元，新建改建道路12条，惠及群众2万余人，各项任务如期完成，群众满意度明显提高。"
B = "围绕产业发展开展调研15次，提出意见建议50余条，得到主要领导的肯定性批示，转化为政策措施8项。"
C = "深入推进基层协商，召开协商会125场，邀请群众代表参与650余人次，形成协商成果125个，解决了一批难题。"


@pytest.fixture
def folder(tmp_path):
    for name, place, year in [("乙", "四川省广安市", 2023), ("甲", "安徽省", 2022), ("丙", "安徽省", 2021)]:
        lines = [
            "政府工作报告",
            f"——{year + 1}年1月10日在{place}第十四届人民代表大会第二次会议上",
            f"{place}情况：" + A,
            f"{year}年，" + B,
            f"{year}" * 9 + C,
        ]
        (tmp_path / f"{name}.txt").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


def test_reports_stand_by_place_and_year_whatever_the_order_of_the_files(folder):
    files = sorted(folder.iterdir())
    assert [r.name for r in read_corpus(folder).reports] == ["丙", "甲", "乙"]
    assert read_corpus(files) == read_corpus(files[::-1])


def test_reports_of_one_body_stand_by_year_and_one_without_a_year_comes_last(tmp_path):
    for name, year in [("a", "2023年"), ("b", "2021年"), ("c", "")]:
        text = "\n".join([f"安徽省人民政府{year}工作总结", name * 40 + A, B, name * 9 + C])
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    found = read_corpus(tmp_path, keep_doubles=True).reports
    assert [(r.name, r.year) for r in found] == [("b", 2021), ("a", 2023), ("c", None)]


def test_an_error_no_one_foresaw_says_its_kind_and_no_error_its_file():
    assert why(KeyError("x"), "a.txt") == "KeyError: 'x'"
    assert why(ValueError("a.txt: no text"), "a.txt") == "no text"


def test_a_text_is_told_whether_it_is_alone_in_its_file():
    one = "\n".join(["青山县政协工作报告", A, B, C])
    several = "\n".join(["标题,正文", f"甲县政协工作报告,{A}{B}", f"乙县政协工作报告,{A}{C}"])
    for name, text, told in (("a.txt", one, [True]), ("a.csv", several, [False, False])):
        asked = []
        reports_in(name, text.encode(), lambda own, alone, asked=asked: asked.append(alone) or own)
        assert asked == told


def test_the_same_report_again_is_left_out_and_its_twin_named(folder):
    text = (folder / "甲.txt").read_text(encoding="utf-8")
    (folder / "甲2.txt").write_text("首页 > 要闻\n" + text + "\n责任编辑：王小明\n版权所有", encoding="utf-8")
    corpus = read_corpus(folder)
    assert [r.name for r in corpus.reports] == ["丙", "甲", "乙"]
    assert [(s.path.endswith("甲2.txt"), "甲.txt" in s.reason) for s in corpus.skipped] == [(True, True)]


def test_the_fuller_of_two_nearly_equal_reports_is_kept(folder):
    text = (folder / "甲.txt").read_text(encoding="utf-8")
    (folder / "全.txt").write_text(text + "\n各位代表，让我们团结奋斗！", encoding="utf-8")
    assert [r.name for r in read_corpus(folder).reports] == ["丙", "全", "乙"]


def test_of_doubles_the_cleaner_source_is_kept_though_it_is_shorter(folder):
    lines = (folder / "甲.txt").read_text(encoding="utf-8").split("\n")
    text = "\n".join([*lines, "各位代表，让我们团结奋斗！"])
    reports = [parse(text.split("\n"), "甲.pdf"), parse(lines, "甲.docx"), parse(text.split("\n"), "甲.htm")]
    scan = parse(Text(text.split("\n"), notes=("recognised from pictures: check what you quote",)), "甲.png")
    assert doubles(reports[:2]) == {0: 1}  # a document before a printed page
    assert doubles([scan, reports[0]]) == {0: 1}  # that before a picture
    assert doubles(reports) == {0: 2, 1: 2}  # of two documents the fuller


def test_the_double_that_is_left_out_does_not_change_the_name_of_the_other(folder):
    (folder / "甲.htm").write_text(
        (folder / "甲.txt").read_text(encoding="utf-8").replace("\n", "<p>"), encoding="utf-8"
    )
    corpus = read_corpus(folder)
    assert [r.name for r in corpus.reports] == ["丙", "甲", "乙"] and len(corpus.skipped) == 1


def test_doubles_are_kept_where_each_file_is_asked_for(folder):
    text = (folder / "甲.txt").read_text(encoding="utf-8")
    (folder / "甲2.txt").write_text(text, encoding="utf-8")
    corpus = read_corpus(folder, keep_doubles=True)
    assert [r.name for r in corpus.reports] == ["丙", "甲", "甲2", "乙"] and not corpus.skipped


def test_a_double_in_an_archive_is_named_by_its_member(folder):
    text = (folder / "甲.txt").read_text(encoding="utf-8")
    with zipfile.ZipFile(folder / "包.zip", "w") as archive:
        archive.writestr("内/另一份.txt", text)
        archive.writestr("内/再一份.txt", text.replace("。", "！"))
    skipped = read_corpus(folder).skipped
    named = {word for row in skipped for word in ("另一份", "再一份", "甲.txt") if word in row.path + row.reason}
    assert len(skipped) == 2 and named == {"另一份", "再一份", "甲.txt"}


def test_a_row_that_is_no_report_does_not_take_the_others_of_its_table_along(tmp_path):
    rows = ["正文,单位", f"{A}{B},江北区政协", "谢谢大家,江北区政协", "好,"]
    (tmp_path / "表.csv").write_text("\n".join(rows), encoding="utf-8")
    corpus = read_corpus(tmp_path)
    assert len(corpus.reports) == 2 and [row.path.endswith("表.csv/表_00004") for row in corpus.skipped] == [True]


def test_reports_of_two_years_that_share_wording_are_two_reports(folder):
    assert len(read_corpus(folder).reports) == 3


def test_names_are_made_unique(folder):
    (folder / "2020").mkdir()
    other = (folder / "甲.txt").read_text(encoding="utf-8").replace(A, A[::-1]).replace(B, B[::-1]).replace(C, C[::-1])
    (folder / "2020" / "甲.txt").write_text(other, encoding="utf-8")
    reports = read_corpus(folder).reports
    assert len({r.name for r in reports}) == 4
    assert all(s.report == r.name for r in reports for s in r.sentences)


def test_a_file_that_cannot_be_read_does_not_take_the_others_along(folder):
    (folder / "空.txt").write_text("", encoding="utf-8")
    corpus = read_corpus([folder, folder / "没有.txt"])
    assert len(corpus.reports) == 3
    assert sorted(s.path.rsplit("/", 1)[-1] for s in corpus.skipped) == ["没有.txt", "空.txt"]
    assert sorted(s.reason.split(";")[0] for s in corpus.skipped) == ["no such file", "no text in this file"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_to_itself_does_not_take_the_others_along(tmp_path):
    text = "\n".join(["长寿区政协2022年工作报告", A, B, C])
    (tmp_path / "good.txt").write_text(text, encoding="utf-8")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "gone.txt").symlink_to("nowhere")
    corpus = read_corpus(tmp_path)
    assert [report.name for report in corpus.reports] == ["good"]
    assert sorted(Path(path).name for path, _ in corpus.skipped) == ["gone.txt", "loop.txt"]


@pytest.mark.parametrize("paths", ["", ["", "a.txt"]])
def test_an_empty_path_is_not_the_folder_one_is_in(paths):
    with pytest.raises(ValueError, match="an empty path; name a file or folder"):
        read_corpus(paths)


def test_a_file_named_twice_is_read_once(folder):
    assert len(read_corpus([folder, folder / "甲.txt"]).reports) == 3
    assert not read_corpus([folder, folder / "甲.txt"]).skipped


@pytest.mark.skipif(os.name == "nt", reason="such links and names cannot be made on Windows")
def test_a_link_beside_its_file_is_read_under_the_name_of_the_file(tmp_path):
    (tmp_path / "b.txt").write_text(A * 3, encoding="utf-8")
    (tmp_path / "a.txt").symlink_to("b.txt")
    paths = [tmp_path / "a.txt", tmp_path / "b.txt"]
    assert [[r.name for r in read_corpus(given).reports] for given in (paths, paths[::-1], tmp_path)] == [["b"]] * 3


@pytest.mark.skipif(os.name == "nt", reason="such links and names cannot be made on Windows")
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_names_that_an_archive_of_china_left_in_gbk_are_read(tmp_path, encoding):
    name = os.fsdecode("政协工作报告.txt".encode(encoding))
    (tmp_path / name).write_text(A * 3, encoding="utf-8")
    assert [report.name for report in read_corpus(tmp_path).reports] == ["政协工作报告"]


def test_each_report_has_a_name_of_its_own_and_who_has_one_keeps_it(tmp_path):
    for path, text in {"p/x/a.txt": A, "q/x/a.txt": B, "x-a.txt": C}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text * 3, encoding="utf-8")
    named = {r.name: Path(r.path).relative_to(tmp_path).as_posix() for r in read_corpus(tmp_path).reports}
    assert named == {"a-2": "p/x/a.txt", "a-3": "q/x/a.txt", "x-a": "x-a.txt"}


def test_an_empty_folder_is_an_empty_corpus(tmp_path):
    assert read_corpus(tmp_path) == ((), (), ())


def test_one_report_is_read_by_its_path(folder):
    assert read_report(folder / "甲.txt").organ == "安徽省人民政府"
    with pytest.raises(ValueError, match="no text"):
        (folder / "空.txt").write_text("\n", encoding="utf-8")
        read_report(folder / "空.txt")


def test_a_note_about_the_folder_and_hidden_files_are_no_reports(folder):
    (folder / "README.md").write_text("# 说明\n\n" + A * 3, encoding="utf-8")
    (folder / ".隐藏.txt").write_text(A * 3, encoding="utf-8")
    corpus = read_corpus(folder)
    assert len(corpus.reports) == 3 and not corpus.skipped
    assert [Path(path).name for path in corpus.hidden] == [".隐藏.txt", "README.md"]

"""A corpus: in an order of its own, each report once, what was skipped with its reason."""

import os
from pathlib import Path

import pytest

from corpus_tools.corpus import read_corpus, read_report

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
    assert [r.name for r in read_corpus(folder).reports] == ["乙", "丙", "甲"]
    assert read_corpus(files) == read_corpus(files[::-1])


def test_the_same_report_again_is_left_out_and_its_twin_named(folder):
    text = (folder / "甲.txt").read_text(encoding="utf-8")
    (folder / "甲2.txt").write_text("首页 > 要闻\n" + text + "\n责任编辑：王小明\n版权所有", encoding="utf-8")
    corpus = read_corpus(folder)
    assert [r.name for r in corpus.reports] == ["乙", "丙", "甲"]
    assert [(s.path.endswith("甲2.txt"), "甲.txt" in s.reason) for s in corpus.skipped] == [(True, True)]


def test_the_fuller_of_two_nearly_equal_reports_is_kept(folder):
    text = (folder / "甲.txt").read_text(encoding="utf-8")
    (folder / "全.txt").write_text(text + "\n各位代表，让我们团结奋斗！", encoding="utf-8")
    assert [r.name for r in read_corpus(folder).reports] == ["乙", "丙", "全"]


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
    assert all(s.path in s.reason for s in corpus.skipped)


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_to_itself_does_not_take_the_others_along(tmp_path):
    text = "\n".join(["长寿区政协2022年工作报告", A, B, C])
    (tmp_path / "good.txt").write_text(text, encoding="utf-8")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "gone.txt").symlink_to("nowhere")
    corpus = read_corpus(tmp_path)
    assert [report.name for report in corpus.reports] == ["good"]
    assert sorted(Path(path).name for path, _ in corpus.skipped) == ["gone.txt", "loop.txt"]


def test_a_file_named_twice_is_read_once(folder):
    assert len(read_corpus([folder, folder / "甲.txt"]).reports) == 3
    assert not read_corpus([folder, folder / "甲.txt"]).skipped


def test_an_empty_folder_is_an_empty_corpus(tmp_path):
    assert read_corpus(tmp_path) == ((), ())


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

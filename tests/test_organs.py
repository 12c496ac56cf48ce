"""Whose report it is and of which year: title, meeting, signature and office, in the forms bodies write them."""

from pathlib import Path

import pytest

from corpus_tools.parse import parse

BODY = "坚持稳中求进，全力以赴抓项目、促发展，新增企业36家，办理实事120件，群众满意率达到98.5%。"

HEADS = (Path(__file__).parent / "report_heads.txt").read_text(encoding="utf-8").splitlines()[1:]


@pytest.mark.parametrize("case", HEADS)
def test_the_lines_before_the_body_tell_the_body_that_reports_and_the_year(case):
    head, told = case.split(" => ")
    organ, year, last = told.split(" ")
    report = parse([*head.split("/"), "各位代表：", BODY, BODY.replace("企业", "商户")], "报告.txt")
    assert (report.organ, report.year) == (organ, int(year))
    assert report.place[-1:] == (() if last == "-" else (last,))
    assert any(report.evidence["organ"] in part or part in report.evidence["organ"] for part in head.split("/"))


def test_a_place_without_a_body_is_still_told():
    report = parse(["婺源县巡礼", BODY, BODY.replace("企业", "商户")], "报告.txt")
    assert (report.organ, report.place[-1]) == (None, "婺源县")


def test_the_body_in_the_office_of_the_speaker_counts_where_nothing_else_names_it():
    lines = ["工作报告", "（2021年1月22日）", "万盛经开区管委会主任 袁光灿", "各位代表：", BODY]
    assert parse(lines, "报告.txt").organ == "万盛经开区管委会"

"""Scans and pictures: made here, recognised by the extra `ocr`, and structured as their text would be."""

from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from pylopdf_fonts_zh_cn import __file__ as fonts

from corpus_tools.corpus import read_report

pytest.importorskip("rapidocr", reason="the extra ocr is not installed: pip install rapidocr onnxruntime")
pytestmark = pytest.mark.filterwarnings("default")  # of the recogniser, which is not ours
FONT = ImageFont.truetype(str(next(Path(fonts).parent.rglob("*SansSC*.otf"))), 30)
LINES = [
    "江北区人民法院工作报告",
    "各位代表：",
    "　　过去一年，全院受理各类案件7312件，审结7105件，同比分别",
    "上升8.4%和9.1%，执行到位金额2.31亿元。",
    "一、服务中心大局",
    "　　审结刑事案件286件，判处罪犯351人，追赃挽损612.5万元。",
]
PARAGRAPHS = [
    "过去一年，全院受理各类案件7312件，审结7105件，同比分别上升8.4%和9.1%，执行到位金额2.31亿元。",
    "审结刑事案件286件，判处罪犯351人，追赃挽损612.5万元。",
]


def page(lines, left=120, width=1240, height=1000, number="— 1 —"):
    picture = Image.new("L", (width, height), 255)
    draw = ImageDraw.Draw(picture)
    for row, line in enumerate(lines):
        draw.text((left, 140 + 60 * row), line, font=FONT, fill=20)
    draw.text((width / 2 - 40, height - 70), number, font=FONT, fill=20)
    return picture


def told(report):
    return [p.text for p in report.paragraphs], [h.text for h in report.headings], report.title


@pytest.mark.parametrize("name", ["scan.png", "scan.jpg", "scan.pdf"])
def test_a_scanned_page_has_the_paragraphs_of_its_text(tmp_path, name):
    page(LINES).save(tmp_path / name)
    report = read_report(tmp_path / name)
    assert told(report) == (PARAGRAPHS, ["一、服务中心大局"], LINES[0])
    assert report.organ == "人民法院" or report.organ.endswith("江北区人民法院")
    assert any(note.startswith("recognised") for note in report.notes)
    assert [row.reason for row in report.removed if "1" in row.text] == ["页码"]


RIGHT = [
    "　　第二栏排在第一栏之后，全年办理实事120件，",
    "群众满意率达到98.5%，比上年提高6个百分点，",
    "没有一件超过期限，代表建议全部按时答复。",
    "　　全年培训干部430人次，举办讲座12场，编写",
    "案例36篇，队伍的能力有了新的提高。",
]


def test_columns_of_a_scan_are_read_one_after_the_other(tmp_path):
    both = Image.new("L", (1900, 700), 255)
    both.paste(page(LINES[2:6] + RIGHT[2:3], 60, 1000), (0, 0))
    both.paste(page(RIGHT, 60, 900), (1000, 0))
    both.save(tmp_path / "scan.png")
    text = "".join(p.text for p in read_report(tmp_path / "scan.png").paragraphs)
    assert text.index("2.31亿元") < text.index("612.5万元") < text.index("第二栏") < text.index("430人次")

"""Facts about what is told of a text that is no work report: it is read all the same."""

import json

import pytest

from corpus_tools.__main__ import main
from corpus_tools.parse import parse
from corpus_tools.structure.unlike import NEWS, UNLIKE

REPORT = ["各位委员：现在，我代表市政协常委会报告工作。", "一年来，征集提案775件，立案433件，推动解决群众急难愁盼。"]
LIST = [f"政府常务会议研究部署{what}工作" for what in ("安全生产", "防汛抗旱", "招商引资")]
RECIPE = ["第一步，五花肉洗净切块，冷水下锅，撇去浮沫。", "第二步，小火把冰糖炒成枣红色，倒入肉块翻炒。"]
STORY = ["村口的老槐树被雪压断了一根枝子，李老汉披着棉袄站在门口。", "狗叫了两声，又安静下去，雪地上出现了一个黑点。"]


RULES = [f"第{n}条　各级人民政府应当加强组织领导，建立健全工作机制，推动经济社会发展。" for n in "一二三四"]
NOTICE = ["请各单位于12月10日前将2023年工作总结报送局办公室，推动各项工作落实。"]
POINTED = [line.replace("。", "．") for line in REPORT * 2]  # so some texts end their sentences


@pytest.mark.parametrize(
    ("lines", "told"),
    [(REPORT * 2, False), (POINTED, False), (NOTICE, True), *((text, True) for text in (RECIPE, STORY, LIST, RULES))],
)
def test_a_reader_is_told_of_a_text_that_is_no_report(lines, told):
    assert (UNLIKE in parse(lines).notes) is told


@pytest.mark.parametrize(
    ("opening", "told"),
    [
        ("1月12日，某区法院院长王明在区人民代表大会上作法院工作报告，受到代表好评。", True),
        ("本报讯 1月12日，某县举行会议，县政协主席李明向大会报告工作。报告指出，去年办理提案65件。", True),
        ("2023年1月12日，市政协召开全会，委员踊跃建言，一年来征集提案775件，立案433件。", False),
        ("现在，我代表市政府，向大会报告工作，请予审议。1月12日，全市重点项目集中开工。", False),
    ],
)
def test_news_about_a_report_are_read_and_named(opening, told):
    assert (NEWS in parse(["会议消息", opening, REPORT[1] * 3]).notes) is told


def test_traditional_characters_make_no_report_unlike_one():
    assert UNLIKE not in parse(["一年來，徵集提案775件，加強調查研究，促進經濟發展。"] * 5).notes


def test_the_command_line_names_it_and_reads_it(tmp_path, capsys):
    (tmp_path / "菜谱.txt").write_text("红烧肉的做法\n" + "\n".join(RECIPE), encoding="utf-8")
    (tmp_path / "报告.txt").write_text("\n".join(REPORT * 2), encoding="utf-8")
    assert main(["parse", str(tmp_path), "--out", str(tmp_path.with_name("out"))]) == 0
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith(f"{tmp_path / '菜谱.txt'}: does not look like a work report; ") and "不像工作报告" in line
    assert len(list(tmp_path.with_name("out").iterdir())) == 2


def test_a_file_of_several_texts_is_named_once(tmp_path, capsys):
    rows = [{"title": title, "text": "\n".join(lines * 9)} for title, lines in (("做法", RECIPE), ("雪夜", STORY))]
    file = tmp_path / "杂.jsonl"
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    assert main(["parse", str(file), "--out", str(tmp_path / "out")]) == 0
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert len(list((tmp_path / "out").iterdir())) == 2

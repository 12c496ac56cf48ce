"""What a figure counts and what was done: on the sentences of `subjects.txt`, and where more is asked of a row."""

from pathlib import Path

import pytest
from annotated import report

from corpus_tools.counting.ledger import indicator_name
from corpus_tools.indicators import indicators

SUBJECTS = Path(__file__).with_name("subjects.txt").read_text(encoding="utf-8").splitlines()


def told(text):
    return [(row.subject or "-", row.action or "-") for row in indicators(report(text, year=2023))]


@pytest.mark.parametrize("case", [line for line in SUBJECTS if " =>" in line and line[0] != "#"])
def test_what_a_figure_counts_and_what_was_done(case):
    text, _, rows = case.partition(" =>")
    wanted = [tuple(row.split()) for row in rows.split(";") if row]
    asked = max(map(len, wanted), default=0)
    assert [row[:asked] for row in told(text)] == wanted


def test_figures_that_fit_no_rows_before_are_read_all_the_same():
    rows = told("对经济增长贡献率分别达到5%和6%;新增企业78家、同比分别增加3件、5件。")
    assert [subject for subject, _ in rows[:3]] == ["对经济增长贡献率"] * 2 + ["企业"] and len(rows) == 5


@pytest.mark.parametrize("when", ["春节期间", "从7月份开始,", "3月份起,"])
def test_a_time_is_nothing_that_is_counted(when):
    assert not any(when[1:3] in subject for subject, _ in told(f"{when}为243户530人发放补贴12万元。"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("人均道路面积由8.5增加到12.9平方米。", [(8.5, "平方米"), (12.9, "平方米")]),
        ("市场主体由12.4增加到22.4万户。", [(124000, "户"), (224000, "户")]),
        ("企业由9000增加到2万家。", [(9000, "家"), (20000, "家")]),
        ("市场主体从30减少至5万户。", [(300000, "户"), (50000, "户")]),
        ("从2015年到2020年建成公园20个。", [(20, "个")]),
        ("座谈会有3位院士、9位专家和6位家长发言。", [(3, "位"), (9, "位"), (6, "位")]),
        ("教师12人,占全省40人的四分之一。", [(12, "人"), (40, "人"), (0.25, "")]),
    ],
)
def test_a_unit_said_once_is_of_both_ends_of_a_rise(text, found):
    assert [(row.value, row.unit) for row in indicators(report(text, year=2023))] == found


def test_a_share_goes_with_the_figures_that_tell_how_it_changed():
    rows = indicators(report("民生支出占财政支出比重达到65%,提高2个百分点。", year=2023))
    assert [row.share_of for row in rows] == ["财政支出"] * 2
    names = {indicator_name(row) for row in rows}
    (other,) = indicators(report("民生支出占财政支出的比重为70%。", year=2023))
    assert indicator_name(other) in names == {"民生支出占财政支出的比重", "民生支出占财政支出的比重提高"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("产量占全国1/4。", [(0.25, "")]),
        ("比重达到1/5。", [(0.2, "")]),
        ("推广1/3模式。", []),
        ("2023/5/6发布。", []),
        ("新建公厕90座以上。", [(90, "座")]),
        ("淘汰锅炉80台、1560蒸吨。", [(80, "台"), (1560, "蒸吨")]),
        ("发放60元/月基础养老金。", [(60, "元/月")]),
        ("发放60元/月。", [(60, "元/月")]),
        ("产值60元/人次。", [(60, "元")]),
    ],
)
def test_parts_rates_and_units_of_their_own(text, found):
    assert [(row.value, row.unit) for row in indicators(report(text, year=2023))] == found


@pytest.mark.parametrize("verb", ["拨款", "募集", "投入"])
def test_a_verb_of_money_names_what_it_gives_rather_than_who_was_told_before(verb):
    text = f"将文物管护的建议转交检察机关，县政府{verb}8万元。"
    assert "检察机关" not in told(text)[0][0] and verb in told(text)[0][0]


@pytest.mark.parametrize("minus", ["-", "－", "−"])
def test_a_growth_below_nought_in_a_list_keeps_its_sign_and_its_noun(minus):
    said = f"工业增加值、固定资产投资、商品零售额分别增长15.4%、{minus}5.3%和1.5%。"
    found = [(row.subject, row.value) for row in indicators(report(said))]
    assert found == [("工业增加值", 15.4), ("固定资产投资", -5.3), ("商品零售额", 1.5)]

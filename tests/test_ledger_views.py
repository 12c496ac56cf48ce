"""What the page of indicators shows: short names, 万 and 亿, and nothing that says nothing."""

from dataclasses import replace

import pytest
from annotated import report
from bs4 import BeautifulSoup

from corpus_tools.indicators import indicators
from corpus_tools.publishing.data_tables import report_tables
from corpus_tools.publishing.findings import found
from corpus_tools.tables import figure, in_units, table
from corpus_tools.views import ledger as views
from corpus_tools.views.amounts import value_text


def named(name, organ, *lines, year=2023):
    made = replace(report(*lines, year=year), name=name, organ=organ)
    return made, [r._replace(report=name) for r in indicators(made)]


@pytest.fixture(scope="module")
def two():
    first, some = named("a", "甲区政协", "收到提案134件。", "投入资金461万元。")
    second, others = named("b", "乙区政协", "征集提案120件。")
    return [first, second], some + others


def test_the_ledger_shows_the_amount_as_people_write_it_and_keeps_its_value(two):
    shown = views.ledger(two[1], two[0])
    assert '<data value="4610000">461万</data>' in shown and "<mark>461万元</mark>" in shown
    assert "甲区政协 2023" in shown and 'data-report="a"' in shown


def test_of_a_long_sentence_the_clauses_around_the_figure_are_shown():
    line = "甲" * 60 + ",收到提案134件," + "乙" * 20 + ",立案127件;" + "丙" * 90 + "。"
    made, some = named("a", "甲区政协", line)
    shown = views.ledger(some, [made])
    assert "<span>…收到提案<mark>134件</mark>," in shown and "立案127件…</span>" in shown
    assert shown.count("丙") == 0 and "甲甲" not in shown


def test_a_time_that_is_the_year_of_the_report_is_not_repeated():
    made, some = named("a", "甲区政协", "2023年收到提案134件。", "2022年收到提案100件。", "还有12件没有办结。")
    shown = views.ledger(some, [made])
    assert ">2022年</td>" in shown and ">2023年</td>" not in shown and ">否定</td>" in shown


def test_a_single_report_is_not_named_in_every_row(two):
    alone = views.ledger([r for r in two[1] if r.report == "b"], two[0][1:])
    assert "乙区政协" not in alone and "120" in alone


def test_many_reports_stand_in_one_cell_and_few_in_columns(two):
    reports, rows = two
    assert "<th" in views.side_by_side(rows, reports) and "甲区政协 2023：134件" not in views.side_by_side(
        rows, reports
    )
    many = [*reports, *(replace(reports[0], name=f"x{i}", organ=f"丙{i}区政协") for i in range(5))]
    listed = BeautifulSoup(views.side_by_side(rows, many), "html.parser")
    assert "甲区政协 2023：134件；乙区政协 2023：120件" in listed.get_text().replace("\N{NO-BREAK SPACE}", " ")


def test_among_many_reports_a_body_is_named_once_for_its_years():
    made = [named(f"a{year}", "甲县政府", f"建成公园{year - 2015}个。", year=year) for year in range(2018, 2022)]
    made += [named(f"b{year}", "乙县政府", "建成公园9个。", year=year) for year in (2020, 2021)]
    reports, rows = [report for report, _ in made], [row for _, own in made for row in own]
    listed = (
        BeautifulSoup(views.side_by_side(rows, reports), "html.parser").get_text().replace("\N{NO-BREAK SPACE}", " ")
    )
    assert "甲县政府 2018：3个、2019：4个、2020：5个、2021：6个；乙县政府 2020：9个、2021：9个" in listed


def test_indicators_beyond_those_shown_are_said_to_be_in_the_data():
    built = [f"建成{what}2所。" for what in ("学校", "医院", "剧院", "展馆", "书店")]
    first, some = named("a", "甲县政府", "建成公园3个。", *built)
    second, others = named("b", "乙县政府", "建成公园5个。")
    told = "另有 1 个指标未列出，tables 命令写出的数据表里都有。"
    assert told in views.side_by_side(some + others, [first, second], n=1)
    assert "未列出" not in views.side_by_side(some + others, [first, second], n=2)


def test_a_figure_that_is_compared_leads_to_its_place_and_keeps_its_bound():
    first, some = named("a", "甲县政府", "收到提案3件。", "城镇登记失业率控制在4%以内。")
    second, others = named("b", "乙县政府", "城镇登记失业率为3.5%。")
    cells = BeautifulSoup(views.side_by_side(some + others, [first, second]), "html.parser").tbody.find_all("data")
    assert [cell.get_text() for cell in cells] == ["4以内", "3.5"]
    assert views.side_by_side_picture(some + others, [first, second]).rows == [("城镇登记失业率（%）", "4以内", "3.5")]
    assert [(cell["data-report"], cell["data-paragraph"]) for cell in cells] == [("a", "1"), ("b", "0")]


def test_a_report_with_nothing_to_compare_has_no_column_and_is_named(two):
    third, own = named("c", "丙区政协", "走访群众40户。")
    shown = BeautifulSoup(views.side_by_side(two[1] + own, [*two[0], third]), "html.parser")
    assert [th.get_text() for th in shown.table.thead.find_all("th")] == ["指标", "甲区政协 2023", "乙区政协 2023"]
    assert "没有这样的数的报告：丙区政协 2023。" in shown.get_text()
    assert views.side_by_side_picture(two[1] + own, [*two[0], third]).header == ["项", "甲区政协 2023", "乙区政协 2023"]


def test_the_unit_stands_before_the_bound():
    _, rows = named("a", "甲县政府", "地区生产总值突破7万亿元。", "增长3%左右。", "学校3所。")
    assert [value_text(row, row.unit) for row in rows] == ["7万亿元以上", "约3%", "3所"]


def test_of_several_figures_of_one_name_the_first_is_compared_and_said_to_be_one_of_them():
    first, some = named("a", "甲县政协", *(f"提出意见建议{n}条。" for n in (5, 4, 9)))
    second, others = named("b", "乙县政协", "提出意见建议82条。")
    cells = BeautifulSoup(views.side_by_side(some + others, [first, second]), "html.parser").tbody.find_all("data")
    assert [cell.get_text() for cell in cells] == ["5等", "82"]


def test_shares_change_by_points():
    made, rows = named("a", "甲区政协", "覆盖率由5%提高到90%。")
    assert "+85个百分点" in views.growth_table(rows, [made])


@pytest.mark.parametrize("time", ["2015年", "“十二五”末"])
def test_a_growth_within_a_sentence_may_end_in_the_year_of_its_paragraph(time):
    made, rows = named("a", "甲区政协", f"覆盖率由{time}的5%提高到90%。")
    assert f"5（{time}） →\N{NO-BREAK SPACE}90（2023）" in views.growth_table(rows, [made])


def test_growth_stands_beside_what_the_report_says_of_it_and_nothing_grows_from_one_year_to_five():
    first, some = named("a", "甲县政府", "工业产值50亿元。", "新增就业2万人。", "自然增长率6.5‰。", year=2022)
    second, others = named("b", "甲县政府", "工业产值52亿元,增长9%。", "五年新增就业11万人。", "自然增长率6.9‰。")
    shown = BeautifulSoup(views.growth_table(some + others, [first, second]), "html.parser")
    cells = [[cell.get_text() for cell in row.find_all("td")[1:4]] for row in shown.tbody.find_all("tr")]
    assert cells == [
        ["6.5（2022） →\N{NO-BREAK SPACE}6.9（2023）", "+0.4个千分点", "–"],
        ["50亿（2022） →\N{NO-BREAK SPACE}52亿（2023）", "+4.0%", "增长9%"],
    ]
    assert "就业" not in shown.get_text()
    told = "五年来,低保标准增长98%。", '工业产值比"十五"末增长74%。'
    bars = views.largest_changes(named("a", "甲县政府", *told)[1], [first]).rows
    assert bars == [("低保标准（几年间）", 98), ('工业产值（比"十五"末）', 74)]


def test_a_computed_change_that_contradicts_the_stated_one_is_not_told():
    first, some = named("a", "甲市政府", "财政收入300亿元。", "工业产值50亿元。", year=2022)
    second, others = named("b", "甲市政府", "财政收入200亿元,同口径增长6%。", "工业产值49.5亿元,增长1%。")
    shown = BeautifulSoup(views.growth_table(some + others, [first, second]), "html.parser")
    cells = [[cell.get_text() for cell in row.find_all("td")[2:4]] for row in shown.tbody.find_all("tr")]
    assert cells == [["−1.0%", "增长1%"], ["口径不同", "增长6%"]]


def test_a_change_is_told_beside_the_deed():
    made, rows = named("a", "甲市政府", "全市实现地区生产总值增长4.5%左右，进出口总额下降3%。")
    shown = BeautifulSoup(views.ledger(rows, [made]), "html.parser").get_text()
    assert "地区生产总值 实现 增长" in shown and "进出口总额 下降" in shown and "下降 下降" not in shown


def test_what_is_counted_by_its_deed_alone_is_said_once():
    made, rows = named("a", "甲区法院", "2.4万人脱贫。", "收案、结案90件、95件,同比分别上升13%和23%。")
    shown = BeautifulSoup(views.ledger(rows, [made]), "html.parser").get_text()
    assert "脱贫 脱贫" not in shown and "收案 收案" not in shown and "脱贫" in shown


def test_a_growth_is_stated_for_one_year_and_no_leap_is_one():
    first, some = named("a", "甲县政府", "工业产值50亿元。", "科技企业8000家。", "出口20亿元。", year=2020)
    second, others = named("b", "甲县政府", "工业产值90亿元,增长9%。", "科技企业8.7万家。", "出口3亿元。", year=2023)
    shown = BeautifulSoup(views.growth_table(some + others, [first, second]), "html.parser")
    cells = [[cell.get_text() for cell in row.find_all("td")[:5]] for row in shown.tbody.find_all("tr")]
    assert [row[0] for row in cells] == ["科技企业（家）", "出口（元）", "工业产值（元）"]  # of three years
    assert cells[2][2] == "+80.0%" and "增长9%" not in cells[2]
    next_year, some = named("c", "甲县政府", "工业产值95亿元。", "科技企业8000家。", "出口20亿元。", year=2024)
    shown = views.growth_table(others + some, [second, next_year])
    assert "工业产值" in shown and "科技企业" not in shown and "出口" not in shown


def test_what_is_missing_is_said(two):
    reports = [replace(each, sections=()) for each in two[0]]
    assert "没有" in views.only_one_table([], reports) and "<table" not in views.only_one_table([], reports)
    assert "没有" in views.ledger([], reports) and "<table" not in views.ledger([], reports)
    assert "没有" in views.largest_changes([], []) and "没有" in views.growth_table([], [])


def test_a_column_of_amounts_is_right_aligned_and_exact():
    shown = figure(126 * 10**12, in_units(126 * 10**12))
    assert '<td class="n"><data value="126000000000000">126万亿</data></td>' in table([(shown,)], ["数"])


def test_the_finding_says_whether_figures_contradict_each_other():
    made, rows = named("a", "甲区政协", "全年收到提案134件。", "全年征集提案143件。", "力争办结20件。")
    assert ">报告给出 3 个数，1 个是计划；有 1 处前后对不上。" in views.finding(rows, [made])
    assert ">报告给出 1 个数；没有发现前后矛盾的。" in views.finding(rows[:1], [made])


def test_the_overview_counts_changes_plans_and_abouts():
    made, rows = named("a", "甲区政协", "提案134件,增长5%。", "力争办结20余件。")
    assert views.overview(rows, [made]).count('<td class="n">1</td>') == 3 and ">3</td>" in views.overview(rows, [made])


def test_of_more_than_eight_reports_the_least_the_middle_and_the_most_stand_before_the_rest():
    counts = zip("甲乙丙丁戊己庚辛壬癸", (50, 20, 90, 40, 10, 70, 30, 80, 60, 100), strict=True)
    every = [named(who, f"{who}区政协", f"收到提案{count}件。") for who, count in counts]

    def shown(some):
        return views.side_by_side([row for _, rows in some for row in rows], [made for made, _ in some])

    row = BeautifulSoup(shown(every), "html.parser").table.tbody.tr
    told = [p.get_text().replace("\N{NO-BREAK SPACE}", " ") for p in row.find_all("p")]
    assert told == ["最低 戊区政协 2023：10件", "居中 甲区政协 2023：50件", "最高 癸区政协 2023：100件"]
    assert row.details.get_text().count("：") == 10
    assert "居中" not in shown(every[:8])


def test_the_cells_of_the_comparison_are_figures_as_reports_print_them():
    first, some = named("a", "甲县政府", "地区生产总值1125.6亿元。")
    second, others = named("b", "乙县政府", "国内生产总值25亿元。")
    assert views.side_by_side_picture(some + others, [first, second]).rows == [("生产总值（元）", "1,125.6亿", "25亿")]


def test_of_bodies_of_several_ranks_no_total_of_money_is_drawn():
    lines = "地区生产总值1125亿元。", "居民人均可支配收入2万元。", "收到提案3件。"
    (first, some), (second, others) = named("a", "甲县政府", *lines), named("b", "乙县政府", *lines)
    second = replace(second, place=("安徽省",))
    drawn = views.side_by_side_picture(some + others, [first, second]).rows
    assert [name for name, *_ in drawn] == ["居民人均可支配收入（元）", "收到提案（件）"]


def test_where_nothing_can_be_compared_no_empty_picture_is_drawn():
    made, rows = named("a", "甲县政府", "地区生产总值1125.6亿元。")
    assert views.side_by_side_picture(rows, [made]) == ""
    assert "只有一份报告" in views.side_by_side(rows, [made])


def test_a_change_says_from_when_it_is_measured_and_a_fall_is_negative():
    made, rows = named("a", "甲县政府", "粮食产量比2017年增长60%,棉花产量下降7%。监督立案5件,增长6%。")
    assert views.largest_changes(rows, [made]).rows == [("粮食产量（比2017年）", 60), ("棉花产量", -7), ("监督立案", 6)]


def test_changes_of_one_body_go_by_their_years():
    first, some = named("a", "甲县政府", "粮食产量增长60%。", year=2022)
    second, others = named("b", "甲县政府", "棉花产量下降7%。")
    shown = views.largest_changes(some + others, [first, second]).rows
    assert shown == [("粮食产量｜2022", 60), ("棉花产量｜2023", -7)]


def test_growth_says_whose_it_is_where_there_are_several_reports():
    first, some = named("a", "甲县政府", "粮食产量由10万吨增加到15万吨。")
    second, others = named("b", "乙县政府", "建成公园3个。")
    both = views.growth_table(some + others, [first, second])
    assert ">甲县政府 2023</td>" in both and "+50.0%" in both
    assert "增加到<mark>15万吨</mark>" in both and 'data-report="a" data-paragraph="0"' in both
    assert "甲县政府" not in views.growth_table(some, [first])
    third, later = named("c", "乙县政府", "建成公园6个。", year=2024)
    every = views.growth_table(others + later, [first, second, third])
    assert "3个（2023）" not in every and ">3（2023） →\N{NO-BREAK SPACE}6<" in every  # its year stands before it


def test_what_one_report_counts_alone_leads_to_its_place(two):
    reports, rows = two
    alone = views.only_one_table(rows, reports)
    (cell,) = BeautifulSoup(alone, "html.parser").find_all("data", string="461万元")
    assert cell["data-report"] == "a" and "134件" not in alone
    ratio, own = named("c", "丙县政府", "三次产业结构调整为10.5:43.9:45.6。")
    assert "10.5 : 43.9 : 45.6" in views.only_one_table(rows + own, [*reports, ratio])
    assert "没有可比的" in views.only_one_table(rows, reports[:1])


def test_a_contradiction_is_shown_with_both_sentences():
    made, rows = named("a", "甲区政协", "全年收到提案134件。", "全年征集提案143件。")
    shown = views.contradiction_table(rows, [made])
    assert "同一指标两个数：收到提案 134件与143件" in shown and "征集提案<mark>143件</mark>" in shown
    assert 'data-report="a" data-paragraph="1"' in shown
    assert "没有发现" in views.contradiction_table([], [made])


def test_in_the_tables_a_ratio_of_two_is_a_number_and_one_of_three_is_none():
    made = report("城乡收入比3.02:1,三次产业结构为5.0:52.6:42.4,投资3—5亿元,学校6所。", year=2023)
    table = report_tables(found([made]))["indicators"]
    assert table[["value", "value_to", "unit"]].to_numpy().tolist() == [
        [3.02, None, "比"], [None, None, "比"], [300_000_000, 500_000_000, "元"], [6, None, "所"],
    ]  # fmt: skip


def test_a_ratio_is_shown_with_all_its_parts_and_a_range_with_its_ends():
    made, rows = named("a", "甲县政府", "三次产业结构调整为10.5:43.9:45.6,新建公园3—5个。")
    assert "10.5 : 43.9 : 45.6" in views.ledger(rows, [made]) and "约3–5" in views.ledger(rows, [made])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("收入增长14%以上。", ">14以上<"),
        ("服务群众900多万人次。", ">900万以上<"),
        ("投资超过30亿元。", ">30亿以上<"),
        ("新增就业近5万人。", ">约5万<"),
        ("覆盖率达到85%左右。", ">约85<"),
        ("收到提案134件。", ">134<"),
        ("失业率控制在4%以内。", ">4以内<"),
        ("失业率不超过4%。", ">4以内<"),
        ("浓度降到30微克以下。", ">30以下<"),
        ("失业率低于4%。", ">4以下<"),
        ("投资不低于30亿元。", ">30亿以上<"),
    ],
)
def test_what_is_more_than_a_figure_is_not_shown_as_about_it(text, shown):
    made, rows = named("a", "甲县政府", text)
    assert shown in views.ledger(rows, [made])


def test_of_a_long_ledger_every_report_has_its_share_and_what_is_left_out_is_told():
    a, first = named("a", "甲市政府", *(f"新建公园{n}个。" for n in range(2, 32)))
    b, second = named("b", "乙市政府", *(f"新建学校{n}所。" for n in range(2, 22)))
    c, third = named("c", "丙市政府", "新建医院3所。")
    shown = views.ledger(first + second + third, [a, b, c], n=11)
    assert shown.count('data-report="a"') == shown.count('data-report="b"') == 5 and shown.count('data-report="c"') == 1
    assert "另有 40 行未列出，tables 命令写出的数据表里都有：甲市政府 2023（25 行）、乙市政府 2023（15 行）。" in shown
    assert "另有 28 行未列出，tables 命令写出的数据表里都有。" in views.ledger(first, [a], n=2)
    assert "未列出" not in views.ledger(third, [c], n=1)
    many = [
        named(f"x{i}", f"{name}市政府", "新建公园2个。", "新建学校3所。") for i, name in enumerate("甲乙丙丁戊己庚")
    ]
    shown = views.ledger([row for _, rows in many for row in rows], [report for report, _ in many], n=7)
    assert "己市政府 2023（1 行）等。" in shown and "庚市政府 2023（" not in shown

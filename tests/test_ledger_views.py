"""What the page of indicators shows: short names, 万 and 亿, and nothing that says nothing."""

from dataclasses import replace

import pytest
from annotated import report

from corpus_tools.indicators import indicators
from corpus_tools.tables import UNITS, table
from corpus_tools.views import ledger as views


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
    assert "甲区政协 2023：134件；乙区政协 2023：120件" in views.side_by_side(rows, many)


def test_shares_change_by_points():
    made, rows = named("a", "甲区政协", "覆盖率由5%提高到90%。")
    assert "+85个百分点" in views.growth_table(rows, [made])


def test_what_is_missing_is_said():
    assert "没有" in views.largest_changes([], []) and "没有" in views.growth_table([], [])


def test_a_column_of_amounts_is_right_aligned_and_exact():
    assert '<td class="n"><data value="126000000000000">126万亿</data></td>' in table(
        [(126 * 10**12,)], ["数"], formats={"数": UNITS}
    )

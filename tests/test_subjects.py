"""What a figure counts and what was done, class by class: lists, shares, compounds, deeds, ranks."""

import pytest
from annotated import report

from corpus_tools.indicators import indicators


def told(text, year=2023):
    return [(row.subject, row.action) for row in indicators(report(text, year=year))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("建设12个示范村。", [("示范村", "建设")]),  # 建设 is a noun elsewhere
        ("创建特色村3个、景观带5条。", [("特色村", "创建"), ("景观带", "创建")]),
        ("建成8个公园、30条步道和2座广场。", [("公园", "建成"), ("步道", "建成"), ("广场", "建成")]),
        ("建成8个公园,30条步道已开工。", [("公园", "建成"), ("步道", "开工")]),
        ("整合涉农资金8亿元。", [("涉农资金", "整合")]),
        ("三年投入水利建设5亿元。", [("水利建设", "投入")]),
        ("研发投入强度大幅提高到3%。", [("研发投入强度", "大幅提高到")]),
        ("污水处理厂8座投入运营。", [("污水处理厂", "投入运营")]),
        ("8处福利中心投入运营。", [("福利中心", "投入运营")]),
        ("社会办医院新增3家。", [("社会办医院", "新增")]),
        ("联通公司发行5亿元绿色债。", [("绿色债", "发行")]),
        ("地区生产总值增长6%,总量突破3000亿元大关。", [("地区生产总值", "增长"), ("地区生产总值", "突破")]),
    ],
)
def test_what_is_done_to_a_list_is_done_to_each_of_it(text, found):
    assert told(text) == found


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

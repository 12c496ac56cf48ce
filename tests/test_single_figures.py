"""Sentences of one or two figures: what is counted, how much of it, in what."""

import pytest
from annotated import report

from corpus_tools.indicators import indicators


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("全国有10亿人口。", [("人口", 10**9, "人")]),
        ("这样的研讨长寿区政协开展了12次。", [("研讨", 12, "次")]),
        ("印发《关于办好10件实事的意见》,收到提案134件。", [("提案", 134, "件")]),
        ("人均预期寿命提高到80岁以上。", [("人均预期寿命", 80, "岁")]),
        ("出口、进口分别提高1.2、2.3个百分点。", [("出口", 1.2, "个百分点"), ("进口", 2.3, "个百分点")]),
        ("10万吨级码头建成2座,吞吐量达到300万吨。", [("10万吨级码头", 2, "座"), ("吞吐量", 3_000_000, "吨")]),
        ("办理时间由15天压缩到3天。", [("办理时间", 15, "天"), ("办理时间", 3, "天")]),
        ("提出建议20余条,其中12条被采纳。", [("建议", 20, "条"), ("建议", 12, "条")]),
        ("全市机关、企业、学校共捐款350万元。", [("机关、企业、学校", 3_500_000, "元")]),
        ("每万人拥有医生32名。", [("医生", 32, "名")]),
        ("“四好农村路”建成120公里。", [("四好农村路", 120, "公里")]),
        ("“四好农村路建成120公里。", [("四好农村路", 120, "公里")]),
    ],
)
def test_what_is_counted_how_much_of_it_and_in_what(text, found):
    assert [(r.subject, r.value, r.unit) for r in indicators(report(text, year=2023))] == found

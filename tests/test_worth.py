"""The worth of sentences: the laws it keeps."""

from itertools import combinations

import numpy as np
import pytest

from corpus_tools.choosing.choose import best
from corpus_tools.choosing.concepts import bigrams, figures, shared, statistics
from corpus_tools.choosing.worth import (
    CHARS_A_FIGURE,
    FIELD,
    FIGURE,
    HEADLINE,
    PASSAGE,
    SCENE,
    Worth,
    greedy_gains,
    headline,
    headlines,
    lengths,
    opens,
    passages,
    worth,
)
from corpus_tools.summarize import sentences_of

TEXT = """农民种粮积极性提高，粮食产量达到120万吨。
粮食生产稳定，农民种粮收入增加。
学校建成实验室12个，科技课程受学生欢迎。
学生在实验室做实验，科技竞赛获奖30项。
今年下了三场雪。"""


def sentences(text=TEXT):
    return sentences_of(text)


def total(value, rows):
    return sum(value.gains(rows[:k])[i] for k, i in enumerate(rows))


@pytest.mark.parametrize("budget", [30, 45, 60, 90])
def test_chosen_sentences_are_worth_nearly_as_much_as_the_best_of_all_sets(budget):
    found = sentences()
    value = worth(found, budget)._replace(merit=np.zeros(len(found)))
    size = lengths(found)
    sets = (
        c for k in range(len(found) + 1) for c in combinations(range(len(found)), k) if size[list(c)].sum() <= budget
    )
    optimum = max(total(value, c) for c in sets)
    assert total(value, best(value, found, budget)) >= (1 - 1 / np.e) * optimum


def test_wording_counts_that_the_text_shares_and_not_only_what_may_be_quoted_of_it():
    text = sentences("加装电梯的钱谁来出？\n一楼住户说，加装电梯影响采光。\n街道修了路灯。")
    quoted = text[1:]
    assert not worth(quoted).covers.sum()
    shares = worth(quoted, whole=text)
    assert (shares.concepts(0).size, shares.concepts(1).size) == (3, 0)  # 加装, 装电, 电梯


def test_sentences_are_worth_the_same_in_whatever_order_they_are_taken():
    value = worth(sentences(), 100)
    assert total(value, [0, 3, 1]) == pytest.approx(total(value, [1, 0, 3]))


def test_gains_shrink_as_sentences_are_taken():
    value = worth(sentences(), 100)
    assert (value.gains([0, 2]) <= value.gains([0]) + 1e-9).all()


def test_greedy_scores_fall_in_the_order_of_taking():
    found = sentences()
    value, size = worth(found, 100), lengths(found)
    order = np.argsort(-greedy_gains(value, size), kind="stable")
    step_by_step = [value.gains(list(order[:i]))[order[i]] / size[order[i]] for i in range(len(order))]
    assert step_by_step == pytest.approx(sorted(step_by_step, reverse=True))


def test_what_wanted_sentences_add_does_not_depend_on_what_is_worked_out_of_the_others():
    found = sentences()
    value, size = worth(found, 100), lengths(found)
    assert [greedy_gains(value, size, [i])[i] for i in range(5)] == greedy_gains(value, size).tolist()


def test_wording_of_one_passage_alone_is_no_concept():
    counts = bigrams(("粮食增产", "粮食丰收", "粮食增产"))
    assert counts.sum(axis=0).A1.tolist() == [1, 2, 3, 1, 2]  # 丰收, 增产, 粮食, 食丰, 食增
    assert shared(counts, [0, 1, 1]).toarray().sum(axis=1).tolist() == [6, 2, 6]
    assert shared(counts, [0, 0, 0]).shape == (3, 0)


def test_a_passage_is_a_paragraph_or_a_part_of_a_long_one():
    text = "甲。\n" + "乙。" * (PASSAGE + 1) + "\n丙。丁。"
    assert passages(sentences(text)).tolist() == [0, *[1] * PASSAGE, 2, 3, 3]
    assert passages([]).tolist() == []


def test_numbers_are_paid_until_there_are_enough():
    value = worth(sentences("收到提案3件。\n走访3家。"), 300)._replace(enough=2.0)
    assert value.paid(np.arange(4)).tolist() == [0, FIGURE, 2 * FIGURE, 2 * FIGURE]


def test_a_sentence_with_figures_is_worth_more_than_a_slogan_of_the_same_words():
    text = "加强提案工作，提高提案质量，推动提案办理。\n全年提案办理134件，提案工作推动解决问题56个。\n委员参加活动。"
    slogan, fact, _ = worth(sentences(text)).gains([]) / lengths(sentences(text))
    assert fact > slogan


def test_what_came_of_the_work_is_worth_more_than_the_work():
    text = "委员调研停车场，走访商户。\n委员建议获采纳，难题已化解。\n文化活动。"
    work, outcome, _ = worth(sentences(text)).gains([]) / lengths(sentences(text))
    assert outcome > work


@pytest.mark.parametrize(
    ("text", "scene"),
    [
        ("“一主两辅”体系加快构建，增长32%。", False),
        ("“办得好，真是好，”居民说。", True),
        ("晚上10点50分，科长在群里发声了，建议解决。", True),
        ("前不久，委员来到社区。", True),
    ],
)
def test_a_sentence_that_sets_a_scene_is_one(text, scene):
    assert bool(SCENE.match(text)) == scene


def test_the_shorter_a_summary_the_more_it_leans_on_what_opens_paragraphs():
    text = "推进学校建设。\n新校12所，师资充足，学生满意。老校30所。\n加快医院建设。床位充足，病人满意。"
    opening = opens(sentences(text), [s.paragraph for s in sentences(text)]).astype(bool)
    assert opening.tolist() == [True, True, False, True, False]
    short, long = (worth(sentences(text), n).merit for n in (10, 40))
    assert (short[opening] > long[opening]).all() and (short[~opening] == long[~opening]).all()


@pytest.mark.parametrize(
    "asked",
    [
        "生产总值55亿元，增长16.6%，增速加快。",
        "收到提案134件，立案127件，办理落实。",
        "受理案件134件，审结127件，质效提升。",
    ],
)
def test_what_a_body_is_asked_for_first_is_told_before_other_figures(asked):
    found = sentences(f"公路里程55公里，增长16.6%，增速加快。\n{asked}\n学校12所，教师300名。")
    value = worth(found, 25)
    without = value._replace(covers=value.covers[:, :-1])
    assert value.gains([]) - without.gains([]) == pytest.approx([0, HEADLINE, 0])
    assert value.gains([1]) - without.gains([1]) == pytest.approx([0, 0, 0])


def test_the_product_of_the_whole_is_asked_for_before_that_of_a_zone():
    zone, whole = "预计可实现生产总值190亿元，增长30%。", "全市实现生产总值2600亿元，增长15%。"
    assert headlines([zone, whole]).tolist() == [0, 1]
    assert headlines([zone]).tolist() == [1]
    assert not headline("县域生产总值突破1000亿元。") and not headline("高新区完成生产总值190亿元。")
    assert headlines([]).tolist() == []


def test_the_product_itself_is_the_headline_not_its_rate_nor_that_of_a_part():
    rate, parts = "全市地区生产总值年均增长17.5%，总量前移三位。", ["实现生产总值60亿元。", "可实现生产总值190亿元。"]
    assert headlines([rate, *parts, "预计今年生产总值将达到1360亿元，是五年前的2.13倍。"]).tolist() == [0, 0, 0, 1]
    assert headlines([rate, "地区生产总值突破1.2万亿元，增长8%。", "实现地区生产总值2600亿元。"]).tolist() == [0, 1, 0]
    assert headlines([rate, "收到提案775件。"]).tolist() == [1, 0]


def test_a_plan_is_the_headline_where_nothing_was_reached():
    plan, done = "今年的预期目标是：生产总值增长10%以上。", "全市生产总值增长8%。"
    assert headlines([plan, "培训委员20名。"]).tolist() == [1, 0]
    assert headlines([plan, done]).tolist() == [0, 1]


def test_of_counts_the_largest_is_the_headline():
    each, whole = "二次会议收到提案287件。", "七届一次会议以来共收到提案1036件，都已办理。"
    assert headlines([each, "提交集体提案106件。", whole]).tolist() == [0, 0, 1]
    assert headlines([each, "立案提案的办复率为98%。"]).tolist() == [1, 0]
    assert headlines([each, "5年共收到委员提案1380件。"]).tolist() == [0, 1]
    assert headlines(["收案6420件，结案6391件。", "法官人均收案274件。"]).tolist() == [1, 0]
    assert headlines(["批准逮捕800件。", "对诈骗犯罪批准逮捕600件。"]).tolist() == [1, 0.75]


def test_a_headline_has_a_figure_and_is_no_plan_and_no_share():
    assert headline("工农业总产值一百四十二亿元。")
    assert headline("五年来，给予党纪政纪处分6693人。") and headline("立案提案133件。") and headline("提交提案145件。")
    assert not headline("增加值1412亿元，占全省国内生产总值的35.7%。")
    assert not headline("单位地区生产总值能耗降低4%。") and not headline("海洋生产总值增长13.1%，位居前列。")
    assert headline("全市地区生产总值2179亿元，人均生产总值33000元。") and headline("GDP增长7%，其中一产增长6%。")
    assert not headline("人均GDP达到6万元。") and not headline("民营经济实现增加值70亿元，占GDP的57%。")
    assert not headline("力争生产总值增长8%。") and not headline("生产总值稳定增长。")


@pytest.mark.parametrize(
    ("text", "number"),
    [("立案127件，办复率100%", 1), ("增长百分之八点一，达到三亿元", 2), ("1.2亿元，是上年的2倍", 2), ("建议30条", 0)],
)
def test_statistics_are_rates_and_sums(text, number):
    assert statistics(text) == number


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("收到提案134件，立案127件", ["134", "127"]),
        ("2023年5月26日召开第十一届十八次会议", []),
        ("增长5.2%，投资4.06万亿元", ["5.2", "4.06"]),
        ("实施“33618”和“4+8”行动", []),
        ("比上年增长百分之八点一", ["百分之八点一"]),
        ("下午4点54分", []),
        ("80余场次，300多人次", ["80", "300"]),
        ("2002 年产值 55 亿元，增长 16.6 %，第 3 次会议", ["55", "16.6"]),
        ("由26 000户增至1,052 000户", ["26 000", "1,052 000"]),
        ("二十六户社员，十二个公社，第十三条，十四大", ["二十六", "十二"]),
        ("有三十九位委员参加，市委十一次全会召开", ["三十九"]),
        ("支持企业3家进入中国500强", ["3"]),
    ],
)
def test_figures_measure_something(text, found):
    assert list(figures(text)) == found


def test_a_dense_text_is_paid_for_more_numbers():
    few = sentences("全年组织委员围绕产业和社会发展开展调研，建议得到区委、区政府和有关部门采纳，形成调研报告3篇。")
    many = sentences("审结刑事案件61件，民事案件72件。")
    assert worth(few).enough == 300 / CHARS_A_FIGURE < worth(many).enough


def test_nothing_is_worth_nothing():
    empty = Worth(shared(bigrams(("粮食",)), [0]), np.zeros(1), np.zeros(1))
    assert empty.gains([]).tolist() == [0]


def test_each_field_of_work_counts_once_and_only_with_a_number():
    told = ["今年执结案件98件。", "今年执结率有所上升。", "这里执结34件，审结行政案件12件。", "今年办成好事98件。"]
    value = worth(sentences("\n".join(told)))
    of_fields = [{float(w) for w in value.weights(i)} & {FIELD} for i in range(4)]
    assert of_fields == [{FIELD}, set(), {FIELD}, set()]
    assert value.gains([0])[2] < value.gains([3])[2]


def test_a_list_of_fields_may_be_empty(monkeypatch):
    monkeypatch.setattr("corpus_tools.choosing.worth.lexicon", lambda name: frozenset())
    found = sentences_of("立案127件，办复率100%。\n建成学校12所。")
    assert worth(found).covers.shape[0] == len(found) and worth([]).covers.shape[0] == 0

"""Keywords and distinctive terms: planted ones are found, words of the genre, places and persons are not."""

import math
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.corpus import Corpus, read_corpus
from corpus_tools.keywords import distinctive_terms, keywords
from corpus_tools.lexicon import lexicon
from corpus_tools.parse import parse
from corpus_tools.tokenize import sentences
from corpus_tools.wording.concordance import concordance, cooccurrence
from corpus_tools.wording.contrast import log_likelihood, log_odds, ratio
from corpus_tools.wording.neighbours import sides
from corpus_tools.wording.persons import persons
from corpus_tools.wording.phrase_scores import OF_REPORTS, Weights

ABSTRACT = (
    "基于改进蚁群算法的应急物资配送路径优化\n"
    "针对应急物资配送中时效性要求高的问题，建立带时间窗的配送路径优化模型，提出一种改进蚁群算法求解。"
    "改进蚁群算法引入自适应信息素更新规则，避免陷入局部最优。算例结果表明，改进蚁群算法的收敛速度优于蚁群算法，"
    "可为应急物资配送提供参考。"
)
REPORT = [
    "听民意 办实事——青山县政协2023年工作综述",
    "一、搭建“清风议事厅”",
    "县政协主席何以龙带队调研养老服务。全县建成“清风议事厅”36个，“清风议事厅”议出养老服务的新办法。",
    "委员工作室进社区，养老服务提质增效。县政协推动工作落实，加强工作统筹，工作取得新成效。",
    "二、老旧小区改造",
    "围绕老旧小区改造，委员走访居民，提交老旧小区改造提案。“清风议事厅”收集意见。",
]

EVERY = Weights(least=-math.inf)  # what little speaks for, too


def terms_of(text, n=10, **more):
    return list(scores_of(text, n, **more))


def scores_of(text, n=50, **more):
    return {k.term: k.score for k in keywords([text], n, **more)[0]}


@pytest.mark.parametrize("text", ["", " \n ", "。，", "的了和", "2023年1月", "哈"])
def test_a_text_without_words_has_no_keywords(text):
    assert keywords([text]) == [[]]


def test_no_texts_no_lists():
    assert keywords([]) == []
    assert distinctive_terms([]) == []


@pytest.mark.parametrize("given", ["一个文本", [None], Corpus((), ())])
def test_what_is_no_list_of_texts_is_refused_with_the_remedy(given):
    with pytest.raises(ValueError, match=r"write \[text\] for one, corpus\.reports"):
        keywords(given)


def test_the_name_in_the_title_that_the_text_repeats_comes_first():
    found = terms_of(ABSTRACT, 5)
    assert {"蚁群算法", "应急物资配送"} & set(found[:3])
    assert not {"问题", "结果", "参考", "提出", "结果表明"} & set(found)


def test_a_keyword_says_how_often_and_in_which_sentences_it_stands():
    text = "养老服务\n养老服务惠及居民。提案已经办结。完善养老服务，发展养老服务。"
    best = keywords([text], 1)[0][0]
    assert (best.term, best.count, best.sentences) == ("养老服务", 4, (0, 1, 3))
    assert all(best.term in sentences(text)[i] for i in best.sentences)


def test_scores_fall_and_no_keyword_comes_twice():
    found = keywords([ABSTRACT], 50)[0]
    assert len({k.term for k in found}) == len(found)
    assert [k.score for k in found] == sorted((k.score for k in found), reverse=True)


@settings(deadline=None)
@given(st.integers(1, 30))
def test_fewer_keywords_are_the_first_of_more(n):
    assert terms_of(ABSTRACT, n) == terms_of(ABSTRACT, 30)[:n]


def test_a_text_has_the_same_keywords_alone_and_among_others():
    other = "粮食\n粮食增产。" * 3
    assert keywords([ABSTRACT, other])[0] == keywords([other, ABSTRACT])[1] == keywords([ABSTRACT])[0]


def test_a_report_gives_its_own_names_and_no_words_of_the_genre():
    report = parse(REPORT, "青山.txt")
    found = keywords([report], 8)[0]
    names = [k.term for k in found]
    assert "清风议事厅" in names[:3]
    assert {"养老服务", "老旧小区改造"} <= set(names)
    assert not set(names) & (lexicon("genre_words") | {"工作", "36", "何以", "何以龙", "以龙"})
    assert {k.report for k in found} == {report.name}
    best = found[names.index("老旧小区改造")]
    assert all("老旧小区改造" in report.sentences[i].simplified for i in best.sentences) and best.sentences


def test_both_scripts_have_the_same_keywords():
    simple = "養老服務\n完善養老服務。養老服務惠及居民，養老服務站建成。".translate(str.maketrans("養務", "养务"))
    report = parse(["養老服務工作綜述", "完善養老服務體系，發展養老服務。養老服務惠及居民，養老服務站建成。"], "繁.txt")
    assert report.script == "traditional"
    assert keywords([report], 1)[0][0].term == terms_of(simple, 1)[0] == "养老服务"


def test_a_count_is_of_all_places_in_the_body_as_written_and_of_headings_for_what_only_they_have():
    body = "农村好。新农村建设和农村道路，农村人口。"
    report = parse(["县政府工作报告", "一、发展民宿旅游", body, "二、修建城区道路", "修好道路，道路通车。"])
    found = {k.term: k for k in keywords([report], 50, weights=EVERY)[0]}
    assert (found["农村"].count, found["农村"].sentences) == (4, (0, 1))
    assert (found["民宿旅游"].count, found["民宿旅游"].sentences) == (1, ())


def test_a_plan_of_some_years_and_an_epithet_are_whole_but_the_years_alone_are_no_keyword():
    lines = ["某市人民政府工作报告", "实施工业技改三年行动计划。打造动力之都，动力之都建设提速。", "三年行动计划收官。"]
    found = terms_of(parse(lines), 20)
    assert {"工业技改三年行动计划", "动力之都"} <= set(found) and "三年行动计划" not in found


def test_what_stands_only_in_a_chosen_phrase_is_no_keyword_beside_it_but_what_it_is_made_of_may_be():
    said = "完善政法干警核心价值观教育。政法干警核心价值观教育入脑入心。核心价值观教育见效，核心价值观深入人心。"
    found = terms_of(parse(["某区检察院工作报告", said]), 20)
    assert "政法干警核心价值观教育" in found and "干警核心价值观" not in found


def test_no_place_of_its_own_is_a_keyword_of_a_report():
    report = parse(["四川省广安市人民政府工作报告", "广安修路。广安市的道路通车，广安区的桥梁通车，四川的桥梁通车。"])
    found = terms_of(report, 30)
    assert report.place == ("四川省", "广安市") and "桥梁通车" in found
    assert not {"四川", "四川省", "广安", "广安市"} & set(found)


def test_a_term_that_is_given_is_kept_whole_and_preferred():
    text = "工作综述\n有事来议是新的办法。大家说有事来议好，有事来议办成了实事。"
    assert terms_of(text, 1, terms=["有事来议"]) == ["有事来议"]


def test_a_term_of_which_a_part_is_quoted_is_one_term():
    text = "工作综述\n实施“2468”水利攻坚行动计划，水库通水。落实“2468”水利攻坚行动计划，渠道通水。"
    assert terms_of(text, 1, terms=["“2468”水利攻坚行动计划"]) == ["“2468”水利攻坚行动计划"]


@given(st.text(alphabet="政协委员养老服务“”《》·-A1 \n，。的区何以龙说", max_size=60))
def test_any_text_has_keywords_that_stand_in_it(text):
    for keyword in keywords([text])[0]:
        assert keyword.term in text
        assert keyword.count >= 1 and math.isfinite(keyword.score)


@pytest.mark.parametrize(
    ("text", "whole", "torn"),
    [("晚新生代介形类化石\n晚新生代介形类化石丰富。研究晚新生代地层。", "晚新生代", "新生代"),
     ("非线性规划的桁架优化\n采用非线性规划模型优化桁架。", "非线性规划", "线性规划"),
     ("NF-κB与炎症反应\n炎症反应中NF-κB活化，NF-κB入核。", "NF-κB", "NF"),
     ("工作综述\n科技城新区“一核三区”建成。高标准建设科技城新区，推动通车。", "科技城新区", "城新区")],
)  # fmt: skip
def test_what_is_torn_out_of_a_word_comes_after_the_whole(text, whole, torn):
    found = terms_of(text, 20)
    assert whole in found and torn not in found[: found.index(whole)]


NAMED = "工作综述\n建立“双联系”机制，夯实基础。群众说“双满意”真好。以“同心兴县·青山行动”为引领，修好道路，道路通车。"


def test_a_quoted_name_counts_where_names_stand_though_it_stands_once():
    found = terms_of(NAMED, 20)
    assert found.index("双联系") < found.index("双满意")
    assert found.index("同心兴县·青山行动") < min(
        found.index(half) for half in ("同心兴县", "青山行动") if half in found
    )


@pytest.mark.parametrize("quoted", ["金点子", "加强医疗服务", "关于修路的建议"])
def test_figures_of_speech_tasks_and_titles_are_no_names_though_quoted(quoted):
    name, other = (scores_of(NAMED.replace("双联系", q)) for q in ("双联系", quoted))
    assert other.get(quoted, -math.inf) < name["双联系"]


def test_a_long_name_that_is_given_is_not_too_long():
    text = "工作综述\n{}西部金融中心核心承载区，修好道路，道路通车。"
    made, passed = (scores_of(text.format(verb), weights=EVERY) for verb in ("打造", "经过"))
    assert made["西部金融中心核心承载区"] > passed["西部金融中心核心承载区"]


def test_what_little_speaks_for_is_no_keyword_but_of_the_first_five():
    text = "工作综述\n村庄绿化，水渠疏浚，桥面铺装，药材晾晒，渔船检修，牲畜防疫，果树剪枝。"
    best, every = (keywords([text], 50, weights=weights)[0] for weights in (Weights(), EVERY))
    assert best == every[: len(best)] and 5 <= len(best) < len(every)
    assert max(k.score for k in every[len(best) :]) < Weights().least


def test_words_that_stand_together_once_are_less_a_term():
    text = "工作综述\n村庄绿化。水渠疏浚，水渠疏浚。道路通车。"
    with_it, without = (scores_of(text, weights=weights) for weights in (EVERY, EVERY._replace(once=0.0)))
    assert without["村庄绿化"] - with_it["村庄绿化"] == pytest.approx(Weights().once, abs=0.01)
    assert without["水渠疏浚"] == with_it["水渠疏浚"]


def test_a_report_is_about_what_has_a_name_more_than_about_words_of_the_dictionary():
    lines = [
        "县政协2023年工作综述",
        "委员视察污水，建言污水。支持云台低碳产业示范区。",
        "委员视察海滨风情小城，推介海滨风情小城。",
    ]
    of_abstracts, of_reports = (
        scores_of(parse(lines), weights=w._replace(least=-math.inf, longer=0.0)) for w in (EVERY, OF_REPORTS)
    )
    gained = {term: of_reports[term] - score for term, score in of_abstracts.items()}
    assert gained["云台低碳产业示范区"] > 0.3 and gained["海滨风情小城"] > 0.2 and gained["污水"] < -0.5


def test_what_ends_like_a_name_and_is_part_of_a_longer_one_or_says_what_all_reports_do_gains_nothing():
    lines = ["县政协2023年工作综述", "建成云台低碳产业学院。参观云台低碳产业学院。完善工作制度，完善工作制度。"]
    gained = [scores_of(parse(lines), weights=EVERY._replace(name=name)) for name in (0.0, 0.8)]
    rise = {term: gained[1][term] - score for term, score in gained[0].items()}
    assert rise["云台低碳产业学院"] > 0.5 and not rise["低碳产业"] and rise.get("工作制度", 0) < 0.5


@pytest.mark.parametrize(
    ("said", "terms", "none"),
    [
        # a group between towns and streets is one term, a clause around a verb of one character none
        ("新设镇街委员联系小组9个，镇街委员联系小组走访居民。镇街委员联系小组反映民情。", "镇街委员联系小组", ""),
        ("例会期间发简报。例会期间发简报。煤转甲醇投产，煤转甲醇达产。污水处理站扩建，污水处理站通水。",
         "煤转甲醇 污水处理站", "发简报 例会期间发简报"),
        # what is built, not its building
        ("推进清风书院建设，加快清风书院建设。清风书院落成。城市建设提速，城市建设见效。",
         "清风书院 城市建设", "清风书院建设"),
        # a verb that governs what follows
        ("围绕夜市治理开展视察，夜市治理纳入规划。围绕夜市治理收到提案，纳入议程。围绕夜市治理协商。",
         "夜市治理", "围绕 纳入 收到"),
        # half of a name, and a person with what he does
        ("举办“山水之城·2019”活动。2019年，“山水之城·2019”开幕。", "山水之城·2019", "2019"),
        ("梁志强通报情况，情况属实。志强小学开学，张伟出席会议，会议开得好。", "志强小学", "志强通报 张伟 张伟出席"),
        # a verb before a name
        ("编制《山区规划》，道路通车。编制《山区规划》，农村编制《山区规划》。",
         "山区规划", "编制《山区规划》 农村编制《山区规划》"),
        ("打好渔船检修攻坚战，渔船检修完成。渔产位居全县前列，渔产排第2。渔产位居全县前列，渔产排第1。",
         "渔船检修攻坚战", "打好渔船检修攻坚战 渔船检修完成 位居全县 排第"),
        # words of deeds, time and place, which are no matter by themselves
        ("强力铺设渔港管道，境内渔港管道上升。年底审议渔港管道，铺设渔港管道上升。境内年底上升。",
         "渔港管道", "铺设渔港管道 强力 境内 年底 上升"),
    ],
)  # fmt: skip
def test_what_is_a_term_of_a_report_and_what_is_none(said, terms, none):
    found = terms_of(parse(["县政协2023年工作综述", said]), 40, weights=EVERY)
    assert set(terms.split(" ")) <= set(found) and not set(none.split(" ")) & set(found)


def test_a_term_of_three_headings_is_worth_more_than_one_of_a_heading_and_the_text():
    def score(*headings):
        body = [
            line for i, heading in enumerate(headings) for line in (f"{'一二三'[i]}、{heading}", "道路通车，修好桥梁。")
        ]
        return scores_of(parse(["县政府工作报告", *body]), weights=EVERY)

    thrice, once = score("渔船检修起步", "渔船检修铺开", "渔船检修见效"), score("渔船检修起步", "渔港铺开", "渔港见效")
    assert thrice["渔船检修"] > once["渔船检修"] + 0.2


@pytest.mark.parametrize("name", ["日事日清、周事周结", "一个基地，三个中心，四个文昌"])
def test_a_motto_of_several_parts_that_is_quoted_again_is_one_term(name):
    text = "工作综述\n践行“{0}”作风，道路通车。弘扬“{0}”作风，修好道路。"
    assert name in terms_of(text.format(name), 5)


@pytest.mark.parametrize(
    ("name", "balanced"),
    [
        ("机器换工、屋顶换电", True),
        ("三提速、两减负", True),
        ("一个基地，四座新文昌", False),
        ("廉洁、高效", False),
    ],
)
def test_a_motto_that_is_quoted_once_is_one_term_if_its_parts_are_of_one_length(name, balanced):
    found = terms_of(f"工作综述\n推广“{name}”做法，道路通车。修好道路。", 50, weights=EVERY)
    assert (name in found) == balanced


def test_a_quoted_name_and_the_name_with_its_kind_are_one_keyword():
    report = parse(["青山县人民政府工作报告", "建设“双跨园”，入驻企业。实施“双跨园”战略，“双跨园”开工。"])
    assert [t for t in terms_of(report, 50, weights=EVERY) if "双跨园" in t] == ["双跨园"]


def test_what_names_a_campaign_of_the_whole_country_is_no_name_of_its_own():
    report = parse(["青山县人民政府工作报告", "开展“营改增”试点，开展“果改茶”试点。道路通车，修好道路。"])
    assert "果改茶" in terms_of(report, 1, weights=EVERY)[0]


def test_no_form_of_the_bodys_name_and_no_report_is_a_keyword():
    said = "翠屏区法院修路，翠屏法院架桥。听取提案工作报告，审议提案工作报告。果园见效。"
    found = terms_of(parse(["四川省宜宾市翠屏区人民法院工作报告", said]), 50, weights=EVERY)
    assert not [term for term in found if term.endswith(("屏法院", "屏区法院", "工作报告"))]


@pytest.mark.parametrize("organ", ["县政协", "县人民政府", "县人大常委会"])
def test_a_field_of_every_government_is_no_ones_own_matter_but_of_its_bureau(organ):
    def score(body):
        report = parse([f"青山{body}2023年工作报告", "义务教育见效，家风学堂见效。"])
        return scores_of(report, weights=EVERY)["义务教育"]

    assert score(organ) < score("县教育局") - 0.4


@pytest.mark.parametrize("name", ["两抓一促行动", "双百双千工程", "三比五看计划"])
def test_a_campaign_that_counts_its_parts_is_one_name(name):
    report = parse(["青山县人民政府工作报告", f"实施{name}，{name}见效。修路见效，架桥见效。"])
    assert name in terms_of(report, 3, weights=EVERY)


def test_a_name_that_is_quoted_once_ranks_above_a_word_of_the_language():
    report = parse(["青山县人民政府工作报告", "“四链融城”见效，苗圃见效。"])
    assert terms_of(report, 50, weights=EVERY)[0] == "四链融城"


def test_places_inside_the_reports_own_place_are_no_keywords():
    report = parse(["浙江省金华市人民政府工作报告", "义乌通车，义乌修路。金华市区修路，金华市区修桥。义乌陆港见效。"])
    found = terms_of(report, 50, weights=EVERY)
    assert not {"义乌", "金华市区"} & set(found) and "义乌陆港" in found


def test_no_rest_of_the_bodys_own_name_is_a_keyword():
    report = parse(["青山市中级人民法院工作报告", "中级人民法院通车，中级人民法院修路。检察产品见效。"])
    assert not {"中级人民法院", "人民法院", "法院"} & set(terms_of(report, 50, weights=EVERY))


def test_the_bodys_own_place_is_no_keyword_though_the_gazetteer_lacks_it():
    head, said = "政协榕江区第三届委员会常务委员会工作报告", "榕江区通车，榕江修路。政协榕江区第三届委员会修桥。"
    report = parse([head, "(2019年1月8日)", "各位委员:", said + "榕江古桥见效。"])
    assert report.organ == "榕江区政协" and not report.place
    found = terms_of(report, 50, weights=EVERY)
    assert not {"榕江区", "榕江", "政协榕江区", "政协榕江"} & set(found) and "榕江古桥" in found


@pytest.mark.parametrize("meeting", ["五中全会", "十一届三中全会"])
def test_the_meeting_that_every_report_studies_is_no_keyword(meeting):
    assert not [
        t for t in terms_of(f"工作综述\n学习{meeting}精神，道路通车。{meeting}召开，修好道路。", 50) if "全会" in t
    ]


def test_an_amount_is_a_keyword_where_it_is_a_known_term():
    said = "农民收入提高，渔民收入提高，防灾能力提高。农民收入增加，渔民收入增加，防灾能力增强。"
    report = parse(["青山县政协2023年工作综述", said])
    found = terms_of(report, 50, weights=EVERY)
    assert {"农民收入", "防灾能力"} <= set(found) and "渔民收入" not in found
    assert "渔民收入" in terms_of(report, 50, terms=["渔民收入"])


def test_a_rare_character_ends_a_phrase():
    text = "提取人参皂苷\n人参皂苷溶于水。测定人参皂苷，皂苷含量低。"
    assert terms_of(text, 3)[0] == "人参皂苷"


def test_what_stands_in_the_title_alone_is_no_keyword_of_a_report():
    lines = ["青山县中医药大会发言汇编——政协2023年工作综述", "修好道路，道路通车。针灸推拿进村，针灸推拿见效。"]
    assert "针灸推拿" in terms_of(parse(lines)) and "中医药" not in terms_of(parse(lines), 50, weights=EVERY)
    assert "中医药" in terms_of(parse([*lines, "中医药进村。"]))


def test_the_name_of_the_conference_tells_of_no_consultation():
    lines = [
        "青山县政协2023年工作综述",
        "中国人民政治协商会议成立七十五周年，修好道路。",
        "中国人民政治协商会议要道路通车。",
    ]
    assert not [term for term in terms_of(parse(lines), 50, weights=EVERY) if "协商" in term]
    assert "政治协商" in terms_of(parse([*lines, "开展政治协商，政治协商见效。"]))


@pytest.mark.parametrize("word", ["各项任务", "多种形式", "增加值", "总收入", "总投资", "主营业务收入", "渔民人均收入"])
def test_a_word_that_names_no_topic_is_no_keyword_of_a_report(word):
    lines = ["青山县政协2023年工作综述", f"{word}，修好道路。{word}，道路通车。"]
    assert word not in terms_of(parse(lines), 50, weights=EVERY)


@pytest.mark.parametrize(("said", "preferred"), [("锦绣新昆明", True), ("来到昆明", False), ("建设昆明", False)])
def test_an_epithet_that_is_given_to_the_place_again_and_again_is_a_term(said, preferred):
    def score(times):
        body = "".join(f"村民喜欢{said}。" for _ in range(times)) + "修好道路，道路通车。"
        return scores_of(parse(["昆明市政协2023年工作综述", body]), weights=EVERY).get(said, -9.0)

    assert (score(4) > score(3) + 0.8) == preferred


def test_its_own_body_is_a_keyword_of_a_report_that_speaks_of_it():
    lines = ["青山县政协2023年工作综述", "青山县政协修好道路，道路通车。"]
    assert "青山县政协" not in terms_of(parse(lines), 30, weights=EVERY)
    assert "青山县政协" in terms_of(parse([*lines, "村民说，青山县政协好。"]), 30)


def test_a_word_guessed_over_a_seam_opens_no_phrase_where_the_same_word_stands_before_it():
    found = terms_of("工作综述\n在会议上作典型发言，在会议上作典型交流。道路通车，修好道路，典型发言见效。", 30)
    assert "上作典型" not in found and "道路" in found


def test_a_place_with_words_of_the_genre_is_no_better_than_the_place():
    found = terms_of("工作综述\n推动重庆发展，加快重庆发展。修好桥梁，桥梁通车，桥梁安全。", 10)
    assert "桥梁" in found[:2] and "重庆发展" not in found[:2]


def test_persons_are_known_by_office_or_by_saying():
    text = "区政协主席何以龙带队，委员王小明、记者李四摄。张建国说，很好。主席会议召开。"
    assert {"何以龙", "王小明", "张建国"} <= persons(text)
    assert persons("主席会议召开，全体会议说明。") == frozenset()
    row = persons("副主任何以龙、袁翔、王小明和秘书长张建国出席，委员方案、程序完善。区政协副主席郑勇、付恺等参加。")
    assert {"何以龙", "袁翔", "王小明", "张建国", "郑勇", "付恺"} <= row and not {"程序", "付恺等"} & row
    met = persons("副主席周小凤、陈道平出席会议。梁志强通报情况，张伟主持，常委会主持，党组出席。")
    assert met == {"周小凤", "陈道平", "梁志强", "张伟"}


FARM = ["耕地保护\n加强耕地保护。耕地保护到村。", "耕地保护和粮食安全。粮食安全为先。"]
SCHOOL = ["义务教育\n发展义务教育。义务教育均衡。", "义务教育和粮食安全。义务教育为先。"]


def test_what_sets_a_group_apart_is_what_only_it_has():
    farm, school = distinctive_terms({"农": FARM, "学": SCHOOL})
    assert farm[0].term == "耕地保护" and farm[0].group == "农"
    assert (farm[0].count, farm[0].elsewhere, farm[0].texts) == (4, 0, 2)
    assert school[0].term == "义务教育"
    assert farm[0].z > 0 and farm[0].g2 > 0 and farm[0].ratio > 1


def test_names_of_its_own_come_before_what_is_common_property():
    own = "养老服务“青山助老”站建成。“青山助老”受欢迎。养老服务提质，养老服务惠民，养老服务到家。"
    first, _ = distinctive_terms([own, "道路通车。道路平安。"])
    assert [d.term for d in first][:2] == ["青山助老", "养老服务"]
    assert first[0].z < first[1].z and first[0].score > first[1].score


@pytest.mark.parametrize(
    ("said", "told"), [("“青山助老”", True), ("青山助老", False), ("“回头看”", False), ("“放管服”", False)]
)
def test_what_stands_once_sets_apart_only_as_a_quoted_name(said, told):
    first, _ = distinctive_terms([f"建成{said}平台。修好桥梁，桥梁通车。", "道路通车。道路平安。"])
    assert any(d.count == 1 for d in first) is told


def test_no_distinctive_term_is_part_of_another_of_its_group():
    for found in distinctive_terms(["协商民主建设。协商民主。协商民主建设好。", "道路通车。道路平安。"]):
        assert not [(a, b) for a in found for b in found if a is not b and a.term in b.term]


def test_what_stands_elsewhere_too_must_be_more_frequent_for_sure():
    first, _ = distinctive_terms(["清风议事厅建成。清风议事厅好。" * 2, "清风议事厅很好，清风议事厅很好。道路通车。"])
    assert "清风议事厅" not in {d.term for d in first}


def test_short_verbs_set_no_group_apart():
    first, _ = distinctive_terms(["扩容扩容，纳入纳入，桥梁桥梁。扩容，纳入，桥梁。", "道路通车。道路平安。"])
    assert {d.term for d in first} == {"桥梁"}


def test_one_group_alone_is_set_apart_from_nothing():
    assert distinctive_terms([FARM[0]]) == [[]]


def test_log_likelihood_is_what_dunnings_table_gives():
    a, b, c, d = 10, 5, 990, 1995  # the term here and there, the rest here and there
    n, expected = a + b + c + d, 0.0
    for observed, row, column in [(a, a + c, a + b), (b, b + d, a + b), (c, a + c, c + d), (d, b + d, c + d)]:
        expected += 2 * observed * math.log(observed * n / (row * column))
    assert log_likelihood([a, c], [b, d])[0] == pytest.approx(expected)


def test_log_odds_are_zero_for_equal_shares_and_turn_round_with_the_groups():
    assert log_odds([10, 90], [10, 90]) == pytest.approx([0, 0])
    here, there = [30, 70, 5], [3, 90, 7]
    assert log_odds(here, there) == pytest.approx(-log_odds(there, here))
    assert log_odds([30, 70], [3, 97])[0] > log_odds([3, 7], [1, 9])[0] > 0
    assert ratio([5, 5], [5, 5]) == pytest.approx([1, 1])


@pytest.fixture(scope="module")
def report():
    return parse(REPORT, "青山.txt")


def test_a_concordance_shows_every_place_with_its_neighbours_as_printed(report):
    lines = concordance("养老服务", [report], width=6)
    assert len(lines) == sum(p.simplified.count("养老服务") for p in report.paragraphs) == 3
    for line in lines:
        sentence = report.sentences[line.sentence]
        assert line.before + line.term + line.after in sentence.text
        assert len(line.before) <= 6 and len(line.after) <= 6
    assert concordance("", [report]) == concordance("没有的词", [report]) == []


def test_what_stands_beside_a_term_more_than_by_chance():
    lines = [
        line
        for i in range(6)
        for line in (f"第{i}次听证会请来律师，律师解答听证会提问。", f"第{i}天修路，道路通车，群众出行。")
    ]
    pairs = cooccurrence("听证会", [parse(["某某工作报告", *lines], "a.txt")])
    assert pairs[0].term == "听证会" and "律师" in {p.other for p in pairs}
    assert not {"通车", "道路"} & {p.other for p in pairs}


def test_the_seeds_have_no_furniture_persons_or_bare_numbers_among_their_keywords():
    for found in keywords(read_corpus(Path(__file__).parent.parent / "seeds").reports):
        assert len(found) == 20
        for keyword in found:
            assert not keyword.term.replace(".", "").isdigit()
            assert not {"许可证", "版权", "责任编辑", "山东大学", "何以", "何以龙", "刘汉华"} & {keyword.term}
            assert keyword.sentences or keyword.count


@pytest.mark.parametrize("number", ["千分之四十二", "二〇一八年", "III期", "4GW", "五年以上", "8日晚", "四次会议"])
def test_no_part_of_a_number_is_a_keyword(number):
    text = f"完善公营房屋\n公营房屋的轮候时间为{number}。公营房屋惠及青年，{number}。"
    found = terms_of(text, 20)
    assert "公营房屋" in found
    assert not [term for term in found if re.search("千分之|八年|^III$|4GW|五年|日晚|次会议", term)]


def test_the_number_of_a_heading_is_no_part_of_a_keyword():
    told = "我们新办一批企业，引进一批资金，办成了几件大事。"
    leads = ("一要解放思想，加快改革步伐。", "二要依靠科技，振兴民族经济。", "三要加强团结，维护山区稳定。")
    found = terms_of(parse(["县政府工作报告", "各位代表：", *(lead + told for lead in leads)]), 40)
    assert "依靠科技" in found
    assert not [term for term in found if term[0] in "一二三"]


def test_neighbours_that_never_come_again_have_the_entropy_of_so_many_and_an_end_is_one_of_its_own():
    found = sides(np.array([0, 0, 0, 1, 1, 1, 2, 2, 3]), np.array([7, 8, 9, 0, 0, 0, 5, 5, 0]))
    assert found.entropy == pytest.approx([math.log(3), math.log(3), 0, 0])
    assert found.alone.tolist() == [False, False, True, False]
    assert all(not len(part) for part in sides(np.array([], int), np.array([], int)))


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 4)), min_size=1))
def test_the_entropy_of_neighbours_is_that_of_their_shares(pairs):
    pairs += [(phrase, 1) for phrase in range(4)]
    found = sides(*np.array(pairs).T)
    for phrase in range(4):
        own = [neighbour for n, neighbour in pairs if n == phrase]
        shares = [own.count(neighbour) / len(own) for neighbour in set(own)]
        assert found.entropy[phrase] == pytest.approx(-sum(p * math.log(p) for p in shares))


def test_all_places_of_a_phrase_count_though_the_segmenter_cuts_some_of_them_otherwise():
    text = "议事厅\n清风议事厅建成。县里有清风议事厅，乡里有清风议事厅。"
    counts = {k.term: k.count for k in keywords([text], 20)[0]}
    assert counts and all(n >= text.count(term) for term, n in counts.items() if len(term) > 3)


FILLER = "乡村修好道路，桥梁通车。群众出行方便，果园丰收。水库蓄水，渠道清淤。校舍翻新，操场平整。"


def test_the_longer_a_text_the_less_a_name_says_that_stands_twice():
    text = "工作综述\n举办“春风计划”。“春风计划”惠及青年。" + 8 * "静脉园区扩建，建成静脉园区。"
    gaps = []
    for filler in (1, 400):
        score = scores_of(text + filler * f"\n{FILLER}", 200)
        gaps.append(score["静脉园区"] - score["春风计划"])
    assert gaps[0] < 0 < gaps[1]


NATION = ["县人民政府工作报告", "落实“{0}”。“{0}”见效。修好道路，道路通车。“两山夹一川”成景。建设“两山夹一川”。"]


@pytest.mark.parametrize("term", ["一带一路", "三去一降一补", "中华人民共和国公路法"])
def test_what_the_whole_country_says_is_no_name_of_a_report(term):
    report = parse([line.format(term) for line in NATION])
    score = scores_of(report)
    assert score["两山夹一川"] > score[term] + 0.4
    assert terms_of(report, 1, terms=[term]) == [term]


def test_a_common_term_keeps_its_worth_in_a_text_that_is_no_report():
    text, report = "\n".join(NATION).format("一带一路"), parse([line.format("一带一路") for line in NATION])
    plain, ours = scores_of(text, 20), scores_of(report, 20)
    assert plain["一带一路"] > ours["一带一路"] + 1


def test_what_every_government_reports_on_is_the_subject_of_a_bureau():
    said = ["改善基础设施，基础设施更新。果园丰收，果园扩种。", "道路通车，桥梁通车，群众出行方便。"]
    both = (parse([f"四川省广安市{body}工作报告", *said]) for body in ("人民政府", "基建局"))
    government, bureau = (scores_of(report, 20) for report in both)
    assert government["果园"] == bureau["果园"] and bureau["基础设施"] > government["基础设施"] + 1


@pytest.mark.parametrize(
    ("said", "term", "torn"),
    [("发展多元支柱产业", "多元支柱产业", "一"), ("全面落实强港口战略", "强港口战略", "全面落实强港口战略"),
     ("牢牢把牢大方向", "方向", "牢大方向"), ("改造22条乡间道路", "乡间道路", "条乡间道路"),
     ("扶持30个村集体经济", "集体经济", "个村集体经济"), ("科技型企业数居全省第一", "科技型企业", "科技型企业数居"),
     ("高质量谱写乐章", "乐章", "高质量谱写")],
)  # fmt: skip
def test_a_phrase_begins_where_its_name_does(said, term, torn):
    found = terms_of(f"工作综述\n{said}。实施{term}，制定{term}规划。道路通车，{said}。", 40, weights=EVERY)
    assert term in found and torn not in found


def test_a_district_with_its_name_and_a_lake_are_more_than_places():
    text = "工作综述\n建设海州新区，海州新区招商。治理滇池，滇池建闸。来到重庆，重庆招商。"
    score = scores_of(text, weights=EVERY)
    assert min(score["海州新区"], score["滇池"]) > score["重庆"] + 1


def test_what_every_report_says_of_its_efforts_is_no_keyword():
    text = "加强养老服务\n在坚强领导下攻坚克难，养老服务跃上新台阶。经过共同努力，农村公路超额完成。工作思路清晰。"
    text += "高度重视作风，投入使用前验收。"
    assert {"养老服务", "农村公路"} == set(terms_of(text, 2))


def test_a_word_of_the_genre_stands_in_one_list():
    assert not lexicon("not_topics") & lexicon("genre_words")


def test_what_the_segmenter_keeps_whole_is_no_keyword_if_its_halves_would_be_none():
    lines = [
        "青山县审计局2021年工作总结",
        "审计结果表明，账目清楚。审计结果表明，水利资金合规。健全制度规范，认真履行职责。",
    ]
    terms = {k.term for k in keywords([parse(lines)], 30)[0]}
    assert "水利资金" in terms and not terms & {"结果表明", "健全制度", "健全制度规范", "履行职责"}


def test_a_quarter_the_whole_county_and_the_report_itself_are_no_keywords():
    lines = ["青山县2021年工作总结", "一、2021年工作总结", "第一季度党建引领全县教育，接种近10万剂次。第一季度雨水多。"]
    terms = {k.term for k in keywords([parse(lines)], 30)[0]}
    assert not [t for t in terms if t.endswith("工作总结") or "季度" in t or "全县" in t or "万剂" in t]


def test_a_place_with_the_one_it_lies_in_is_no_keyword():
    lines = [
        "杭州市余杭区人民政府工作报告",
        "各位代表：",
        "杭州市余杭经济增长，杭州余杭创新，杭州市余杭区养老服务中心建成。",
    ]
    assert not {k.term for k in keywords([parse(lines)], 30)[0]} & {"杭州市余杭", "杭州余杭", "杭州市余杭区"}


def test_a_report_has_a_matter_once_rather_than_in_three_forms():
    lines = ["青山县2021年工作总结", "实施创新驱动，坚持创新驱动，创新驱动战略落地。"]
    once, thrice = (
        scores_of(parse(lines), weights=OF_REPORTS._replace(least=-math.inf, longer=longer))
        for longer in (OF_REPORTS.longer, 0.0)
    )
    assert once["创新驱动战略"] < thrice["创新驱动战略"] and once["创新驱动"] == thrice["创新驱动"]

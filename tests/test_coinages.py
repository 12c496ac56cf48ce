"""Coinages: what counts as one, when it appears, changes and goes."""

import dataclasses

import pytest
from made import made

from corpus_tools.comparing.coinages import changes, coinage_matrix, coinages, is_national
from corpus_tools.comparing.marked import coined, definitions, variants
from corpus_tools.parse import parse
from corpus_tools.report import Report


def report(name: str, text: str, year: int | None = None, organ: str | None = None, glossary=()) -> Report:
    """A report of one sentence."""
    return made(name, [("", 1, [text])], year=year, organ=organ, glossary=dict(glossary))


@pytest.mark.parametrize(
    ("sentence", "terms"),
    [
        ("助力“两副担子”,添彩江北。", ["两副担子"]),
        ("实施“3113”项目攻坚行动计划。", ["3113"]),
        ("做实“有事来协商·广事好商量”品牌。", ["有事来协商·广事好商量", "有事来协商", "广事好商量"]),
        ("建设‘两地一城’。", ["两地一城"]),
        ("聚力实施“建设‘两地一城’”。", ["两地一城"]),
        ("构建一核两翼发展格局,打好三大攻坚战。", ["一核两翼", "三大攻坚战"]),
        ("完善1+3+N协商平台。", ["1+3+N"]),
        ("打好“三大攻坚战”,谋划七大行动。", ["三大攻坚战", "七大行动"]),
        ("他说:“路修好了。”", []),
        ("他说“路修好了”。", []),
        ("就“提升农业机械化水平”开展调研。", []),
        ("“8.23”山火发生后。", []),
        ("“好房网”非法集资案一审宣判,“好房网”案件执结。", ["好房网"]),  # the name of a case
        ("农场荣获“大地卫士奖”。", []),
        ("在“2023”年。", []),
        ("打通“最后一公里”。", []),
        ("“十五”期间开展“六五”普法。", []),  # periods of plans
        ("迎接党的“十八”大,学习“二十大”精神。", []),  # congresses of the party
        ("落实七大战略任务、五大行动要求。", []),
        ("实施七大战略和五大行动。", ["七大战略", "五大行动"]),
        ("亩产上了“纲要”。", []),  # a document
        ("没有引号的话。", []),
        ("“" * 500, []),
        ("", []),
    ],
)
def test_terms_a_sentence_marks(sentence, terms):
    assert coined(sentence) == terms


THREE_YEARS = [
    report("y1", "推进“双联系”机制。", 2021, "江北区政协"),
    report("y2", "推进“双联系”机制,办好“委员讲堂”。", 2022, "江北区政协"),
    report("y3", "办好委员讲堂,打造“渝事好商量”。", 2023, "江北区政协"),
]


def test_a_coinage_of_the_third_year_is_first_seen_there():
    found = {c.term: c for c in coinages(THREE_YEARS)}
    assert (found["渝事好商量"].first_year, found["渝事好商量"].fate) == (2023, "新出现")
    assert (found["双联系"].last_year, found["双联系"].fate) == (2022, "不再提")
    assert found["委员讲堂"].reports == ("y2", "y3")  # counted without its quotation marks too
    assert found["渝事好商量"].sentence.report == "y3"


def test_a_coinage_stands_first_in_its_earliest_year_quoted_or_not_and_in_one_year_where_it_is_quoted():
    early = report("y0", "委员讲堂开讲。", 2020, "乙区政协")
    beside = report("y1", "委员讲堂开讲。", 2022, "丙区政协")
    for more, first in (([early], "y0"), ([beside], "y2")):
        found = {c.term: c.sentence for c in coinages([*THREE_YEARS[1:], *more])}
        assert found["委员讲堂"].report == first


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("办“文化”,文化兴,文化强。", []),  # a word of the dictionary that stands mostly without marks
        ("推进“现代化”,现代化好,现代化强。", []),
        ("书写“为人”,为人民,为人父。", []),  # two characters that meet in any text
        ("打造“三农”,三农兴。", ["三农"]),
        ("办“文化”。", ["文化"]),
        ("办“委员讲堂”,委员讲堂开讲,委员讲堂好。", ["委员讲堂"]),
        ("整治“三乱”。", ["三乱"]),
        ("用了二十三条治“三乱”。", ["三乱"]),
        ("增强“四个意识”,办好“委员讲堂”。", ["委员讲堂"]),  # a creed is none
        ("建成40处规模化供水共同体。再建20处规模化供水共同体。", ["规模化供水共同体"]),  # no classifier opens one
    ],
)
def test_the_coinages_of_a_report_are_neither_words_of_the_language_nor_a_creed(text, terms):
    found = coinages([report("a", text)])
    assert [c.term for c in found] == terms
    assert all(c.count for c in found)


@pytest.mark.parametrize(("text", "term"), [("文化兴,文化强,文化好。", "文化"), ("实施微网实格治理。", "微网实格")])
def test_a_term_that_the_report_explains_is_its_own(text, term):
    found = coinages([report("a", text, glossary=[(term, "一种说法")])])
    assert [(c.term, c.definition) for c in found] == [(term, "一种说法")]


def test_the_order_of_files_changes_nothing():
    assert coinages(THREE_YEARS) == coinages(THREE_YEARS[::-1])


def test_the_matrix_counts_a_coinage_in_each_report():
    assert coinage_matrix(THREE_YEARS, coinages(THREE_YEARS)).loc["委员讲堂"].tolist() == [0, 1, 1]
    assert coinage_matrix(THREE_YEARS, coinages(THREE_YEARS)).loc["双联系"].tolist() == [1, 1, 0]
    assert coinage_matrix([], coinages([])).empty
    assert coinage_matrix([report("a", "没有。")], coinages([report("a", "没有。")])).empty


def test_one_year_has_no_fate():
    assert coinages(THREE_YEARS[:1])[0].fate == ""


def test_what_the_whole_country_says_comes_last():
    some = [report(n, f"建成“国家卫生城市”,推进“放管服”,办好“{n}事好商量”。", 2023, f"{n}市政府") for n in "甲乙"]
    assert [c.term for c in coinages(some)] == ["乙事好商量", "甲事好商量", "国家卫生城市", "放管服"]


def test_what_a_province_gives_as_an_honour_comes_last_too():
    some = [report("甲", "获评“全省先进基层党组织”,打造“甲事好商量”,获得“全市模范集体”。", 2023, "甲市检察院")]
    assert [c.term for c in coinages(some)] == ["甲事好商量", "全市模范集体", "全省先进基层党组织"]


def test_straight_quotes_mark_a_coinage_as_curly_ones_do():
    lines = ["甲市人民政府2023年工作报告", '实施"双百千"行动,推行"一业一策"。']
    assert [c.term for c in coinages([parse(lines)])] == ["一业一策", "双百千"]


def test_near_terms_are_variants():
    assert variants(["渝事好商量", "广事好商量", "双联系机制"]) == {
        "渝事好商量": ("广事好商量",),
        "广事好商量": ("渝事好商量",),
    }


def test_a_changed_wording_is_told():
    years = [
        report("y1", "开展“三个年活动”。", 2023, "甲市政府"),
        report("y2", "开展“新三个年活动”升级。", 2024, "甲市政府"),
        report("y3", "开展“三个年活动升级”。", 2024, "乙市政府"),
    ]
    assert changes(years, coinages(years)) == []  # 三个年活动 still stands inside the new wording
    years[1] = report("y2", "开展“三年活动”。", 2024, "甲市政府")
    assert [(c.term, c.later_term) for c in changes(years, coinages(years))] == [("三个年活动", "三年活动")]


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("实施“3113”项目攻坚行动计划:即围绕3个专项,形成10个项目。", "围绕3个专项,形成10个项目"),
        ("推进“两高”(即高质量发展、高品质生活)示范区。", "高质量发展、高品质生活"),
        ("“三排”是指排查、排除、排险。", "排查、排除、排险"),
        ("“两副担子”:一是金融中心,二是消费中心。", "一是金融中心,二是消费中心"),
        ("“高铁时代”即将到来,大有可为。", None),  # what is about to come is no definition
        ("“一网通办”即日上线,群众满意。", None),
    ],
)
def test_reports_define_their_terms(text, meaning):
    assert definitions([report("a", text)], coined(text)[:1]).get(coined(text)[0]) == meaning


FARM = "发展数字农田经济,数字农田经济起步。"
UNMARKED = [
    report("y1", f"{FARM}建好民情驿站,民情驿站增加。", 2022, "甲市政府"),
    report("y2", f"{FARM}办好委员工作室,委员工作室挂牌。", 2023, "甲市人民政府"),
    report("y3", f"{FARM}委员工作室扩面。国民经济稳定,国民经济增长。", 2024, "甲市政府"),
]


def test_a_compound_that_looks_like_a_name_needs_no_quotation_marks():
    found = {c.term: c for c in coinages(UNMARKED)}
    rooms, posts = found["委员工作室"], found["民情驿站"]
    assert (rooms.first_year, rooms.fate, rooms.marked) == (2023, "新出现", False)
    assert (posts.last_year, posts.fate) == (2022, "不再提")
    assert "国民经济" not in found  # a word of the dictionary
    assert not any("农田经济" in term for term in found)  # every year says it
    assert coinages(UNMARKED) == coinages(UNMARKED[::-1])


@pytest.mark.parametrize(
    ("text", "torn"),
    [
        ("发展混合所有制经济,壮大混合所有制经济。", "所有制经济"),
        ("推进服务业综合改革试点,做好服务业综合改革试点。", "业综合改革试点"),
        ("全面推行林长制,再全面推行林长制。", "全面推行林长制"),
        ("把着力点放在实体经济上,始终把着力点放在实体经济。", "着力点放在实体经济"),
        ("壮大工业经济,工业经济回升。", "工业经济"),
        ("健全风险评估机制,用好风险评估机制。", "风险评估机制"),
    ],
)
def test_a_piece_of_a_longer_name_a_clause_and_ordinary_words_are_no_coinages(text, torn):
    assert torn not in {c.term for c in coinages([report("a", text, 2023, "甲市政府")])}


def test_a_number_is_a_coinage_where_it_is_quoted_and_in_no_larger_number():
    one = report("a", "实施“450”工程,“450”工程见效。", 2023, "甲市政府")
    other = report("b", "修路450公里,扶持4507家企业。", 2023, "乙市政府")
    (found,) = coinages([one, other])
    assert (found.term, found.count, found.reports) == ("450", 2, ("a",))


def test_two_characters_that_stand_in_other_words_too_are_no_coinage():
    some = [report("a", "办好“中兴”工程。", 2023, "甲市政府"), report("b", "集中兴建公寓。", 2022, "乙市政府")]
    assert [c.term for c in coinages(some[:1])] == ["中兴"]
    assert coinages(some) == []


def test_what_several_reports_mark_comes_before_what_several_only_say():
    said = [report(n, "用好政策,好政策落地。", 2023, f"{n}市政府") for n in "丙丁"]
    both = [report(n, f"办好“乡里议事厅”。{t}", 2023, f"{n}市政府") for n, t in (("甲", "落实“好政策”。"), ("乙", ""))]
    found = coinages([*said, *both])
    assert [(c.term, c.marked, len(c.reports)) for c in found][:2] == [("乡里议事厅", 2, 2), ("好政策", 1, 3)]


def test_what_most_bodies_say_and_what_is_said_once_is_not_coined():
    sky, roads = "发展低空经济,低空经济起步。", "修路。"
    three, one = (
        [report(n, sky if n in said else roads, 2023, f"{n}市政府") for n in "甲乙丙丁"] for said in ("甲乙丙", "甲")
    )
    assert coinages(three) == []
    assert [c.term for c in coinages(one)] == ["低空经济"]
    assert coinages([report("a", "建好民情驿站。", 2023, "甲市政府")]) == []


def test_an_old_word_of_the_economy_is_not_coined_and_a_place_among_the_hundred_best_is_an_honour():
    assert coinages([report("a", "服务实体经济,实体经济回升。", 2023, "甲市政府")]) == []
    told = coinages([report("a", "连续三年荣膺“中国工业百强区”,办好“板凳会议”。", 2023, "甲区政府")])
    assert [c.term for c in told] == ["板凳会议", "中国工业百强区"]
    assert is_national("中国工业百强区") and is_national("甲省经济十强县") and not is_national("自强议事厅")


def test_the_name_of_a_place_makes_no_coinage():
    one = report("a", "天心工作室挂牌,天心工作室开讲。", 2023, "天心区政协")
    assert [c.term for c in coinages([one])] == ["天心工作室"]
    assert coinages([dataclasses.replace(one, place=("湖南省", "天心区"))]) == []


def test_a_changed_wording_needs_no_quotation_marks():
    years = [
        report("y1", "发展数字乡村经济,数字乡村经济起步。", 2023, "甲市政府"),
        report("y2", "发展数字乡村新经济,数字乡村新经济壮大。", 2024, "甲市人民政府"),
    ]
    assert [(c.term, c.later_term, c.organ) for c in changes(years, coinages(years))] == [
        ("数字乡村经济", "数字乡村新经济", "甲市政府")
    ]


def test_of_two_terms_of_one_meaning_the_shorter_is_kept():
    meaning = "围绕3个专项,形成10个项目。"
    glossary = [("3113", meaning), ("3113项目攻坚行动计划", meaning), ("3113看板", "一块屏幕。")]
    one = report("a", "实施“3113”项目攻坚行动计划,更新“3113看板”。", glossary=glossary)
    assert {c.term for c in coinages([one])} == {"3113", "3113看板"}


def test_a_numbered_term_that_opens_a_line_without_a_full_stop_counts():
    reports = [report("a", "推行“三定”工作法。"), report("b", "三定工作法延伸到三级")]
    assert coinage_matrix(reports, coinages(reports)).loc["三定"].tolist() == [1, 1]


def test_the_end_of_a_longer_numbered_term_is_not_the_short_one():
    reports = [report("a", "实行“三定”办法。", 1955), report("b", "坚持“三审三定”,落实三定。", 2022)]
    assert coinage_matrix(reports, coinages(reports)).loc["三定"].tolist() == [1, 1]
    assert coinage_matrix(reports, coinages(reports)).loc["三审三定"].tolist() == [0, 1]

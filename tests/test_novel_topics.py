"""New topics and new indicators: planted among old ones."""

import pytest
from made import made

from corpus_tools.comparing.novel_topics import new_indicators, new_topics
from corpus_tools.comparing.novelty import COINED, COUNTED, TOPIC, new_against
from corpus_tools.report import Report

FARM = [
    "推广水稻育秧技术，修建灌溉水渠，水稻亩产和农民种粮收入都有提高，粮食仓库容量扩大，化肥农药用量减少。",
    "水稻种植面积扩大，农民购买收割机，农业合作社发展，粮食收购价格提高，灌溉水渠修到田头。",
    "农业技术员下乡指导水稻病虫防治，农民种粮积极性提高，农田灌溉条件改善，粮食产量创新高。",
    "农民合作社建起粮食烘干房，水稻机插面积扩大，农药化肥减量，种粮大户收入增加。",
]
SCHOOL = [
    "新建中学教学楼，招聘乡村教师，教师工资提高，学生午餐改善，学校操场和图书室建成，校车开通。",
    "小学教师轮岗交流，学生近视防控加强，课后服务覆盖全部学校，教师培训经费增加，校园安全改善。",
    "幼儿园学位增加，教师编制向乡村学校倾斜，学生资助应助尽助，学校食堂卫生检查全覆盖。",
    "中学教师职称评审放宽，学校图书室藏书增加，学生体育课时增加，校园操场翻新。",
]
DRONE = [
    "无人机航线开通，低空经济起步，飞行汽车试飞成功，无人机物流配送进入社区，起降场布局完成。",
    "低空经济产业园招商，无人机整机企业落户，飞行汽车总部签约，起降场和空域管理平台建成。",
    "无人机巡检电网，低空经济人才公寓开建，飞行汽车适航取证，无人机配送外卖，空域申报平台上线。",
]


def report(name: str, texts: list[str]) -> Report:
    """A report whose sections are a paragraph of one sentence each."""
    return made(name, [("", 1, [text]) for text in texts])


OLD = [report("old1", [*FARM, *SCHOOL[:2]]), report("old2", [*SCHOOL[2:], *FARM[:2]])]


def test_a_planted_topic_is_found_and_the_old_ones_are_not():
    (topic,) = new_topics(OLD, [report("new", [FARM[1], SCHOOL[1], *DRONE])])
    assert "低空经济" in topic.words
    assert not {"水稻", "教师"} & set(topic.words)
    assert all(any(word in p.simplified for word in topic.words) for p in topic.passages)
    assert len(topic.passages) == len(DRONE)


def test_many_new_passages_are_grouped_by_their_matter():
    fresh = [f"{t}第{n}批。" for n in "一二三四五" for t in DRONE]
    nurses = "养老护理员上门，护理院床位增加，老人助餐点开张，家政保姆培训，康复医院开诊，长护险参保。"
    found = new_topics(OLD, [report("new", [*fresh, *(f"{nurses}第{n}批。" for n in "一二三四五六七")])])
    groups = [{"无人机" in p.simplified for p in topic.passages} for topic in found]
    assert {True} in groups
    assert {False} in groups
    assert {True, False} not in groups


def test_one_passage_with_few_new_words_is_no_topic():
    few = "把智慧、人文理念贯穿到全过程，绿色贯穿始终，我们主动作为、从容应对、积极行动，继续保持又好又快、又稳又实。"
    assert new_topics(OLD, [report("new", [few])]) == []


def test_nothing_is_new_against_itself_and_nothing_against_nothing():
    assert new_topics(OLD, OLD) == []
    assert new_topics(OLD, []) == new_topics([], OLD) == new_topics([report("empty", [])], OLD) == []


def test_the_order_of_the_reports_changes_nothing():
    new = [report("n1", [DRONE[0], FARM[0], DRONE[1]]), report("n2", [DRONE[2], SCHOOL[0]])]
    found, other = ({t.words for t in new_topics(old, some)} for old, some in ((OLD, new), (OLD[::-1], new[::-1])))
    assert found == other


@pytest.mark.parametrize(
    ("old", "new", "names"),
    [
        ("征集提案100件。", "征集提案120件。", []),
        ("征集提案100件。", "立案提案90件。", ["立案提案"]),
        ("粮食产量100万吨。", "粮食总产量达到110万吨,开通航线59条。", ["航线（开通）"]),
        ("明年建设和美乡村12个。", "建成和美乡村12个。", []),  # a plan that came true is no news
        ("建设和美乡村12个。", "提升和美乡村9个。", []),  # nor what is done with what was counted
        ("港口货物吞吐量5亿吨。", "港口吞吐量6亿吨,旅客吞吐量300万人次。", ["旅客吞吐量"]),
        ("提案100件。", "引来企业9家。", []),  # of whatever kind
    ],
)
def test_indicators_are_new_by_what_they_count(old, new, names):
    assert [name for name, _ in new_indicators([report("a", [old])], [report("b", [new])])] == names


def test_a_growth_that_is_new_is_told_as_one_and_its_goal_is_not_where_there_is_a_result():
    rows = new_against([report("a", FARM)], [report("b", ["全年网络零售额增长16%。", "力争网络零售额增长9%。"])])
    assert [row.what for row in rows if row.kind == COUNTED] == ["网络零售额 增长16%"]


def test_the_rows_say_what_is_new_of_each_kind():
    rows = new_against(OLD, [report("new", [*DRONE, "办好“院坝讲堂”，开通无人机航线59条。"])])
    told = {row.kind: row for row in rows}
    assert "低空经济" in told[TOPIC].what
    assert {row.what for row in rows if row.kind == COINED} == {"院坝讲堂", "低空经济"}
    assert "59条" in told[COUNTED].what
    assert "59条" in told[COUNTED].sentence.text
    assert all(row.reports == ("new",) for row in rows)

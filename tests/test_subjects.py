"""What a figure counts and what was done, class by class: lists, shares, compounds, deeds, ranks."""

import pytest
from annotated import report

from corpus_tools.counting.ledger import indicator_name
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


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("服务业增加值占GDP比重1.8%。", [("服务业增加值占GDP比重", "")]),
        (
            "服务业增加值500亿元,占GDP的比重超过50%,提高2个百分点。",
            [("服务业增加值", ""), ("服务业增加值占GDP的比重", "超过"), ("服务业增加值占GDP的比重", "提高")],
        ),
        ("新兴产业占工业比重由5%提高到24%。", [("新兴产业占工业比重", "由"), ("新兴产业占工业比重", "提高到")]),
        ("海洋产业占GDP比重20%,增长8%。", [("海洋产业占GDP比重", ""), ("海洋产业", "增长")]),
        ("教师205人,占比93%,其中女性90人。", [("教师", ""), ("教师占比", ""), ("女性", "")]),
        ("到位资金5亿元,民营企业占87%。", [("到位资金", ""), ("民营企业", "占")]),
        ("收到提案200件,占总数的40%。", [("提案", "收到"), ("提案", "占")]),
    ],
)
def test_a_share_says_of_what_it_is_one_where_the_text_says_so(text, found):
    assert told(text) == found


def test_a_share_goes_with_the_figures_that_tell_how_it_changed():
    rows = indicators(report("民生支出占财政支出比重达到65%,提高2个百分点。", year=2023))
    assert [row.share_of for row in rows] == ["财政支出"] * 2
    names = {indicator_name(row) for row in rows}
    (other,) = indicators(report("民生支出占财政支出的比重为70%。", year=2023))
    assert indicator_name(other) in names == {"民生支出占财政支出的比重", "民生支出占财政支出的比重提高"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("取消事项12项、前置审批条件8项,取消65个办理环节。", ["事项", "前置审批条件", "办理环节"]),
        ("实施50个咨询项目,打造30个数字化应用场景。", ["咨询项目", "数字化应用场景"]),
        ("促成30项科技成果转化项目。", ["科技成果转化项目"]),
        ("推动5家企业转化成果。", ["企业"]),
        ("推出三批共46项创新举措、两批共41个案例。", ["创新举措", "案例"]),
        ("培育2个市级以上实训基地。", ["市级以上实训基地"]),
        ("推进30个亿元以上项目建设。", ["亿元以上项目建设"]),
        ("为200名40岁以上居民免费筛查。", ["40岁以上居民"]),
        ("组建4个“产学研建”平台。", ["“产学研建”平台"]),
        ("完成200户居民用电“一户一表”改造。", ["居民用电“一户一表”改造"]),
        ("加大农业投入,增幅提高2个百分点。", ["农业投入"]),
        ("首批20位学生受益。", ["学生"]),
        ("12项重建工程按计划推进,6条道路初步建成。", ["重建工程", "道路"]),
    ],
)
def test_the_noun_after_a_figure_is_whole(text, found):
    assert [subject for subject, _ in told(text)] == found

"""What a report says of itself, each with the line that says so; what it does not say is None."""

from datetime import date

import pytest

from corpus_tools.parse import parse
from corpus_tools.reading.text import Text
from corpus_tools.structure import dates
from corpus_tools.structure.places import context, place, short
from corpus_tools.structure.titles import clean

OPENING = "现在，我代表{}向大会报告工作，请予审议，并请各位委员和列席人员提出意见。"
BODY = "全年安排资金3000万元，新建改建道路12条，惠及群众2万余人，各项任务如期完成。"


def spoken(title, meeting, speaker="张三", organ="县人民政府"):
    return parse([title, meeting, speaker, "各位代表：", OPENING.format(organ), BODY], "报告.txt")


SPOKEN = [
    ("政府工作报告/——2024年1月23日在广东省第十四届人民代表大会第二次会议上", "广东省人民政府 2023 政府工作报告"),
    ("政府工作报告/——一九八六年三月二十五日在第六届全国人民代表大会第四次会议上", "国务院 1985 政府工作报告"),
    ("政 府 工 作 报 告/（2008年1月22日在新疆维吾尔自治区第十一届人民代表大会第一次会议上）",
     "新疆维吾尔自治区人民政府 2007 政府工作报告"),
    ("政府工作报告/——2023年12月28日在长沙县第十八届人民代表大会第四次会议上",
     "湖南省长沙市长沙县人民政府 2023 政府工作报告"),
    ("中国人民政治协商会议重庆市委员会常务委员会工作报告/——2024年1月20日在政协第六届重庆市委员会第二次会议上",
     "重庆市政协 2023 政协常委会工作报告"),
    ("浙江省高级人民法院工作报告/——2022年1月19日在浙江省第十三届人民代表大会第六次会议上",
     "浙江省高级人民法院 2021 法院工作报告"),
    ("最高人民检察院工作报告/——2021年3月8日在第十三届全国人民代表大会第四次会议上",
     "最高人民检察院 2020 检察院工作报告"),
    ("坚定信心 开拓前进/——2021年11月2日在中国共产党遵义市第六次代表大会上的报告", "中共遵义市委 2021 党代会报告"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "told"), SPOKEN)
def test_a_report_to_a_meeting_tells_organ_year_and_kind(head, told):
    title, meeting = head.split("/")
    report = spoken(title, meeting)
    assert f"{report.organ} {report.year} {report.kind}" == told
    assert report.published is None  # the day of the meeting is not the day of publication
    assert report.authors == ("张三",)
    assert report.evidence["organ"] in meeting or report.evidence["organ"] in title


@pytest.mark.parametrize("line", ["副省长　王 小 明", "县 长 王 小 明", "王 小 明", "（县长 王小明）"])
def test_the_speaker_is_named_however_the_name_is_set(line):
    report = spoken("政府工作报告", "（1993年3月18日在阳山县第十届人民代表大会第一次会议上）", line)
    assert report.authors == ("王小明",)


def test_the_title_is_what_a_reader_would_cite():
    report = spoken("政府工作报告", "（2024年1月23日在广东省第十四届人民代表大会第二次会议上）")
    assert report.title == "政府工作报告"  # when and where it was spoken is no part of it
    report = spoken("坚定信心 开拓前进", "——在中国共产党遵义市第六次代表大会上的报告")
    assert report.title == "坚定信心 开拓前进——在中国共产党遵义市第六次代表大会上的报告"


@pytest.mark.parametrize("ending", ["上", "", "通过", "审议通过"])
def test_a_title_that_only_the_file_itself_says_leaves_meeting_and_speaker_to_the_lines(ending):
    lines = [f"——2015年2月13日在青岛市第十五届人民代表大会第四次会议{ending}", "青岛市市长 张三", "各位代表："]
    text = Text([*lines, OPENING.format("市人民政府"), BODY], title="2015年政府工作报告")
    report = parse(text, "报告.html")
    assert (report.title, report.organ, report.year) == ("2015年政府工作报告", "山东省青岛市人民政府", 2014)
    assert report.authors == ("张三",)
    assert {row.reason for row in report.removed} == {"标题", "作者", "称呼"}


def test_who_passed_a_report_when_is_no_part_of_its_title():
    meeting = "——2008年1月4日长沙市第十三届人民代表大会第一次会议通过"
    assert spoken("2008年长沙市人民政府工作报告", meeting).title == "2008年长沙市人民政府工作报告"
    one_line = spoken("政府工作报告——2012年1月11日在昆明市第十三届人民代表大会第二次会议上", "市长")
    assert (one_line.title, one_line.organ, one_line.year) == ("政府工作报告", "云南省昆明市人民政府", 2011)


def test_a_body_that_no_line_places_is_not_named_after_its_speaker():
    report = parse(["政府工作报告", "各位代表：", OPENING.format("市人民政府"), BODY], "报告.txt")
    assert report.organ is None


@pytest.mark.parametrize("title", ["云溪县2024年政府工作报告", "2024年云溪县政府工作报告"])
def test_a_county_that_no_gazetteer_has_is_named_as_the_title_names_it(title):
    report = parse([title, "各位代表：", OPENING.format("县人民政府"), BODY], "报告.txt")
    assert report.organ == "云溪县人民政府"
    assert parse(["全市2023年政府工作报告", "各位代表：", OPENING.format("市人民政府"), BODY], "报告.txt").organ is None


def test_a_committee_that_speaks_to_its_congress_is_the_body():
    opening = "现在，我代表中国共产党浙江省第十四届委员会向大会作报告。"
    report = parse(["在奋进中创造未来", "同志们：", opening, BODY, "（信息来源：浙江发布）"], "报告.txt")
    assert (report.organ, report.kind, report.source) == ("中共浙江省委", "党代会报告", "浙江发布")


EARLY = "2016年3月12日上午，在蓬溪县第十七届人民代表大会第五次会议上，法院工作报告获得通过。"
PLAN = "会议完全同意报告提出的2019年工作安排。报告回顾了2018年县法院在审判执行等方面的成绩，2019年将再接再厉。"


@pytest.mark.parametrize(
    ("lines", "year"),
    [
        # the heading of the review counts most; of five years it is the last
        (["2023年政府工作报告", "各位代表：", "一、2022年工作回顾", BODY, "二、2023年工作安排", BODY], 2022),
        (["工作报告", "各位代表：", "一、2017—2021年工作回顾", BODY, "二、今后五年的任务", BODY], 2021),
        # news says which year it tells of; early in a year it is the year before, if it is named
        (["本报讯 主席指出，2020年，区政协立足新方位，开展协商。2021年是开局之年，2021年工作的重点已经明确。"], 2020),
        (["会议提出，2021年，区政协将坚持服务大局。2020年的工作得到肯定，2020年的提案全部办复。"], 2020),
        ([EARLY, "2015年，蓬溪法院办结案件1200件。"], 2015),
        ([EARLY], 2016),
        # the year of plans and a span of years are none
        ([PLAN, BODY, "2019年是关键之年。"], 2018),
        (["施政报告", "从1990年到2005年间，排放量增加为11.25吨。" + BODY], None),
        # a meeting passed it; only an annual report is of the year before the page
        (["商会工作报告", "（1992年10月9日第九次全体会议通过）", "1982年，商会成立。1990年以来成绩显著。"], 1992),
        (["县政协召开提案审查会议", "发布时间：2020-04-23"], None),
        (["县教育局工作总结", "发布时间：2020-04-23"], 2019),
    ],
)
def test_the_year_of_a_report_is_the_one_it_tells_of(lines, year):
    assert parse([*lines, BODY], "报告.txt").year == year


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (["某县人社局2022年法治政府建设年度报告", "发布时间：2023-02-17"], "工作总结"),
        (["永春县政府信息公开工作年度报告 | ||||"], "工作总结"),
        (["永春县法治政府建设工作情况报告 | ||||"], "工作总结"),
        (["溆浦县人民检察院2023年度工作报告"], "检察院工作报告"),
        (["郑州中院2023年工作报告"], "法院工作报告"),
    ],
)
def test_the_title_tells_the_kind_though_a_year_stands_in_it_and_bars_behind_it(head, kind):
    report = parse([*head, BODY], "报告.txt")
    assert (report.kind, report.title) == (kind, head[0].removesuffix(" | ||||"))


@pytest.mark.parametrize("speaker", ["清河市市长 张建国", "县长 张建国", "（清河市人民政府市长 张建国）"])
def test_the_office_of_who_gives_it_tells_the_kind_where_the_title_does_not(speaker):
    meeting = "（2020年1月8日在清河市第五届人民代表大会第四次会议上）"
    report = parse(["工作报告", meeting, speaker, "各位代表：", BODY], "报告.txt")
    assert (report.kind, report.organ) == ("政府工作报告", "清河市人民政府")


def test_an_article_tells_title_source_day_and_authors():
    lines = [
        "新闻热线:023-12345678",
        "凝心聚力促发展 履职为民谱新篇——广安区政协2023年工作综述",
        "2024-01-25 17:09:37来源:某某日报 浏览量:",
    ]
    report = parse([*lines, BODY, BODY.replace("道路", "水渠") + "(王小明 李红)"], "综述.txt")
    assert report.title == lines[1]
    assert (report.organ, report.place) == ("四川省广安市广安区政协", ("四川省", "广安市", "广安区"))
    assert (report.year, report.published, report.source) == (2023, "2024-01-25", "某某日报")
    assert report.authors == ("王小明", "李红")
    assert report.kind == "综述报道"


@pytest.mark.parametrize(
    ("title", "kind"),
    [("政协某市委员会关于十届一次会议以来提案工作情况的报告", "政协提案工作报告"),
     ("政协某县委员会常务委员会工作报告", "政协常委会工作报告"),
     ("某县人大常委会工作报告", "人大常委会工作报告"),
     ("某县人民代表大会常务委员会工作报告", "人大常委会工作报告"),
     ("中国共产党某县纪律检查委员会工作报告", "纪委工作报告"),
     ("中国共产党某县第十三届委员会工作报告", "党代会报告"),
     ("关于某县2021年国民经济和社会发展计划执行情况的报告", "计划预算报告"),
     ("某县2020年决算和2021年预算执行情况的报告", "计划预算报告"),
     ("某县2021年法治政府建设情况报告", "工作总结"),
     ("某县2021年政府信息公开工作年度报告", "工作总结"),
     ("履职为民谱新篇——某区政协2023年工作综述", "综述报道"),
     ("关于环境保护情况的报告", "工作报告"),
     ("施政报告", "政府工作报告")],
)  # fmt: skip
def test_the_title_tells_the_kind_and_the_narrower_one_first(title, kind):
    report = parse([title, BODY, BODY.replace("道路", "水渠")])
    assert (report.kind, report.evidence["kind"]) == (kind, title)


@pytest.mark.parametrize(
    ("line", "authors"),
    [("记者 陈志明 摄", ()),
     ("记者 陈文明 摄", ()),
     ("图片由区融媒体中心提供 记者陈志明摄", ()),
     ("图为医护人员走访。（记者 陈志明 摄）", ()),
     ("（记者 陈志明 文/图）", ("陈志明",)),
     ("记者 陈志明 文 李红 摄", ("陈志明",)),
     ("本报记者 陈志明/文 李红/图", ("陈志明",)),
     ("（记者 陈志明 通讯员 王宏图）", ("陈志明", "王宏图")),
     ("（记者 陈志明 图）", ()),
     ("摄影记者 陈志明", ()),
     ("记者 陈志明 通讯员 李红 摄影报道", ("陈志明", "李红"))],
)  # fmt: skip
def test_who_took_the_pictures_has_not_written_the_report(line, authors):
    assert parse(["石桥区卫生健康局2020年工作总结", BODY, BODY, line, "二、下步打算", BODY]).authors == authors


@pytest.mark.parametrize(
    ("page", "byline"),
    [("来源：某某政协报 2025年8月21日 1&2版作者：黄 炼责任编辑：李红发布时间：2025-08-21 16:32", ""),
     ("来源：某某政协报 2025-08-21", "（黄 炼）"),
     ("发布时间：2025-08-21 来源：某某政协报 发布开发区：某某园区", "（黄 炼）"),
     ("来源：某某政协报", "（黄 炼 王小明）")],
)  # fmt: skip
def test_a_name_of_two_characters_may_be_set_apart_and_a_source_has_no_day(page, byline):
    report = parse(["某某县政协2025年工作综述", page, BODY, BODY.replace("道路", "水渠") + byline], "综述.txt")
    assert (report.source, report.authors[0]) == ("某某政协报", "黄炼")
    assert report.paragraphs[-1].text.endswith("。")


@pytest.mark.parametrize(
    "page",
    [("成文日期：2024-01-02", "发布日期：2024-01-09", "索引号：123"), ("发布时间：2024-01-09 更新时间：2024-02-01",)],
)
def test_the_day_of_publication_is_the_one_that_is_called_so(page):
    assert parse(["某某县2023年工作总结", *page, BODY], "公文.txt").published == "2024-01-09"


def test_what_the_text_does_not_say_is_none():
    report = parse(["委员在行动", BODY], "无题.txt")
    assert (report.organ, report.place, report.year, report.published) == (None, (), None, None)
    assert (report.source, report.authors, report.kind) == (None, (), None)


def test_both_scripts_and_both_widths_tell_the_same():
    head = ["政府工作報告", "——2019年1月10日在珠海市第九屆人民代表大會第七次會議上", "張三", "各位代表："]
    said = "我們堅持穩中求進，經濟社會發展取得顯著進步，人民羣衆生活繼續改善。"
    traditional = parse([*head, OPENING.format("市人民政府"), BODY, said], "甲.txt")
    simple = spoken("政府工作报告", "--2019年1月10日在珠海市第九届人民代表大会第七次会议上", organ="市人民政府")
    for field in ("organ", "place", "year", "kind"):
        assert getattr(traditional, field) == getattr(simple, field)
    assert traditional.script == "traditional"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("四川省广安市广安区政协", ("四川省", "广安市", "广安区")),
        ("在新疆维吾尔自治区第十四届人民代表大会上", ("新疆维吾尔自治区",)),
        ("重庆市渝北区", ("重庆市", "渝北区")),
        ("略阳县人民政府", ("陕西省", "汉中市", "略阳县")),
        ("延边州政府", ("吉林省", "延边朝鲜族自治州")),
        ("襄樊市人民政府", ("湖北省", "襄樊市")),
        ("全国政协", ()),
    ],
)
def test_the_gazetteer_gives_province_city_district(text, found):
    assert place(text) == found


def test_namesakes_are_told_apart_by_what_is_named_around_them():
    assert place("江北区政协") == ("江北区",)
    assert place("江北区政协", context("重庆两江新区，重庆市政协")) == ("重庆市", "江北区")
    assert place("江北区政协", context("浙江省宁波市")) == ("浙江省", "宁波市", "江北区")


def test_short_names_keep_two_characters():
    assert [short(n) for n in ("广东省", "恩施土家族苗族自治州", "巴县")] == ["广东", "恩施", "巴县"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024年1月20日", date(2024, 1, 20)),
        ("2024-01-31 10:20:04", date(2024, 1, 31)),
        ("二〇二四年十二月三十一日", date(2024, 12, 31)),
        ("一九八六年三月二十五日", date(1986, 3, 25)),
    ],
)
def test_days_in_digits_and_in_chinese_numerals(text, day):
    assert dates.days(text) == [day]


def test_a_day_that_is_none_is_not_found():
    assert dates.days("2024年13月45日") == []


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("江北区政协2023年工作纪实", 2023),
        ("一、二〇二二年工作回顾", 2022),
        ("一、20٢٢年工作回顾", 2022),
        ("2024年工作打算", None),
        ("南京市2019年国民经济和社会发展计划执行情况与2020年计划草案的报告", 2019),
        ("2018—2022年工作总结", 2022),
        ("2023年主要工作情况", 2023),
        ("2023年主要工作情况和2024年安排", None),  # of two years
        ("改善民生", None),
    ],
)
def test_the_year_a_heading_looks_back_on(text, year):
    assert dates.reviewed(text) == year


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2024年工作打算", 2024),
        ("2010年的奋斗目标", 2010),
        ("今后五年和到2010年的奋斗目标", None),
        ("2010年远景目标", None),
    ],
)
def test_the_year_a_heading_plans_is_none_that_is_far_off(text, year):
    assert dates.planned(text) == year


@pytest.mark.parametrize(
    ("title", "clean_title"),
    [
        ("2024年政府工作报告_某某县人民政府", "2024年政府工作报告"),
        ("要闻 | 政府工作报告 - 某某网", "政府工作报告"),
        ("", None),
        (None, None),
    ],
)
def test_the_title_of_a_page_without_the_name_of_the_site(title, clean_title):
    assert clean(title) == clean_title


def test_a_title_that_only_the_file_says_has_the_file_for_its_evidence():
    text = Text([BODY, BODY.replace("12", "16")], title="平川县政府工作报告")
    assert parse(text, "报告.md").evidence["title"] == "文件自身的信息"


def test_the_title_is_the_evidence_of_the_kind_where_it_says_so():
    report = parse(["政府工作报告", "平川县县长 王小明", "各位代表：", BODY, BODY.replace("12", "16")], "报告.txt")
    assert report.evidence["kind"] == "政府工作报告"


def test_the_day_of_publication_beside_a_source_that_has_a_meeting_in_its_name_counts():
    page = ["来源：中国人民政治协商会议溆浦县委员会 时间：2025-03-05 10:02:28"]
    assert parse(["溆浦县政协2024年工作总结", *page, BODY], "网页.txt").published == "2025-03-05"
    meeting = ["2025-03-05 溆浦县第十八届人民代表大会第三次会议"]
    assert parse(["溆浦县政协2024年工作总结", *meeting, BODY], "网页.txt").published is None


def test_the_day_on_which_a_page_is_read_is_not_the_one_it_was_published_on():
    page = ["首页 | 要闻 今天是2024年5月6日 星期一", "县政协2022年工作总结"]
    assert parse([*page, BODY], "网页.txt").published is None
    assert parse([*page, "2023-01-18", BODY], "网页.txt").published == "2023-01-18"


def test_a_line_of_english_or_the_number_of_a_file_is_no_title():
    page = ["某委发〔2023〕12号    签发人：王小明", "书写为民新答卷", "Working for the People in 2022"]
    assert parse([*page, BODY], "网页.txt").title == "书写为民新答卷"


def test_a_court_that_the_text_calls_by_its_short_name_is_named_in_full():
    told = "会上听取了白水县法院的工作报告。代表们肯定了白水县法院取得的成绩。"
    report = parse([told, BODY], "新闻.txt")
    assert (report.organ, report.place[-1]) == ("陕西省渭南市白水县人民法院", "白水县")


def test_the_source_ends_where_the_next_label_begins():
    page = ["文章来源：民权网 文章作者：民权网 责任编辑：李伟", "来源：司法局 更新时间：2021/03/29"]
    assert [parse(["县政协工作总结", line, BODY], "网页.txt").source for line in page] == ["民权网", "司法局"]


def test_the_column_that_a_text_stands_in_is_not_its_title():
    page = ["履职风采", "书写为民新答卷", "来源：河池日报"]
    assert parse([*page, BODY], "网页.txt").title == "书写为民新答卷"


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        (["区人大会常务委员会工作报告", "——2023年1月5日在江北区第五届人民代表大会第三次会议上"], "人大"),
        (["常务委员会工作报告", "——2023年1月5日在江北区第五届人民代表大会第三次会议上"], "人大"),
        (["常务委员会工作报告", "各位代表：", "我受区第二届人民代表大会常务委员会委托，向大会报告工作。"], "人大"),
        (["常务委员会工作报告", "——2023年1月5日在政协江北区第五届委员会第三次会议上"], "政协"),
    ],
)
def test_a_standing_committee_is_that_of_the_congress_that_hears_it(page, kind):
    assert parse([*page, BODY], "报告.txt").kind == f"{kind}常委会工作报告"


@pytest.mark.parametrize(
    ("body", "organ"), [("市人大常委会", None), ("义乌市人大常委会", "浙江省金华市义乌市人大常委会")]
)
def test_who_is_charged_is_no_part_of_the_name_of_who_charges(body, organ):
    page = ["常务委员会工作报告", "各位代表：", f"我受{body}委托，向大会报告工作。", BODY]
    assert parse(page, "报告.txt").organ == organ


def test_neither_a_time_nor_the_name_of_a_paper_is_a_title_or_an_author():
    report = parse(["县法院向大会报告工作", "29.12.2017  03:28", BODY], "网页.txt")
    assert report.title == "县法院向大会报告工作"
    report = parse(["听取“两院”工作报告", "桂林日报", "2025年04月12日", BODY], "网页.txt")
    assert (report.title, report.authors, report.source) == ("听取“两院”工作报告", (), "桂林日报")


def test_speeches_of_several_are_of_none_of_them():
    told = "我们坚持发扬民主和增进团结相互贯通，组织委员深入一线开展视察调研，推动一批民生难题得到解决。" * 2
    speeches = (
        ("做强平台", "湖南省政协主席 葛明"),
        ("汇聚抗疫力量", "湖北省政协主席 徐立"),
        ("推动提案提质增效", "江西省南昌市政协主席 雷 明"),
    )
    lines = [
        row
        for i, (heading, speaker) in enumerate(speeches)
        for row in (heading, speaker, told[i:], f"{speaker[:-3]}带队调研。")
    ]
    report = parse(Text(["地方政协工作经验交流会发言摘编", *lines]), "a.txt")
    assert [heading.text for heading in report.headings] == ["汇聚抗疫力量", "推动提案提质增效"]
    assert [row.text for row in report.removed if row.reason == "发言人"] == [speeches[1][1], speeches[2][1]]
    assert (report.organ, report.authors) == (None, ())

"""Whose report it is and of which year: title, meeting, signature and office, in the forms bodies write them."""

from pathlib import Path

import pytest

from corpus_tools.parse import parse
from corpus_tools.reading.text import Text

BODY = "坚持稳中求进，全力以赴抓项目、促发展，新增企业36家，办理实事120件，群众满意率达到98.5%。"

OTHER = "建成水库12座，新修公路86公里，受益群众达到3万人，粮食生产连续三年丰收。"

HEADS = (Path(__file__).parent / "report_heads.txt").read_text(encoding="utf-8").splitlines()[1:]


@pytest.mark.parametrize("case", HEADS)
def test_the_lines_before_the_body_tell_the_body_that_reports_and_the_year(case):
    head, told = case.split(" => ")
    organ, year, last = told.split(" ")
    report = parse([*head.split("/"), "各位代表：", BODY, BODY.replace("企业", "商户")], "报告.txt")
    assert (report.organ, report.year) == (organ, int(year))
    assert report.place[-1:] == (() if last == "-" else (last,))
    assert any(report.evidence["organ"] in part or part in report.evidence["organ"] for part in head.split("/"))


def test_a_place_without_a_body_is_still_told():
    report = parse(["婺源县巡礼", BODY, BODY.replace("企业", "商户")], "报告.txt")
    assert (report.organ, report.place[-1]) == (None, "婺源县")


def test_the_body_in_the_office_of_the_speaker_counts_where_nothing_else_names_it():
    lines = ["工作报告", "（2021年1月22日）", "万盛经开区管委会主任 袁光灿", "各位代表：", BODY]
    assert parse(lines, "报告.txt").organ == "万盛经开区管委会"
    lines[2] = "万盛经开区管委会主任袁光灿"  # a PDF keeps no space
    assert parse(lines, "报告.txt").organ == "万盛经开区管委会"


@pytest.mark.parametrize(
    "lines",
    [
        ["石门镇2021年政府工作报告", "镇长 王明", "各位代表：", BODY, "一年来，桐乡市石门镇连续三年获评先进。"],
        ["首页 > 桐乡市人民政府 > 石门镇", "石门镇2021年工作总结", "来源：桐乡市人民政府办公室", BODY],
        [
            "石门镇2021年工作总结",
            "过去一年，在市委领导下，我镇主动作为。",
            BODY,
            "中共桐乡市委给予充分肯定，桐乡市委书记到镇调研。",
        ],
    ],
)
def test_a_township_is_of_the_county_that_page_or_text_name_it_in(lines):
    report = parse([*lines, OTHER], "报告.txt")
    assert (report.organ, report.place) == ("浙江省嘉兴市桐乡市石门镇人民政府", ("浙江省", "嘉兴市", "桐乡市"))


def test_a_county_that_moved_to_another_city_is_of_its_present_one_unless_the_text_names_the_former():
    lines = ["枞阳县人民政府工作报告", "各位代表：", BODY, OTHER]
    assert parse(lines, "报告.txt").place == ("安徽省", "铜陵市", "枞阳县")
    assert parse([*lines, "感谢安庆市委的领导。" + BODY], "报告.txt").place == ("安徽省", "安庆市", "枞阳县")
    lines[0] = "鼓楼区人民政府工作报告"  # of several provinces
    assert parse(lines, "报告.txt").place == ("鼓楼区",)


def test_a_county_of_two_characters_is_no_end_of_a_name_that_no_gazetteer_has():
    lines = ["（2022年1月4日在政协青云县第十届委员会第一次会议上）", "各位委员：", BODY, OTHER]
    report = parse(["中国人民政治协商会议青云县第十届委员会常务委员会工作报告", *lines], "报告.txt")
    assert (report.organ, report.place) == ("青云县政协", ())
    lines[0] = lines[0].replace("青云县", "云县")
    report = parse(["中国人民政治协商会议云县第十届委员会常务委员会工作报告", *lines], "报告.txt")
    assert report.place == ("云南省", "临沧市", "云县")


def test_the_title_a_table_gives_stands_though_the_text_begins_with_a_name():
    lines = ["（2022年1月4日在某县政协第十届委员会第一次会议上）", "周  建  华", "各位委员：", BODY, OTHER]
    report = parse(Text(lines, title="中国人民政治协商会议某县第十届委员会常务委员会工作报告"), "报告.csv")
    assert report.title == "中国人民政治协商会议某县第十届委员会常务委员会工作报告"
    assert report.authors == ("周建华",)


def test_the_number_of_a_gazette_is_no_part_of_the_title():
    lines = [
        "云岭县政府公报 2023年第1期",
        "坚定信心 为建设滨江新区而奋斗",
        "——在某区第十一次代表大会上的报告",
        "同志们：",
    ]
    title = "坚定信心 为建设滨江新区而奋斗——在某区第十一次代表大会上的报告"
    assert parse([*lines, BODY, OTHER], "报告.txt").title == title


def test_a_bureau_may_stand_before_the_name_of_who_spoke():
    lines = [
        "关于某县2020年预算执行情况的报告",
        "2021年1月9日在某县第十届人民代表大会第一次会议上",
        "某县财政局 李明山",
    ]
    assert parse([*lines, "各位代表：", BODY, OTHER], "报告.txt").authors == ("李明山",)
    report = parse(["某县教育局 工作总结", "各位代表：", BODY, OTHER], "报告.txt")
    assert (report.authors, report.title) == ((), "某县教育局 工作总结")


def test_the_body_whose_meeting_the_news_opens_with():
    lines = ["凝心聚力开启新征程", f"3月5日，青州职业大学第三届教职工代表大会第五次会议举行。{BODY}", OTHER]
    assert parse(lines, "报告.txt").organ == "青州职业大学"


def test_a_report_of_taiwan_counts_its_years_from_1912():
    assert parse(["宜蘭縣政府工商旅遊處101年度工作報告", BODY, OTHER], "报告.txt").year == 2012


@pytest.mark.parametrize("said", ["报告人：青河县人民政府县长 王小明", "报告人：王小明"])
def test_who_gave_the_report_may_stand_in_a_field_of_the_page(said):
    report = parse(["标题：青河县2018年政府工作报告", said, "正文：", BODY, OTHER], "报告.txt")
    assert report.authors == ("王小明",)


@pytest.mark.parametrize("body", ["人民委员会", "革命委员会"])
def test_a_government_is_called_as_its_time_called_it(body):
    lines = [
        "关于一九六三年工作情况的报告",
        "（一九六四年九月一日在云南省第三届人民代表大会第一次会议上）",
        "副省长　张建民",
    ]
    report = parse([*lines, "各位代表：", f"我代表云南省{body}，向大会报告工作。", BODY], "报告.txt")
    assert (report.organ, report.place, report.kind) == (f"云南省{body}", ("云南省",), "政府工作报告")


@pytest.mark.parametrize(("named", "region"), [("香港", "香港特别行政区"), ("澳門", "澳门特别行政区"), ("本地", None)])
def test_an_address_of_the_chief_executive_is_of_the_region_it_names(named, region):
    opening = f"過去一年，特區政府與{named}市民同心合力，推動經濟向前發展，改善民生，完善管治，成績有目共睹。"
    report = parse(["二零一八年施政報告", "主席、各位議員：", opening, opening.replace("過去", "未來")], "報告.txt")
    assert (report.organ, report.year) == (region and f"{region}政府", 2018)


def test_a_year_that_comes_after_the_meeting_is_not_the_year_of_the_work():
    lines = ["政府工作报告", "——1998年1月9日在吉林省第九届人民代表大会第一次会议上", "各位代表："]
    lines += ["一、过去五年的回顾", BODY, "二、到2010年的奋斗目标", BODY.replace("企业", "商户"), "三、当前的任务"]
    assert parse(lines, "报告.txt").year == 1997
    assert parse([lines[0], *lines[2:7], "三、1998年的主要任务", OTHER], "报告.txt").year == 1997


def test_the_place_of_a_body_that_the_text_calls_by_its_rank_is_the_one_its_committee_is_of():
    opening = "本报讯 在政协荆州市荆州区第六届委员会第五次会议上，区政协主席代表常务委员会向大会报告工作。"
    report = parse([opening, "区政协在中共荆州区委的领导下履职尽责。" + BODY], "报告.txt")
    assert (report.organ, report.place[-1]) == ("湖北省荆州市荆州区政协", "荆州区")


def test_a_line_that_names_the_congress_tells_the_place_of_the_government_that_the_text_calls_by_its_rank():
    opening = "现在，我代表区人民政府，向大会报告工作，请予审议，并请区政协各位委员提出意见。"
    for congress in ("武汉市硚口区第十四届人民代表大会", "武汉市硚口区第十四届人民代表大会第四次会议文件"):
        lines = [congress, "政 府 工 作 报 告", "──201516日在区第十四届人民代表大会第四次会议上", "区长  景新华"]
        report = parse([*lines, "各位代表：", opening, BODY], "报告.txt")
        assert report.organ == "湖北省武汉市硚口区人民政府"


@pytest.mark.parametrize(
    "text",
    [
        "桩桩件件见证了区政协委员的初心，广大区政协委员履职尽责，见证了区政协的担当。",
        "区政协赴江津区学习考察，中共重庆市委的部署得到落实。",  # another place, and a city above
        "来源：四川日报",
        "支持区政协依章程开展工作。",
    ],
)
def test_what_stands_before_a_rank_is_no_place_unless_it_is_one(text):
    report = parse(["围绕大局履职", "——区政协2023年提案工作回顾", text, BODY], "报告.txt")
    assert (report.organ, report.place) == (None, ())


def test_a_newspaper_is_not_the_body_it_is_named_after():
    report = parse(["重庆政协报", "增进交流合作", "两地加强交流，开展联合调研12次，形成共识。", BODY], "报告.txt")
    assert (report.organ, report.place) == (None, ())


def test_a_text_of_a_congress_is_of_its_place_though_no_body_is_named():
    told = "12月27日上午，溆浦县第十七届人大第二次会议在会堂开幕，代表们听取了报告。"
    report = parse([told, BODY], "新闻.txt")
    assert (report.organ, report.place[-1]) == (None, "溆浦县")
    told = "11日上午，新北院检察长在新北区第四届人民代表大会第三次会议上作报告。"  # 新北市 is another place
    assert parse([told, BODY], "新闻.txt").place == ("江苏省", "常州市", "新北区")


@pytest.mark.parametrize(
    ("title", "told", "organ"),
    [
        ("省政协九届二次会议在长沙开幕", "政协第九届湖南省委员会第二次会议开幕。", "湖南省政协"),
        ("省九届人大常委会第三次会议在长沙召开", "通过湖南省第九届人民代表大会的议程。", "湖南省人大常委会"),
        ("政协第九届全国委员会第二次会议在京开幕", "", "全国政协"),
        ("2009年全市政协工作综述", "长沙市政协主席说。", "湖南省长沙市政协"),
        ("各级政协工作综述", "", None),
    ],
)
def test_news_of_a_meeting_is_of_the_body_that_met_not_of_where_it_met(title, told, organ):
    assert parse([title, told + BODY], "新闻.txt").organ == organ


def test_those_a_notice_is_sent_to_are_no_body():
    assert parse(["关于召开全县工作会议的通知", "各乡镇人民政府：", BODY], "通知.txt").organ is None


def test_a_sentence_that_ends_as_a_name_is_none_and_a_site_is_no_body():
    assert parse(["人大代表听取区人民检察院上半年主要工作汇报", BODY], "新闻.txt").organ is None
    assert parse(["一、总体情况", "全年利用凤县人民政府网站公开信息118条。" + BODY], "报告.txt").organ is None


def test_a_short_name_of_a_county_is_no_end_of_another_word():
    told = "会议认真学习书记讲话，和县政协常委会报告。各界形成县政协工作的合力。"
    assert parse([told, BODY], "新闻.txt").organ is None
    told = "马鞍山市领导到会。在和县政协全会上，委员代表介绍经验。在和县政协的推动下，工作见效。"
    assert parse([told, BODY], "新闻.txt").organ == "安徽省马鞍山市和县政协"


@pytest.mark.parametrize("party", ["民建中央", "台盟中央", "九三学社中央", "农工党中央", "致公党中央"])
def test_the_centre_of_a_party_is_the_body_its_title_names_wherever_the_page_stands(party):
    page = ["来源：河池日报", "当前位置：首页 > 民建河池市委员会"]
    report = parse([f"履职尽责促发展——{party}2025年工作综述", *page, "河池市政协转发。" + BODY], "网页.txt")
    assert (report.organ, report.place) == (party, ())


def test_a_city_that_nothing_names_as_the_body_s_is_the_one_its_text_names_most():
    told = "把烟台港建成枢纽，烟台苹果出口3万吨，来烟台游客达800万人次，烟台大学新增专业2个，与大连合作开通航线3条。"
    lines = ["各位代表：", "现在，我代表市人民政府向大会报告工作，请予审议。", BODY, told]
    assert parse(lines, "报告.txt").organ == "山东省烟台市人民政府"
    assert parse([*lines[:3], told.replace("烟台", "大连", 2)], "报告.txt").organ is None


def test_the_fields_of_a_form_above_a_text_tell_its_title():
    form = ["标题：临泉县2019年政府工作报告（节选）", "发文单位：临泉县人民政府", "发文时间：2019-01-20"]
    form += ["来源URL：http://www.example.gov.cn/1.html", "正文："]
    lines = [*form, "2018年工作回顾：", BODY, "2019年工作安排：", OTHER]
    report = parse(lines, "报告.txt")
    assert (report.title, report.kind, report.year) == ("临泉县2019年政府工作报告（节选）", "政府工作报告", 2018)
    assert (report.published, report.source) == ("2019-01-20", None)
    assert [h.text for h in report.headings] == ["2018年工作回顾：", "2019年工作安排："]
    news = parse([*form, "临泉县第九届人民代表大会第四次会议隆重开幕", "发布时间：2019-01-20", BODY, OTHER], "报告.txt")
    assert (news.title, news.kind) == ("临泉县第九届人民代表大会第四次会议隆重开幕", "综述报道")


@pytest.mark.parametrize("office", ["县审计局局长 王小明", "溆浦县审计局局长　王小明"])
@pytest.mark.parametrize("title", ["关于溆浦县2022年度本级预算执行和其他财政收支的审计工作报告", ""])
def test_a_bureau_that_reports_for_the_government_is_whose_report_it_is(title, office):
    lines = [title, "——2023年12月20日在溆浦县第十八届人民代表大会常务委员会第十五次会议上", office]
    lines += [
        "主任、各位副主任、各位委员：",
        f"我受县人民政府委托，报告2022年度预算执行和其他财政收支的审计情况。{BODY}",
        OTHER,
    ]
    report = parse(lines, "报告.txt")
    assert (report.organ, report.authors) == ("湖南省怀化市溆浦县审计局", ("王小明",))
    assert report.kind != "政府工作报告" and report.year == (2022 if title else 2023)
    assert report.paragraphs[0].text.startswith("我受县人民政府委托")

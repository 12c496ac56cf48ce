"""The lines before the body as pages set them: titles on several lines, years below them, lines of two things."""

import pytest

from corpus_tools.parse import parse
from corpus_tools.reading.text import Text

BODY = "坚持稳中求进，全力以赴抓项目、促发展，新增企业36家，办理实事120件，群众满意率达到98.5%。"
OTHER = "建成水库12座，新修公路86公里，受益群众达到3万人，粮食生产连续三年丰收。"
LEAGUE = "中国人民政治协商会议"


def read(*head, body=(BODY, OTHER)):
    return parse([*head, *body], "报告.txt")


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ((LEAGUE, "第七届溆浦县委员会常务委员会工作报告"), "第七届溆浦县委员会常务委员会工作报告"),
        ((LEAGUE, "溆浦县第七届委员会常务委员会", "工 作 报 告"), "溆浦县第七届委员会常务委员会工作报告"),
        (
            (LEAGUE, "溆浦县第七届委员会第二次会议", "提案审查委员会关于提案审查情况的报告"),
            "溆浦县第七届委员会第二次会议提案审查委员会关于提案审查情况的报告",
        ),
    ],
)
@pytest.mark.parametrize("blank", [(), ("",)])
def test_a_title_that_begins_with_the_league_alone_goes_on_below(lines, title, blank):
    spaced = [part for line in lines for part in (line, *blank)]
    report = read(*spaced, "（2024年1月9日）", "各位委员：")
    of = 2024 if "审查" in title else 2023  # what was handed in at the meeting, or the year before it
    assert (report.title, report.organ, report.year) == (f"{LEAGUE}{title}", "湖南省怀化市溆浦县政协", of)
    assert {row.reason for row in report.removed} == {"标题", "称呼"}


def test_a_title_that_stands_twice_is_told_once():
    assert parse(["某县基本情况简介", "某县基本情况简介", BODY]).title == "某县基本情况简介"


def test_the_title_of_the_page_above_the_one_of_the_report_is_the_title_again_and_no_caption():
    whole = f"{LEAGUE}溆浦县第七届委员会常务委员会工作报告"
    lines = [whole, "来源：溆浦县政协", LEAGUE, "溆浦县第七届委员会常务委员会", "工 作 报 告", "王小明", "各位委员："]
    report = read(*lines)
    assert report.title == whole
    assert {row.text: row.reason for row in report.removed}[whole] == "标题"


@pytest.mark.parametrize("year", ["（2023年度）", "(2023年)", "2023年度", "〔二〇二三年〕"])
def test_a_year_alone_below_the_title_is_the_year_of_the_work(year):
    report = read("永春县卫生健康局工作总结", year)
    assert (report.year, report.title) == (2023, "永春县卫生健康局工作总结" + year)
    assert {row.reason for row in report.removed} == {"标题"}


@pytest.mark.parametrize(
    "head",
    [
        ("永春县政协工作报告", "（2017年至2021年）"),
        ("永春县人民法院2017—2021年工作报告",),
        ("奋进的五年——永春县人大常委会工作回眸（2017-2021）",),
    ],
)
def test_the_work_of_several_years_is_of_the_last_of_them(head):
    report = read(*head, "2018年修路，2018年架桥，2022年要种树。")
    assert (report.year, report.title) == (2021, "".join(head))


def test_a_line_in_brackets_is_no_title():
    report = read("检察业务工作基本情况", "（2023年 1—9月）")
    assert (report.title, report.year) == ("检察业务工作基本情况（2023年 1—9月）", 2023)


@pytest.mark.parametrize("line", ["李建军各位委员、同志们：", "县政协主席 李建军 各位委员：现在，我报告一年的工作。"])
def test_a_speaker_glued_to_the_salutation_is_neither_title_nor_text(line):
    report = read("——2020年12月22日在政协清河县第七届委员会第四次会议上的报告", line)
    assert report.title == "2020年12月22日在政协清河县第七届委员会第四次会议上的报告"
    assert report.authors == ("李建军",) and "李建军" not in report.simplified


@pytest.mark.parametrize(
    ("line", "title", "speaker"),
    [
        ("2022年城市管理工作报告市城管局局长  李  伟", "2022年城市管理工作报告", "李伟"),
        ("政府工作报告 （2024年1月23日在溆浦县第十八届人民代表大会第三次会议上）", "政府工作报告", None),
    ],
)
def test_who_spoke_and_when_are_parted_from_the_title_they_are_glued_to(line, title, speaker):
    report = read(line, "各位代表：")
    assert (report.title, report.authors) == (title, (speaker,) if speaker else ())
    assert [p.text for p in report.paragraphs] == [BODY, OTHER]


@pytest.mark.parametrize("day", ["（2022年2月20日）", "(二〇二二年二月二十日)", "（二〇二二年一月八日）"])
def test_a_meeting_with_its_day_behind_is_no_part_of_the_title(day):
    report = read("某学院2021年学校工作报告", "——在第八届教职工代表大会第二次大会上" + day, "各位代表：")
    assert (report.title, report.year) == ("某学院2021年学校工作报告", 2021)
    assert [row.reason for row in report.removed] == ["标题", "标题", "称呼"]


def test_a_day_alone_beside_a_meeting_that_has_its_own_is_that_of_the_page():
    report = read("某县政府工作报告", "2022年02月25日", "——在县人民代表大会第二次会议上（2022年2月8日）", "各位代表：")
    assert report.published == "2022-02-25"


def test_what_a_site_says_of_publication_is_parted_from_the_title_it_is_glued_to():
    report = read("某开发区总工会2019年工作报告发布时间：2020-01-15 来源：某报")
    assert (report.title, report.published) == ("某开发区总工会2019年工作报告", "2020-01-15")
    assert [row.reason for row in report.removed] == ["标题", "发布信息"]


def test_a_text_of_one_line_begins_with_its_title():
    report = parse(["永春县教育局2022年工作总结和2023年工作计划2022年，我局认真落实部署。" + BODY + OTHER], "报告.txt")
    assert (report.title, report.year) == ("永春县教育局2022年工作总结和2023年工作计划", 2022)
    assert report.paragraphs[0].text.startswith("2022年，我局")


@pytest.mark.parametrize(
    "line",
    [
        "记者 李伟",
        "本报通讯员 王小明 本报记者 李伟",
        "总结了法院在审判执行等方面的成就，强调公正司法的重要。以下是整理分享的市法院工作报告，供您参考！",
        "今年的报告说了些什么呢，一起来看看：",
    ],
)
def test_what_stands_above_the_body_and_is_no_title_is_none(line):
    assert read(line).title is None
    assert read("永春县教育局巡礼", line).title == "永春县教育局巡礼"


def test_a_page_of_several_reports_has_the_title_of_the_first():
    report = read("永春县法院工作报告3篇", "永春县法院工作报告（共3篇）", "永春县法院工作报告篇1", "各位代表：")
    assert report.title == "永春县法院工作报告"
    page = ["永春县政协工作总结", "2024-09-22", "永春县政协工作总结（共6篇）", "1.永春县政协工作总结 篇一"]
    own = ["政协溆浦县第四届委员会第一次会议", "常务委员会工作报告", "（2007年12月11日）", "各位委员："]
    report = read(*page, *own)
    assert report.title == "政协溆浦县第四届委员会第一次会议常务委员会工作报告"
    assert (report.organ, report.year) == ("湖南省怀化市溆浦县政协", 2007)


def test_slides_without_a_sentence_have_the_title_of_their_first_line():
    slides = ["溆浦县政协常委会报告来了", "协商活动56次", "调研视察31次", "提案办复率100%", "委员作业1200份"]
    report = parse(slides, "报告.txt")
    assert report.title == slides[0]
    assert [p.text for p in report.paragraphs] + [h.text for h in report.headings] == slides[1:]


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (["溆浦县审计局关于", "2023年法治建设情况的报告"], "溆浦县审计局关于2023年法治建设情况的报告"),
        (["2023年度", "溆浦县民政局工作总结"], "2023年度溆浦县民政局工作总结"),
        (["溆浦县民政局", "2023年度法治政府建设情况报告"], "溆浦县民政局2023年度法治政府建设情况报告"),
        (["溆浦县民政局", "关于2023年工作情况的报告"], "溆浦县民政局关于2023年工作情况的报告"),
        (["溆浦县人民政府", "2024年政府工作报告"], "2024年政府工作报告"),
        (["政府工作报告", "——2024年1月9日在溆浦县", "第十八届人民代表大会第三次会议上"], "政府工作报告"),
        (["同心向前", "——在溆浦县第三次党代会上的工作报", "告"], "同心向前——在溆浦县第三次党代会上的工作报告"),
        (["同心向前", "——在溆浦县第三次党代会上的", "报告"], "同心向前——在溆浦县第三次党代会上的报告"),
        (["2023年溆浦县计划执行情况及", "2024年计划草案的报告"], "2023年溆浦县计划执行情况及2024年计划草案的报告"),
        (
            [
                "关于2022年某市计划执行情况",
                "与2023年计划草案的报告",
                "——2023年1月9日在某市人民代表大会上",
                "各位代表：",
            ],
            "关于2022年某市计划执行情况与2023年计划草案的报告",
        ),
        (["2023年溆浦县卫生健康工作总结", "溆浦县卫生健康局", "2024年1月5日"], "2023年溆浦县卫生健康工作总结"),
        (["溆浦县政协活动总结", "砥砺奋进，谱写政协新篇章", "一、协商活动成效显著"], "溆浦县政协活动总结"),
        (["市议会第10届第4次大会施政报告(书面报告Pdf档/5082KB)"], "市议会第10届第4次大会施政报告"),
        (["溆浦县议会第9届第1次会议纪录", "地点 本院议场", "秘书 林志嘉"], "溆浦县议会第9届第1次会议纪录"),
        (["【政协提案工作】", "发布时间：2008-01-20"], "【政协提案工作】"),
        (
            ["关于溆浦县2022年度预算执行", "和其他财政收支的审计工作报告"],
            "关于溆浦县2022年度预算执行和其他财政收支的审计工作报告",
        ),
        (["2023年第7号（总第61号）溆浦县林业局2022年工作报告"], "溆浦县林业局2022年工作报告"),
        (
            ["溆浦县民政局2022年工作总结和2023年工作计划", "2022年工作总结"],
            "溆浦县民政局2022年工作总结和2023年工作计划",
        ),
        (
            ["溆浦县2022年工作总结和2023年工作思路 今年以来，在县委领导下，" + BODY],
            "溆浦县2022年工作总结和2023年工作思路",
        ),
        (
            ["溆浦县关于《县人大审议意见》办理情况的报告", "溆浦县", "关于《县人大", "审议意见》", "办理情况的报告"],
            "溆浦县关于《县人大审议意见》办理情况的报告",
        ),
        (["标题：一心为民办实事", "发布时间：2023-01-20", "来源：县政府办"], "一心为民办实事"),
        (["【标题】一心为民办实事", "【发布部门】溆浦县残联", "【发布日期】2023-01-20"], "一心为民办实事"),
        (["溆浦政协简报", "一心为民办实事"], "一心为民办实事"),
        (["溆浦县政协办公室\t2023年2月3日", "一心为民办实事开创新篇章"], "一心为民办实事开创新篇章"),
        (["一心为民办实事", "二〇二三年二月"], "一心为民办实事"),
        (
            [
                "溆浦县民政局2022年度部门 支出绩效评价报告",
                "详细信息",
                "溆浦县民政局2022年度部门",
                "",
                "支出绩效评价报告",
            ],
            "溆浦县民政局2022年度部门 支出绩效评价报告",
        ),
        (
            ["清河市第五届人民代表大会", "常务委员会2019年度工作报告"],
            "清河市第五届人民代表大会常务委员会2019年度工作报告",
        ),
    ],
)
def test_a_title_is_whole_and_neither_a_body_a_slogan_a_file_nor_who_sat_there_is_of_it(head, title):
    assert read(*head).title == title


def test_a_day_behind_the_title_is_that_of_the_page():
    report = read("花桥街道2015年工作总结和2016年工作安排 2016-03-07", "花桥街道办事处")
    assert (report.title, report.published) == ("花桥街道2015年工作总结和2016年工作安排", "2016-03-07")


def test_a_title_of_two_years_that_lost_its_and_is_one():
    meeting = "——2020年1月5日在绥德县第十七届人民代表大会第四次会议上"
    report = read("绥德县2019年预算执行情况", "2020年预算草案的报告", meeting, "绥德县财政局", "各位代表：")
    assert (report.title, report.year) == ("绥德县2019年预算执行情况2020年预算草案的报告", 2019)


def test_the_final_accounts_of_a_year_are_of_that_year():
    report = read("绥德县人民政府关于2020年财政决算的报告", "——2021年9月27日在县十七届人大常委会第三十四次会议上")
    assert report.year == 2020


def test_points_that_close_a_text_are_of_the_body():
    points = ["1.教育支出313090万元，为预算的100.0%", "2.国防支出633万元，为预算的100.0%"]
    report = read("绥德县财政局2020年工作总结", body=(BODY, OTHER, "支出增长5.2%。主要项目如下：", *points))
    assert [p.text for p in report.paragraphs][-2:] == points


@pytest.mark.parametrize("office", ["陇县人民政府县长", " 县长 ", ""])
def test_who_speaks_may_stand_behind_the_meeting(office):
    meeting = "——2020年1月8日在陇县第十七届人民代表大会第四次会议上"
    report = read("2020年政府工作报告", f"{meeting}{office}赵甲宏", "各位代表：")
    assert (report.title, report.authors, report.year) == ("2020年政府工作报告", ("赵甲宏",), 2019)


@pytest.mark.parametrize("office", ["县人民政府县长", "陇县人民政府代县长", "县 长"])
def test_the_name_below_an_office_is_who_speaks(office):
    report = read(
        "2020年陇县政府工作报告", "2020年1月8日在陇县第十七届人民代表大会第四次会议上", office, "赵甲宏", "各位代表："
    )
    assert (report.title, report.authors) == ("2020年陇县政府工作报告", ("赵甲宏",))


def test_an_office_without_a_name_still_tells_whose_report_it_is():
    report = read("政府工作报告", "陇县人民政府县长", "各位代表：", "我代表县人民政府作报告。")
    assert (report.organ, report.authors) == ("陕西省宝鸡市陇县人民政府", ())


@pytest.mark.parametrize("title", ["在全县经济工作会议上的讲话", "县应急管理局局长在全县安全生产会议上的讲话"])
def test_the_meeting_of_a_speech_is_its_title_where_there_is_no_other(title):
    assert read(title, "同志们：").title == title
    assert read("坚定信心 真抓实干", f"——{title}", "同志们：").title == f"坚定信心 真抓实干——{title}"


@pytest.mark.parametrize("done", ["通过", "讲话", "的报告"])
def test_what_was_done_at_the_meeting_is_no_name(done):
    meeting = f"——2020年1月8日在陇县第十七届人民代表大会第四次会议上{done}"
    assert meeting in [row.text for row in read("2020年政府工作报告", meeting, "各位代表：").removed]


@pytest.mark.parametrize("between", ["", "2016-12-14 "])
@pytest.mark.parametrize("title", ["政府工作报告", "政 府 工 作 报 告"])
def test_the_meeting_behind_a_title_is_no_part_of_it(title, between):
    meeting = "2016年12月6日在武汉市汉阳区第十五届人民代表大会第一次会议上"
    report = read(f"{title} {between}{meeting}", "各位代表：")
    assert (report.title, report.organ, report.year) == ("政府工作报告", "湖北省武汉市汉阳区人民政府", 2016)


def test_the_second_line_of_a_meeting_is_no_title():
    meeting = ("2022年1月6日在苏尼特左旗第十六届", "人民代表大会第一次会议上")
    head = ("(内蒙古)2022年苏尼特左旗人民政府工作报告(全文)", *meeting, "旗人民政府代旗长 双宝")
    report = read(*head, "各位代表：")
    assert report.title == "2022年苏尼特左旗人民政府工作报告" and report.organ.endswith("苏尼特左旗人民政府")
    assert read("——" + meeting[0], meeting[1], "各位代表：").title is None


@pytest.mark.parametrize("dash", ["——", "", "（"])
def test_a_text_without_line_ends_still_has_its_head(dash):
    meeting = dash + "2020年1月8日在陇县第十七届人民代表大会第四次会议上" + "）" * (dash == "（")
    head = ["2020年政府工作报告", meeting, "陇县人民政府县长赵甲宏", "各位代表："]
    report = parse(["".join([*head, "现在，我代表县人民政府向大会报告工作。", *[BODY, OTHER] * 4])], "报告.txt")
    assert [row.text for row in report.removed] == head
    assert (report.title, report.authors) == (head[0], ("赵甲宏",))
    assert (report.organ, report.year) == ("陕西省宝鸡市陇县人民政府", 2019)


@pytest.mark.parametrize("cut", [1, 2, 4, 6, 7])
def test_a_title_that_a_page_broke_in_a_word_is_whole(cut):
    whole = "中国人民政治协商会议溆浦县第七届委员会常务委员会"
    report = read(whole[:-cut], whole[-cut:] + "工作报告", "——2024年1月9日", "各位委员：")
    assert (report.title, report.organ) == (f"{whole}工作报告", "湖南省怀化市溆浦县政协")
    assert read("溆浦县人民检", "察院工作报告", "各位代表：").title == "溆浦县人民检察院工作报告"


@pytest.mark.parametrize("cut", [4, 3, 2, 1])
def test_a_title_may_be_broken_anywhere_in_the_name_of_its_body_or_before(cut):
    court = "怀化市溆浦县人民法院工作报告"
    report = read(court[: -cut - 4], court[-cut - 4 :], "——2024年1月9日", "各位代表：")
    assert (report.title, report.organ) == (court, "湖南省怀化市溆浦县人民法院")
    session = "在溆浦县第七届人民代表大会第一次会议上的报告"
    assert read(session[: 12 - cut], session[12 - cut :], "各位代表：").title == session


def test_what_stands_above_the_name_of_a_body_is_no_part_of_it_for_that():
    assert read("溆浦县人民政府网", "政府工作报告", "各位代表：").title == "政府工作报告"
    assert read("溆浦县人民政府", "人民法院工作报告", "各位代表：").title == "人民法院工作报告"


def test_a_page_of_a_document_without_line_ends_has_title_day_speaker_and_body_though_a_number_stands_before():
    title = "凝聚青春力量――在共青团陇县第十四次代表大会上的报告"
    text = f"-1-{title}(2009年11月13日)赵甲宏各位代表、同志们:现在,我代表共青团陇县委员会向大会作报告。"
    report = parse(["您好,欢迎访问某某文档", text + BODY * 3 + "奋斗!一、" + OTHER], "报告.txt")
    assert (report.title, report.authors, report.year) == (title, ("赵甲宏",), 2009)
    assert (report.kind, report.organ) == ("工作报告", "共青团陇县委")
    assert [p.text[:3] for p in report.paragraphs] == ["现在,", "一、建"]


def test_the_address_of_a_site_behind_a_title_is_no_part_of_it():
    report = read("溆浦县政协会议隆重开幕http://www.example.com 2008年01月14日06:00 某某晚报")
    assert (report.title, report.published) == ("溆浦县政协会议隆重开幕", "2008-01-14")


def test_what_a_page_says_to_those_who_cannot_see_it_and_its_day_are_no_title():
    report = read("跳到主要內容區塊", "• 日期:97-12-13", "未来展望与工作重点")
    assert {row.reason for row in report.removed} == {"导航", "发布信息", "标题"}


def test_who_speaks_to_whom_may_begin_the_text_and_an_agency_may_stand_before_the_title():
    speaker = "溆浦县人民检察院检察长李伟 各位代表: 现在,我代表县人民检察院向大会报告工作。"
    lines = ["溆浦县人民检察院工作报告", "新华网溆浦3月19日电 溆浦县人民检察院工作报告", speaker + BODY * 5]
    report = parse([*lines, OTHER, BODY], "报告.txt")
    assert (report.title, report.authors) == ("溆浦县人民检察院工作报告", ("李伟",))
    assert report.paragraphs[0].text.startswith("现在")


def test_news_before_the_report_is_kept_and_the_title_below_it_found():
    lede = "2月10日，榆中县第十九届人民代表大会第三次会议开幕，县长王强作政府工作报告。全文如下："
    head = ["政府工作报告", "——2023年2月10日在榆中县第十九届人民代表大会第三次会议上", "县长 王强", "各位代表："]
    report = read("要闻回放", "2023-02-11 来源：某某融媒", lede, *head)
    assert (report.title, report.authors) == (head[0], ("王强",))
    assert [p.text for p in report.paragraphs] == [lede, BODY, OTHER]


def test_a_quotation_at_the_head_is_neither_title_nor_speaker():
    title = ["团结起来，夺取新的胜利", "——在某省第五届人民代表大会上的工作报告"]
    report = read("毛主席语录", "　　抓革命，促生产，促工作，促战备。", *title, "罗振邦", "各位代表：")
    assert (report.title, report.authors) == ("".join(title), ("罗振邦",))


@pytest.mark.parametrize(
    ("notice", "below"),
    [
        (
            "青溪县人民政府办公室关于印发政府工作报告的通知/青政办发〔2022〕3号/各乡镇人民政府：/"
            "现将县长王小明所作的《政府工作报告》印发给你们，请认真贯彻执行。/青溪县人民政府办公室/2022年1月18日",
            "政府工作报告/——2022年1月8日在青溪县第十八届人民代表大会第一次会议上",
        ),
        (
            "关于印发2021年工作总结的通知/各委室：/《2021年工作总结》已经主席会议审定，现印发给你们。/"
            "附件：1.青溪县政协2021年工作总结/2.青溪县政协2022年工作要点",
            "青溪县政协2021年工作总结",
        ),
    ],
)
def test_a_notice_that_sends_a_report_round_gives_it_no_title(notice, below):
    notice, below = notice.split("/"), below.split("/")
    report = read(*notice, *below)
    assert (report.title, report.year, report.headings) == (below[0], 2021, ())
    assert [p.text for p in report.paragraphs] == [BODY, OTHER]
    assert {row.text for row in report.removed if row.reason == "印发通知"} >= {notice[0], notice[2]}


def test_a_notice_that_the_report_follows_without_a_title_names_it():
    sent = "现将县长所作的《政府工作报告》印发给你们。"
    assert read("青溪县关于印发政府工作报告的通知", sent, "各位代表：").title == "青溪县关于印发政府工作报告的通知"


def test_a_subtitle_that_a_table_has_in_its_text_is_of_the_title_beside_it():
    lines = Text(["——溆浦县政协2023年工作纪实", BODY, OTHER], title="履职为民谱新篇")
    assert parse(lines, "报告.csv").title == "履职为民谱新篇——溆浦县政协2023年工作纪实"


def test_a_heading_with_a_line_drawn_below_it_opens_the_body():
    report = read("溆浦县政协工作报告", "==========", "一、工作回顾", "----------", body=(BODY, "二、工作打算", OTHER))
    assert [h.text for h in report.headings] == ["一、工作回顾", "二、工作打算"]

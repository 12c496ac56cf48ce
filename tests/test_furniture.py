"""What stands around a report: named with a reason, and never the report itself."""

import pytest

from corpus_tools.parse import parse
from corpus_tools.structure.furniture import reason, salutation, sentence_like
from corpus_tools.structure.lines import lines_of

BODY = [
    "一年来，全县粮食播种面积保持稳定，农民收入稳步增长，乡村建设取得新的成效。",
    "全年新建高标准农田3万亩，改造农村公路120公里，完成危房改造560户，群众生活持续改善。",
]


def line(text):
    return lines_of([text])[0]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("您当前所在的位置：首页 > 政务公开 > 政府工作报告", "导航"),
        ("首页 | 新闻中心 | 政务公开 | 互动交流", "页面按钮"),
        ("放大 缩小 默认", "页面按钮"),
        ("【字体：大 中 小】", "页面按钮"),
        ("扫一扫在手机打开当前页", "页面按钮"),
        ("发布时间：2024-02-05 08:23   来源：某某日报    字体：[ 大 中 小 ]", "页面按钮"),
        ("發佈時間: 2023-01-11 13:47 | 來源: 某某報", "发布信息"),
        ("2024年01月16日", "发布信息"),
        ("索引号：011043217/2024-05123", "公文索引"),
        ("责任编辑：王小明", "责任者"),
        ("【发文字号】溆政办发〔2022〕3号", "公文索引"),
        ("抄送：县委各部门，县人大常委会办公室，县政协办公室。", "公文版记"),
        ("上一篇：政协召开会议", "相关内容"),
        ("最新内容", "相关内容"),
        ("主办：某县人民政府办公室    承办：某县信息中心", "页脚"),
        ("网站标识码：4200000043   某ICP备05023451号", "页脚"),
        ("本网站所有稿件未经授权不得转载，违者本网将依法追究责任。", "版权声明"),
        ("- 12 -", "页码"),
        ("第 3 页 共 20 页", "页码"),
        ("某法〔2021〕12号      签发人：王小明", "公文索引"),
        ("原创 某某发布 2022-03-05 09:12 发表于四川", "发布信息"),
        ("----------", "版式符号"),
        ("* * *", "版式符号"),
        ("<!-- page-anchor: A-12 -->", "版式符号"),
        ("本报记者 李伟 通讯员 王小明", "责任者"),
        ("□ 本报记者 王小明", "责任者"),
        ("点击蓝字 关注我们", "页面按钮"),
        ("还剩15页未读,继续阅读", "页面按钮"),
        ("立即下载", "页面按钮"),
        ("《2023年工作总结》由会员分享，可在线阅读，更多相关内容请在文库网上搜索。", "版权声明"),
        ("Original URL: http://www.example.cn/a/1.html", "页脚"),
        ("以下是小编为大家整理的几篇法院工作报告，一起看看吧！", "版权声明"),
        ("1. 1、下载文档前请自行甄别文档内容的完整性，平台不提供额外的编辑、内容补充等附加服务。", "版权声明"),
        ("3. 3、如文档侵犯您的权益，请联系客服反馈，我们会尽快为您处理。", "版权声明"),
        ("下面是为您整理分享的工作报告相关范文，供您参考！", "版权声明"),
        ("▲上接第1版", "导航"),
        ("信息索引号: 00250253-0/2022-20797 文号:", "公文索引"),
        ("记者走访了12个村，看到了新的变化，", None),
        ("会议材料已送各位委员，供大家参考借鉴、研究吸收。", None),
        ("一、2023年工作回顾", None),
        ("党建聚魂 力量在党旗下汇聚", None),
        ("畅通12345热线，办理群众诉求3200件，满意率达到98%。", None),
        ("完善举报投诉机制，严肃查处侵害群众利益的问题。", None),
        ("政务公开和电子政务建设不断加强，门户网站访问量居全市前列。", None),
        ("——来源：财政拨款的支出下降百分之五，主要用于保障运转。", None),
        ("各位代表！", None),
    ],
)
def test_a_line_of_the_page_says_why_it_is_no_text_and_one_of_the_body_does_not(text, why):
    text = lines_of([text], traditional="時" in text)[0]
    assert reason(text) == why


@pytest.mark.parametrize(
    "text",
    ["各位代表：", "各位委员、同志们:", "同志们！", "主席团、各位代表：", "主任、各位副主任、秘书长，各位委员："],
)
def test_the_words_that_greet_the_meeting_are_a_salutation(text):
    assert salutation(line(text))


@pytest.mark.parametrize("text", ["委员风采", "代表之家", "主席会议", "全体委员会议"])
def test_an_item_of_a_menu_is_no_salutation(text):
    assert not salutation(line(text))
    menu = ["首页", "专委会工作", text, "理论研究"]
    report = parse([*menu, "县政协2023年工作综述", "来源：某某日报", *BODY], "网页.txt")
    assert report.title == "县政协2023年工作综述" and not report.headings


def test_a_sentence_that_begins_with_the_salutation_is_none():
    assert not salutation(line("各位代表：现在，我代表县人民政府向大会报告工作，请予审议。"))


def test_a_menu_without_a_full_stop_is_not_like_a_sentence():
    assert not sentence_like(line("政务公开 政务服务 互动交流 走进本县"))


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("路" * 59 + "。", True),
        ("路" * 60, False),
        ("桥、渠、井、" + "路" * 54, True),  # a long list
        ("桥、渠、" + "路" * 56, False),
        ("路" * 20 + "。" + "路" * 4, True),  # whole sentences, the last cut off
        ("路" * 20 + "。" + "路" * 3, False),
        ("路" * 8 + "，" + "路" * 5 + "。", True),
        ("路" * 7 + "，" + "路" * 5 + "。", False),
        ("路" * 24 + "；", True),
        ("路" * 23 + "；", False),
        ("路" * 8 + "，" + "路" * 6, False),
    ],
)
def test_a_line_is_a_sentence_by_its_length_and_its_marks(text, yes):
    assert sentence_like(line(text)) is yes


def test_a_number_above_the_first_sentence_and_a_row_of_signs_belong_to_the_body():
    found = parse(["某县工作总结", "一、粮食生产", "＊＊＊＊", *BODY])
    assert [h.text for h in found.headings] == ["一、粮食生产"]


def test_the_page_around_a_report_is_removed_and_nothing_else():
    top = ["某某县人民政府", "首页 > 政务公开", "某某县2023年工作总结", "2024-01-20 10:11 来源：某某日报"]
    foot = ["【打印】 【关闭】", "上一篇：没有了", "主办：某某县人民政府", "某ICP备12345678号"]
    report = parse([*top, *BODY, *foot], "页面.txt")
    assert [p.text for p in report.paragraphs] == BODY
    assert [r.text for r in report.removed] == [*top, *foot]


def test_what_a_page_says_of_other_news_below_the_report_is_no_part_of_it():
    foot = ["上一篇：没有了", "县委召开会议，传达学习全会精神，部署下一步工作，王小明主持会议。"]
    assert [p.text for p in parse(["某某县2023年工作总结", *BODY, *foot], "页面.txt").paragraphs] == BODY
    assert len(parse(["某某县2023年工作总结", BODY[0], foot[0], BODY[1] * 3], "页面.txt").paragraphs) == 2


def test_a_table_of_contents_is_not_the_outline():
    toc = ["目  录", "一、去年工作回顾……1", "二、今年工作安排……5"]
    text = ["政府工作报告", *toc, "一、去年工作回顾", BODY[0], "二、今年工作安排", BODY[1]]
    report = parse(text, "目录.txt")
    assert [h.text for h in report.headings] == ["一、去年工作回顾", "二、今年工作安排"]
    assert [r.text for r in report.removed if r.reason == "目录"] == toc


def test_a_translation_beside_the_text_is_listed_and_no_part_of_it():
    other = [
        "Report on the Work of the Commission",
        "Chapter One: Overview",
        "We built 36 thousand mu of farmland in 2021.",
    ]
    chinese = ["某市廉政公署2021年工作报告", "第一章 总览", BODY[0], "第二章 执法", BODY[1]]
    text = [chinese[0], other[0], chinese[1], other[1], chinese[2], other[2], chinese[3], chinese[4]]
    report = parse(text, "年报.txt")
    assert (report.title, [p.text for p in report.paragraphs]) == (chinese[0], BODY)
    assert [h.text for h in report.headings] == [chinese[1], chinese[3]]
    assert [row.text for row in report.removed if row.reason == "外文"] == other


def test_the_title_over_the_meeting_ends_a_table_of_contents_that_stands_above_it():
    top = [
        "某县2020年县级财政决算公开",
        "来源：某县财政局 发布时间：2021-07-19",
        "目    录",
        "一、县级财政决算情况",
        "二、债务情况",
    ]
    head = ["关于2020年县级财政决算的报告", "——2021年6月30日在某县第十七届人大常委会第四十八次会议上", "各位委员："]
    said = "2020年，全县一般公共预算收入完成65021万元，增长2.6%，税收收入完成39229万元，收支平衡。"
    report = parse([*top, *head, "一、县级财政决算情况", said, "二、债务情况", said.replace("2020", "2019")])
    assert (report.title, report.kind) == ("关于2020年县级财政决算的报告", "计划预算报告")
    assert [h.text for h in report.headings] == top[3:]


def test_a_sentence_ends_a_table_of_contents():
    toc, lede = ["目录", "去年工作回顾", "今年工作安排"], "现在，我向大会报告工作，请予审议。"
    report = parse(["县法院工作报告", *toc, lede, toc[1], BODY[0], toc[2], BODY[1]], "目录.txt")
    assert [p.text for p in report.paragraphs] == [lede, *BODY]
    assert [r.text for r in report.removed if r.reason == "目录"] == toc


@pytest.mark.parametrize("rule", ["---", "=" * 200, "* * *", "＿＿＿＿"])
def test_a_rule_between_sections_does_not_end_the_body(rule):
    short = ["新建工会6家，发展会员1280人。", "调解劳动争议58起，追回工资176万元。"]
    text = ["开发区总工会2019年工作报告", *BODY, rule, "一、组织建设", short[0], rule, "二、维权帮扶", short[1], rule]
    report = parse(text, "总工会.txt")
    assert [p.text for p in report.paragraphs] == [*BODY, *short]
    assert [row.reason for row in report.removed if row.text == rule] == ["版式符号"] * 3


def test_page_numbers_between_paragraphs_are_removed():
    report = parse(["工作总结", BODY[0], "- 2 -", BODY[1]], "页码.txt")
    assert [(r.text, r.reason) for r in report.removed] == [("工作总结", "标题"), ("- 2 -", "页码")]


def test_captions_are_removed_with_their_reason():
    captions = ["图为委员在田间调研", "县政协委员视察重点工程建设", "（县政协办公室供图）"]
    text = ["强根铸魂 筑牢思想基础", BODY[0], captions[0], BODY[1], *captions[1:], BODY[0].replace("粮食", "油料")]
    report = parse(["县政协2023年工作综述", "2024-01-01 09:00", *text], "图片.txt")
    assert [r.text for r in report.removed if r.reason == "图片说明"] == captions
    assert [h.text for h in report.headings] == []  # what stands right above the first paragraph is the title's


def test_links_between_paragraphs_are_named_and_do_not_end_the_body():
    link, more = "相关链接：某市2023年招生政策问答", "点击查看更多精彩图片"
    report = parse(["2023年工作总结", BODY[0], link, more, BODY[1]], "总结.txt")
    assert [p.text for p in report.paragraphs] == BODY
    assert [(row.text, row.reason) for row in report.removed[-2:]] == [(link, "文中链接"), (more, "文中链接")]


@pytest.mark.parametrize("heading", ["（二）抓产业促增收", "二、下一步打算"])
def test_the_body_goes_on_behind_related_news_if_a_heading_and_short_paragraphs_follow(heading):
    short = "计划新建冷链仓库1座，力争农民人均收入增长9%。"
    lines = [
        "一、工作回顾",
        "全年召开会议36次，完成14个村换届，发展党员23名。",
        "（一）党建",
        short,
        "相关阅读",
        heading,
        short[2:],
    ]
    report = parse(["某镇2021年工作总结", *lines, "责任编辑：张静"])
    assert report.paragraphs[-1].text == short[2:]
    assert [row.text for row in report.removed][-2:] == ["相关阅读", "责任编辑：张静"]


def test_an_appendix_with_nothing_in_it_is_the_foot_of_the_page():
    report = parse(["2023年工作总结", "一、主要工作", *BODY, "附件："], "总结.txt")
    assert [h.text for h in report.headings] == ["一、主要工作"]
    assert report.removed[-1].text == "附件："


def test_a_table_of_contents_that_numbers_its_reports_ends_where_the_first_begins():
    toc = ["目录", "1.永春县法院工作报告 2", "2.溆浦县法院工作报告 12"]
    report = parse(["县法院工作报告2篇", *toc, "永春县法院工作报告", "各位代表：", *BODY], "合集.txt")
    assert report.title == "永春县法院工作报告"
    assert [r.text for r in report.removed if r.reason == "目录"] == toc


@pytest.mark.parametrize("mark", ["（下转第四版）", "(紧接第2版)", "（下转A3版）"])
def test_the_mark_that_a_text_goes_on_elsewhere_is_parted_from_its_sentence(mark):
    report = parse(["县政协2023年提案工作回顾", *BODY, "党委想什么、群众盼什么，提案就提什么。" + mark], "报纸.txt")
    assert report.paragraphs[-1].text == "党委想什么、群众盼什么，提案就提什么。"
    assert (report.removed[-1].text, report.removed[-1].reason) == (mark, "导航")


@pytest.mark.parametrize(
    "rest",
    [
        "一是筑牢思想基础，把准正确方向。发挥理论学习中心组的示范带",
        "——坚持围绕中心服务大局，精准发力",
        "紧接着，县委宣传部结合协商意见成立工作专班，开展",
    ],
)
def test_a_sentence_that_the_page_cuts_off_is_kept(rest):
    report = parse(["县政协2023年工作总结", *BODY, rest], "截断.txt")
    assert report.paragraphs[-1].text == rest


@pytest.mark.parametrize("foot", ["某县政府办公室主办，某县大数据中心承办", "某县政协", "图为委员在田间调研，听取意见"])
def test_the_foot_below_the_last_sentence_is_no_sentence_cut_off(foot):
    report = parse(["县政协2023年工作总结", *BODY, foot], "页面.txt")
    assert report.paragraphs[-1].text == BODY[-1]


def test_points_without_marks_that_close_a_report_stay_in_it():
    points = ["专题协商6次，对口协商8次", "形成协商意见书14份", "开展活动28场，联动企业120余家"]
    last = ["报送社情民意信息120余条", "年度工作亮点", "媒体报道230余篇，传播超百万"]
    lines = ["县政协2023年工作总结", "一、协商活动", BODY[0], *points, "二、凝聚共识", BODY[1], *last]
    foot = ["上一篇：没有了", "我市新增企业36家"]
    report = parse([*lines, *foot], "总结.txt")
    kept = [p.text for p in report.paragraphs] + [h.text for h in report.headings]
    assert set(last) <= set(kept)
    assert [row.text for row in report.removed[-2:]] == foot


@pytest.mark.parametrize(("text", "why"), [("【概述】", "页首"), ("【正文】", "完稿标记"), ("（李伟 王小明）", "作者")])
def test_words_in_brackets_are_a_byline_only_if_they_name_persons(text, why):
    report = parse(["县政协工作总结", text, *BODY], "网页.txt")
    assert [row.reason for row in report.removed if row.text == text] == [why]


def test_the_title_of_a_table_is_no_heading():
    report = parse(
        ["县政协工作总结", BODY[0], "表1　主要指标完成情况", "指标\t数值", "用电量\t95亿", BODY[1]], "网页.txt"
    )
    assert report.headings == () and "表1　主要指标完成情况" in [row.text for row in report.removed]

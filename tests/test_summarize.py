"""Summaries: the laws of budget, order and wording, and planted sentences that must or must not be chosen."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.choosing.cutting import balanced, cut, opening
from corpus_tools.choosing.query import RELATED, weighted_terms
from corpus_tools.choosing.reasons import reasons
from corpus_tools.choosing.screen import fault, plans, slight
from corpus_tools.corpus import read_report
from corpus_tools.parse import parse
from corpus_tools.report import Sentence
from corpus_tools.summarize import LONGEST, Chosen, candidates, sentences_of, summarize, summarize_sections
from corpus_tools.views import summaries as views

REPORT = """一年来，区政协围绕产业发展开展调研，提出建议56项。
始终坚持以习近平新时代中国特色社会主义思想为指导，把握正确方向。
全年收到提案134件，立案127件，提案办复率100%。
这只是区政协提案工作的一个缩影。
此外，区政协组织委员视察养老服务，走访养老机构12家，推动建成社区食堂8个。
东风浩荡满眼春，千帆竞发正当时！
“提得好，办得也好！”
谁来办？怎么办？
区政协举办委员培训班3期，培训委员210人次，委员履职能力得到提升。
二是加强社情民意信息工作，编报信息376期，被市政协采用137篇。"""


def texts(chosen):
    return [s.text for s in chosen]


def city(*lines):
    return parse("\n".join(["某市人民政府工作报告", *lines]).split("\n"), "报告.txt")


@pytest.mark.parametrize("text", ["", "\n\n", "。", "！！！"])
def test_a_text_without_sentences_has_an_empty_summary(text):
    assert texts(summarize(text)) in ([], [text.strip()] if text.strip() else [])


BROKEN = "全区的协商民主工作在市政协的指导下和区委的领导下围绕中心工作和发展大局扎实开展，进一步使其"
PIPES = "新建水厂3座，供水管网扩建工程和老旧小区二次供水设施改造工程全部完工通水。"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("全年粮食产量120万吨，增长5%。", "全年粮食产量120万吨，增长5%。"),
        # without a stop, or dangling, only where there is nothing else; the rest of a broken line never
        ("全年粮食产量120万吨", "全年粮食产量120万吨"),
        ("这使全区的面貌有了很大的改变。", "这使全区的面貌有了很大的改变。"),
        (f"{BROKEN}\n作用得到发挥，提出建议30条。\n建成协商场所74个，实现全覆盖。", "建成协商场所74个，实现全覆盖。"),
        (f"{PIPES}铺设管道\n17公里，新增公交车86辆。", PIPES),
    ],
)
def test_a_summary_of_one_sentence(text, found):
    assert texts(summarize(text, 200)) == [found]


@pytest.mark.parametrize("line", ["——转型升级步伐加快，发展质量稳步提高", "一是坚持政治建设，确保正确方向"])
def test_a_line_without_a_stop_is_no_sentence_behind_its_dash_or_number(line):
    done = "全年新建学校12所，培训教师300名。"
    found = [Sentence(text, text, "", 0, i, i, 0) for i, text in enumerate((line, done))]
    assert texts(candidates(found, 30)) == [done]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"max_chars": 0}, "max_chars is 0"),
        ({"max_chars": "300"}, "max_chars is '300'.*give a number"),
        ({"max_chars": None}, "max_chars is None"),
        ({"query": ["提案"]}, r"the query is \['提案'\]"),
        ({"query": 5}, "the query is 5: give words"),
    ],
)
def test_no_room_and_no_words_are_errors_that_say_so(given, said):
    with pytest.raises(ValueError, match=said):
        summarize(REPORT, **given)


def test_several_reports_at_once_are_refused_with_the_remedy():
    with pytest.raises(ValueError, match=r"write \[summarize\(r\) for r in reports\]"):
        summarize([REPORT])


sentence = st.sampled_from(
    [*REPORT.splitlines(), "甲" * 200 + "。", "增长5%；" * 40 + "。", "a，" * 90, "”", "“", "\u3000"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(sentence, max_size=30), st.integers(1, 500))
def test_a_summary_keeps_the_budget_the_order_and_the_wording(lines, budget):
    text = "\n".join(lines)
    chosen = summarize(text, budget)
    assert sum(len(s.text) for s in chosen) <= budget
    assert [s.number for s in chosen] == sorted({s.number for s in chosen})
    assert all(s.text in text for s in chosen)


def test_the_summary_has_the_deeds_and_not_the_slogans():
    chosen = texts(summarize(REPORT, 200))
    assert "全年收到提案134件，立案127件，提案办复率100%。" in chosen
    assert not any(slogan in "".join(chosen) for slogan in ("始终坚持", "缩影", "东风浩荡", "提得好", "怎么办"))


def test_an_idle_opening_is_left_out_and_said_so():
    chosen = {s.text: s for s in summarize(REPORT, 400)}
    assert "区政协组织委员视察养老服务，走访养老机构12家，推动建成社区食堂8个。" in chosen
    assert chosen["加强社情民意信息工作，编报信息376期，被市政协采用137篇。"].cut


def test_a_sentence_is_not_said_twice():
    text = "全年收到提案134件，立案127件。\n全年收到提案134件，立案127件，办复100%。\n培训委员210人次。"
    chosen = summarize(text, 200)
    pairs = [set(pairwise(re.sub(r"\W|\d", "", s.simplified))) for s in chosen]
    assert all(len(a & b) <= 0.5 * min(len(a), len(b)) for i, a in enumerate(pairs) for b in pairs[:i])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("其中12件得到落实，推动了工作。", "起句悬空"),
        ("并购重组完成12项，增长5%，效益提高。", None),
        ("过去的10年，他参审案件近300起。", "起句悬空"),
        ("“要想协商更有力度，必须先有深度调研。”", "引语无主"),
        ("“我们推进农药‘负增长’行动，编制方案，建成监测点。”", "引语无主"),
        ("王某说：“全年办理提案134件，件件有回音。”", None),
        ("思想统一是政治统一、行动统一的基础。", "定义"),
        ("提案，是政协委员履职最直接的方式。", "定义"),
        ("协商成果转化机制还不够健全，界别作用发挥还不充分。", "不足"),
        ("针对机制还不够健全的问题，制定制度3项，完善流程。", None),
        ("仍有三个乡的温饱问题没有得到稳定解决。", "不足"),
        ("在区委的坚强领导下，全区上下团结奋斗，圆满完成了各项任务。", "口号"),
        ("在区委的坚强领导下，全年收到提案134件，立案127件。", None),
        ("在上级党委的安排部署下，各支部扎实推进教育活动，健全机制。", "口号"),
        ("面对复杂严峻的形势，我们迎难而上，推动经济平稳发展。", "口号"),
        ("面对高温干旱，区政协开展“炎夏送清凉”活动，走访群众。", None),
        ("发挥体制优势，强化“一盘棋”观念，上下协同，形成合力。", "口号"),
        ("组织委员培训，召开协商会议，广泛汇聚共识合力。", None),
        ("人多底子薄，要使六亿人民富裕，决不是三年五载所能办到的。", "主张"),
        ("编辑出版《长寿凤城往事》一书。", None),
        ("“渝事好商量”协商活动开展80余场次，解决问题90件。", None),
        ("推动建成“一站式”服务中心（共12个。", "残句"),
        ("全面建成惠民工程", "太短"),
        ("办好16件民生实事。", None),
        ("增长16%。", "太短"),
        ("现在，我代表常务委员会，向大会报告工作，请予审议。", "过渡语"),
        ("认真贯彻落实关于加强和改进工作的意见，扎实开展工作。", "口号"),
        ("“3113”行动计划：即围绕三个专项，形成100个项目。", "释义"),
        ("专门协商机构的作用，某区政协对工作体系进行了改革。", "残句"),
        ("发挥专门协商机构的作用，对工作体系进行了改革。", None),
        ("过去五年，是全县发展进程中极不平凡的五年。", "套语"),
        ("2010年是实施“十一五”规划的最后一年。", "套语"),
        ("市第七次代表大会是在关键时期召开的一次十分重要的会议。", "套语"),
        ("以两会召开为标志，改革开放事业进入了新的阶段。", "套语"),
        ("严格政治纪律，对于实现党的基本路线至关重要。", "过渡语"),
        ("五年新增城镇就业5100万人。", None),
        ("工程为期三年，三年投入资金8亿元，建成桥梁12座。", None),
        ("今年要重点抓好以下八个方面的工作。", "过渡语"),
        ("把城镇登记失业率控制在4.5%以下的目标圆满完成。", None),
        ("工欲善其事，必先利其器，古人早就讲过。", "空话"),
        ("有人说，这两年的改革搞得太快了一些，要停一停。", "过渡语"),
        ("党中央强调，坚持创新在现代化建设全局中的核心地位，推进科技自立自强。", "口号"),
        ("党的十一届三中全会作出了把工作重点转移到经济建设上来的战略决策。", "口号"),
        ("支持派驻机关纪检监察组履行职责。", "口号"),
        ("解决好农业、农村和农民问题是全部工作的重中之重。", "定义"),
        ("宜居是高质量发展的重要标志。", "定义"),
        ("坚持量入为出的原则，从严控制集团购买力。", None),
        ("要以增进民生福祉为目的，改革收入分配制度。", None),
        ("以人为本是现代管理的基本原则，也是政府的宗旨。", "定义"),
        ("过去五年，是结构调整力度不断加大，发展方式加快转变的五年。", "套语"),
        ("宜居是城市发展的目标，也是城市最可贵的品质。", "定义"),
        ("高端发展的本质是高质量发展，要加快产业转型。", "定义"),
        ("平凡孕育伟力，奋斗见证辉煌。", "空话"),
        ("全会胜利召开后，主席会议成员以上率下。", "空话"),
        ("2013年，是新一届常委会工作的开局年。", "套语"),
        ("今年是全市乡村振兴的攻坚年。", "套语"),
        ("1月6日，县十七届人大五次会议召开，李某院长作了《县人民法院工作报告》，受到代表好评。", "空话"),
        ("公众如需进一步了解有关信息，可登录县政府网站。", "过渡语"),
        ("区法院提高站位，理清思路，各项工作取得了新的成效。", "套语"),
        ("以示范区建设为契机，以优化种植结构为先导，以农机提质为保障，探索农村发展新路径。", "口号"),
        ("以示范区建设为契机，以优化种植结构为先导，新建水库3座。", None),
        ("张某出席会议并讲话，委员代表参加。", "过渡语"),
        ("王某、李某等在主席台前排就座。", "过渡语"),
        ("市委书记王某对会议的圆满成功表示祝贺。", "过渡语"),
        ("听取王某作常务委员会工作报告、李某作的提案工作报告。", "空话"),
        ("并请政协委员和其他列席人员提出意见。", "过渡语"),
        ("邀请政协委员视察，提出意见建议38条。", None),
        ("站在新起点，全市人民加快发展的愿望更加强烈。", "套语"),
        ("我市已经迈上新的征程，发展任务更加繁重。", "套语"),
        ("今年经济社会发展的目标、任务和措施都已明确。", "过渡语"),
        ("根据统一部署，今天我们召开总结大会，主要任务是总结工作、部署任务。", "过渡语"),
        ("下面我从特色亮点、办学成果两个方面作一汇报。", "过渡语"),
        ("当前，我市正处于战略机遇叠加期，要抢抓机遇、应对挑战。", "套语"),
        ("明确要求本省，以人才为本，深入实施人才强省战略。", "口号"),
        ("省委要求各部门限期整改，完成整改12项。", None),
        ("我们之所以能取得这些成就，是全市人民团结奋斗的结果。", "过渡语"),
        ("今天，贵会开议，本人应邀率领市府团队提出施政报告，深感荣幸。", "过渡语"),
        ("感谢各位议员对市政建设的支持与督促。", "过渡语"),
        ("下面开始提问，请问哪一位先来？！", "问句"),
        ("张总工程师：主持人好，大家好。", "太短"),
        ("主持人：下面请张总工程师介绍加装电梯的做法。", "过渡语"),
        ("只要坚定前行，定能燃点希望。", "主张"),
        ("农业合作化运动大力开展，农民的生产积极性空前高涨。", "套语"),
        ("粮食产量增长12%，农民的生产积极性空前高涨。", None),
        ("全市正朝着全面建成小康社会的目标胜利前进。", "套语"),
        ("去年全市空气质量考核在全省名列第一名。", None),
        ("三个项目进度滞后，安置房建设未能按期完工。", "不足"),
        ("基础设施欠账较多，发展空间受到限制。", "不足"),
        ("城区12个小区的改造工程尚未完工，居民意见较大。", "不足"),
        ("针对12个小区尚未完工的问题，约谈施工单位5家。", None),
        ("会议应到代表251名，实到240名，符合法定人数。", "过渡语"),
        ("区领导、各部门及代表300多人参加会议。", "过渡语"),
        ("组织300多人参加会议旁听。", None),
        ("报告共分四部分：过去五年回顾，下一步的目标。", "过渡语"),
        ("全县地处高原，平均海拔1850米，无霜期130天。", "过渡语"),
        ("过去五年，全院干警忠实履职，较好地完成了各项工作任务。", "套语"),
        ("圆满完成区人代会确定的目标任务，各项改革有力推进。", "套语"),
        ("圆满完成赛事期间交通保障任务。", None),
        ("今后五年是全面转型的关键阶段。", "套语"),
        ("市第九次党代会明确提出“建设现代化新城”后，委员们把目光投向产业。", "口号"),
        ("围绕党代会提出的任务，组织委员开展视察，推动解决停车难。", None),
        ("全年累计检测3万人次，尚未发现疫情，完成布点12个。", None),
        (f"城区尚未{'老旧小区' * 9}改造完工，居民意见较大。", "不足"),
        (f"城区尚未{'老旧小区' * 10}改造完工，居民意见较大。", None),
    ],
)
def test_faults_of_a_sentence(text, why):
    assert fault(text) == why


def test_a_document_with_its_title_is_not_slight():
    assert slight("区政协更是向区委提交了报告。") and not slight("区政协更是向区委提交了《关于发展文旅产业的报告》。")


def test_what_there_is_gives_way_to_what_was_done():
    stock = ["2020年，全县共有各级各类学校487所。", "学校占地面积302万平方米，在校学生（含民办招收的1300人）12万人。"]
    done = ["完成教育投资6.1亿元，改造校舍57处。", "公开招聘教师590名，补充到农村义务教育学校。"]
    assert texts(summarize(city("一、基本情况", *stock, "二、主要工作", *done), sum(map(len, done)))) == done
    assert texts(summarize(city("一、基本情况", *stock), 80)) == stock


def test_a_court_tells_of_each_kind_of_case_and_of_a_few_cases_last():
    cases = {"刑事": 431, "民事": 6205, "行政": 218}
    kinds = "审结贪污案件4件4人。" + "".join(f"受理各类{kind}案件{n}件，审结{n - 9}件。" for kind, n in cases.items())
    report = city("某区人民法院工作报告", "一、审判工作", f"全年受理各类案件7043件，审结6921件。{kinds}")
    assert [re.findall(r"\d+", s.text)[0] for s in summarize(report, 90)] == ["7043", "431", "6205", "218"]


@pytest.mark.parametrize("text", ["区政协开展“走进太平街”视察。", "扎实稳妥推进农村改革发展。"])
def test_a_short_clause_alone_on_its_line_is_a_heading_or_a_caption(text):
    assert (fault(text, alone=True), fault(text)) == ("标题", None)
    others = [f"收到提案{n}件，立案{n - 1}件，提案办理得到改进。" for n in range(20, 26)]
    assert text not in texts(candidates(sentences_of("\n".join([text, *others])), 60))
    assert text in texts(candidates(sentences_of("\n".join([f"{text}增加投入3亿元。", *others])), 60))


def test_the_creed_does_not_fill_a_summary_that_has_a_result_however_short():
    creed = ["2020年是极不平凡的一年。", "我们始终坚持正确方向，深入贯彻新发展理念，奋力谱写新篇章。"]
    assert texts(summarize("\n".join([*creed, "收到提案134件，立案127件。"]), 300)) == ["收到提案134件，立案127件。"]
    assert texts(summarize("\n".join(creed), 300)) == creed[1:]


SPEECH = """好，那我们先说电梯这个事情，大家其实都想装。
谢谢主持人，各位上午好啊。
所以说呢，钱怎么分大家意见不一样，高层的想装，低层的不想装。
这个做法我觉得很好，就是让楼栋长来牵头，大家坐下来谈。"""


def test_a_transcript_is_not_screened_for_what_speech_is_full_of():
    found = texts(summarize(SPEECH, 100))
    assert "这个做法我觉得很好，就是让楼栋长来牵头，大家坐下来谈。" in found
    assert "钱怎么分大家意见不一样，高层的想装，低层的不想装。" in found
    assert not any("谢谢" in s for s in found)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("此外,同时，加强工作。", "加强工作。"),
        ("（一）加强工作。", "加强工作。"),
        ("三是加强工作。", "加强工作。"),
        ("三要加强工作。", "要加强工作。"),
        ("三是要加强工作。", "要加强工作。"),
        ("第三要加强工作。", "要加强工作。"),
        ("一是调研不深；二是答复较慢。", "一是调研不深；二是答复较慢。"),  # a list keeps its first number
        ("此外，一要学习，二要调研。", "一要学习，二要调研。"),
        ("第一，加强学习。", "加强学习。"),
        ("十要素改革。", "十要素改革。"),
        ("1.2万人参加。", "1.2万人参加。"),
        ("二、三产业增长。", "二、三产业增长。"),
        ("最后一公里打通。", "最后一公里打通。"),
        ("最终，在法院支持下，维权岗挂牌。", "在法院支持下，维权岗挂牌。"),
        ("主要内容：对老旧小区供热管网进行改造。", "对老旧小区供热管网进行改造。"),
        ("例如，某镇新建水厂2座。", "某镇新建水厂2座。"),
        ("如李某委员的提案得到批示。", "李某委员的提案得到批示。"),
        ("如期完成改造。", "如期完成改造。"),
        ("如火如荼的项目建设有了成果。", "如火如荼的项目建设有了成果。"),
        ("如不及时整治，问题会扩大。", "如不及时整治，问题会扩大。"),
        # what is a part of the whole says of itself what it is, or it does not
        ("其中:教育支出9.8亿元。", "教育支出9.8亿元。"),
        ("其中:税收收入8103万元。", "税收收入8103万元。"),
        ("其中，协助收集建议20条。", "其中，协助收集建议20条。"),
        ("其中，“推动养殖场转型”等2篇专报获采纳。", "“推动养殖场转型”等2篇专报获采纳。"),
        ("其中，已解决的74件，占64.25%。", "其中，已解决的74件，占64.25%。"),
        ("其中，立案127件。", "其中，立案127件。"),
        ("其中，结果为采纳的有137件。", "其中，结果为采纳的有137件。"),
        ("其中，民生类占三成。", "其中，民生类占三成。"),
    ],
)
def test_idle_openings(text, rest):
    assert text[opening(text) :] == rest


VISITS = "组织委员开展视察活动15次，委员参与280余人次"
RULES = "启用履职服务管理系统，健全情况通报制度"
AIM = "五年来,常委会在市委的坚强领导下,坚持党的领导,围绕中心大局,履行法定职责,"
SLOW = "市政府贯彻落实决策部署，围绕建设美丽城市目标，组织干警学习先进，走访群众，让群众明明白白走出去，"
PRODUCT = "实现地区生产总值930亿元，增长8%"
COUNT = "共召开会议36次,听取报告152项,开展视察32次,圆满完成任务。"


@pytest.mark.parametrize(
    ("text", "room", "kept"),
    [
        # it ends after a clause that needs nothing more, and before what the clauses come to
        (f"{VISITS}；围绕中心城区生态文明建设，在各部门支持下，提出建议30条。", 40, VISITS),
        (f"{RULES}，推动政协工作在党的领导下，贯穿于各项工作中。", 34, RULES),
        ("在区委领导下，在各界支持下，在社会参与下完成。", 14, ""),
        ("“养老一号”调研建议获采纳；“二号”提案得到批示……这，都是一年来，委员们尽责的缩影，也是大家的心血。", 40,
         "“养老一号”调研建议获采纳"),
        # it begins with a count where what stands before it has none
        (f"{AIM}{COUNT}", 40, COUNT),
        (f"{SLOW}近三年，发放补助68万元，化解积案7件，化解率100%。", 50,
         "近三年，发放补助68万元，化解积案7件，化解率100%。"),
        (f"{SLOW}生产总值增长8.1%，财政总收入增长12.5%。", 50, "生产总值增长8.1%，财政总收入增长12.5%。"),
        # where both parts tell, the one with more numbers
        ("组建产业联盟和招商小分队，引进项目分别为11个和9个；新增省级示范园5个、名牌产品35个，新增龙头企业12家。", 32,
         "新增省级示范园5个、名牌产品35个，新增龙头企业12家。"),
        # what is asked for first, though another part is longer
        (f"{PRODUCT}；财政总收入44亿元、地方财政收入34亿元、公共预算收入24亿元；居民收入19000元，增长7%。", 45,
         PRODUCT),
        # not behind what only says when, or by which rule
        ("自主题教育活动开展以来，各支部学习讨论，检查整改。", 14, ""),
        ("我院组织学习，按照“明确责任，实干争先”的工作思路，组织干警走访群众。", 24, ""),
        ("召开座谈会，组织广大委员以高度的政治责任感，建言献策。", 22, ""),
        ("召开迎春座谈会，传达会议精神，2月5日春节刚过，组织委员分头走访。", 26, "召开迎春座谈会，传达会议精神"),
        ("举办夜校，带领队员面对复杂地形和紧迫工期，沉着应对，积极作为。", 24, ""),
        ("成立工作专班，完善部门联动机制，坚持能快则快的原则，抓好排查。", 28, "成立工作专班，完善部门联动机制"),
        ("推进水网建设，努力补齐供水短板，力争到2025年，供水普及率达到98%。", 26, "推进水网建设，努力补齐供水短板"),
        # nor behind the means, nor what is left of a part of the whole, nor within a number
        ("成立服务企业专班，出台意见，综合运用绿色通道、活扣活封等手段，护航企业复工复产。", 32,
         "成立服务企业专班，出台意见"),
        ("其中，已解决的建议74件，占64.2%；已列入计划正逐步解决的33件。", 32, ""),
        ("全年地方一般公共预算收入完成28,583万元，同比增长10.8%。", 19, ""),
        # nor before what a clause announces
        ("全年听证会参加人共有22名，其中到会的18名参加人中，消费者8名。", 28, "全年听证会参加人共有22名"),
        ("全年调研教师培训机构12家，一些机构不仅缺乏经验，也缺乏课程。", 28, "全年调研教师培训机构12家"),
        ("全年走访全市各类企业共30家，让工作人员在走访中明白，服务要跟着需求走。", 28, "全年走访全市各类企业共30家"),
    ],
)  # fmt: skip
def test_where_a_sentence_is_cut(text, room, kept):
    assert text[slice(*cut(text, room))] == kept


LONG = "各级各部门认真贯彻落实会议精神广泛发动干部群众积极参与各项治理工作"  # longer than a part may be


@pytest.mark.parametrize(
    ("text", "room", "kept"),
    [
        # the opening is preferred to a part a little longer, unless it is long before it counts
        ("新建水厂12座，受益群众众多；新修通村水泥公路34公里方便出行。", 17, "新建水厂12座，受益群众众多"),
        ("认真组织实施供水工作新建水厂12座；新修公路34公里，方便沿线群众出行。", 19,
         "新修公路34公里，方便沿线群众出行。"),
        # a date is no count
        ("我市各级各部门广泛发动群众参与治理；3月2日各乡镇全面推进各项试点。", 20,
         "我市各级各部门广泛发动群众参与治理"),
        # all that is counted, to the end, rather than more of what comes before
        (f"{LONG}；各部门广泛发动群众，认真组织实施，全年建成水厂12座，受益群众众多，各方普遍称赞。", 37,
         "全年建成水厂12座，受益群众众多，各方普遍称赞。"),
        # three numbers are worth more than two, but four no more than three
        (f"{LONG}；水厂2座，公路3条，桥梁4座；新建养老机构6家并修缮敬老院7所。", 17, "水厂2座，公路3条，桥梁4座"),
        (f"{LONG}；水厂2座，桥梁4座，学校5所，公路3条；新建水库6座，修敬老院7所，改建桥梁8座；成效好。", 24,
         "新建水库6座，修敬老院7所，改建桥梁8座"),
        # of two parts alike the first
        (f"{LONG}；新建水厂12座，投入使用了；新修公路34条，投入使用了；反映好。", 13, "新建水厂12座，投入使用了"),
        # how late the list of headlines has its word does not matter, only how late an answer comes
        ("全市上下团结一心持续攻坚克难，生产总值达到930亿元，增长8%，居民收入同步增加，社会保持长期和谐稳定的局面可喜。",
         40,
         "全市上下团结一心持续攻坚克难，生产总值达到930亿元，增长8%，居民收入同步增加"),
        # no title is left open, and nothing ends on a word or two
        ("制定出台《关于促进农业、工业，服务业发展的意见》和配套的实施细则，新建水厂。", 20, ""),
        ("全年新建改建农村供水厂12座，成效好，广大干部群众普遍称赞。", 18, "全年新建改建农村供水厂12座"),
        ("全年新建改建农村供水厂12座，成效明显，广大干部群众普遍称赞。", 19, "全年新建改建农村供水厂12座，成效明显"),
    ],
)  # fmt: skip
def test_which_part_of_a_sentence_is_left(text, room, kept):
    assert text[slice(*cut(text, room))] == kept


def test_where_no_part_stands_nothing_is_cut_out():
    assert cut("在区委领导下，在各界支持下，在社会参与下完成。", 14) == (0, 0)


def test_marks_are_balanced_when_each_is_closed():
    assert balanced('出台《意见》，创建"一站式"服务')
    for open_ in ("出台《意见", '创建"一站式服务', '出台《意见》，创建"一站式服务', '《意见，"一站式"'):
        assert not balanced(open_)


def test_a_cut_begins_with_the_product_of_the_whole_behind_a_long_creed():
    creed = "在市委领导下，各级各部门认真贯彻落实会议精神，以科学发展观为指导，" * 3
    (product,) = summarize(f"{creed}全市实现生产总值2700亿元，增长14%；财政总收入263亿元，增长17%。", 200)
    assert product.text.startswith("全市实现生产总值2700亿元，增长14%")


def test_a_cut_sentence_is_marked_and_still_in_the_source():
    long = "全年组织委员视察15次，提出建议50条，" + "推动相关部门改进服务，" * 12 + "群众满意度提高。"
    (chosen,) = summarize(long, 100)
    assert chosen.cut
    assert chosen.shown.endswith("……")
    assert long[chosen.start :].startswith(chosen.text)


def test_a_part_that_ends_on_a_quotation_is_no_fragment():
    (chosen,) = summarize("全年培训委员300名，建立“一线协商”，在各部门的支持下，在社会各界的广泛参与下，办成实事。", 40)
    assert chosen.shown == "全年培训委员300名，建立“一线协商”……"


def test_of_a_list_of_rates_as_much_is_quoted_as_of_any_sentence_and_it_is_not_cut_before_them():
    rates = "全年生产总值862亿元，增长8.1%；财政收入89亿元，增长13.5%；投资增长16.1%；消费增长12.6%；居民收入增长8.7%"
    (chosen,) = summarize(f"{rates}；进出口增长3.2%；物价上涨2.1%；能耗下降4.2%。", 300)
    assert chosen.shown.startswith(rates)
    assert len(chosen.text) <= LONGEST
    late = "全年加强生态环境保护和治理，节能减排取得新成效，新增公园，扩大绿地，"
    rates = "能耗降低4%、空气优良率达82.5%、垃圾处理率达100%、森林覆盖率达53.6%。"
    assert texts(summarize(late + rates, 300)) == [late + rates]


def test_a_report_with_something_to_tell_is_not_filled_up_with_hollow_lines():
    hollow = ["2020年，我们众志成城、严防严控，疫情防控取得阶段胜利。", "广大干部冲锋在前、日夜奋战，展现了时代风采。"]
    told = ["投入防控资金6533万元，建成隔离观察场所5个。", "茶叶产量2.7万吨，综合产值70亿元。"]
    lines = ["某县2020年政府工作报告", *(line for pair in zip(hollow, told, strict=True) for line in pair)]
    assert texts(summarize(parse(lines, "a.txt"), 60)) == told
    assert len(summarize(parse(lines, "a.txt"), 150)) > 2


def test_no_sentence_is_quoted_at_greater_length_than_a_reader_takes_in():
    (chosen,) = summarize("全年组织委员视察15次，提出建议50条，" + "推动相关部门改进服务，" * 30 + "群众满意。", 900)
    assert chosen.cut and len(chosen.text) <= LONGEST


def test_quotations_are_in_the_script_of_the_report():
    report = parse(
        ["區政協工作報告", "全年收到提案134件，立案127件，提案辦復率100%。", "組織委員視察養老服務機構12家。"], "a.txt"
    )
    chosen = summarize(report, 100)
    assert (chosen[0].text, chosen[0].simplified) == (
        "全年收到提案134件，立案127件，提案辦復率100%。",
        "全年收到提案134件，立案127件，提案办复率100%。",
    )


POLICE = "二、监督\n监督公安机关立案1364件。"


@pytest.mark.parametrize(
    ("text", "asked", "found"),
    [
        (REPORT, "养老", "区政协组织委员视察养老服务，走访养老机构12家，推动建成社区食堂8个。"),
        (REPORT, "航天", ""),
        # other words for it, and what a long word is about
        ("走访敬老院12家，慰问老人。\n全年收到提案134件。", "养老", "走访敬老院12家，慰问老人。"),
        ("全年粮食总产量120万吨。\n全市完成生产总值300亿元。", "粮食生产", "全年粮食总产量120万吨。"),
        # a synonym alone is no answer where the asked word stands, though in a sentence that cannot be quoted
        (f"一、履职\n办理政协提案7件，走访代表8人。\n{POLICE}", "提案", "办理政协提案7件，走访代表8人。"),
        (POLICE.split("\n")[1], "提案", "监督公安机关立案1364件。"),
        ("一、履职\n其中提案办理也在推进。\n二、防疫\n疫情防控督办组走访社区12个，慰问群众300人。", "提案", ""),
        ("全年为企业减负36亿元。\n全年收到提案134件。", "营商环境", "全年为企业减负36亿元。"),
        # of a long sentence the part that speaks of it
        (f"{SLOW * 2}新增就业3万人，教育强市建设取得长足进步。", "教育", "教育强市建设取得长足进步。"),
        # neither are the ends of two other words, nor other matters that end on it, nor words of deeds
        ("开展主题教育，组织学习12次。\n推进教育改革，新增学位1万个。", "教育", "推进教育改革，新增学位1万个。"),
        ("扶持私营商业12家，新增就业300人。\n改善营商环境，走访企业23家。", "营商", "改善营商环境，走访企业23家。"),
        ("优化机关公文运转，提高效率。\n改善营商环境，走访企业23家。", "优化营商环境", "改善营商环境，走访企业23家。"),
    ],
)
def test_a_question_is_answered_by_what_speaks_of_it(text, asked, found):
    assert texts(summarize(text, 300, asked)) == [found][: bool(found)]


def test_what_stands_behind_a_run_in_heading_is_about_its_matter():
    force = "决战扫黑除恶。起诉恶势力犯罪案件6件31人。追缴涉案财产270万元。"
    report = city("一、检察工作", force, "守护青山绿水。办理公益诉讼案件42件，督促补植林木300亩。")
    told = summarize(report, 300, "扫黑")
    assert texts(told) == ["起诉恶势力犯罪案件6件31人。", "追缴涉案财产270万元。"]
    assert all(s.reason.startswith("段首的小标题谈到；") for s in told)
    assert "（2 句）" in views.answers([report], "扫黑")


def test_an_answer_begins_near_what_is_asked_for():
    works = "新能源一期工程建成投产，引进总投资21亿元的锂盐项目；"
    roads = "环城铁路开工建设，跨江高速公路建成通车；敬老院扩建，获评先进。"
    assert (works + roads)[slice(*cut(works + roads, 40, re.compile("铁路")))] == roads


def test_a_word_that_always_stands_with_the_asked_one_is_asked_too():
    with_it = [f"养老服务第{i}站建成，老年食堂开到社区。" for i in range(2, 8)]
    without = [f"修建第{i}条道路，长{i}公里，已经通车。" for i in range(2, 14)]
    weights = weighted_terms("养老", sentences_of("\n".join(with_it + without)))
    assert RELATED in (weights.get("食堂"), weights.get("社区"))
    assert "道路" not in weights and "通车" not in weights


def test_a_report_answers_with_what_was_done_before_what_shall_be():
    plan, done = "完善就业服务，以创业带动就业，全年新增就业3万人。", "全年新增就业2万人，帮扶困难人员就业800人。"
    report = ["某县政府2023年工作报告", "一、2023年工作回顾", done, "二、2024年工作安排", plan]
    assert texts(summarize(parse(report), 30, "就业")) == [done]
    assert texts(summarize(parse(report), 60, "就业")) == [done, plan]
    assert texts(summarize(parse([*report[:2], "修路3公里。", *report[3:]]), 30, "就业")) == [plan]


def test_a_question_in_traditional_characters_is_the_same_question():
    assert summarize(REPORT, 300, "養老") == summarize(REPORT, 300, "养老")


@settings(max_examples=30, deadline=None)
@given(st.lists(sentence, max_size=12), st.integers(1, 300))
def test_every_sentence_of_a_summary_has_a_reason(lines, budget):
    assert all(s.reason for s in summarize("\n".join(lines), budget))


def test_each_section_has_its_line(tmp_path):
    path = tmp_path / "a.txt"
    proposals = "一、提案工作\n全年收到提案134件，立案127件。\n提案质量不断提高，促进了工作。\n"
    training = "二、委员培训\n举办培训班3期，培训委员210人次。\n"
    path.write_text(f"某区政协2023年工作报告\n{proposals}{training}", encoding="utf-8")
    lines = summarize_sections(read_report(path))
    assert [line.heading for line in lines] == ["一、提案工作", "二、委员培训"]
    assert [s.text for line in lines for s in line.sentences] == [
        "全年收到提案134件，立案127件。",
        "举办培训班3期，培训委员210人次。",
    ]


def test_run_in_headings_are_not_chosen():
    leads = "夯实思想根基。组织学习12次，培训委员210人次。", "强化监督解民忧。开展视察15次，提出建议30条。"
    assert not any(s.run_in for s in summarize(parse(["某区政协2023年工作报告", *leads]), 300))


def test_a_short_text_in_a_line_is_what_opens_it():
    text = "坚持把养老服务作为民生实事来抓。\n新增养老床位500张，养老服务中心12个。\n养老服务补贴惠及3万人，增长20%。"
    assert texts(summarize(text, 20)) == ["坚持把养老服务作为民生实事来抓。"]
    assert "2022" not in "".join(texts(summarize(text.replace("坚持", "2022年5月6日，"), 24)))


@pytest.mark.parametrize(
    ("text", "year", "ahead"),
    [
        ("要整顿各级领导班子，恢复优良作风。", 1977, True),
        ("社队企业收入的比重，要由百分之十八提高到百分之三十。", 1977, True),
        ("今后三年，每年新增高产田一百五十万亩。", 1977, True),
        ("到一九八〇年，粮食总产量达到一百八十亿斤。", 1977, True),
        ("到一九八〇年，粮食总产量达到一百八十亿斤。", 1980, False),
        ("到2025年底，建成公园12座。", 2022, True),
        ("到2025年底，已建成公园12座。", 2022, False),
        ("工业学大庆的群众运动要扎扎实实地开展。", 1977, True),
        ("特区政府会全面准确贯彻方针。", 2018, True),
        ("县委书记强调，全县政协系统要深入学习贯彻全会精神。", 2020, True),
        ("围绕文旅融合开展调研，提出要加快景区提质等建议。", 2020, False),
        ("未来五年，公营房屋建屋量为10万个单位。", 2018, True),
        ("收到提案134件，力争件件有回音。", 2022, False),
        ("人均预期寿命达到73.96岁。", 2022, False),
        ("群众性的计划生育运动广泛开展，增长率下降到千分之十一。", 1977, False),
        ("要求各部门整改，完成整改12项。", 2022, False),
        ("全面实施政府会计制度，培训单位80家。", 2022, False),
        ("规划到位资金5亿元，完成投资4亿元。", 2022, False),
        ("规划到2030年，建成公园12座。", 2022, True),
        ("我们将持久地开展学习活动，树立更多榜样。", 2022, True),
        ("我们将提案办理纳入考核，办复12件。", 2022, False),
    ],
)
def test_a_plan_is_one_by_its_own_words(text, year, ahead):
    assert plans(text, year) is ahead


def test_plans_stay_out_without_a_heading_that_says_so():
    plan = "要建设公园12座，改造道路30条，惠及居民800户。\n今后三年，扩建水厂5家，惠及居民800户。"
    assert texts(summarize(city(plan, DONE), 40)) == DONE.split("\n")


def test_a_report_of_lists_of_rates_has_a_summary_too():
    rates = [
        "教育支出32万元，下降3.9%，占12.1%。",
        "卫生经费比预算少5.4%，压减2.8%，余额3亿元。",
        "农林水投入增长6.1%，为预算的104.2%，高于上年1.9个百分点。",
    ]
    assert texts(summarize("\n".join(rates), 90)) == rates


DONE = "全年新建学校12所，培训教师300名。\n改造医院5家，救助病人800人次。"


@pytest.mark.parametrize("heading", ["二、2024年工作安排", "二、存在的主要问题", "二、困难和不足"])
def test_plans_and_problems_stay_out_where_results_fill_a_summary(heading):
    other = f"{heading}\n新建公园12座，改造道路30条，惠及居民800户。"
    report = city("一、2023年工作回顾", DONE, other)
    assert texts(summarize(report, 30)) == [DONE.split("\n")[0]]
    assert "新建公园12座，改造道路30条，惠及居民800户。" in texts(summarize(report, 200))


def test_farms_are_no_answer_to_a_question_for_business():
    text = f"{DONE}\n新增农业经营主体30家，培训农民600人。\n民营企业达到210家，贷款12亿元。"
    assert texts(summarize(text, 200, query="营商环境")) == ["民营企业达到210家，贷款12亿元。"]


def test_what_follows_on_shortcomings_in_their_paragraph_is_none_of_the_work():
    lacking = "我们也清醒认识到，工作中还存在不少问题。物价上涨百分之七，赤字80亿元，欠款12亿元。"
    assert texts(summarize(f"{DONE}\n{lacking}", 60)) == DONE.split("\n")
    asked = summarize(f"{DONE}\n{lacking}", 60, query="物价")
    assert texts(asked) == ["物价上涨百分之七，赤字80亿元，欠款12亿元。"]


def test_a_section_may_have_two_lines_in_the_order_of_the_report():
    (line,) = summarize_sections(city("一、民生", DONE, "扩建水厂5家，惠及居民800户。"), n=2)
    assert len(line.sentences) == 2
    assert line.sentences[0].number < line.sentences[1].number


WORK = f"一、工作回顾\n{DONE}"
TERM = "三个一：扎实建设一座公园，建成一条道路，培训一支30人的队伍。"
CREED = "在区委的坚强领导下，全区上下团结奋斗，圆满完成了各项任务。"


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        *((f"{WORK}\n{notes}\n{TERM}", ["一、工作回顾"]) for notes in ("名词解释", "名  词  解  释", "附件：用语说明")),
        (f"{WORK}\n二、存在的问题\n养老服务的质量还不够高，有待提升。", ["一、工作回顾", "二、存在的问题"]),
        (f"{WORK}\n二、口号\n谁来办？怎么办？", ["一、工作回顾"]),
        (f"一、总的情况\n{CREED}\n二、民生\n{DONE}", ["二、民生"]),
        # what opens a report without a heading has a line only for its numbers
        (f"助力两江，建设新区，推动和美江北发展。\n{WORK}", ["一、工作回顾"]),
        (f"全年收到提案134件，立案127件。\n{WORK}", ["", "一、工作回顾"]),
    ],
)
def test_the_sections_that_have_a_line(text, headings):
    found = summarize_sections(city(text))
    assert [line.heading for line in found] == headings and all(line.sentences for line in found)
    assert TERM not in texts(summarize(city(text), 30))


MARKET = ["全年新增市场主体2万户，培训店主600名。", "水运航线更加畅通，新增航线3条，外贸企业达到210家。"]
GROUNDS = "全市建成优质农产品生产基地和批发市场，农民收入增加，乡村面貌改善。"
TRADE = "是进一步调整农牧业产业结构，通过发展区域特色农牧业，增加农牧民收入。"


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        # neither praise of the year, an attitude, nor what tells no result, where there is another
        (["2022年是本市极不平凡的一年。", "全年新建学校12所，培训教师300名。"], "全年新建学校12所，培训教师300名。"),
        (["坚持把工业放在突出位置，加快新型工业化进程。", "全年新建水厂12座。"], "全年新建水厂12座。"),
        (["本市市场主体来自20个行业，水运航线遍布全国。", *MARKET], MARKET[0]),
        (["我们围绕市场主体破除藩篱，着眼水运航线扩大开放。", *MARKET], MARKET[0]),
        # it may stand behind a long run-in heading
        ([f"一{TRADE}培育主导产业，建成农产品基地2个、批发市场3座。", f"二{TRADE}建成实验室12个，举办竞赛30项。",
          f"三{TRADE}新增病床800张，救助病人300人次。"], "培育主导产业，建成农产品基地2个、批发市场3座。"),
        # a plan stands for no work that was done
        ([GROUNDS, "我们将深入开展学习活动，树立榜样3个。"], GROUNDS),
    ],
)  # fmt: skip
def test_the_line_of_a_section(lines, told):
    report = city("一、工作", *lines, "二、信息", "编报信息376期。")
    assert any(s.run_in for s in report.sentences) == (TRADE in lines[0])
    assert texts(summarize_sections(report)[0].sentences) == [told]


def test_the_page_tells_plans_from_results():
    plan = "二、下一步工作安排\n新建养老服务中心20个，改造老旧小区30个，惠及群众5000人。"
    report = city("一、工作回顾", REPORT, plan)
    shown = views.summaries(views.summaries_of([report], 400), [report])
    done, planned = shown.split("以下是报告对今后的计划，不是结果", 1)
    assert "收到提案134件" in done and "新建养老服务中心20个" in planned


@pytest.mark.parametrize("end", ["：", ":", "…", "，", ","])
def test_a_short_line_that_goes_on_is_no_heading(end):
    assert [s.section for s in sentences_of(f"区政协去年{end}\n全年收到提案134件。")] == [0, 0]
    assert [s.section for s in sentences_of("区政协去年\n全年收到提案134件。")] == [1]


@pytest.mark.parametrize("end", ["", "。", "：", ":", "…", "—"])
def test_the_rest_of_a_sentence_that_broke_off_is_not_quoted(end):
    first = "区政协围绕产业发展和营商环境开展专题调研并且组织委员深入企业和社区听取意见形成报告若干提出建议"
    found = candidates(sentences_of(f"{first}{end}\n推动解决停车问题12个，完善制度3项。\n收到提案134件。"), 300)
    assert ("推动解决停车问题12个，完善制度3项。" in texts(found)) == bool(end)


def test_the_reason_names_the_place_and_the_figures():
    lines = ["全年收到提案287件，立案298件，办复率100%。", "组织委员到镇街调研41次，收集社情民意信息230条。"]
    chosen = summarize(parse(["长寿区政协2022年工作报告", "一、履职工作", *lines]), 300)
    assert [s.reason.split("；") for s in chosen] == [
        ["本段首句", "含3个数字", "这类报告先看“收到提案”", "写到“收到”"],
        ["本段首句", "含2个数字", "写到“组织”“调研”“收集”"],
    ]


@pytest.mark.parametrize("opening", ["此外，", "與此同時，網際網路"])
def test_a_sentence_that_was_cut_stands_where_it_says(opening):
    line = f"全年收到提案134件，立案127件。{opening}區政協組織委員視察養老服務，走訪養老機構12家，推動建成社區食堂8個。"
    report = parse(["江北區政協2023年工作報告", line, line.replace("12家", "22家")])
    chosen = summarize(report, 60)
    assert any(s.cut and "节选" in s.reason for s in chosen)
    for s in chosen:
        assert report.paragraphs[s.paragraph].text[s.start : s.start + len(s.text)] == s.text


def test_a_sentence_said_twice_on_a_line_stands_in_two_places():
    assert [s.start for s in sentences_of("全年收到提案134件。全年收到提案134件。立案127件。")] == [0, 11, 22]


def test_an_answer_says_what_it_speaks_of():
    (cut_one,) = summarize(REPORT, 100, query="养老")
    assert cut_one.reason == "谈到“养老”；本段首句；含2个数字；写到“建成”；节选"


def test_a_sentence_has_no_score_and_no_reason_before_it_is_chosen():
    assert {(s.score, s.reason, s.run_in) for s in candidates(sentences_of(REPORT), 300)} == {(0.0, "", False)}


def test_words_of_every_report_are_no_matter_that_a_sentence_covers():
    lots = ("停车场建设", "老旧小区停车场", "医院停车场")
    lines = [f"区政协组织委员围绕{lot}开展专题调研11次，推进停车难问题解决11个。" for lot in lots]
    first, *_ = summarize("\n".join([*lines, "全年收到提案134件，立案127件。", "编报信息376期，被采用12篇。"]), 300)
    assert "“停车难”" in first.reason
    assert not any(word in first.reason for word in ("政协", "委员", "调研", "推进"))


@pytest.mark.parametrize("word", ["多元化", "有机肥", "各级", "该区", "有人", "5000余人", "甘肃省", "先进"])
def test_a_noun_that_others_speak_of_too_is_a_matter_but_no_name_count_pronoun_or_degree(word):
    found = [Chosen(*s) for n in range(3) for s in sentences_of(f"推广{word}农机{n}种。")]
    assert (f"“{word}”" in reasons(found, [0])[0]) is (word in ("多元化", "有机肥"))


def test_a_word_that_holds_the_word_of_an_outcome_is_none_of_the_reason():
    (felt,) = summarize("群众的获得感明显增强，养老服务网络延伸到全部乡镇。", 100)
    assert "写到" not in felt.reason


def test_what_stands_in_a_quotation_or_a_title_is_not_said_to_be_done():
    (told,) = summarize("《关于加快建设停车场的建议》和“推广夜市”课题印发各部门。", 100)
    assert told.reason.endswith("写到“印发”")


def test_the_reason_names_what_no_other_chosen_sentence_speaks_of():
    matters = ["养老、食堂", "养老、公园", "养老", "食堂", "食堂", "公园", "公园"]
    found = [Chosen(*s) for text in matters for s in sentences_of(f"完善{text}。")]
    why = reasons(found, [0, 1])
    assert ("“食堂”" in why[0], "“公园”" in why[1]) == (True, True)
    assert not any("“养老”" in said for said in why.values())


SUBJECT = "区政协围绕产业发展开展专题调研，提出意见建议。"
FIGURES = ["全年收到提案134件，立案127件，办复率100%。", "举办委员培训班3期，培训委员210人次。"]
FIGURES += ["编报信息376期，被市政协采用137篇。", "走访养老机构12家，推动建成食堂8个。"]


def test_a_line_or_two_of_a_short_text_open_with_what_it_is_about():
    assert texts(summarize("\n".join([SUBJECT, *FIGURES]), 40)) == [SUBJECT]
    assert SUBJECT in texts(summarize("\n".join([SUBJECT, *FIGURES]), 60))


def test_the_line_of_a_section_is_its_opening_but_for_a_number_and_where_nothing_stands_above_it():
    title, counted = "江北区政协2023年工作报告", SUBJECT.replace("专题", "12项专题")
    (under,) = summarize_sections(parse([title, "一、提案", counted, *FIGURES]))
    (vague,) = summarize_sections(parse([title, "一、提案", SUBJECT, *FIGURES]))
    (without,) = summarize_sections(parse([title, SUBJECT, *FIGURES]))
    assert texts(under.sentences) == [counted]
    assert texts(vague.sentences)[0] in FIGURES and texts(without.sentences)[0] in FIGURES


@pytest.mark.parametrize(
    ("text", "is_slight"),
    [
        ("全县各个乡镇的便民服务大厅都装了空调和饮水机。", True),  # short, though it shows no attitude
        (
            "全县各个乡镇的便民服务大厅和各个村社的党群活动中心都装了空调和饮水机，前来办事的老人夏天有凉风、冬天有热水。",
            False,
        ),
        (
            "始终把全县各个乡镇的便民服务大厅和各个村社的党群活动中心合在一处，前来办事的老人夏天有凉风、冬天有热水。",
            True,
        ),
    ],
)
def test_a_line_is_slight_that_is_short_or_shows_an_attitude(text, is_slight):
    assert slight(text) == is_slight


def test_a_short_line_without_number_name_or_outcome_gives_way_in_a_report_to_one_that_has_them():
    idle = ["探索推广社会管理新机制。", "打造节会赛事平台。", "规划建设全面展开。"]
    told = [
        "在全市新建社区服务站46个，为老人服务2万次。",
        "开展“清河行动”，关停沿河小作坊。",
        "老城供水管网更新工程提前完成。",
    ]
    lines = ["某县政府2023年工作报告", "一、2023年工作回顾", *(a + b for a, b in zip(idle, told, strict=True))]
    assert texts(summarize(parse(lines), max_chars=60)) == told
    alone = summarize(parse([*lines[:2], "".join(idle) * 2]), max_chars=60)
    assert alone  # where there is nothing else it is better than nothing


def test_a_very_short_line_of_one_thing_gives_way_in_a_report_to_longer_ones_but_not_the_number_asked_for_first():
    told = ["城南水厂建成投产，供水范围扩大到全部乡镇。", "新建乡村公路86公里，首次实现村村通上客车。"]
    told += ["县医院新楼建成开诊，床位比原来多出200张。", "文化馆改造完工，首次向全县老人免费开放。"]
    work = "".join(["国际友城达到100个。", *told, "全县生产总值80亿元。"])
    texts = [s.text for s in summarize(parse(["某县政府2023年工作报告", "一、2023年工作回顾", work]), max_chars=60)]
    assert "国际友城达到100个。" not in texts
    assert "全县生产总值80亿元。" in texts


def test_the_reason_calls_a_sentence_the_first_of_its_section_only_if_it_is():
    opening = "怎么办？收到提案134件，立案127件，办复率100%。"
    told = parse(["江北区政协2023年工作报告", "一、提案", opening, "二、信息", "编报信息376期，被市政协采用137篇。"])
    assert [line.sentences[0].reason.split("；")[0] for line in summarize_sections(told)] == ["本段首句", "本节首句"]

"""Numerals, units and approximations."""

import pytest

from corpus_tools.counting.named_numbers import counted
from corpus_tools.counting.numerals import folded, number
from corpus_tools.counting.quantities import quantities


def read(text):
    text = folded(text)
    return [(q.value, q.unit) for q in counted(text, quantities(text))]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7),
        ("1,181", 1181),
        ("０．２", 0.2),
        ("1.39万亿", 1390000000000),
        ("3亿5000万", 350000000),
        ("三亿零五百三十万", 305300000),
        ("二十一万四千", 214000),
        ("八点一", 8.1),
        ("七点四八万亿", 7480000000000),
        ("两万五", 25000),
        ("两万零五", 20005),
        ("十二", 12),
        ("一百零五", 105),
        ("二百五十多万", 2500000),
        ("", None),
        ("七七", None),
        ("万众", None),
    ],
)
def test_a_numeral_has_one_value(text, value):
    assert number(text) == value


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("捐资461万元", [(4610000, "元")]),
        ("增长百分之八点一", [(8.1, "%")]),
        ("控制在千分之十二", [(12, "‰")]),
        ("捐赠1万余元、3000余万元", [(10000, "元"), (30000000, "元")]),
        ("培育3—5个、10至15家", [((3, 5), "个"), ((10, 15), "家")]),
        ("高2─3个百分点", [((2, 3), "个百分点")]),
        ("安置3200 多名", [(3200, "名")]),
        ("引资8亿元人民币", [(800000000, "元")]),
        ("增长百分之八到百分之九", [((8, 9), "%")]),
        ("投资1000—2000万元", [((10000000, 20000000), "元")]),
        ("从3%提高到5%", [(3, "%"), (5, "%")]),
        ("产业结构为3.6 : 48 : 48.4", [((3.6, 48, 48.4), "")]),
        ("接访群众25次54人", [(25, "次"), (54, "人")]),
        ("二三十个,三四百人", [((20, 30), "个"), ((300, 400), "人")]),
        ("增长一倍半,翻两番", [(1.5, "倍"), (2, "番")]),
        ("占三分之二", [(pytest.approx(2 / 3), "")]),
        ("提高1.2个百分点", [(1.2, "个百分点")]),
        ("浓度29微克/立方米", [(29, "微克/立方米")]),
        ("增长-1.2%", [(-1.2, "%")]),
        ("脱贫9899万农村贫困人口", [(98990000, "人")]),
        ("进口五千千瓦时", [(5000, "千瓦时")]),
        ("分别为80、16家", [(80, "家"), (16, "家")]),
        ("建成粮仓30廒。", [(30, "廒")]),
        ("木材八百四十六万立方公尺,土石方十一亿方", [(8460000, "立方公尺"), (1100000000, "方")]),
        ("棉布九千万公尺,纱锭六万七千二百锭", [(90000000, "公尺"), (67200, "锭")]),
        ("由二十五元三角下降到二十三元八角五分", [(25.3, "元"), (23.85, "元")]),
        ("增产一成多,亩产三百斤半", [(1, "成"), (300.5, "斤")]),
        ("有二、三十万人参加,增长七、八倍", [((200000, 300000), "人"), ((7, 8), "倍")]),
        ("拨款7亿3,500万元,新增2万4,600个、3万1240户", [(735000000, "元"), (24600, "个"), (31240, "户")]),
        ("建屋100 800个,填海1 700公顷,旅客5 850万人次", [(100800, "个"), (1700, "公顷"), (58500000, "人次")]),
        ("中位数20,000澳门元", [(20000, "澳门元")]),
        ("新增处理能力1.1万吨/日", [(11000, "吨/日")]),
    ],
)
def test_a_quantity_is_in_base_units(text, found):
    assert read(text) == found


APPROXIMATE = "20余次 近30% 约5万人 超过2.2万亿元 1200万人以上 5.5%左右 十几个 三百多幅 突破千亿元大关"


@pytest.mark.parametrize("text", APPROXIMATE.split())
def test_what_is_approximate_says_so(text):
    assert [q.approx for q in quantities(text)] == [True]


NAMES = """
2023年7月10日 一九八五年 二○○三年 80年代 2013—2017年 1至9月 上午10点54分 10:20:04 第七届
第十一次全会 五届三次全会 4A级景区 Ⅲ类水质 居全国第5位 前十名 世界500强 〔2016〕45号文件 12345热线
023-61520695 “33618”体系 “3113”项目 党的二十大 七位一体 两个确立 四个意识 三大攻坚战 一带一路
十四五 四项基本原则 两个文明 三个代表 八项规定 一国两制 G20峰会 5G网络 C919
PM2.5 “创新52条” 把“4+8”变“8+4” 1+6+N 千家万户 千方百计 百花齐放 一方面 一系列
10万吨级码头 百万千瓦级基地 2024台南建城 四个多月 三方面问题 四方协议 第二、三产业
一批 一个缩影 数十人 上百个 几百家 24小时自助 15分钟生活圈 3岁以下 五年来
十分重要 每千人口 四个特点 三个方面 连续三年 超亿元企业 《十条意见》 二手房 三次产业
"""


@pytest.mark.parametrize("text", NAMES.split())
def test_names_dates_ranks_and_idioms_are_no_quantities(text):
    assert read(text) == read(f"我们抓好{text}。") == []


def test_reading_again_what_was_read_gives_the_same():
    text = "提案20余件,增长百分之八点一,捐资465.2万元"
    assert [read(text[q.start : q.end]) for q in quantities(text)] == [[(q.value, q.unit)] for q in quantities(text)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("12345接通率达到98%。", [(98, "%")]),
        ("12345办结率达到99.5%。", [(99.5, "%")]),
        ("110接警率为100%。", [(100, "%")]),
        ("城镇化率2022为60%。", [(60, "%")]),
        ("附件3为12%。", [(12, "%")]),
        ("由2020增长到5%。", [(5, "%")]),
        ("12.4增加到22.4万户,原因由", [(224000, "户")]),
        ("办复率分别为98、99.5%。", [(98, "%"), (99.5, "%")]),
        ("人均面积由7.8增加到12.9平方米。", [(7.8, "平方米"), (12.9, "平方米")]),
    ],
)
def test_a_number_has_its_unit_from_the_next_in_a_list_or_a_rise_alone(text, values):
    assert [(q.value, q.unit) for q in quantities(folded(text))] == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("淘汰40吨以下锅炉。", []),
        ("淘汰40吨以下的锅炉26台。", [(26, "台")]),
        ("用电控制在40吨以下。", [(40, "吨")]),
        ("浓度降到30微克以下水平。", [(30, "微克")]),
        ("失业率5%以下。", [(5, "%")]),
    ],
)
def test_a_class_below_a_size_is_no_figure_and_a_bound_is(text, values):
    assert read(text) == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("全年新增就业12345人,举办培训班三期。", [(12345, "人"), (3, "期")]),
        ("全年新增就业12345人,开设四期暑期托管班。", [(12345, "人"), (4, "期")]),
        ("全年新增就业12345人,机场三期、电厂二期开工。", [(12345, "人")]),
    ],
)
def test_courses_are_counted_and_stages_of_a_building_are_not(text, values):
    assert read(text) == values


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("旅游总收入达到2. 7亿元", [(270_000_000, "元")]),
        ("旅游总收入达到 12. 75亿元", [(1_275_000_000, "元")]),
        ("生产总值增长5. 8%", [(5.8, "%")]),
        ("2. 7亿元投资落地", [(700_000_000, "元")]),
        ("任务是:2. 7亿元投资落地", [(700_000_000, "元")]),
    ],
)
def test_a_blank_after_the_point_parts_no_figure_but_the_number_of_a_line(text, found):
    assert read(text) == found


def test_a_bound_after_a_blank_or_a_stray_letter_is_a_bound():
    for text in ("增长 15% 以上", "控制在14‰o以内"):
        (found,) = quantities(text)
        assert found.approx and found.end == len(text)

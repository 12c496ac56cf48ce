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
一批 一个缩影 数十人 上百个 几百家 24小时自助 15分钟生活圈 3岁以下 五年来
十分重要 每千人口 四个特点 三个方面 连续三年 超亿元企业 《十条意见》 二手房 三次产业
"""


@pytest.mark.parametrize("text", NAMES.split())
def test_names_dates_ranks_and_idioms_are_no_quantities(text):
    assert read(text) == read(f"我们抓好{text}。") == []


def test_reading_again_what_was_read_gives_the_same():
    text = "提案20余件,增长百分之八点一,捐资465.2万元"
    assert [read(text[q.start : q.end]) for q in quantities(text)] == [[(q.value, q.unit)] for q in quantities(text)]

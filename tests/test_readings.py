"""Readings that a site put behind characters go; the few of a text itself stay."""

from corpus_tools.parse import parse
from corpus_tools.reading.scraped import without_readings
from corpus_tools.reading.text import Text

PAGE = [
    "溆(xù)浦縣(xiàn)政協(xié)工作報(bào)告",
    "各位委員：",
    "一年來，縣(xiàn)政協(xié)團(tuán)結(jié)各界（gè）委員，圍(wéi)繞(rào)中心(xin)履職,，辦(bàn)結(jié)提案120件,。",
]


def test_a_page_with_readings_is_read_without_them_and_says_so():
    report = parse(without_readings(Text(PAGE)), "網頁.txt")
    assert report.title == "溆浦縣政協工作報告"
    assert report.paragraphs[0].text == "一年來，縣政協團結各界委員，圍繞中心履職，辦結提案120件。"
    assert (report.organ, report.notes[0]) == ("湖南省怀化市溆浦县政协", "去掉了写在汉字后面的拼音14处")


def test_the_readings_of_a_few_characters_and_other_words_in_brackets_stay():
    lines = ["鄞（yín）州区全面推开路长制(road)，", *["单位(km)、企业(GDP)、平台(app)" for _ in range(20)]]
    assert without_readings(Text(lines)) == Text(lines)

"""Pieces on pages → paragraphs: columns of any number, tables, headings that stand flush, marks of the page."""

import pytest

from corpus_tools.parse import parse
from corpus_tools.reading.columns import Page, Piece
from corpus_tools.reading.layout import paragraphs

SIZE, LEAD = 10.0, 16.0
PROSE = "全县{}项重点工程完成投资{}亿元，新建改建农村公路120公里，惠及群众2万余人，各项任务如期完成，群众生活继续改善。"
PARAGRAPHS = [PROSE.format(n, 3 * n) for n in range(11, 23)]


def piece(text, x, top, size=SIZE, bold=False):
    return Piece(text, x, x + size * len(text), top, top + size, size, bold)


def typeset(texts, wide, indent=2):
    """The lines of these paragraphs, `wide` characters each, and how far each is set in."""
    rows = []
    for text in texts:
        first = indent
        while text:
            end = next(n for n in range(wide - first, wide - first + 9) if text[n : n + 1] not in set("。，、；"))
            rows.append((first, text[:end]))
            text, first = text[end:], 0
    return rows


def column(rows, x, top=100.0):
    return [piece(text, x + SIZE * first, top + LEAD * at) for at, (first, text) in enumerate(rows)]


@pytest.mark.parametrize("columns", [1, 2, 3, 4])
@pytest.mark.parametrize("offset", [0.0, 7.0])  # the lines of one column need not stand beside those of the next
def test_each_column_is_read_to_its_end_however_many_there_are(columns, offset):
    wide = 24
    rows = typeset(PARAGRAPHS, wide)
    high = -(-len(rows) // columns)
    width = columns * (wide + 3) * SIZE + 40
    pieces = [piece("工作报告", width / 2 - 40, 40, 20.0)]
    for at in range(columns):
        part = rows[at * high : (at + 1) * high]
        pieces += column(part, 30 + at * (wide + 3) * SIZE, 100 + offset * (at % 2))
    text = paragraphs([Page(pieces, width, 2000.0)])
    assert text.lines == ["工作报告", *PARAGRAPHS]
    assert text.headings == {0: 0}


def test_a_line_over_all_columns_ends_them():
    rows = [typeset(PARAGRAPHS[i : i + 2], 20) for i in range(0, 8, 2)]
    upper = column(rows[0], 30) + column(rows[1], 260)
    banner = 100 + LEAD * (len(rows[0]) + 2)
    lower = column(rows[2], 30, banner + 40) + column(rows[3], 260, banner + 40)
    text = paragraphs([Page([*upper, piece("二版要目" * 5, 130, banner, 14.0), *lower], 500.0, 900.0)])
    assert text.lines == [*PARAGRAPHS[:4], "二版要目" * 5, *PARAGRAPHS[4:8]]


def test_a_page_with_the_columns_of_another_needs_no_more_than_a_line_in_each():
    first = column(typeset(PARAGRAPHS[:3], 20), 30) + column(typeset(PARAGRAPHS[3:6], 20), 260)
    last = [piece(PARAGRAPHS[6][:18], 50, 300), piece(PARAGRAPHS[7][:18], 280, 300)]
    text = paragraphs([Page(first, 500.0, 900.0), Page(last, 500.0, 900.0)])
    assert text.lines[-2:] == [PARAGRAPHS[6][:18], PARAGRAPHS[7][:18]]


def test_a_mark_that_hangs_over_the_edge_of_a_column_joins_no_lines_of_two():
    texts = list(PARAGRAPHS)
    texts[4] = texts[4].replace("完成", "全部完成了", 1)
    rows = typeset(texts, 22)
    assert max(len(text) + first for first, text in rows) == 23
    for end in (18, 27):  # of the left column
        page = Page(column(rows[:end], 30) + column(rows[end:], 272), 520.0, 900.0)  # the gap is two characters wide
        assert paragraphs([page]).lines == texts


def test_a_page_that_ends_within_its_first_column_has_the_edges_of_that_column():
    title = [piece("某县人民检察院2023年工作报告全文" * 2, 30, 60)]
    first = column(typeset(PARAGRAPHS[:3], 20), 30) + column(typeset(PARAGRAPHS[3:6], 20), 260)
    last = Page(column(typeset(PARAGRAPHS[6:9], 20), 30), 500.0, 900.0)
    pages = [Page(title + first, 500.0, 900.0), Page(first, 500.0, 900.0), last]
    assert paragraphs(pages).lines[-3:] == PARAGRAPHS[6:9]


def test_the_rows_of_a_table_are_lines_of_their_own_and_no_headings():
    cells = [("指标", "2022年", "2023年"), ("财政收入", "12.8亿元", "13.7亿元"), ("新增就业", "3010人", "3120人")]
    table = [
        piece(cell, 40 + 110 * at, 300 + LEAD * row) for row, line in enumerate(cells) for at, cell in enumerate(line)
    ]
    body = column(typeset(PARAGRAPHS[:3], 34), 30)
    after = column(typeset(PARAGRAPHS[3:6], 34), 30, 380)
    text = paragraphs([Page([*body, *table, *after], 400.0, 900.0)])
    assert text.lines == [*PARAGRAPHS[:3], *("\t".join(line) for line in cells), *PARAGRAPHS[3:6]]
    report = parse(text, "a.pdf")
    assert not report.headings and len(report.paragraphs) == 9


def test_a_numbered_heading_that_stands_flush_below_a_full_line_is_no_part_of_it():
    heading = "二、守护民生底线"
    full = PARAGRAPHS[0][:45] + "都办完了。"  # 50 characters: two lines of 26 with their indent of two
    rows = [*typeset([full], 26), (0, heading), *typeset(PARAGRAPHS[1:4], 26)]
    assert rows[1][1].endswith("。") and len(rows[1][1]) == 26
    text = paragraphs([Page(column(rows, 30), 400.0, 900.0)])
    assert text.lines == [full, heading, *PARAGRAPHS[1:4]]


def test_bold_words_and_a_number_open_a_paragraph_that_stands_flush():
    full = PARAGRAPHS[0][:45] + "都办完了。"
    bold = [piece("坚持绿色发展。", 30, 132, bold=True), piece("全年造林3万亩，空气优良率提高到", 100, 132)]
    rest = column([(0, "98%，河湖面貌一新。"), *typeset(PARAGRAPHS[1:3], 26)], 30, 148)
    text = paragraphs([Page([*column(typeset([full], 26), 30), *bold, *rest], 400.0, 900.0)])
    assert text.lines[:2] == [full, "坚持绿色发展。全年造林3万亩，空气优良率提高到98%，河湖面貌一新。"]
    assert text.bold == {1: 7}


def test_a_character_with_a_flat_box_stays_in_its_line_though_the_next_column_is_higher():
    rows = typeset(PARAGRAPHS[:4], 20)
    left = column(rows, 30, 95.5)
    right = column(typeset(PARAGRAPHS[4:8], 20), 260)
    flat = Piece("一", 30 + 200, 240, 99.8, 100.8, 1.0)  # as some programs write it, after its neighbours
    text = paragraphs([Page([left[0], flat, *left[1:], *right], 500.0, 900.0)])
    assert text.lines[0].count("一") == 1 and text.lines[0].index("一") == 18
    assert text.lines[4:] == PARAGRAPHS[4:8]


def test_a_flat_box_at_its_beginning_sets_no_line_apart():
    rows = column(typeset(PARAGRAPHS[:4], 26), 30)
    flat = Piece("一", 30.0, 40.0, rows[1].top + 6.0, rows[1].top + 7.0, SIZE)
    rest = rows[1]._replace(text=rows[1].text[1:], x0=40.0)
    text = paragraphs([Page([rows[0], flat, rest, *rows[2:]], 400.0, 900.0)])
    assert text.lines[1:] == PARAGRAPHS[1:4]


def test_a_flat_box_makes_no_space_in_its_line():
    rows = column(typeset(PARAGRAPHS[:3], 34), 30)
    first = rows[0]
    flat = Piece("一", first.x1 + 1.0, first.x1 + 9.0, first.top + 5.0, first.top + 5.8, 0.8)
    rest = piece("般公共预算收入增长。", first.x1 + 10.0, first.top)
    text = paragraphs([Page([first, flat, rest, *rows[1:]], 500.0, 900.0)])
    assert text.lines[0].startswith(first.text + "一般公共预算收入增长。")


def test_marks_of_the_page_are_named_in_words_a_reader_knows():
    pages = []
    for number in (1, 2, 3):
        marks = [piece("某县第十七届人民代表大会文件", 30, 20), piece(f"第{number}页 共3页", 300, 860)]
        pages.append(Page([*marks, *column(typeset(PARAGRAPHS[3 * number : 3 * number + 3], 34), 30)], 400.0, 900.0))
    report = parse(paragraphs(pages), "a.pdf")
    assert [p.text for p in report.paragraphs] == PARAGRAPHS[3:]
    assert {row.reason for row in report.removed} == {"页眉", "页码"}


@pytest.mark.parametrize(
    "begins",
    [
        "（RCEP）生效。",
        "院、117个村卫生室。",
        "放“1+1+1>3”的合力。",
        "违”692.16万平方米。",
        "32.5％；城乡居民增收。",
        "台”“惠企政策发布平台”建设。",
        "心，“12345”热线获奖。",
    ],
)
def test_what_browsers_do_not_part_ends_no_paragraph(begins):
    wide = 24
    broken = "深入推进各项改革" * 2 + "工作，加"
    rows = [*typeset(PARAGRAPHS[:4], wide), (2, broken), (0, begins), *typeset(PARAGRAPHS[4:7], wide)]
    text = paragraphs([Page(column(rows, 40), wide * SIZE + 80, 900.0)])
    assert text.lines[4] == broken + begins
    assert text.lines[5:] == PARAGRAPHS[4:7]


@pytest.mark.parametrize("second", ["次会议上的政府工作报告", "大会第四次会议上的政府工作报告"])
def test_a_large_title_goes_on_in_the_middle_of_the_next_line_however_long(second):
    wide, size = 24, 15.0
    first, middle = "在某市第十五届人民代表大会上所作", 40 + wide * SIZE / 2
    title = [piece(line, middle - size * len(line) / 2, 30 + 24 * at, size) for at, line in enumerate([first, second])]
    text = paragraphs([Page([*title, *column(typeset(PARAGRAPHS, wide), 40)], wide * SIZE + 80, 2000.0)])
    assert text.lines[:2] == [first + second, PARAGRAPHS[0]]


def noted(at, mark, notes, wide=24):
    """A page with the lines of three paragraphs, the first with a small number in it, and notes at its foot."""
    rows = typeset(PARAGRAPHS[at : at + 3], wide)
    pieces = [each for row, (first, text) in enumerate(rows) for each in characters(text, 50 + SIZE * first, row, mark)]
    foot = 100 + LEAD * (len(rows) + 3)
    notes = [piece(text, 50, foot + 9 * n, 7.5) for n, text in enumerate(notes)]
    return Page([*pieces, *notes, piece(f"- {at} -", 160, 595)], 340.0, 620.0)


def characters(text, x, row, mark):
    """The pieces of a line; the first line has `mark`, small and high, behind its tenth character."""
    if row:
        return [piece(text, x, 100 + LEAD * row)]
    small = Piece(mark, x + 10 * SIZE, x + 10 * SIZE + 3, 98.0, 102.0, 5.0)
    return [piece(text[:10], x, 100), small, piece(text[10:], x + 10 * SIZE + 3, 100)]


def test_notes_at_the_foot_of_pages_stand_behind_the_text_and_their_numbers_out_of_it():
    pages = [
        noted(0, "1", ["1“三张清单”：指权力清单、", "责任清单和负面清单。"]),
        noted(3, "2", ["2“六稳”：指稳就业等。"]),
    ]
    text = paragraphs(pages)
    notes = ["注释", "1“三张清单”：指权力清单、责任清单和负面清单。", "2“六稳”：指稳就业等。"]
    assert text.lines == [*PARAGRAPHS[:6], *notes]
    report = parse(
        text._replace(lines=["某县政府工作报告", "各位代表：", *text.lines], bold={}, headings={}), "某县.pdf"
    )
    assert report.glossary == {"三张清单": "权力清单、责任清单和负面清单。", "六稳": "稳就业等。"}


def test_a_sentence_that_a_note_parts_is_put_together():
    first, second = typeset(PARAGRAPHS[:1], 24), typeset(PARAGRAPHS[1:2], 24)
    upper = [each for row, (at, text) in enumerate(first[:2]) for each in characters(text, 50 + SIZE * at, row, "①")]
    one = Page([*upper, piece("①“六稳”：指稳就业等。", 50, 560, 7.5)], 340.0, 620.0)
    two = Page(column([*first[2:], *second], 50), 340.0, 620.0)
    assert paragraphs([one, two]).lines == [*PARAGRAPHS[:2], "注释", "①“六稳”：指稳就业等。"]


@pytest.mark.parametrize(("mark", "foot"), [("3", "1“六稳”：指稳就业等。"), ("1", "附：以上数据为初步核算数。")])
def test_small_lines_to_which_no_number_refers_are_text_and_the_number_stays(mark, foot):
    lines = paragraphs([noted(0, mark, [foot])]).lines
    assert lines == [PARAGRAPHS[0][:10] + mark + PARAGRAPHS[0][10:], *PARAGRAPHS[1:3], foot]


def test_lines_beside_a_larger_title_are_not_mixed():
    title = [piece("某县政府工作报告", 50, 60, 24)]
    aside = [piece("编者按，本期刊登", 260, 58), piece("报告全文供学习用", 260, 74)]
    text = paragraphs([Page(title + aside + column(typeset(PARAGRAPHS, 40), 50), 500, 700)])
    assert {"报告全文供学习用"} <= set("\t".join(text.lines).split("\t"))


def test_a_raised_number_in_brackets_goes_wherever_its_note_is():
    rows = column(typeset(PARAGRAPHS[:3], 40), 50)
    marks = [Piece(mark, 450 + 3 * n, 453 + 3 * n, rows[0].top, rows[0].top + 5, 5) for n, mark in enumerate("[1]")]
    wide = paragraphs([Page([rows[0]._replace(x1=449), *marks, *rows[1:]], 600, 700)]).lines
    assert "".join(wide) == "".join(PARAGRAPHS[:3])


@pytest.mark.parametrize("more", [4, 5, 8])
def test_paragraphs_that_stand_a_little_apart_are_parted_where_their_lines_are_full(more):
    rows, top = [], 100.0
    for text in [paragraph[:47].replace("，", "、") + "。" for paragraph in PARAGRAPHS]:  # two full lines each
        rows += [piece(text[:24], 50, top), piece(text[24:], 50, top + LEAD)]
        top += 2 * LEAD + more
    assert len(paragraphs([Page(rows, 400, 900)]).lines) == len(PARAGRAPHS)


def test_a_large_title_at_the_left_edge_goes_on_on_the_next_line():
    title = [piece("某某县人民政府二〇二三年全县工作报", 50, 20, 24), piece("告", 50, 56, 24)]
    body = column(typeset(PARAGRAPHS, 42), 50)
    assert paragraphs([Page(title + body, 500, 900)]).lines[0] == "某某县人民政府二〇二三年全县工作报告"


@pytest.mark.parametrize(("name", "x"), [("李静", 265), ("县长　周建华", 245)])
def test_who_speaks_in_the_middle_over_two_columns_is_read_before_them(name, x):
    rows = typeset(PARAGRAPHS, 24)
    half = len(rows) // 2
    top = [piece("某县人民政府工作报告在某县人民代表大会上", 175, 40), piece(name, x, 70)]
    page = Page([*top, *column(rows[:half], 20), *column(rows[half:], 290)], 570, 900)
    lines = paragraphs([page]).lines
    assert lines[1] == name
    assert lines[2 : 2 + len(PARAGRAPHS)] == PARAGRAPHS


def test_the_day_on_a_cover_and_the_entries_of_a_table_of_contents_are_paragraphs_of_their_own():
    cover = [(8, "某县工作报告"), (4, "——在某县政协全会上"), (8, "二〇二四年二月")]
    large = [piece(text, 30 + SIZE * x, 100 + 30 * n, 20) for n, (x, text) in enumerate(cover)]
    entries = ["一、工作回顾………………………………………1", "（一）办实事…………………………………………2", "二、工作打算………………………………………3"]
    rows = [*((0, entry) for entry in entries), *typeset(PARAGRAPHS[:4], 26)]
    text = paragraphs([Page([*large, *column(rows, 30, 300)], 400.0, 900.0)])
    assert text.lines[:6] == [*(words for _, words in cover), *entries]


def test_a_running_head_that_only_one_of_two_pages_has_is_no_part_of_the_text():
    second = [piece("某县人民代表大会文件", 120, 30, 6.0), *column(typeset(PARAGRAPHS[6:], 34), 30)]
    text = paragraphs([Page(column(typeset(PARAGRAPHS[:6], 34), 30), 400.0, 900.0), Page(second, 400.0, 900.0)])
    assert text.lines == PARAGRAPHS
    assert [(line.text, line.reason) for line in text.removed] == [("某县人民代表大会文件", "page header")]


def test_small_type_at_the_head_of_the_first_page_only_is_no_part_of_the_text():
    note = piece("“两山”理论：绿水青山就是金山银山的理念以及由此形成的做法", 30, 30, 6.0)
    head = [piece("某县第十届人民代表大会第二次会议文件", 120, 30, 6.0), piece("某县政府工作报告", 140, 70, 16.0)]
    first = [*head, *column(typeset(PARAGRAPHS[:6], 34), 30)]
    text = paragraphs([Page(first, 400.0, 900.0), Page([note], 400.0, 900.0)])
    assert text.lines == ["某县政府工作报告", *PARAGRAPHS[:6], note.text]
    assert [line.reason for line in text.removed] == ["page header"]

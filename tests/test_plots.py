"""Figures: each is drawn, says what it shows, carries its data, and never shows a box for a character."""

import base64
import io
import sys

import numpy as np
import pytest
from matplotlib import colormaps
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from PIL import Image

from corpus_tools import plots
from corpus_tools.drawing import pictures
from corpus_tools.drawing.font import font_path
from corpus_tools.drawing.pictures import drawable, short_labels, shortened, width

HOSTILE = ["<script>alert(1)</script>", "$5_{ 与 $3", "🧧红包\x1b[31m", "很长的名字" * 20, "a\nb", ""]
NAMES = ["江北区政协", "长寿区政协", "广安区政协", "渝北区政协", "重庆市政协", "綦江区政协"]
KINDS = [*("ranked_bars", "heat_map", "curve", "trend", "strip", "scatter_map", "dendrogram", "word_cloud")]
VALUES = [6, 5, 4, 3, 2, 1]
NUMBERS = list("〇一二三四五六七八九")


def figures(names):
    """One figure of each kind over the names."""
    points = np.array([[i % 3, i // 3] for i in range(6)], float)
    tree = np.array([[0, 1, 1.0, 2], [2, 3, 1.5, 2], [6, 7, 2.0, 4], [4, 8, 2.5, 5], [5, 9, 3.0, 6]])
    return {
        "ranked_bars": plots.ranked_bars(names, VALUES, names[0] + "标题", names[1]),
        "heat_map": plots.heat_map(np.outer(VALUES, VALUES) / 36, names, names, names[0]),
        "curve": plots.curve(range(6), {names[0] or "甲": VALUES}, names[0], names[1], names[2], mark=3),
        "trend": plots.trend(range(2018, 2024), {"甲": VALUES, names[0]: [*VALUES[:5], np.nan]}, names[0]),
        "strip": plots.strip(dict.fromkeys(names, (0.1, 0.9)), names[0]),
        "scatter_map": plots.scatter_map(points, names, names, names[0]),
        "dendrogram": plots.dendrogram(tree, names, names[0]),
        "word_cloud": plots.word_cloud(dict(zip(names, VALUES, strict=True)), names[0]),
    }


@pytest.fixture(scope="module")
def usual():
    return figures(NAMES)


@pytest.mark.parametrize("kind", KINDS)
def test_a_figure_is_not_empty_small_and_twice_as_fine_as_it_is_shown(usual, kind):
    png = usual[kind].png()
    image = Image.open(io.BytesIO(png))
    wide, high = usual[kind].size
    assert image.size == (2 * wide, 2 * high)
    assert len(png) < 100_000
    pixels = np.asarray(image.convert("L"))
    assert (pixels == 255).mean() > 0.05
    assert (pixels < 140).mean() > 0.003


@pytest.mark.parametrize("kind", KINDS)
def test_a_figure_says_its_title_and_names_what_stands_out(usual, kind):
    alt = usual[kind].alt
    assert "江北区政协" in alt
    assert alt.endswith("。")
    assert len(alt) < 400


@pytest.mark.parametrize("kind", KINDS)
def test_the_data_of_a_figure_stands_behind_it(usual, kind):
    shown, about = usual[kind]._repr_mimebundle_()
    assert "江北区政协" in shown["text/html"].split("<details")[1] or kind in ("curve", "trend")
    assert base64.b64decode(shown["image/png"]) == usual[kind].png()
    assert about["image/png"]["alt"] == usual[kind].alt == shown["text/plain"]


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_names_are_drawn_as_text_and_escaped_in_the_page(kind):
    picture = figures(HOSTILE)[kind]
    shown, _ = picture._repr_mimebundle_()
    assert "<script" not in shown["text/html"]
    assert "\x1b" not in shown["text/html"]


def test_of_many_rows_those_with_nothing_are_left_out_and_counted():
    matrix, rows = np.zeros((30, 3)), [f"行{i}" for i in range(30)]
    matrix[[4, 7], 1] = 2
    drawn = plots.heat_map(matrix, rows, "甲乙丙", "题")
    assert [label.get_text() for label in drawn.figure.axes[0].get_yticklabels()] == ["行4", "行7"]
    assert "没有的28行未画" in drawn.alt and len(drawn.rows) == 30
    assert len(plots.heat_map(0 * matrix, rows, "甲乙丙", "题").figure.axes[0].get_yticks()) == 30
    assert len(plots.heat_map(matrix[:9], rows[:9], "甲乙丙", "题").figure.axes[0].get_yticks()) == 9


def test_the_same_data_is_the_same_picture(usual):
    assert figures(NAMES)["scatter_map"].png() == usual["scatter_map"].png()
    assert figures(NAMES)["word_cloud"].png() == usual["word_cloud"].png()


@pytest.mark.parametrize(
    "picture",
    [
        plots.ranked_bars([], [], "甲"),
        plots.heat_map(np.empty((0, 0)), [], [], "甲"),
        plots.curve([], {}, "甲", "", ""),
        plots.strip({}, "甲"),
        plots.scatter_map([], [], [], "甲"),
        plots.dendrogram(np.empty((0, 4)), ["甲"], "甲"),
        plots.word_cloud({}, "甲"),
    ],
)
def test_nothing_to_draw_is_said(picture):
    assert "没有可画的数据" in picture.alt
    assert picture.png()


@pytest.mark.parametrize(
    "picture",
    [
        plots.ranked_bars(["甲"], [0], "甲"),
        plots.heat_map([[np.nan]], ["甲"], ["乙"], "甲"),
        plots.heat_map([[0.0, 0.0]], ["甲"], ["乙", "丙"], "甲"),
        plots.curve([5], {"甲": [np.nan]}, "甲", "年", "件"),
        plots.curve([5], {"甲": [1], "乙": [1]}, "甲", "年", "件", mark=7),
        plots.trend([2023], {"甲": [3]}, "甲"),
        plots.strip({"甲": []}, "甲"),
        plots.scatter_map([[0, 0], [0, 0]], [0, 0], ["甲", "乙"], "甲"),
    ],
)
def test_one_value_no_value_and_equal_values_can_be_drawn(picture):
    assert Image.open(io.BytesIO(picture.png())).size[0] == 2 * picture.size[0]


def test_the_numbers_of_a_figure_have_as_many_decimals_each_and_a_minus():
    bars = plots.ranked_bars(NAMES[:3], [213, 45.1, -43], "甲")
    assert [text.get_text() for text in bars.figure.axes[0].texts] == ["213.0", "45.1", "−43.0"]
    cells = plots.heat_map([[5.3, 10], [0, 4]], NAMES[:2], NAMES[:2], "甲")
    assert [text.get_text() for text in cells.figure.axes[0].texts] == ["5.3", "10.0", "4.0"]


def test_of_lines_over_years_the_unit_stands_above_and_the_years_need_no_name():
    made = plots.trend([2017, 2018], {"改革": [1, 2]}, "甲", "每万字次数")
    axes = made.figure.axes[0]
    assert (axes.get_title(loc="left"), axes.get_ylabel(), axes.get_xlabel()) == ("每万字次数", "", "")
    assert made.alt.startswith("折线图：甲。横轴年份，纵轴每万字次数。") and made.header[0] == "年份"
    assert "纵轴" not in plots.trend([2017, 2018], {"改革": [1, 2]}, "甲").alt


def test_a_line_over_years_does_not_run_over_years_that_have_no_report():
    def drawn(years):
        x, y = plots.trend(years, {"改革": range(len(years))}, "甲").figure.axes[0].lines[0].get_data()
        return x[np.isfinite(y)].tolist(), len(x)

    assert drawn([2012, 2013, 2018, 2019]) == ([2012, 2013, 2018, 2019], 8)  # a gap of four years
    assert drawn([2006, 2011, 2016]) == ([2006, 2011, 2016], 3)  # a congress meets each fifth year
    assert drawn([2006, 2011, 2021]) == ([2006, 2011, 2021], 4)


def test_a_line_is_named_unless_the_title_names_it_and_lines_that_run_alike_share_theirs():
    def names(series, title):
        return [text.get_text() for text in plots.trend([2017, 2018], series, title).figure.axes[0].texts]

    assert names({"改革": [1, 2]}, "每万字出现的次数") == ["改革"]
    assert names({"改革": [1, 2]}, "改革年年看") == []
    assert names({"改革": [1, 2], "民生": [3, 4], "安全": [1, 2]}, "甲") == ["改革、安全", "民生"]


def test_the_name_of_a_line_that_ends_early_stands_beside_the_others_and_says_where_it_ends():
    values = {"投资": [9, 8, np.nan], "增加值": [7, 8, 9]}
    names = plots.trend([2017, 2018, 2019], values, "甲").figure.axes[0].texts
    assert [(name.get_text(), name.xy[0]) for name in names] == [("投资（至2018）", 2019), ("增加值", 2019)]


def test_labels_that_are_cut_keep_one_year():
    labels = short_labels([f"限额以上批发零售住宿餐饮业的{what}｜某某市政府 2018" for what in ("销售额", "营业额")], 22)
    assert all(label.count("2018") == 1 for label in labels) and len(set(labels)) == 2


def test_of_a_long_list_the_rest_is_counted():
    picture = plots.ranked_bars([f"词{i}" for i in range(126)], range(126, 0, -1), "词")
    assert "另有86项未画出" in picture.alt and "，126项只画前40项" in picture.figure.get_suptitle().replace("\n", "")
    assert picture.size[1] < 1400
    assert len(picture.rows) == 126


def test_a_character_without_a_glyph_is_an_error_unless_it_goes_through_drawable():
    picture = plots.ranked_bars(["甲"], [1], "好")
    picture.figure.axes[0].set_xlabel("\U0001f9e7")
    picture.figure.axes[0].xaxis.set_visible(True)
    with pytest.raises(ValueError, match=r"cannot be drawn.*drawable"):
        picture.png()
    assert drawable("\U0001f9e7") == "〓"


def test_a_missing_font_names_the_remedy(monkeypatch):
    monkeypatch.setitem(sys.modules, "pylopdf_fonts_zh_cn", None)
    with pytest.raises(RuntimeError, match="pip install"):
        font_path()


@pytest.mark.parametrize("limit", [3, 8, 14])
@pytest.mark.parametrize(
    "text", ["江北区", "中国人民政治协商会议重庆市江北区委员会", "abc" * 30, "a，" * 20, "凉山彝族自治州人民政府 2019"]
)
def test_a_shortened_label_is_not_wider_than_its_limit(text, limit):
    assert width(shortened(text, limit)) <= limit + 0.01


def test_shortened_labels_stay_different():
    labels = [
        "中国人民政治协商会议重庆市江北区委员会2022年",
        "中国人民政治协商会议重庆市江北区委员会2023年",
        "甲",
        "甲",
    ]
    assert len(set(short_labels(labels, 12))) == 4


def test_the_users_own_style_does_not_leak_in(usual):
    pictures.matplotlib.rcParams["font.size"] = 40
    assert figures(NAMES)["ranked_bars"].png() == usual["ranked_bars"].png()


@pytest.mark.parametrize(("cells", "said"), [([[0, 1], [1, 1]], "1"), ([[0.5, 1], [1, 1]], "1.00")])
def test_a_heat_map_of_counts_shows_whole_numbers_and_one_of_shares_does_not(cells, said):
    texts = [t.get_text() for t in plots.heat_map(cells, "甲乙", "丙丁", "图").figure.axes[0].texts]
    assert texts[-1] == said


def test_a_heat_map_of_shares_of_each_row_names_no_highest_cell():
    alt = plots.heat_map([[0.5, 1]], ["甲（件）"], ["乙", "丙"], "图", [["3", "6"]]).alt
    assert "最高" not in alt and "越接近同项最大的数" in alt


def test_a_picture_keeps_the_colour_of_each_cell():
    shades = np.linspace(0, 1, 80).reshape(8, 10)
    figure = Figure(figsize=(5.6, 4))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.imshow(shades, cmap="Reds", aspect="auto")
    for (y, x), shade in np.ndenumerate(shades):
        axes.text(x, y, f"{shade:.2f}", ha="center")
    image = Image.open(io.BytesIO(pictures.Picture(figure, "图", ["色"], []).png())).convert("RGB")
    width, height = image.size
    for (y, x), shade in np.ndenumerate(shades):
        corner = image.getpixel((int((x + 0.1) * width / 10), int((y + 0.1) * height / 8)))
        assert corner == pytest.approx([255 * part for part in colormaps["Reds"](shade)[:3]], abs=1)


def test_a_heat_map_says_where_columns_are_not_drawn():
    titles = [plots.heat_map(np.eye(n), range(n), range(n), "图").figure.get_suptitle() for n in (40, 50)]
    assert titles == ["图", "图，50项只画前40项"]


def test_a_heat_map_of_more_columns_than_fit_is_turned_and_all_are_drawn():
    names = [f"{i}县政府 2023" for i in range(62)]
    picture = plots.heat_map(np.arange(186).reshape(3, 62), "甲乙丙", names, "图")
    assert [row[0] for row in picture.rows] == names and picture.header == ["项", *"甲乙丙"]
    assert picture.figure.get_suptitle() == "图"


def test_a_heat_map_of_many_cells_keeps_its_dark_ones_apart():
    values = np.random.default_rng(0).uniform(0, 0.45, (40, 40))
    values[:5, :5] = np.linspace(0.8, 1, 25).reshape(5, 5)
    picture = plots.heat_map(values, range(40), range(40), "图")
    picture.figure.canvas.draw()
    box = picture.figure.axes[0].get_window_extent()
    image = Image.open(io.BytesIO(picture.png())).convert("RGB")
    scale = image.width / picture.figure.bbox.width
    row = image.height - scale * (box.y1 - box.height / 80)
    dark = {image.getpixel((int(scale * (box.x0 + (x + 0.5) * box.width / 40)), int(row))) for x in range(5)}
    assert len(dark) > 1


@pytest.mark.parametrize("name", ["通关时间", "口岸整体通关时间（比上年同期）｜维西傈僳族自治县卫生健康局"])
@pytest.mark.parametrize("unit", ["", "%"])
def test_names_of_bars_are_whole_and_no_figure_of_a_fall_stands_on_one(name, unit):
    names = [f"{name} 201{i}" for i in range(4)]
    axes = plots.ranked_bars(names, [94.7, -94.7, 60, -52.1], "增减", unit).figure.axes[0]
    axes.figure.draw_without_rendering()
    texts = [text for text in (*axes.get_yticklabels(), *axes.texts, axes._left_title, axes.title) if text.get_text()]
    assert {text.get_text() for text in texts} >= set(names)
    boxes = [text.get_window_extent() for text in texts]
    assert not [(a, b) for i, a in enumerate(boxes) for b in boxes[:i] if a.overlaps(b)]
    assert max(box.x1 for box in boxes) <= axes.figure.bbox.x1


def luminance(colour):
    """As WCAG defines it."""
    parts = [v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4 for v in to_rgb(colour)]
    return np.dot(parts, (0.2126, 0.7152, 0.0722))


def test_type_in_a_figure_is_dark_enough_to_be_read_by_all():
    for colour in (*pictures.PALETTE, pictures.INK, pictures.GREY, pictures.ACCENT):
        assert 1.05 / (luminance(colour) + 0.05) > 4.5, colour
    axes = plots.heat_map(np.arange(100).reshape(10, 10), NUMBERS, NUMBERS, "图").figure.axes[0]
    cells = axes.collections[0].to_rgba(np.arange(100))
    for text in axes.texts:
        column, row = map(round, text.get_position())
        low, high = sorted([luminance(text.get_color()), luminance(cells[10 * row + column])])
        assert (high + 0.05) / (low + 0.05) > 4.4, text


def test_points_of_different_groups_differ_in_form_too():
    axes = plots.scatter_map([(0, 0), (1, 1), (2, 0)], ["甲", "乙", "丙"], ["一", "二", "三"], "图").figure.axes[0]
    assert len({tuple(map(tuple, points.get_paths()[0].vertices)) for points in axes.collections}) == 3


def test_lines_over_years_say_which_changed_most():
    figure = plots.trend([2021, 2022, 2023], {"甲": [5, 9, 4], "乙": [np.nan, 6, 9]}, "图").figure
    assert figure.get_supxlabel() == "变化最大：乙 6（2022）→ 9（2023）"
    assert plots.trend([2022, 2023], {"甲": [4, 5]}, "图").figure.get_supxlabel() == "甲 4（2022）→ 5（2023）"
    said = [
        ({"甲": [8.25, 5]}, "甲 8.2（2022）→ 5.0（2023）"),
        ({"甲": [4, 5], "乙": [3, 2]}, ""),
        ({"甲": [4, np.nan]}, ""),
        ({"甲": [4, 4], "乙": [2, np.nan]}, "首尾两年相同"),
    ]
    for lines, words in said:
        assert plots.trend([2022, 2023], lines, "图").figure.get_supxlabel() == words


def test_a_heat_map_of_what_is_counted_once_is_pale():
    cells = plots.heat_map([[1, 0], [1, 1]], NAMES[:2], NAMES[:2], "甲").figure.axes[0].collections[0]
    assert cells.get_clim() == (0, 5)


def test_what_is_printed_into_a_heat_map_fits_its_cells():
    texts = [[f"{number},000以上" for number in range(10, 22)]] * 2 + [["1,234.56亿以上"] * 12]
    names = [f"{name} 20{year}" for name in NAMES for year in (22, 23)]
    axes = plots.heat_map(np.ones((3, 12)), ["就业", "贷款", "投资"], names, "图", texts).figure.axes[0]
    axes.figure.draw_without_rendering()
    cell = axes.get_window_extent().width / 12
    assert len(axes.texts) >= 24 and all(text.get_window_extent().width <= cell for text in axes.texts)


def test_a_heat_map_says_below_it_which_cell_is_highest():
    figure = plots.heat_map([[1, 7], [2, 3]], ["提案", "信息"], ["江北区政协 2022", "江北区政协 2023"], "图").figure
    assert figure.get_supxlabel() == "最高：提案 × 江北区政协 2023（7）"
    figure = plots.heat_map([[1, 7], [7, 3]], ["1 提案", "2 信息"], ["甲", "乙"], "图").figure
    assert figure.get_supxlabel() == "最高：1 提案 × 乙等2格（7）"


def test_lines_that_run_alike_have_one_name_that_fits():
    lines = {**{name: [9.3, 7.3] for name in ("提案", "调研", "协商", "监督")}, "视察": [1, 2]}
    axes = plots.trend([2022, 2023], lines, "图").figure.axes[0]
    assert [note.get_text() for note in axes.texts] == ["视察", "提案、调研等4项"] and axes.get_ylim()[0] <= 0


def test_lines_that_differ_much_are_drawn_from_nought_and_others_are_not():
    low = [plots.trend([2022, 2023], {"甲": y}, "图").figure.axes[0].get_ylim()[0] for y in ([2, 9], [6.2, 6.8])]
    assert low[0] == 0 and low[1] > 6


def test_two_years_are_named_as_they_are_and_not_counted_from_the_later():
    picture = plots.trend([2019, 2020], {"甲": [1, 2]}, "甲")
    picture.figure.canvas.draw()
    assert [label.get_text() for label in picture.figure.axes[0].get_xticklabels()] == ["2019", "2020"]

"""Sentences, tokens and words, with either segmenter."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools import tokenize
from corpus_tools.keywords import keywords
from corpus_tools.lexicon import lexicon
from corpus_tools.script import simplified
from corpus_tools.tokenize import is_content, sentences, tagged, tokens, words

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
CHARACTERS = st.text(
    alphabet='政协委员会议提案办理协商渝事好的，。！？!?；…“”‘’"()（）《》 \n\r\u2028ab1%.\ue000', max_size=80
)


@pytest.fixture(scope="module", autouse=True)
def loaded():
    """The dictionary is read once, outside of any test."""
    return tagged("政协")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\u3000\n", []),
        ("没有句号", ["没有句号"]),
        ("一是读书；二是调研。三是走访", ["一是读书；二是调研。", "三是走访"]),
        ("会前调研……会后督办。", ["会前调研……会后督办。"]),
        ("真好！！？", ["真好！！？"]),
        ("“要办实事。”会议说。", ["“要办实事。”", "会议说。"]),
        ("(增长5%。)今年呢?再看!", ["(增长5%。)", "今年呢?", "再看!"]),
        ("他说「可以。」又说『好！』", ["他说「可以。」", "又说『好！』"]),
        ('他说:"好。"然后走。', ['他说:"好。"', "然后走。"]),
        ('走。"好,"他说。', ["走。", '"好,"他说。']),
        ("《中国往何处去？》一文说明。", ["《中国往何处去？》一文说明。"]),
        ("见http://a.cn/?id=1 的说明。", ["见http://a.cn/?id=1 的说明。"]),
        ("一、工作回顾\n经济稳中有进。", ["一、工作回顾", "经济稳中有进。"]),
        ("第一行\r\n第二行\u2028第三行", ["第一行", "第二行", "第三行"]),
        ("。", ["。"]),
        ("审结案件4.2万件,结案率99.37%.安置职工342人.", ["审结案件4.2万件,结案率99.37%.", "安置职工342人."]),
        (
            "总量跃居全省第三.提交了《关于教育的报告》.位居第四.",
            ["总量跃居全省第三.提交了《关于教育的报告》.", "位居第四."],
        ),
        ("维护“合法权益．”2019年，一．五计划完成．", ["维护“合法权益．”", "2019年，一．五计划完成．"]),
        ("自治区主席买买提.艾力在会上作报告。", ["自治区主席买买提.艾力在会上作报告。"]),
    ],
)
def test_a_sentence_ends_at_its_mark_or_at_the_line_end(text, expected):
    assert sentences(text) == expected


@given(CHARACTERS)
def test_sentences_lose_nothing_but_white_space(text):
    assert re.sub(r"\s", "", "".join(sentences(text))) == re.sub(r"\s", "", text)


@given(CHARACTERS)
def test_tokens_and_tagged_tokens_joined_are_the_text(text):
    assert "".join(tokens(text)) == text
    found = tagged(text)
    assert "".join(t.text for t in found) == text
    assert all(text.startswith(t.text, t.start) for t in found)


@pytest.mark.parametrize("half", ["\ud840", "\udfff"])
def test_half_a_surrogate_pair_is_a_token_of_no_meaning(half):
    text = f"提案办理协商{half}监督"
    assert tokens(text) == tokens(text.replace(half, "?")) == [token.text for token in tagged(text)]
    assert [row.term for row in keywords([text])[0]] == ["提案办理协商", "监督"]


@given(CHARACTERS)
def test_a_term_is_found_in_short_and_in_long_text_alike(text):
    padding = "。" * 200
    assert "".join(tokens(text + padding)) == text + padding
    assert [t for t in tokens(text + padding) if t != "。"] == [t for t in tokens(text) if t != "。"]


@pytest.mark.parametrize(
    ("term", "text", "token"),
    [
        ("渝事好商量", "“渝事好商量”协商会", "渝事好商量"),
        ("“3113”项目攻坚行动计划", "实施“3113”项目攻坚行动计划", "3113”项目攻坚行动计划"),
        ("“3113”项目攻坚行动计划", "实施3113项目攻坚行动计划", "3113项目攻坚行动计划"),
        ("关于发挥“乡贤”作用的建议", "《关于发挥「乡贤」作用的建议》", "关于发挥「乡贤」作用的建议"),
        ("MAO Livehouse", "引进MAOLivehouse", "MAOLivehouse"),
        ("4A级景区", "新增4A级景区2家", "4A级景区"),
        ("民", "民 生", "民"),
    ],
)
def test_a_term_is_one_token_whatever_is_in_it(term, text, token):
    assert token in tokens(text, [term])
    assert token in tokens(text + "。" * 200, [term])


def test_the_longest_term_wins():
    assert words("提案办理协商会", ["提案", "提案办理", "提案办理协商"]) == ["提案办理协商"]


def test_a_term_leaves_all_other_words_as_they_were():
    text = "委员联系群众，群众联系委员。"
    assert tokens(text, ["群众联"])[:3] == tokens(text, ())[:3]
    assert tokens(text, ()) == tokens(text, ["没有出现的词"])


def test_no_term_of_ours_tears_a_place_or_the_seam_of_two_words():
    short = {t for t in lexicon("terms") if len(t) < 3}
    assert not short
    assert "江北区" in words("重庆市江北区政协召开会议")


@pytest.mark.parametrize("word", ["的", "我们", "2023", "5.3%", "一百二十", "第三次", "三次", "，", "协", "\ue000", ""])
def test_function_words_numbers_and_marks_are_no_content(word):
    assert not is_content(word)


@pytest.mark.parametrize("word", ["提案", "养老服务", "APP", "5G基站", "CQ99", "3113”项目攻坚行动计划", "三农"])
def test_words_terms_and_latin_names_are_content(word):
    assert is_content(word)


def _plain(path: Path) -> str:
    """A seed without digits joined by hyphens (telephone and licence numbers), which the two cut differently."""
    return re.sub(r"[A-Za-z0-9.]*\d-[\d-]+", "", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem[:3])
def test_rjieba_and_jieba_give_the_same_tokens(path):
    rjieba = pytest.importorskip("rjieba")
    text, other = simplified(_plain(path)), tokenize.jieba_segmenter()
    assert rjieba.cut(text) == other.cut(text)
    here, there = rjieba.tag(text), other.tag(text)
    assert [word for word, _ in here] == [word for word, _ in there]
    assert sum(a == b for a, b in zip(here, there, strict=True)) > 0.99 * len(here)


def test_without_rjieba_jieba_takes_its_place(monkeypatch):
    expected = words("江北区政协推进提案办理协商")
    best = [k.term for k in keywords([SEEDS[0].read_text(encoding="utf-8")])[0]]
    monkeypatch.setitem(sys.modules, "rjieba", None)
    tokenize._segmenter.cache_clear()
    try:
        assert tokenize._segmenter() is tokenize.jieba_segmenter()
        assert words("江北区政协推进提案办理协商") == expected
        assert tagged("调研")[0].pos in {"vn", "v"} and tagged("5.5%")[0].pos == "m"
        assert [k.term for k in keywords([SEEDS[0].read_text(encoding="utf-8")])[0]] == best
    finally:
        tokenize._segmenter.cache_clear()


def test_neither_segmenter_makes_noise_or_leaves_a_cache_file(tmp_path):
    code = "from corpus_tools import tokenize as t; t.words('政协'); t.jieba_segmenter().tag('政协')"
    root = Path(__file__).parent.parent
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=root,
        env={"TMPDIR": str(tmp_path), "PATH": ""},
        capture_output=True,
        text=True,
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("text", ["。" * 100_000, "（" * 100_000, "！ " * 50_000, '"。' * 50_000, "政" * 100_000])
def test_hostile_text_takes_no_longer_than_other_text(text):
    assert "".join(sentences(text)).replace(" ", "") == text.replace(" ", "")
    assert "".join(tokens(text)) == text


def test_a_term_of_the_text_itself_that_begins_with_a_listed_one_is_kept_whole():
    listed = lexicon("terms")
    assert "政治协商" in listed
    for own in ("政治协商会客厅", "政治"):
        found = tokens("办好政治协商会客厅。", listed | {own})
        assert ("政治协商会客厅" in found) == (own == "政治协商会客厅") and "".join(found) == "办好政治协商会客厅。"


@given(st.lists(st.text("提案办理A", min_size=1, max_size=5), max_size=20), st.text("提案办理A。\n", max_size=40))
def test_terms_are_found_by_their_openings_as_by_one_pattern(terms, text):
    finder = tokenize._Finder(terms)
    assert tokenize._split(text, (finder,)) == finder.pattern.split(text)


@pytest.mark.parametrize("said", ["“有事好商量”协商", "有事好商量协商", "“有事好商量协商"])
def test_a_term_with_quotes_is_found_among_many_without(said):
    many = [f"第{number}号提案" for number in range(300)]
    found = tokens(f"我们搭建{said}", [*many, "有事好商量”协商"])
    assert said.strip("“") in [token.strip("“") for token in found]


@pytest.mark.parametrize("term", ["诉源治理", "非法吸收公众存款", "行政机关负责人出庭应诉", "备案审查", "监督执纪问责"])
def test_the_terms_of_courts_congresses_and_discipline_are_kept_whole(term):
    assert term in words(f"推进{term}见效。")

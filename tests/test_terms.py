"""New terms: proposed, judged by a person in a file, and read back."""

import pytest

from corpus_tools.lexicon import lexicon
from corpus_tools.parse import parse
from corpus_tools.tokenize import words
from corpus_tools.wording.terms import NewTerm, Review, new_terms, read_review, write_review

HEAD = "新词\t次数\t报告数\t依据\t例句\t取舍\n"
LINES = [
    "青山县政协2023年工作综述",
    "县政协搭建“清风议事厅”，群众走进清风议事厅说事。主席何以龙到清风议事厅调研。",
    "清风议事厅解决三件事。绿水河街道建起清风议事厅。印发《清风议事厅工作规则》。",
    "松林河谷综合开发提速。推进松林河谷综合开发。群众期盼松林河谷综合开发。",
    "实施“三进三问”，“三进三问”，即进村、进户、进企业，问计、问需、问效。",
]


@pytest.fixture(scope="module")
def found():
    return {row.term: row for row in new_terms([parse(LINES, "青山.txt")])}


def test_quoted_defined_and_cohesive_names_are_found_with_their_evidence(found):
    assert "引号" in found["清风议事厅"].evidence
    assert "书名号" in found["清风议事厅工作规则"].evidence
    assert "定义" in found["三进三问"].evidence
    assert any("结合紧密" in row.evidence for term, row in found.items() if "松林河谷" in term)


def test_a_row_counts_all_places_and_shows_one(found):
    row = found["清风议事厅"]
    assert (row.count, row.reports) == ("".join(LINES).count("清风议事厅"), 1)
    assert row.term in row.example


def test_no_known_terms_persons_or_single_words_are_new(found):
    assert not set(found) & lexicon("terms")
    assert not any("何以龙" in term for term in found)
    assert all(len(term) > 2 for term in found)


def test_a_known_term_with_its_building_is_no_new_one():
    said = ["推进生态文明建设。", "加快生态文明建设见效。", "部门抓生态文明建设，群众爱生态文明建设。"]
    assert "生态文明" in lexicon("terms") and not new_terms([parse(["青山县政协2023年工作综述", *said])])


def test_an_amount_is_no_new_term():
    said = ["青山绣品年产量提高。", "公布青山绣品年产量。", "群众说青山绣品年产量大。", "青山绣品年产量超过去年。"]
    assert not [row for row in new_terms([parse(["青山县政协2023年工作综述", *said])]) if row.term.endswith("产量")]


def test_words_of_the_genre_are_no_new_term_however_often_they_stand_together():
    said = ["青山事业发展。", "青山群众关心事业发展。", "事业发展见效，推动事业发展。", "部门说事业发展快。"]
    assert not new_terms([parse(["青山县政协2023年工作综述", *said])])


@pytest.mark.parametrize(
    "said",
    ["请市农技委员到场", "审结果园案件", "代表青山县人民政府作报告", "城区通车大桥建成"],
    ids=["a request", "a deed", "the speaker", "a result"],
)
def test_what_is_said_again_and_again_is_no_new_term_if_it_is_no_name(said):
    lines = [f"会上{said}。", f"今年{said}，", f"乡镇{said}！", f"群众说{said}"]
    assert said not in {row.term for row in new_terms([parse(["青山县人民政府工作报告", *lines])])}


def test_a_piece_of_a_longer_term_is_no_term_and_a_term_of_the_whole_country_is_no_new_one():
    said = [
        "松谷影视文化产业实验区成为基地。",
        "实施“营改增”试点、“三严三实”专题教育。",
        "印发《关于松谷建园的通知》。",
    ]
    found = {row.term for row in new_terms([parse(["青山县人民政府工作报告", *said])])}
    assert {t for t in found if "松谷" in t} == {"松谷影视文化产业实验区"}
    assert not any("营改增" in t or "三严三实" in t for t in found)


def test_terms_that_are_named_and_recur_come_first_whatever_is_said_more_often():
    named = "“清风书院”开课，群众来到“清风书院”。"
    other = "水渠疏浚工程开工，推进水渠疏浚工程，验收水渠疏浚工程，完善水渠疏浚工程。“三色田园”建成。"
    rows = new_terms([parse(["青山县人民政府工作报告", named, other])])
    assert [row.term for row in rows] == ["清风书院", "水渠疏浚工程", "三色田园"]


@pytest.mark.parametrize(("name", "is_term"), [("国家级文化", False), ("上级医院", False), ("清溪医院", True)])
def test_a_rank_before_a_kind_of_thing_is_no_name(name, is_term):
    found = {row.term for row in new_terms([parse(["青山县人民政府工作报告", f"成为{name}和示范。"])])}
    assert (name in found) == is_term


def test_no_term_opens_with_the_end_of_a_word():
    said = "围绕“甲”召开专题议政性常委会会议,提出建议28条。围绕“乙”召开议政性常委会会议,提出建议32条。"
    assert not [row.term for row in new_terms([parse(["青山县政协2023年工作综述", said])]) if row.term[0] == "性"]


def test_no_reports_no_terms():
    assert new_terms([]) == []


def test_the_order_of_the_reports_changes_nothing():
    one, two = parse(LINES, "a.txt"), parse(LINES[::-1], "b.txt")
    assert [r[:3] for r in new_terms([one, two])] == [r[:3] for r in new_terms([two, one])]


def test_what_a_person_accepts_or_rejects_is_used_in_the_next_run(tmp_path, found):
    path = tmp_path / "terms.tsv"
    write_review(found.values(), path)
    text = path.read_text(encoding="utf-8-sig")
    lines = [
        line + ("+" if line.startswith("清风议事厅\t") else "-" if line.startswith("三进三问\t") else "")
        for line in text.splitlines()
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    review = read_review(path)
    assert review == Review(frozenset({"清风议事厅"}), frozenset({"三进三问"}))
    assert "清风议事厅" not in words("走进清风议事厅")
    assert "清风议事厅" in words("走进清风议事厅", lexicon("terms") | review.accepted)
    again = [row.term for row in new_terms([parse(LINES, "青山.txt")], review)]
    assert not {"清风议事厅", "三进三问"} & set(again)
    write_review(new_terms([parse(LINES, "青山.txt")], review), path)
    assert read_review(path) == review


@pytest.mark.parametrize(
    ("written", "accepted"), [("是", True), ("Y", True), ("√", True), ("×", False), ("", False), ("?", False)]
)
def test_yes_can_be_said_in_several_ways(tmp_path, written, accepted):
    write_review([NewTerm("清风议事厅", 1, 1, "引号", "例。", written)], tmp_path / "t.tsv")
    assert ("清风议事厅" in read_review(tmp_path / "t.tsv").accepted) is accepted


def test_a_cell_is_no_formula(tmp_path):
    write_review([NewTerm("清风议事厅", 1, 1, "引号", "=HYPERLINK(1)")], tmp_path / "t.tsv")
    assert "\t=" not in (tmp_path / "t.tsv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("mark", ["\t", ","])
def test_a_review_that_a_spreadsheet_saved_anew_is_read(tmp_path, encoding, mark):
    path = tmp_path / "新词.tsv"
    rows = HEAD + "清风议事厅\t3\t1\t引号×2\t县政协搭建“清风议事厅”。\t+\n三进三问\t2\t1\t定义\t实施“三进三问”。\n"
    path.write_bytes(rows.replace("\t", mark).replace("\n", "\r\n").encode(encoding))
    assert read_review(path) == Review(frozenset({"清风议事厅"}), frozenset())


def test_a_review_file_is_made_with_its_folder_and_whole(tmp_path):
    path = tmp_path / "新" / "新词.tsv"
    write_review([NewTerm("清风议事厅", 1, 1, "引号", "例。")], path)
    assert [p.name for p in path.parent.iterdir()] == ["新词.tsv"]


@pytest.mark.parametrize(
    ("text", "term", "found"),
    [
        ("完善沟通联系制度，石马河街道建成。", "沟通联系制度", True),
        ("完善沟通联系制度，石马河街道建成。", "石马河街道", True),
        ("县政协坚持专题协商，收到提案。", "收到提案", False),
        ("居民问“还有哪些服务项目”，都说好。", "还有哪些服务项目", False),
        ("提出“加强医疗服务”的建议。", "加强医疗服务", False),
        ("当好“金点子”。", "金点子", False),
        ("区政协副主席袁大勇带队，“袁大勇工作室”建成。", "袁大勇工作室", False),
        ("区政协副主席带队，“袁大勇工作室”建成。", "袁大勇工作室", True),
    ],
)
def test_names_of_rules_and_places_are_new_terms_and_deeds_and_speech_are_not(text, term, found):
    terms = {row.term for row in new_terms([parse(["青山县政协2023年工作综述", text], "a.txt")])}
    assert (term in terms) is found


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("\n", "first line"),
        ("a\tb\n", "first line"),
        (HEAD + "x\t1\n", "line 2 has 2 cells"),
        (HEAD + "\nx\t1\t1\t引号\t例\t+\t多\n", "line 3 has 7 cells"),
        (HEAD + "x\t一\t1\t引号\t例\t+\n", "line 2 says '一' and '1'"),
    ],
)
def test_a_file_that_is_no_review_is_named(tmp_path, content, message):
    path = tmp_path / "bad.tsv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=rf"bad.tsv.*{message}"):
        read_review(path)

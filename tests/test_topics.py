"""Topics: found where they are known, whatever the order of the texts, and their number chosen."""

import random

import numpy as np
import pytest
from scipy import sparse
from sklearn.metrics import adjusted_rand_score
from threadpoolctl import threadpool_info

from corpus_tools import topics as module
from corpus_tools.grouping import clusters, guided
from corpus_tools.grouping.agreement import agreement
from corpus_tools.grouping.guided import guided_topics, hits, read_guide
from corpus_tools.grouping.report_topics import EVERY, LISTS
from corpus_tools.grouping.topic_names import Lead, common_phrases, filled, leading, topic_names
from corpus_tools.grouping.topic_words import (
    class_tfidf,
    coherence,
    log_likelihood,
    phrases,
    topic_terms,
    topic_vocabulary,
)
from corpus_tools.topics import Context, Count, fit_topics, parents
from corpus_tools.vectorize import DocTerm

THEMES = {
    "农业": ("小麦 水稻 种植 农民 丰收 粮食 播种 化肥", "今年{}面积扩大，{}的{}增产，{}收入增加"),
    "法院": ("法官 审理 案件 判决 被告 起诉 律师 法庭", "{}依法进行{}，当庭宣布{}，{}表示服从"),
    "体育": ("比赛 冠军 球队 教练 进球 联赛 球员 金牌", "在{}中夺得{}的{}受到{}的祝贺"),
    "医疗": ("医院 医生 病人 手术 治疗 药品 护士 门诊", "走进{}看到{}正在为{}安排{}"),
}


def written(theme: str, n: int) -> list[str]:
    """`n` different texts of a theme, each with four of its words."""
    words, frame = THEMES[theme]
    rng = random.Random(theme)
    return [frame.format(*rng.sample(words.split(), 4)) + f"。第{i}次" for i in range(n)]


TEXTS = [text for theme in THEMES for text in written(theme, 12)]
TRUTH = np.repeat(np.arange(4), 12)


@pytest.fixture(scope="module")
def four():
    return fit_topics(TEXTS, 4)


def same_groups(a, b) -> bool:
    """Whether two labellings are the same but for the names of the groups."""
    return len(set(zip(a, b, strict=True))) == len(set(a)) == len(set(b))


def test_texts_on_one_theme_share_a_topic(four):
    assert same_groups(four.labels, TRUTH)


def test_the_number_of_topics_is_found():
    found = fit_topics(TEXTS)
    assert same_groups(found.labels, TRUTH)
    assert 4 in [count.n_topics for count in found.curve]


def test_the_number_of_topics_is_the_smallest_that_is_likely_and_stable_together():
    curve = [Count(2, 1.0, np.nan, np.nan), Count(3, 1.8, 0.7, 0), Count(4, 1.9, 0.8, 0), Count(5, 2.0, 0.76, 0)]
    assert module._chosen(curve).n_topics == 4  # .95 + .8, and 1 + .76, which is hardly more
    assert module._chosen([*curve, Count(6, 2.0, 0.79, 0)]).n_topics == 6
    assert module._chosen([Count(1, 0, np.nan, 0)]).n_topics == 1
    assert module._chosen([Count(2, -1.0, 0.5, 0), Count(3, -2.0, 0.9, 0)]).n_topics == 2


@pytest.mark.parametrize("sources", [None, ["a", "b"] * 24])
def test_of_numbers_of_topics_that_are_hardly_likely_only_the_likelihood_is_asked(sources, least=0.85):
    curve = fit_topics(TEXTS, context=sources and Context(sources)).curve
    asked = [np.isfinite([count.stability, count.coherence]).all() for count in curve]
    best = max(count.likelihood for count in curve)
    assert asked == [count.likelihood >= least * best for count in curve]
    assert 1 <= sum(asked) < len(curve)
    assert all(np.isnan(count.stability) for count, was in zip(curve, asked, strict=True) if not was)


def test_where_no_number_of_topics_is_better_than_chance_the_least_bad_is_chosen():
    assert len(fit_topics(TEXTS, resolution=1000).terms) > 1


def test_shares_sum_to_one_and_agree_with_the_labels(four):
    assert four.shares.shape == (48, 4)
    assert np.allclose(four.shares.sum(axis=1), 1)
    assert (four.shares.argmax(axis=1) == four.labels).all()


def test_the_first_words_of_a_topic_are_of_no_other_theme(four):
    for topic, truth in {(t, y) for t, y in zip(four.labels, TRUTH, strict=True)}:
        others = "".join(words for i, (words, _) in enumerate(THEMES.values()) if i != truth)
        assert not [word for word in four.terms[topic][:5] if word in others]


def test_names_differ(four):
    assert len(set(four.names)) == 4


def test_examples_are_of_their_topic(four):
    for topic, some in enumerate(four.examples):
        assert len(some) == 3
        assert (four.labels[list(some)] == topic).all()


def test_clear_topics_are_stable(four):
    assert four.stable.all()
    assert four.agreement > 0.9


def test_a_topic_shown_with_the_bar_is_not_below_it(four):
    shown = four._replace(stability=np.array([0.596, 0.594, 0.6, 0.9]))
    assert shown.stable.tolist() == [True, False, True, True]


def test_the_order_of_the_texts_does_not_matter(four):
    order = np.random.default_rng(1).permutation(48)
    again = fit_topics([TEXTS[i] for i in order], 4)
    assert (again.labels == four.labels[order]).all()
    assert np.allclose(again.shares, four.shares[order])
    assert again.terms == four.terms
    assert again.names == four.names
    assert np.allclose(again.stability, four.stability)


def test_the_random_state_moves_no_label(four):
    assert (fit_topics(TEXTS, 4, random_state=7).labels == four.labels).all()


def test_the_random_state_moves_no_number_of_topics():
    assert fit_topics(TEXTS[:40], random_state=1).names == fit_topics(TEXTS[:40], random_state=2).names


def test_linear_algebra_runs_in_one_thread(monkeypatch):
    """On two cores that are busy the threads of OpenBLAS took five times as long as one."""
    seen, real = set(), clusters.partition
    before = [library["num_threads"] for library in threadpool_info()]

    def noted(*arguments):
        seen.update(library["num_threads"] for library in threadpool_info())
        return real(*arguments)

    monkeypatch.setattr(clusters, "partition", noted)
    fit_topics(TEXTS, 4)
    assert seen == {1}
    assert [library["num_threads"] for library in threadpool_info()] == before


def test_labels_are_given_for_texts_that_say_nothing(four):
    found = fit_topics([*TEXTS, "", "……"], 4)
    assert (found.labels[:48] == four.labels).all()
    assert np.allclose(found.shares[48:], 0.25)


def test_texts_that_are_alike_have_one_topic():
    found = fit_topics(["提案办理协商"] * 5)
    assert found.labels.tolist() == [0] * 5
    assert np.allclose(found.shares, 1)


def test_copies_of_a_text_do_not_change_the_topics(four):
    found = fit_topics([*TEXTS, *TEXTS[:12]], 4)
    assert (found.labels[:48] == four.labels).all()
    assert (found.labels[48:] == four.labels[:12]).all()


@pytest.mark.parametrize("texts", [["小麦丰收"], ["小麦丰收，农民增收", "法院审理案件，依法判决"]])
def test_one_or_two_texts_have_one_topic(texts):
    assert set(fit_topics(texts).labels) == {0}


@pytest.mark.parametrize("texts", [["的了和"] * 4, ["一"] * 9, [f"第{i}段" for i in range(50)], ["提案", "", "🙂"]])
def test_texts_that_share_all_their_words_or_have_none_have_one_topic(texts):
    found = fit_topics(texts)
    assert set(found.labels) == {0}
    assert np.isfinite(found.shares).all()


def test_two_texts_can_have_two_topics():
    assert set(fit_topics(["小麦丰收，农民增收", "法院审理案件，依法判决"], 2).labels) == {0, 1}


@pytest.mark.parametrize(
    ("texts", "n", "said"),
    [
        (["小麦丰收", "法院判决"], 3, "2 texts differ in their words: ask for 1 to 2, or leave it out"),
        (["小麦丰收"], 0, "n_topics is 0, and 1 texts"),
        ([], None, "give at least one paragraph"),
        (["", "。"], None, "no text with words"),
        ("小麦丰收", None, "a list of texts"),
        ([None], None, "takes strings"),
    ],
)
def test_what_cannot_be_done_is_said(texts, n, said):
    with pytest.raises(ValueError, match=said):
        fit_topics(texts, n)


def test_more_texts_than_are_fitted_join_the_topics_of_the_fitted(monkeypatch):
    monkeypatch.setattr(module, "MOST_FITTED", 40)
    assert same_groups(fit_topics(TEXTS, 4).labels, TRUTH)


def test_some_texts_of_each_topic_are_enough_to_name_it(monkeypatch, four):
    monkeypatch.setattr(module, "MOST_WORDED", 24)
    again = fit_topics(TEXTS, 4)
    assert (again.labels == four.labels).all()
    for names, others in zip(again.terms, four.terms, strict=True):
        assert set(names[:5]) & set(others)


def test_traditional_texts_join_simplified_ones():
    found = fit_topics([*TEXTS, "醫生為病人安排手術，醫院門診治療"], 4)
    assert found.labels[-1] == found.labels[-2]


def test_a_resolution_of_nothing_is_refused():
    with pytest.raises(ValueError, match="above 0"):
        fit_topics(TEXTS, resolution=0)


def test_a_higher_resolution_finds_no_fewer_topics():
    coarse, fine = fit_topics(TEXTS, resolution=0.6), fit_topics(TEXTS, resolution=3)
    assert len(coarse.terms) <= 4 <= len(fine.terms)
    found = parents(coarse, fine)
    assert len(found) == len(fine.terms)
    for topic, parent in enumerate(found):
        inside = np.bincount(coarse.labels[fine.labels == topic], minlength=len(coarse.terms))
        assert inside[parent] == inside.max()


def test_of_passages_of_reports_hardly_more_topics_are_tried_than_the_root_of_their_number():
    context = Context(["a", "b"] * (len(TEXTS) // 2))
    tried = [fit_topics(TEXTS, context=of, resolution=r).curve[-1].n_topics for of, r in ((context, 1), (context, 2))]
    assert tried == [8, 12]  # of 48, and of twice as many
    assert fit_topics(TEXTS).curve[-1].n_topics == 12
    assert fit_topics(TEXTS, 12, context=context).labels.max() == 11


@pytest.mark.parametrize(
    ("size", "resolution", "tried"),
    [(4, 1, [1]), (7, 1, [2]), (12, 1, [3, 4]), (19, 1, [4, 5]), (3000, 0.01, [4]), (3000, 1, [6, 37])],
)
def test_of_few_passages_of_reports_as_many_topics_are_tried_as_a_reader_wants(size, resolution, tried):
    found = module._tried(size, resolution, True)
    assert found == tried or [found[0], found[-1]] == tried


def test_more_topics_than_a_reader_wants_are_found_where_they_come_back():
    stories = [f"{a}{b}{c}今天{a}{b}" for a in "春夏秋冬" for b in "东南西北中" for c in "金木水火土"]
    found = fit_topics(stories)
    assert len(found.terms) > 12  # 1.2 times the root of 100
    assert adjusted_rand_score(np.repeat(np.arange(20), 5), found.labels) > 0.9


def test_more_topics_than_a_reader_wants_are_not_tried_where_they_do_not_come_back(monkeypatch):
    ring = "".join(chr(0x5000 + i) for i in range(240)) * 2  # texts in a ring: wherever it is cut is as good
    rng = random.Random(0)
    texts = [ring[start : start + 6] for start in (rng.randrange(240) for _ in range(80))]
    assert fit_topics(texts).curve[-1].n_topics <= 11  # 1.2 times the root of 80
    monkeypatch.setattr(module, "STEADY", 0)
    assert len(fit_topics(texts).terms) > 11


def test_a_name_is_a_phrase_and_another_that_is_common_beside_it_and_no_two_are_alike():
    own = (("智慧养老", "养老服务", "老年食堂"), ("智慧养老", "养老平台"), ("小麦",))
    assert topic_names(own, own, ((), (), ())) == ("智慧养老·老年食堂", "智慧养老", "小麦")
    wheat = [("冬小麦",)] * 3
    assert topic_names(wheat, wheat, [("农民", "种植")] * 3) == ("冬小麦", "冬小麦·农民", "冬小麦（3）")


@pytest.mark.parametrize(
    ("common", "own", "leads", "name"),
    [
        # a short phrase alone is no name beside others
        (("康养",), ("康养", "生命科学", "旅游目的地"), None, "康养、生命科学等"),
        (("养生基地", "旅游"), ("康养", "生命科学", "旅游目的地"), None, "养生基地"),
        # beside a lead stands only another, and no phrase of few texts
        (("养生基地",), (), ["医疗卫生"], "医疗卫生"),
        (("养生基地",), (), ["医疗卫生", "教育"], "医疗卫生·教育"),
        (("民情",), ("民情", "森林防火"), ["社情民意", "提案"], "社情民意·提案"),
        ((), ("森林防火",), ["自身建设"], "自身建设"),
    ],
)
def test_what_a_topic_is_named_by(common, own, leads, name):
    assert topic_names([common], [own], [()], *[[Lead(leads)]] * bool(leads)) == (name,)


def test_a_listed_topic_that_tells_most_of_one_topic_is_its_whole_name():
    common = [("学校",), ("义务教育", "学校")]
    assert topic_names(common[:1], common[:1], [()], [Lead(["教育"], True)]) == ("教育",)
    assert topic_names(common, common, [(), ()], [Lead(["教育"], True)] * 2) == ("教育·学校", "教育·义务教育")
    assert topic_names([("农业",)] * 2, [()] * 2, [()] * 2, [Lead(["农业农村"])] * 2) == ("农业农村", "农业农村（2）")


def test_a_topic_without_a_common_phrase_is_named_by_examples():
    names = topic_names([(), (), (), ()], [("疫情", "洪水"), ("疫情", "洪水"), (), ()], [(), (), ("走访", "围绕"), ()])
    assert names == ("疫情、洪水等", "疫情等", "走访、围绕等", "未名")


def test_texts_that_are_all_alike_are_told_by_the_words_they_share():
    found = fit_topics([f"新增养老床位{i}张。" for i in range(30)])
    assert found.names == ("养老床位",) and found.terms == (("养老", "床位", "新增"),)


def test_a_place_is_no_phrase_that_a_topic_is_told_by():
    assert phrases("江苏企业投资建设污水处理厂") == ("投资建设", "污水处理厂")
    assert phrases("广州代表团赴吉林考察海洋产业") == ("代表团", "海洋", "海洋产业")
    assert phrases("学习张晓勇同志，建设智慧养老平台") == ("智慧养老", "智慧养老平台")


def test_what_the_segmenter_tore_off_and_what_ends_in_a_deed_is_no_phrase():
    found = phrases("在微信群里解读全面两孩政策。湘江七桥合龙。农业总产值突破百亿元。")
    assert "湘江七桥" in found and not {"微信群里", "群里", "两孩", "总产值突破"} & set(found)


def test_a_phrase_names_a_topic_if_half_of_it_says_it_and_one_that_a_quarter_says_is_the_first_example():
    presence = np.array([[1, 1, 1, 1]] * 2 + [[1, 1, 0, 0]] + [[1, 0, 0, 0]] * 2 + [[0, 0, 0, 0]] * 5 + [[0, 0, 0, 1]])
    vocabulary = DocTerm(sparse.csr_matrix(presence), np.array(["半", "季", "少", "别"]))
    found = common_phrases(vocabulary, np.repeat([0, 1], [10, 1]), [("少", "季", "半", "别"), ("别",)])
    assert found == ([["半"], ["别"]], [["季", "半", "少", "季", "半", "别"], ["别", "别"]])


@pytest.mark.parametrize(
    ("signs", "times", "sizes", "of", "leads"),
    [
        # a quarter of the texts of a topic are of the listed one; four of twenty are too few
        ([[3, 0, 2], [1, 0, 0], [0, 3, 2]], [4, 2, 12], [6, 12], "提案 监督 民生", [("提案", True), ("监督", True)]),
        ([[2], [0]], [4, 26], [20, 10], "提案", [("", False), ("", False)]),
        # a text is mainly of that of which it has most words
        (
            [[2, 3], [2, 0], [0, 0]],
            [8, 2, 30],
            [10, 30],
            "农业 就业",
            [("就业 农业", True), ("", False)],
        ),
        (
            [[2, 3], [2, 0], [0, 0]],
            [3, 2, 30],
            [5, 30],
            "农业 就业",
            [("就业 农业", True), ("", False)],
        ),
        # only texts surely of it mark it: all that have a word of it do not
        ([[3], [0], [1], [0]], [4, 4, 12, 10], [8, 22], "提案", [("提案", False), ("", False)]),
        # what half of a small topic is mainly of
        ([[2, 0], [0, 2], [2, 0], [0, 0]], [2, 2, 1, 3], [4, 4], "提案 监督", [("监督 提案", False), ("", False)]),
        ([[2, 0], [0, 2], [2, 0], [0, 0]], [1, 2, 1, 3], [3, 4], "提案 监督", [("监督", True), ("", False)]),
        # one word of it in each text is not enough
        ([[1, 2], [0, 0]], [12, 12], [12, 12], "医疗卫生 教育", [("教育", True), ("", False)]),
    ],
)
def test_the_listed_topics_that_lead_a_topic(signs, times, sizes, of, leads):
    found = leading(np.repeat(signs, times, axis=0), np.repeat(range(len(sizes)), sizes), of.split(), 2)
    assert [(" ".join(lead.names), bool(lead.tells_most)) for lead in found] == leads


def test_a_topic_that_no_listed_one_leads_is_named_by_the_two_that_half_of_it_is_of():
    signs, listed = np.array([[2, 0], [0, 2], [0, 0]]), ["教育", "就业社保"]
    found = leading(signs[[0, 1, 2, 2, 0, 1, 1, 1, 1]], np.repeat([0, 1], [4, 5]), listed, 2)
    assert found[0] == Lead([], examples=("教育", "就业社保"))
    assert topic_names([("地铁",)], [("地铁",)], [()], found[:1]) == ("教育、就业社保等",)
    assert topic_names([()], [()], [()], [Lead(examples=("改革开放", "政府自身建设"))]) == ("改革开放、政府自身建设等",)
    assert leading(signs[[0, 1, 2, 2, 2]], np.zeros(5, int), listed, 2)[0].examples == ()  # they stand for too few


def test_words_are_filled_with_nouns_and_others_only_for_want_of_them():
    assert filled(("智慧养老",), ("养老", "继续", "医院", "医生")) == ("智慧养老", "医院", "医生")
    assert filled(("智慧养老",), ("继续", "医院", "坚持")) == ("智慧养老", "医院", "继续")
    assert filled((), ("继续",)) == ("继续",)


@pytest.mark.parametrize("text", ["30个省通车", "全国人大通过", "周恩来"])
def test_counted_things_bodies_and_persons_are_no_phrases(text):
    assert set(phrases(text)) <= {"通车"}


def test_class_based_tfidf_counted_by_hand():
    presence = sparse.csr_matrix(np.array([[1, 1], [1, 1], [0, 1], [0, 1]]))
    found = class_tfidf(presence, np.array([0, 0, 1, 1]))
    assert found[0].tolist() == [pytest.approx(np.log(3)), 0]
    assert not found[1].any()


def test_log_likelihood_of_a_table_counted_by_hand():
    presence = np.array([[1, 1], [1, 1], [0, 1], [0, 1]])
    g2 = log_likelihood(sparse.csr_matrix(presence), np.array([0, 0, 1, 1]))
    assert g2[0, 0] == pytest.approx(2 * 4 * np.log(2))
    assert g2[1, 0] == g2[0, 1] == 0


def test_words_that_stand_together_come_before_a_stray_one():
    texts = ["小麦 水稻 播种"] * 6 + ["化肥"] * 6 + ["法官 案件"] * 12
    found = topic_terms(topic_vocabulary(tuple(texts)), np.repeat([0, 1], 12))
    assert set(found[0][:3]) == {"小麦", "水稻", "播种"}
    assert found[0][3] == "化肥"  # as frequent, but never beside them


def test_words_always_together_cohere_and_words_never_together_do_not():
    vocabulary = topic_vocabulary(("小麦 水稻", "小麦 水稻", "法官 案件", "法官 案件"))
    assert coherence(["小麦", "水稻"], vocabulary) == pytest.approx(1)
    assert coherence(["小麦", "法官"], vocabulary) == -1


def test_a_guide_is_followed_where_texts_support_it_and_the_rest_is_free():
    guide = {
        "农业": tuple(THEMES["农业"][0].split()),
        "体育": tuple(THEMES["体育"][0].split()),
        "航天": ("卫星", "火箭"),
    }
    found = guided_topics(TEXTS, hits(TEXTS, guide))
    assert found.names[:2] == ("农业", "体育")
    assert all(name.startswith("其他") for name in found.names[2:])
    assert set(found.labels[:12]) == {0}
    assert set(found.labels[24:36]) == {1}
    assert not set(found.labels[12:24]) & {0, 1}
    assert np.allclose(found.shares.sum(axis=1), 1)


def test_free_topics_are_on_average_no_smaller_than_those_of_the_list():
    things = ["灯具路灯照明", "茶叶采摘烘焙", "渔船捕捞港湾", "钢琴演奏乐团", "滑雪雪道缆车"]
    small = [f"{thing[:2]}{thing[2:4]}与{thing[4:]}，{thing}{i}" for thing in things for i in range(1, 6)]
    texts = [*TEXTS[:12], *small]
    assert len(fit_topics(small).terms) == 5
    found = guided_topics(texts, hits(texts, {"农业": tuple(THEMES["农业"][0].split())}))
    assert found.sizes.tolist()[0] == 12 and len(found.names) == 1 + 25 // 12
    assert len(guided_topics(texts, hits(texts, {"农业": tuple(THEMES["农业"][0].split())}), 5).names) == 6
    rare = {"农业": tuple(THEMES["农业"][0].split()), "灯具": ("灯具路灯",)}  # 12 and 5 texts
    assert len(guided_topics(texts, hits(texts, rare)).names) == 2 + 20 * 2 // 17


def test_a_guide_is_followed_in_more_texts_than_are_asked(monkeypatch):
    guide = {name: tuple(THEMES[name][0].split()) for name in ("农业", "体育")}
    monkeypatch.setattr(guided, "MOST_FITTED", 30)
    found = guided_topics(TEXTS, hits(TEXTS, guide))
    assert found.names[:2] == ("农业", "体育")
    assert set(found.labels[:12]) == {0}
    assert set(found.labels[24:36]) == {1}
    order = np.random.default_rng(2).permutation(48)
    again = guided_topics([TEXTS[i] for i in order], {name: rows[order] for name, rows in hits(TEXTS, guide).items()})
    assert (again.labels == found.labels[order]).all()


def test_one_long_word_of_a_topic_is_enough_and_a_short_one_is_not():
    found = hits(["民主评议", "评议"], {"民主监督": ("民主评议", "评议"), "提案": ("提案",)})
    assert found["民主监督"].sum(axis=1).tolist() == [3, 1]
    assert not found["提案"].any()


def test_a_guide_without_support_leaves_only_free_topics():
    found = guided_topics(TEXTS, hits(TEXTS, {"航天": ("卫星", "火箭")}))
    assert same_groups(found.labels, TRUTH)


@pytest.mark.parametrize("name", [*LISTS, EVERY])
def test_our_lists_of_topics_can_be_read(name):
    guide = read_guide(name)
    assert len(guide) >= 4
    assert all(len(words) >= 5 for words in guide.values())


@pytest.mark.parametrize(("line", "said"), [("提案 立案", "is not a topic"), ("# nothing", "no topics in this file")])
def test_a_list_that_cannot_be_read_says_why(tmp_path, line, said):
    path = tmp_path / "list.txt"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(ValueError, match=said):
        read_guide(path)
    with pytest.raises(ValueError, match="nowhere"):
        read_guide("nowhere")


@pytest.mark.parametrize("seed", range(5))
def test_the_agreement_of_partitions_is_the_adjusted_rand_index(seed):
    first, second = np.random.default_rng(seed).integers(0, 1 + seed, (2, 40))
    both = sparse.coo_matrix((np.ones(40), (first, second)), (5, 5)).toarray()
    assert agreement(both) == pytest.approx(adjusted_rand_score(first, second))

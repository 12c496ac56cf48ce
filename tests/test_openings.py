"""Where the entries of a list may begin: no place is missed."""

from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.grouping.guided import hits
from corpus_tools.lexicon.openings import Openings, may_begin

WORD, TEXT = st.text("提案办理民A\U00020000", min_size=1, max_size=5), st.text("提案办理民A\n。\U00020000", max_size=30)


@given(st.lists(WORD, min_size=1, max_size=80), TEXT)
def test_no_place_where_an_entry_begins_is_missed(entries, text):
    begins = {i for i in range(len(text)) if text.startswith(tuple(entries), i)}
    assert begins <= set(may_begin(text, Openings(sorted(entries))).tolist())


@given(TEXT)
def test_lists_are_looked_at_together(text):
    lists = Openings(["提案", "民"]), Openings(["办理"])
    assert set(may_begin(text, *lists)) == {i for one in lists for i in may_begin(text, one)}


def test_what_may_be_missing_in_the_text_is_not_waited_for():
    assert may_begin("“有事好商量”和有事好商量", Openings(["有“事"], lambda c: c == "“")).tolist() == [1, 8]


@given(st.lists(TEXT, max_size=5), st.lists(WORD, min_size=1, max_size=6))
def test_words_of_a_guide_are_found_where_they_stand(texts, words):
    found = hits(texts, {"甲": words, "乙": words[:1]})
    assert found["甲"].astype(bool).tolist() == [[word in text for word in words] for text in texts]
    assert (found["乙"] == found["甲"][:, :1]).all()

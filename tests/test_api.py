"""The API reference: it is what the docstrings say today, names every module, and every public name has a docstring."""

import ast

import pytest

from docs.api import TARGET, _prose, modules, reference


def test_the_reference_is_what_the_docstrings_say():
    assert TARGET.read_text(encoding="utf-8") == reference(), "docs/api.md is old: run `make api`"


@pytest.mark.parametrize("name", modules())
def test_every_public_name_says_what_it_is(name):
    tree = ast.parse(modules()[name].read_text(encoding="utf-8"))
    public = [n for n in tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef) and not n.name.startswith("_")]
    assert ast.get_docstring(tree)
    assert [n.name for n in public if not ast.get_docstring(n)] == []


def test_every_module_of_the_path_has_its_chapter_and_the_contract_its_entry():
    text = reference()
    assert text.index("## `corpus_tools.report`") < text.index("## `corpus_tools.summarize`")
    for entry in ("### `read_corpus(", "### `keywords(", "### `fit_topics(", "### `summarize(", "### `Sentence`"):
        assert entry in text


def test_the_other_modules_are_named_with_their_source():
    text = reference()
    missing = [name for name in modules() if f"`{name}`](#" not in text and f"`{name}`](../corpus_tools/" not in text]
    assert missing == []


def test_examples_are_code_and_nothing_is_markup():
    told = _prose("A <b> text.\n\n>>> f(1)\n'<2>'\n\nMore.")
    assert told == "A &lt;b> text.\n\n```pycon\n>>> f(1)\n'<2>'\n```\n\nMore."

"""axe-core finds nothing, at any severity, on any page: light and dark, wide and narrow, all that folds unfolded."""

import os
from importlib.util import find_spec
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

RUN = """axe.run(document, {resultTypes: ['violations']}).then(found => found.violations.map(
  v => `${v.impact} ${v.id}: ${v.nodes.length} × ${v.nodes[0].html.slice(0, 120)}`))"""


@pytest.fixture(scope="module")
def axe():
    """The script of axe-core (MPL-2.0): of the test package, or of a newer one that AXE names."""
    if path := os.environ.get("AXE"):
        return Path(path).read_text(encoding="utf-8")
    spec = find_spec("axe_core_python")
    if spec is None:
        pytest.skip("no axe-core-python here; `python3 run.py test` brings it")
    return (Path(spec.origin).parent / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def every(request):
    """All pages: those of a folder that PAGES names, or of hostile reports."""
    folder = os.environ.get("PAGES") or request.getfixturevalue("hostile_pages")
    return sorted(Path(folder).rglob("*.html"))


def violations(browser, axe, path, **how):
    browser.open(path, **how)
    browser.run("document.querySelectorAll('details').forEach(d => { d.open = true })")
    browser.run(f"{axe};1")
    return [f"{path.name}: {line}" for line in browser.run(RUN)]


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_on_any_page(browser, axe, every, width, dark):
    assert [line for path in every for line in violations(browser, axe, path, width=width, dark=dark)] == []


def test_axe_sees_what_is_wrong(browser, axe, tmp_path):
    page = tmp_path / "bad.html"
    page.write_text("<title>x</title><p style='color:#ccc'>看不清的字</p><img src='x.png'>", encoding="utf-8")
    found = " ".join(violations(browser, axe, page))
    assert "color-contrast" in found and "image-alt" in found and "html-has-lang" in found

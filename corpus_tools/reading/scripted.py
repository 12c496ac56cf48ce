"""A web page whose report is only found in the data of its scripts → its lines."""

import json
import re
from contextlib import suppress
from itertools import islice

from corpus_tools.reading.objects import read_json
from corpus_tools.reading.page_facts import SOURCES, TITLES, meta, page_title
from corpus_tools.reading.text import Text
from corpus_tools.reading.webpages import parsed, read_html, source_of

_DATA = re.compile(r"""(?:^|=)\s{0,99}(?=["\[{])""")
_MOST, _PROSE, _LINE = 200, 300, 30  # places of a script where data may begin; characters of sentences, of one line
_SCRIPTED = "正文取自网页脚本里的数据"


def read_page(data: bytes) -> Text:
    """The main text of a page or, if it shows no sentence, the longest report in the data of its scripts."""
    try:
        shown = read_html(data)
    except ValueError:
        if told := _in_scripts(data):
            return told
        raise
    if any("。" in line and len(line) >= _LINE for line in shown.lines):
        return shown
    return _in_scripts(data) or shown


def _in_scripts(data: bytes) -> Text | None:
    source = source_of(data)
    tree, _ = parsed(source.text)
    if tree is None:
        return None
    decoder, found = json.JSONDecoder(strict=False), []
    for script in (element.text or "" for element in tree.iter("script")):
        for start in islice(_DATA.finditer(script), _MOST):
            with suppress(ValueError, RecursionError):
                value, _ = decoder.raw_decode(script, start.end())
                found += [text for _, text in read_json(json.dumps(value).encode())]
    best = max(found, key=lambda text: sum(map(len, text.lines)), default=None)
    if best is None or sum(len(line) for line in best.lines if "。" in line) < _PROSE:
        return None
    title, site = best.title or meta(tree, TITLES) or page_title(tree), best.source or meta(tree, SOURCES)
    return best._replace(title=title, source=site, notes=(*source.notes, *best.notes, _SCRIPTED))

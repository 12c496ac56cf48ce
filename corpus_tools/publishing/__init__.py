"""Notebooks and rows → pages and data files; `corpus_tools.pages` makes the folder."""

import sys

# jsonschema, which nbformat imports, would spend a second on a grammar of web addresses that no notebook needs
sys.modules.setdefault("rfc3987_syntax", None)

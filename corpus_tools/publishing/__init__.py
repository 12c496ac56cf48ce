"""Notebooks and rows → pages and data files; `corpus_tools.pages` makes the folder."""

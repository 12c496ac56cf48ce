"""Sentences → scores → chosen; `corpus_tools.summarize` is the way in."""

"""Passages → groups; `corpus_tools.topics` gives them words, names and stability."""

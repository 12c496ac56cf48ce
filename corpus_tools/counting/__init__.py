"""Figures: numerals → quantities → what they count; `corpus_tools.indicators` makes the rows."""

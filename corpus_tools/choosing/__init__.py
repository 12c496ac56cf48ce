"""Sentences → scores → chosen; `corpus_tools.summarize` is the way in.

`screen` says which sentences can stand alone, `cutting` shortens long ones, `concepts` and `worth` rate them, `choose`
fills the room, `reasons` says why. `query` rates sentences for a question, `digest` compares several reports.
"""

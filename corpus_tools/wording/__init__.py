"""Words and phrases: candidates, scores, contrasts, new terms; `corpus_tools.keywords` ranks them.

A text becomes `units`, these `candidates`, without `persons`; `neighbours` and `phrase_scores` rate them. `counts` and
`contrast` compare texts, `concordance` shows a term in context, `terms` proposes new ones.
"""

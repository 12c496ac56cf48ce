"""Figures: numerals → quantities → what they count; `corpus_tools.indicators` makes the rows.

- `numerals`, then `quantities` with their units, without `named_numbers` (dates, ranks, slogans);
- what they count: `clauses` and `phrases` beside a figure, `nouns` in them, `lists` of nouns, `carried` (nouns from
  before), `subjects` (all of these at once);
- when: `periods` (times named), `outlook` (plans), `times` (the year of a row);
- rows of several reports: `ledger` (aligned), `contradictions`.
"""

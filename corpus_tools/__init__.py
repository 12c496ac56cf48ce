"""Read Chinese public work reports: structure, words, keywords, topics, summaries, indicators, pages.

The data goes one way, from top to bottom; in brackets the folder with the parts of a step, mapped in its `__init__`:

- file → lines → report: `files` (`reading`), `script`, `parse` (`structure`); `report` is the data model
- folder → reports: `corpus`; text → words, matrices: `tokenize`, `vectorize`; how formulaic they are: `ritual`
- report → rows: `indicators` (`counting`), `keywords` (`wording`), `topics` (`grouping`), `summarize` (`choosing`)
- two or more reports → rows: `compare` (`comparing`)
- rows → figures, tables, pages: `plots` (`drawing`), `tables`, `views`, `pages` (`publishing`)
- the same for very many reports: `scaling`; the command line: `__main__`

Beneath all: `lexicon` (word lists); `store`, `packing`, `memory` (results kept between runs); `output` (files written).
"""

__version__ = "0.1.0"

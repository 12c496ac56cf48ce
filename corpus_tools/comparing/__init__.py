"""What two or more reports share and promise, and what is new in them; `corpus_tools.compare` brings it together.

`bodies` orders reports; `clauses` and `matters` make sentences and figures comparable. On these stand `stages`
and `plans`, `verdicts` (goals in figures) and `trends`; `marked`, `unmarked` and `coinages`; `shared_wording`;
`novel_topics` and `novelty`.
"""

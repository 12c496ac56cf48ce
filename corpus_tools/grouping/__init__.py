"""Passages → groups; `corpus_tools.topics` gives them words, names and stability.

Reports become `passages`, these features (`grams`) and `clusters`, whose `agreement` is measured. `topic_words` and
`topic_names` describe a group; `guided` follows a list of topics, `report_topics` does all of it for reports, `history`
keeps the numbers of topics from run to run.
"""

"""What the pages show: rows → figures and tables.

One module for each notebook: `corpus`, `keywords`, `topics` (with `topic_map` and `topic_history`), `summaries`,
`ledger` (with `amounts`), `compare` (with `stories`, `change` and `promises`).
"""

"""The parts of a report, each found by a module; `corpus_tools.parse` puts them together."""

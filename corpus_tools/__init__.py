"""Read Chinese public work reports: structure, words, keywords, topics, summaries, indicators, pages."""

__version__ = "0.1.0"

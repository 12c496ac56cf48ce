"""Words and phrases: candidates, scores, contrasts, new terms; `corpus_tools.keywords` ranks them."""

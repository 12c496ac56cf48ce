"""The kinds of file, each → lines of text; `corpus_tools.files` picks among them."""

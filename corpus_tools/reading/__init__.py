"""One module for each kind of file → lines of text; `corpus_tools.files` picks among them."""

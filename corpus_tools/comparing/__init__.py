"""What two or more reports share and promise, and what is new in them; `corpus_tools.compare` brings it together."""

"""What two or more reports share, promise and newly say; `corpus_tools.compare` brings it together."""

"""How figures look, and the less common kinds; `plots` gives access to all."""

"""How figures look (`pictures`, `font`), and the less common kinds (`maps`); `plots` gives access to all."""

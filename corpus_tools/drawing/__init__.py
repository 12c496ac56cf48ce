"""How figures look (`font`, `pictures`), and the less common kinds (`maps`); `plots` gives access to all."""

"""How figures look: `font`, `pictures`; `plots` gives access to all."""

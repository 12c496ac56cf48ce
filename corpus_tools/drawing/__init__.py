"""Figures: how they look, and the less common of them; `plots` has them all."""

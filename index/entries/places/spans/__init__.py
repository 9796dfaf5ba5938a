"""Headings that name weeks, months or holidays, and the days below them."""

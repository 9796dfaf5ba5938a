"""Blocks -> the questions that the author left open."""

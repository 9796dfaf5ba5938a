"""Blocks -> entries, each with its day and how the day is known."""

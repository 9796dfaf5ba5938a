"""Blocks -> the places in a note that name a day: headings, lines, bylines."""

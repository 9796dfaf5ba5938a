"""Answers -> into the notes."""

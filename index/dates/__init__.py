"""A short text or a path -> the dates written in it."""

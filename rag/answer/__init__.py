"""ask(): everything, in order."""

"""Question -> ranked days."""

"""How lines begin that are days."""

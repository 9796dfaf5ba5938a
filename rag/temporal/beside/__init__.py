"""What stands beside a time: words that take days out, and words of time that no rule reads."""

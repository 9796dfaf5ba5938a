"""Days -> first, last, how many, how long."""

"""daycite against a real server of a language model."""

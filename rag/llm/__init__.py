"""Messages -> the words of a language model."""

"""A string, nothing of notes: words, sentences, scripts, languages."""

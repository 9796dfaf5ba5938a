"""Whether a sentence of the notes supports a statement."""

"""Open questions -> answers from the notes."""

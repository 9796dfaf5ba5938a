"""Results -> text for a terminal."""

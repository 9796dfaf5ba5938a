"""A folder and a file -> Note -> blocks."""

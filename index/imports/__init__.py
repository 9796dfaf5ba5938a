"""What other apps export -> notes: each entry a Markdown file of its own, with its day, its time and its media."""

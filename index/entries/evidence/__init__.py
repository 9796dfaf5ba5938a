"""What all that speaks of a day tells together: its neighbours in the note, its folder, its weekday."""

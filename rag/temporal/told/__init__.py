"""The days that sentences of notes tell of, counted from the day they were written on."""

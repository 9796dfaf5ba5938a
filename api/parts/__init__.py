"""Settings and a folder -> the built parts."""

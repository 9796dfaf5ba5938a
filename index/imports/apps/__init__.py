"""One app's export a file: whether that is what was given, and the entries in it."""

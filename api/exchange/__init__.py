"""Notes from other apps in, days and answers as documents out: what writes files of its own."""

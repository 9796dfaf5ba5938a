"""The collection on disk: a catalog in SQLite, vectors in Chroma."""

"""Notes on disk -> a searchable collection. Imports nothing from rag or api."""

"""A question and a sentence -> whether that answers: a small cross-encoder beside the embedding model."""

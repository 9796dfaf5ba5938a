"""The model of many languages out of its package: found, read, and given a tokenizer."""

"""A tokenizer of word pieces and their likelihoods as files that are mapped into memory, not read into it."""

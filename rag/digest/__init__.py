"""Days -> what they were about: digests, this day in other years, themes."""

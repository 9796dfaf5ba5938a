"""Days -> the sentences that may answer, and citations."""

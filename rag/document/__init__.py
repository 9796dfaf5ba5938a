"""Days, or an answer and its days -> one document that cites where each part stands."""

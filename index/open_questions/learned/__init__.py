"""The tables that tools learn from labelled notes: what asks, and what answers it."""

"""Questions with known days -> measures."""

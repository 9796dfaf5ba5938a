"""Kinds of plain text that notes are kept in: by which names they go, and how they mark headings."""

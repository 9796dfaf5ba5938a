"""Text -> Question."""

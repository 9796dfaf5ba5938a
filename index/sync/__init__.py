"""Folder -> collection up to date."""

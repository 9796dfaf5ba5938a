"""Entries -> passages with their lines."""

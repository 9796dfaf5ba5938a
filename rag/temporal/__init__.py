"""Temporal expressions and a day -> the days that they mean."""

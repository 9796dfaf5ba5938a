"""Spans that go by a name: festivals of the moon, terms and holidays of schools."""

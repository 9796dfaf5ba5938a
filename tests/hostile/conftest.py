"""The journals of the tests of answers, which hostile notes are asked as too."""

from tests.rag.conftest import make_journal

__all__ = ["make_journal"]

"""The same fixtures as the tests of the doors."""

from tests.api.conftest import notes, settings_of_its_own

__all__ = ["notes", "settings_of_its_own"]

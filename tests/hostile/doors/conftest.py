"""The journal and the command of the tests of the doors."""

from tests.api.conftest import data, daycite, fake_ollama, notes, process, settings_of_its_own

__all__ = ["data", "daycite", "fake_ollama", "notes", "process", "settings_of_its_own"]

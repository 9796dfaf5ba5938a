"""Ctrl-C while a language model is waited for."""

import signal

import pytest

from api.cli.interrupt import stopping_model


def test_the_first_ctrl_c_ends_the_models_work_and_the_second_the_command() -> None:
    with stopping_model(has_model=True) as stop:
        signal.raise_signal(signal.SIGINT)
        assert stop is not None and stop.asked and stop.model_only
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


def test_without_a_model_ctrl_c_ends_the_command() -> None:
    with stopping_model(has_model=False) as stop:
        assert stop is None
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)

"""When a model that writes on says nothing new."""

import pytest

from rag.answer.loops import goes_round

_SAID = "The model overfitted to the training data. The validation loss was lowest in epoch 9, and rose after it. "


@pytest.mark.parametrize(
    ("text", "is_round"),
    [
        ("", False),
        (_SAID, False),
        ("The loss was lowest in epoch 10 and increased. " * 2, False),
        ("The loss was lowest in epoch 10 and increased. " * 4, True),
        (_SAID + "." * 200, True),
        (_SAID + " " * 100, True),
        ("\u640d\u5931\u306f\u6700\u5c0f\u3060\u3063\u305f\u3002" * 30, True),
        ("".join(f"On day {n} the loss was {n * n}. " for n in range(30)), False),
    ],
)
def test_what_is_written_again_and_again(text: str, is_round: bool) -> None:
    assert goes_round(text, 0) == is_round


def test_nothing_for_a_long_while() -> None:
    assert goes_round(_SAID, 5000) and not goes_round(_SAID, len(_SAID))

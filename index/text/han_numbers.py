"""Numbers written in Chinese characters, as dates have them: 十二 is 12, 廿三 is 23."""

from index.text.language_data import SHARED, language_data

HAN_DIGITS = {sign: int(value) for sign, value in language_data(SHARED).values("dates.signs.digits").items()}
_TENS = {sign: int(value) for sign, value in language_data(SHARED).values("dates.signs.tens").items()}
_TEN = 10
HAN_TEN = next(sign for sign, value in _TENS.items() if value == _TEN)


def han_number(text: str, more: dict[str, int] | None = None) -> int:
    """Up to 99; 0 of what is no such number. `more` are the values of further signs."""
    number, values = 0, HAN_DIGITS | _TENS | (more or {})
    for sign in text:
        value = values.get(sign, 0)
        number = (number or 1) * _TEN if value == _TEN else number + value
    return number

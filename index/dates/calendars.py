"""Years that are not counted from the year 1 of our calendar: of an emperor, of a republic, of the Buddha.

A year is read right or stays unknown: "昭和60年" is 1985, "113年" can only be the republic's (2024), "60年" could be of
either. Jalali and Hijri years have other months too, and their dates stay unknown.
"""

from index.text.han_numbers import HAN_DIGITS, HAN_TEN, han_number
from index.text.language_data import SHARED, language_data

_ERAS = {
    era: int(before) for code in ("ja", "zh") for era, before in language_data(code).values("dates.signs.eras").items()
}
_FIRST_YEAR = language_data("ja").text("dates.signs.first_years")
_HUNDRED = language_data(SHARED).text("dates.signs.hundreds")
_REPUBLIC = _ERAS[language_data("zh").words("dates.signs.eras")[0].partition("=")[0]]
_BUDDHIST_FROM, _BUDDHIST_TO, _BUDDHIST_BEFORE = 2500, 2599, 543
_OTHER_FROM, _OTHER_TO = 1200, 1599
_LATEST_OF_TWO_DIGITS = 49

ERA = "|".join(sorted(_ERAS, key=len, reverse=True))
"""The eras' names as alternatives of a pattern."""
YEAR_OF_ERA = rf"\d{{1,4}}|[{''.join(HAN_DIGITS)}{HAN_TEN}{_HUNDRED}]{{1,6}}|{_FIRST_YEAR}"


def common_year(year: int) -> int:
    """A year as written with four digits: 2567 of the Buddhist calendar is 2024."""
    return year - _BUDDHIST_BEFORE if _BUDDHIST_FROM <= year <= _BUDDHIST_TO else year


def is_of_other_calendar(year: int) -> bool:
    """Whether a year is a Jalali or Hijri one, whose months are others too."""
    return _OTHER_FROM <= year <= _OTHER_TO


def written_year(era: str | None, digits: str) -> int | None:
    """The year of "昭和" and "60", None and "2024", None and "113"; None where that could be several."""
    number = 1 if digits == _FIRST_YEAR else int(digits) if digits.isdecimal() else _in_letters(digits)
    if era:
        return _ERAS[era] + number
    if number > 999:
        return common_year(number)
    if number > 99:
        return _REPUBLIC + number
    return 2000 + number if 9 < number <= _LATEST_OF_TWO_DIGITS else None


def _in_letters(signs: str) -> int:
    """一百一十三 and 一一三 are both 113."""
    hundreds, hundred, rest = signs.partition(_HUNDRED)
    if hundred:
        return 100 * (han_number(hundreds) or 1) + han_number(rest)
    if HAN_TEN in signs:
        return han_number(signs)
    return int("".join(str(HAN_DIGITS[sign]) for sign in signs))

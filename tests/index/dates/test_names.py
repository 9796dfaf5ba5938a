"""Dates as CLDR writes them, the reference of all of software, in every language that daycite reads."""

from datetime import date, timedelta

import pytest
from babel.dates import format_date, get_day_names, get_month_names

from index.dates.labels import read_label
from index.dates.names import weekday_number
from index.dates.written import dates_in
from index.text.folding import fold_accents

LOCALES = ["en", "en_GB", "de", "de_AT", "es", "fr", "pt", "pt_PT", "it", "nl", "ja", "zh", "ko", "vi"]
SPELT = [locale for locale in LOCALES if locale not in ("ja", "zh", "ko", "vi")]
DAYS = [date(2019, 1, 5) + timedelta(days=34 * i) for i in range(24)]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("style", ["full", "long"])
def test_a_heading_in_the_languages_own_form(locale: str, style: str) -> None:
    for day in DAYS:
        heading = format_date(day, style, locale)
        label = read_label(heading)
        assert label.strength == "strong" and label.date, heading
        assert (label.date.year, label.date.month, label.date.day) == (day.year, day.month, day.day), heading
        assert label.pure, heading
        if style == "full":
            assert label.weekday == day.weekday(), heading


@pytest.mark.parametrize("locale", SPELT)
@pytest.mark.parametrize("width", ["wide", "abbreviated"])
def test_months(locale: str, width: str) -> None:
    for context in ("format", "stand-alone"):
        for number, name in get_month_names(width, context, locale).items():
            [found] = dates_in(f"5 {name} 2021")
            assert (found.month, found.day, found.year) == (number, 5, 2021), name


@pytest.mark.parametrize("locale", SPELT)
def test_weekdays(locale: str) -> None:
    for number, name in get_day_names("wide", "format", locale).items():
        assert weekday_number(fold_accents(name)) == number, name


@pytest.mark.parametrize(
    "text", ["Straße", "ÉÀÜñ", "Đường", "２０２３年", "İstanbul", "ﬁne", "ǅ", "한국어", "日記", "e\u0301"]
)
def test_folding_keeps_places(text: str) -> None:
    assert len(fold_accents(text)) == len(text)

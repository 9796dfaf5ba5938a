"""The keys of front matter that hold a day: of what is written about, of when it was made, of when it was changed."""

from index.text.language_data import LANGUAGES, language_data

DATE_KEYS = (
    *("date", "day", "week", "journal_date", "journal-date", "entry_date", "pubdate", "publishdate", "publish_date"),
    "published",
    *(word for code in LANGUAGES for word in language_data(code).words("dates.front_matter_keys")),
)
MADE_KEYS = (
    *("created", "created_at", "created-at", "createdat", "date created", "date_created"),
    *("creation date", "creation_date"),
)
CHANGED_KEYS = ("updated", "modified", "lastmod", "last_modified", "date modified", "updated_at", "date_modified")

_SPANS = {
    key: span for code in LANGUAGES for key, span in language_data(code).values("dates.front_matter_spans").items()
}
YEAR_KEYS, MONTH_KEYS = (tuple(key for key, of in _SPANS.items() if of == span) for span in ("year", "month"))
"""The keys of a year or a month that all days of the note lie in."""


def names_day(key: str) -> bool:
    """Whether a key is one of these, or says so in more words: "Date of birth"."""
    folded = key.casefold()
    return any(word in folded for word in (*DATE_KEYS, *MADE_KEYS, *CHANGED_KEYS))

"""Journals made by chance whose days begin paragraphs, items and lines, named in part: what is above completes them."""

from collections.abc import Callable
from datetime import date
from itertools import groupby

from babel.dates import format_date

from tests.index.entries.journal_maker import WORDS, MadeJournal, Maker

_PARTS = {
    "en": ("EEEE d'th'", "EEE d", "d EEE", "EEE d MMM", "EEEE d MMMM", "MMM d"),
    "de": ("EEE d.", "EEEE, d.", "d. MMMM", "EEE d. MMM"),
    "es": ("EEEE d", "d 'de' MMMM"),
    "fr": ("EEEE d", "d MMMM"),
    "pt": ("EEEE d", "d 'de' MMMM"),
    "it": ("EEEE d", "d MMMM"),
    "nl": ("EEE d", "EEEE d MMMM"),
    "ja": ("d日(E)", "M月d日(E)"),
    "zh": ("d日 EEEE", "M月d日 EEEE"),
    "ko": ("d일 (E)", "M월 d일 (E)"),
}
_FRAMES = ("**{}.** ", "*{}* — ", "{}. ", "{}: ", "{} – ", "[{}] ")
_LETTERS = ("M", "Tu", "W", "Th", "F", "Sa", "Su")


def _months(m: Maker) -> list[list[tuple[int, date]]]:
    numbered = list(enumerate(m.days))
    return [list(days) for _, days in groupby(numbered, lambda pair: (pair[1].year, pair[1].month))]


def _title(m: Maker, day: date) -> str:
    form = {"ja": "y年M月", "zh": "y年M月", "ko": "y년 M월"}.get(m.language, "MMMM y")
    return format_date(day, form, locale=m.language)


def _ordinal(text: str) -> str:
    for wrong, right in (
        ("11th", "11th"),
        ("12th", "12th"),
        ("13th", "13th"),
        ("1th", "1st"),
        ("2th", "2nd"),
        ("3th", "3rd"),
    ):
        if wrong in text:
            return text.replace(wrong, right)
    return text


def _writer(m: Maker) -> Callable[[date], str]:
    form = m.random.choice(_PARTS[m.language])
    return lambda day: _ordinal(m.in_words(day, form))


def _text(m: Maker, i: int) -> str:
    more = f"\n\n{WORDS[m.language]} {WORDS[m.language]}" if m.random.random() < 0.3 else ""
    return f"{WORDS[m.language]} {m.mark(i)}{more}"


def paragraphs_of_months(m: Maker) -> MadeJournal:
    """A file a month; each paragraph of a new day begins with it."""
    write, frame = _writer(m), m.random.choice(_FRAMES)
    notes = {}
    paths = {}
    for days in _months(m):
        first = days[0][1]
        name = m.random.choice((f"diary/{first:%Y-%m}.md", f"diary/{first:%Y}/{first:%m}.txt"))
        head = f"# {_title(m, first)}\n\n" if name.endswith(".md") else ""
        notes[name] = head + "\n\n".join(frame.format(write(day)) + _text(m, i) for i, day in days) + "\n"
        paths |= {i: name for i, _ in days}
    return MadeJournal("paragraphs of months", notes, m.entries(lambda i, day: paths[i], _is_told(m)))


def _is_told(m: Maker) -> bool:
    """Whether a person can tell: one day alone in its month may be a mention, and so may days on wrong weekdays."""
    return not m.wrong_weekdays and all(len(days) > 2 for days in _months(m))


def paragraphs_below_months(m: Maker) -> MadeJournal:
    """One file, a heading a month."""
    write, frame = _writer(m), m.random.choice(_FRAMES)
    parts = []
    for days in _months(m):
        parts.append(f"## {_title(m, days[0][1])}")
        parts += [frame.format(write(day)) + _text(m, i) for i, day in days]
    return MadeJournal(
        "paragraphs below months",
        {"log.md": "\n\n".join(parts) + "\n"},
        m.entries(lambda i, day: "log.md", _is_told(m)),
    )


def rapid_logs(m: Maker) -> MadeJournal:
    """A line or an item a day, its weekday in one or two letters."""
    m.language = "en"
    item, behind = m.random.choice(("", "- ")), m.random.random() < 0.5
    parts = []
    for days in _months(m):
        lines = []
        for i, day in days:
            letters = _LETTERS[day.weekday()]
            lines.append(f"{item}{day.day} {letters} " if behind else f"{item}{letters} {day.day} ")
            lines[-1] += f"wrote a parser {m.mark(i)}"
        parts += [f"# {_title(m, days[0][1])}", "\n".join(lines)]
    return MadeJournal(
        "rapid logs", {"log.md": "\n\n".join(parts) + "\n"}, m.entries(lambda i, day: "log.md", _is_told(m))
    )


def days_of_weeks(m: Maker) -> MadeJournal:
    """A file a week, its days by their weekdays."""
    m.language = "en"
    m.days = _two_and_more_a_week(m.days)
    frame = m.random.choice(("**{}.** ", "{}: ", "### {}\n\n"))
    notes: dict[str, str] = {}
    path = lambda i, day: f"weeks/{day.isocalendar().year}-W{day.isocalendar().week:02}.md"  # noqa: E731
    for i, day in enumerate(m.days):
        notes[path(i, day)] = notes.get(path(i, day), "") + f"{frame.format(f'{day:%A}')}{WORDS['en']} {m.mark(i)}\n\n"
    return MadeJournal("days of weeks", notes, m.entries(path))


def _two_and_more_a_week(days: list[date]) -> list[date]:
    weeks = [list(group) for _, group in groupby(days, lambda day: day.isocalendar()[:2])]
    return [day for week in weeks if len(week) > 1 for day in week]


PARAGRAPH_LAYOUTS = (paragraphs_of_months, paragraphs_below_months, rapid_logs, days_of_weeks)

"""Journals made by chance: many layouts, orders, languages, levels, gaps and slips, each entry's day known beforehand.

What is written is what people write (see tests/data/dates); `sure` says of an entry that a person could date it.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from babel.dates import format_date

from tests.index.entries.journal_maker import IN_WORDS, WITHOUT_YEAR, WORDS, MadeJournal, Maker
from tests.index.entries.made_paragraphs import PARAGRAPH_LAYOUTS


def made_journals(entries: int, seed: int = 0) -> Iterator[MadeJournal]:
    """Journals with that many entries in all."""
    number = 0
    while entries > 0:
        maker = Maker(seed + number)
        journal = _LAYOUTS[number % len(_LAYOUTS)](maker)
        entries -= len(journal.entries)
        number += 1
        yield journal


def _iso_names(m: Maker) -> MadeJournal:
    """A file a day, named for it; some have a heading without a date."""
    form = m.random.choice(("%Y-%m-%d", "%Y_%m_%d", "%Y%m%d", "%Y-%m-%d-notes"))
    path = lambda i, day: f"daily/{day.strftime(form)}.md"  # noqa: E731
    notes = {path(i, d): f"# Notes\n\n{m.body(m.mark(i), 1)}\n" for i, d in enumerate(m.days)}
    return MadeJournal("iso names", notes, m.entries(path))


def _folders(m: Maker) -> MadeJournal:
    path = lambda i, day: f"{day.year}/{day.month:02}/{day.day:02}.md"  # noqa: E731
    return MadeJournal("folders", {path(i, d): m.body(m.mark(i), 1) for i, d in enumerate(m.days)}, m.entries(path))


def _log(m: Maker, write: Callable[[date], str], layout: str, sure: bool = True) -> MadeJournal:
    """One file, a heading a day, the newest first or last."""
    order = list(enumerate(m.days))
    if m.random.random() < 0.3:
        order.reverse()
    prefix = m.random.choice(("", "Day {}: ", "")) if m.language == "en" else ""
    parts = ["# Log"] if m.level > 1 else []
    for i, day in order:
        parts.append(f"{'#' * m.level} {prefix.format(i + 1)}{write(day)}")
        parts.append(m.body(m.mark(i), m.level))
    return MadeJournal(layout, {"log.md": "\n\n".join(parts) + "\n"}, m.entries(lambda i, day: "log.md", sure))


def _log_in_words(m: Maker) -> MadeJournal:
    pattern = m.random.choice(IN_WORDS[m.language])
    return _log(m, lambda day: m.in_words(day, pattern), "log in words")


def _log_iso(m: Maker) -> MadeJournal:
    return _log(m, lambda day: day.isoformat(), "log iso")


def _log_numbers(m: Maker) -> MadeJournal:
    write, _ = m.numbers()
    return _log(m, write, "log in numbers", m.order_is_told())


def _log_without_years(m: Maker) -> MadeJournal:
    """Only the first heading that is written has its year."""
    pattern = m.random.choice(WITHOUT_YEAR[m.language])
    full = IN_WORDS[m.language][0]
    first = m.days[0]
    return _log(m, lambda day: m.in_words(day, full if day == first else pattern), "log without years")


def _log_year_in_title(m: Maker) -> MadeJournal:
    """The year stands in the title."""
    m.level = 2
    m.days = [day for day in m.days if day.year == m.days[0].year]
    pattern = m.random.choice(WITHOUT_YEAR[m.language])
    made = _log(m, lambda day: m.in_words(day, pattern), "year in the title")
    text = made.notes["log.md"].replace("# Log", f"# {m.days[0].year}", 1)
    return MadeJournal(made.layout, {"log.md": text}, made.entries)


def _log_with_slips(m: Maker) -> MadeJournal:
    """One year in the midst is mistyped; a month's letters are out of order."""
    slip = m.days[len(m.days) // 2]

    def write(day: date) -> str:
        text = m.in_words(day, IN_WORDS["en"][0])
        if day == slip:
            return text.replace(str(day.year), str(day.year + 10))
        return text.replace("December", "Dezmeber").replace("February", "Febuary")

    m.language = "en"
    return _log(m, write, "log with slips")


def _subtitles(m: Maker) -> MadeJournal:
    """A title, and the date in numbers below it, in smaller letters."""
    write, _ = m.numbers()
    path = lambda i, day: f"course/day{i + 1}.md"  # noqa: E731
    notes = {}
    for i, day in enumerate(m.days):
        below = m.random.choice(("#### ", "###### ", "### "))
        text = f"# Day {i + 1}\n\n{below}{write(day)}\n\n## Lecture\n\n{m.body(m.mark(i), 2)}\n\n## Lab\n\nWords.\n"
        notes[path(i, day)] = text
    return MadeJournal("subtitles", notes, m.entries(path, m.order_is_told()))


def _headings_of_files(m: Maker) -> MadeJournal:
    """A file a day with its date as a heading in numbers: siblings settle the order."""
    write, _ = m.numbers()
    path = lambda i, day: f"diary/{i + 1:03}.md"  # noqa: E731
    notes = {path(i, d): f"# {write(d)}\n\n{m.body(m.mark(i), 1)}\n" for i, d in enumerate(m.days)}
    return MadeJournal("numbers, a file each", notes, m.entries(path, m.order_is_told()))


def _front_matter(m: Maker) -> MadeJournal:
    key = m.random.choice(("date", "pubDate", "day"))
    path = lambda i, day: f"posts/post-{i}.md"  # noqa: E731
    notes = {
        path(i, d): f"---\ntitle: Post {i}\n{key}: {d.isoformat()}\n---\n\n# Words\n\n{m.body(m.mark(i), 1)}\n"
        for i, d in enumerate(m.days)
    }
    return MadeJournal("front matter", notes, m.entries(path))


def _heading_in_part(m: Maker) -> MadeJournal:
    """Front matter has the day, and a heading names it in part."""
    path = lambda i, day: f"blog/day-{i + 1}.md"  # noqa: E731
    notes = {
        path(i, d): f"---\npubDate: {d.isoformat()}\n---\n\n# {d.month}.{d.day} Day {i + 1}\n\n{m.body(m.mark(i), 1)}\n"
        for i, d in enumerate(m.days)
    }
    return MadeJournal("heading in part", notes, m.entries(path))


def _files_without_years(m: Maker) -> MadeJournal:
    """Every third file has its year, the others only month and day."""
    path = lambda i, day: f"log/{i + 1:03}.md"  # noqa: E731
    full, part = IN_WORDS[m.language][0], WITHOUT_YEAR[m.language][0]
    notes = {
        path(i, d): f"# {m.in_words(d, part if i % 3 else full)}\n\n{m.body(m.mark(i), 1)}\n"
        for i, d in enumerate(m.days)
    }
    return MadeJournal("files without years", notes, m.entries(path))


def _nested(m: Maker) -> MadeJournal:
    """Year, month and day one below the other."""
    parts, year, month = [], 0, 0
    for i, day in enumerate(m.days):
        if day.year != year:
            parts.append(f"# {day.year}")
        if (day.year, day.month) != (year, month):
            parts.append(f"## {format_date(day, 'MMMM', locale=m.language)}")
        year, month = day.year, day.month
        parts.append(f"### {day.day}\n\n{m.body(m.mark(i), 3)}")
    return MadeJournal("nested", {"all.md": "\n\n".join(parts) + "\n"}, m.entries(lambda i, day: "all.md"))


def _jrnl(m: Maker) -> MadeJournal:
    form = m.random.choice(("%Y-%m-%d %H:%M", "%d %b %Y %H:%M", "%m/%d/%Y %I:%M %p", "%d.%m.%Y %H:%M"))
    sure = m.order_is_told() or form in ("%Y-%m-%d %H:%M", "%d %b %Y %H:%M")
    stamps = [day.strftime(form).replace("00:00", "08:30") for day in m.days]
    lines = [f"[{stamp}] {m.mark(i)} title\n{WORDS['en']}\n" for i, stamp in enumerate(stamps)]
    return MadeJournal("jrnl", {"journal.txt": "\n".join(lines)}, m.entries(lambda i, day: "journal.txt", sure))


def _weeks(m: Maker) -> MadeJournal:
    """A file a week, its span in numbers, the month first."""
    first = m.days[0] - timedelta(days=m.days[0].weekday())
    m.days = [first + timedelta(days=7 * i) for i in range(len(m.days))]
    path = lambda i, day: f"weeks/week{i + 1}.md"  # noqa: E731
    notes = {
        path(i, d): f"# Week {i + 1}\n\n{d:%m/%d/%Y} - {d + timedelta(days=4):%m/%d/%Y}\n\n{m.body(m.mark(i), 1)}\n"
        for i, d in enumerate(m.days)
    }
    return MadeJournal("weeks", notes, m.entries(path))


def _weeks_of_months(m: Maker) -> MadeJournal:
    """`W26-Jun-2024.md`: the day is the week's Monday."""
    first = m.days[0] - timedelta(days=m.days[0].weekday())
    m.days = [first + timedelta(days=7 * i) for i in range(len(m.days))]
    path = lambda i, day: f"w/W{day.isocalendar().week:02}-{day + timedelta(days=3):%b-%Y}.md"  # noqa: E731
    return MadeJournal(
        "weeks of months", {path(i, d): m.body(m.mark(i), 1) for i, d in enumerate(m.days)}, m.entries(path)
    )


def _dates_alone(m: Maker) -> MadeJournal:
    """No headings: a line for each day, plain or bold, in words."""
    pattern, bold = m.random.choice(IN_WORDS[m.language]), m.random.choice(("", "**"))
    parts = [f"{bold}{m.in_words(d, pattern)}{bold}\n\n{WORDS[m.language]} {m.mark(i)}" for i, d in enumerate(m.days)]
    return MadeJournal("dates alone", {"diary.txt": "\n\n".join(parts) + "\n"}, m.entries(lambda i, day: "diary.txt"))


def _bylines(m: Maker) -> MadeJournal:
    """A post a file, its date in a line below its title."""
    pattern = IN_WORDS[m.language][0]
    path = lambda i, day: f"posts/on-parsers-{i}.md"  # noqa: E731
    notes = {
        path(i, d): f"# On parsers {m.mark(i)}\n\nAnn Smith · {m.in_words(d, pattern)}\n\n{WORDS[m.language]}\n"
        for i, d in enumerate(m.days)
    }
    return MadeJournal("bylines", notes, m.entries(path))


def _weekdays_without_years(m: Maker) -> MadeJournal:
    """Weekdays tell the year: the latest in which they fit."""
    m.language, m.wrong_weekdays = "en", False
    first = date(2023, 5, 1) + timedelta(days=m.random.randint(0, 900))
    m.days = [first + timedelta(days=i) for i in range(len(m.days))]
    return _log(m, lambda day: f"{day:%A}, {day.month}/{day.day}", "weekdays without years")


def _eras(m: Maker) -> MadeJournal:
    """Years of the republic, of emperors, of the Buddha."""
    republic = lambda d: f"民國{d.year - 1911}年{d.month}月{d.day}日"  # noqa: E731
    reiwa = lambda d: f"令和{d.year - 2018}年{d.month}月{d.day}日"  # noqa: E731
    buddha = lambda d: f"{d.year + 543}-{d:%m-%d}"  # noqa: E731
    write = m.random.choice((republic, buddha, reiwa if m.days[0].year >= 2020 else republic))
    return _log(m, write, "eras")


def _outline(m: Maker) -> MadeJournal:
    """Logseq's pages and org's headlines."""
    if m.random.random() < 0.5:
        path = lambda i, day: f"journals/{day:%Y_%m_%d}.md"  # noqa: E731
        notes = {path(i, d): f"- {WORDS['en']}\n\t- {m.mark(i)} [[2018_01_01]]\n" for i, d in enumerate(m.days)}
        return MadeJournal("logseq", notes, m.entries(path))
    parts = [f"* <{d:%Y-%m-%d %a}>\n{WORDS['en']} {m.mark(i)}" for i, d in enumerate(m.days)]
    return MadeJournal("org", {"log.org": "\n".join(parts) + "\n"}, m.entries(lambda i, day: "log.org"))


_LAYOUTS = (
    *(_iso_names, _folders, _log_in_words, _log_iso, _log_numbers, _log_without_years, _log_year_in_title),
    *(_log_with_slips, _subtitles, _headings_of_files, _front_matter, _heading_in_part, _files_without_years, _nested),
    *(_jrnl, _weeks, _weeks_of_months, _dates_alone, _bylines, _weekdays_without_years, _eras, _outline),
    *PARAGRAPH_LAYOUTS,
)

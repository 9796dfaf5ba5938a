"""The habits of a made-up author: a language, an order of day and month, a level of headings, slips of the pen."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from babel.dates import format_date

LANGUAGES = ("en", "en", "en", "de", "es", "fr", "pt", "it", "nl", "ja", "zh", "ko")
WORDS = {
    "en": "Wrote a parser for the notes and read about it in the evening.",
    "de": "Einen Parser geschrieben und am Abend darüber gelesen.",
    "es": "Escribí un analizador y leí sobre ello por la noche.",
    "fr": "J'ai écrit un analyseur et j'ai lu là-dessus le soir.",
    "pt": "Escrevi um analisador e li sobre isso à noite.",
    "it": "Ho scritto un parser e ne ho letto la sera.",
    "nl": "Een parser geschreven en er 's avonds over gelezen.",
    "ja": "パーサーを書いて、夜に読んだ。",
    "zh": "写了一个解析器，晚上读了一些。",
    "ko": "파서를 쓰고 저녁에 읽었다.",
}
IN_WORDS = {
    "en": ("MMMM d, y", "d MMMM y", "MMM d, y", "EEEE, MMMM d, y"),
    "de": ("d. MMMM y", "EEEE, d. MMMM y"),
    "es": ("d 'de' MMMM 'de' y", "EEEE, d 'de' MMMM 'de' y"),
    "fr": ("d MMMM y", "EEEE d MMMM y"),
    "pt": ("d 'de' MMMM 'de' y",),
    "it": ("d MMMM y", "EEEE d MMMM y"),
    "nl": ("d MMMM y", "EEEE d MMMM y"),
    "ja": ("y年M月d日", "y年M月d日(E)"),
    "zh": ("y年M月d日", "y年M月d日 EEEE"),
    "ko": ("y년 M월 d일", "y년 M월 d일 EEEE"),
}
WITHOUT_YEAR = {
    "en": ("MMMM d", "d MMMM"),
    "de": ("d. MMMM",),
    "es": ("d 'de' MMMM",),
    "fr": ("d MMMM",),
    "pt": ("d 'de' MMMM",),
    "it": ("d MMMM",),
    "nl": ("d MMMM",),
    "ja": ("M月d日",),
    "zh": ("M月d日",),
    "ko": ("M월 d일",),
}
_NOISE = (
    "- [ ] call them ✅ 2019-03-04",
    "See [[2018-05-06]] and https://example.org/2017/03/04/post.",
    "| when | what |\n| --- | --- |\n| 2016-01-02 | rain |",
    "> On 3 March 2015 he wrote to me.",
    "```\n2020-01-01 build started\n```",
    "As of 2014-12-31 it was version 1.2.3, which is 10/18 of the work.",
)


@dataclass(frozen=True)
class MadeEntry:
    path: str
    mark: str
    """Words that stand in it alone."""
    day: date
    sure: bool = True
    """Whether a person who reads the folder could date it."""


@dataclass(frozen=True)
class MadeJournal:
    layout: str
    notes: dict[str, str]
    entries: tuple[MadeEntry, ...]


class Maker:
    """One journal: its habits are chosen once, as its author's are."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.seed = seed
        self.language = self.random.choice(LANGUAGES)
        count = self.random.randint(6, 20)
        day = date(2013, 1, 1) + timedelta(days=self.random.randint(0, 4200))
        self.days: list[date] = []
        for _ in range(count):
            self.days.append(day)
            day += timedelta(days=self.random.choice((1, 1, 1, 2, 3, 5)))
        self.level = self.random.choice((1, 2, 2, 3, 4))
        self.wrong_weekdays = self.random.random() < 0.15

    def body(self, mark: str, level: int) -> str:
        """What an entry says, with dates that are not its own, and parts below its heading."""
        parts = [f"{WORDS[self.language]} {mark}"]
        if self.random.random() < 0.3:
            parts.append(self.random.choice(_NOISE))
        if self.random.random() < 0.4 and level < 6:
            parts.append(f"{'#' * (level + 1)} {self.random.choice(('Notes', 'Questions', 'Next steps'))}")
            parts.append(WORDS[self.language])
        return "\n\n".join(parts)

    def in_words(self, day: date, pattern: str) -> str:
        shown = day
        if "E" in pattern and self.wrong_weekdays and self.random.random() < 0.1:
            right = format_date(day, "EEEE", locale=self.language)
            wrong = format_date(day + timedelta(days=1), "EEEE", locale=self.language)
            return format_date(shown, pattern, locale=self.language).replace(right, wrong)
        return format_date(shown, pattern, locale=self.language)

    def numbers(self) -> tuple[Callable[[date], str], str]:
        """How its author writes a day in numbers, and in which order."""
        order = "mdy" if self.language == "en" and self.random.random() < 0.7 else "dmy"
        sign = "/" if order == "mdy" else "." if self.language in ("de", "it") else self.random.choice("/-")
        padded, short = self.random.random() < 0.5, self.random.random() < 0.4

        def write(day: date) -> str:
            width = "02" if padded else ""
            a, b = (day.month, day.day) if order == "mdy" else (day.day, day.month)
            year = f"{day.year % 100:02}" if short else str(day.year)
            return f"{a:{width}}{sign}{b:{width}}{sign}{year}"

        return write, order

    def mark(self, number: int) -> str:
        return f"mark{self.seed}x{number}x"

    def entries(self, path: Callable[[int, date], str], sure: bool = True) -> tuple[MadeEntry, ...]:
        return tuple(MadeEntry(path(i, day), self.mark(i), day, sure) for i, day in enumerate(self.days))

    def order_is_told(self) -> bool:
        return any(day.day > 12 for day in self.days)

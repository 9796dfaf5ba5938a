"""The rules of days of one month, or of the next one too: "3 to 9 March 2020", "between the 10th and the 20th"."""

from dataclasses import replace

from index.text.language_data import all_words
from rag.temporal import calendar, times
from rag.temporal.grammar import Match, Rule, rule
from rag.temporal.lexicon import NUMBERED
from rag.temporal.rules.month_days import month_day
from rag.temporal.times import Time, unreadable
from rag.temporal.tokens import Token

_MONTHS = 12
_DAY_ARTICLES = all_words("time.day_articles")
_JOINTS = frozenset(tuple(pair.split("-")) for pair in all_words("time.day_joints"))
"""The two words around days that are plain numbers: du 2 au 5."""


def _day_range(m: Match) -> Time | None:
    """ "3 to 9 March 2020", "March 3-9", "between the 3rd and the 9th": days of one month, or the next one's."""
    first, second = m.number("NO", 0), m.number("NO", 1)
    if not (1 <= first <= 31 and 1 <= second <= 31):
        return None
    if not m.has("Mm"):
        return _days_of_no_month(m, first, second)
    month = m.number("Mm")
    years = m.all("Y")
    end = times.day_in(month, second)
    start = times.day_in(month if first <= second else (month - 2) % 12 + 1, first)
    if years:
        year = int(years[0].token.value)
        last = times.in_year(end, year, "such day")
        begin = times.in_year(start, year - 1 if first > second and month == 1 else year, "such day")
    else:
        last = times.yearly(end, m.now)
        begin = times.yearly(start, times.Now(last.to or m.now.today))
    if last.problem or begin.problem:
        return unreadable("there is no such day")
    return Time(begin.from_, last.to, absolute=bool(years), floating=not years)


def _days_of_no_month(m: Match, first: int, second: int) -> Time | None:
    if m.has("U"):
        return _days_of_unit(m, first, second)
    days = all(piece.token.kind == "O" and piece.token.word[0].isdigit() for piece in m.all("NO")[:2])
    after = m.after()
    joints = tuple(piece.token.word for piece in m.all("oi"))
    articles = [piece.token.word for piece in m.all("D")]
    between = m.has("b") and len(articles) > 1 and _DAY_ARTICLES.issuperset(articles)  # entre le 3 et le 9
    plain = (joints in _JOINTS or between) and (after is None or after.kind in ",;")
    if not days and not plain:
        return None
    start = month_day(m, first)
    if start is None or start.from_ is None:
        return None
    month = start.from_ if second >= first else calendar.shift_months(start.from_.replace(day=1), 1)
    end = calendar.calendar_day(month.year, month.month, second)
    return Time(start.from_, end, floating=True) if end else unreadable(f"that month has no day {second}")


def _days_of_unit(m: Match, first: int, second: int) -> Time | None:
    """ "between the 10th and the 20th of last month"."""
    if m.word("U") != "month" or first > second:
        return None
    month = times.relative_unit("month", m.now, m.relative() or "this").span[0]
    ends = [calendar.calendar_day(month.year, month.month, day) for day in (first, second)]
    return Time(ends[0], ends[1]) if all(ends) else unreadable(f"that month has no day {second}")


def _numeric_range(m: Match) -> Time | None:
    """ "16.7.22 bis 30.7.22", "16.-30.7.2022", "du 16 au 30/07/2022": two days in numbers, the year said once."""
    first, last = (piece.token for piece in m.all("NOX"))
    lead = m.before()
    if not _joins_days(m, first, last) or lead is not None and lead.word in NUMBERED:
        return None
    led = m.has("br") or m.pieces[m.start].kind == "o" or lead is not None and lead.kind in "iqu"
    start, end = _completed(first, last)
    years = len(start) > 2
    sure = _is_dotted(first) and _is_dotted(last) or min(max(start), max(end)) > _MONTHS
    if not (years or led or sure):
        return None
    day_first = _is_dotted(last) or max(start[0], end[0]) > _MONTHS or m.now.language != "en"
    times_of = [times.numbers_as_date(parts, day_first, m.now) for parts in (start, end)]
    begin, close = times_of
    if begin.problem or close.problem or begin.from_ is None or close.to is None:
        return next((time for time in times_of if time.problem), None)
    if begin.from_ > close.to:
        begin = replace(begin, from_=calendar.shift_months(begin.from_, -12))
    return Time(begin.from_, close.to, absolute=years, floating=not years)


def _joins_days(m: Match, first: Token, last: Token) -> bool:
    """Whether what stands between makes days of the two numbers: "au", "bis", not the "-" of "room 5 - 3.7."."""
    joint = next(
        piece.token for piece in m.pieces[m.start :] if piece.kind in "&ui-" and piece.token.start >= first.end
    )
    if joint.kind == "i" and joint.value != "to" or joint.kind == "&" and not m.has("b"):
        return False
    spaced = joint.word == "-" and joint.end < last.start
    return not (first.kind == "N" and spaced) and (first.kind == "X" or 1 <= int(first.value) <= last.parts[0])


def _completed(first: Token, last: Token) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The numbers of both days, with the month and the year that only one of them has."""
    start, end = first.parts, last.parts
    if first.kind != "X":
        start = (int(first.value), *end[1:])
    if len(start) == 2 and len(end) > 2:
        start = (*start, end[2])
    if len(end) == 2 and len(start) > 2:
        end = (*end, start[2] + (end[1] < start[1]))
    return start, end


def _is_dotted(token: Token) -> bool:
    return token.value == 1 and token.kind == "X" or token.kind == "O"


DAY_RANGE_RULES: tuple[Rule, ...] = (
    rule(r"[br]?(?:WW)?D?[NO] [&u-]D?(?:WW)?[NO] o?MM(?:,?o?Y)?", _day_range),
    rule(r"o?D?[NO] [iu]D?[NO] oMM(?:o?Y)?|[or]D?[NO] iD?[NO] MM Y?", _day_range),
    rule(r"[br]?MM D?[NO] [&u-]D?[NO] (?:,?Y)?", _day_range),
    rule(r"[br]D?[NO] [&u-]D?[NO] (?:o?D?(?:[LTF]U|U[lf]))?", _day_range),
    rule(r"oN iN", _day_range),
    rule(r"[bro]?(?:WW,?)?D?[XNO][&ui-]D?(?:WW,?)?X", _numeric_range),
    rule(r"iD?O &D?O(?!o|[Mm])", _day_range),
)

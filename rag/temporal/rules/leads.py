"""The rules by which the words that lead to a time become part of it: "in March", "on Monday"."""

from dataclasses import replace

from index.text.language_data import language_data
from rag.temporal.grammar import Match, Rule, rule
from rag.temporal.times import Time

_DAY_LEADS = frozenset(language_data("en").words("time.weekday_leads"))


def _led(m: Match) -> Time | None:
    """ "in March": the words that lead to a time belong to it, not the "on" of "what did I work on in March".

    Nor that of "what was I stuck on two weeks ago": "on" leads to days that a calendar names.
    """
    time, lead = m.time(-1), m.pieces[m.start].token
    if (
        lead.kind == "i"
        and lead.word in _DAY_LEADS
        and not (time.floating or time.absolute or time.unit in ("weekday", "weekend", "holiday"))
    ):
        return None
    return replace(m.time(-1), in_year=m.time(-1).in_year)


LEAD_RULES: tuple[Rule, ...] = (rule(r"[ort]?i?D?[@%]|[iort]?D?T?@", _led),)

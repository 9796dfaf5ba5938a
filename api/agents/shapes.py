"""Results of the other doors -> what of them an agent needs, with nothing said twice."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from index.day_list import EntryText
from index.open_questions.find import OpenQuestion
from rag.answer.result import Answer, SearchResult
from rag.answer.timeline import Timeline
from rag.digest.digest import Digest
from rag.digest.on_this_day import OnThisDay
from rag.digest.themes import Theme, Themes
from rag.evidence.citations import Citation, Statement

_THEME_DAYS = 5


def shaped(**values: Any) -> dict[str, Any]:
    """What there is of `values`: nothing that is null or empty. Days become text, `from_` becomes `from`."""
    return {
        name.rstrip("_"): value.isoformat() if hasattr(value, "isoformat") else value
        for name, value in values.items()
        if value is not None and value != "" and value != [] and value != ()
    }


def answer_shape(answer: Answer) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """(what is said of the answer, its statements)."""
    window = answer.window
    head = shaped(
        answered=answer.answered,
        lead=answer.lead,
        window=shaped(from_=window.from_, to=window.to) if window else None,
        confidence=round(answer.confidence, 2),
        answered_by=answer.answered_by,
        notice=" ".join(filter(None, ("" if answer.answered else answer.answer, answer.notice))),
        llm_error=answer.llm_error,
        sent_to=answer.sent_to,
    )
    return head, [statement_shape(statement) for statement in answer.statements]


def statement_shape(statement: Statement) -> dict[str, Any]:
    """A statement; a quote that says the same stands there once."""
    return shaped(
        text=statement.text,
        citations=[_citation(each, statement.text) for each in statement.citations],
        state=statement.state,
        times=[asdict(time) for time in statement.times],
        partly=statement.partly or None,
    )


def _citation(citation: Citation, said: str) -> dict[str, Any]:
    return shaped(
        date=citation.date,
        date_end=citation.date_end if citation.date_end != citation.date else None,
        path=citation.path,
        line_start=citation.line_start,
        line_end=citation.line_end,
        quote="" if " ".join(citation.quote.split()) == " ".join(said.split()) else citation.quote,
    )


def search_shape(found: SearchResult) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """(what is said of the search, the days)."""
    window = found.window
    head = shaped(window=shaped(from_=window.from_, to=window.to) if window else None, notice=found.notice)
    days = [
        shaped(
            date=day.date,
            score=round(day.score, 2),
            outside=day.outside or None,
            passages=[
                shaped(path=p.path, line_start=p.line_start, line_end=p.line_end, heading=p.heading, text=p.text)
                for p in day.passages
            ],
        )
        for day in found.days
    ]
    return head, days


def entries_shape(entries: Iterable[EntryText], characters: int) -> list[dict[str, Any]]:
    """Entries; one longer than so many characters in pieces, each with its own lines."""
    return [piece for entry in entries for piece in _pieces(entry, characters)]


def _pieces(entry: EntryText, characters: int) -> Iterator[dict[str, Any]]:
    about = shaped(path=entry.path, title=entry.title, date_source=entry.date_source, doubts=list(entry.doubts))
    lines = entry.text.split("\n")
    start = entry.line_end - len(lines) + 1  # the front matter before them is no text
    parts = [
        (number, line[at : at + characters])
        for number, line in enumerate(lines, start)
        for at in range(0, max(len(line), 1), characters)
    ]
    held: list[tuple[int, str]] = []
    for part in parts:
        if held and sum(len(text) + 1 for _, text in held) + len(part[1]) > characters:
            yield _piece(about, held)
            about, held = {"path": entry.path}, []
        held.append(part)
    yield _piece(about, held)


def _piece(about: dict[str, Any], parts: Sequence[tuple[int, str]]) -> dict[str, Any]:
    text = "\n".join(text for _, text in parts)
    return {**about, "line_start": parts[0][0], "line_end": parts[-1][0], "text": text}


def timeline_shape(
    timeline: Timeline, from_: date | None, to: date | None
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """(topic, count, first and last day; the days): those that mention the topic, or all without one."""
    low, high = from_ or date.min, to or date.max
    days = [d for d in timeline.days if (d.strength > 0 or not timeline.topic.strip()) and low <= d.date <= high]
    head = (
        shaped(topic=timeline.topic, count=len(days), first=days[0].date, last=days[-1].date) if days else {"count": 0}
    )
    listed = [
        shaped(date=day.date, strength=round(day.strength, 2) if timeline.topic.strip() else None, title=day.title)
        for day in days
    ]
    return head, listed


def questions_shape(questions: Sequence[OpenQuestion]) -> list[dict[str, Any]]:
    """Open questions, each with where it stands."""
    return [
        shaped(
            id=q.id,
            question=q.question,
            date=q.date,
            path=q.path,
            line=q.line,
            status=q.status,
            context=q.context,
            answer=q.answer,
            answered_on=q.answered_on,
            asked_on=[day.isoformat() for day in q.asked_on],
        )
        for q in questions
    ]


def digest_shape(digest: Digest) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """(which days, how many have notes; the periods)."""
    head = shaped(
        from_=digest.from_, to=digest.to, by=digest.by, topic=digest.topic, days=digest.days, notice=digest.notice
    )
    periods = [
        shaped(from_=p.from_, to=p.to, days=p.days, lines=[statement_shape(line) for line in p.lines])
        for p in digest.periods
    ]
    return head, periods


def recollections_shape(found: OnThisDay) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """(the day; what was written on it)."""
    told = [
        shaped(date=r.date, when=r.when, lines=[statement_shape(line) for line in r.lines]) for r in found.recollections
    ]
    return shaped(date=found.date, notice=found.notice), told


def themes_shape(themes: Themes) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """(which days, what rises and falls in them; what marks them)."""
    head = shaped(
        from_=themes.from_,
        to=themes.to,
        days=themes.days,
        notice=themes.notice,
        rising=[theme.words for theme in themes.rising],
        falling=[theme.words for theme in themes.falling],
    )
    return head, [_theme(theme) for theme in themes.marking]


def _theme(theme: Theme) -> dict[str, Any]:
    return shaped(
        words=theme.words,
        on=len(theme.days),
        elsewhere=theme.elsewhere,
        days=[day.isoformat() for day in theme.days[-_THEME_DAYS:]],
    )

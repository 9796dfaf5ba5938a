"""What agents give the tools: the arguments' types, their schemas as strict clients take them, and a check of names."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, cast, get_args

from mcp.types import ToolAnnotations
from pydantic import Field, WithJsonSchema

from api.actions.questions import Which
from api.agents.bounded import MOST_TOKENS, Page
from api.dates import check_span, first_day, last_day
from index.errors import UsageError

READS = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
"""Of tools that change nothing."""

QuestionWords = Annotated[
    str, Field(description="a question or topic; it may name a time (“last week”, “in March 2020”)")
]
First = Annotated[str, Field(description="the first day to look at: 2020-03-17, 2020-03 or 2020; default: no bound")]
Last = Annotated[str, Field(description="the last day to look at, written the same way; default: no bound")]
OneDay = Annotated[str, Field(description="the day, as 2020-03-17")]
TopicWords = Annotated[str, Field(description="tell only of what has these words; default: of all")]
DayOfYear = Annotated[str, Field(description="11-28, or with a year 2020-11-28; default: today")]
Limit = Annotated[int, Field(ge=1, le=100, description="how many at most; default: as many as fit")]
Cursor = Annotated[str, Field(description="where to go on: next_cursor of the result before, other arguments the same")]
Tokens = Annotated[
    int, Field(ge=200, le=20_000, description=f"how many tokens the result may take; default: {MOST_TOKENS}")
]


def choice(description: str, *values: str) -> Any:
    """One of some words; the schema has them all, so that "" for none need not be among them."""
    return WithJsonSchema({"type": "string", "enum": list(values), "description": description})


By = Annotated[str, choice("what it goes by; default: what fits the span", "day", "week", "month")]
WhichQuestions = Annotated[
    str,
    choice("open (default), answered, found (both), or all (doubtful ones too)", "open", "answered", "found", "all"),
]


def strict_schema(schema: Mapping[str, Any]) -> dict[str, Any]:
    """A tool's schema in the subset that all clients take: no titles, no defaults, no other arguments."""
    properties = {
        name: {key: value for key, value in its.items() if key not in ("title", "default")}
        for name, its in schema.get("properties", {}).items()
    }
    return {
        "type": "object",
        "properties": properties,
        "required": list(schema.get("required", ())),
        "additionalProperties": False,
    }


def named_arguments(tool: str, schema: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments without those that are null, which are as if left out. Raises UsageError for unknown names."""
    known = schema.get("properties", {})
    unknown = [name for name in given if name not in known]
    if unknown:
        names = ", ".join(repr(name[:40]) for name in unknown[:5])
        raise UsageError(f"{tool} has no argument {names}", f"It takes {', '.join(known)}")
    return {name: value for name, value in given.items() if value is not None}


def check_which(which: str) -> Which:
    """Raises UsageError for a word that names no choice."""
    if which not in get_args(Which):
        raise UsageError(f"which is {which[:40]!r}", f"It is one of {', '.join(get_args(Which))}")
    return cast(Which, which)


def page_of(limit: int, cursor: str, max_tokens: int) -> Page:
    """What an agent wants of a list."""
    return Page(cursor.strip(), limit, max_tokens)


def span_between(first: str, last: str) -> tuple[date | None, date | None]:
    """Days as an agent writes them; an empty one is none. Raises UsageError."""
    from_ = read_by(first_day, first) if first.strip() else None
    to = read_by(last_day, last) if last.strip() else None
    check_span(from_, to)
    return from_, to


def given_days(first: str, last: str) -> dict[str, str | None]:
    """The same as the fields of a request, which reads them itself. Raises UsageError."""
    span_between(first, last)
    return {"from": first.strip() or None, "to": last.strip() or None}


def read_by(read: Any, text: str) -> date:
    """The day that `read` makes of it. Raises UsageError."""
    try:
        day: date = read(text)
    except ValueError as error:
        raise UsageError(str(error), "Write it like 2020-03-17") from error
    return day

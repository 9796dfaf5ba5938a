"""What requests hold. Results have no schemas of their own: they are rag's and index's types, served as they are."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    JsonValue,
    WithJsonSchema,
    model_validator,
)

from api.dates import end_alone, first_day, last_day, read_day
from index.write_back.replies import Style
from rag.question.read import LONGEST_QUESTION

LONGEST_EARLIER = 2_000
"""Characters of an earlier question: each that is sent along is read again."""
LONGEST_ANSWER = 20_000
"""Characters of its answer."""
_YEAR = "(000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})"


_MONTH_OR_YEAR = [{"type": "string", "pattern": f"^{_YEAR}(-(0[1-9]|1[0-2]))?$"}]
_A_DAY = {"type": "string", "format": "date"}


def _day(read: Callable[[str], date], schema: dict[str, Any], examples: list[str]) -> tuple[object, object]:
    def validated(value: object) -> object:
        return read(value) if isinstance(value, str) else value

    return BeforeValidator(validated), WithJsonSchema({**schema, "examples": examples})


def _sound(text: str) -> str:
    """JSON and command lines can hold halves of surrogate pairs, which no library can encode."""
    return text.encode("utf-8", "replace").decode()


Text = Annotated[str, AfterValidator(_sound)]
Day = Annotated[date, *_day(read_day, _A_DAY, ["2025-05-03"])]
FirstDay = Annotated[date, *_day(first_day, {"anyOf": [_A_DAY, *_MONTH_OR_YEAR]}, ["2025-05-03", "2025-05", "2025"])]
LastDay = Annotated[date, *_day(last_day, {"anyOf": [_A_DAY, *_MONTH_OR_YEAR]}, ["2025-06-30", "2025-06", "2025"])]


# For readers of the schema: what reads the question checks this itself, with a message of its own.
_ASKED: dict[str, Any] = {"minLength": 1, "maxLength": LONGEST_QUESTION, "pattern": r"\S"}
_EXAMPLES: list[JsonValue] = [
    {"question": "what did I learn about CNNs", "llm": False},
    {"question": "what was I stuck on last month", "today": "2025-12-31", "llm": False},
    {"question": "overfitting", "from": "2025-06", "to": "2025", "limit": 3, "llm": False},
]


class Exchange(BaseModel):
    """An earlier question and its answer, which a follow-up such as “and in April?” refers to."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    question: Text = Field(
        max_length=LONGEST_EARLIER, description="The question.", examples=["what did I learn about CNNs"]
    )
    answer: Text = Field("", max_length=LONGEST_ANSWER, description="Its answer.")


class Ask(BaseModel):
    """A question, and what narrows it. The settings apply to what is left out or null.

    A search accepts the language model's fields too, and ignores them.
    """

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        frozen=True,
        populate_by_name=True,
        json_schema_extra={"examples": _EXAMPLES},
    )

    question: Text = Field(
        description="What you want to know, in your own words; it may name a time and use operators.",
        examples=["what did I learn about CNNs"],
        json_schema_extra=_ASKED,
    )
    from_: FirstDay | None = Field(None, alias="from", description="The first day to look at.")
    to: LastDay | None = Field(None, description="The last day to look at.")
    today: Day | None = Field(None, description="The day to count “last week” from.")
    limit: int | None = Field(None, ge=1, le=100, description="How many days at most.")
    llm: bool | None = Field(
        None, description="`true`: a local language model must write the answer; `false`: use none."
    )
    model: Text | None = Field(None, description="The language model's name; naming one makes it required.")
    history: list[Exchange] = Field([], max_length=50, description="Earlier questions and their answers, oldest first.")
    stream: bool = Field(False, description="`true`: the answer comes as server-sent events.")


class DaysRequest(BaseModel):
    """Which entries to list."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    from_: FirstDay | None = Field(None, alias="from", description="The first day to list.")
    to: LastDay | None = Field(None, description="The last day to list.")
    undated: bool = Field(False, description="List entries without a date instead.")
    doubtful: bool = Field(False, description="List only entries whose date is in doubt.")


class TimelineRequest(BaseModel):
    """What the calendar shows."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    topic: Text = Field(
        "",
        description="A topic or a question; without one, how much was written on each day.",
        examples=["CNNs"],
        json_schema_extra={"maxLength": LONGEST_QUESTION},
    )
    from_: FirstDay | None = Field(None, alias="from", description="The first day to look at.")
    to: LastDay | None = Field(None, description="The last day to look at.")
    today: Day | None = Field(None, description="The day to count “last week” from.")


class WindowRequest(BaseModel):
    """Words for a time."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    words: Text = Field(max_length=200, description="The words, in any supported language.", examples=["last summer"])
    today: Day | None = Field(None, description="The day to count “last week” from.")


class SpanRequest(BaseModel):
    """A span of days. A month or year as `from` alone is the whole span."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    from_: FirstDay | None = Field(None, alias="from", description="The first day, or a month or year alone.")
    to: LastDay | None = Field(None, description="The last day.")
    today: Day | None = Field(None, description="The day to treat as today.")

    @model_validator(mode="before")
    @classmethod
    def _alone(cls, given: Any) -> Any:
        if isinstance(given, dict) and given.get("to") is None and isinstance(first := given.get("from"), str):
            return given | {"to": end_alone(first)}
        return given


class DigestRequest(SpanRequest):
    """What a digest is to tell of, the last week with notes where no day is given."""

    by: Literal["day", "week", "month"] | None = Field(
        None, description="What it goes by; null for what fits the span.", examples=["week"]
    )
    topic: Text = Field(
        "",
        description="Tell only of what has these words.",
        examples=["CNNs"],
        json_schema_extra={"maxLength": LONGEST_QUESTION},
    )


class DayOfYearRequest(BaseModel):
    """Which day of the year."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    day: Text = Field(
        "",
        description="`11-28` for that day of every year; with its year also a week and a month before. Default: today.",
        examples=["05-03"],
    )
    today: Day | None = Field(None, description="The day to treat as today.")


class LinesRequest(BaseModel):
    """Which lines of a note."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    from_: int | None = Field(None, alias="from", ge=1, le=10**9, description="The first line.", examples=[1])
    to: int | None = Field(None, ge=1, le=10**9, description="The last line.", examples=[30])


@dataclass(frozen=True, slots=True)
class Health:
    """The server is running."""

    status: Literal["ok"]
    """Always ok."""
    version: str
    """The version of daycite."""


@dataclass(frozen=True, slots=True)
class Ready:
    """Questions can be answered."""

    status: Literal["ready"]
    """Always ready."""
    days: int
    """How many days have notes."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a request got no result, and what to do: a problem by RFC 9457."""

    type: str
    """`urn:daycite:` and the kind of problem; `about:blank` where the status says it all."""
    title: str
    """The HTTP status in words."""
    status: int
    """The HTTP status."""
    detail: str
    """What is wrong and what to do, in one line."""


class AnswerRequest(BaseModel):
    """How to answer. The settings apply to what is left out or null."""

    model_config = ConfigDict(
        extra="forbid", strict=True, frozen=True, json_schema_extra={"examples": [{"llm": False}]}
    )

    today: Day | None = Field(None, description="The day to treat as today.")
    llm: bool | None = Field(
        None, description="`true`: a local language model must write the answer; `false`: use none."
    )
    model: Text | None = Field(None, description="The language model's name; naming one makes it required.")
    beyond_notes: bool = Field(
        False, description="Where the notes don't say, ask the language model what it knows itself."
    )


class WriteRequest(AnswerRequest):
    """How to answer, and whether to change the note."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"llm": False, "write": False}]})

    style: Style = Field(
        "auto", description="`inline`: under the question; `page`: on one page of answers; `auto`: as the note allows."
    )
    write: bool = Field(False, description="`true`: change the note; `false`: only show what would change.")

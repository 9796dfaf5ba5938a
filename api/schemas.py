"""What requests hold. Results have no schemas of their own: they are rag's and index's types, served as they are."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from api.dates import first_day, last_day, read_day


def _day(read: Callable[[str], date], examples: list[str]) -> tuple[BeforeValidator, WithJsonSchema]:
    def validated(value: object) -> object:
        return read(value) if isinstance(value, str) else value

    return BeforeValidator(validated), WithJsonSchema({"type": "string", "examples": examples})


def _sound(text: str) -> str:
    """JSON and command lines can hold halves of surrogate pairs, which no library can encode."""
    return text.encode("utf-8", "replace").decode()


Text = Annotated[str, AfterValidator(_sound)]
Day = Annotated[date, *_day(read_day, ["2020-03-17"])]
FirstDay = Annotated[date, *_day(first_day, ["2020-03-17", "2020-03", "2020"])]
LastDay = Annotated[date, *_day(last_day, ["2020-03-17", "2020-03", "2020"])]


class Ask(BaseModel):
    """A question, and what narrows it; what is left out or null is as the settings say.

    A search takes the fields of an LLM too, and has no use for them.
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=True)

    question: Text = Field(examples=["what did I learn about CNNs"])
    from_: FirstDay | None = Field(None, alias="from", description="the first day to look at")
    to: LastDay | None = Field(None, description="the last day to look at")
    today: Day | None = Field(None, description="the day from which “last week” counts")
    limit: int | None = Field(None, ge=1, le=100, description="how many days at most")
    llm: bool | None = Field(None, description="true: a local LLM must word the answer; false: none may")
    model: Text | None = Field(None, description="the LLM's name; naming one means that it must word the answer")


class DaysRequest(BaseModel):
    """Which entries to list."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    from_: FirstDay | None = Field(None, alias="from", description="the first day to list")
    to: LastDay | None = Field(None, description="the last day to list")
    undated: bool = Field(False, description="those without a date, instead")
    doubtful: bool = Field(False, description="only those whose date is in doubt")


@dataclass(frozen=True, slots=True)
class Health:
    """What the server answers from."""

    status: str
    version: str
    files: int
    entries: int
    undated: int
    days: int
    first_day: date | None
    last_day: date | None
    passages: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a request got no result, and what to do, in one line."""

    detail: str

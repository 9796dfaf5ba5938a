"""Note -> open questions: what its author wrote down to answer later, and whether an answer stands below it."""

from dataclasses import dataclass
from datetime import date as Date


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question as its author wrote it. Lines count from 1 in the file, both ends included."""

    id: str
    """The same while its day and its words are, wherever its lines move: a hash of day, words and occurrence."""
    question: str
    """As read on the page, mojibake repaired, in one line."""
    date: Date | None
    path: str
    line: int
    line_end: int
    parent: str | None
    """The id of the question that it is a part of."""
    status: str
    """ "open", "answered in place", "asked again", "answered" (by daycite, below it), or "doubtful": may be none."""
    answer: str
    """What stands in place as its answer; "" where none does."""
    answered_on: Date | None
    context: str
    """The words before that it cannot be read without: for "why?" the sentence before. "" where it can."""
    score: float
    """From 0 to 1: how surely it is a question that its author has."""
    heading: str = ""
    """The heading or label that it stands under."""
    form: str = "item"
    """item, task, paragraph, heading or bracket."""
    block_end: int = 0
    """The last line of the paragraph, item or heading that it stands in: an answer is written below it."""
    answer_line: int | None = None
    answer_line_end: int | None = None
    weak: bool = False
    """The answer is only a link."""
    asked_on: tuple[Date, ...] = ()
    """The other days on which the same was asked."""

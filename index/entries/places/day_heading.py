"""A place in a note where a day may begin."""

from dataclasses import dataclass
from typing import Literal

from index.dates.label import Label

Origin = Literal["heading", "line", "byline", "drawer"]


@dataclass(frozen=True, slots=True)
class DayHeading:
    """A place where something new may begin: every heading, and lines that name a day."""

    line_start: int
    line_end: int
    """The last line of the heading or line itself."""
    level: float
    """A heading's level; a line's is half a step below the heading it stands under."""
    title: str
    label: Label
    origin: Origin
    bare: bool = False
    """A heading only by being a short line that stands alone."""
    listed: bool = False
    """A heading in a list's item, as outliners write them."""
    loose: bool = False
    """A line that is a day as others of the note are, or, with a label of no strength, a sentence that begins so."""

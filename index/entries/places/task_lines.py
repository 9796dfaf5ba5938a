"""Lines of a todo.txt: `x 2022-01-04 2022-01-02 clear gutters` is of the day on which it was done, `(A) 2022-02-02
passport photos due:2022-03-01` of that on which it was noted, one without a day of none."""

from collections.abc import Sequence

from index.dates.label import Label
from index.dates.moments import day_of_task, is_task_list
from index.entries.mention import ResolvedDay
from index.entries.places.day_heading import DayHeading
from index.notes.block import Block

_TITLE_CHARS = 100


def with_tasks(headings: list[DayHeading], blocks: Sequence[Block], whole: ResolvedDay) -> list[DayHeading]:
    """The headings, or the tasks of a file whose lines are such; of a file that has a day of its own they are."""
    texts = [block for block in blocks if block.kind == "paragraph" or block.bare]
    if len(texts) < len(blocks) or whole.date is not None or not is_task_list([b.text for b in texts]):
        return headings
    return [_task(block) for block in texts]


def _task(block: Block) -> DayHeading:
    written = day_of_task(block.text)
    label = Label(written, "strong" if written else "none")
    title = block.text if len(block.text) < _TITLE_CHARS else ""
    return DayHeading(block.line_start, block.line_start, 0.5, title, label, "line", loose=written is None)

"""Events of an answer -> a terminal, each as it comes. What is printed in the end is what `answer_text` makes."""

from collections.abc import Callable, Iterable

from api.cli.text.printing import answer_end, notice_of, statement_line
from index.text.foreign import one_line
from rag.answer.result import Answer, DaysFound, Event, Lead, Retracted
from rag.evidence.citations import Statement


def print_as_it_comes(events: Iterable[Event], say: Callable[[str], None]) -> Answer:
    """Prints the answer and returns it."""
    notice = ""
    for event in events:
        match event:
            case DaysFound():
                notice = event.notice
                _say_all(say, notice_of(notice))
            case Lead():
                _say_all(say, (one_line(event.text), ""))
            case Statement():
                say(statement_line(event))
            case Retracted():
                void = f"Disregard the above: the model failed ({one_line(event.reason)}). Instead:"
                _say_all(say, ("", void, "", *notice_of(notice)))
            case Answer():
                _finish(event, notice, say)
                return event
    raise AssertionError("an answer ends with itself")


def _finish(answer: Answer, notice: str, say: Callable[[str], None]) -> None:
    """What follows the statements; `notice` is what was printed before them."""
    if not answer.answered:
        say(one_line(answer.answer))
    later = answer.notice.removeprefix(notice).strip()
    _say_all(say, ("", one_line(later)) if later else ())
    _say_all(say, answer_end(answer))


def _say_all(say: Callable[[str], None], lines: Iterable[str]) -> None:
    for line in lines:
        say(line)

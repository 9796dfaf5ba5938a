"""Events of an answer -> a terminal, each as it comes. What is printed in the end is what `answer_text` makes."""

from collections.abc import Callable, Iterable

from api.cli.text.printing import answer_end, answer_text, notice_of, one_line, statement_line
from rag.answer.ask import Answer, DaysFound, Event, Lead
from rag.evidence.citations import Statement


def print_as_it_comes(events: Iterable[Event], say: Callable[[str], None]) -> Answer:
    """Prints the answer and returns it."""
    told, shown = "", list[Statement]()
    for event in events:
        if isinstance(event, DaysFound):
            told = event.notice
            _say_all(say, notice_of(told))
        elif isinstance(event, Lead):
            _say_all(say, (one_line(event.text), ""))
        elif isinstance(event, Statement):
            shown.append(event)
            say(statement_line(event))
        else:
            _finish(event, told, shown, say)
            return event
    raise AssertionError("an answer ends with itself")


def _finish(answer: Answer, told: str, shown: list[Statement], say: Callable[[str], None]) -> None:
    if shown and tuple(shown) != answer.statements:
        say("")
        say(f"Disregard the above: the model failed ({one_line(answer.llm_error or '')}). Instead:")
        say("")
        say(answer_text(answer))
        return
    if not answer.answered:
        say(one_line(answer.answer))
    later = answer.notice.removeprefix(told).strip()
    _say_all(say, ("", one_line(later)) if later else ())
    _say_all(say, answer_end(answer))


def _say_all(say: Callable[[str], None], lines: Iterable[str]) -> None:
    for line in lines:
        say(line)

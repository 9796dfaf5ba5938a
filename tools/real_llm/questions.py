"""Twenty questions over examples/journal, and what a model makes of them."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from rag.answer.ask import answering
from rag.answer.result import Answer
from rag.answer.sources import Sources
from rag.evidence.citations import Statement
from rag.llm.find import LLM
from rag.llm.prompt import Messages
from rag.llm.server import Ended, StreamPart
from rag.question.read import read_question

TODAY = date(2025, 12, 31)
QUESTIONS = (
    "why did my model overfit",
    "what did I learn about CNNs",
    "what is a convolution",
    "how many parameters did my MNIST network have",
    "what did I learn about transfer learning",
    "when did I first write about overfitting",
    "what did Grad-CAM show me",
    "what was I stuck on in November",
    "what are skip connections good for",
    "what accuracy did the moth classifier reach",
    "what did I do in May",
    "how does backpropagation work",
    "what did I read in October",
    "why do early layers transfer well",
    "what did I get wrong in March",
    "what are positional embeddings",
    "what did I learn about learning rates",
    "how did I split the moth photos",
    "which data augmentation helped",
    "what do I want to learn next year",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """How one question went."""

    question: str
    first: float | None
    """Seconds to the first statement of the model's own; None where it had none."""
    seconds: float
    answer: Answer
    read: int | None
    """Tokens that the server says it has read, with those that it had from before."""
    read_now: int | None
    """Of these the ones read for this question."""
    written: int
    """Pieces that it wrote: tokens, where each is sent by itself."""
    by_model: int


class Listening:
    """A language model whose server's counts are kept."""

    def __init__(self, llm: LLM) -> None:
        self._llm = llm
        self.read: int | None = None
        self.read_now: int | None = None
        self.written = 0

    def __getattr__(self, name: str) -> object:
        return getattr(self._llm, name)

    def write(self, messages: Messages, form: object, most: int, stop: object = None) -> "list[StreamPart]":
        for part in self._llm.write(messages, form, most, stop):  # type: ignore[arg-type]
            if isinstance(part, Ended):
                self.read, self.read_now = part.prompt_tokens, part.read_now
            else:
                self.written += 1
            yield part  # type: ignore[misc]


def ask_one(question: str, sources: Sources, llm: LLM) -> Asked:
    """Asks it as the doors do."""
    listening = Listening(llm)
    start = time.perf_counter()
    first = None
    answer: Answer | None = None
    for event in answering(read_question(question, TODAY), sources, 10, listening):  # type: ignore[arg-type]
        if isinstance(event, Statement) and first is None:
            first = time.perf_counter() - start
        if isinstance(event, Answer):
            answer = event
    assert answer is not None
    seconds = time.perf_counter() - start
    own = len(answer.statements) if answer.answered_by == llm.name else 0
    return Asked(
        question, first if own else None, seconds, answer, listening.read, listening.read_now, listening.written, own
    )


def table(rows: Sequence[Asked]) -> str:
    """A line a question, then what they come to."""
    lines = [f"{'question':48} {'read':>5} {'now':>5} {'wrote':>5} {'first':>6} {'all':>6} {'own':>4} {'left out':>8}"]
    for row in rows:
        first = f"{row.first:6.1f}" if row.first is not None else "     -"
        read, now = row.read or "-", row.read_now or "-"
        left_out = len(row.answer.rejected)
        lines.append(
            f"{row.question[:48]:48} {read:>5} {now:>5} {row.written:5} {first} {row.seconds:6.1f} "
            f"{row.by_model:4} {left_out:8}"
        )
    own = [row for row in rows if row.by_model]
    firsts = [row.first for row in own if row.first is not None]
    lines.append(f"with a supported statement of the model's own: {len(own)} of {len(rows)}")
    lines.append(f"supported statements: {sum(row.by_model for row in rows)}")
    lines.append(f"answered: {sum(row.answer.answered for row in rows)} of {len(rows)}")
    lines.append(f"tokens written: {sum(row.written for row in rows)}")
    if firsts:
        lines.append(f"seconds to the first statement: median {median(firsts):.1f}, most {max(firsts):.1f}")
    lines.append(f"seconds to the end: median {median(row.seconds for row in rows):.1f}")
    return "\n".join(lines)

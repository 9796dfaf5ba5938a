"""A language model's draft -> a statement whose citations hold, or a rejected one: support.py decides on what it says.

Each statement is tied to the sentences of the passages it names that share most with it, and those are its citations.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.store.rows import StoredPassage
from rag.evidence.assertions import Sentence, sentences
from rag.evidence.candidates import NoteReader, PassageEncoder
from rag.evidence.citations import Citation, Rejected, Statement, quote_stands
from rag.evidence.extract import cite
from rag.grounding.note_sentence import SourceSentence
from rag.grounding.support import is_advice, unsupported
from rag.grounding.words import words_of
from rag.llm.drafts import Draft
from rag.llm.prompt import Prompt

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True, slots=True)
class Check:
    """What drafts are held against."""

    prompt: Prompt
    read: NoteReader
    embedder: PassageEncoder
    fact: str = ""
    """What was computed about days and handed over."""

    def __call__(self, draft: Draft) -> Statement | Rejected:
        """The draft with citations that stand in the files, or why it is not shown."""
        named = [self.prompt.passages[n - 1] for n in dict.fromkeys(draft.numbers)]
        if not named:
            return Rejected(draft.text, "it cites no note")
        inside = [(passage, sentence) for passage in named for sentence in _sentences(passage, self.read)]
        if not inside:
            return Rejected(draft.text, "the notes it cites have changed")
        texts = [sentence.text for _, sentence in inside]
        said = [_said(passage, sentence) for passage, sentence in inside]
        reason = unsupported(draft.text, said, likeness_of(draft.text, texts, self.embedder), self.fact)
        citations = [] if reason else list(_citations(draft.text, inside))
        if not citations:
            return Rejected(draft.text, reason or "the notes it cites don't say it")
        return Statement(draft.text, tuple(citations))


def likeness_of(statement: str, texts: Sequence[str], embedder: PassageEncoder) -> float:
    """The cosine of the statement with the sentence, or the two neighbours, most like it."""
    both = [f"{one} {two}" for one, two in zip(texts, texts[1:], strict=False)]
    vectors: np.ndarray = embedder.embed([statement, *texts, *both])[0]
    return float((vectors[1:] @ vectors[0]).max(initial=0.0))


def _sentences(passage: StoredPassage, read: NoteReader) -> list[Sentence]:
    """The sentences of a passage as they stand in its file now; none where the file has changed."""
    note = read(passage.path)
    if note is None or not quote_stands(passage.text, note.fixed, passage.line_start, passage.line_end):
        return []
    return [s for s in sentences(note) if passage.line_start <= s.line_start and s.line_end <= passage.line_end]


def _said(passage: StoredPassage, sentence: Sentence) -> SourceSentence:
    heading = " ".join(filter(None, (passage.title, passage.heading)))
    return SourceSentence(sentence.text, passage.date, heading, passage.date_end)


def _citations(text: str, inside: Sequence[tuple[StoredPassage, Sentence]]) -> list[Citation]:
    """The best sentence of each passage, where it shares words with the statement that better ones have not."""
    asked = {word.stem for word in words_of(text) if word.kind in "wn"}
    found: list[tuple[int, StoredPassage, Sentence]] = []
    for passage in dict.fromkeys(passage for passage, _ in inside):
        of_it = [(len(asked & _stems(s)), s) for p, s in inside if p == passage and not is_advice(s.text)]
        shared, best = max(of_it, key=lambda pair: pair[0], default=(0, None))
        if best is not None and shared:
            found.append((shared, passage, best))
    found.sort(key=lambda one: -one[0])
    return [cite(passage, sentence) for shared, passage, sentence in found if 2 * shared >= found[0][0]]


def _stems(sentence: Sentence) -> set[str]:
    return {word.stem for word in words_of(sentence.text) if word.kind in "wn"}

"""A language model's draft -> a statement whose citations hold, or a rejected one: support.py decides on what it says.

Each statement is tied to the sentences of the passages it names that share most with it, and those are its citations.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from index.store.rows import StoredPassage
from rag.evidence.assertions import Sentence
from rag.evidence.candidates import PassageEncoder
from rag.evidence.citations import Citation, Rejected, Statement
from rag.evidence.extract import cite
from rag.evidence.note_sentences import NoteSentences
from rag.grounding.note_sentence import SourceSentence
from rag.grounding.support import is_advice, support
from rag.grounding.words import words_of
from rag.llm.drafts import Draft
from rag.llm.prompt import Prompt


@dataclass(frozen=True, slots=True)
class Check:
    """What drafts are held against."""

    prompt: Prompt
    notes: NoteSentences
    embedder: PassageEncoder
    fact: str = ""
    """What was computed about days and handed over."""

    def __call__(self, draft: Draft) -> Statement | Rejected:
        """The draft with citations that stand in the files, or why it is not shown."""
        named = [self.prompt.passages[n - 1] for n in dict.fromkeys(draft.numbers)]
        if not named:
            return Rejected(draft.text, "it cites no note")
        inside = [(passage, sentence) for passage in named for sentence in self.notes.of(passage)]
        if not inside:
            return Rejected(draft.text, "the notes it cites have changed")
        texts = [sentence.text for _, sentence in inside]
        sources = [_source(passage, sentence) for passage, sentence in inside]
        found = support(draft.text, sources, likeness_of(draft.text, texts, self.embedder), self.fact)
        citations = [] if found.level == "not" else list(_citations(draft.text, inside))
        if not citations:
            return Rejected(draft.text, found.reason or "the notes it cites don't say it")
        return Statement(draft.text, tuple(citations), partly=found.level == "partly")


def likeness_of(statement: str, texts: Sequence[str], embedder: PassageEncoder) -> float:
    """The cosine of the statement with the sentence, or the two neighbours, most like it."""
    pairs = [f"{first} {second}" for first, second in zip(texts, texts[1:], strict=False)]
    vectors = embedder.embed([statement, *texts, *pairs])[0]
    return float((vectors[1:] @ vectors[0]).max(initial=0.0))


def _source(passage: StoredPassage, sentence: Sentence) -> SourceSentence:
    heading = " ".join(filter(None, (passage.title, passage.heading)))
    text = (
        f"To do: {sentence.text}" if sentence.state else sentence.text
    )  # no word of the note tells that it is not done
    return SourceSentence(text, passage.date, heading, passage.date_end)


def _citations(text: str, inside: Sequence[tuple[StoredPassage, Sentence]]) -> list[Citation]:
    """The best sentence of each passage, where it shares words with the statement that better ones have not."""
    stems = _stems(text)
    best_of_passages: list[tuple[int, StoredPassage, Sentence]] = []
    for passage in dict.fromkeys(passage for passage, _ in inside):
        shares = [(len(stems & _stems(s.text)), s) for p, s in inside if p == passage and not is_advice(s.text)]
        shared, best = max(shares, key=lambda pair: pair[0], default=(0, None))
        if best is not None and shared:
            best_of_passages.append((shared, passage, best))
    best_of_passages.sort(key=lambda row: -row[0])
    most = max((shared for shared, _, _ in best_of_passages), default=0)
    return [cite(passage, sentence) for shared, passage, sentence in best_of_passages if 2 * shared >= most]


def _stems(text: str) -> set[str]:
    """The stems of the words that say something, and the numbers."""
    return {word.stem for word in words_of(text) if word.kind in "wn"}

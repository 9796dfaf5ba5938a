"""A language model's draft -> a statement whose citations hold, or a rejected one: support.py decides on what it says.

Each statement is tied to the sentences of the passages it names that share most with it, and those are its citations.
"""

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from index.store.rows import StoredPassage
from rag.evidence.assertions import Sentence
from rag.evidence.citations import Citation, Rejected, Statement
from rag.evidence.extract import cite
from rag.evidence.note_sentences import NoteSentences
from rag.grounding.alignment import Likeness, aligned_words
from rag.grounding.note_sentence import SourceSentence
from rag.grounding.support import is_advice, support
from rag.grounding.words import words_of
from rag.llm.drafts import Draft
from rag.llm.prompt import Prompt

_TRIED = 2  # notes that are tried for a statement that cites none, or another
_ALIKE = 0.6  # of its words that they must have


class TextEncoder(Protocol):
    """What the check needs of an embedder."""

    def embed(self, texts: Sequence[str]) -> tuple[np.ndarray, list[bytes]]: ...

    def kept_tokens(self, texts: Sequence[str]) -> list[np.ndarray]: ...


class KnownVectors:
    """An embedder that reads each text once: what a model says is held against the same sentences again and again."""

    def __init__(self, embedder: TextEncoder) -> None:
        self._embedder = embedder
        self._known: dict[str, tuple[np.ndarray, bytes]] = {}

    def embed(self, texts: Sequence[str]) -> tuple[np.ndarray, list[bytes]]:
        """(n, dim) unit vectors, and each text's token vectors."""
        if new := [text for text in dict.fromkeys(texts) if text not in self._known]:
            vectors, tokens = self._embedder.embed(new)
            self._known.update(zip(new, zip(vectors, tokens or [b""] * len(new), strict=True), strict=True))
        known = [self._known[text] for text in texts]
        return np.array([vector for vector, _ in known]), [tokens for _, tokens in known]

    def kept_tokens(self, texts: Sequence[str]) -> list[np.ndarray]:
        return self._embedder.kept_tokens(texts)


class Check:
    """What drafts are held against: the notes of one prompt, and what was computed about days and handed over."""

    def __init__(self, prompt: Prompt, notes: NoteSentences, embedder: TextEncoder, fact: str = "") -> None:
        self._prompt, self._notes, self._fact = prompt, notes, fact
        self._vectors = KnownVectors(embedder)

    def __call__(self, draft: Draft) -> Statement | Rejected:
        """The draft with citations that stand in the files, or why it is not shown.

        Small models leave out the number of a note, or write another's: then it is the note that bears all of the
        statement, if there is one.
        """
        named = [self._prompt.passages[n - 1] for n in dict.fromkeys(draft.numbers)]
        told = self._held_against(draft.text, named) if named else Rejected(draft.text, "it cites no note")
        if isinstance(told, Statement) and not told.partly:
            return told
        for passage in self._most_alike(draft.text, named):
            other = self._held_against(draft.text, [passage])
            if isinstance(other, Statement) and not other.partly:
                return other
        return told

    def _most_alike(self, text: str, named: Sequence[StoredPassage]) -> list[StoredPassage]:
        """The notes that share most words with the statement, without the one that is named."""
        stems = _stems(text)
        shares = [
            (len(stems & _stems(" ".join(sentence.text for sentence in self._notes.of(passage)))), passage)
            for passage in self._prompt.passages
            if list(named) != [passage]
        ]
        alike = sorted((row for row in shares if _ALIKE * len(stems) <= row[0] > 0), key=lambda row: -row[0])
        return [passage for _, passage in alike[:_TRIED]]

    def _held_against(self, text: str, passages: Sequence[StoredPassage]) -> Statement | Rejected:
        inside = [(passage, sentence) for passage in passages for sentence in self._notes.of(passage)]
        if not inside:
            return Rejected(text, "the notes it cites have changed")
        texts = [sentence.text for _, sentence in inside]
        sources = [_source(passage, sentence) for passage, sentence in inside]
        found = support(text, sources, likeness_of(text, texts, self._vectors), self._fact)
        citations = [] if found.level == "not" else list(_citations(text, inside))
        if not citations:
            return Rejected(text, found.reason or "the notes it cites don't say it")
        return Statement(text, tuple(citations), partly=found.level == "partly")


def likeness_of(statement: str, texts: Sequence[str], embedder: TextEncoder) -> Likeness:
    """Of the statement with the sentence, or the two neighbours, most like it; and of its words with all of theirs."""
    pairs = [f"{first} {second}" for first, second in zip(texts, texts[1:], strict=False)]
    vectors, tokens = embedder.embed([statement, *texts, *pairs])
    whole = float((vectors[1:] @ vectors[0]).max(initial=0.0))
    if not tokens or not tokens[0]:
        return Likeness(whole)
    places = [(int(start), int(end)) for start, end in embedder.kept_tokens([statement])[0]]
    notes = tokens[1 : len(texts) + 1]
    return Likeness(whole, aligned_words(statement, tokens[0], places, notes, vectors.shape[1]))


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

"""An LLM's drafts -> statements whose citations hold: each is tied to the sentence of a passage that says it."""

import re
from collections.abc import Sequence

from index.catalog import StoredPassage
from rag.candidates import ReadNote
from rag.citations import Citation, Rejected, Statement, quote_stands
from rag.evidence import Sentence, sentences
from rag.extract import cite
from rag.llm import Draft
from rag.prompt import Prompt

_WORD = re.compile(r"\w{3,}")
_SUPPORTED = 0.5  # share of a statement's words (by their first five letters) that its passages must have
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def checked(drafts: Sequence[Draft], prompt: Prompt, read: ReadNote) -> tuple[list[Statement], list[Rejected]]:
    """Statements with citations that stand in the files, and those that are not shown, each with the reason."""
    kept: list[Statement] = []
    rejected: list[Rejected] = []
    for draft in drafts:
        named = [prompt.passages[n - 1] for n in dict.fromkeys(draft.numbers)]
        reason = _unsupported(draft.text, named)
        citations = [c for passage in named if (c := _citation(draft.text, passage, read))] if not reason else []
        if citations:
            kept.append(Statement(draft.text, tuple(citations)))
        else:
            rejected.append(Rejected(draft.text, reason or "no sentence of the named notes stands in its file"))
    return kept, rejected


def _unsupported(text: str, passages: Sequence[StoredPassage]) -> str:
    """Why the passages cannot bear the statement, "" when they can."""
    if not passages:
        return "it names no note"
    said = " ".join(f"{p.heading} {p.text} {p.date or ''}" for p in passages)
    alien = [n for n in _NUMBER.findall(text) if n not in said]
    if alien:
        return f"the number {alien[0]} is not in the notes it names"
    asked, have = _stems(text), _stems(said)
    if asked and len(asked & have) / len(asked) < _SUPPORTED:
        return "its words are not those of the notes it names"
    return ""


def _stems(text: str) -> set[str]:
    return {word[:5] for word in _WORD.findall(text.casefold())}


def _citation(text: str, passage: StoredPassage, read: ReadNote) -> Citation | None:
    """The passage's sentence that shares most with the statement, cited; None when the file no longer has it."""
    note = read(passage.path)
    if note is None or not quote_stands(passage.text, note.fixed, passage.line_start, passage.line_end):
        return None
    inside = [s for s in sentences(note) if passage.line_start <= s.line_start and s.line_end <= passage.line_end]
    if not inside:
        return None
    best = max(inside, key=lambda s: _shared(text, s))
    return cite(passage, best) if _shared(text, best) > 0 else None


def _shared(text: str, sentence: Sentence) -> float:
    ours, theirs = _stems(text), _stems(sentence.text)
    return len(ours & theirs) / (len(ours | theirs) or 1)

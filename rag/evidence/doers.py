"""Who said or did what a sentence tells: the person that a question names, or another."""

import re
from collections.abc import Sequence

from index.store.rows import StoredPassage
from rag.evidence.assertions import Sentence

_SPEAKER = re.compile(r"^\W*([A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)\s*:")


def speaker(text: str) -> str:
    """Who speaks in "Mel: …"; "" where that is not said."""
    found = _SPEAKER.match(text)
    return found[1] if found else ""


def is_by_or_of(sentence: Sentence, passage: StoredPassage, names: Sequence[str]) -> bool:
    """Where its paragraph says who speaks ("Mel: …") it is that person; else what the passage names."""
    if who := speaker(sentence.paragraph):
        return any(re.search(rf"\b{re.escape(name)}", who) for name in names)
    where = f"{sentence.paragraph} {sentence.lead} {passage.text} {passage.heading} {passage.title}"
    return any(re.search(rf"\b{re.escape(name)}\b", where, re.IGNORECASE) for name in names)


def is_by_another(sentence: Sentence, names: Sequence[str]) -> bool:
    """Whether its paragraph says that someone speaks who is none of `names`; of others nothing is known."""
    who = speaker(sentence.paragraph) if names else ""
    return who != "" and not any(re.search(rf"\b{re.escape(name)}", who) for name in names)

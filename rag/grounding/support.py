"""A statement and source sentences -> whether they support it, and if not, why.

Small language models retell what they read with other numbers, other people or the opposite sense, and cite a true
note for it. So what a statement and the notes have in common is put into named features (features.py), and how likely
the notes support it is read from a table of weights (support_table.py), learned from statements with known answers.
`python -m tools.support_table` prints how well it tells them apart on statements that it did not learn from.

What needs no weighing: a sentence of the notes supports itself; a number, a name, a day and a web address must stand
there; and what tells a language model what to do supports nothing.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from index.text.language_data import any_of
from rag.grounding.alignment import Likeness
from rag.grounding.features import Comparison, compared
from rag.grounding.note_sentence import SourceSentence
from rag.grounding.support_table import SUPPORT_TABLES

SURE, SHOWN = 0.8, 0.47
"""From which likelihood on a statement is shown as supported, and as partly supported: chosen by cross-validation."""
_ADVICE = re.compile(any_of("grounding.advice"), re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"')\]]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Support:
    """How far notes bear a statement: all of it, probably (shown with a mark), or not (left out)."""

    level: Literal["supported", "partly", "not"]
    reason: str = ""
    """What speaks against it; "" where it is supported."""


def support(statement: str, sources: Sequence[SourceSentence], likeness: Likeness, known: str = "") -> Support:
    """How far the sentences support the statement.

    `likeness` is by vectors, see alignment.py; `known` is what was computed about days, whose numbers and days the
    statement may name too.
    """
    told = [source for source in sources if not is_advice(source.text)]
    if any(_letters(source.text) == _letters(statement) for source in told):
        return Support("supported")
    for address in (match.rstrip(".,;:!?") for match in _ADDRESS.findall(statement)):
        if not any(address in source.text for source in told):
            return Support("not", f"the address {address} is not in the notes it cites")
    found = compared(statement, told, likeness, known)
    if found is None:
        return Support("not", "none of its words are in the notes it cites")
    if found.missing:
        return Support("not", found.missing)
    sure = likelihood(found.values)
    if sure >= SURE:
        return Support("supported")
    return Support("partly" if sure >= SHOWN else "not", _why(found))


def unsupported(statement: str, sources: Sequence[SourceSentence], likeness: Likeness, known: str = "") -> str:
    """Why the sentences do not bear the statement, "" when they do, if only partly. Arguments as of `support`."""
    found = support(statement, sources, likeness, known)
    return found.reason if found.level == "not" else ""


def likelihood(values: dict[str, float]) -> float:
    """From 0 to 1: how likely a statement with these features is supported."""
    bias, weights = SUPPORT_TABLES["least_alike" in values]
    score = bias + sum(weight * values[name] for name, weight in weights.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def is_advice(text: str) -> bool:
    """Whether a sentence tells a language model what to do: it supports nothing."""
    return bool(_ADVICE.search(text))


def _why(found: Comparison) -> str:
    return found.against[0] if found.against else "its words are not those of the notes it cites"


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())

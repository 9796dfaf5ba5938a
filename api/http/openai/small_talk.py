"""What is said to a chat and asks nothing of the notes -> its reply, in a line."""

import re
from functools import cache

from index.text.folding import fold_punctuation
from index.text.language_data import SPACED, UNSPACED, any_of

_LONGEST = 80  # characters: what is longer asks something
HELLO = "Hello! Ask me about your notes, as in “what did I learn last week?”"
_WELCOME = "You’re welcome."
_ABOUT = (
    "I answer questions from your own dated notes, and say on which days you wrote it. Ask what you did in a time, when"
    " something was first or last, or how often, as in “when did I first write about running?”"
)


def small_talk(text: str) -> str | None:
    """ "thanks a lot!" -> "You're welcome."; None for whatever may be a question to the notes."""
    said = _kinds(text) if len(text) <= _LONGEST else None
    if not said or said == {"fillers"}:
        return None
    if "help" in said:
        return _ABOUT
    return HELLO if "greetings" in said else _WELCOME


def _kinds(text: str) -> set[str] | None:
    """What the text is made of, piece after piece; None where any of it is something else."""
    rest = " ".join(re.findall(r"[\w'-]+", fold_punctuation(text).casefold()))
    kinds: set[str] = set()
    while rest:
        kind, length = max(((kind, _length(kind, rest)) for kind in _KINDS), key=lambda found: found[1])
        if not length:
            return None
        kinds.add(kind)
        rest = rest[length:].strip()
    return kinds


_KINDS = ("help", "greetings", "thanks", "fillers")


def _length(kind: str, rest: str) -> int:
    """How many characters of it are one of the words of `kind`, the longest."""
    return max((match.end() for pattern in _patterns(kind) for match in [pattern.match(rest)] if match), default=0)


@cache
def _patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    """One pattern for each alternative, so that the longest can be told; words without spaces need no end."""
    spaced = any_of(f"small_talk.{kind}", SPACED)[3:-1].split("|")
    return (
        re.compile(f"(?:{any_of(f'small_talk.{kind}', UNSPACED)[3:-1]})"),
        *(re.compile(rf"{alternative}(?!\w)") for alternative in _whole(spaced)),
    )


def _whole(pieces: list[str]) -> list[str]:
    """Alternatives parted at each "|", put together again where that stood within brackets."""
    whole: list[str] = []
    for piece in pieces:
        if whole and whole[-1].count("(") > whole[-1].count(")"):
            whole[-1] += f"|{piece}"
        else:
            whole.append(piece)
    return whole

"""Whether the words between two times make a list of them: "in May, and again in July"."""

from collections.abc import Sequence

from index.text.folding import fold_punctuation
from rag.temporal.lexicon import VOCABULARY
from rag.temporal.rules.lists import LIST_WORDS
from rag.temporal.tokens import tokenize

_LONGEST = 30  # characters


def make_lists(betweens: Sequence[str], language: str) -> list[bool]:
    """Of the words between each two of several times, whether they make a list: commas do where an "and" follows."""
    joints = [_joint(between, language) for between in betweens]
    for index in range(len(joints) - 1, 0, -1):
        if joints[index] == "&" and joints[index - 1] == ",":
            joints[index - 1] = "&"
    return [joint == "&" for joint in joints]


def _joint(between: str, language: str) -> str:
    """ "&" where they are "and", "or" and the like and no more, "," where they are a comma, else ""."""
    if len(between) > _LONGEST or language not in VOCABULARY:
        return ""
    words = [word for word in tokenize(fold_punctuation(between), language) if word.kind not in "iDo"]
    joints = [word for word in words if word.kind in "&,"]
    if not joints or any(word.kind not in "&," and word.word not in LIST_WORDS for word in words):
        return ""
    return "&" if any(word.kind == "&" for word in joints) else ","

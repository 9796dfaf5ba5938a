"""Whether the words between two times make a list of them: "in May, and again in July"."""

from index.text.folding import fold_punctuation
from index.text.language_data import all_words
from rag.temporal.lexicon import VOCABULARY
from rag.temporal.tokens import tokenize

_BESIDE = all_words("time.list_words")
"""Words that may stand beside "and": also, again."""
_LONGEST = 30  # characters


def is_listed(between: str, language: str) -> bool:
    """Whether they are "and", "or", a comma and the like, and no more."""
    if len(between) > _LONGEST or language not in VOCABULARY:
        return False
    words = [word for word in tokenize(fold_punctuation(between), language) if word.kind not in "iDo"]
    joints = [word for word in words if word.kind in "&,"]
    return bool(joints) and all(word.kind in "&," or word.word in _BESIDE for word in words)

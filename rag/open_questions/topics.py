"""Open questions -> groups that speak of the same thing: by the rarest of the words that several of them share."""

from collections import Counter
from collections.abc import Sequence

from index.open_questions.find import OpenQuestion
from index.text.language_data import all_words
from rag.question.terms import content_words

OTHERS = "others"
_LEAST = 2  # questions that make a topic
_FEW = 5  # that a topic may have, however few questions there are
_NO_TOPIC = all_words("grounding.framing") | all_words("grounding.light_verbs")
"""Words that questions share and that speak of nothing: "like", "thing", "make"."""
_SHARE = 0.25  # of all questions: a word in more of them tells nothing apart


def by_topic(questions: Sequence[OpenQuestion]) -> list[tuple[str, list[OpenQuestion]]]:
    """(topic, its questions in their order), the largest topics first; what shares no word with another comes last."""
    contents = [content_words(question.question) for question in questions]
    words = [dict.fromkeys(_root(word) for word in of_one if word not in _NO_TOPIC) for of_one in contents]
    named = {_root(word): word for of_one in reversed(contents) for word in of_one}
    count = Counter(word for of_one in words for word in of_one)
    most = max(_SHARE * len(questions), _FEW)
    topics = [
        max((w for w in of_one if _LEAST <= count[w] <= most), key=lambda w: (count[w], len(w)), default=OTHERS)
        for of_one in words
    ]
    sizes = Counter(topics)
    groups: dict[str, list[OpenQuestion]] = {}
    for question, topic in zip(questions, topics, strict=True):
        groups.setdefault(named.get(topic, topic) if sizes[topic] >= _LEAST else OTHERS, []).append(question)
    return sorted(groups.items(), key=lambda pair: (pair[0] == OTHERS, -len(pair[1])))


def _root(word: str) -> str:
    """One for singular and plural, with and without hyphen."""
    bare = word.replace("-", "")
    if len(bare) > 5 and bare.endswith(("xes", "ches", "shes", "sses")):
        return bare[:-2]
    return bare[:-1] if len(bare) > 4 and bare.endswith("s") and not bare.endswith("ss") else bare

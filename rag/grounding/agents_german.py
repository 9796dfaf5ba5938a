"""Who does what in German, where verbs stand second or last and articles tell agents from others."""

from collections.abc import Sequence

from index.text.language_data import all_words
from rag.grounding.note_sentence import ParsedSentence
from rag.grounding.words import AUTHOR, Word

_HAVE = all_words("grounding.verb_last.helping")
_NOT_AGENTS = all_words("grounding.verb_last.no_agents") | all_words("grounding.verb_last.prepositions")
_AUTHOR_PRONOUNS = all_words("grounding.verb_last.authors")
_ARTICLES = all_words("grounding.verb_last.articles")
_WHEN = all_words("grounding.verb_last.times")


def wrong_german_agent(words: Sequence[Word], near: Sequence[ParsedSentence]) -> str:
    """ "Tante Inge hat den Kuchen gebacken" for "Opa hat den Kuchen gebacken"."""
    known = {word.stem for note in near for word in note.words}
    for i, word in enumerate(words):
        ours = _agents(words, i)
        at = [(note.words, j) for note in near for j, w in enumerate(note.words) if w.stem == word.stem]
        theirs = [_agents(there, j) for there, j in at]
        if not ours or not theirs or not all(theirs) or any(ours & agents for agents in theirs):
            continue
        if ours <= known | {AUTHOR}:
            return f"in the notes it cites, someone else does “{word.text}”"
    return ""


def _agents(words: Sequence[Word], place: int) -> frozenset[str]:
    """Who does a verb that stands last, after "hat", or right behind its agent; none where that cannot be told."""
    verb = words[place]
    if verb.kind != "w" or not verb.text.islower():
        return frozenset()
    here = [i for i, word in enumerate(words) if word.piece == verb.piece]
    helping = next((i for i in here if i < place and words[i].text.casefold() in _HAVE), None)
    if helping is not None and place == here[-1] and verb.text.endswith(("t", "en")):
        after = _right_after(words, helping, place)
        return after if AUTHOR in after else _named(words, here[0], helping) or after
    before = _named(words, here[0], place)
    right_behind = helping is None and place == here[0] + len(before) + _articles(words, here[0])
    return before if right_behind else frozenset()


def _articles(words: Sequence[Word], first: int) -> int:
    return int(words[first].text.casefold() in _ARTICLES)


def _named(words: Sequence[Word], first: int, end: int) -> frozenset[str]:
    """The agents from `first` on: none where an article or a preposition rules them out, or a time is named."""
    agents: set[str] = set()
    for word in words[first:end]:
        lower = word.text.casefold()
        if lower in _NOT_AGENTS:
            return frozenset()
        if lower in _AUTHOR_PRONOUNS:
            agents.add(AUTHOR)
        elif word.kind == "w" and word.text[0].isupper() and lower not in _WHEN:
            agents.add(word.stem)
    return frozenset(agents)


def _right_after(words: Sequence[Word], helping: int, end: int) -> frozenset[str]:
    """The agent behind "hat": its first noun, "hat Lena dem Nachbarn"; none where another case comes first."""
    for i in range(helping + 1, min(helping + 3, end)):
        lower = words[i].text.casefold()
        if lower in _AUTHOR_PRONOUNS:
            return frozenset([AUTHOR])
        if lower in _NOT_AGENTS:
            return frozenset()
        if words[i].kind == "w" and words[i].text[0].isupper():
            joined = i + 1 < end and words[i + 1].kind == "w" and words[i + 1].text[0].isupper()
            return frozenset(word.stem for word in words[i : i + 1 + joined])
    return frozenset()

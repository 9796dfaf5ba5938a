"""Who does what: the agents of a statement's verbs, compared with those that the verbs have in the notes."""

from collections.abc import Sequence

from index.text.language_data import all_words
from rag.grounding.note_sentence import ParsedSentence
from rag.grounding.words import AUTHOR, Word, is_past, stem

_OBJECT_PRONOUNS = all_words("grounding.object_pronouns")
_BETWEEN = all_words("grounding.between_agents")
_ACTION_STEMS = frozenset(map(stem, all_words("grounding.light_verbs")))
_HAVE = all_words("grounding.helping")


def wrong_agent(words: Sequence[Word], near: Sequence[ParsedSentence], tongue: str) -> str:
    """ "You told the doctor" for "the doctor told me", "the cat burned it" for "Emil burned it"."""
    for i, word in enumerate(words):
        # Else a noun or an adjective may be meant: in English nothing but its past tells a verb by its form.
        if not _may_be_done(words, i) or (tongue == "en" and not is_past(word.text)):
            continue
        ours = _agents(words, i)
        at = _most_alike(words, i, [(n, j) for n in near for j, w in enumerate(n.words) if w.stem == word.stem])
        places = [(note.words, j) for note, j in at]
        theirs = [_agents(note.words, j, note.begins_with_doing) for note, j in at]
        if not ours or not theirs or not all(theirs) or any(ours & agents for agents in theirs):
            continue
        certain = AUTHOR in ours or any(AUTHOR in agents for agents in theirs) or _all_known(ours, near)
        if certain and all(_not_before(ours, agents, *at) for agents, at in zip(theirs, places, strict=True)):
            return f"in the notes it cites, someone else does “{word.text}”"
    return ""


def _most_alike(
    words: Sequence[Word], place: int, at: Sequence[tuple[ParsedSentence, int]]
) -> list[tuple[ParsedSentence, int]]:
    """Of a verb's places in the notes those that share most of what follows it: his drill was lent, and a ladder."""
    follows = _following(words, place)
    shared = [len(follows & _following(note.words, j)) for note, j in at]
    most = max(shared, default=0)
    return [verb_place for verb_place, count in zip(at, shared, strict=True) if count == most]


def _following(words: Sequence[Word], place: int) -> frozenset[str]:
    here = words[place]
    return frozenset(w.stem for w in words[place + 1 :] if w.clause == here.clause and w.kind in "wn")


def _may_be_done(words: Sequence[Word], place: int) -> bool:
    """Whether the word can be a verb: no name, no -ing, and no subject of the verb that follows it."""
    word = words[place]
    if (word.kind != "w" and word.stem not in _ACTION_STEMS) or word.name or word.text.endswith("ing"):
        return False
    return place + 1 >= len(words) or not (words[place + 1].kind == "b" or is_past(words[place + 1].text))


def _not_before(ours: frozenset[str], theirs: frozenset[str], words: Sequence[Word], place: int) -> bool:
    """Whether who does it in the statement stands, in this sentence, behind the verb only or nowhere."""
    return AUTHOR in ours | theirs or not any(word.stem in ours for word in words[:place])


def _all_known(stems: frozenset[str], near: Sequence[ParsedSentence]) -> bool:
    return stems <= frozenset(word.stem for note in near for word in note.words)


def _agents(words: Sequence[Word], place: int, left_out: bool = False) -> frozenset[str]:
    """Who stands right before a verb, AUTHOR or words' stems; none where that cannot be told.

    `left_out`: where nobody stands before it, it is the author.
    """
    agents: set[str] = set()
    for i in range(place - 1, max(-1, place - 6), -1):
        word = words[i]
        lower = word.text.casefold()
        if word.piece != words[place].piece:
            break
        if agents:
            if lower != "and":
                break
            agents |= {w.stem for w in words[max(0, i - 1) : i] if w.kind in "aw"}
            break
        if word.kind == "a" and lower not in _OBJECT_PRONOUNS:
            agents.add(AUTHOR)
        elif word.kind == "w" and not is_past(word.text):
            agents.add(word.stem)
        elif word.kind in "apn" or lower in _BETWEEN or word.kind == "b" and lower not in _HAVE:
            return frozenset()  # a passive, or "is …": the agent is not before it
    if left_out and not agents and is_past(words[place].text):
        return frozenset([AUTHOR])
    return frozenset(agents)

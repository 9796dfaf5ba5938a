"""Who does what: a statement's people and agents, compared with those of the notes."""

from collections.abc import Sequence
from itertools import pairwise, takewhile

from index.text.language_data import all_words
from rag.grounding.note_sentence import ParsedSentence
from rag.grounding.words import AUTHOR, Word, is_past, stem

_BY = all_words("grounding.before_others")
_TO_PLACES = all_words("grounding.before_places")
_ARTICLES = all_words("grounding.name_articles")
_OBJECT_PRONOUNS = all_words("grounding.object_pronouns")
_BETWEEN = all_words("grounding.between_agents")
_ACTION_STEMS = frozenset(map(stem, all_words("grounding.light_verbs")))
_HAVE = all_words("grounding.helping")


def wrong_person(words: Sequence[Word], notes: Sequence[ParsedSentence]) -> str:
    """Why a person of the statement is not the person of the notes, "" where nothing contradicts."""
    for word in words:
        if word.kind == "w" and _is_name_there(word, notes) and _of_another(word, words, notes):
            return f"the notes it cites say that of someone other than {word.text}"
    return ""


def _is_name_there(word: Word, notes: Sequence[ParsedSentence]) -> bool:
    there = [w for note in notes for w in note.words if w.stem == word.stem]
    return word.text[0].isupper() and any(w.name or w.text[0].isupper() for w in there)


def _of_another(name: Word, words: Sequence[Word], notes: Sequence[ParsedSentence]) -> bool:
    """Whether most of what the statement says beside a name stands, in the notes, beside others only."""
    before = [w for w in words[: words.index(name)] if not w.text[0].isupper() and w.text.casefold() not in _ARTICLES]
    if before and before[-1].text.casefold() in _BY:
        return False
    beside = _beside(name, words)
    own: set[str] = set()
    others: set[str] = set()
    names: set[str] = set()
    for note in notes:
        names = _share_out(note, name.stem, names, own, others)
    matched = beside & (own | others)
    return bool(matched) and len(matched - own) > len(matched) / 2


def _is_person_there(words: Sequence[Word]) -> bool:
    """Whether a name stands there that no "in", "at" or "to" makes a place."""
    for i, word in enumerate(words):
        before = words[i - 1].text.casefold() if i else ""
        if word.kind == "w" and word.text[0].isupper() and before not in _BY | _TO_PLACES:
            return True
    return False


def _beside(name: Word, words: Sequence[Word]) -> set[str]:
    """What a clause says after a name, up to the next name; what it says before it where nothing follows."""
    here = [word for word in words if word.clause == name.clause]
    place = here.index(name)
    after = list(takewhile(lambda word: not word.text[0].isupper(), here[place + 1 :]))
    words_after = {word.stem for word in after if word.kind in "wn"}
    return words_after or {word.stem for word in here if word.kind in "wn" and not word.text[0].isupper()}


def _share_out(note: ParsedSentence, name: str, names: set[str], own: set[str], others: set[str]) -> set[str]:
    """Puts the words of each clause to the name's `own` or to the `others`; a sentence without a person is nobody's."""
    first = next((w for w in note.words if w.kind in "apw"), None)
    goes_on = first is not None and first.kind == "p"
    if (
        not goes_on
        and not any(word.kind == "w" and word.text[0].isupper() for word in note.words[1:])
        and not (first is not None and first.text[0].isupper() and first.kind == "w" and not is_past(first.text))
    ):
        return names
    here_named = names if goes_on else set[str]()
    for clause in sorted({word.clause for word in note.words}):
        here = [word for word in note.words if word.clause == clause]
        named = {w.stem for w in here if w.name or (w.text[0].isupper() and w.kind == "w")}
        here_named = named if named and _is_person_there(here) else named | here_named
        target = own if name in here_named or name in note.heading else others
        target |= {w.stem for w in here if w.kind in "wn"}
    return here_named or names


def wrong_agent(words: Sequence[Word], near: Sequence[ParsedSentence]) -> str:
    """ "You told the doctor" for "the doctor told me", "the cat burned it" for "Emil burned it"."""
    for i, word in enumerate(words):
        if not _may_be_done(words, i):
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


def put_together(words: Sequence[Word], notes: Sequence[ParsedSentence]) -> str:
    """ "You sold the new bike" for "sold the car. The new bike arrives": neighbours that the notes hold apart."""
    blocks = _blocks(notes)
    apart, pairs = 0, 0
    content = [word for word in words if word.kind == "w" and not word.name]
    for first, second in pairwise(content):
        if first.piece != second.piece or first.stem == second.stem:
            continue
        pairs += 1
        known = all(any(word.stem in block for block in blocks) for word in (first, second))
        doing = is_past(first.text) or is_past(second.text)
        apart += known and doing and not any({first.stem, second.stem} <= block for block in blocks)
    if apart and 2 * apart >= pairs:
        return "it combines what the notes it cites say about different things"
    return _said_of_another(words, blocks)


def _said_of_another(words: Sequence[Word], blocks: Sequence[set[str]]) -> str:
    """ "The thermos was green" for "the brightest one green. The thermos froze"."""
    for i, word in enumerate(words):
        if word.kind != "b" or word.text.casefold() in _HAVE or i + 1 >= len(words):
            continue
        after = words[i + 1]
        before = next((w for w in reversed(words[:i]) if w.kind == "w" and not w.name and w.piece == word.piece), None)
        if before is None or after.kind != "w" or after.piece != word.piece:
            continue
        holding = [block for block in blocks if after.stem in block]
        if holding and any(before.stem in block for block in blocks) and not any(before.stem in b for b in holding):
            return f"the notes it cites say “{after.text}” of something else"
    return ""


def _blocks(notes: Sequence[ParsedSentence]) -> list[set[str]]:
    """The stems of each sentence, with those of the one before and the first where it goes on ("She wants …")."""
    blocks: list[set[str]] = []
    for note in notes:
        stems = {word.stem for word in note.words} | note.heading
        blocks.append(stems | blocks[-1] | blocks[0] if note.goes_on() and blocks else stems)
    return blocks

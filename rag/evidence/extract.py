"""Judged sentences -> statements without an LLM: those that answer, and no more.

A statement is what one paragraph or item of the notes says of the matter, in its own words.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import accumulate
from typing import TypeGuard

import numpy as np

from index.store.rows import StoredPassage
from rag.evidence.assertions import Sentence
from rag.evidence.candidates import Candidate
from rag.evidence.citations import Citation, MeantTime, Statement
from rag.evidence.confidence import is_understood
from rag.evidence.judgement import Judged
from rag.evidence.sentence_features import Wanted, has_number
from rag.question.intent import AnswerForm
from rag.temporal.told.relative_times import resolved_times

MAX_STATEMENTS = 8  # as many as are read at a glance
MOST: Mapping[AnswerForm, int] = {"fact": 4, "topic": MAX_STATEMENTS}
ENOUGH: Mapping[AnswerForm, float] = {"fact": 0.4, "topic": 0.6}
"""Of the best paragraph's probability: what is less likely to answer is left out."""
_ENOUGH_UNSPACED = 0.9  # of scripts without spaces, which the judge does not read
_LIKELY = 0.27  # what further ones need in spaced languages that the model does not know: below it one in six answers
_NAMED, _ALL = 0.3, 0.999  # of a topic: what has all its words itself is said sooner
_BESIDE, _BESIDE_ROW = 0.6, 0.85  # of its paragraph's best probability: said along with it; rows differ in a word
_A_PARAGRAPH, _OF_CODE = 3, 6  # sentences said of one paragraph at most, and lines of code
_LITTLE, _BELOW = 60, 240  # characters of an item that says little without those below it, and of these together
_AT_A_GLANCE = 340  # characters of a statement with the sentences beside it
_INTRODUCING = (":", "：", "...", "…")
_SAME = 0.92  # cosine of two sentences that say the same; less would drop what differs in one word, as a number
MOST_ALSO, _ALSO = 4, 0.12  # further days that are named, and the share of the best one's probability that they have
_CLOSING, _ENDING = ")]\"'”’»」』`*_ ", tuple(".!?…:;,。！？：；、—–")
_TURN = 10.0  # more than any score: no second sentence of a day before the best of every other


def extract(judged: Judged, form: AnswerForm, of_each_day: bool = False, wanted: Wanted = "") -> list[Statement]:
    """Statements, near-duplicates left out: of a fact the best first, of a topic the oldest.

    `wanted`: what follows the best sentence, where that has no number, or none of the reasons, that are asked for.

    `of_each_day`: a second sentence of a day only after the best of every other, for questions that ask for days alone.
    """
    paragraphs = [[candidate] for candidate in _each_day(judged)] if of_each_day else _likeliest(judged, form)
    if form == "topic":
        paragraphs.sort(key=lambda paragraph: _place(paragraph[0]))
    leads = [paragraph[0].sentence.lead for paragraph in paragraphs]
    said = [
        statement(paragraph, leads[i] not in leads[:i], wanted if i == 0 and form == "fact" else "", not of_each_day)
        for i, paragraph in enumerate(paragraphs)
    ]
    return [one for i, one in enumerate(said) if not any(_says_no_more(one, other) for other in said[:i])]


def _says_no_more(one: Statement, other: Statement) -> bool:
    """Whether all that it says is part of what another of the same day says, but for what only introduces it."""
    if one.citations[0].days != other.citations[0].days:
        return False
    own = [c for c in one.citations if not c.quote.rstrip(_CLOSING).endswith(_INTRODUCING)]
    return one.text in other.text or bool(own) and all(any(c.is_within(its) for its in other.citations) for c in own)


def also_found(judged: Judged, said: Sequence[Statement]) -> list[Statement]:
    """What else may be of the matter: the likeliest sentence of each further day, best first."""
    days = {citation.days for statement in said for citation in statement.citations}
    candidates, probability = judged.scored.candidates, judged.probability
    least = _ALSO * float(probability.max(initial=0.0))
    found: list[Statement] = []
    for i in np.argsort(-probability, kind="stable").tolist():
        if len(found) == MOST_ALSO or probability[i] < least:
            break
        one = statement([candidates[i]])
        if one.citations[0].days not in days:
            days.add(one.citations[0].days)
            found.append(one)
    return found


def best_candidate(judged: Judged) -> Candidate:
    """The sentence that answers most surely."""
    return judged.scored.candidates[int(np.argmax(judged.probability))]


def _likeliest(judged: Judged, form: AnswerForm) -> list[list[Candidate]]:
    """The sentences of the paragraphs that answer most surely, best paragraph first."""
    candidates, vectors, probability = judged.scored.candidates, judged.scored.vectors, judged.probability
    paragraphs: dict[tuple[str, int], list[int]] = defaultdict(list)
    for i in np.argsort(-probability, kind="stable").tolist():
        paragraphs[candidates[i].passage.path, candidates[i].sentence.block].append(i)
    enough = _enough(judged, form)
    chosen: list[list[int]] = []
    for rows in paragraphs.values():  # in the order of their best sentences
        best = rows[0]
        if len(chosen) == MOST[form]:
            break
        if probability[best] < enough[best]:
            continue
        if not chosen or float((vectors[[others[0] for others in chosen]] @ vectors[best]).max()) < _SAME:
            share = _BESIDE if candidates[best].sentence.role != "row" else _BESIDE_ROW
            likely = [i for i in rows if probability[i] >= share * probability[best]]
            state = candidates[best].sentence.state
            chosen.append([i for i in likely if candidates[i].sentence.state == state][:_A_PARAGRAPH])
    return [sorted((candidates[i] for i in rows), key=lambda c: c.sentence.number) for rows in chosen]


def _enough(judged: Judged, form: AnswerForm) -> np.ndarray:
    """(n,) the probability from which on each sentence is said."""
    best = float(judged.probability.max(initial=0.0))
    share = _ENOUGH_UNSPACED if judged.writing == "unspaced" else ENOUGH[form]
    least = 0.0 if judged.writing != "spaced" or is_understood(judged) else min(_LIKELY, best)
    out = np.full(len(judged.probability), max(share * best, least))
    if form == "topic" and "own_coverage" in judged.scored.more:
        out[judged.scored.more["own_coverage"] > _ALL] = _NAMED * best
    return out


def _each_day(judged: Judged) -> list[Candidate]:
    """The most prominent sentence of each day, then the second of each, and so on."""
    candidates, vectors = judged.scored.candidates, judged.scored.vectors
    scores = judged.scored.meaning + np.array([candidate.place for candidate in candidates])
    scores = scores - _turns(candidates, scores)
    chosen: list[int] = []
    for i in np.argsort(-scores, kind="stable").tolist():
        if len(chosen) == MAX_STATEMENTS:
            break
        if not chosen or float((vectors[chosen] @ vectors[i]).max()) < _SAME:
            chosen.append(i)
    return [candidates[i] for i in chosen]


def _turns(candidates: Sequence[Candidate], scores: np.ndarray) -> np.ndarray:
    """(n,) 0 for the best of each day, 10 for the second best, and so on."""
    seen: Counter[object] = Counter()
    turns = np.zeros(len(candidates))
    for i in np.argsort(-scores, kind="stable").tolist():
        passage = candidates[i].passage
        day = passage.date or passage.path
        turns[i] = _TURN * seen[day]
        seen[day] += 1
    return turns


def _place(candidate: Candidate) -> tuple[date, str, int]:
    return candidate.passage.date or date.max, candidate.passage.path, candidate.sentence.number


def statement(
    paragraph: Sequence[Candidate], with_lead: bool = True, wanted: Wanted = "", with_neighbours: bool = False
) -> Statement:
    """Sentences of one paragraph, in its order, as a statement that can be read on its own.

    "…" stands for what lies between two that do not follow each other.
    """
    first, passage = paragraph[0].sentence, paragraph[0].passage
    said = [candidate.sentence for candidate in paragraph]
    if len(said) == 1 and first.children:
        said += _with_it(first)
    said = _bridged(said)
    said += _behind(said, wanted)
    said = _with_neighbours(said) if with_neighbours else said
    parts = [first.lead] if with_lead and first.lead else []
    leads = [first.led_by] if with_lead and first.led_by else []
    for number, sentence in enumerate(said):
        text = sentence.text
        if number and not _leads([first, *said[:number]], sentence):
            text = f"{sentence.lead} {text}"
            leads += [sentence.led_by] if sentence.led_by else []
        gap = number and said[number - 1].number + 1 != sentence.number
        parts.append(f"… {text}" if gap and _ends(parts[-1]) else text)
    times = resolved_times(" ".join(parts), passage.date) if passage.date and not passage.date_end else []
    return Statement(
        _joined(parts, headed=len(parts) > len(said) or said[-1] in first.children),
        tuple(cite(passage, sentence) for sentence in dict.fromkeys([*said, *leads])),
        first.state,
        tuple(MeantTime(words, days) for words, days in times),
    )


def _bridged(said: Sequence[Sentence]) -> list[Sentence]:
    """With what lies between two of one paragraph, where all can be read at a glance: the second leans on it."""
    out = list(said[:1])
    for sentence in said[1:]:
        between: list[Sentence] = []
        after = out[-1].next
        while after is not None and after.number < sentence.number:
            between.append(after)
            after = after.next
        whole = (
            after is not None and after.number == sentence.number and all(s.state == sentence.state for s in between)
        )
        out += [*between, sentence] if whole and _length([*said, *between]) <= _AT_A_GLANCE else [sentence]
    return out


def _length(said: Sequence[Sentence]) -> int:
    """In characters."""
    return sum(len(sentence.text) for sentence in said)


def _behind(said: Sequence[Sentence], wanted: Wanted) -> list[Sentence]:
    """What follows the last sentence in its paragraph and has what is wanted: the reason, or the first number."""
    follows = said[-1].next
    if not wanted or follows is None or wanted == "number" and any(has_number(sentence.text) for sentence in said):
        return []
    if wanted == "reason":
        return [follows]
    after = [follows, follows.next] if follows.next else [follows]
    numbered = next((n for n, sentence in enumerate(after) if has_number(sentence.text)), None)
    return [] if numbered is None else [sentence for sentence in after[: numbered + 1] if sentence]


def _with_neighbours(said: Sequence[Sentence]) -> list[Sentence]:
    """With what follows in the paragraph, else what goes before, while all can be read at a glance.

    What is asked often stands in the sentence beside the one that names it: "We went to the coast. The hut was Ada's."
    """
    following, before = said[-1].next, said[0].previous
    out = list(said)
    if _goes_on(following, out):
        out, following = [*out, following], following.next
    if _fits(before, out) and _adjoin(before, out[0]) and not said[0].lead:
        out = [*_with_its_lead(before, out), *out]
    if _goes_on(following, out):
        out = [*out, following]
    return out


def _goes_on(following: Sentence | None, said: Sequence[Sentence]) -> TypeGuard[Sentence]:
    """Whether what follows can be said along with the others, and they hold what it leans on."""
    return _fits(following, said) and _leads(said, following) and _adjoin(said[-1], following)


def _with_its_lead(before: Sentence, out: Sequence[Sentence]) -> list[Sentence]:
    """What goes before; where it leans on what goes before it in turn, both or neither."""
    if not before.lead:
        return [before]
    first = before.previous
    whole = first is not None and first.text == before.lead and _fits(first, [before, *out]) and _adjoin(first, before)
    return [first, before] if whole and first is not None and not first.lead else []


def _fits(near: Sentence | None, said: Sequence[Sentence]) -> TypeGuard[Sentence]:
    """Whether it can be said along with the others: as sure as they, and short."""
    if near is None or near.role != "assertion" or near.state != said[0].state or len(said) >= _A_PARAGRAPH:
        return False
    return _length([*said, near]) <= _AT_A_GLANCE


def _leads(said: Sequence[Sentence], item: Sentence) -> bool:
    """Whether what it stands below, or leans on, is said: "They do this by:" may make all the difference."""
    return not item.lead or any(item.lead in (one.text, one.lead) for one in said)


def _adjoin(one: Sentence, other: Sentence) -> bool:
    """Whether nothing, be it a question, stands between them in their paragraph."""
    return "".join(f"{one.text}{other.text}".split()) in "".join(one.paragraph.split())


def _with_it(parent: Sentence) -> list[Sentence]:
    """The items below one that says little by itself, the code that it introduces."""
    shows = parent.text.rstrip(_CLOSING).endswith(_INTRODUCING)
    if not shows and (len(parent.text) > _LITTLE or parent.text.endswith((".", "!", "。"))):
        return []
    below = [child for child in parent.children if shows or child.role != "code"]
    lengths = accumulate(len(child.text) for child in below)
    short = [child for child, length in zip(below, lengths, strict=True) if length <= _BELOW]
    most = _OF_CODE if any(child.role == "code" for child in short) else _A_PARAGRAPH
    return [child for child in short if child.state == parent.state][:most]


def _joined(parts: Sequence[str], headed: bool) -> str:
    """Parts as one text: items beside each other, and behind the first where that is what they stand below."""
    text = parts[0]
    for number, part in enumerate(parts[1:]):
        sign = "" if _ends(text) or part.startswith("…") else ":" if headed and number == 0 else ";"
        text += f"{sign} {part}"
    return text


def _ends(text: str) -> bool:
    """Whether a text ends as sentences do, or with a sign that something follows."""
    return text.rstrip(_CLOSING)[-1:] in _ENDING


def cite(passage: StoredPassage, sentence: Sentence) -> Citation:
    return Citation(
        passage.date,
        passage.date_source,
        passage.path,
        sentence.cited_from or sentence.line_start,
        sentence.line_end,
        passage.heading or passage.title,
        sentence.quote,
        passage.date_end,
    )

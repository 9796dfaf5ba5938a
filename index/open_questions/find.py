"""Note -> open questions: what its author wrote down to answer later, and whether an answer stands below it.

A line is a question by its form and its place (score.py), answered by what stands around it
(answered.py); which of several notes ask the same is seen only over all of them (`grouped`).
"""

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date as Date

from index.entries.entry import Entry
from index.notes.block import Block
from index.notes.blocks import blocks
from index.notes.note import Note
from index.notes.templates import has_template_commands, template_blocks
from index.open_questions.answered import InPlace, in_place
from index.open_questions.forms import bracketed, has_mark
from index.open_questions.lines import Line, LinePlace
from index.open_questions.note_lines import NoteLines
from index.open_questions.places import day_finder, names_questions, placed_lines
from index.open_questions.score import DOUBTFUL, REPORTED, score
from index.text.folding import fold_line
from index.text.language_data import any_of
from index.text.stop_words import are_stop_words

OPEN, IN_PLACE, AGAIN, ANSWERED, IN_DOUBT = "open", "answered in place", "asked again", "answered", "doubtful"
DONE, NO_QUESTION = "done", "not a question"
"""What its author said of it."""
STILL_OPEN = frozenset((OPEN, AGAIN))
_PROMPT_DAYS = 4  # the same words on so many days are a form's
_MOST_DAYS = 200  # of a part of a question
_SHORT = 2
_LEANS = re.compile(
    rf"^\W{{0,3}}(?:[\w']+\W{{1,3}}){{0,5}}?{any_of('questions.leaning')}\b|{any_of('questions.leaning_unspaced')}"
)
_OWN_SIGNS = re.compile(r"^\W*daycite:\s*|<!--\s*daycite [^>]*-->|\{/\*\s*daycite [^*]*\*/\}|# daycite \S+ \S+\s*$")
_NOT_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question as its author wrote it. Lines count from 1 in the file, both ends included."""

    id: str
    """A hash of its day, words and occurrence: it stays the same when its lines move."""
    question: str
    """The question as its author wrote it, in one line."""
    date: Date | None
    path: str
    line: int
    """The line it begins on, counted from 1."""
    line_end: int
    parent: str | None
    """The id of the question that it is a part of; null for none."""
    status: str
    """open, answered in place, asked again, answered (by daycite, below it), or doubtful: may not be a question; done
    or not a question, where you said so."""
    answer: str
    """The answer that stands in the note; empty where there is none."""
    answered_on: Date | None
    """The day on which it was answered in the note; null where it was not."""
    context: str
    """What it needs to be understood: for “why?” the sentence before it; empty where it needs nothing."""
    score: float
    """From 0 to 1: how surely it is a question that its author has."""
    heading: str = ""
    """The heading or label that it stands under."""
    form: str = "item"
    """item, task, paragraph, heading, quote or bracket."""
    block_end: int = 0
    """The last line of the paragraph, item or heading that it stands in: an answer is written below it."""
    answer_line: int | None = None
    """The first line of that answer; null where there is none."""
    answer_line_end: int | None = None
    """The last line of that answer."""
    weak: bool = False
    """Whether the answer in the note is only a link."""
    asked_on: tuple[Date, ...] = ()
    """The other days on which you asked it."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    text: str
    line: Line
    place: LinePlace
    form: str
    score: float


def open_questions(
    note: Note, entries: Sequence[Entry], structure: Sequence[Block] | None = None
) -> list[OpenQuestion]:
    """The questions of one note in file order, doubtful ones too; `grouped` makes one list of several notes'."""
    structure = blocks(note) if structure is None else structure
    if has_template_commands(note, structure):
        return []
    lines = NoteLines(structure, note.fixed)
    if lines.last_that_may_ask < 0:
        return []
    templates = template_blocks(structure)
    placed, day_of = placed_lines(structure, lines, note_names(note)), day_finder(entries)
    out: list[OpenQuestion] = []
    above: list[tuple[int, str]] = []  # (list nesting, id) of the questions that the line stands below
    occurrences: Counter[str] = Counter()
    for number, (block, could_ask) in enumerate(zip(structure, placed, strict=True)):
        if block.kind == "heading" or block.depth == 0:
            above.clear()
        while above and above[-1][0] >= block.depth:
            above.pop()
        for candidate in () if number in templates else _candidates(could_ask):
            day = day_of(candidate.line.line)
            key = f"{day or 'undated'}\n{same_question(candidate.text)}"
            occurrences[key] += 1
            parent = above[-1][1] if above and not candidate.line.below and above[-1][0] < block.depth else None
            own_id = _id(key, occurrences[key])
            question = _question(note, candidate, day, own_id, parent, structure, lines)
            out.append(question)
            if (
                block.kind == "item"
                and not candidate.line.below
                and question.status != IN_DOUBT
                and not (above and above[-1][0] == block.depth)
            ):
                above.append((block.depth, question.id))
    return out


def grouped(questions: Iterable[OpenQuestion]) -> list[OpenQuestion]:
    """All notes' questions by day: ids made unique, repeats and the prompts of forms marked in their status."""
    ordered = sorted(questions, key=lambda q: (q.date is None, q.date or Date.min, q.path, q.line))
    unique = list(_unique(ordered))
    days_asked: dict[str, set[Date]] = defaultdict(set)
    answered: dict[str, list[OpenQuestion]] = defaultdict(list)
    for question in unique:
        key = same_question(question.question)
        if question.status != IN_DOUBT and question.date:
            days_asked[key].add(question.date)
        if question.status == IN_PLACE and question.date:
            answered[key].append(question)
    days = {key: sorted(asked_days) for key, asked_days in days_asked.items()}
    keys = [same_question(question.question) for question in unique]
    return [_among(q, days.get(key, []), answered.get(key, [])) for q, key in zip(unique, keys, strict=True)]


def _candidates(could_ask: Iterable[tuple[Line, LinePlace]]) -> Iterator[_Candidate]:
    for line, place in could_ask:
        if names_questions(line.text):
            continue  # "❓ Questions" names what stands below it
        inside = bracketed(line.text)
        whole = score(line, place)
        if inside and not (whole >= REPORTED and asks_outside(line.text, inside)):
            for text in inside:
                alone = replace(line, text=text, last=True)
                surely = score(alone, replace(place, kind="paragraph", followed=False, after=""), bracket=True)
                if surely >= DOUBTFUL:
                    yield _Candidate(text, line, place, "bracket", surely)
        elif whole >= DOUBTFUL:
            kind = "quote" if place.kind == "callout" else place.kind
            yield _Candidate(line.text, line, place, "task" if line.task and kind == "item" else kind, whole)


def asks_outside(text: str, inside: Sequence[str]) -> bool:
    """Whether the line asks without its brackets too."""
    for words in inside:
        text = text.replace(words, "")
    return has_mark(text.rstrip(" ()（）.")) or not any(has_mark(words) for words in inside)


def _question(
    note: Note,
    candidate: _Candidate,
    day: Date | None,
    own_id: str,
    parent: str | None,
    structure: Sequence[Block],
    lines: NoteLines,
) -> OpenQuestion:
    line, block = candidate.line, structure[candidate.line.block]
    answer = None if candidate.form == "bracket" else in_place(line, structure, lines, candidate.place.section)
    status = (
        IN_DOUBT if candidate.score < REPORTED else OPEN if answer is None else ANSWERED if answer.own else IN_PLACE
    )
    return OpenQuestion(
        id=own_id,
        question=candidate.text,
        date=day,
        path=note.path,
        line=line.line,
        line_end=line.line_end,
        parent=parent,
        status=status,
        answer=_words(answer, note),
        answered_on=_answered_on(answer, day, note),
        context=_context(candidate, parent is not None, structure, lines),
        score=round(candidate.score, 2),
        heading=candidate.place.heading,
        form=candidate.form,
        block_end=block.line_end,
        answer_line=answer.line if answer else None,
        answer_line_end=answer.line_end if answer else None,
        weak=bool(answer and answer.weak),
    )


def note_names(note: Note) -> tuple[str, ...]:
    """Its title and its file's name."""
    title = note.meta.get("title")
    stem = note.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return (title if isinstance(title, str) else "", re.sub(r"[-_]+", " ", stem))


def _words(answer: InPlace | None, note: Note) -> str:
    if answer is None or not answer.own:
        return answer.text if answer else ""
    block_text = " ".join(" ".join(note.fixed[answer.line - 1 : answer.line_end]).split())
    return _OWN_SIGNS.sub("", block_text).strip()


def _answered_on(answer: InPlace | None, day: Date | None, note: Note) -> Date | None:
    """The day of the note; of an answer that daycite wrote, or with a date before it, the day that it names."""
    if answer is None:
        return None
    named = re.search(r"\d{4}-\d\d-\d\d", _words(answer, note)[-400:] if answer.own else answer.text[:14])
    try:
        return Date.fromisoformat(named[0]) if named else day
    except ValueError:
        return day


def _context(candidate: _Candidate, is_part: bool, structure: Sequence[Block], lines: NoteLines) -> str:
    """What a short question, or one that begins with "and" or refers to "this", depends on."""
    folded = fold_line(candidate.text)
    if candidate.form == "bracket":
        return candidate.line.text
    if len(folded.split()) > _SHORT and not _LEANS.search(folded) or len(folded) > 200:
        return ""
    if candidate.place.before:
        return candidate.place.before
    at = candidate.line.block
    if is_part:
        above = lines.parents[at]
        return lines[above][0].text if above is not None else ""
    if at and lines[at - 1] and structure[at - 1].kind == "paragraph":
        return lines[at - 1][-1].text
    return ""


def same_question(text: str) -> str:
    """What two ways to write the same question share: "What's a kernel?" and "what’s a **kernel**"."""
    return _NOT_WORDS.sub(" ", unicodedata.normalize("NFKC", fold_line(text).replace("'", ""))).strip()


def _id(key: str, occurrence: int) -> str:
    text = f"{key}\n{occurrence}".encode("utf-8", "surrogatepass")
    return hashlib.sha256(text).hexdigest()[:10]


def _unique(ordered: Sequence[OpenQuestion]) -> Iterator[OpenQuestion]:
    """With ids made unique: of one question on one day in two notes, the second gets an id of its own."""
    seen: Counter[str] = Counter()
    renamed: dict[tuple[str, str], str] = {}
    for question in ordered:
        seen[question.id] += 1
        own = question.id if seen[question.id] == 1 else _id(question.id, seen[question.id])
        renamed[question.path, question.id] = own
        parent = renamed.get((question.path, question.parent), question.parent) if question.parent else None
        yield replace(question, id=own, parent=parent)


def _among(question: OpenQuestion, days: Sequence[Date], answered: Sequence[OpenQuestion]) -> OpenQuestion:
    """The question as it looks beside those of the same words: when they were asked, and answered in the note."""
    if question.date is None or len(days) < 2 or question.status == IN_DOUBT:
        return question
    if len(days) >= _PROMPT_DAYS and (question.parent is None or len(days) > _MOST_DAYS):
        return replace(question, status=IN_DOUBT)
    if are_stop_words(same_question(question.question).split()):
        return question  # "What is it?": another is of something else
    others = tuple(day for day in days if day != question.date)
    if question.status != OPEN or question.date == days[-1]:
        return replace(question, asked_on=others)
    later = next((other for other in answered if other.date and other.date > question.date), None)
    if later is None:
        return replace(question, status=AGAIN, asked_on=others)
    return replace(question, status=AGAIN, asked_on=others, answer=later.answer, answered_on=later.date)

"""One note's bytes and the replies to its questions -> the edits that write them, each tried by reading the note again.

Pure: nothing is read from the disk but through the links it is given, and nothing is written.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.notes.block import Block
from index.notes.blocks import structure
from index.notes.note import Note, note_from_bytes
from index.notes.own_blocks import OWN, OwnBlock, content_hash, is_id, own_blocks, same_answer, without_own
from index.text.inline import plain
from index.write_back.answer_places import AnswerPlace, block_lines, place_again, place_for
from index.write_back.block_text import Form
from index.write_back.diff import Edit
from index.write_back.list_style import habits
from index.write_back.raw_lines import RawLines, join_lines, raw_lines
from index.write_back.replies import AnsweredQuestion, Find, Left, Reply

Words = Callable[[Note, Form, Reply], str]
"""The words of a reply as they stand in that note, with its links."""
_NOT_WORDS = re.compile(r"[\W_]+")
_TRIALS = 60
ANSWERED = "answered in place"
EDITED = "its answer was edited: it is yours now"


_Now = tuple[int, int, str]  # first and last line, status


@dataclass(frozen=True, slots=True)
class OpenNote:
    """A note opened for writing."""

    note: Note
    raw: RawLines
    blocks: tuple[Block, ...]
    own: tuple[OwnBlock, ...]


@dataclass(frozen=True, slots=True)
class Put:
    """An answer that goes into a note: the new lines of its block."""

    reply: Reply
    place: AnswerPlace
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sorted:
    """What becomes of the replies to one note's questions."""

    puts: tuple[Put, ...]
    elsewhere: tuple[tuple[Reply, str], ...]
    """Those that cannot stand under their question, and why."""
    left: tuple[Left, ...]
    unchanged: tuple[str, ...]


def open_note(path: str, data: bytes) -> OpenNote:
    """The note in `data`, read for writing. Bytes that are not text give a note with the reason in `refused`."""
    note = note_from_bytes(path, data)
    raw = raw_lines(data)
    all_blocks = structure(note)
    own = own_blocks(all_blocks, note.lines)
    return OpenNote(note, raw, without_own(all_blocks, note.lines), tuple(own))


def sort_replies(opened: OpenNote, replies: Sequence[Reply], words: Words, step: str, find: Find | None) -> Sorted:
    """Where each reply goes; what its user answered or edited since is left."""
    now = _questions_now(opened, find, replies) if find else None
    known = habits(opened.blocks, opened.note.lines, step)
    ours: dict[str, list[OwnBlock]] = {}
    for own in opened.own:
        ours.setdefault(own.id, []).append(own)
    puts, elsewhere, left, unchanged = list[Put](), list[tuple[Reply, str]](), list[Left](), list[str]()
    for reply in replies:
        question = reply.question
        here = now[question.id][1] if now and question.id in now else question.line_end
        standing = min(ours.get(question.id, ()), key=lambda own: abs(own.line_start - here), default=None)
        if standing and not (now and _answered_since(question, now)):
            renewed = renewal(opened.note, standing, reply, words)
            if isinstance(renewed, Put):
                puts.append(renewed)
            elif renewed:
                left.append(Left(question.id, question.path, renewed))
            else:
                unchanged.append(question.id)
            continue
        where = _where(opened, question, now)
        if isinstance(where, str):
            left.append(Left(question.id, question.path, where))
            continue
        place = place_for(*where, opened.note, opened.blocks, known)
        if isinstance(place, str):
            elsewhere.append((reply, place))
        else:
            lines = block_lines(place, question.id, words(opened.note, place.form, reply))
            puts.append(Put(reply, place, lines))
    return Sorted(tuple(puts), tuple(elsewhere), tuple(left), tuple(unchanged))


def renewal(note: Note, own: OwnBlock, reply: Reply, words: Words) -> Put | str:
    """The answer in place of its older self; why it is left, or "" when it says so already."""
    if own.edited:
        return EDITED
    place = place_again(own.line_start, own.line_end, note)
    text = words(note, place.form, reply)
    now = content_hash(own.id, text)
    if own.relinked:
        return "" if same_answer(now, own.hash) else EDITED
    if now == own.hash:
        return ""
    return Put(reply, place, block_lines(place, own.id, text))


def tried(opened: OpenNote, puts: Sequence[Put]) -> tuple[list[Put], list[Put]]:
    """(those that leave all else in the note read as it was, the others), each in its order.

    The others are sought by halves, and not for ever: in a note in which many do, some good ones are among them.
    """
    good: list[Put] = []
    bad: list[Put] = []
    todo, trials = [list(puts)] if puts else [], 0
    while todo:
        some = todo.pop()
        trials += 1
        if trials <= _TRIALS and _reads_the_same(opened, [*good, *some]):
            good += some
        elif trials >= _TRIALS or len(some) == 1:
            bad += some
        else:
            todo += [some[len(some) // 2 :], some[: len(some) // 2]]
    return good, bad


def edits_of(puts: Sequence[Put]) -> list[Edit]:
    """One edit for each place, in rising order; answers to several questions of one item keep the questions' order."""
    by_place: dict[tuple[int, int], list[str]] = {}
    for put in sorted(puts, key=lambda put: (put.place.at, -put.place.removed)):
        lines = by_place.setdefault((put.place.at, put.place.removed), [])
        follows = bool(lines) and not lines[-1] and put.lines[0] == ""
        lines += put.lines[1:] if follows else put.lines
    return [Edit(at, removed, tuple(lines)) for (at, removed), lines in by_place.items()]


def written(raw: RawLines, edits: Sequence[Edit]) -> bytes:
    """The file's bytes with the edits made; every other byte is as it was."""
    out, at = list[bytes](), 0
    for edit in edits:
        out += raw.lines[at : edit.at]
        out += _added(raw, edit)
        at = edit.at + edit.removed
    return join_lines(raw.bom, [*out, *raw.lines[at:]])


def without_answers(opened: OpenNote) -> tuple[bytes, list[int]]:
    """(the note's bytes without daycite's own answers, the number that each line left has in the note)."""
    dropped = {n for own in opened.own if not own.edited for n in range(own.line_start, own.line_end + 1)}
    kept = [n for n in range(1, len(opened.raw.lines) + 1) if n not in dropped]
    return join_lines(opened.raw.bom, [opened.raw.lines[n - 1] for n in kept]), kept


def _added(raw: RawLines, edit: Edit) -> list[bytes]:
    """New lines with line ends; at the end of a file whose last line has none, the last new one has none either."""
    end = raw.end_at(edit.at)
    last = edit.at + edit.removed - 1 if edit.removed else edit.at - 1
    open_end = last == len(raw.lines) - 1 and last >= 0 and not raw.ends[last]
    if not open_end:
        return [raw.encoded(line + end) for line in edit.added]
    text = end.join(edit.added)
    return [raw.encoded(text if edit.removed else end + text)]


def _reads_the_same(opened: OpenNote, puts: Sequence[Put]) -> bool:
    """Whether the note with the answers in it has the same text as before, and each answer is known as daycite's."""
    after = open_note(opened.note.path, written(opened.raw, edits_of(puts)))
    ids = {own.id for own in after.own if not own.edited}
    same_head = (after.note.body_start, after.note.meta) == (opened.note.body_start, opened.note.meta)
    same_ids = all(put.reply.question.id in ids for put in puts) and len(after.own) >= len(opened.own)
    return same_head and same_ids and _read(after.blocks) == _read(opened.blocks)


def _read(blocks: Sequence[Block]) -> list[tuple[str, int, str, bool, int]]:
    return [(b.kind, b.level, b.text, b.bare, b.depth) for b in blocks if b.kind != OWN]


def _questions_now(opened: OpenNote, find: Find, replies: Sequence[Reply]) -> dict[str, _Now]:
    """The first and last line of each question in the note as it is, and its status.

    Found by its id, or by its words: among all notes' questions an id can be another than in the note alone.
    """
    data, kept = without_answers(opened)
    by_id: dict[str, _Now] = {}
    by_words: dict[str, list[_Now]] = {}
    for q in find(opened.note.path, data):
        if 1 <= q.line <= q.line_end <= len(kept):
            by_id[q.id] = (kept[q.line - 1], kept[q.line_end - 1], q.status)
            by_words.setdefault(_letters_of(q.question), []).append(by_id[q.id])
    for question in (reply.question for reply in replies):
        same = by_words.get(_letters_of(question.question))
        if question.id not in by_id and same:
            by_id[question.id] = min(same, key=lambda lines: abs(lines[0] - question.line))
    return by_id


def _where(opened: OpenNote, question: AnsweredQuestion, now: dict[str, _Now] | None) -> tuple[int, int] | str:
    """The lines on which the question stands now, or why there is nothing to be answered."""
    if not is_id(question.id):
        return "its id cannot be written in a comment"
    if now is not None:
        if question.id not in now:
            return "the question no longer stands in the note"
        return "you have answered it meanwhile" if _answered_since(question, now) else now[question.id][:2]
    lines = opened.note.fixed
    if 1 <= question.line <= question.line_end <= len(lines) and _stands_on(
        lines[question.line - 1 : question.line_end], question
    ):
        return question.line, question.line_end
    places = [
        b for b in opened.blocks if b.kind != OWN and _letters_of(question.question) in _letters_of(plain(b.text))
    ]
    if len(places) != 1 or not _letters_of(question.question):
        return (
            "the question no longer stands in the note" if not places else "the question moved, and stands there twice"
        )
    return places[0].line_start, places[0].line_end


def _answered_since(question: AnsweredQuestion, now: dict[str, _Now]) -> bool:
    return question.status != ANSWERED and now.get(question.id, (0, 0, ""))[2] == ANSWERED


def _stands_on(lines: Sequence[str], question: AnsweredQuestion) -> bool:
    letters, text = _letters_of(question.question), "\n".join(lines)
    return letters in _letters_of(plain(text)) or letters in _letters_of(text)


def _letters_of(text: str) -> str:
    return _NOT_WORDS.sub("", text.casefold())

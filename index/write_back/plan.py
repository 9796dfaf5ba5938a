"""Answers -> into the notes that asked: the only code that changes a note, and only what stands between its own marks.

    plan(root, replies)             -> Plan: new bytes and a diff for each note; nothing is written
    apply(root, plan.changes, kept) -> Written: each note replaced atomically, its old bytes kept under an id
    undo(root, kept, "LAST")        -> Undone: the old bytes again, unless the note has changed since

A note that cannot be written is reported in `left` or `failed`, and the others go on. What an answer would make the
note be read differently is not written under the question, but on the page of answers: each new note is read again
and compared with the old one before anybody sees a diff.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import compress
from pathlib import Path

from index.errors import DayciteError, NotesError, NotFoundError
from index.notes.note import Note
from index.write_back.answers_page import ids_on_page, new_page, page_path, page_words, sort_for_page
from index.write_back.block_text import Form, paragraph, single_line
from index.write_back.day_links import day_link
from index.write_back.diff import Edit, unified
from index.write_back.link_style import LinkStyle
from index.write_back.note_edits import OpenNote, Put, Words, edits_of, open_note, sort_replies, tried, written
from index.write_back.replies import Change, Find, Left, Plan, Reply, Style, Undone, Written
from index.write_back.safe_write import changed_at, read_target, remove_file, replace_file, target_of
from index.write_back.write_log import (
    KeptFile,
    Run,
    bytes_digest,
    end_undoing,
    find_run,
    keep,
    logged_runs,
    mark_done,
    mark_undoing,
    new_id,
    old_bytes,
    one_writer,
    temporary_name,
)

_MISREAD = "an answer there would change how the note is read"
_A_MOMENT = 1_000_000  # nanoseconds: a time of change that says the same day, and is another


@dataclass(frozen=True, slots=True)
class _NotePlan:
    """What becomes of one note and the replies to its questions."""

    change: Change | None
    left: tuple[Left, ...]
    unchanged: tuple[str, ...]
    for_page: tuple[Reply, ...] = ()


def plan(root: Path, replies: Sequence[Reply], style: Style = "auto", find: Find | None = None) -> Plan:
    """The new bytes of every note concerned, read now. Nothing is written.

    `find` finds the questions of a note again; without it a question is looked for by its words. Left alone are
    questions that are gone or answered since, and blocks that their user edited. An answer that stands somewhere
    already is renewed there, whatever the style.
    """
    link_style = LinkStyle(root)
    by_path: dict[str, list[Reply]] = {}
    silent = [reply for reply in replies if not single_line(reply.text)]
    for reply in replies:
        if single_line(reply.text):
            by_path.setdefault(reply.question.path, []).append(reply)
    page = _page(root, link_style)
    paged = frozenset() if isinstance(page, str) else ids_on_page(page[0])
    planned = [_NotePlan(None, _all_left(silent, "there is no answer to write"), ())]
    planned += [_plan_note(link_style, path, of_note, style, find, paged) for path, of_note in by_path.items()]
    for_page = [reply for note in planned for reply in note.for_page]
    if for_page:
        refused = tuple(Left(r.question.id, r.question.path, page) for r in for_page) if isinstance(page, str) else ()
        planned.append(
            _NotePlan(None, refused, ()) if isinstance(page, str) else _plan_page(link_style, *page, for_page)
        )
    return Plan(
        tuple(note.change for note in planned if note.change),
        tuple(left for note in planned for left in note.left),
        tuple(question_id for note in planned for question_id in note.unchanged),
    )


def apply(root: Path, changes: Sequence[Change], kept: Path, keep_times: bool = False) -> Written:
    """Writes the changes; `kept` is the folder (in the data folder) that the old bytes are kept in.

    A note that is no longer as `before` says, is read-only or is outside `root` is reported and not written.
    `keep_times`: for notes whose day is their time of change. Raises StoreError when the old bytes cannot be kept,
    BusyError while another process writes.
    """
    if not changes:
        return Written("", (), ())
    with one_writer(kept):
        ready, failed, paths = list[tuple[Change, KeptFile]](), list[Left](), list[str]()
        for change in changes:
            try:
                _check_as_planned(root, change)
                ready.append((change, _kept_file(root, change)))
            except NotesError as error:
                failed.append(Left("", change.path, str(error)))
        if not ready:
            return Written("", (), tuple(failed))
        files = tuple(file for _, file in ready)
        run = Run(new_id(), datetime.now(UTC).isoformat(timespec="seconds"), str(root), files)
        keep(kept, run, [change.before for change, _ in ready])
        for number, (change, file) in enumerate(ready):
            time = file.mtime_ns + _A_MOMENT if keep_times and change.before is not None else None
            name = temporary_name(run.id, number)
            try:
                replace_file(root, change.path, change.after, change.before, name, time)
                paths.append(change.path)
            except NotesError as error:
                failed.append(Left("", change.path, str(error)))
        mark_done(kept, run)
    return Written(run.id if paths else "", tuple(paths), tuple(failed))


def undo(root: Path, kept: Path, which: str = "LAST") -> Undone:
    """Restores what a run of `apply` wrote: the last one that is not undone yet, or that of an id.

    An id is a run's, or a question's whose answer was the only one of its run.

    Raises NotFoundError when there is none, NotesError when it has been undone already or all its notes changed since.
    """
    with one_writer(kept):
        run = _last(root, kept) if which == "LAST" else find_run(kept, which)
        if run.undone:
            raise NotesError(f"{run.id} has already been undone", "")
        mark_undoing(kept, run)
        paths, refused = list[str](), list[Left]()
        for number, file in enumerate(run.files):
            try:
                if _restored(root, kept, run, number):
                    paths.append(file.path)
            except DayciteError as error:
                refused.append(Left("", file.path, str(error)))
        if not refused:
            mark_done(kept, run, undone=True)
        end_undoing(kept, run)
    if refused and not paths:
        raise NotesError(
            "; ".join(left.reason for left in refused[:3]), f"To undo an earlier run, give its id instead of {run.id}"
        )
    return Undone(run.id, tuple(paths), tuple(refused))


def _plan_note(
    link_style: LinkStyle, path: str, replies: Sequence[Reply], style: Style, find: Find | None, paged: frozenset[str]
) -> _NotePlan:
    try:
        data = read_target(link_style.root, path)
    except NotesError as error:
        return _NotePlan(None, _all_left(replies, str(error)), ())
    opened = open_note(path, data or b"")
    if data is None or opened.note.refused:
        return _NotePlan(None, _all_left(replies, opened.note.refused or f"{path} is gone"), ())
    sorting = sort_replies(opened, replies, _words(link_style), link_style.list_step, find)
    stay = [bool(put.place.removed) or style != "page" and put.reply.question.id not in paged for put in sorting.puts]
    good, bad = tried(opened, list(compress(sorting.puts, stay)))
    elsewhere = [put.reply for put, stays in zip(sorting.puts, stay, strict=True) if not stays]
    unfit = [*sorting.elsewhere, *((put.reply, _MISREAD) for put in bad)]
    if style == "inline":
        why = tuple(Left(reply.question.id, path, reason) for reply, reason in unfit)
        return _NotePlan(_change(opened, data, good), (*sorting.left, *why), sorting.unchanged, tuple(elsewhere))
    order = {id(reply): i for i, reply in enumerate(replies)}
    elsewhere = sorted([*elsewhere, *(reply for reply, _ in unfit)], key=lambda reply: order[id(reply)])
    return _NotePlan(_change(opened, data, good), sorting.left, sorting.unchanged, tuple(elsewhere))


def _plan_page(link_style: LinkStyle, page: OpenNote, data: bytes | None, replies: Sequence[Reply]) -> _NotePlan:
    """The page with the answers of all notes that cannot have them, created if it does not exist."""
    words = page_words(_words(link_style), lambda note, form, reply: _asked_link(link_style, note, reply))
    puts, left, unchanged = sort_for_page(page, replies, words)
    good, bad = tried(page, puts)
    left += [Left(put.reply.question.id, put.reply.question.path, "the page cannot hold it") for put in bad]
    return _NotePlan(_change(page, data, good), tuple(left), tuple(unchanged))


def _page(root: Path, link_style: LinkStyle) -> tuple[OpenNote, bytes | None] | str:
    """The page of answers, or an empty one with None where there is none yet; why it cannot be used."""
    try:
        path, data = page_path(root, link_style)
    except NotesError as error:
        return str(error)
    opened = open_note(path, new_page(path, link_style) if data is None else data)
    return opened.note.refused or (opened, data)


def _change(opened: OpenNote, data: bytes | None, puts: Sequence[Put]) -> Change | None:
    if not puts:
        return None
    edits = edits_of(puts)
    after = written(opened.raw, edits)
    path, ids = opened.note.path, tuple(put.reply.question.id for put in puts)
    if data is None:
        lines = open_note(path, after).note.lines
        return Change(path, None, after, unified(path, (), [Edit(0, 0, lines)], new=True), ids)
    return Change(path, data, after, unified(path, opened.note.lines, edits), ids)


def _words(link_style: LinkStyle) -> Words:
    """How a reply reads in a note, with links as that note writes them."""

    def words(note: Note, form: Form, reply: Reply) -> str:
        kind = link_style.links_of(note)
        links: dict[date, str] = {}
        others: dict[str, None] = {}
        for cited in () if reply.beyond_notes else reply.days:
            if cited.date is None:
                others[day_link(link_style, kind, note.path, None, cited.path, cited.line)] = None
            elif cited.date not in links:
                links[cited.date] = day_link(link_style, kind, note.path, cited.date, cited.path, cited.line)
        return paragraph(reply.text, links, tuple(others), form, reply.beyond_notes)

    return words


def _asked_link(link_style: LinkStyle, page: Note, reply: Reply) -> str:
    question = reply.question
    kind = link_style.links_of(page)
    return day_link(link_style, kind, page.path, question.date, question.path, question.line)


def _all_left(replies: Sequence[Reply], reason: str) -> tuple[Left, ...]:
    return tuple(Left(reply.question.id, reply.question.path, reason) for reply in replies)


def _check_as_planned(root: Path, change: Change) -> None:
    now = read_target(root, change.path)
    if now != change.before:
        what = "is gone" if now is None else "has changed meanwhile" if change.before is not None else "already exists"
        raise NotesError(f"{change.path} {what}", "Run it again")


def _kept_file(root: Path, change: Change) -> KeptFile:
    before = None if change.before is None else bytes_digest(change.before)
    time = 0 if before is None else changed_at(root, change.path)
    return KeptFile(
        change.path, str(target_of(root, change.path)), before, bytes_digest(change.after), time, change.questions
    )


def _last(root: Path, kept: Path) -> Run:
    """The newest run of which something stands in the notes still."""
    for run in logged_runs(kept):
        if not run.undone and any(_now(root, file) != file.before for file in run.files):
            return run
    raise NotFoundError("there is nothing to undo", "")


def _now(root: Path, file: KeptFile) -> str | None:
    try:
        data = read_target(root, file.path)
    except NotesError as error:
        return str(error)
    return None if data is None else bytes_digest(data)


def _restored(root: Path, kept: Path, run: Run, number: int) -> bool:
    """Puts a note's old bytes back -> whether there was something to put back. Raises DayciteError."""
    file = run.files[number]
    now = read_target(root, file.path)
    digest = None if now is None else bytes_digest(now)
    if digest == file.before:
        return False
    if now is None or digest != file.after:
        raise NotesError(f"{file.path} {'is gone' if now is None else 'has changed since'}", "It is left unchanged")
    if file.before is None:
        remove_file(root, file.path, now)
    else:
        old = old_bytes(kept, run, number)
        replace_file(root, file.path, old, now, temporary_name(run.id, number), file.mtime_ns)
    return True

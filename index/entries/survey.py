"""A notes folder -> what the notes of one of its folders tell of each other; notes are read when first asked for."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

from index.dates.paths import day_number
from index.entries.entry import Entry
from index.entries.evidence.day_month_order import Clue, order_of
from index.entries.evidence.day_one import UNKNOWN_FIRST, firsts_said
from index.entries.evidence.likely_order import LIKELY_ORDER
from index.entries.evidence.siblings import (
    FolderClues,
    FolderEvidence,
    Sibling,
    by_name,
    copied_days,
    counted_day,
    days_near,
    parent_folder,
)
from index.entries.evidence.weekdays import YEAR_BY_WEEKDAYS
from index.entries.evidence.weighing import HEADING_AGAINST_NAME
from index.entries.mention import DateMention
from index.entries.resolve import AMBIGUOUS, NO_YEAR, resolve
from index.exclusion.rules import ExclusionRules
from index.notes.block import Block
from index.notes.note import Note
from index.notes.opening import note_bytes

MOST_SIBLINGS = 300
"""Notes of a folder that are read for what they tell of the others, spread over its names."""
_FIRST_BLOCKS = 12  # in which a note may say when its count began
ReadAlone = Callable[[Note, Sequence[Block]], tuple[list[Entry], list[DateMention]]]
"""A note and its blocks -> its entries, without the folder's evidence, and the dates it mentions in their places."""


def is_open(entries: Sequence[Entry]) -> bool:
    """Whether the notes beside a note may tell of it what it leaves open itself."""
    if len(entries) == 1 and entries[0].date is None and day_number(entries[0].path) is not None:
        return True
    lacking = (UNKNOWN_FIRST, AMBIGUOUS, LIKELY_ORDER, NO_YEAR, YEAR_BY_WEEKDAYS)
    return any(
        doubt in lacking or doubt.startswith(HEADING_AGAINST_NAME) for entry in entries for doubt in entry.doubts
    )


def folder_clues(folder: FolderEvidence, path: str) -> FolderClues:
    """What the notes of a folder tell of the one at `path`."""
    number = day_number(path)
    counted = counted_day(folder, path, number) if number is not None else None
    if counted is None and number is not None and folder.start is not None:
        counted = folder.start + timedelta(days=number - 1)
    return FolderClues(folder.order, days_near(folder, path), counted, folder.start, folder.copied, True)


class Survey:
    """The evidence of each folder, kept for as long as one list of days is made."""

    def __init__(
        self, root: Path, paths: Sequence[str], exclusion: ExclusionRules, today: date, read_alone: ReadAlone
    ) -> None:
        self._root, self._paths, self._exclusion = root, paths, exclusion
        self._today, self._read_alone = today, read_alone
        self._known: dict[str, FolderEvidence] = {}

    def evidence(self, path: str) -> FolderEvidence:
        """What the notes in the folder of `path` tell; where they tell nothing, those of the folder above it."""
        folder = parent_folder(path)
        own = self._of(folder, [p for p in self._paths if parent_folder(p) == folder])
        if own.order or own.siblings or not folder:
            return own
        above = parent_folder(folder)
        return self._of(f"{above}/**", [p for p in self._paths if not above or p.startswith(f"{above}/")])

    def _of(self, key: str, paths: Sequence[str]) -> FolderEvidence:
        if key not in self._known:
            self._known[key] = self._surveyed(sorted(paths, key=by_name))
        return self._known[key]

    def _surveyed(self, paths: Sequence[str]) -> FolderEvidence:
        written: list[tuple[str, DateMention]] = []
        siblings: list[Sibling] = []
        firsts: set[date] = set()
        clued: list[Entry] = []
        for path in _spread(paths):
            entries, mentions, said = self._read(path)
            firsts |= said
            clued += (entry for entry in entries if len(entry.clues) > 1)
            written += [(path, mention) for mention in mentions if mention.written]
            days = [day for e in entries if not e.doubts for day in (e.date, e.date_end) if day is not None]
            if days:
                siblings.append(Sibling(path, min(days), max(days), day_number(path)))
        firsts |= {s.first - timedelta(days=s.counter - 1) for s in siblings if s.counter}
        start = firsts.pop() if len(firsts) == 1 else None
        mentions = [mention for _, mention in written]
        clues = [Clue(m.written, m.weekday, m.counter, m.european, m.asian) for m in mentions if m.written]
        order = order_of(clues)
        copied = copied_days(clued)
        if siblings:
            return FolderEvidence(order, tuple(siblings), start, copied=copied)
        resolved = zip((path for path, _ in written), resolve(mentions, self._today, order), strict=True)
        by_weekdays = [(path, d.date) for path, d in resolved if d.date and YEAR_BY_WEEKDAYS in d.doubts]
        return FolderEvidence(
            order, tuple(Sibling(path, day, day) for path, day in by_weekdays), start, YEAR_BY_WEEKDAYS, copied
        )

    def _read(self, path: str) -> tuple[list[Entry], list[DateMention], set[date]]:
        from index.notes.blocks import blocks
        from index.notes.own_blocks import OWN
        from index.notes.private_parts import allowed_note

        try:
            note = allowed_note(path, note_bytes(self._root, path), self._exclusion)
        except OSError:
            return [], [], set()
        if note.left_out or note.refused:
            return [], [], set()
        found = tuple(block for block in blocks(note) if block.kind != OWN)
        return *self._read_alone(note, found), firsts_said(found[:_FIRST_BLOCKS])


def _spread(paths: Sequence[str]) -> Iterable[str]:
    step = max(len(paths) / MOST_SIBLINGS, 1)
    return (paths[int(i * step)] for i in range(min(len(paths), MOST_SIBLINGS)))

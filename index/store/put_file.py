"""One file's entries and passages into the catalog, or out of it. Each function belongs inside `Catalog.writing()`.

A passage whose text is stored already keeps its row, and with it its id and vector: so an edit embeds only what it
changed, and a renamed file embeds nothing.
"""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import astuple
from datetime import date as Day

from index.entries.entry import Entry
from index.passages.cut import Passage
from index.store.rows import FileRow, passage_hash
from index.store.word_index import drop_words, put_words, word_count
from index.text.stemming import has_stems
from index.text.told_language import OTHER_LANGUAGE, TOLD_BY_WORDS, language_of, likely_language

_FILE_COLUMNS = ("path", "size", "mtime_ns", "digest", "title", "problems", "signature", "skipped")
_FEW = 50  # one word in so many is in a language of the notes
_UNKNOWN = 0.2  # of the words: where more are in languages that nobody told, so may the others be
_SAMPLED = 200  # passages of a language, to tell it by
_NONE: list[int] = []  # nothing is ever put into it


def put_file(
    db: sqlite3.Connection, row: FileRow, contents: Iterable[tuple[Entry, Iterable[Passage]]], leaving: set[int]
) -> None:
    """Replaces all that is known of one file; passages whose text is stored already keep their id.

    `leaving`: ids of files that are going; a passage of theirs may move here.
    """
    file_id = _put_row(db, row)
    from_files = leaving | {file_id}
    before = {r[0] for r in db.execute("SELECT id FROM passages WHERE file_id = ?", (file_id,))}
    old_entries = db.execute("SELECT id FROM entries WHERE file_id = ?", (file_id,)).fetchall()
    kept: set[int] = set()
    reusable: dict[bytes, list[int]] = {}
    for entry, passages in contents:
        entry_id = _add_entry(db, file_id, entry)
        for passage in passages:
            key = passage_hash(passage.header, passage.prose)
            if key not in reusable:
                reusable[key] = _same_text(db, key, from_files) or _NONE
            kept.add(_put_passage(db, file_id, entry_id, passage, key, reusable[key]))
    _drop_passages(db, before - kept)
    db.executemany("DELETE FROM entries WHERE id = ?", old_entries)


def forget_file(db: sqlite3.Connection, path: str) -> None:
    """Forgets a file, if it is known, and all that was in it."""
    row = db.execute("SELECT id FROM files WHERE path = ?", (path,)).fetchone()
    if row is not None:
        _drop_passages(db, [r[0] for r in db.execute("SELECT id FROM passages WHERE file_id = ?", row)])
        db.execute("DELETE FROM files WHERE id = ?", row)


def _put_row(db: sqlite3.Connection, row: FileRow) -> int:
    """The id of the file's row, which is new or overwritten."""
    values = (
        row.path, row.size, row.mtime_ns, row.digest, row.title, json.dumps(row.problems), row.signature, row.skipped
    )  # fmt: skip
    known = db.execute("SELECT id FROM files WHERE path = ?", (row.path,)).fetchone()
    if known is None:
        places = ", ".join("?" * len(_FILE_COLUMNS))
        return db.execute(f"INSERT INTO files ({', '.join(_FILE_COLUMNS)}) VALUES ({places})", values).lastrowid or 0
    assignments = ", ".join(f"{column} = ?" for column in _FILE_COLUMNS)
    db.execute(f"UPDATE files SET {assignments} WHERE id = ?", (*values, known[0]))
    return int(known[0])


def _add_entry(db: sqlite3.Connection, file_id: int, entry: Entry) -> int:
    values = (
        file_id, entry.line_start, entry.line_end, entry.title, _iso(entry.date), _iso(entry.date_end),
        entry.date_source, entry.raw, json.dumps(entry.doubts, ensure_ascii=False), entry.partial,
        json.dumps([astuple(clue) for clue in entry.clues], ensure_ascii=False),
    )  # fmt: skip
    insert = (
        "INSERT INTO entries"
        " (file_id, line_start, line_end, title, date, date_end, date_source, raw, doubts, partial, clues)"
        " VALUES (?,?,?,?,?,?,?,?,?,?,?)"
    )
    return db.execute(insert, values).lastrowid or 0


def _same_text(db: sqlite3.Connection, key: bytes, from_files: set[int]) -> list[int]:
    """The ids of the passages of `from_files` with that text, the first one last."""
    found = db.execute("SELECT id, file_id FROM passages WHERE hash = ? ORDER BY id DESC", (key,))
    return [i for i, file in found if file in from_files]


def _put_passage(
    db: sqlite3.Connection, file_id: int, entry_id: int, passage: Passage, key: bytes, reusable: list[int]
) -> int:
    """The id of the passage's row: one taken off the `reusable`, which have the same text, else a new one."""
    place = (file_id, entry_id, passage.line_start, passage.line_end, passage.heading, passage.text)
    if reusable:
        reused = reusable.pop()
        update = "UPDATE passages SET file_id=?, entry_id=?, line_start=?, line_end=?, heading=?, text=? WHERE id=?"
        db.execute(update, (*place, reused))
        _reword(db, reused, passage)
        return reused
    insert = (
        "INSERT INTO passages"
        " (file_id, entry_id, line_start, line_end, heading, text, header, prose, words, hash, language)"
        " VALUES (?,?,?,?,?,?,?,?,?,?,?)"
    )
    language, words = language_of(passage.prose), word_count(passage.prose)
    values = (*place, passage.header, passage.prose, words, key, language)
    passage_id = db.execute(insert, values).lastrowid or 0
    put_words(db, passage_id, passage.header, passage.prose, language, words)
    return passage_id


def _reword(db: sqlite3.Connection, passage_id: int, passage: Passage) -> None:
    """A heading that became prose, or prose that became one, is the same text to embed but not to search."""
    query = "SELECT header, prose, words, language FROM passages WHERE id = ?"
    header, prose, words, language = db.execute(query, (passage_id,)).fetchone()
    if (header, prose) != (passage.header, passage.prose):
        drop_words(db, passage_id, header, prose, language, words)
        language, words = language_of(passage.prose), word_count(passage.prose)
        update = "UPDATE passages SET header = ?, prose = ?, words = ?, language = ? WHERE id = ?"
        db.execute(update, (passage.header, passage.prose, words, language, passage_id))
        put_words(db, passage_id, passage.header, passage.prose, language, words)


def settle_languages(db: sqlite3.Connection) -> None:
    """Passages that do not tell their language by themselves are taken to be in the likeliest of the others."""
    told = dict(db.execute("SELECT code, words FROM languages WHERE code != '' AND words > 0"))
    total = sum(told.values())
    codes = [code for code, words in told.items() if code in TOLD_BY_WORDS and words * _FEW >= total]
    if not any(map(has_stems, codes)) or told.get(OTHER_LANGUAGE, 0) > _UNKNOWN * total:
        return
    sample = "SELECT prose FROM passages WHERE language = ? LIMIT ?"
    own = {code: [prose for (prose,) in db.execute(sample, (code, _SAMPLED))] for code in codes}
    likeliest = likely_language(own, told)
    rows = db.execute("SELECT id, header, prose, words FROM passages WHERE language = ''").fetchall()
    for passage_id, header, prose, words in rows:
        if language := likeliest(prose):
            drop_words(db, passage_id, header, prose, "", words)
            db.execute("UPDATE passages SET language = ? WHERE id = ?", (language, passage_id))
            put_words(db, passage_id, header, prose, language, words)


def _drop_passages(db: sqlite3.Connection, ids: Iterable[int]) -> None:
    """Forgets passages, and writes down that their vectors are to go."""
    for i in ids:
        query = "SELECT header, prose, hash, words, language FROM passages WHERE id = ?"
        header, prose, key, words, language = db.execute(query, (i,)).fetchone()
        drop_words(db, i, header, prose, language, words)
        db.execute("DELETE FROM passages WHERE id = ?", (i,))
        unused = "DELETE FROM token_bits WHERE hash = ?1 AND NOT EXISTS (SELECT 1 FROM passages WHERE hash = ?1)"
        db.execute(unused, (key,))
        db.execute("INSERT OR IGNORE INTO dropped_vectors VALUES (?)", (i,))


def _iso(day: Day | None) -> str | None:
    return day.isoformat() if day else None

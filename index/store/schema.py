"""The catalog's tables, and the steps that bring one made by an older daycite up to date.

A step is added, never changed: `_STEPS[n]` turns format n into n + 1, in the transaction that also writes the number.
"""

import sqlite3

from index.errors import StoreError
from index.store.word_index import create_word_index, drop_word_index, put_words, word_count
from index.text.told_language import language_of

SCHEMA_VERSION = 5
_STEMS_SINCE = 5

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE files (
    id INTEGER PRIMARY KEY AUTOINCREMENT, path TEXT NOT NULL UNIQUE, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL,
    digest TEXT NOT NULL, title TEXT NOT NULL, problems TEXT NOT NULL, signature TEXT NOT NULL,
    skipped TEXT NOT NULL);
CREATE INDEX files_by_signature ON files (signature);
CREATE TABLE entries (
    id INTEGER PRIMARY KEY, file_id INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
    line_start INTEGER NOT NULL, line_end INTEGER NOT NULL, title TEXT NOT NULL, date TEXT, date_end TEXT,
    date_source TEXT NOT NULL, raw TEXT NOT NULL, doubts TEXT NOT NULL, partial TEXT,
    clues TEXT NOT NULL DEFAULT '[]');
CREATE INDEX entries_by_file ON entries (file_id);
CREATE INDEX entries_by_date ON entries (date);
CREATE TABLE passages (
    id INTEGER PRIMARY KEY AUTOINCREMENT, file_id INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
    entry_id INTEGER NOT NULL REFERENCES entries, line_start INTEGER NOT NULL, line_end INTEGER NOT NULL,
    heading TEXT NOT NULL, text TEXT NOT NULL, header TEXT NOT NULL, prose TEXT NOT NULL, words INTEGER NOT NULL,
    hash BLOB NOT NULL, language TEXT NOT NULL DEFAULT '',
    embedded INTEGER NOT NULL DEFAULT 0);
CREATE INDEX passages_by_file ON passages (file_id);
CREATE INDEX passages_by_entry ON passages (entry_id);
CREATE INDEX passages_by_hash ON passages (hash);
CREATE INDEX passages_waiting ON passages (id) WHERE embedded = 0;
CREATE TABLE token_bits (hash BLOB PRIMARY KEY, bits BLOB NOT NULL);
CREATE TABLE dropped_vectors (id INTEGER PRIMARY KEY);
"""

_UNREADABLE = """
CREATE TABLE unreadable (
    path TEXT PRIMARY KEY, stamp TEXT NOT NULL, reason TEXT NOT NULL) WITHOUT ROWID;
"""

_LEFT_OUT = """
CREATE TABLE left_out (
    path_digest TEXT PRIMARY KEY, stamp TEXT NOT NULL, rule TEXT NOT NULL, mark TEXT NOT NULL, days TEXT NOT NULL)
    WITHOUT ROWID;
"""

_STEPS = {
    # 2: files that could not be read are remembered; the vectors' count of runs (see index/sync/run.py) begins.
    1: _UNREADABLE
    + "INSERT INTO meta SELECT 'vectors_written', '0' WHERE EXISTS (SELECT 1 FROM passages WHERE embedded = 1);",
    # 3: what is left out is remembered, by a digest of its path; nothing of what it says.
    2: _LEFT_OUT,
    # 4: what was weighed to find an entry's day is kept with it.
    3: "ALTER TABLE entries ADD COLUMN clues TEXT NOT NULL DEFAULT '[]';",
    # 5: each passage's language is told, and words are put in by its stems: see `_words_anew`.
    4: "ALTER TABLE passages ADD COLUMN language TEXT NOT NULL DEFAULT '';",
}


def migrate(db: sqlite3.Connection, path: object) -> None:
    """Makes the tables, or takes the steps that are missing. Raises StoreError for the format of a newer daycite."""
    version = _version(db)
    if version > SCHEMA_VERSION:
        raise StoreError(
            f"the collection at {path} was written by a newer daycite (format {version}, this one reads up to"
            f" {SCHEMA_VERSION})",
            "Update daycite, or index the notes again with this one: daycite index --rebuild",
        )
    while version < SCHEMA_VERSION:
        db.execute("BEGIN IMMEDIATE")
        try:
            version = _step(db, _version(db))  # another process may have been quicker
        except BaseException:
            db.execute("ROLLBACK")
            raise
        db.execute("COMMIT")


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _step(db: sqlite3.Connection, version: int) -> int:
    if version == SCHEMA_VERSION:
        return version
    following = version + 1 if version else SCHEMA_VERSION
    for statement in (_STEPS[version] if version else _SCHEMA + _UNREADABLE + _LEFT_OUT).split(";"):
        db.execute(statement)
    if not version:
        create_word_index(db)
    elif following == _STEMS_SINCE:
        _words_anew(db)
    db.execute(f"PRAGMA user_version = {following}")
    return following


def _words_anew(db: sqlite3.Connection) -> None:
    """Fills a new word index from the passages."""
    drop_word_index(db)
    create_word_index(db)
    for passage_id, header, prose in db.execute("SELECT id, header, prose FROM passages").fetchall():
        language, words = language_of(prose), word_count(prose)
        db.execute("UPDATE passages SET language = ?, words = ? WHERE id = ?", (language, words, passage_id))
        put_words(db, passage_id, header, prose, language, words)

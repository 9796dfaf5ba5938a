"""The word index: which passages hold which words, how often. SQLite's FTS5 keeps it; its readers compute scores.

Reading the postings through fts5vocab and scoring them in one place lets one index serve BM25 over passages and over
whole days. It is also quicker than FTS5's own bm25(): at 100,000 passages 9 ms against 17 for a word in a fifth.

Words of a passage in another language than English are put in as stems of that language (index/text/stemming.py), and
a question's words are looked for by the stems of every language of the notes.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from index.text.folding import fold_accents
from index.text.indexed_words import is_paired, long_words, note_words, question_words
from index.text.stemming import has_stems, joins_words

if TYPE_CHECKING:
    import numpy as np

_TOKENIZE = "porter unicode61 remove_diacritics 2"
# How much is written in each language, and long words letter by letter from their end, to find compounds by it.
_TABLES = (
    "CREATE TABLE languages (code TEXT PRIMARY KEY, passages INTEGER NOT NULL, words INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE long_words (backwards TEXT PRIMARY KEY) WITHOUT ROWID",
)
_SHARE = 50  # one passage in so many is in a language, or it is no language of the notes
_SHORTEST_PART, _SHORTEST_REST = 4, 3  # letters of a compound's part that is looked for, and of what is left
_MOST_FORMS = 50
_MOST_SIGNS = 200


def create_word_index(db: sqlite3.Connection) -> None:
    """Contentless: the passages table has the text, and FTS5 forgets a row when it is given the words again."""
    for table in _TABLES:
        db.execute(table)
    db.execute(f"CREATE VIRTUAL TABLE word_index USING fts5 (header, prose, content = '', tokenize = '{_TOKENIZE}')")


def drop_word_index(db: sqlite3.Connection) -> None:
    """Of an older format, in which the other tables were not there."""
    db.execute("DROP TABLE word_index")


def remember_words(db: sqlite3.Connection, passage_id: int, header: str, prose: str, language: str = "") -> None:
    values = (passage_id, note_words(header, language), note_words(prose, language))
    db.execute("INSERT INTO word_index (rowid, header, prose) VALUES (?, ?, ?)", values)
    backwards = [(word[::-1],) for word in long_words(f"{header}\n{prose}", language)]
    db.executemany("INSERT OR IGNORE INTO long_words VALUES (?)", backwards)


def forget_words(db: sqlite3.Connection, passage_id: int, header: str, prose: str, language: str = "") -> None:
    """`header`, `prose` and `language` must be what was remembered."""
    values = (passage_id, note_words(header, language), note_words(prose, language))
    db.execute("INSERT INTO word_index (word_index, rowid, header, prose) VALUES ('delete', ?, ?, ?)", values)


def put_words(db: sqlite3.Connection, passage_id: int, header: str, prose: str, language: str, words: int) -> None:
    """`remember_words`, and counts the passage of so many words to its language."""
    remember_words(db, passage_id, header, prose, language)
    count_language(db, language, words)


def drop_words(db: sqlite3.Connection, passage_id: int, header: str, prose: str, language: str, words: int) -> None:
    """Takes back what `put_words` did of the same."""
    forget_words(db, passage_id, header, prose, language)
    count_language(db, language, words, by=-1)


def tidy_words(db: sqlite3.Connection) -> None:
    """Leaves nothing of words that stand in no note any more."""
    words = [backwards for (backwards,) in db.execute("SELECT backwards FROM long_words")]
    rows = stems(db, [word[::-1] for word in words])
    gone = [(word,) for word, row in zip(words, rows, strict=True) if not any(document_frequency(db, s) for s in row)]
    db.executemany("DELETE FROM long_words WHERE backwards = ?", gone)
    db.execute("INSERT INTO word_index (word_index) VALUES ('optimize')")


def word_count(text: str) -> int:
    """How many words the index counts in `text`, nearly: BM25's document length."""
    return len(question_words(text).split())


def count_language(db: sqlite3.Connection, language: str, words: int, by: int = 1) -> None:
    """Counts a passage of so many words in, or out again with `by` -1."""
    upsert = (
        "INSERT INTO languages VALUES (?1, ?2, ?3) ON CONFLICT (code)"
        " DO UPDATE SET passages = passages + ?2, words = words + ?3"
    )
    db.execute(upsert, (language, by, by * words))


def stemmed_languages(db: sqlite3.Connection) -> list[str]:
    """The languages by whose stems words are looked for: "", which stands for English, and those of the notes."""
    return ["", *_with_stems(db)[0]]


def _with_stems(db: sqlite3.Connection) -> tuple[list[str], list[str]]:
    """Of languages that are stemmed here those of the notes, and those of a few passages only."""
    rows = db.execute("SELECT code, passages FROM languages WHERE passages > 0 ORDER BY passages DESC").fetchall()
    least = sum(passages for _, passages in rows) / _SHARE
    found = [(code, passages >= least) for code, passages in rows if has_stems(code)]
    return [code for code, many in found if many], [code for code, many in found if not many]


def stems(db: sqlite3.Connection, texts: Sequence[str], language: str = "") -> list[list[str]]:
    """The index's own words for each text, in no order, each once: ["running nets"] -> [["net", "run"]].

    FTS5 itself does it, so that a question is cut and stemmed exactly as notes in that language were.
    """
    db.execute(
        f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.texts USING fts5 (words, content = '', tokenize = '{_TOKENIZE}')"
    )
    db.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.text_stems USING fts5vocab (temp, texts, instance)")
    db.execute("INSERT INTO temp.texts (texts) VALUES ('delete-all')")
    written = [question_words(text, language) for text in texts]
    db.executemany("INSERT INTO temp.texts (rowid, words) VALUES (?, ?)", enumerate(written))
    by_text: list[list[str]] = [[] for _ in texts]
    for term, doc in db.execute("SELECT DISTINCT term, doc FROM temp.text_stems ORDER BY doc, term"):
        by_text[doc].append(term)
    return by_text


def stem_groups(db: sqlite3.Connection, terms: Sequence[str], compounds: bool = True) -> list[list[tuple[str, ...]]]:
    """For each term its words in the index, each with all forms that it is met by, the plainest first.

    With `compounds` also by the longer words that it begins or ends.
    ["gekochte"] -> [[("gekocht", "koch")]], ["機械学習"] -> [[("機械",), ("械学",), ("学習",)]]
    """
    languages, rare = stemmed_languages(db), _with_stems(db)[1]
    by_language = [stems(db, terms, language) for language in languages]
    joining = [code for code in languages if compounds and joins_words(code)]
    out: list[list[tuple[str, ...]]] = []
    for term, rows in zip(terms, zip(*by_language, strict=True), strict=True):
        if all(len(row) == 1 for row in rows):
            forms = dict.fromkeys(form for row in rows for form in written_forms(db, row[0]))
            for code in joining:
                forms |= dict.fromkeys(compounds_with(db, term, code) or _parts_of(db, term, code, forms))
            for code in rare:
                forms |= dict.fromkeys(_forms_of_few(db, term, code, compounds))
            out.append([tuple(forms)])
        else:
            # Of words that are joined by a hyphen, or of pairs of signs, each counts.
            best = max(rows, key=lambda row: sum(document_frequency(db, stem) > 0 for stem in row))
            out.append([tuple(written_forms(db, stem)) for stem in best])
    return out


def _forms_of_few(db: sqlite3.Connection, term: str, language: str, compounds: bool) -> list[str]:
    """What the term is met by in a language of a few passages: of that only what stands nowhere else.

    The stems of such a language may be common words of another: of “notes” the Spanish one is “not”.
    """
    forms = [form for row in stems(db, [term], language) for form in row]
    if compounds and joins_words(language):
        forms += compounds_with(db, term, language)
    _open_vocabulary(db)
    elsewhere = "SELECT 1 FROM temp.vocabulary_places JOIN passages ON id = doc WHERE term = ? AND language != ?"
    return [form for form in forms if not db.execute(f"{elsewhere} LIMIT 1", (form, language)).fetchone()]


def compounds_with(db: sqlite3.Connection, term: str, language: str) -> list[str]:
    """The notes' longer words that begin or end with the term: "Erklärung" -> "steuererklar".

    They may begin with it as it is written, too: "Eltern", whose stem is "elt", in "Elternabend".
    """
    stem, written = fold_accents(question_words(term, language).strip()), fold_accents(term.lower())
    query = "SELECT backwards FROM long_words WHERE backwards >= ?1 AND backwards < ?1 || ?2 LIMIT ?3"
    words: list[str] = []
    if len(stem) >= _SHORTEST_PART:
        ending = db.execute(query, (stem[::-1], chr(0x10FFFF), _MOST_FORMS)).fetchall()
        words = [backwards[::-1] for (backwards,) in ending] + longer_words(db, stem)
    elif len(written) >= _SHORTEST_PART:
        words = longer_words(db, written)
    longer = [word for word in words if len(word) >= len(stem) + _SHORTEST_REST]
    return [form for row in stems(db, longer) for form in row] if longer else []


def _parts_of(db: sqlite3.Connection, term: str, language: str, forms: Iterable[str]) -> list[str]:
    """The two words of the notes that a compound is made of which the notes lack; [] where it is none, or is there."""
    if len(term) < 2 * _SHORTEST_PART or any(document_frequency(db, form) for form in forms):
        return []
    places = range(_SHORTEST_PART, len(term) - _SHORTEST_PART + 1)
    # Between the parts there may be an s, or an n: "Arbeitsamt", "Blumenbeet".
    pairs = [(term[: place - joint], term[place:]) for place in places for joint in (0, 1)]
    rows = stems(db, [part for pair in pairs for part in pair], language)
    for one, other in zip(rows[::2], rows[1::2], strict=True):
        if one and other and document_frequency(db, one[0]) and document_frequency(db, other[0]):
            return [one[0], other[0]]
    return []


def written_forms(db: sqlite3.Connection, stem: str) -> list[str]:
    """The index's words that a stem is met by, itself first: of a lone sign all that it begins ("茶" -> "茶道")."""
    if len(stem) == 1 and is_paired(stem):
        return list(dict.fromkeys([stem, *longer_words(db, stem, _MOST_SIGNS)]))
    return [stem]


def document_frequency(db: sqlite3.Connection, stem: str) -> int:
    """In how many passages the stem occurs."""
    _open_vocabulary(db)
    row = db.execute("SELECT doc FROM temp.vocabulary WHERE term = ?", (stem,)).fetchone()
    return int(row[0]) if row else 0


def longer_words(db: sqlite3.Connection, stem: str, limit: int = 50) -> list[str]:
    """The index's words that begin with `stem`, itself included: "backprop" -> ["backprop", "backpropag"]."""
    _open_vocabulary(db)
    rows = db.execute(
        "SELECT term FROM temp.vocabulary WHERE term >= ? AND term < ? LIMIT ?", (stem, f"{stem}\U0010ffff", limit)
    )
    return [term for (term,) in rows]


def postings_of_any(db: sqlite3.Connection, forms: Sequence[str]) -> "tuple[np.ndarray, np.ndarray, np.ndarray]":
    """As `postings`, of all forms of a word together."""
    import numpy as np

    found = [postings(db, form) for form in forms]
    if len(found) == 1:
        return found[0]
    ids, place = np.unique(np.concatenate([row[0] for row in found]), return_inverse=True)
    prose, header = (np.zeros(len(ids), np.int64), np.zeros(len(ids), np.int64))
    np.add.at(prose, place, np.concatenate([row[1] for row in found]))
    np.add.at(header, place, np.concatenate([row[2] for row in found]))
    return ids, prose, header


def postings(db: sqlite3.Connection, stem: str) -> "tuple[np.ndarray, np.ndarray, np.ndarray]":
    """(passage ids, times in the prose, times in the header), int64 arrays ordered by id."""
    import numpy as np

    _open_vocabulary(db)
    query = (
        "SELECT doc, sum(col = 'prose'), sum(col = 'header') FROM temp.vocabulary_places"
        " WHERE term = ? GROUP BY doc ORDER BY doc"
    )
    rows = np.array(db.execute(query, (stem,)).fetchall(), dtype=np.int64).reshape(-1, 3)
    return rows[:, 0], rows[:, 1], rows[:, 2]


def _open_vocabulary(db: sqlite3.Connection) -> None:
    db.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab (main, word_index, row)")
    db.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary_places USING fts5vocab (main, word_index, instance)")

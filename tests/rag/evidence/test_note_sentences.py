"""Each note is read and parsed once an answer, whoever asks for its sentences; what changed since gives none."""

import pytest

from index.notes.block import Block
from index.notes.note import Note, note_from_bytes
from rag.answer.ask import ask
from rag.answer.sources import Sources
from rag.evidence import assertions, note_sentences
from rag.evidence.assertions import sentences
from rag.evidence.note_sentences import NoteSentences
from rag.evidence.recent_notes import RecentNotes
from tests.rag.conftest import MakeJournal
from tests.rag.journals import Journal
from tests.rag.made import passage
from tools.project import ROOT

NOTE = "# Top\n\nKernels slide. They are small.\n\n- A pool shrinks images.\n- Strides skip pixels.\n"
FIRST = passage(text="Kernels slide. They are small.", line_start=3, line_end=3)


def read(path: str) -> Note | None:
    return note_from_bytes(path, NOTE.encode()) if path == "a.md" else None


def test_a_passage_has_the_sentences_on_its_lines() -> None:
    notes = NoteSentences(read)
    assert [s.text for s in notes.of(FIRST)] == ["Kernels slide.", "They are small."]
    strides = passage(text="Strides skip pixels.", line_start=6, line_end=6)
    assert [s.text for s in notes.of(strides)] == ["Strides skip pixels."]
    note = notes.note_of(FIRST)
    assert note and note.path == "a.md"


@pytest.mark.parametrize(
    "stale",
    [
        passage(text="Kernels slid.", line_start=3, line_end=3),
        passage(text="Kernels slide. They are small.", line_start=4, line_end=4),
        passage(text="Kernels slide.", line_start=30, line_end=30),
        passage(text="Kernels slide.", line_start=3, line_end=3, path="gone.md"),
    ],
    ids=["other words", "moved", "the file is shorter", "the file is gone"],
)
def test_a_passage_that_no_longer_stands_in_its_file_has_none(stale: object) -> None:
    notes = NoteSentences(read)
    assert notes.of(stale) == [] and notes.note_of(stale) is None  # type: ignore[arg-type]


RIDE = "# Sat\n\nMy legs went at the bridge. Eaten before that: one bar.\n\n# Sun\n\nAll day in bed.\n"


def _around(name: str, **line: int) -> str:
    notes = NoteSentences(lambda path: note_from_bytes(path, RIDE.encode()))
    its = passage(text="", digest="", **line)
    of = {s.text: s for s in sentences(note_from_bytes("a.md", RIDE.encode()))}
    assert notes.around(its, of[name]) == "", "nothing is known of a note that was not read"
    whole = passage(text="My legs went at the bridge. Eaten before that: one bar.", line_start=3, line_end=3)
    notes.of(whole)
    return notes.around(its, of[name])


def test_the_judge_reads_what_stands_before_and_after_below_the_same_heading() -> None:
    assert _around("Eaten before that: one bar.") == "My legs went at the bridge. [SEP] "
    assert _around("My legs went at the bridge.") == " [SEP] Eaten before that: one bar."
    assert _around("All day in bed.") == ""


def test_of_long_neighbours_the_near_ends_are_read() -> None:
    notes = NoteSentences(lambda path: note_from_bytes(path, text.encode()))
    text = f"{'a' * 300} end. Here it is. {'Start ' * 60}.\n"
    its = passage(text=text.strip(), line_start=1, line_end=1)
    middle = next(s for s in notes.of(its) if s.text == "Here it is.")
    before, _, after = notes.around(its, middle).partition(" [SEP] ")
    assert before.endswith("a end.") and before.startswith("…") and len(before) <= 111
    assert after.startswith("Start") and after.endswith("…") and len(after) <= 111


@pytest.fixture(scope="module")
def journal(make_journal: MakeJournal) -> Journal:
    many = "".join(f"## 2024-05-{day:02}\n\nI ran {day} miles along the river.\n\n" for day in range(1, 29))
    return make_journal({"runs.md": many, "2024-06-01.md": "Running along the river again.\n"})


@pytest.mark.parametrize("question", ["how often did I run along the river", "where did I run", "when did I first run"])
def test_a_note_is_read_and_parsed_once_an_answer(
    question: str, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads: list[str] = []
    parses: list[str] = []
    blocks = assertions.blocks

    def counted_read(path: str) -> Note | None:
        reads.append(path)
        return journal.read(path)

    def counted_blocks(note: Note) -> list[Block]:
        parses.append(note.path)
        return blocks(note)

    monkeypatch.setattr(assertions, "blocks", counted_blocks)
    monkeypatch.setattr(note_sentences, "RECENT", RecentNotes(1_000_000))
    sources = Sources(journal.catalog, journal.retriever, journal.embedder, counted_read)
    answer = ask(journal.question(question), sources, 10)
    assert len(answer.statements) > 0 and len({c.line_start for s in answer.statements for c in s.citations}) > 0
    assert sorted(reads) == sorted(parses) == sorted(set(parses)) and "runs.md" in parses
    ask(journal.question(question), sources, 10)
    assert sorted(parses) == sorted(set(parses)), "the next answer finds it parsed"


_LEFT_OUT = (
    "![](p.png)", "![[Other note#Part]]", '<img src="p.png">', "<br>", '<a name="x"></a>', "<!-- comment -->",
    "%% comment %%", "[^1]: footnote", "[1]: https://example.org", "[[2024-10-31]]", "{{< shortcode >}}", "&nbsp;",
)  # fmt: skip


def test_right_after_indexing_every_sentence_of_every_passage_can_be_quoted(make_journal: MakeJournal) -> None:
    notes = {
        f"2024-05-{day:02}.md": f"Fitted the hinges.\n\n{left_out}\n\n1. The door gets a lock.\n2. The sill is oak.\n"
        for day, left_out in enumerate(_LEFT_OUT, 1)
    }
    for path in (ROOT / "examples" / "journal").rglob("*.*"):
        if path.suffix in (".md", ".txt", ".org"):
            notes[f"examples/{path.relative_to(ROOT / 'examples' / 'journal').as_posix()}"] = path.read_text("utf-8")
    journal = make_journal(notes)
    ids = [row[0] for row in journal.catalog.db.execute("SELECT id FROM passages")]
    shown = NoteSentences(journal.read)
    quoted = {(p.path, s.line_start, s.text) for p in journal.catalog.passages(ids).values() for s in shown.of(p)}
    missing = []
    for path in notes:
        note = journal.read(path)
        assert note is not None
        in_passages = [p for p in journal.catalog.passages(ids).values() if p.path == path]
        for sentence in assertions.sentences(note):
            inside = any(p.line_start <= sentence.line_start and sentence.line_end <= p.line_end for p in in_passages)
            if inside and (path, sentence.line_start, sentence.text) not in quoted:
                missing.append((path, sentence.line_start, sentence.text))
    assert missing == [] and ("2024-05-01.md", 5, "The door gets a lock.") in quoted

"""Questions over journals -> the candidates of each, as daycite finds them, and which of them are right.

Each folder has notes/ and questions.jsonl. A sentence is right where it stands on a line that answers, or, where only
days are known, where it is of such a day and has 60% of the answer's words that the question lacks.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from api.parts.collection import Collection
from api.settings import read_settings
from rag.evidence.candidates import Candidate, ScoredCandidates, judged_text, score_candidates
from rag.evidence.judgement import features, judge_candidates
from rag.evidence.note_sentences import NoteSentences
from rag.question.read import read_question
from tools.answer_journals import holds_quote
from tools.project import ROOT

JOURNALS = ROOT / "tests" / "data" / "answers"
_GOLD_WORDS, _FEW_WORDS = 0.6, 0.25
_LATER = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class Row:
    """One question's candidates: features, whether each is right (NaN where nobody knows), and its paragraph."""

    journal: str
    question: str
    texts: tuple[str, ...]
    """As the judge reads them,"""
    around: tuple[str, ...]
    """with what stands before and after each."""
    likely: np.ndarray
    """(n,) how likely daycite takes each to answer, as it is now."""
    logits: np.ndarray
    """(n,) the cross-encoder's, NaN where it was not asked, or is not there"""
    named: dict[str, np.ndarray]
    right: np.ndarray
    paragraphs: tuple[tuple[str, int], ...]
    answerable: bool
    form: str = "fact"
    variants: tuple[str, ...] = ()
    """Other wordings of the question."""


def rows_of(folder: Path, data_dir: Path) -> Iterator[Row]:
    """The rows of a folder's questions that have candidates."""
    collection = Collection(read_settings(data_dir=data_dir), folder / "notes")
    collection.sync()
    sources = collection.sources()
    for line in (folder / "questions.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        asked = read_question(row["question"], date.fromisoformat(row["today"]) if row.get("today") else _LATER)
        hits = sources.retriever.search(asked, 10)
        notes = NoteSentences(sources.read)
        scored = score_candidates(hits, asked, sources.catalog, sources.embedder, notes)
        if scored is None or hits.outside:
            continue
        named = features(scored)
        paragraphs = tuple((c.passage.path, c.sentence.block) for c in scored.candidates)
        answerable = row.get("answerable", bool(row.get("dates"))) and row.get("category") != 5
        right = _right(row, scored, answerable)
        texts = tuple(judged_text(candidate) for candidate in scored.candidates)
        around = tuple(candidate.around for candidate in scored.candidates)
        judged = judge_candidates(scored, asked, sources.judge)
        logits = np.full(len(right), np.nan) if judged.logits is None else judged.logits
        likely = judge_candidates(scored, asked).probability
        variants = tuple(row.get("variants", ()))
        yield Row(
            folder.name,
            asked.text,
            texts,
            around,
            likely,
            logits,
            named,
            right,
            paragraphs,
            answerable,
            asked.form,
            variants,
        )
    collection.close()


def _right(row: dict[str, Any], scored: ScoredCandidates, answerable: bool) -> np.ndarray:
    if not answerable:
        return np.zeros(len(scored.candidates))
    if row.get("quotes"):
        return np.array([_quoted(row, candidate) for candidate in scored.candidates])
    if row.get("lines"):
        lines = {(path, number) for path, number in row["lines"]}
        spans = [(c.passage.path, c.sentence.line_start, c.sentence.line_end) for c in scored.candidates]
        return np.array([any((p, n) in lines for n in range(a, b + 1)) for p, a, b in spans], float)
    new, days = _words(str(row["answer"])) - _words(row["question"]), set(row["dates"])
    out = []
    for candidate in scored.candidates:
        share = len(new & _words(candidate.sentence.text)) / len(new) if new else np.nan
        of_day = str(candidate.passage.date) in days
        known = not of_day or share >= _GOLD_WORDS or share <= _FEW_WORDS
        out.append(float(of_day and share >= _GOLD_WORDS) if known else np.nan)
    return np.array(out)


def _quoted(row: dict[str, Any], candidate: Candidate) -> float:
    path, sentence = candidate.passage.path, candidate.sentence
    if holds_quote(path, sentence, row["quotes"]):
        return 1.0
    return float("nan") if holds_quote(path, sentence, row["near"]) else 0.0


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.lower()) if len(word) > 2 or word.isdigit()}


def own_folders(place: Path) -> Iterator[Path]:
    """The journals of tests/data/answers as folders of notes, half of them in items and half in paragraphs."""
    for number, path in enumerate(sorted(JOURNALS.glob("*.txt"))):
        folder = place / f"own-{path.stem[:2]}"
        (folder / "notes").mkdir(parents=True)
        files: dict[str, list[str]] = {}
        where: dict[int, tuple[str, int]] = {}
        day = name = ""
        questions: list[dict[str, Any]] = []
        for raw in path.read_text("utf-8").splitlines():
            if raw.startswith("@ "):
                day, _, title = (part.strip() for part in raw[2:].partition("|"))
                name = f"{day}-{len(files)}.md"
                files[name] = [f"# {day}", ""] + ([f"## {title}", ""] if title else [])
            elif match := re.match(r"(\d+): (.+)", raw):
                files[name].append(f"- {match[2]}" if number % 2 else match[2])
                where[int(match[1])] = (name, len(files[name]))
                files[name].extend([] if number % 2 else [""])
            elif raw.startswith("? "):
                questions.append({"question": raw[2:].strip(), "dates": [], "lines": [], "today": str(_LATER)})
            elif raw.startswith("= ") and "none" not in raw:
                lines = [where[int(n)] for n in re.findall(r"\d+", raw)]
                questions[-1] |= {"lines": lines, "dates": sorted({file[:10] for file, _ in lines})}
        for file, text in files.items():
            (folder / "notes" / file).write_text("\n".join(text) + "\n", "utf-8")
        lines_out = [json.dumps(question, ensure_ascii=False) for question in questions]
        (folder / "questions.jsonl").write_text("\n".join(lines_out), "utf-8")
        yield folder

"""FriendsQA's scenes -> a journal with questions, as tools/sentence_table.py and tools/calibrate.py learn from.

A scene a day. Half of the questions that name who answers them are asked once more about another speaker: the notes do
not answer these (category 5), for it is the doer that is asked about.
"""

import json
import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

_START = date(2021, 1, 4)
_TODAY = "2026-01-01"
_SPLIT_TOKENS = ((r" (n't|'\w+)\b", r"\1"), (r"\s+([,.!?;:])", r"\1"), (r"(\w) - (\w)", r"\1-\2"))
_ASKED_AGAIN = 0.5


def friends_journal(path: Path, folder: Path, questions: int, rng: random.Random) -> Path:
    """Writes `folder/notes/` and `folder/questions.jsonl`, with about so many questions that are answered."""
    (folder / "notes").mkdir(parents=True)
    asked: list[dict[str, Any]] = []
    for number, scene in enumerate(json.loads(path.read_text("utf-8"))["data"]):
        day = _START + timedelta(days=2 * number)
        name = f"{day}.md"
        lines = [f"# {day}", ""]
        for paragraph in scene["paragraphs"]:
            spoken = [(who(turn), turn) for turn in paragraph["utterances:"]]
            where = {}
            for speaker, turn in spoken:
                lines += [f"**{speaker}:** {plain_speech(turn['utterance'])}", ""]
                where[turn["uid"]] = len(lines) - 1
            for row in paragraph["qas"]:
                answers = {a["utterance_id"] for a in row["answers"] if a["utterance_id"] in where}
                if answers:
                    places = [[name, where[uid]] for uid in sorted(answers)]
                    base = {"dates": [str(day)], "lines": places, "today": _TODAY, "answer": ""}
                    asked.append({"question": plain_speech(row["question"])} | base)
                    asked += _about_another(asked[-1], spoken, answers, rng)
        (folder / "notes" / name).write_text("\n".join(lines) + "\n", "utf-8")
    kept = rng.sample(asked, min(questions, len(asked)))
    (folder / "questions.jsonl").write_text("".join(json.dumps(row) + "\n" for row in kept), "utf-8")
    return folder


def _about_another(
    row: dict[str, Any], spoken: list[tuple[str, Any]], answers: set[int], rng: random.Random
) -> Iterator[dict[str, Any]]:
    """The question with another speaker in the place of the one who answers it."""
    own, everyone = {name for name, turn in spoken if turn["uid"] in answers}, {name for name, _ in spoken}
    swapped = about_another(row["question"], own, everyone, rng)
    if swapped and rng.random() < _ASKED_AGAIN:
        yield row | {"question": swapped, "category": 5}


def about_another(question: str, own: set[str], everyone: set[str], rng: random.Random) -> str:
    """`question` about another speaker than the one who answers it; "" where it does not name that one, or others."""
    named = [name for name in sorted(own) if re.search(rf"\b{re.escape(name)}\b", question)]
    others = sorted(name for name in everyone - own if name not in question)
    if len(named) != 1 or not others:
        return ""
    return re.sub(rf"\b{re.escape(named[0])}\b", rng.choice(others), question)


def who(turn: Any) -> str:
    """The first name of a turn's speaker."""
    return turn["speakers"][0].split()[0] if turn["speakers"] else "Someone"


def plain_speech(text: str) -> str:
    """Without the spaces that the data has between tokens."""
    for pattern, new in _SPLIT_TOKENS:
        text = re.sub(pattern, new, text)
    return text.strip()

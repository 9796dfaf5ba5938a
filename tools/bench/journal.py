"""Journals of any size, the same for the same seed: prose of everyday and study words, one note a day."""

import random
from datetime import date, timedelta
from pathlib import Path

_SUBJECTS = """the convolution|the kernel|a pooling layer|the optimizer|my learning rate|the validation loss|the dataset
the tokenizer|an embedding|the attention head|the decoder|a residual block|the batch size|my training loop|the gradient
the garden|a long walk|the bakery|my sister|the bicycle|an old camera|the piano lesson|a rainy morning|the library
the compiler|a database index|the parser|the scheduler|a memory leak|the test suite|the deployment|a race condition"""
_VERBS = """explains|breaks|improves|hides|needs|replaces|slows down|speeds up|depends on|reminds me of|is better than
is worse than|fits|surprised|taught me about|led to|goes with|stands for|was compared with|came before"""
_ENDS = """in the second chapter|after lunch|for the small model|on the test set|with fewer parameters|as Anna said
during the evening|when the data is noisy|in a way I did not expect|although the paper says otherwise|by a factor of two
at the end of the week|without any warning|because of the padding|in the first epoch|over the whole year"""
_HEADINGS = "Learned|Read|Built|Questions|Reflections|Tomorrow|Errors|Ideas|People|Reading list|Experiments|Summary"
QUESTIONS = (
    "what did I learn about the kernel",
    "when did I first read about attention heads",
    "why was the validation loss worse",
    "what surprised me about the garden",
    "which days was I stuck on a race condition",
    "what did Anna say about the database index",
    "how does the tokenizer depend on the dataset",
    "what came before the piano lesson",
)
FIRST_DAY = date(2010, 1, 1)


def write_journal(folder: Path, notes: int, sections: int, sentences: int, seed: int = 7, first: int = 0) -> None:
    """Notes number `first` to `notes` of a journal, each with so many sections of so many sentences of eleven words."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(first, notes):
        day = FIRST_DAY + timedelta(days=number)
        (folder / f"{day.isoformat()}.md").write_text(
            note(day, sections, sentences, random.Random(seed * 1_000_003 + number))
        )


def note(day: date, sections: int, sentences: int, chance: random.Random) -> str:
    parts = [f"# {day.isoformat()}, {day:%A}\n"]
    for _ in range(sections):
        heading = f"{chance.choice(_words(_HEADINGS))} {chance.randrange(1000)}"
        prose = " ".join(_sentence(chance) for _ in range(sentences))
        parts.append(f"## {heading}\n\n{prose}\n")
    return "\n".join(parts)


def _sentence(chance: random.Random) -> str:
    subject, other = chance.choice(_words(_SUBJECTS)), chance.choice(_words(_SUBJECTS))
    words = f"{subject} {chance.choice(_words(_VERBS))} {other} {chance.choice(_words(_ENDS))} {chance.randrange(100)}"
    return words[0].upper() + words[1:] + "."


def _words(text: str) -> list[str]:
    return text.replace("\n", "|").split("|")

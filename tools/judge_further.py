"""Lets the judge of sentences learn on, from its stored weights: `python -m tools.judge_further --help`. Needs torch.

Of each of our journals that may teach it the newest questions, which stand last in its file, are gone through once. The
lowest layers stay as they are, and the mean of the weights before and after is stored, which keeps what was known
(Wortsman et al., "Robust fine-tuning of zero-shot models", 2022). An hour on two cores for 3,000 questions.
"""

import random
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click
import numpy as np
import torch
from transformers import AutoModel

from index.embedding.bert_graph import Tensors
from index.embedding.model_files import default_folder
from index.judge.learned import HEAD, described
from index.judge.weights import stored_weights, write_weights
from tools.answer_journals import note_folders, taught_judge
from tools.answer_rows import rows_of
from tools.judge import SEED, by_name, learn
from tools.judge_pairs import Pair, journal_pairs

_RATE, _FROZEN = 4e-5, 2


@click.command()
@click.option("--newest", default=16, show_default=True, help="Questions of each journal, the last of its file.")
@click.option("--journal", multiple=True, help="Only those of this number, as 01.")
def main(newest: int, journal: Sequence[str]) -> None:
    """Learn the newest questions of our journals, and store the mean of before and after."""
    with tempfile.TemporaryDirectory() as place:
        data = Path(place, "data")
        pairs = list(_pairs(Path(place), journal, newest, data))
        before = stored_weights()
        after = learned_further(before, pairs, default_folder(data))
        mean = {name: (values + before[name].reshape(values.shape)) / 2 for name, values in after.items()}
        write_weights(mean, _told(newest, journal, pairs))


def learned_further(before: Tensors, pairs: Sequence[Pair], folder: Path) -> dict[str, np.ndarray]:
    """The weights, by their names in a checkpoint, after one more pass over `pairs`."""
    torch.manual_seed(SEED)
    encoder: Any = AutoModel.from_pretrained(folder)
    encoder.encoder.load_state_dict(_of("encoder", before, encoder.encoder.state_dict()))
    head = torch.nn.Linear(encoder.config.hidden_size, 1)
    head.load_state_dict(_of(HEAD, before, head.state_dict()))
    encoder.embeddings.requires_grad_(False)
    for layer in encoder.encoder.layer[:_FROZEN]:
        layer.requires_grad_(False)
    encoder.train()
    learn(encoder, head, pairs, folder, epochs=1, rate=_RATE)
    return by_name(encoder, head)


def _of(part: str, weights: Tensors, like: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """The weights of a part of the network, in the shapes that it wants."""
    return {name: torch.from_numpy(weights[f"{part}.{name}"].reshape(value.shape)) for name, value in like.items()}


def _pairs(place: Path, numbers: Sequence[str], newest: int, data: Path) -> Iterator[Pair]:
    rng = random.Random(SEED)
    for folder in note_folders(place, numbers):
        if taught_judge(folder.name):
            questions = folder / "questions.jsonl"
            last = questions.read_text("utf-8").splitlines()[-newest:]
            questions.write_text("\n".join(last), "utf-8")
            yield from journal_pairs(list(rows_of(folder, data)), rng)


def _told(newest: int, numbers: Sequence[str], pairs: Sequence[Pair]) -> dict[str, Any]:
    how = {key: value for key, value in described().items() if key != "sha256"}
    how["pairs"] += len(pairs)
    how["right"] += sum(pair.right for pair in pairs)
    of = " ".join(numbers) or "each journal that may teach it"
    step = f"the newest {newest} questions of {of} (tests/data/journals), the mean of before and after taken"
    return how | {"then": [*how.get("then", []), step]}


if __name__ == "__main__":
    main()

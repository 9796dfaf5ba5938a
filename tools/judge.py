"""Learns the judge of sentences, index/judge/weights.safetensors: `python -m tools.judge --help`. Needs torch.

A cross-encoder (Nogueira and Cho, 2019): the packaged model reads [question, sentence] together, and one linear unit
over the mean of its tokens tells whether the sentence answers. Its table of words stays as it is, so only the layers
are stored, in eight bits. Half an hour on two cores.
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

from index.embedding.embedder import load_embedder
from index.embedding.model_files import default_folder
from index.embedding.token_counter import read_tokenizer
from index.judge.learned import HEAD
from index.judge.weights import write_weights
from tools.answer_rows import own_folders, rows_of
from tools.judge_pairs import Pair, friends_pairs, journal_pairs, xquad_pairs

SEED = 20261128
_BATCH, _RATE, _WARM = 32, 5e-5, 0.1
_TOKENS = 128
_SHARE = {"en": 1.0, "de": 0.4, "es": 0.4, "zh": 0.2}


def learned(pairs: Sequence[Pair], folder: Path, epochs: int, layers: int) -> dict[str, np.ndarray]:
    """The layers and the linear unit, by their names in a checkpoint, in floating point."""
    torch.manual_seed(SEED)
    encoder = AutoModel.from_pretrained(folder)
    encoder.encoder.layer = encoder.encoder.layer[:layers]
    encoder.embeddings.requires_grad_(False)
    head = torch.nn.Linear(encoder.config.hidden_size, 1)
    encodings = _encoded(pairs, folder)
    right = torch.tensor([pair.right for pair in pairs], dtype=torch.float32)
    batches = [batch for epoch in range(epochs) for batch in _batches([len(e.ids) for e in encodings], epoch)]
    parameters = [*(p for p in encoder.encoder.parameters()), *head.parameters()]
    optimiser = torch.optim.AdamW(parameters, lr=_RATE, weight_decay=0.01)
    warm = max(int(_WARM * len(batches)), 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda n: min((n + 1) / warm, max(len(batches) - n, 0) / (len(batches) - warm + 1))
    )
    encoder.train()
    so_far = 0.0
    for number, rows in enumerate(batches):
        with torch.autocast("cpu", torch.bfloat16):
            logits = _logits(encoder, head, [encodings[i] for i in rows])
        loss = torch.nn.functional.binary_cross_entropy_with_logits(logits.float(), right[rows])
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        schedule.step()
        so_far = loss.item() if number == 0 else 0.98 * so_far + 0.02 * loss.item()
        if number % 50 == 0:
            click.echo(f"batch {number} of {len(batches)}, loss {so_far:.3f}")
    kept = {f"encoder.{name}": value for name, value in encoder.encoder.state_dict().items()}
    kept |= {f"{HEAD}.{name}": value for name, value in head.state_dict().items()}
    return {name: value.detach().float().numpy() for name, value in kept.items()}


def _logits(encoder: Any, head: Any, rows: Sequence[Any]) -> torch.Tensor:
    longest = max(len(row.ids) for row in rows)
    ids, types, mask = (torch.zeros(len(rows), longest, dtype=torch.long) for _ in range(3))
    for i, row in enumerate(rows):
        n = len(row.ids)
        ids[i, :n], types[i, :n], mask[i, :n] = torch.tensor(row.ids), torch.tensor(row.type_ids), 1
    hidden = encoder(input_ids=ids, token_type_ids=types, attention_mask=mask).last_hidden_state
    mean = (hidden * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)
    logits: torch.Tensor = head(mean)[:, 0]
    return logits


def _encoded(pairs: Sequence[Pair], folder: Path) -> list[Any]:
    tokenizer = read_tokenizer(folder / "tokenizer.json")
    tokenizer.no_padding()
    tokenizer.enable_truncation(_TOKENS, strategy="only_second")
    encodings: list[Any] = tokenizer.encode_batch([(pair.question[:300], pair.text) for pair in pairs])
    return encodings


def _batches(lengths: Sequence[int], epoch: int) -> list[list[int]]:
    """Rows of like length together, in random order."""
    rng = random.Random(SEED + epoch)
    order = sorted(range(len(lengths)), key=lambda i: lengths[i] + rng.random() * 4)
    batches = [order[start : start + _BATCH] for start in range(0, len(order), _BATCH)]
    rng.shuffle(batches)
    return batches


@click.command()
@click.option("--xquad", multiple=True, type=click.Path(exists=True, path_type=Path), help="xquad.en.json and so on")
@click.option("--friends", multiple=True, type=click.Path(exists=True, path_type=Path), help="friendsqa_dev.json …")
@click.option("--journal", multiple=True, type=click.Path(exists=True, path_type=Path), help="notes/, questions.jsonl")
@click.option("--epochs", default=1, show_default=True)
@click.option("--layers", default=6, show_default=True)
def main(xquad: Sequence[Path], friends: Sequence[Path], journal: Sequence[Path], epochs: int, layers: int) -> None:
    """Learn from these and every second journal of tests/data/answers; the others are for the table that uses it."""
    with tempfile.TemporaryDirectory() as place:
        data = Path(place, "data")
        pairs = list(_all_pairs(xquad, friends, [*list(own_folders(Path(place)))[::2], *journal], data))
        click.echo(f"{len(pairs)} pairs")
        of = [*(path.name for path in (*xquad, *friends)), *(f"{path.parent.name}/{path.name}" for path in journal)]
        write_weights(learned(pairs, default_folder(data), epochs, layers), _told(pairs, epochs, layers, of))


def _told(pairs: Sequence[Pair], epochs: int, layers: int, of: Sequence[str]) -> dict[str, Any]:
    return {
        "seed": SEED,
        "layers": layers,
        "epochs": epochs,
        "pairs": len(pairs),
        "right": sum(pair.right for pair in pairs),
        "of": [*of, "every second journal of tests/data/answers"],
    }


def _all_pairs(xquad: Sequence[Path], friends: Sequence[Path], journals: Sequence[Path], data: Path) -> Iterator[Pair]:
    rng = random.Random(SEED)
    embedder = load_embedder("", data)
    for path in xquad:
        yield from xquad_pairs(path, embedder, _SHARE.get(path.name.split(".")[1], 1.0), rng)
    for path in friends:
        yield from friends_pairs(path, embedder, rng)
    for folder in journals:
        yield from journal_pairs(list(rows_of(folder, data)), rng)


if __name__ == "__main__":
    main()

"""Learns the judge of sentences, index/judge/weights.safetensors: `python -m tools.judge --help`. Needs torch.

A cross-encoder (Nogueira and Cho, 2019): the packaged model reads [question, sentence] together, and one linear unit
over the mean of its tokens tells whether the sentence answers. It learns that of each sentence, and which of a
question's sentences come before the others (ListNet's top-one loss; Cao et al., 2007). Its table of words stays as it
is, so only the layers are stored, in eight bits. Two hours on two cores.
"""

import random
import tempfile
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import click
import numpy as np
import torch
from transformers import AutoModel

from index.embedding.cpu import cpu_flags
from index.embedding.embedder import load_embedder
from index.embedding.model_files import default_folder
from index.embedding.token_counter import read_tokenizer
from index.judge.judge import given
from index.judge.learned import HEAD
from index.judge.weights import write_weights
from tools.answer_journals import note_folders, taught_judge
from tools.answer_rows import own_folders, rows_of
from tools.judge_pairs import Pair, friends_pairs, journal_pairs, xquad_pairs

SEED = 20261128
_BATCH, _RATE, _WARM = 40, 5e-5, 0.1
_ORDER = 0.5  # what a question's order counts, beside whether each of its sentences answers
_TOKENS = 176
_EPOCHS = 2
_AGAIN = 0.25  # as many pairs of the first part as this share of the second's are gone through with it again
_SHARE = {"en": 1.0, "de": 0.4, "es": 0.4, "zh": 0.2}


def learned(parts: Sequence[tuple[Sequence[Pair], int]], folder: Path, layers: int) -> dict[str, np.ndarray]:
    """The layers and the linear unit, by their names in a checkpoint, in floating point.

    `parts`: pairs and how many times they are gone through, one part after the other.
    """
    torch.manual_seed(SEED)
    encoder = AutoModel.from_pretrained(folder)
    encoder.encoder.layer = encoder.encoder.layer[:layers]
    encoder.embeddings.requires_grad_(False)
    head = torch.nn.Linear(encoder.config.hidden_size, 1)
    encoder.train()
    for pairs, epochs in parts:
        learn(encoder, head, pairs, folder, epochs)
    return by_name(encoder, head)


def by_name(encoder: Any, head: torch.nn.Linear) -> dict[str, np.ndarray]:
    """The layers and the linear unit, by their names in a checkpoint."""
    kept = {f"encoder.{name}": value for name, value in encoder.encoder.state_dict().items()}
    kept |= {f"{HEAD}.{name}": value for name, value in head.state_dict().items()}
    return {name: value.detach().float().numpy() for name, value in kept.items()}


def learn(
    encoder: Any, head: torch.nn.Linear, pairs: Sequence[Pair], folder: Path, epochs: int, rate: float = _RATE
) -> None:
    """Changes the layers and the linear unit; `rate`: of AdamW, at its highest."""
    encodings = _encoded(pairs, folder)
    right = torch.tensor([pair.right for pair in pairs], dtype=torch.float32)
    questions = question_groups(pairs)
    lengths = [len(e.ids) for e in encodings]
    batches = [batch for epoch in range(epochs) for batch in batches_of(questions, lengths, epoch)]
    parameters = [*encoder.encoder.parameters(), *head.parameters()]
    optimiser = torch.optim.AdamW(parameters, lr=rate, weight_decay=0.01)
    warm = max(int(_WARM * len(batches)), 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda n: min((n + 1) / warm, max(len(batches) - n, 0) / (len(batches) - warm + 1))
    )
    so_far = 0.0
    for number, rows in enumerate(batches):
        places = [i for question in rows for i in question]
        loss = ranking_loss(
            logits_of(encoder, head, [encodings[i] for i in places]), right[places], [len(own) for own in rows]
        )
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        schedule.step()
        so_far = loss.item() if number == 0 else 0.98 * so_far + 0.02 * loss.item()
        if number % 50 == 0:
            click.echo(f"batch {number} of {len(batches)}, loss {so_far:.3f}")


def ranking_loss(logits: torch.Tensor, right: torch.Tensor, sizes: list[int]) -> torch.Tensor:
    """Of the sentences of several questions, one question's behind the other's; `sizes`: how many each has."""
    loss = torch.nn.functional.binary_cross_entropy_with_logits(logits, right)
    order = [
        torch.logsumexp(own, 0) - torch.logsumexp(own[is_right], 0)
        for own, is_right in zip(logits.split(sizes), (right > 0).split(sizes), strict=True)
        if 0 < int(is_right.sum()) < len(own)
    ]
    return loss + _ORDER * torch.stack(order).mean() if order else loss


def logits_of(encoder: Any, head: Any, rows: Sequence[Any]) -> torch.Tensor:
    """(n,) in the order of `rows`; the short ones are read apart from the long ones, which spares padding."""
    order = sorted(range(len(rows)), key=lambda i: len(rows[i].ids))
    halves = [half for half in (order[: len(order) // 2], order[len(order) // 2 :]) if half]
    # Without instructions for it bfloat16 is several times slower than single precision.
    with torch.autocast("cpu", torch.bfloat16, enabled="avx512_bf16" in cpu_flags()):
        read = torch.cat([_logits(encoder, head, [rows[i] for i in half]) for half in halves]).float()
    return read[torch.argsort(torch.tensor(order))]


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
    encodings: list[Any] = tokenizer.encode_batch([(given(pair.question, pair.around), pair.text) for pair in pairs])
    return encodings


def question_groups(pairs: Sequence[Pair]) -> list[list[int]]:
    """The places of each question's pairs, which follow each other."""
    return [[i for i, _ in group] for _, group in groupby(enumerate(pairs), key=lambda placed: placed[1].question)]


def batches_of(questions: Sequence[Sequence[int]], lengths: Sequence[int], epoch: int) -> list[list[Sequence[int]]]:
    """Questions with sentences of like length together, in random order."""
    rng = random.Random(SEED + epoch)
    batches: list[list[Sequence[int]]] = [[]]
    for question in sorted(questions, key=lambda own: max(lengths[i] for i in own) + rng.random() * 8):
        if batches[-1] and sum(map(len, batches[-1])) + len(question) > _BATCH:
            batches.append([])
        batches[-1].append(question)
    rng.shuffle(batches)
    return batches


@click.command()
@click.option("--xquad", multiple=True, type=click.Path(exists=True, path_type=Path), help="xquad.en.json and so on")
@click.option("--friends", multiple=True, type=click.Path(exists=True, path_type=Path), help="friendsqa_dev.json …")
@click.option("--journal", multiple=True, type=click.Path(exists=True, path_type=Path), help="notes/, questions.jsonl")
@click.option("--layers", default=6, show_default=True)
def main(xquad: Sequence[Path], friends: Sequence[Path], journal: Sequence[Path], layers: int) -> None:
    """Learn from these and our own journals, but those that are for the table that uses it, and the last."""
    with tempfile.TemporaryDirectory() as place:
        data = Path(place, "data")
        own = [folder for folder in own_folders(Path(place)) if taught_judge(folder.name)]
        first = list(_first_part(xquad, friends, [*own, *journal], data))
        second = list(_second_part([folder for folder in note_folders(Path(place)) if taught_judge(folder.name)], data))
        click.echo(f"{len(first)} pairs, then {len(second)}")
        again = some_questions(first, int(len(second) * _AGAIN))
        of = [*(path.name for path in (*xquad, *friends)), *(f"{path.parent.name}/{path.name}" for path in journal)]
        weights = learned([(first, _EPOCHS), ([*second, *again], _EPOCHS)], default_folder(data), layers)
        write_weights(weights, _told([*first, *second], layers, of))


def some_questions(pairs: Sequence[Pair], most: int) -> list[Pair]:
    """All pairs of some of the questions, some `most` pairs in all."""
    groups = question_groups(pairs)
    random.Random(SEED).shuffle(groups)
    return [pairs[i] for group in groups for i in group][:most]


def _told(pairs: Sequence[Pair], layers: int, of: Sequence[str]) -> dict[str, Any]:
    return {
        "seed": SEED,
        "layers": layers,
        "epochs": _EPOCHS,
        "pairs": len(pairs),
        "right": sum(pair.right for pair in pairs),
        "of": [*of, "half of tests/data/answers", "eight in ten of tests/data/journals"],
    }


def _first_part(xquad: Sequence[Path], friends: Sequence[Path], journals: Sequence[Path], data: Path) -> Iterator[Pair]:
    """Others' data, and sentences that stand by themselves: what it is to answer."""
    rng = random.Random(SEED)
    embedder = load_embedder("", data)
    for path in xquad:
        yield from xquad_pairs(path, embedder, _SHARE.get(path.name.split(".")[1], 1.0), rng)
    for path in friends:
        yield from friends_pairs(path, embedder, rng)
    for folder in journals:
        yield from journal_pairs(list(rows_of(folder, data)), rng)


def _second_part(journals: Sequence[Path], data: Path) -> Iterator[Pair]:
    """Notes as people write them."""
    rng = random.Random(SEED)
    for folder in journals:
        yield from journal_pairs(list(rows_of(folder, data)), rng)


if __name__ == "__main__":
    main()

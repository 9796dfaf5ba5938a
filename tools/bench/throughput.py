"""Passages a second: daycite's encoder beside sentence-transformers' own, on the same passages."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

_PASSAGES = 400


def compare_encoders(notes: Path, data: Path) -> tuple[float, float, int]:
    """(ours a second, theirs a second, passages): theirs at the default batch size, each at its best of two."""
    from huggingface_hub.utils.tqdm import disable_progress_bars

    disable_progress_bars()  # before transformers is imported, which asks for it then
    from sentence_transformers import SentenceTransformer

    from index.embedding.embedder import load_embedder
    from index.embedding.model_files import local_folder

    texts = _passages(notes, data)
    ours = load_embedder("", data)
    theirs = SentenceTransformer(str(local_folder("", data)), device="cpu")
    theirs.encode(texts[:32])
    ours.embed(texts[:32])
    return (
        _best(ours.embed, texts),
        _best(lambda batch: theirs.encode(batch, show_progress_bar=False), texts),
        len(texts),
    )


def _best(encode: Callable[[list[str]], Any], texts: list[str]) -> float:
    times = []
    for _ in range(2):
        start = time.perf_counter()
        encode(texts)
        times.append(time.perf_counter() - start)
    return len(texts) / min(times)


def _passages(notes: Path, data: Path) -> list[str]:
    """Passages as the index of `notes` has them, header included."""
    from api.parts.collection import Collection
    from api.settings import read_settings

    catalog = Collection(read_settings(data_dir=data), notes).catalog
    rows = catalog.db.execute("SELECT header, prose FROM passages ORDER BY id LIMIT ?", (_PASSAGES,)).fetchall()
    return [f"{header}\n{prose}" for header, prose in rows]

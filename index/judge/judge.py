"""Question and sentences -> how surely each answers, by a cross-encoder prepared from `weights.safetensors`.

It is an addition: where the packaged model, whose table of words it shares, is not on this machine, there is none.
"""

import os
import tempfile
from collections.abc import Callable, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

import numpy as np

from index.embedding.cpu import best_precision
from index.embedding.model_files import (
    DEFAULT_DIGEST,
    Precision,
    are_whole,
    checked_digest,
    file_sum,
    prepared_folder,
    present_default,
)
from index.embedding.prepare import run_program
from index.embedding.session import over_threads, prepared_session
from index.embedding.token_counter import read_tokenizer
from index.errors import ModelError
from index.judge.learned import BESIDE, described

_TOKENS = 176  # of question, sentence and what stands around it together, as when it learned; the sentence is cut
_QUESTION = 300  # characters
_CRC = "[0-9a-f]" * 8


def given(question: str, around: str) -> str:
    """What a text is judged by: the question, and what stands around the text."""
    asked = question[:_QUESTION]
    return f"{asked} {BESIDE} {around}" if around else asked


class Judge:
    """Comes from `load_judge`; may be shared by threads."""

    def __init__(self, session: Any, tokenizer: Any, threads: int) -> None:
        self._session, self._tokenizer, self._threads = session, tokenizer, threads

    def logits(self, question: str, texts: Sequence[str], around: Sequence[str] = ()) -> np.ndarray:
        """(n,) the log odds that each text answers the question, as far as the judge alone can tell.

        `around`: for each text what stands before and after it, or ""; none at all, if nothing is known.
        """
        pairs = [(given(question, beside), text) for text, beside in zip_longest(texts, around, fillvalue="")]
        encodings = self._tokenizer.encode_batch(pairs)
        return np.array(list(over_threads(self._logit, encodings, self._threads)), np.float32)

    def _logit(self, encoding: Any) -> float:
        given = {
            "input_ids": np.array([encoding.ids], np.int64),
            "token_type_ids": np.array([encoding.type_ids], np.int64),
        }
        return float(self._session.run(["logit"], given)[0][0, 0])


def load_judge(data_dir: Path, announce: Callable[[str], None] = lambda words: None) -> Judge | None:
    """The judge, prepared in `data_dir` the first time; None where that cannot be."""
    source = present_default(data_dir)
    if source is None:
        return None
    try:
        name = _prepared_name(best_precision())
        folder = prepared_folder(data_dir, DEFAULT_DIGEST)
        session = _opened(folder, name)
        if session is None:
            _prepare(source, folder, name, best_precision(), announce)
            session = _opened(folder, name)
        tokenizer = read_tokenizer(source / "tokenizer.json")
    except (ModelError, OSError, ValueError):
        return None
    tokenizer.no_padding()
    tokenizer.enable_truncation(_TOKENS, strategy="only_second")
    return None if session is None else Judge(session, tokenizer, os.cpu_count() or 1)


def _prepared_name(precision: Precision) -> str:
    """For its weights, so that those of another version are made anew; its CRC comes behind it."""
    return f"judge-{described()['sha256'][:8]}-{precision}"


def _opened(folder: Path, name: str) -> Any | None:
    """A session on a prepared graph, None where that is missing or damaged.

    Opened as a file: of bytes that it is given ONNX Runtime keeps a copy, 90 MB in floating point.
    """
    for path in folder.glob(f"{name}-{_CRC}.onnx"):
        if are_whole(folder, ((path.name, path.stat().st_size, int(path.stem[-8:], 16)),)):
            return prepared_session(path)
    return None


def _prepare(source: Path, folder: Path, name: str, precision: Precision, announce: Callable[[str], None]) -> None:
    from filelock import FileLock

    checked_digest(source, default=True)
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / ".judge.lock"):
        if _opened(folder, name) is not None:
            return
        announce("preparing the judge of sentences (once)")
        with tempfile.TemporaryDirectory(dir=folder, prefix=".judge-") as new:
            run_program("index.judge.export", {"source": str(source), "out": new, "precision": precision})
            graph = Path(new, "judge.onnx")
            whole = folder / f"{name}-{file_sum(graph)[2]:08x}.onnx"
            graph.replace(whole)
    for old in (*folder.glob(f"judge-*-{precision}.onnx"), *folder.glob(f"judge-*-{precision}-{_CRC}.onnx")):
        if old != whole:
            old.unlink(missing_ok=True)

"""Texts -> vectors: a sentence-transformers model on ONNX Runtime, without torch.

Each text is a batch of its own, and the processor's cores work on different texts. On CPUs that is as fast as batches
of eight or faster (no padding, no waiting for each other), and a text's vector cannot depend on its neighbours: a note
indexed alone gets the vectors it gets among a thousand.
"""

import os
from collections.abc import Callable, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np

from index.embedding.cpu import best_precision
from index.embedding.model_files import ModelId, Precision, Prepared, are_whole
from index.embedding.prepare import discard, prepared_model
from index.embedding.session import SENTENCE, TOKENS, over_threads, prepared_session, run_session, sentence_vector, unit
from index.embedding.token_bits import UNKNOWN_TOKEN, pack, says_something
from index.embedding.token_counter import TokenCounter, load_tokenizer, open_cutter, special_ids
from index.errors import ModelError

__all__ = ["Embedder", "ModelId", "TokenCounter", "load_embedder", "load_tokenizer"]

TokenVectors = tuple[list[str], list[tuple[int, int]], np.ndarray]


class Embedder:
    """Comes from `load_embedder`; may be shared by threads."""

    def __init__(self, prepared: Prepared, session: Any, tokenizer: Any, threads: int) -> None:
        self.model = prepared.model
        self._prepared = prepared
        self._session = session
        self._tokenizer = tokenizer
        self._threads = threads

    @property
    def source(self) -> str:
        """The folder that the model's files were read from."""
        return self._prepared.source

    @property
    def is_centred(self) -> bool:
        """Whether a mean is taken from its token vectors."""
        return bool(self._prepared.token_mean)

    def encode_passages(self, texts: Sequence[str]) -> np.ndarray:
        """(n, dim) unit vectors in the order of `texts`."""
        return self._stacked(list(over_threads(self._passage, texts, self._threads)))

    def embed(self, texts: Sequence[str]) -> tuple[np.ndarray, list[bytes]]:
        """`encode_passages(texts)`, and each text's token vectors as `token_bits.pack` keeps them, from one run."""
        prompt = self._prepared.passage_prompt
        encodings = self._tokenizer.encode_batch([prompt + text for text in texts])
        embedded = list(over_threads(self._embedded, encodings, self._threads))
        return self._stacked([vector for vector, _ in embedded]), [bits for _, bits in embedded]

    def encode_question(self, text: str) -> np.ndarray:
        """The (dim,) unit vector of a question."""
        return self._vector(self._prepared.question_prompt + text)

    def read_question(self, text: str) -> tuple[np.ndarray, TokenVectors]:
        """`encode_question(text)`, and its tokens (not the special ones) with their (start, end) in `text` and a unit
        vector for each, from one run."""
        prompt = self._prepared.question_prompt
        encoding = self._tokenizer.encode(prompt + text)
        vector, tokens = run_session(self._session, self._prepared.inputs, encoding.ids, SENTENCE, TOKENS)
        rows = [row for row in _own_rows(encoding) if encoding.offsets[row][1] > len(prompt)]
        offsets = [_without_space(text, encoding.offsets[row], len(prompt)) for row in rows]
        # A special token among the text's own is what the vocabulary lacks.
        own = [UNKNOWN_TOKEN if encoding.ids[row] in self._special else encoding.tokens[row] for row in rows]
        return unit(vector), (own, offsets, self._centred(tokens[rows]))

    def kept_tokens(self, texts: Sequence[str]) -> list[np.ndarray]:
        """Of each text the (start, end) of those of its tokens whose vectors `embed` keeps, (k, 2)."""
        out = []
        for encoding in self._tokenizer.encode_batch(list(texts)):
            says = self._says(encoding.ids)
            out.append(np.array(encoding.offsets, int).reshape(-1, 2)[says])
        return out

    def _stacked(self, vectors: list[np.ndarray]) -> np.ndarray:
        return np.array(vectors, np.float32).reshape(-1, self.model.dim)

    def _passage(self, text: str) -> np.ndarray:
        return self._vector(self._prepared.passage_prompt + text)

    def _embedded(self, encoding: Any) -> tuple[np.ndarray, bytes]:
        vector, tokens = run_session(self._session, self._prepared.inputs, encoding.ids, SENTENCE, TOKENS)
        behind_prompt = np.array([end for _, end in encoding.offsets]) > len(self._prepared.passage_prompt)
        return unit(vector), pack(self._says(encoding.ids) & behind_prompt, self._centred(tokens))

    def _centred(self, tokens: np.ndarray) -> np.ndarray:
        """Unit vectors, less the mean that all of the model's have in common where that is much."""
        mean = self._prepared.token_mean
        return unit(tokens) - np.array(mean, np.float32) if mean else unit(tokens)

    @cached_property
    def _special(self) -> frozenset[int]:
        return special_ids(self._tokenizer)

    def _says(self, ids: Sequence[int]) -> np.ndarray:
        """Of each token, whether it is more than punctuation, a stop word or a special token of the model."""
        return np.fromiter(map(self._one_says, ids), bool, len(ids))

    @cached_property
    def _one_says(self) -> Callable[[int], bool]:
        """Asked of an id that a text has, for a vocabulary may have 250,000; each once."""
        special, token_of = self._special, self._tokenizer.id_to_token  # not `self`, which would never be let go then
        return cache(lambda number: number not in special and says_something(token_of(number) or ""))

    def _vector(self, text: str) -> np.ndarray:
        return sentence_vector(self._session, self._prepared.inputs, self._tokenizer.encode(text).ids)


class _Unexported(Embedder):
    """A model that only sentence-transformers itself can run: as good, but slow to start. It gives no token vectors."""

    def __init__(self, prepared: Prepared) -> None:
        from huggingface_hub.utils.tqdm import disable_progress_bars

        from index.embedding.traced import load_model

        self.model = prepared.model
        self._prepared = prepared
        disable_progress_bars()  # before transformers is imported, which asks for it then
        self._sentences = load_model(Path(prepared.source))

    def encode_passages(self, texts: Sequence[str]) -> np.ndarray:
        return self._encoded(texts, self._prepared.passage_prompt)

    def embed(self, texts: Sequence[str]) -> tuple[np.ndarray, list[bytes]]:
        return self.encode_passages(texts), [b""] * len(texts)

    def kept_tokens(self, texts: Sequence[str]) -> list[np.ndarray]:
        return [np.zeros((0, 2), int)] * len(texts)

    def encode_question(self, text: str) -> np.ndarray:
        vector: np.ndarray = self._encoded([text], self._prepared.question_prompt)[0]
        return vector

    def read_question(self, text: str) -> tuple[np.ndarray, TokenVectors]:
        return self.encode_question(text), ([], [], self._stacked([]))

    def _encoded(self, texts: Sequence[str], prompt: str) -> np.ndarray:
        return self._stacked(
            [unit(self._sentences.encode([text], prompt=prompt, show_progress_bar=False)[0]) for text in texts]
        )


def _without_space(text: str, offsets: tuple[int, int], before: int) -> tuple[int, int]:
    """A token's (start, end) in `text`, which `before` characters stand before, without the space that it may take."""
    start, end = max(offsets[0] - before, 0), offsets[1] - before
    while start < end - 1 and text[start].isspace():
        start += 1
    return start, end


def _own_rows(encoding: Any) -> list[int]:
    """The places of the text's own tokens; a model puts special ones around them."""
    return [row for row, special in enumerate(encoding.special_tokens_mask) if not special]


def load_embedder(
    name: str,
    data_dir: Path,
    threads: int | None = None,
    *,
    precision: Precision | None = None,
    allow_download: bool = False,
    announce: Callable[[str], None] = lambda words: None,
) -> Embedder:
    """The embedder of a model ("" is the default one), prepared in `data_dir` the first time it is used."""
    chosen = precision or best_precision()
    for _attempt in ("as prepared", "prepared anew"):
        folder, prepared = prepared_model(name, data_dir, chosen, announce, allow_download)
        if prepared.model.variant == "sentence-transformers":
            return _Unexported(prepared)
        session = prepared_session(folder / f"{chosen}.onnx") if are_whole(folder, prepared.files) else None
        if session is not None:
            tokenizer = open_cutter(folder)
            tokenizer.enable_truncation(prepared.model.max_tokens)
            return Embedder(prepared, session, tokenizer, threads or os.cpu_count() or 1)
        discard(folder, chosen)
    raise ModelError(
        f"the embedding model prepared in {folder} cannot be loaded", "Reinstall onnxruntime, or choose another model"
    )

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index.embedding.embedder import Embedder, load_embedder

_HEAVY = {"torch", "transformers", "sentence_transformers", "sklearn", "huggingface_hub", "onnx", "filelock"}


def test_passages_come_back_in_order_and_of_unit_length(embedder: Embedder) -> None:
    texts = ["A short one.", "", "Convolutional nets see local regions. " * 30, "Regen, 晴れ 🙂", "A short one."]
    vectors = embedder.encode_passages(texts)
    assert vectors.shape == (5, 384) and vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    for text, vector in zip(texts, vectors, strict=True):
        assert np.array_equal(embedder.encode_passages([text])[0], vector), "a vector must not depend on its neighbours"


def test_one_reading_gives_vectors_and_token_bits(embedder: Embedder) -> None:
    texts = ["The CNN sees a region, locally.", ""]
    vectors, bits = embedder.embed(texts)
    assert np.array_equal(vectors, embedder.encode_passages(texts))
    assert [len(its) // 48 for its in bits] == [4, 0], "marks and stop words are left out"


def test_no_passages_give_an_empty_array(embedder: Embedder) -> None:
    assert embedder.encode_passages([]).shape == (0, 384)


def test_a_long_text_is_cut_at_the_models_tokens(embedder: Embedder) -> None:
    long = "word " * 20_000
    assert np.array_equal(embedder.encode_question(long), embedder.encode_question(long[: 5 * 400]))


def test_a_question_finds_its_passage(embedder: Embedder) -> None:
    passages = ["MLPs flatten the image; CNN neurons see a local region.", "Planted tomatoes and beans today."]
    likeness = embedder.encode_passages(passages) @ embedder.encode_question("what did I learn about convolution?")
    assert likeness[0] > likeness[1] + 0.2


def test_token_vectors_lie_on_their_words(embedder: Embedder) -> None:
    text = "Convolutional nets, naïve café 🙂"
    _, (words, offsets, vectors) = embedder.read_question(text)
    assert len(words) == len(offsets) == len(vectors)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert "[CLS]" not in words and text[slice(*offsets[-2])] == "café"


@pytest.mark.process
def test_a_cold_question_imports_no_model_library(model_dir: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from index.embedding.embedder import load_embedder\n"
        f"load_embedder('', Path({str(model_dir)!r})).encode_question('hello')\n"
        "sys.stdout.write(' '.join(sys.modules))"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not _HEAVY & set(ended.stdout.split())
    assert ended.stderr == ""


@pytest.mark.parametrize("threads", [1, 3])
def test_the_number_of_threads_changes_nothing(model_dir: Path, embedder: Embedder, threads: int) -> None:
    texts = [f"Day {number}: " + "learned something " * number for number in range(20)]
    assert np.array_equal(load_embedder("", model_dir, threads).encode_passages(texts), embedder.encode_passages(texts))

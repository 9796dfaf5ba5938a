"""Vectors of tiny models by our way (ONNX Runtime) against sentence-transformers' own."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index.embedding import traced as module
from index.embedding.embedder import Embedder, load_embedder, load_tokenizer
from index.embedding.model_files import Precision
from index.errors import ModelError
from tests.index.embedding.tiny_models import write_model, write_static_model

_TEXTS = ["The CNN sees a region of the image.", "", "ran", "晴 ü 🙂 naïve", "rain and night, " * 40]


pytestmark = pytest.mark.usefixtures("exported_here")  # conftest.py's default model goes the real way


def _theirs(folder: Path, texts: list[str], prompt: str = "") -> np.ndarray:
    model = module.load_model(folder)
    return np.asarray(model.encode([prompt + text for text in texts], normalize_embeddings=True))


def _cosines(ours: np.ndarray, theirs: np.ndarray) -> np.ndarray:
    assert np.allclose(np.linalg.norm(ours, axis=1), 1, atol=1e-5)
    found: np.ndarray = (ours * theirs).sum(axis=1)
    return found


def _load(folder: Path, data_dir: Path, precision: Precision = "fp32") -> Embedder:
    return load_embedder(str(folder), data_dir, 1, precision=precision)


@pytest.mark.parametrize(
    "kind",
    [
        {"pooling": "mean_tokens", "normalise": True},
        {"pooling": "mean_tokens", "normalise": False},
        {"pooling": "cls_token", "normalise": True},
        {"pooling": "cls_token", "normalise": False, "layers": 3},
        {"pooling": "max_tokens", "layers": 2},
    ],
    ids=str,
)
def test_a_models_vectors_are_its_own(tmp_path: Path, kind: dict[str, Any]) -> None:
    folder = write_model(tmp_path / "tiny", **kind)
    embedder = _load(folder, tmp_path / "data")
    assert (embedder.model.variant, embedder.model.dim, embedder.model.max_tokens) == ("fp32", 32, 48)
    theirs = _theirs(folder, _TEXTS)
    assert (theirs @ theirs.T).min() < 0.95, "texts that differ have vectors that do"
    assert _cosines(embedder.encode_passages(_TEXTS), theirs).min() >= 0.999
    assert _cosines(embedder.embed(_TEXTS)[0], theirs).min() >= 0.999
    assert _cosines(np.stack([embedder.encode_question(text) for text in _TEXTS]), theirs).min() >= 0.999


def test_other_weights_and_other_pooling_give_other_vectors(tmp_path: Path) -> None:
    """Else the comparison above could not fail."""
    kinds: list[dict[str, Any]] = [{}, {"pooling": "cls_token"}, {"layers": 2}]
    first, *others = [_theirs(write_model(tmp_path / str(n), **kind), _TEXTS) for n, kind in enumerate(kinds)]
    assert all(_cosines(first, other).min() < 0.99 for other in others)


def test_prompts_are_put_before_questions_and_passages(tmp_path: Path) -> None:
    folder = write_model(tmp_path / "tiny", prompts={"query": "note: ", "document": "day: "})
    embedder = _load(folder, tmp_path / "data")
    asked = np.stack([embedder.encode_question(text) for text in _TEXTS])
    assert _cosines(asked, _theirs(folder, _TEXTS, "note: ")).min() >= 0.999
    assert _cosines(embedder.encode_passages(_TEXTS), _theirs(folder, _TEXTS, "day: ")).min() >= 0.999


def test_eight_bits_are_near_or_are_not_used(tmp_path: Path) -> None:
    folder = write_model(tmp_path / "tiny", layers=2)
    embedder = _load(folder, tmp_path / "data", "int8")
    assert embedder.model.variant in ("int8-rows", "int8-blocks", "fp32")
    assert _cosines(embedder.encode_passages(_TEXTS), _theirs(folder, _TEXTS)).min() >= 0.99


def test_token_vectors_are_the_transformers_own(tmp_path: Path) -> None:
    folder = write_model(tmp_path / "tiny", layers=2)
    _, (words, offsets, vectors) = _load(folder, tmp_path / "data").read_question("The cnn ran")
    theirs = module.load_model(folder).encode("The cnn ran", output_value="token_embeddings").numpy()[1:-1]
    assert words == ["the", "cnn", "ran"] and offsets == [(0, 3), (4, 7), (8, 11)]
    unit = theirs / np.linalg.norm(theirs, axis=1, keepdims=True)
    common = unit - vectors  # the mean that is taken from each (token_mean.py)
    assert np.allclose(common, common[0], atol=1e-3), "so small a model's all point one way"


def test_a_model_of_another_kind_is_left_to_sentence_transformers(tmp_path: Path) -> None:
    folder = write_static_model(tmp_path / "static")
    embedder = _load(folder, tmp_path / "data")
    assert (embedder.model.variant, embedder.model.dim) == ("sentence-transformers", 32)
    assert _load(folder, tmp_path / "data").model == embedder.model, "found again"
    theirs = _theirs(folder, _TEXTS)
    assert _cosines(embedder.encode_passages(_TEXTS)[2:], theirs[2:]).min() >= 0.999
    assert _cosines(embedder.encode_question(_TEXTS[0])[None], theirs[:1]).min() >= 0.999
    vectors, bits = embedder.embed(_TEXTS)
    assert vectors.dtype == np.float32 and bits == [b""] * 5
    _, (words, offsets, tokens) = embedder.read_question("a")
    assert (words, offsets, tokens.shape) == ([], [], (0, 32))
    assert embedder.encode_passages([]).shape == (0, 32)
    assert load_tokenizer(str(folder), tmp_path / "data").count("the cnn ran") == 3, "passages can be cut"


def test_a_prompt_that_is_left_out_of_the_pooling_is_left_to_sentence_transformers(tmp_path: Path) -> None:
    folder = write_model(tmp_path / "tiny", include_prompt=False, prompts={"query": "note: ", "document": ""})
    embedder = _load(folder, tmp_path / "data")
    assert embedder.model.variant == "sentence-transformers"
    theirs = module.load_model(folder).encode(_TEXTS[:1], prompt="note: ", normalize_embeddings=True)
    assert _cosines(embedder.encode_question(_TEXTS[0])[None], theirs).min() >= 0.999


def test_a_graph_that_came_out_different_is_not_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_model(tmp_path / "tiny")
    real = module._expected
    monkeypatch.setattr(module, "_expected", lambda model: real(model)[::-1])
    assert _load(folder, tmp_path / "data").model.variant == "sentence-transformers"


def test_a_model_without_a_fast_tokenizer_is_told_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_model(tmp_path / "tiny")
    real = module.load_model

    def load_model(folder: Path) -> Any:
        model = real(folder)
        monkeypatch.setattr(type(model), "tokenizer", "slow")
        return model

    monkeypatch.setattr(module, "load_model", load_model)
    with pytest.raises(ModelError, match="Choose a model with a tokenizer.json"):
        _load(folder, tmp_path / "data")


def test_a_folder_that_is_no_model_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "junk").mkdir()
    (tmp_path / "junk" / "config.json").write_text("{")
    with pytest.raises(ModelError, match="Choose another model") as raised:
        _load(tmp_path / "junk", tmp_path / "data")
    assert "\n" not in str(raised.value) and "junk is not a sentence-transformers model" in str(raised.value)


def test_where_the_library_is_missing_one_line_names_what_brings_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.embedding.export.find_spec", lambda name: None)
    for model in (str(write_model(tmp_path / "tiny")), "nobody/no-such-model"):
        with pytest.raises(ModelError, match=r"Install it: pip install 'daycite\[models\]'") as raised:
            load_embedder(model, tmp_path / "data")
        assert "\n" not in str(raised.value)

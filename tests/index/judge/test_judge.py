"""The judge tells what answers from what does not, is prepared once, and is done without where it cannot be had."""

import json
from pathlib import Path

import numpy as np
import pytest

from index.embedding.cpu import best_precision
from index.embedding.session import new_session
from index.embedding.token_counter import read_tokenizer
from index.errors import ModelError
from index.judge import judge as judge_module
from index.judge import learned, weights
from index.judge.judge import Judge, load_judge

_PAIRS = (
    ("who baked the bread?", "Lena baked two loaves of rye this morning.", "The bread was gone by noon."),
    ("where did we moor the boat?", "We moored the boat behind the old mill.", "The boat needs a new coat of paint."),
    (
        "why did the model overfit?",
        "It overfitted because there were only 80 images.",
        "Trained the model for two hours.",
    ),
    ("when is the exam?", "The exam is on 12 June at nine.", "Learned for the exam all day."),
    ("how many eggs did the hens lay?", "The hens laid eleven eggs today.", "Gave the hens fresh straw."),
    (
        "what did Ana say about the flat?",
        "Ana: The flat is too dark and too dear.",
        "Ben: The flat has a fine kitchen.",
    ),
)


@pytest.fixture(scope="module")
def judge(model_dir: Path) -> Judge:
    found = load_judge(model_dir)
    assert found is not None
    return found


def test_what_answers_is_told_from_what_is_of_the_same_matter(judge: Judge) -> None:
    margins = []
    for question, right, wrong in _PAIRS:
        answers, does_not = judge.logits(question, [right, wrong])
        margins.append(answers - does_not)
    assert sum(margin > 0 for margin in margins) >= len(margins) - 1 and np.mean(margins) > 1, margins


def test_a_sentence_has_the_same_logit_whoever_stands_beside_it(judge: Judge) -> None:
    texts = [text for _, *pair in _PAIRS for text in pair]
    together = judge.logits(_PAIRS[0][0], texts)
    assert together.shape == (len(texts),)
    alone = [float(judge.logits(_PAIRS[0][0], [text])[0]) for text in texts]
    np.testing.assert_allclose(together, alone, rtol=1e-5)
    assert judge.logits("who?", []).shape == (0,)


@pytest.mark.parametrize("text", ["", "x" * 5000, "🙂 ½ \u202e \x00", "word " * 3000])
def test_any_text_has_a_logit(judge: Judge, text: str) -> None:
    assert np.isfinite(judge.logits(text, [text, "a sentence"])).all()


@pytest.mark.model
def test_eight_bits_say_what_floating_point_says(judge: Judge) -> None:
    from index.embedding.model_files import packaged_folder
    from index.judge.export import plain_judge

    folder = packaged_folder()
    assert folder is not None
    exact = Judge(new_session(plain_judge(folder).SerializeToString()), _tokenizer(folder), threads=2)
    asked = [(question, text) for question, _, _ in _PAIRS for _, *texts in _PAIRS for text in texts]
    ours = np.array([judge.logits(question, [text])[0] for question, text in asked])
    theirs = np.array([exact.logits(question, [text])[0] for question, text in asked])
    assert np.corrcoef(ours, theirs)[0, 1] > 0.97


def _tokenizer(folder: Path) -> object:
    tokenizer = read_tokenizer(folder / "tokenizer.json")
    tokenizer.no_padding()
    return tokenizer


@pytest.fixture
def prepared(model_dir: Path, tmp_path: Path) -> Path:
    """A data folder of its own with the judge prepared in it, and nothing else."""
    [source] = (model_dir / "models").glob(f"*/judge-*-{best_precision()}-*.onnx")
    copy = tmp_path / source.relative_to(model_dir)
    copy.parent.mkdir(parents=True)
    copy.write_bytes(source.read_bytes())
    return copy


@pytest.mark.process
@pytest.mark.parametrize(
    "damage", [lambda data: data[:-1], lambda data: b"", lambda data: data[:99] + b"x" + data[100:]]
)
def test_a_damaged_file_is_prepared_anew(prepared: Path, tmp_path: Path, damage: object) -> None:
    whole = prepared.read_bytes()
    prepared.write_bytes(damage(whole))  # type: ignore[operator]
    old = prepared.with_name(f"judge-00000000-{best_precision()}.onnx")
    old.write_bytes(b"of another version")
    told: list[str] = []
    assert load_judge(tmp_path, told.append) is not None
    assert told == ["preparing the judge of sentences (once)"] and not old.exists()
    assert load_judge(tmp_path, told.append) is not None and len(told) == 1


def test_what_is_prepared_is_taken(prepared: Path, tmp_path: Path) -> None:
    told: list[str] = []
    assert load_judge(tmp_path, told.append) is not None and told == []


def test_without_its_model_or_its_weights_there_is_none(
    prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(judge_module, "present_default", lambda data_dir: None)
        assert load_judge(tmp_path) is None
    monkeypatch.setattr(learned, "FILE", tmp_path / "gone.safetensors")
    assert load_judge(tmp_path) is None


def test_weights_that_are_not_those_that_were_learned_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "weights.safetensors"
    copy.write_bytes(learned.FILE.read_bytes()[:-1] + b"\x01")
    with pytest.raises(ModelError, match="damaged"):
        weights.stored_weights(copy)


def test_weights_are_small_and_come_back_as_they_were_stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert learned.FILE.stat().st_size < 12_000_000
    monkeypatch.setattr(learned, "FILE", tmp_path / "weights.safetensors")
    matrix = np.random.default_rng(1).normal(size=(8, 16)).astype(np.float32)
    weights.write_weights({"layer.weight": matrix, "layer.bias": matrix[0], "head.weight": matrix[:1]}, {"seed": 1})
    back = weights.stored_weights(tmp_path / "weights.safetensors")
    assert np.abs(back["layer.weight"] - matrix).max() < np.abs(matrix).max() / 127
    np.testing.assert_array_equal(back["layer.bias"], matrix[0])
    np.testing.assert_array_equal(back["head.weight"], matrix[:1])
    assert json.loads((tmp_path / "weights.json").read_text())["seed"] == 1

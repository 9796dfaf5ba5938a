"""What is mended in any model's token vectors: a common direction, the prompt's own tokens, the space before a word."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from tokenizers import Tokenizer, models, pre_tokenizers

from index.embedding.embedder import Embedder
from index.embedding.model_files import ModelId, Prepared
from index.embedding.token_bits import UNKNOWN_TOKEN, says_something, signs, unpack
from index.embedding.token_counter import TokenCounter
from index.embedding.token_mean import mean_of

_DIM = 64


def _vectors(common: float, seed: int = 1) -> np.ndarray:
    vectors = np.random.default_rng(seed).normal(size=(200, _DIM)).astype(np.float32)
    vectors[:, : _DIM // 2] += common
    return vectors


def test_a_mean_is_taken_where_signs_of_many_dimensions_never_change() -> None:
    assert mean_of([_vectors(0.0), _vectors(0.0, 2)]) == []
    mean = mean_of([_vectors(5.0), _vectors(5.0, 2)])
    assert len(mean) == _DIM and min(mean[: _DIM // 2]) > 4 and abs(mean[-1]) < 0.5


def test_stop_words_are_told_apart_for_any_word_pieces() -> None:
    assert not says_something("▁the") and not says_something(chr(0x120) + "the") and not says_something("▁")
    assert says_something("▁theory") and says_something("##the")


class _Session:
    """Each token's vector is made of its number, with a direction that all have in common."""

    def run(self, outputs: Sequence[str], values: dict[str, np.ndarray]) -> list[Any]:
        ids = values["input_ids"][0]
        tokens = np.stack([np.random.default_rng(int(i)).normal(size=_DIM) + 5 for i in ids]).astype(np.float32)
        return [(tokens.mean(axis=0) if "sentence" in name else tokens)[None] for name in outputs]


def _embedder(mean: tuple[float, ...]) -> Embedder:
    pieces = [("<unk>", 0.0), ("▁", -5.0), ("▁passage:", -1.0), ("▁query:", -1.0), ("▁the", -1.0), ("▁cat", -1.0)]
    tokenizer = Tokenizer(models.Unigram([*pieces, ("▁sat", -1.0)], unk_id=0))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.add_special_tokens(["<unk>"])
    model = ModelId("a model", "digest", _DIM, 512, "int8-rows")
    prepared = Prepared(model, "", (), "query: ", "passage: ", ("input_ids",), (), mean)
    return Embedder(prepared, _Session(), tokenizer, 1)


def test_the_prompts_own_tokens_are_not_kept() -> None:
    embedder = _embedder(())
    _, [bits] = embedder.embed(["the cat sat"])
    assert len(unpack(bits, _DIM)) == len(embedder.kept_tokens(["the cat sat"])[0]) == 2, "cat and sat"


def test_tokens_of_a_question_stand_on_their_words() -> None:
    _, (tokens, offsets, _) = _embedder(()).read_question("the cat sat")
    assert [("the cat sat")[a:b] for a, b in offsets] == ["the", "cat", "sat"] and tokens[1] == "▁cat"


def test_what_the_vocabulary_lacks_is_named_as_such() -> None:
    embedder = _embedder(())
    _, (tokens, _, _) = embedder.read_question("cat 猫")
    assert tokens[0] == "▁cat" and UNKNOWN_TOKEN in tokens
    counter = TokenCounter(embedder._tokenizer)
    assert counter.unknown_share(["cat sat"]) == 0 and 0 < counter.unknown_share(["cat 猫"]) < 1
    assert counter.unknown_share([]) == 0


def test_less_the_mean_signs_tell_tokens_apart() -> None:
    mean = tuple([1 / np.sqrt(_DIM)] * _DIM)
    plain, centred = (_embedder(m).read_question("the cat sat")[1][2] for m in ((), mean))
    differ = [int(np.bitwise_count(signs(v)[1] ^ signs(v)[2]).sum()) for v in (plain, centred)]
    assert differ[0] < 4 < 16 < differ[1]

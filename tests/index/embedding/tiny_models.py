"""Tiny sentence-transformers models of random weights, written as their files are: every kind, in a second each."""

import json
from pathlib import Path
from typing import Any

_WORDS = (
    "the",
    "a",
    "cnn",
    "sees",
    "region",
    "image",
    "rain",
    "ran",
    "run",
    "##ning",
    "night",
    "晴",
    "ü",
    "!",
    ".",
    ",",
)
_LETTERS = [mark + letter for letter in "abcdefghijklmnopqrstuvwxyz0123456789" for mark in ("", "##")]
VOCABULARY = list(dict.fromkeys(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *_WORDS, *_LETTERS]))


def write_model(
    folder: Path,
    *,
    pooling: str = "mean_tokens",
    normalise: bool = True,
    layers: int = 1,
    include_prompt: bool = True,
    prompts: dict[str, str] | None = None,
) -> Path:
    """A BERT of `layers` layers with this pooling; its weights are random but always the same."""
    import torch
    from transformers import BertConfig, BertModel

    torch.manual_seed(layers)
    config = BertConfig(
        vocab_size=len(VOCABULARY), hidden_size=32, num_hidden_layers=layers, num_attention_heads=2,
        intermediate_size=64, max_position_embeddings=64, initializer_range=0.5,
    )  # fmt: skip
    BertModel(config).save_pretrained(folder)
    _write_tokenizer(folder)
    modes = {f"pooling_mode_{mode}": mode == pooling for mode in ("cls_token", "mean_tokens", "max_tokens")}
    _json(
        folder / "1_Pooling" / "config.json", {"word_embedding_dimension": 32, "include_prompt": include_prompt} | modes
    )
    kinds = ["Transformer", "Pooling", *(["Normalize"] if normalise else [])]
    _write_modules(folder, [f"sentence_transformers.models.{kind}" for kind in kinds])
    _json(folder / "sentence_bert_config.json", {"max_seq_length": 48, "do_lower_case": False})
    _json(folder / "config_sentence_transformers.json", {"prompts": prompts or {}, "default_prompt_name": None})
    return folder


def write_static_model(folder: Path) -> Path:
    """A table of word vectors without a transformer."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import StaticEmbedding

    torch.manual_seed(0)
    SentenceTransformer(modules=[StaticEmbedding(_tokenizer(), embedding_dim=32)], device="cpu").save(str(folder))
    return folder


def _write_modules(folder: Path, types: list[str]) -> None:
    modules = []
    for number, kind in enumerate(types):
        path = f"{number}_{kind.rpartition('.')[2]}" if number else ""
        (folder / path).mkdir(exist_ok=True)
        modules.append({"idx": number, "name": str(number), "path": path, "type": kind})
    _json(folder / "modules.json", modules)


def _tokenizer() -> Any:
    from tokenizers import BertWordPieceTokenizer

    return BertWordPieceTokenizer({word: i for i, word in enumerate(VOCABULARY)}, lowercase=True)._tokenizer


def _write_tokenizer(folder: Path) -> None:
    _tokenizer().save(str(folder / "tokenizer.json"))
    names = {
        "unk_token": "[UNK]",
        "sep_token": "[SEP]",
        "pad_token": "[PAD]",
        "cls_token": "[CLS]",
        "mask_token": "[MASK]",
    }
    _json(folder / "tokenizer_config.json", {"tokenizer_class": "BertTokenizer", "model_max_length": 48} | names)
    (folder / "vocab.txt").write_text("\n".join(VOCABULARY) + "\n", "utf-8")


def _json(path: Path, content: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), "utf-8")

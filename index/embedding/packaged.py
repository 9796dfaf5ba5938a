"""The packaged models, the default one and that of many languages: their files -> a graph and its tokenizer."""

import json
import shutil
from pathlib import Path
from typing import Any

import onnx
from safetensors.numpy import load_file

from index.embedding.bert_graph import BertShape, sentence_encoder
from index.embedding.graph import PROBES, write_fastest
from index.embedding.model_files import Precision
from index.embedding.multilingual.e5_file import read_e5_file
from index.embedding.multilingual.package_file import MULTILINGUAL_FILE
from index.embedding.multilingual.unigram import unigram_tokenizer
from index.embedding.token_counter import read_tokenizer

_INPUTS = ["input_ids", "token_type_ids"]


def export_packaged(folder: Path, out: Path, precision: Precision) -> dict[str, Any]:
    """Writes the default model's `out/<precision>.onnx` and `out/tokenizer.json`, and returns what describes them.

    `folder` must be the published model, as its digest tells: a BERT encoder, the mean of its tokens, made a unit.
    """
    max_tokens = int(_settings(folder / "sentence_bert_config.json")["max_seq_length"])
    shutil.copyfile(folder / "tokenizer.json", out / "tokenizer.json")
    return _written(plain_graph(folder), out, precision, max_tokens)


def export_multilingual(folder: Path, out: Path, precision: Precision) -> dict[str, Any]:
    """As `export_packaged`, of the published file in `folder`; E5 wants to be told a question from a passage."""
    file = read_e5_file(folder / MULTILINGUAL_FILE)
    unigram_tokenizer(file).save(str(out / "tokenizer.json"))
    described = _written(sentence_encoder(file.weights, file.shape), out, precision, file.max_tokens)
    return described | {"question_prompt": "query: ", "passage_prompt": "passage: "}


def _written(graph: Any, out: Path, precision: Precision, max_tokens: int) -> dict[str, Any]:
    """Of a graph in floating point whose tokenizer is written already."""
    plain = out / "written.onnx"
    onnx.save(graph, str(plain))
    tokenizer = read_tokenizer(out / "tokenizer.json")
    tokenizer.no_padding()
    tokenizer.enable_truncation(max_tokens)
    ids = [tokenizer.encode(text).ids for text in PROBES]
    name = f"{precision}.onnx"
    return {
        "dim": graph.graph.output[1].type.tensor_type.shape.dim[1].dim_value,
        "max_tokens": max_tokens,
        "question_prompt": "",
        "passage_prompt": "",
        "inputs": _INPUTS,
        "variant": write_fastest(plain, out / name, precision, _INPUTS, ids),
        "graph": name,
    }


def plain_graph(folder: Path) -> Any:
    """The model's ModelProto in floating point, written from its safetensors."""
    return sentence_encoder(load_file(str(folder / "model.safetensors")), bert_shape(folder))


def bert_shape(folder: Path) -> BertShape:
    config = _settings(folder / "config.json")
    return BertShape(
        config["num_hidden_layers"], config["num_attention_heads"], config["hidden_size"], config["layer_norm_eps"]
    )


def _settings(path: Path) -> dict[str, Any]:
    settings: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return settings

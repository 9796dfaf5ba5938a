"""The default model, all-MiniLM-L6-v2: its files -> one ONNX graph and its tokenizer, without torch."""

import json
import shutil
from pathlib import Path
from typing import Any

import onnx
from safetensors.numpy import load_file

from index.embedding.bert_graph import BertShape, sentence_encoder
from index.embedding.graph import PROBES, write_fastest
from index.embedding.model_files import Precision
from index.embedding.token_counter import read_tokenizer

_INPUTS = ["input_ids", "token_type_ids"]


def export_packaged(folder: Path, out: Path, precision: Precision) -> dict[str, Any]:
    """Writes `out/<precision>.onnx` and `out/tokenizer.json`, and returns what describes them.

    `folder` must be the published model, as its digest tells: a BERT encoder, the mean of its tokens, made a unit.
    """
    max_tokens = int(_settings(folder / "sentence_bert_config.json")["max_seq_length"])
    plain = out / "written.onnx"
    graph = plain_graph(folder)
    onnx.save(graph, str(plain))
    shutil.copyfile(folder / "tokenizer.json", out / "tokenizer.json")
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

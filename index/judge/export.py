"""The program that prepares the judge: `python -m index.judge.export '{"source": …, "out": …, "precision": …}'`.

load.py runs it in a process of its own; it replies in `out/reply.json`.
"""

import json
import logging
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import onnx
from safetensors.numpy import load_file

from index.embedding.bert_graph import pair_scorer
from index.embedding.graph import PROBES, write_fastest
from index.embedding.packaged import bert_shape
from index.embedding.token_counter import read_tokenizer
from index.errors import ModelError
from index.judge.learned import HEAD, described
from index.judge.weights import stored_weights


def plain_judge(folder: Path) -> Any:
    """The judge's ModelProto in floating point: its layers over the embeddings of the model in `folder`."""
    table = {name: value for name, value in load_file(str(folder / "model.safetensors")).items() if "embedd" in name}
    shape = replace(bert_shape(folder), layers=described()["layers"])
    return pair_scorer(table | dict(stored_weights()), shape, HEAD)


def prepare_judge(order: dict[str, Any]) -> dict[str, Any]:
    """Writes `out/judge.onnx`; which variant that is."""
    folder, out = Path(order["source"]), Path(order["out"])
    plain = out / "written.onnx"
    onnx.save(plain_judge(folder), str(plain))
    tokenizer = read_tokenizer(folder / "tokenizer.json")
    tokenizer.no_padding()
    ids = [tokenizer.encode(text, text).ids[:128] for text in PROBES]
    inputs = ["input_ids", "token_type_ids"]
    return {"variant": write_fastest(plain, out / "judge.onnx", order["precision"], inputs, ids)}


if __name__ == "__main__":
    _order = json.loads(sys.argv[1])
    logging.disable(logging.CRITICAL)
    try:
        _reply = prepare_judge(_order)
    except ModelError as error:
        _reply = {"message": error.message, "fix": error.fix}
    Path(_order["out"], "reply.json").write_text(json.dumps(_reply), "utf-8")

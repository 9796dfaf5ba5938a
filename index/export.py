"""A sentence-transformers model -> one ONNX graph that gives the same vectors, and its tokenizer.

Run as a program by `model_setup.py` (`python -m index.export '{"source": …, "out": …}'`); answers in `out/made.json`.
The graph is checked against sentence-transformers on the texts below before it is trusted. What cannot be exported,
or comes out different, is left to sentence-transformers itself (variant "sentence-transformers").
"""

import contextlib
import json
import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import ModelError
from index.model_files import checked_digest

if TYPE_CHECKING:
    import numpy as np
    from sentence_transformers import SentenceTransformer

_EXPORTABLE = {"Transformer", "Pooling", "Normalize", "Dense", "Dropout", "LayerNorm"}
_FAITHFUL = 0.9995  # cosine that an fp32 graph must reach on each probe
_CLOSE = 0.97  # mean cosine that the int8 graph must reach on them
_PROBES = (
    "",
    "CNN",
    "what did I learn about convolutional networks last week?",
    "Morgens Lauf im Wald, danach Tränen gelacht: 晴れのち曇り 🙂 — naïve café №5",
    "MLPs flatten the image and lose spatial features; each CNN neuron sees a local region of its input.",
    "- [ ] call the bank\n- [x] send the parcel\n\n    for i in range(10):\n        total += i * 0.5\n" * 3,
    "Today I read about gradient descent and wrote down what puzzled me. " * 12,
    "The garden needs water, the roof needs a new gutter, and the cat has learned to open the door. " * 60,
)


def main(order: dict[str, Any]) -> dict[str, Any]:
    """The answer to an order: what was made, or `{"message", "fix"}`."""
    try:
        folder = _folder(order["source"], order["download"])
        digest = checked_digest(folder, order["default"])
        return export(folder, Path(order["out"]), order["precision"]) | {"digest": digest, "source": str(folder)}
    except ModelError as error:
        return {"message": error.message, "fix": error.fix}


def export(folder: Path, out: Path, precision: str) -> dict[str, Any]:
    """Writes `out/<precision>.onnx` and `out/tokenizer.json` where that works, and tells what it wrote."""
    model = _load(folder)
    made = _settings(model)
    try:
        inputs = _write_graph(model, out)
        variant = _choose(model, out, precision, inputs)
    except _CannotExport:
        return made | {"variant": "sentence-transformers", "graph": "", "inputs": []}
    return made | {"variant": variant, "graph": f"{precision}.onnx", "inputs": inputs}


class _CannotExport(Exception):
    pass


def _folder(source: str, download: bool) -> Path:
    if Path(source).is_dir():
        return Path(source)
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    useless = ["onnx/*", "openvino/*", "*.h5", "*.ot", "*.msgpack", "*.onnx", "*.gguf"]
    repository = source if "/" in source else f"sentence-transformers/{source}"
    try:
        return Path(snapshot_download(repository, local_files_only=not download, ignore_patterns=useless))
    except (HfHubHTTPError, HFValidationError, LocalEntryNotFoundError, OSError, ValueError) as error:
        fix = "Check the name and the network" if download else "Give a model's folder, or allow the download once"
        problem = "cannot be downloaded" if download else "is neither a folder nor among the models already downloaded"
        raise ModelError(f"the embedding model '{source}' {problem}", fix) from error


def _load(folder: Path) -> "SentenceTransformer":
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    except Exception as error:  # any file of a foreign folder may be wrong in any way
        reason = str(error).strip().splitlines() or [type(error).__name__]
        raise ModelError(
            f"{folder} is not a sentence-transformers model that loads ({reason[0][:150]})", "Choose another model"
        ) from error


def _settings(model: "SentenceTransformer") -> dict[str, Any]:
    prompts = model.prompts or {}
    # As encode_query and encode_document choose them.
    otherwise = prompts.get(model.default_prompt_name or "", "")
    passage = next((prompts[key] for key in ("document", "passage", "corpus") if key in prompts), otherwise)
    return {
        "dim": int(model.encode(["a"]).shape[1]),
        "max_tokens": int(model.max_seq_length or 512),
        "question_prompt": prompts.get("query", otherwise) or "",
        "passage_prompt": passage or "",
    }


def _write_graph(model: "SentenceTransformer", out: Path) -> list[str]:
    """`out/fp32.raw`: ids and mask in; token embeddings and the sentence's embedding out."""
    import torch

    _check_modules(model)
    transformer = model[0].auto_model
    # The plain form of attention is the one that ONNX Runtime recognises and fuses.
    transformer.set_attn_implementation("eager")
    inputs = _write_tokenizer(model, out)

    class Graph(torch.nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.parts = torch.nn.ModuleList([transformer, *list(model)[1:]])

        def forward(self, *values: "torch.Tensor") -> tuple["torch.Tensor", "torch.Tensor"]:
            features = dict(zip(inputs, values, strict=True))
            features["token_embeddings"] = self.parts[0](**features).last_hidden_state
            for module in list(self.parts)[1:]:
                features = module(features)
            return features["token_embeddings"], features["sentence_embedding"]

    example = {key: value for key, value in model.tokenize([_PROBES[2], _PROBES[1]]).items() if key in inputs}
    axes = {name: {0: "texts", 1: "tokens"} for name in [*inputs, "token_embeddings"]}
    with torch.no_grad():
        torch.onnx.export(
            Graph().eval(),
            tuple(example[name] for name in inputs),
            str(out / "raw.onnx"),
            dynamo=False,
            opset_version=17,
            input_names=inputs,
            output_names=["token_embeddings", "sentence_embedding"],
            dynamic_axes=axes | {"sentence_embedding": {0: "texts"}},
        )
    return inputs


def _check_modules(model: "SentenceTransformer") -> None:
    kinds = [type(module).__name__ for module in model]
    if kinds[0] != "Transformer" or not set(kinds[1:]) <= _EXPORTABLE:
        raise _CannotExport(kinds)
    if not getattr(model[1], "include_prompt", True) and any(model.prompts.values()):
        raise _CannotExport("the prompt is left out of the pooling")


def _write_tokenizer(model: "SentenceTransformer", out: Path) -> list[str]:
    fast = getattr(model.tokenizer, "backend_tokenizer", None)
    if fast is None:
        raise _CannotExport("no fast tokenizer")
    fast.save(str(out / "tokenizer.json"))
    inputs = list(model.tokenize(["a"]))
    return [name for name in ("input_ids", "attention_mask", "token_type_ids") if name in inputs]


def _choose(model: "SentenceTransformer", out: Path, precision: str, inputs: list[str]) -> str:
    """Leaves the fastest graph that is right as `out/<precision>.onnx`; which one it is."""
    from index import graph

    expected = model.encode(list(_PROBES), normalize_embeddings=True)
    ids = [row["input_ids"][0].tolist() for row in (model.tokenize([text]) for text in _PROBES)]
    right = out / "raw.onnx"
    if _likeness(graph.embed(right, inputs, ids), expected).min() < _FAITHFUL:
        raise _CannotExport("the graph gives other vectors")
    fused = out / "fused.onnx"
    if (
        graph.fuse(right, fused, model[0].auto_model.config)
        and _likeness(graph.embed(fused, inputs, ids), expected).min() >= _FAITHFUL
    ):
        right = fused
    if precision == "int8":
        graph.quantise(right, out / "int8.onnx")
        if _likeness(graph.embed(out / "int8.onnx", inputs, ids), expected).mean() >= _CLOSE:
            return "int8"
    right.replace(out / f"{precision}.onnx")
    return "fp32"


def _likeness(ours: "np.ndarray", theirs: "np.ndarray") -> "np.ndarray":
    """The cosine of each pair of unit vectors; -1 for a pair that is not a number."""
    import numpy as np

    cosine: np.ndarray = np.nan_to_num((ours * theirs).sum(axis=1), nan=-1.0)
    return cosine


if __name__ == "__main__":
    _order = json.loads(sys.argv[1])
    logging.disable(logging.CRITICAL)
    with open(os.devnull, "w") as _nowhere, contextlib.redirect_stdout(_nowhere):
        _made = main(_order)
    Path(_order["out"], "made.json").write_text(json.dumps(_made), "utf-8")

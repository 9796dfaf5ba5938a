"""A sentence-transformers model -> one ONNX graph that gives the same vectors, and its tokenizer.

Run as a program by prepare.py: `python -m index.embedding.export '{"source": …, "out": …}'`, which replies in
`out/reply.json`.
The graph is checked against sentence-transformers on the texts below before it is trusted. What cannot be exported,
or comes out different, is left to sentence-transformers itself (variant "sentence-transformers"). Either way there must
be a fast tokenizer: passages are cut by it.
"""

import contextlib
import json
import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.embedding import graph
from index.embedding.cpu import has_exact_int8
from index.embedding.model_files import checked_digest
from index.embedding.quantise import by_blocks, by_rows
from index.errors import ModelError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_EXPORTABLE = {"Transformer", "Pooling", "Normalize", "Dense", "Dropout", "LayerNorm"}
_FAITHFUL = 0.9995  # cosine that an fp32 graph must reach on each probe
_CLOSE = 0.99  # cosine that an int8 graph must reach on each; real sentences come to 0.999, an empty text to less
_QUICK = 1.2  # times the fp32 graph's time that the int8 graph may take at most
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


def run_order(order: dict[str, Any]) -> dict[str, Any]:
    """The reply to an order: what was written, or `{"message", "fix"}`."""
    try:
        folder = _folder(order["source"], order["download"])
        digest = checked_digest(folder, order["default"])
        return export(folder, Path(order["out"]), order["precision"]) | {"digest": digest, "source": str(folder)}
    except ModelError as error:
        return {"message": error.message, "fix": error.fix}


def export(folder: Path, out: Path, precision: str) -> dict[str, Any]:
    """Writes `out/<precision>.onnx` and `out/tokenizer.json` where that works, and returns what describes them."""
    model = load_model(folder)
    settings = _settings(model)
    _write_tokenizer(model, out)
    try:
        _check_modules(model)
        inputs = _inputs(model)
        expected = _expected(model)
        plain = _right_graph(model, out, inputs, expected)
    except _CannotExport as reason:
        return settings | {"variant": "sentence-transformers", "graph": "", "inputs": [], "reason": str(reason)}
    variant = _write_fastest(plain, out / f"{precision}.onnx", precision, inputs, _ids(model), expected)
    return settings | {"variant": variant, "graph": f"{precision}.onnx", "inputs": inputs}


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


def load_model(folder: Path) -> "SentenceTransformer":
    """Raises ModelError when the folder holds no model that sentence-transformers can load."""
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    except Exception as error:  # any file of a foreign folder may be wrong in any way
        reason = str(error).strip().splitlines() or [type(error).__name__]
        raise ModelError(
            f"{folder} is not a sentence-transformers model that can be loaded ({reason[0][:150]})",
            "Choose another model",
        ) from error


def _settings(model: "SentenceTransformer") -> dict[str, Any]:
    prompts = model.prompts or {}
    # As encode_query and encode_document choose them.
    otherwise = prompts.get(model.default_prompt_name or "", "")
    passage = next((prompts[key] for key in ("document", "passage", "corpus") if key in prompts), otherwise)
    return {
        "dim": int(model.encode(["a"]).shape[1]),
        "max_tokens": int(min(model.max_seq_length or 512, 100_000)),  # some have no limit: infinity
        "question_prompt": prompts.get("query", otherwise) or "",
        "passage_prompt": passage or "",
    }


def _right_graph(model: "SentenceTransformer", out: Path, inputs: list[str], expected: np.ndarray) -> Path:
    """A graph in floating point whose vectors are sentence-transformers' own, the `expected` ones."""
    reasons = []
    for attention in ("sdpa", "eager"):
        path = out / f"{attention}.onnx"
        try:
            model[0].auto_model.set_attn_implementation(attention)
            _trace(model, inputs, path)
            cosine = _likeness(graph.embed(path, inputs, _ids(model)), expected).min()
        except Exception as error:  # noqa: BLE001 - tracing foreign code fails in any way; sentence-transformers remains
            reasons.append(f"{attention}: {type(error).__name__} {error}")
            continue
        if cosine >= _FAITHFUL:
            return path
        reasons.append(f"{attention}: cosine {cosine:.4f}")
    raise _CannotExport("; ".join(reasons))


def _trace(model: "SentenceTransformer", inputs: list[str], path: Path) -> None:
    """`path`: the ids of one text in; its token embeddings and its sentence embedding out.

    There is no attention mask: one text alone needs no padding, and computing the mask takes time.
    """
    import torch

    class Graph(torch.nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.transformer = model[0].auto_model
            self.others = torch.nn.ModuleList(list(model)[1:])

        def forward(self, *values: "torch.Tensor") -> tuple["torch.Tensor", "torch.Tensor"]:
            output = self.transformer(**dict(zip(inputs, values, strict=True)), attention_mask=None)
            features = {"token_embeddings": output.last_hidden_state, "attention_mask": torch.ones_like(values[0])}
            for module in self.others:
                features = module(features)
            return output.last_hidden_state, features["sentence_embedding"]

    example = model.tokenize([_PROBES[2]])
    with torch.no_grad():
        torch.onnx.export(
            Graph().eval(),
            tuple(example[name] for name in inputs),
            str(path),
            dynamo=False,
            opset_version=17,
            input_names=inputs,
            output_names=["token_embeddings", "sentence_embedding"],
            dynamic_axes={name: {1: "tokens"} for name in [*inputs, "token_embeddings"]},
        )


def _check_modules(model: "SentenceTransformer") -> None:
    kinds = [type(module).__name__ for module in model]
    if kinds[0] != "Transformer" or not set(kinds[1:]) <= _EXPORTABLE:
        raise _CannotExport(kinds)
    if not getattr(model[1], "include_prompt", True) and any(model.prompts.values()):
        raise _CannotExport("the prompt is left out of the pooling")


def _write_tokenizer(model: "SentenceTransformer", out: Path) -> None:
    from tokenizers import Tokenizer

    # A static embedding's tokenizer is the fast one itself.
    fast = getattr(model.tokenizer, "backend_tokenizer", model.tokenizer)
    if not isinstance(fast, Tokenizer):
        raise ModelError("the embedding model has no fast tokenizer", "Choose a model with a tokenizer.json")
    fast.save(str(out / "tokenizer.json"))


def _inputs(model: "SentenceTransformer") -> list[str]:
    given = list(model.tokenize(["a"]))
    return [name for name in ("input_ids", "token_type_ids") if name in given]


def _write_fastest(
    plain: Path, target: Path, precision: str, inputs: list[str], ids: list[list[int]], expected: np.ndarray
) -> str:
    """Writes the graph to use as `target`; which variant it is. `ids` are the probes', `expected` their vectors."""
    fp32 = plain.with_name("fp32.optimised")
    graph.optimise(plain, fp32)
    raw, int8 = plain.with_name("int8.raw"), plain.with_name("int8.optimised")
    for variant in _int8_variants() if precision == "int8" else ():
        if variant == "int8-rows":
            by_rows(plain, raw, inputs, ids)
        else:
            by_blocks(plain, raw)
        graph.optimise(raw, int8)
        close = _likeness(graph.embed(int8, inputs, ids), expected).min() >= _CLOSE
        # Without quick kernels for this processor, eight bits are several times slower.
        if close and graph.seconds(int8, inputs, ids[-2]) < _QUICK * graph.seconds(fp32, inputs, ids[-2]):
            int8.replace(target)
            return variant
    fp32.replace(target)
    return "fp32"


def _int8_variants() -> tuple[str, ...]:
    """In the order they are tried, the quickest first."""
    return ("int8-rows", "int8-blocks") if has_exact_int8() else ("int8-blocks",)


def _expected(model: "SentenceTransformer") -> np.ndarray:
    expected: np.ndarray = model.encode(list(_PROBES), normalize_embeddings=True)
    return expected


def _ids(model: "SentenceTransformer") -> list[list[int]]:
    return [model.tokenize([text])["input_ids"][0].tolist() for text in _PROBES]


def _likeness(ours: np.ndarray, theirs: np.ndarray) -> np.ndarray:
    """The cosine of each pair of unit vectors; -1 for a pair that is not a number."""
    cosine: np.ndarray = np.nan_to_num((ours * theirs).sum(axis=1), nan=-1.0)
    return cosine


if __name__ == "__main__":
    _order = json.loads(sys.argv[1])
    logging.disable(logging.CRITICAL)
    with open(os.devnull, "w") as _nowhere, contextlib.redirect_stdout(_nowhere):
        _reply = run_order(_order)
    Path(_order["out"], "reply.json").write_text(json.dumps(_reply), "utf-8")

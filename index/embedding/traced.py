"""A sentence-transformers model -> one ONNX graph that gives the same vectors, traced by torch, and its tokenizer.

The graph is checked against sentence-transformers on a few texts before it is trusted. What cannot be exported,
or comes out different, is left to sentence-transformers itself (variant "sentence-transformers"). Either way there must
be a fast tokenizer: passages are cut by it.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.embedding import graph
from index.embedding.graph import PROBES, cosines, write_fastest
from index.embedding.model_files import MODELS_MISSING, Precision
from index.errors import ModelError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_EXPORTABLE = {"Transformer", "Pooling", "Normalize", "Dense", "Dropout", "LayerNorm"}
_FAITHFUL = 0.9995  # cosine that an fp32 graph must reach on each probe


def export_traced(folder: Path, out: Path, precision: Precision) -> dict[str, Any]:
    """Writes `out/<precision>.onnx` and `out/tokenizer.json` where that works, and returns what describes them."""
    model = load_model(folder)
    settings = _settings(model)
    _write_tokenizer(model, out)
    try:
        _check_modules(model)
        inputs = _inputs(model)
        plain = _right_graph(model, out, inputs, _expected(model))
    except _CannotExport as reason:
        return settings | {"variant": "sentence-transformers", "graph": "", "inputs": [], "reason": str(reason)}
    variant = write_fastest(plain, out / f"{precision}.onnx", precision, inputs, _ids(model))
    return settings | {"variant": variant, "graph": f"{precision}.onnx", "inputs": inputs}


class _CannotExport(Exception):
    pass


def load_model(folder: Path) -> "SentenceTransformer":
    """Raises ModelError when sentence-transformers is missing, or cannot load what the folder holds."""
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as error:  # a model that it ran is in use, and it was removed
        raise ModelError(*MODELS_MISSING) from error
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
            cosine = cosines(graph.embed(path, inputs, _ids(model)), expected).min()
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

    example = model.tokenize([PROBES[2]])
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


def _expected(model: "SentenceTransformer") -> np.ndarray:
    expected: np.ndarray = model.encode(list(PROBES), normalize_embeddings=True)
    return expected


def _ids(model: "SentenceTransformer") -> list[list[int]]:
    return [model.tokenize([text])["input_ids"][0].tolist() for text in PROBES]

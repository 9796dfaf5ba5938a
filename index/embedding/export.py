"""The program that prepares a model: `python -m index.embedding.export '{"source": …, "out": …}'`.

prepare.py runs it in a process of its own; it replies in `out/reply.json`. A packaged model's graph is written from its
weights (packaged.py), every other model's is traced by torch (traced.py).
"""

import contextlib
import json
import logging
import os
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from index.embedding.model_files import MODELS_MISSING, Precision, is_default, source_digest
from index.embedding.multilingual.package_file import is_multilingual
from index.errors import ModelError


def run_order(order: dict[str, Any]) -> dict[str, Any]:
    """The reply to an order: what was written, or `{"message", "fix"}`."""
    try:
        export = _exporter(order["name"])
        folder = _folder(order["source"], order["download"])
        digest = source_digest(folder, order["name"])
        written = export(folder, Path(order["out"]), order["precision"])
        out = Path(order["out"])
        files = [*_aside(out, written["graph"]), _tokenizer_file(out)]
        return written | {
            "digest": digest,
            "source": str(folder),
            "files": files,
            "token_mean": _token_mean(written, out),
        }
    except ModelError as error:
        return {"message": error.message, "fix": error.fix}


def _exporter(name: str) -> Callable[[Path, Path, Precision], dict[str, Any]]:
    """Raises ModelError when it needs what is not installed."""
    if is_default(name):
        from index.embedding.packaged import export_packaged

        return export_packaged
    if is_multilingual(name):
        from index.embedding.packaged import export_multilingual

        return export_multilingual
    if find_spec("sentence_transformers") is None:
        raise ModelError(*MODELS_MISSING)
    from index.embedding.traced import export_traced

    return export_traced


def _aside(out: Path, graph: str) -> list[str]:
    """The names of the graph's files, where there is one: what a text needs but a few rows of is set aside."""
    from index.embedding.graph import tables_aside

    return [graph, *tables_aside(out / graph)] if graph else []


def _tokenizer_file(out: Path) -> str:
    """The name of the tokenizer's file: that which can be mapped, where it gives the same."""
    from index.embedding.graph import LETTER_PROBES, PROBES
    from index.embedding.pieces.compiled import write_compiled
    from index.embedding.token_counter import PIECES, TOKENIZER, read_tokenizer
    from index.text.language_data import LANGUAGES
    from index.text.stop_words import stop_words

    words = [" ".join(sorted(stop_words(code))) for code in LANGUAGES]
    tokenizer = read_tokenizer(out / TOKENIZER)
    tokenizer.no_padding()
    tokenizer.no_truncation()
    if not write_compiled(tokenizer, out / PIECES, [*PROBES, *words, *LETTER_PROBES]):
        return TOKENIZER
    (out / TOKENIZER).unlink()
    return PIECES


def _token_mean(written: dict[str, Any], out: Path) -> list[float]:
    from index.embedding.token_mean import measured_mean

    if not written["graph"]:
        return []
    return measured_mean(out / written["graph"], written["inputs"], written["max_tokens"])


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


if __name__ == "__main__":
    _order = json.loads(sys.argv[1])
    logging.disable(logging.CRITICAL)
    with open(os.devnull, "w", encoding="utf-8") as _nowhere, contextlib.redirect_stdout(_nowhere):
        _reply = run_order(_order)
    Path(_order["out"], "reply.json").write_text(json.dumps(_reply), "utf-8")

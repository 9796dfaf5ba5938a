"""The judge's weights, as tools/judge.py learned and stored them, beside the embedding model's table of words.

`weights.safetensors` has the layers, matrices in eight bits with a scale for each output; `weights.json` says how they
were learned, of what, and their digest.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import load, save

from index.embedding.bert_graph import Tensors
from index.embedding.quantise import eight_bits
from index.errors import ModelError

HEAD = "head"
FILE = Path(__file__).with_name("weights.safetensors")
_SCALE = ".scale"


def described() -> dict[str, Any]:
    """What `weights.json` says."""
    said: dict[str, Any] = json.loads(FILE.with_suffix(".json").read_text("utf-8"))
    return said


def stored_weights(path: Path | None = None) -> Tensors:
    """In floating point. Raises ModelError where the file is not the one that was learned."""
    data = (path or FILE).read_bytes()
    if hashlib.sha256(data).hexdigest() != described()["sha256"]:
        raise ModelError("the judge of sentences is damaged", "Reinstall daycite")
    stored = load(data)
    scales = {name.removesuffix(_SCALE): values for name, values in stored.items() if name.endswith(_SCALE)}
    return {
        name: values.astype(np.float32) * scales[name] if name in scales else values
        for name, values in stored.items()
        if not name.endswith(_SCALE)
    }


def write_weights(weights: Tensors, learned: dict[str, Any]) -> None:
    """Stores them; `learned` says how they came to be."""
    out: dict[str, np.ndarray] = {}
    for name, values in weights.items():
        if values.ndim == 2 and len(values) > 1:
            out[name], out[name + _SCALE] = eight_bits(values)
        else:
            out[name] = values.astype(np.float32)
    data = save(out)
    FILE.write_bytes(data)
    said = json.dumps({"sha256": hashlib.sha256(data).hexdigest()} | learned, indent=1)
    FILE.with_suffix(".json").write_text(said + "\n", "utf-8")

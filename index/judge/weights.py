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
from index.judge import learned

_SCALE = ".scale"


def stored_weights(path: Path | None = None) -> Tensors:
    """In floating point. Raises ModelError where the file is not the one that was learned."""
    data = (path or learned.FILE).read_bytes()
    if hashlib.sha256(data).hexdigest() != learned.described()["sha256"]:
        raise ModelError("the judge of sentences is damaged", "Reinstall daycite")
    stored = load(data)
    scales = {name.removesuffix(_SCALE): values for name, values in stored.items() if name.endswith(_SCALE)}
    return {
        name: values.astype(np.float32) * scales[name] if name in scales else values
        for name, values in stored.items()
        if not name.endswith(_SCALE)
    }


def write_weights(weights: Tensors, how: dict[str, Any]) -> None:
    """Stores them; `how` says how they came to be.

    What was learned on from stored weights has moved most of them by less than half a level: rounded to the nearest,
    nearly all would fall back to where they were.
    """
    rng = np.random.default_rng(0)
    out: dict[str, np.ndarray] = {}
    for name, values in weights.items():
        if values.ndim == 2 and len(values) > 1:
            out[name], out[name + _SCALE] = eight_bits(values, rng)
        else:
            out[name] = values.astype(np.float32)
    data = save(out)
    learned.FILE.write_bytes(data)
    said = json.dumps({"sha256": hashlib.sha256(data).hexdigest()} | how, indent=1)
    learned.FILE.with_suffix(".json").write_text(said + "\n", "utf-8")

"""Where the judge's weights lie, and what is said of them: light, for a cold question needs no more."""

import json
from pathlib import Path
from typing import Any

HEAD = "head"
"""The name of the linear unit among the weights."""
BESIDE = "[SEP]"
"""Between the texts that the judge reads together: its own sign for where one ends."""
FILE = Path(__file__).with_name("weights.safetensors")


def described() -> dict[str, Any]:
    """What `weights.json` says: the digest of the weights, and how they were learned, of what."""
    said: dict[str, Any] = json.loads(FILE.with_suffix(".json").read_text("utf-8"))
    return said

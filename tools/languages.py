"""index/text/languages/*.toml -> compiled.json beside them, which is read at each start: run it after any change.

python -m tools.languages
"""

import json
import tomllib
from typing import Any

from index.text.language_data import LANGUAGES, SHARED
from tools.project import ROOT

FOLDER = ROOT / "index" / "text" / "languages"
COMPILED = FOLDER / "compiled.json"


def tables() -> dict[str, dict[str, Any]]:
    """Code -> what its TOML file says."""
    return {code: tomllib.loads((FOLDER / f"{code}.toml").read_text("utf-8")) for code in (*LANGUAGES, SHARED)}


def compiled() -> str:
    """One language a line, so that a change shows as the line of its language."""
    lines = [
        f"{json.dumps(code)}: {json.dumps(table, ensure_ascii=False, separators=(',', ':'))}"
        for code, table in tables().items()
    ]
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    COMPILED.write_text(compiled(), "utf-8")

"""axe-core, of which the page must break no rule: fetched once by npm, in the version pinned here."""

import hashlib
import shutil
import subprocess
import tarfile
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

_VERSION = "4.14.1"
_DIGEST = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"
_KEPT = Path(tempfile.gettempdir()) / f"daycite-axe-core-{_VERSION}-{_DIGEST[:16]}.js"
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WHY_NOT = f"NO ACCESSIBILITY WAS TESTED: npm could not fetch axe-core {_VERSION}"


@cache
def axe() -> str:
    """Its source; "" where it cannot be had, or is not what was pinned."""
    if not _KEPT.is_file():
        _fetch()
    source = _KEPT.read_bytes() if _KEPT.is_file() else b""
    return source.decode() if hashlib.sha256(source).hexdigest() == _DIGEST else ""


def _fetch() -> None:
    npm = shutil.which("npm")
    if npm is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        command = [npm, "pack", "--silent", f"axe-core@{_VERSION}"]
        try:
            subprocess.run(command, cwd=folder, timeout=90, check=True, capture_output=True)
        except (subprocess.SubprocessError, OSError):
            return
        for packed in Path(folder).glob("*.tgz"):
            with tarfile.open(packed) as archive, archive.extractfile("package/axe.min.js") as file:  # type: ignore[union-attr]
                _KEPT.write_bytes(file.read())


def violations(page: Page) -> list[tuple[str, str, list[Any]]]:
    """(rule, what it asks for, the elements that break it)."""
    page.evaluate(axe())
    found = page.evaluate(f"axe.run(document, {{runOnly: {_RULES}}})")
    return [(each["id"], each["help"], [node["html"][:200] for node in each["nodes"]]) for each in found["violations"]]

"""A vault of Obsidian's -> its templates, as its settings and those of its plugins name them."""

import json
from pathlib import Path
from typing import Any

from index.exclusion.patterns import same_form

_SETTINGS = ".obsidian"
_LARGEST = 5_000_000
_FOLDERS = (("templates.json", "folder"), ("plugins/templater-obsidian/data.json", "templates_folder"))
_PERIODS = ("daily", "weekly", "monthly", "quarterly", "yearly")


def template_paths(vault: Path) -> frozenset[str]:
    """Paths of folders and files, relative to the vault; none where they are not set, or are the whole vault."""
    found: list[object] = [_read(vault, file).get(key) for file, key in _FOLDERS]
    found.append(_read(vault, "daily-notes.json").get("template"))
    periodic = _read(vault, "plugins/periodic-notes/data.json")
    found += [part.get("template") for name in _PERIODS if isinstance(part := periodic.get(name), dict)]
    templater = _read(vault, "plugins/templater-obsidian/data.json")
    for key in ("folder_templates", "file_templates"):
        rows = templater.get(key)
        found += [row.get("template") for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    return frozenset(path for value in found if isinstance(value, str) and (path := _path(value)))


def vault_above(root: Path) -> Path | None:
    """The vault that `root` lies in, where it is not one itself."""
    return next((folder for folder in root.parents if (folder / _SETTINGS).is_dir()), None)


def _path(value: str) -> str:
    parts = [part for part in value.replace("\\", "/").split("/") if part not in ("", ".")]
    return "" if ".." in parts else same_form("/".join(parts))


def _read(vault: Path, file: str) -> dict[str, Any]:
    path = vault / _SETTINGS / file
    try:
        if not path.is_file() or path.stat().st_size > _LARGEST:
            return {}
        settings = json.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return {}
    return settings if isinstance(settings, dict) else {}

"""Notes as a dict -> what answering works with: a real catalog, a real Chroma, the default model."""

from collections.abc import Mapping
from pathlib import Path

from api.collection import Collection
from api.settings import read_settings
from rag.answer import Sources


def sources_of(folder: Path, model_dir: Path, notes: Mapping[str, str]) -> Sources:
    """The notes written to `folder`, indexed in a data folder beside them."""
    data = folder / "data"
    data.mkdir(parents=True)
    (data / "models").symlink_to(model_dir / "models")
    root = folder / "notes"
    for name, text in notes.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    collection = Collection(read_settings(data_dir=data), root)
    collection.sync()
    return collection.sources()


def days(**said: str) -> dict[str, str]:
    """One note a day of March 2020: days(d02="I ran.") -> {"2020-03-02.md": …}."""
    return {f"2020-03-{day[1:]}.md": f"# 2020-03-{day[1:]}\n\n{text}\n" for day, text in said.items()}

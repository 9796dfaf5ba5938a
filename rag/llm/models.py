"""The models a server has -> the one that phrases the answers, and why that one.

One that was named is taken, or reported as missing. Else: only models that can chat and run on this machine; those made
for conversation before those made for code, pictures or judging; and small before giant ones, for an answer that comes
is better than one that might have been finer. Tiny models invent, so they come after those of a few billions.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rag.llm.server import ModelMissing

SUGGESTED = "llama3.2"
_SHOWN = 48  # characters of a model's name
_SMALL = (2.5, 10.0)  # billions of parameters: good enough to cite, small enough for most machines
_EMBEDDING = re.compile(r"embed|(?:^|[/-])(?:bge|gte|e5|minilm|paraphrase)\b|minilm|reranker", re.IGNORECASE)
_BERT = frozenset(["bert", "nomic-bert", "nomic-bert-moe", "xlm-roberta", "jina-bert-v2", "t5encoder"])
_BASE = re.compile(r"[:-](?:text|base|pt)\b|-base\b", re.IGNORECASE)
_SPECIAL = re.compile(
    r"cod(?:e|er|ing)|starcoder|devstral|sql|math|llava|moondream|vision|-vl|minicpm-v|ocr|guard|shieldgemma|reader-lm"
    r"|translat|medical|meditron|function",
    re.IGNORECASE,
)
_SIZE = re.compile(r"^\s*([\d.]+)\s*([MBT])\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Installed:
    """A model as its server lists it; `billions` of parameters is None where it is unknown."""

    name: str
    family: str = ""
    billions: float | None = None
    remote_host: str = ""
    """The machine of somebody else that it runs on: the prompt leaves this one. "" for the server itself."""

    @property
    def remote(self) -> bool:
        return bool(self.remote_host)


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """A model, and why it was taken, in words."""

    name: str
    why: str


def billions(size: str, bytes_on_disk: int = 0) -> float | None:
    """Parameters as a server writes them: "3.2B" -> 3.2, "137M" -> 0.137; else guessed by the file, 4-5 bits each."""
    match = _SIZE.match(size)
    if match:
        return float(match[1]) * {"M": 0.001, "B": 1.0, "T": 1000.0}[match[2].upper()]
    return bytes_on_disk / 0.6e9 if bytes_on_disk else None


def short_name(model: str) -> str:
    """A model's name to show: servers name models by their files, at any length."""
    name = re.split(r"[/\\]", model)[-1] if re.match(r"[/~.]|[A-Za-z]:\\", model) else model
    name = re.sub(r"\.gguf$", "", name, flags=re.IGNORECASE)
    return name if len(name) <= _SHOWN else f"{name[: _SHOWN - 1]}…"


def named(name: str, installed: Sequence[Installed]) -> ModelChoice:
    """The model asked for; "x" means "x:latest". Raises ModelMissing where it is not there."""
    for model in installed:
        if model.name.casefold() in (name.casefold(), f"{name}:latest".casefold()):
            return ModelChoice(model.name, "it was named")
    raise ModelMissing(f"Ollama has no model '{name}'", f"Run: ollama pull {name}")


def ranked(installed: Iterable[Installed]) -> list[Installed]:
    """Those that may chat, the one to take first at the front."""
    return sorted((model for model in installed if _may_chat(model)), key=_order)


def why(taken: Installed, refused: Sequence[str], installed: Sequence[Installed]) -> str:
    """In words: "the smallest of 3 that can chat (3.2B); not taken: nomic-embed-text cannot chat"."""
    able = [model for model in ranked(installed) if model.name not in refused]
    size = f", {taken.billions:.3g}B" if taken.billions else ""
    first = "the only one that can chat" if len(able) == 1 else f"first of {len(able)} that can chat, small ones first"
    unable = [*refused, *(m.name for m in installed if not _may_chat(m) and not m.remote)]
    parts = [f"{first}{size}"]
    parts += [f"cannot chat: {', '.join(unable[:4])}"] if unable else []
    remote = [m.name for m in installed if m.remote]
    parts += [f"not on this machine: {', '.join(remote[:4])}"] if remote else []
    return "; ".join(parts)


def _may_chat(model: Installed) -> bool:
    return not model.remote and model.family not in _BERT and not _EMBEDDING.search(model.name)


def _order(model: Installed) -> tuple[bool, bool, int, float, str]:
    size = model.billions
    low, high = _SMALL
    if size is None:
        group = 2
    elif low <= size <= high:
        group = 0
    else:
        group = 1 if 1.0 <= size < low else 2 if size > high else 3
    return bool(_BASE.search(model.name)), bool(_SPECIAL.search(model.name)), group, size or high, model.name

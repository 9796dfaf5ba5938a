"""A model's name -> its prepared files in the data folder, made there the first time.

Making them takes seconds, half a gigabyte, and torch for other models than the default: `export.py` does it in a
process of its own. What it prints is caught, its memory is given back, and a server that prepares a model stays as
small as before.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from index.embedding.model_files import (
    ModelId,
    Precision,
    Prepared,
    canonical,
    file_sum,
    find_prepared,
    local_folder,
    models_folder,
    prepared_folder,
    prepared_json,
    read_prepared,
    source_digest,
    stamp,
)
from index.embedding.token_counter import PIECES, TOKENIZER
from index.errors import ModelError

_LOCK_SECONDS = 900.0


def prepared_model(
    name: str,
    data_dir: Path,
    precision: Precision,
    announce: Callable[[str], None] = lambda words: None,
    allow_download: bool = False,
) -> tuple[Path, Prepared]:
    """The folder and description of a model ready to load; `announce` is called when that takes a while."""
    ready = find_prepared(name, data_dir, precision)
    if ready:
        return ready
    from filelock import FileLock, Timeout

    models = models_folder(data_dir)
    try:
        models.mkdir(parents=True, exist_ok=True)
        with FileLock(models / ".lock", timeout=_LOCK_SECONDS):
            return find_prepared(name, data_dir, precision) or _prepare(
                name, data_dir, precision, announce, allow_download
            )
    except Timeout as error:
        raise ModelError(
            "another daycite process has been preparing the embedding model for 15 minutes", "Try again later"
        ) from error
    except OSError as error:
        problem = f"the embedding model cannot be prepared in {models}: {error.strerror or error}"
        raise ModelError(
            problem, "Free some disk space, or set DAYCITE_DATA_DIR to a folder you can write to"
        ) from error


def discard(folder: Path, precision: Precision) -> None:
    """Forgets prepared files that turned out damaged, so that the next `prepared_model` makes them again."""
    (folder / f"{precision}.json").unlink(missing_ok=True)


def _prepare(
    name: str, data_dir: Path, precision: Precision, announce: Callable[[str], None], allow_download: bool
) -> tuple[Path, Prepared]:
    source = local_folder(name, data_dir)
    if source is not None:
        adopted = _adopt(source, name, data_dir, precision)
        if adopted:
            return adopted
    announce("preparing the embedding model (once)")
    models = models_folder(data_dir)
    for left_over in models.glob(".new-*"):
        shutil.rmtree(left_over, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=models, prefix=".new-") as new:
        reply = _run_export(str(source) if source else name, Path(new), precision, allow_download, name)
        prepared = _description(reply, canonical(name), Path(new))
        target = prepared_folder(data_dir, prepared.model.digest)
        target.mkdir(exist_ok=True)
        (Path(new) / f"{precision}.json").write_text(prepared_json(prepared), "utf-8")
        # The description goes last: without it the other files do not count.
        for file in (*reply["files"], f"{precision}.json"):
            _move(Path(new) / file, target / file)
        for unused in {PIECES, TOKENIZER} - set(reply["files"]):
            (target / unused).unlink(missing_ok=True)
    return target, prepared


def _adopt(source: Path, name: str, data_dir: Path, precision: Precision) -> tuple[Path, Prepared] | None:
    """Files prepared before from the same contents: a reinstalled or moved model need not be exported again."""
    digest = source_digest(source, name)
    folder = prepared_folder(data_dir, digest)
    earlier = read_prepared(folder / f"{precision}.json")
    if earlier is None or earlier.model.digest != digest:
        return None
    model = replace(earlier.model, name=canonical(name))
    adopted = replace(earlier, model=model, source=str(source), stamp=stamp(source))
    new = folder / f".{precision}.json.new"
    new.write_text(prepared_json(adopted), "utf-8")
    _move(new, folder / f"{precision}.json")
    return folder, adopted


def _move(source: Path, target: Path) -> None:
    with source.open("rb+") as file:
        os.fsync(file.fileno())
    source.replace(target)


def _description(reply: dict[str, Any], name: str, folder: Path) -> Prepared:
    model = ModelId(name, reply["digest"], reply["dim"], reply["max_tokens"], reply["variant"])
    return Prepared(
        model=model,
        source=reply["source"],
        stamp=stamp(Path(reply["source"])),
        question_prompt=reply["question_prompt"],
        passage_prompt=reply["passage_prompt"],
        inputs=tuple(reply["inputs"]),
        files=tuple(file_sum(folder / name) for name in reply["files"]),
        token_mean=tuple(reply["token_mean"]),
    )


def _run_export(source: str, out: Path, precision: Precision, download: bool, name: str) -> dict[str, Any]:
    order = {"source": source, "out": str(out), "precision": precision, "download": download, "name": name}
    return run_program("index.embedding.export", order, download)


def run_program(module: str, order: dict[str, Any], download: bool = False) -> dict[str, Any]:
    """What a program of ours, in a process of its own, replied to an order in the file `order["out"]/reply.json`.

    Raises ModelError where it could not.
    """
    code_folder = str(Path(__file__).resolve().parents[2])
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join([code_folder, *filter(None, [os.environ.get("PYTHONPATH")])]),
        "PYTHONWARNINGS": "ignore",
        "PYTHONIOENCODING": "utf-8",
        "TOKENIZERS_PARALLELISM": "false",
        "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    }
    if not download:
        environment |= {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1"}
    # -P: a folder `index` where the user stands is not ours.
    command = [sys.executable, "-P", "-m", module, json.dumps(order)]
    ended = subprocess.run(
        command, env=environment, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    try:
        reply: dict[str, Any] = json.loads(Path(order["out"], "reply.json").read_text("utf-8"))
    except (OSError, ValueError):
        last = (ended.stderr.strip().splitlines() or [f"it ended with code {ended.returncode}"])[-1]
        fix = "Free some disk space" if "No space left" in last else "Reinstall daycite, or free memory"
        raise ModelError(f"preparing the embedding model failed: {last[:200]}", fix) from None
    if "message" in reply:
        raise ModelError(reply["message"], reply["fix"])
    return reply

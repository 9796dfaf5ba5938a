"""Settings -> what is in force, and whether each part works: the lines of `daycite doctor`."""

import os
import shlex
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from api.actions.ask import llm_settings, why_none
from api.actions.entries import listed_days
from api.parts.collection import Collection
from api.parts.exclusion import counted_rules
from api.parts.repair import catalog_problem
from api.settings import Settings, origin, settings_files
from index.errors import DayciteError, LLMError, StoreError, without_passwords
from index.notes.folders import homes
from index.store.probe import survives

_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".heic", ".heif", ".svg", ".bmp", ".tif", ".tiff")
_KINDS = {".pdf": "PDF"} | dict.fromkeys(_PICTURES, "picture")
_PROBE: tuple[dict[str, str], ...] = ({"role": "user", "content": "Say yes."},)
_PROBE_TOKENS = 8


@dataclass(frozen=True, slots=True)
class Finding:
    """What the check of one part came to. What is not ok needs the user; a detail that is ok does not."""

    ok: bool
    part: str
    detail: str


@dataclass(frozen=True, slots=True)
class Setting:
    name: str
    value: str
    origin: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What `daycite doctor --json` prints."""

    settings: list[Setting]
    checks: list[Finding]


def settings_in_force(settings: Settings, given: frozenset[str]) -> Iterator[tuple[str, str, str]]:
    """(setting, value, where it comes from); a secret is not shown. `given` were set on the command line."""
    for name in type(settings).model_fields:
        value = getattr(settings, name)
        shown = "(set)" if name.endswith(("token", "_key")) and value else value
        if name == "dates":
            shown = value.model_dump(mode="json", exclude_defaults=True) or ""
        elif isinstance(value, tuple):
            shown = ", ".join(value)
        yield (
            name,
            "-" if shown in (None, "") else without_passwords(str(shown)),
            "command line" if name in given else origin(name, settings.notes),
        )
    files = " and ".join(map(str, settings_files(settings.notes)))
    yield "settings file", files or "-", "no daycite.toml in the configuration folder or for these notes" * (not files)


def findings(settings: Settings, notes: Path | None) -> Iterator[Finding]:
    """Each check in turn; one that fails does not stop the others."""
    collection: Collection | None = None

    def notes_folder() -> str:
        nonlocal collection
        if notes is None:
            return "not set: use --notes or DAYCITE_NOTES"
        collection = Collection(settings, notes)
        return _notes(collection)

    yield _finding("data folder", lambda: _data_folder(settings.data_dir))
    yield _finding("model", lambda: _model(settings))
    yield _finding("notes", notes_folder)
    if collection is not None:
        opened = collection
        yield _finding("catalog", lambda: _catalog(opened))
        yield _finding("chroma", lambda: _chroma(opened))
        yield _finding("languages", lambda: _languages(opened))
        yield from _not_read(opened)
        yield _finding("not read", lambda: _other_files(opened))
    yield _finding("llm" if settings.llm_url else "ollama", lambda: _ollama(settings))


def _finding(part: str, check: Callable[[], str]) -> Finding:
    try:
        return Finding(True, part, without_passwords(check()))
    except DayciteError as error:
        return Finding(False, part, str(error))
    except Exception as error:  # noqa: BLE001  a doctor reports what it finds, whatever it is
        return Finding(False, part, without_passwords(f"{type(error).__name__}: {error}"))


def _data_folder(folder: Path) -> str:
    place = next(parent for parent in (folder, *folder.parents) if parent.exists())
    try:
        with tempfile.TemporaryFile(dir=place):
            pass
    except OSError as error:
        raise DayciteError(
            f"{folder} cannot be written ({error.strerror})", "Set DAYCITE_DATA_DIR to a folder you can write to"
        ) from error
    return f"{folder} is writable" if folder.exists() else f"{folder} will be created by the first daycite index"


def _model(settings: Settings) -> str:
    from index.embedding.cpu import best_precision
    from index.embedding.model_files import canonical, find_prepared, is_default, local_folder, source_digest
    from index.embedding.multilingual.package_file import is_multilingual

    name, precision = canonical(settings.embedding_model), best_precision()
    prepared = find_prepared(settings.embedding_model, settings.data_dir, precision)
    gone = is_multilingual(name) and prepared is not None and not Path(prepared[1].source).is_dir()
    folder = None if gone else local_folder(settings.embedding_model, settings.data_dir)
    if folder is None and prepared is None:
        allowed = settings.allow_download
        if not allowed:
            raise DayciteError(f"{name} is not on this machine", "Set DAYCITE_ALLOW_DOWNLOAD=1, or name a folder")
        return f"{name} will be downloaded by the first daycite index"
    state = f"prepared as {precision}" if prepared else "will be prepared by the first daycite index"
    if folder is None:
        return f"{name}, {state}"
    packaged = is_default(name) or is_multilingual(name)
    whose = "the published one" if packaged else "of this folder"
    return f"{name}, digest {source_digest(folder, name)[:16]} is {whose}, {state}"


def _notes(collection: Collection) -> str:
    entries = listed_days(collection).entries
    undated = sum(entry.date is None for entry in entries)
    counted = f"{collection.root}: {len(entries)} entries, {undated} without a date"
    see = f" (see daycite days --undated --notes {shlex.quote(str(collection.root))})" if undated else ""
    return counted + see


def _not_read(collection: Collection) -> Iterator[Finding]:
    """A finding for each rule by which notes are not read, with how many."""
    try:
        counts = counted_rules(collection.exclusion, collection.scan(), collection.store.catalog_as_it_is())
    except DayciteError as error:
        yield Finding(False, "not read", str(error))
        return
    for rule, count in counts.items():
        yield Finding(True, "not read", f"{rule}: {count}")
    if not counts:
        yield Finding(True, "not read", "no rule leaves out a note")


def _other_files(collection: Collection) -> str:
    """How many PDFs and pictures lie among the notes: only text is read."""
    counts: Counter[str] = Counter()
    for home in homes(collection.root):
        for _, folders, names in os.walk(home):
            folders[:] = [name for name in folders if not name.startswith(".")]
            counts.update(_KINDS.get(os.path.splitext(name)[1].lower(), "") for name in names if name[0] != ".")
    pdfs, pictures = counts["PDF"], counts["picture"]
    found = [f"{n} {kind}{'s' * (n != 1)}" for n, kind in ((pdfs, "PDF"), (pictures, "picture")) if n]
    return f"{' and '.join(found)}: only text is read" if found else "there are no PDFs or pictures among the notes"


def _catalog(collection: Collection) -> str:
    if not collection.store.exists:
        return "nothing is indexed yet: run daycite index, or ask a question"
    problem = catalog_problem(collection.store)
    if problem:
        raise StoreError(problem, _repair(collection))
    counts = collection.catalog.counts()
    return f"{counts.passages} passages of {counts.files} notes, undamaged"


def _repair(collection: Collection) -> str:
    return f"Run daycite doctor --repair --notes {shlex.quote(str(collection.root))}"


def _chroma(collection: Collection) -> str:
    if not collection.store.exists:
        return "nothing is indexed yet"
    expected = collection.catalog.counts().passages - collection.catalog.waiting_count()
    collection.store.reopen_vectors()
    embedded = collection.store.embedded
    place = f"in {collection.folder}" if embedded else f"on {collection.settings.chroma}"
    problem = collection.store.problem()
    if problem:
        raise StoreError(f"the vectors {place} are damaged: {problem}", _repair(collection))
    if embedded and expected and not survives(collection.store.vectors_folder):
        raise StoreError(f"the vectors {place} cannot all be read", _repair(collection))
    stored = collection.vectors.count() if expected else 0
    if stored != expected:
        raise StoreError(f"{stored} vectors {place}, but the catalog has {expected} passages", _repair(collection))
    waiting = "" if collection.is_current() else "; your notes have changed since, and the next question reads them"
    return f"{stored} vectors {place}, one per passage{waiting}"


def _languages(collection: Collection) -> str:
    if not collection.store.exists:
        return "nothing is indexed yet"
    found = collection.languages()
    told = found.told or "too little is written to tell"
    return f"{told}. {found.advice}" if found.advice else told


def _ollama(settings: Settings) -> str:
    """The model is asked for a word: that a server lists models does not say that they answer."""
    from rag.llm.find import find_llm

    try:
        llm = find_llm(llm_settings(settings))
        said = "".join(piece for piece in llm.write(_PROBE, None, _PROBE_TOKENS) if isinstance(piece, str))
    except LLMError as error:
        if settings.llm == "on" or settings.llm != "off" and _is_named(settings):
            raise
        return f"Answers are your notes' own sentences: {why_none(error)}"
    why = f"{llm.why}; your passages are sent to {llm.place}"
    silent = "" if said.strip() else ", but said nothing when asked for a word"
    return f"{llm.name} writes the answers{silent}, with a context window of {llm.window:,} tokens ({why})"


def _is_named(settings: Settings) -> bool:
    """Whether the user has set a model or a server of their own: that it does not answer is no ordinary state."""
    return bool(settings.llm_url or settings.model)

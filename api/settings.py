"""Command line > environment > daycite.toml here > the user's own daycite.toml > defaults -> Settings, frozen."""

import json
import os
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    InitSettingsSource,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
)

from api.environment import ollama_address, sound_link, sound_origin, with_sound_password
from api.settings_files import (
    CONFIG_NAME,
    concerns,
    own_settings_file,
    project_file,
    project_settings,
    settings_in,
    usual_data_dir,
    usual_place,
)
from index.entries.user_rules import DateRules
from index.errors import UsageError


def _listed(value: object) -> object:
    """Several in one variable are written as JSON, or with commas between them."""
    if not isinstance(value, str):
        return value
    return json.loads(value) if value.lstrip().startswith("[") else [part.strip() for part in value.split(",")]


Globs = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_listed)]


class DateSettings(BaseModel):
    """How dates that could be read in two ways are meant; for all notes, or for those that a glob matches."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    order: Literal["dmy", "mdy", "ymd"] | None = Field(
        default=None, description="the order of day, month and year in dates written with numbers"
    )
    year: int | None = Field(default=None, ge=1900, le=2200, description="the year of dates written without one")
    start: date | None = Field(default=None, description="the day that “Day 1” names")
    fallback: Literal["mtime"] | None = Field(
        default=None, description="mtime: entries that nothing dates get the day their file was last changed"
    )
    timezone: str | None = Field(
        default=None, description="the time zone that you write in, as `Europe/Vienna`: the day of times in UTC"
    )
    globs: dict[str, "DateSettings"] = Field(
        default={}, description='the same settings for files that match a pattern: `[dates.globs."logs/*.md"]`'
    )

    def rules(self) -> DateRules:
        """The same without the globs, as the reader of notes takes it."""
        return DateRules(self.order, self.year, self.start, self.fallback, self.timezone)

    @field_validator("timezone")
    @classmethod
    def _is_known(cls, zone: str | None) -> str | None:
        if zone is not None:
            from zoneinfo import ZoneInfo

            try:
                ZoneInfo(zone)
            except (KeyError, ValueError, OSError) as error:
                raise ValueError("there is no such time zone; write one as Europe/Vienna") from error
        return zone


class Settings(BaseSettings):
    """What is in force. Every field can be set by DAYCITE_<NAME> or in daycite.toml."""

    model_config = SettingsConfigDict(
        env_prefix="DAYCITE_", env_nested_delimiter="__", env_ignore_empty=True, frozen=True, extra="forbid"
    )

    notes: Path | None = Field(default=None, description="the notes folder to use when none is named")
    data_dir: Path = Field(
        default_factory=usual_data_dir,
        description="where what is indexed is kept; never among the notes",
    )
    embedding_model: str = Field(
        default="",
        description="empty: all-MiniLM-L6-v2; multilingual: one of many languages (needs daycite[multilingual]); or a "
        "sentence-transformers model, by name or folder (needs daycite[models])",
    )
    allow_download: bool = Field(default=False, description="whether the embedding model may be downloaded")
    chroma: str = Field(
        default="", description="a Chroma server for the vectors, as http://host:8000; empty: files in the data folder"
    )
    chroma_token: str = Field(default="", description="the token that server asks for")
    chroma_tenant: str = Field(default="default_tenant", description="the tenant on that server")
    chroma_database: str = Field(default="default_database", description="the database on that server")
    llm: Literal["auto", "on", "off"] = Field(
        default="auto", description="whether a local language model writes the answers; auto: if there is one"
    )
    model: str = Field(default="", description="the language model's name; empty: the first that can chat")
    ollama_url: str = Field(
        default_factory=ollama_address, description="where Ollama listens; without it, what `OLLAMA_HOST` says"
    )
    llm_url: str = Field(
        default="", description="an OpenAI-compatible server instead of Ollama, as http://127.0.0.1:8080/v1"
    )
    llm_key: str = Field(default="", description="the key that an OpenAI-compatible server asks for")
    llm_keep_alive: str = Field(
        default="", description="how long Ollama keeps the model loaded, as `30m`; empty: as Ollama is set up"
    )
    llm_timeout: float = Field(default=120.0, gt=0, description="seconds to wait for the language model's next words")
    llm_load_timeout: float = Field(
        default=300.0, gt=0, description="seconds to wait for its first words: it may have to load"
    )
    llm_answer_seconds: float = Field(
        default=60.0, gt=0, description="seconds that it may write, from its first words on; then what it has is taken"
    )
    llm_notes_tokens: int = Field(
        default=0,
        ge=0,
        description="tokens of notes that it is given; 0: as many as it was seen to read in time",
    )
    allow_remote_llm: bool = Field(
        default=False, description="whether passages may be sent to a language model on another machine"
    )
    allow_remote_chroma: bool = Field(
        default=False, description="whether vectors may be sent to a Chroma server on another machine"
    )
    host: str = Field(default="127.0.0.1", description="the address that `serve` listens on")
    port: int = Field(default=8765, ge=0, le=65535, description="the port that `serve` listens on; 0: any free one")
    token: str = Field(
        default="",
        description="the secret that clients of `serve` must send; empty: one is made and kept (`daycite token`)",
    )
    allow_origins: Globs = Field(
        default=(),
        description='pages of other programs that may ask `serve`, by their exact origin: `["app://obsidian.md"]`',
    )
    limit: int = Field(default=10, ge=1, le=100, description="how many days an answer may draw on")
    exclude: Globs = Field(
        default=(), description='what is not read, as in a .gitignore file: `["private/", "*.secret.md"]`'
    )
    include: Globs = Field(default=(), description="where there are any, only notes that one of these matches are read")
    exclude_tags: Globs = Field(
        default=("private",), description="notes and headings with one of these tags are not read"
    )
    follow_links: bool = Field(
        default=False, description="whether links to folders elsewhere are followed, each folder once"
    )
    editor_link: str = Field(
        default="", description="the link that opens a note in an editor, as vscode://file/{root}/{path}:{line}"
    )
    dates: DateSettings = DateSettings()

    @field_validator("editor_link")
    @classmethod
    def _sound(cls, template: str) -> str:
        return sound_link(template)

    @field_validator("ollama_url", "llm_url", "chroma")
    @classmethod
    def _readable(cls, url: str) -> str:
        """One with a password in it must be read as such by all, or the password would be taken for something else."""
        return with_sound_password(url) if "@" in url else url

    @field_validator("allow_origins")
    @classmethod
    def _origins(cls, origins: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(sound_origin, origins))

    @field_validator("token")
    @classmethod
    def _sendable(cls, token: str) -> str:
        if not all("!" <= sign <= "~" for sign in token):
            raise ValueError("use only printable ASCII characters without spaces: a browser cannot send others")
        return token

    @field_validator("notes", "data_dir", mode="after")
    @classmethod
    def _absolute(cls, path: Path | None) -> Path | None:
        return None if path is None else Path(os.path.abspath(path.expanduser()))

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        file, own = project_file(), settings_in(own_settings_file())
        given = (init_settings(), env_settings(), own)
        here = project_settings(file, settings_cls.model_fields)  # refused also where it does not count
        named = next((values["notes"] for values in given if values.get("notes")), None)
        files = [here] * concerns(file, named) + [own]
        return (init_settings, env_settings, *(InitSettingsSource(settings_cls, values) for values in files))


def settings_files(notes: Path | None) -> list[Path]:
    """The settings files in force for these notes, the one that overrides the other first."""
    here = project_file()
    return [file for file in (here if concerns(here, notes) else None, own_settings_file()) if file]


def deciding_file(notes: Path) -> tuple[Path, bool]:
    """(the settings file that overrides all others for these notes, or is to be made; whether it counts for all)."""
    files = settings_files(notes)
    file = files[0] if files else usual_place()
    return file, file != project_file()


def read_settings(**given: Any) -> Settings:
    """The settings with `given` (from the command line; None = not given) over all else.

    Raises UsageError naming the setting that cannot be used.
    """
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        told = first["msg"].removeprefix("Value error, ")
        raise UsageError(f"the setting {name} is not valid: {told}", _where(name)) from error
    except (SettingsError, ValueError, OSError) as error:
        raise UsageError(
            f"the settings cannot be read: {error}", f"Look at {_files_or('the DAYCITE_* variables')}"
        ) from error


def origin(name: str, notes: Path | None = None) -> str:
    """Where a setting that no command line gave comes from: its variable, a settings file, or its default."""
    variable = f"DAYCITE_{name.upper()}"
    if any(key.upper().split("__")[0] == variable and value for key, value in os.environ.items()):
        return variable
    return next((str(file) for file in settings_files(notes) if name in settings_in(file)), "default")


def _where(name: str) -> str:
    return f"Look at DAYCITE_{name.upper().replace('.', '__')}, the command line, or {_files_or(CONFIG_NAME)}"


def _files_or(otherwise: str) -> str:
    return " and ".join(map(str, settings_files(None))) or otherwise

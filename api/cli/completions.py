"""What the Tab key completes beside commands and options: folders, files, and the ids of open questions."""

import os
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

_MOST = 200


class FolderType(click.ParamType[Path]):
    """A path; whether a folder is there is found out later, in daycite's own words."""

    name, completes = "folder", "dir"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Raises BadParameter for an empty name, and for one that no file can have."""
        if not str(value).strip():
            raise click.BadParameter(f"the {self.name}'s name is empty", ctx, param)
        try:
            sound = b"\0" not in os.fsencode(value)
        except UnicodeEncodeError:
            sound = False
        if not sound:
            raise click.BadParameter(f"no {self.name} can have that name", ctx, param)
        return Path(value)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The shell lists them itself."""
        return [CompletionItem(incomplete, type=self.completes)]


class FileType(FolderType):
    """The path of a file, or of what may be a folder as well."""

    name, completes = "file", "file"


def question_ids(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The ids of open questions, each with its words; none where the notes cannot be read: Tab tells no errors."""
    try:
        from api.actions.questions import all_questions, open_file
        from api.cli.terminal import settings_of
        from api.parts.collection import Collection
        from index.text.foreign import one_line

        settings = settings_of(ctx.params.get("notes"))
        if settings.notes is None:
            return []
        collection = Collection(settings, settings.notes)
        kept = open_file(collection)
        try:
            found = all_questions(collection, kept)
        finally:
            kept.close()
            collection.close()
        items = [CompletionItem(q.id, help=one_line(q.question)) for q in found if q.id.startswith(incomplete)]
    except Exception:  # noqa: BLE001  whatever is wrong is told by the command itself
        return []
    return items[:_MOST]

"""A folder of notes, from its top down -> which of its files and folders a rule by path leaves out.

Rules are those of the settings, `.dayciteignore` files (each for its own folder and what is below), `daycite forget`,
and the template folders of Obsidian's vaults. What lies in a folder that is left out is left out with it.
"""

import codecs
import os
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from index.errors import NotesError
from index.exclusion.patterns import Patterns, own_patterns, same_form
from index.exclusion.regular_file import regular_bytes
from index.exclusion.rules import BY_FORGET, BY_INCLUDE, BY_TEMPLATE_FOLDER, ExclusionRules, path_digest
from index.exclusion.template_folders import template_paths, vault_above

IGNORE_FILE = ".dayciteignore"
_LARGEST = 5_000_000


@dataclass(frozen=True, slots=True)
class FolderRules:
    """What holds for the files of one folder."""

    rules: ExclusionRules
    home: str
    """The folder of notes that its path counts from, as it really lies on the disk."""
    path: str
    """"" for that folder itself, else ending in "/"."""
    settings: tuple[Patterns, ...] = ()
    include: Patterns | None = None
    ignores: tuple[tuple[str, Patterns], ...] = ()
    """(the path of the folder, its patterns) of each `.dayciteignore` from the top down."""
    templates: frozenset[str] = frozenset()
    rule: str = ""
    """The rule that leaves out the folder itself."""
    joined: str = field(default="", compare=False)
    """The name by which this folder's notes are told among those of several folders."""
    links: tuple[tuple[str, str], ...] = ()
    """(its path, ending in "/"; where it leads) of each link to a folder that was gone through, the last one first."""

    @property
    def real_home(self) -> str:
        """The folder that what is here really lies in, and may not lead out of."""
        return self.links[0][1] if self.links else self.home

    def _real(self, path: str) -> str:
        link, target = self.links[0] if self.links else ("", self.home)
        return os.path.join(target, path.removeprefix(link))

    def why(self, name: str, is_folder: bool) -> str:
        """The rule that leaves out the file or folder `name`; "" where none does."""
        path = self.path + name
        if self.rule:
            return self.rule
        if self.rules.forgotten and path_digest(self._real(path)) in self.rules.forgotten:
            return BY_FORGET
        for patterns in self.settings:
            for tried in (path, f"{self.joined}{path}") if self.joined else (path,):
                if patterns.match(tried, is_folder):
                    return patterns.rule(tried, is_folder)
        if ignored := self._ignored(path, is_folder):
            return ignored
        if self.templates and _is_template(same_form(path), self.templates, is_folder):
            return BY_TEMPLATE_FOLDER
        return BY_INCLUDE if self.include and not is_folder and not self._is_included(path) else ""

    def _ignored(self, path: str, is_folder: bool) -> str:
        rule = ""
        for base, patterns in self.ignores:
            below = path[len(base) :]
            match patterns.match(below, is_folder):
                case True:
                    rule = patterns.rule(below, is_folder)
                case False:
                    rule = ""
        return rule

    def _is_included(self, path: str) -> bool:
        assert self.include is not None
        return bool(self.include.match(path) or self.joined and self.include.match(f"{self.joined}{path}"))

    def below(self, name: str, rule: str) -> "FolderRules":
        """What holds for the folder `name`; `rule` is what `why` says of it."""
        return replace(self, path=f"{self.path}{name}/", rule=rule)

    def linked(self, name: str, rule: str, target: str) -> "FolderRules":
        """What holds for the folder `target` that the link `name` leads to: all that holds here, too."""
        path = f"{self.path}{name}/"
        above = frozenset(f"{path}{each}" for each in _templates_above(Path(target)))
        rule = rule or _forgotten_above(target, self.rules)
        return replace(
            self, path=path, rule=rule, links=((path, target), *self.links), templates=self.templates | above
        )

    def entered(self, folder: str, names: Collection[str]) -> "FolderRules":
        """With what the folder itself says, once it is listed: `names` are its hidden files and folders.

        Raises NotesError for a `.dayciteignore` that cannot be read: what it would hide must not be read instead.
        """
        entered = self
        if not self.rule and IGNORE_FILE in names:
            lines = _lines(os.path.join(folder, IGNORE_FILE), f"{self.path}{IGNORE_FILE}")
            patterns = Patterns(lines, f"{self.path}{IGNORE_FILE}")
            entered = replace(entered, ignores=(*self.ignores, (self.path, patterns)))
        if not self.rule and ".obsidian" in names:
            own = frozenset(f"{self.path}{path}" for path in template_paths(Path(folder)))
            entered = replace(entered, templates=self.templates | own)
        return entered


def rules_at(home: str, rules: ExclusionRules, joined: str = "") -> FolderRules:
    """What holds at the top of a folder of notes. Raises NotesError for a pattern that cannot be read."""
    real = os.path.realpath(home)
    excluded = own_patterns(rules.exclude, real)
    included = own_patterns(rules.include, real)
    settings = (Patterns(excluded, "exclude"),) if excluded else ()
    include = Patterns(included, "include") if included else None
    templates = _templates_above(Path(real))
    return FolderRules(rules, real, "", settings, include, (), templates, _forgotten_above(real, rules), joined)


def rule_at(
    home: str, rules: ExclusionRules, path: str, joined: str = "", followed: Mapping[str, str] | None = None
) -> str:
    """The rule that leaves out the file at `path`, relative to `home`; "" where none does. Raises NotesError.

    `followed` are links to folders on the way, by their path in `home` with `joined` before it, and where they lead.
    """
    links = followed or {}
    here, folder = rules_at(home, rules, joined), home
    *folders, name = path.split("/")
    for part in (*folders, ""):
        here = here.entered(folder, {each for each in (IGNORE_FILE, ".obsidian") if _is_there(folder, each)})
        if part:
            rule, target = here.why(part, True), links.get(f"{joined}{here.path}{part}")
            here = here.linked(part, rule, target) if target else here.below(part, rule)
            folder = os.path.join(folder, part)
    return here.why(name, False)


def _is_there(folder: str, name: str) -> bool:
    return os.path.lexists(os.path.join(folder, name))


def _forgotten_above(real: str, rules: ExclusionRules) -> str:
    """Whether the whole folder was forgotten, or one that it lies in."""
    above = (real, *map(str, Path(real).parents)) if rules.forgotten else ()
    return BY_FORGET if any(path_digest(folder) in rules.forgotten for folder in above) else ""


def _templates_above(root: Path) -> frozenset[str]:
    vault = vault_above(root)
    if vault is None:
        return frozenset()
    inside = same_form(root.relative_to(vault).as_posix()) + "/"
    return frozenset(path.removeprefix(inside) for path in template_paths(vault) if path.startswith(inside))


def _is_template(path: str, templates: frozenset[str], is_folder: bool) -> bool:
    return path in templates or not is_folder and os.path.splitext(path)[0] in templates


def _lines(file: str, shown: str) -> list[str]:
    try:
        if not os.path.isfile(file):
            raise NotesError(f"{shown} is not a file, so it is not known what to leave out", "Rename it, or remove it")
        data = regular_bytes(file, _LARGEST)
    except OSError as error:
        message = f"{shown} cannot be read ({error.strerror}), so it is not known what to leave out"
        raise NotesError(message, "Check its permissions") from error
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))  # as PowerShell writes
    text = data.decode("utf-16", "replace") if wide else data.decode("utf-8-sig", "surrogateescape")
    return re.split(r"\r\n|\r|\n", text)

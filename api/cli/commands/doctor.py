"""`daycite doctor`: the settings in force, and whether each part works."""

from pathlib import Path

import click

from api.cli.options import json_option, notes_option
from api.cli.terminal import announce, collection_of, print_result, settings_of


@click.command(epilog="\b\nExamples:\n  daycite doctor --notes ~/journal\n  daycite doctor --json")
@click.option("--repair", is_flag=True, help="First repair what is damaged. Your notes are not changed.")
@notes_option
@json_option
def doctor_command(notes: Path | None, repair: bool, as_json: bool) -> int:
    """Show the settings and check each part.

    The exit code is 1 if a part does not work.
    """
    from api.actions.doctor import Checked, Setting, findings, settings_in_force
    from api.cli.text.printing import findings_text

    settings = settings_of(notes)
    if repair:
        from api.parts.repair import repair as mended

        for line in mended(collection_of(notes, settings)):
            announce(line)
    given = frozenset({"notes"} if notes else ())
    found = list(findings(settings, settings.notes))
    in_force = list(settings_in_force(settings, given))
    checked = Checked([Setting(*setting) for setting in in_force], found)

    def text(result: Checked) -> str:
        return findings_text(in_force, [(check.ok, check.part, check.detail) for check in result.checks])

    print_result(checked, Checked, text, as_json)
    return 0 if all(finding.ok for finding in found) else 1

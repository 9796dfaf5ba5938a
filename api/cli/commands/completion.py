"""`daycite completion`: what lets the Tab key complete."""

import click

from api.cli.terminal import say


@click.command(
    epilog="""\b
Examples:
  daycite completion bash > ~/.local/share/bash-completion/completions/daycite
  daycite completion zsh > ~/.zfunc/_daycite
  daycite completion fish > ~/.config/fish/completions/daycite.fish"""
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion_command(context: click.Context, shell: str) -> None:
    """Print a script that completes commands with the Tab key."""
    from click.shell_completion import get_completion_class

    completion = get_completion_class(shell)
    assert completion is not None
    say(completion(context.find_root().command, {}, "daycite", "_DAYCITE_COMPLETE").source())

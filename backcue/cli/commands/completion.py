"""`backcue completion`: what a shell needs to complete commands, presets and settings."""

import click
from click.shell_completion import ShellComplete, get_completion_class

from backcue.cli.group import backcue
from backcue.cli.printing import say, tell

PLACES = {
    "bash": "~/.local/share/bash-completion/completions/backcue",
    "zsh": "~/.zfunc/_backcue",
    "fish": "~/.config/fish/completions/backcue.fish",
}
"""Where each shell looks for it: the second only if it is told to."""
_ZSH = "and in ~/.zshrc, before compinit: fpath+=~/.zfunc"


@click.command()
@click.argument("shell", type=click.Choice(list(PLACES)))
def completion(*, shell: str) -> None:
    """Write what your shell needs to complete commands.

    It completes options, presets and settings too. Where it belongs is said on standard error.
    """
    known = get_completion_class(shell)
    if known is None:
        raise click.ClickException(f"this version of click knows no completion for {shell}")
    # Not its own `source`, which starts a bash to ask for its version.
    say(ShellComplete.source(known(backcue, {}, "backcue", "_BACKCUE_COMPLETE")).strip())
    place = PLACES[shell]
    tell(f"to keep it: mkdir -p {place.rpartition('/')[0]} && backcue completion {shell} > {place}")
    if shell == "zsh":
        tell(_ZSH)

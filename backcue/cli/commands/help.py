"""`backcue help`: the same as `--help`, for those who look for a command."""

import click

from backcue.cli.group import backcue
from backcue.cli.printing import say


@click.command("help")
@click.argument("command", nargs=-1)
def help_(*, command: tuple[str, ...]) -> None:
    """Say what backcue does, or what a command does."""
    here: click.Command | None = backcue
    context = click.Context(backcue, info_name="backcue", **backcue.context_settings)
    for word in command:
        if not isinstance(here, click.Group):
            raise click.UsageError(f"No such command {word!r}.", context)
        name, here, _ = here.resolve_command(context, [word])
        if here is not None:
            context = click.Context(here, context, name)
    say(context.get_help())

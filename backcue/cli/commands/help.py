"""`backcue help`: the same as `--help`, for those who look for a command."""

import click

from backcue.cli.group import backcue


@click.command("help")
@click.argument("command", nargs=-1)
def help_(*, command: tuple[str, ...]) -> None:
    """Say what backcue does, or what a command does."""
    backcue.main([*command, "--help"], prog_name="backcue", standalone_mode=False)

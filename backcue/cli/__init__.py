"""The commands: the only place where everything is put together."""

import os
import sys
import traceback

import click

from backcue import __version__
from backcue.cli.check import check
from backcue.cli.list import list_presets
from backcue.cli.render import render
from backcue.cli.run import run
from backcue.cli.show import show
from backcue.cli.sounds import sounds
from backcue.system import atomic, paths

INTERRUPTED = 130
"""Exit status after ctrl+c, as shells have it."""


@click.group(
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Without a command: the menu. Words for workouts: 5 forward, hold 2s, 4 backward.",
)
@click.version_option(__version__, "--version", "-V", message="backcue %(version)s")
@click.pass_context
def backcue(context: click.Context) -> None:
    """Lead you through walking and running backward, by ear first."""
    if context.invoked_subcommand is None:
        from backcue.cli.run import menu  # noqa: PLC0415 - Textual is heavy

        menu()


for command in (run, show, render, list_presets, check, sounds):
    backcue.add_command(command)


def _written_down() -> str:
    """Write the traceback of what failed into a file; say where it is."""
    file = paths.data_dir() / "last-error.txt"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        atomic.write_text(file, traceback.format_exc())
    except OSError:
        return traceback.format_exc()
    return f"What happened is written in {file}; please report it."


def main() -> None:
    """Run the command that was typed; a person never sees a traceback of theirs."""
    try:
        status = backcue.main(prog_name="backcue", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        status = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        status = INTERRUPTED
    except BrokenPipeError:
        # The reader went away, as `head` does; nothing more can be said to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        status = 1
    except Exception as error:  # noqa: BLE001 - the traceback goes where it can be looked up
        click.echo(f"backcue failed: {type(error).__name__}: {error}\n{_written_down()}", err=True)
        status = 1
    sys.exit(status if isinstance(status, int) else 0)

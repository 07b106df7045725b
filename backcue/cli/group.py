"""The command `backcue`: its own options, and its commands, each imported when it is called."""

import re
import sys
from importlib import import_module
from io import StringIO
from pathlib import Path

import click

from backcue import __version__
from backcue.cli import INTERRUPTED
from backcue.cli.errors import OutputLost, WrongInput
from backcue.cli.printing import tell

COMMANDS = {
    "check": ("check:check", "Read preset files and report every error in them."),
    "completion": ("completion:completion", "Write what your shell needs to complete commands."),
    "convert": ("convert:convert", "Write WORKOUT for a watch or another program."),
    "doctor": ("doctor.command:doctor", "Say what works here, and what to do."),
    "export": ("export:export", "Write sessions for other programs."),
    "help": ("help:help_", "Say what backcue does, or what a command does."),
    "history": ("history:history", "List the sessions that are kept, newest first."),
    "import": ("import_:import_", "Take the sessions of a JSON export into the history."),
    "list": ("list:list_presets", "Show the presets, built-in and own."),
    "plan": ("plan:plan", "Say what to do today, why, and the way so far."),
    "render": ("render:render", "Write all that is heard in WORKOUT to an audio file."),
    "run": ("run:run", "Walk WORKOUT straight away."),
    "settings": ("settings:settings", "Show the settings, or set one."),
    "show": ("show:show", "Show what WORKOUT consists of, phase by phase."),
    "sounds": ("sounds:sounds", "List, play and make what is heard."),
}
"""Where in `commands/` each is, and what it does in a line."""


class LazyGroup(click.Group):
    """A group whose commands are outlines for lists; the one that is called is imported."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Returns the command that was named, and what follows its name."""
        name, outline, rest = super().resolve_command(ctx, args)
        if name is None or outline is None:
            return name, outline, rest
        module, attribute = COMMANDS[name][0].split(":")
        return name, getattr(import_module(f"backcue.cli.commands.{module}"), attribute), rest


def _begin_log(_: click.Context, __: click.Parameter, file: Path | None) -> None:
    if file is None:
        return
    from backcue.system import log  # noqa: PLC0415 - logging is slow

    try:
        log.begin(file)
    except OSError as error:
        raise click.BadParameter(f"{file} cannot be written: {error.strerror or error}") from error


log_option = click.option(
    "--log",
    type=click.Path(path_type=Path),
    metavar="FILE",
    callback=_begin_log,
    expose_value=False,
    is_eager=True,
    help="Write down what happens, line by line.",
)
"""`--log FILE`."""


@click.group(
    cls=LazyGroup,
    commands=[click.Command(name, help=line) for name, (_, line) in COMMANDS.items()],
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Without a command: the menu. Words for workouts: 5 forward, hold 2s, 4 backward. "
    "With a screen reader: backcue run WORKOUT --plain.",
)
@click.version_option(__version__, "--version", "-V", message="backcue %(version)s")
@log_option
@click.pass_context
def backcue(context: click.Context) -> int | None:
    """Lead you through walking and running backward, by ear first."""
    if context.invoked_subcommand is not None:
        return None
    from backcue.cli.menu import menu  # noqa: PLC0415 - Textual is heavy

    return menu()


def _tell_amount_with_sign(error: click.ClickException) -> None:
    """Raise what is wrong with words such as `-5 forward`, which look like an option."""
    if not isinstance(error, click.NoSuchOption) or error.ctx is None:
        return
    takes_words = any(each.name == "workout" for each in error.ctx.command.params)
    if not takes_words or not re.match(r"-\d", error.option_name):
        return
    from backcue.cli.lookup import words_wrong  # noqa: PLC0415 - only where they are
    from backcue.workout.notation import NotationError, parse  # noqa: PLC0415

    # Of an option that it does not know click tells the first letter.
    words = next((each for each in sys.argv if each.startswith(error.option_name)), "-")
    try:
        parse(words)
    except NotationError as wrong:
        raise WrongInput(words_wrong(wrong)) from error


def run_command() -> int:
    """Run the command that was typed; returns the exit status."""
    try:
        status = backcue.main(prog_name="backcue", standalone_mode=False)
    except click.ClickException as error:
        _tell_amount_with_sign(error)
        # It may repeat what was typed.
        words = StringIO()
        error.show(words)
        tell(words.getvalue().rstrip("\n"))
        return error.exit_code
    except OutputLost:
        raise
    except OSError as error:
        if error.filename is None:
            # Click's own pages are not written by `say`.
            raise OutputLost(error) from error
        raise
    except click.Abort:
        return INTERRUPTED
    return status if isinstance(status, int) else 0

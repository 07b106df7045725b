"""`backcue run`: a session on the screen or line by line."""

import asyncio
import sys
from functools import partial

import click

from backcue.app_context import AppContext
from backcue.cli import FAILED
from backcue.cli.errors import WrongInput, told_as
from backcue.cli.lookup import to_be_led
from backcue.cli.menu import WITHOUT_A_SCREEN, need_a_screen, on_screen
from backcue.cli.options import Whole, screen_options, shared, workout_argument
from backcue.cli.printing import say, some, tell
from backcue.cli.second_screen import ScreenChoices
from backcue.cli.wiring import app_context
from backcue.display.safety import SHORT
from backcue.display.second_screen import SecondScreen, SecondScreenError
from backcue.display.wording import INTERRUPTED
from backcue.session_setup import USUAL_SURFACE, RunOptions
from backcue.sound.outputs.choose import OUTPUTS, OutputError
from backcue.system.terminal import is_terminal
from backcue.workout.course import Course
from backcue.workout.model import Surface
from backcue.workout.preset import Preset
from backcue.workout.suitability import SURFACE_NAMES

_PROBLEMS = 5
"""As many faults of one's own sounds are told before a session; `sounds list` tells all."""
_UNASKED = (
    f"Taken to be on {SURFACE_NAMES[USUAL_SURFACE]}. Say where you walk with --surface, or for all "
    "runs with surface under [session] in the settings: "
    f"{', '.join(Surface)}."
)
"""What is said where nobody has said yet where they walk."""
_NO_KEYS = (
    "a phase of this workout waits for a key, and none can come: standard input is no terminal. "
    'Give it a time in the words, such as "turn 30s", or all turns on a belt with backcue settings '
    "session.turn 30; or press keys on a second screen with --screen remote, or in a terminal"
)
"""What is said where a phase has no end of its own, and nobody can end it."""


@click.command()
@workout_argument
@shared
@click.option("--output", type=click.Choice(OUTPUTS), help="Through what it is heard.")
@click.option("--volume", type=Whole(0, 100), help="Loudness in percent.")
@click.option(
    "--plain",
    is_flag=True,
    help="No screen: one line per event, for screen readers, pipes and logs.",
)
@click.option("--json", "as_json", is_flag=True, help="No screen: one JSON object per event.")
@screen_options
def run(
    workout: str,
    *,
    choices: RunOptions,
    output: str | None,
    volume: int | None,
    plain: bool,
    as_json: bool,
    second: ScreenChoices,
) -> int:
    """Walk WORKOUT straight away.

    WORKOUT is a preset's id, a preset file, or words: "5 forward, hold 2s, 4 backward". Without a
    terminal, or with a screen reader, give --plain.
    """
    if plain and as_json:
        raise click.UsageError("--plain and --json are two ways to write; give one of them")
    if not (plain or as_json):
        need_a_screen("a workout", WITHOUT_A_SCREEN)
    with app_context(choices, output=output, volume=volume) as context:
        preset = to_be_led(workout, context).course.preset
        with told_as(WrongInput, OutputError):
            context.player()
        screen = _opened(second.screen(context)) if second.mode else None
        try:
            if plain or as_json:
                return _line_by_line(context, preset, screen, as_json=as_json)
            return on_screen(context, preset, screen)
        finally:
            if screen is not None:
                screen.close()


def _line_by_line(
    context: AppContext, preset: Preset, screen: SecondScreen | None, *, as_json: bool
) -> int:
    from backcue.console import lines  # noqa: PLC0415
    from backcue.console.runner import Runner  # noqa: PLC0415

    _say_first(context, preset)

    async def walk() -> int:
        coach = context.coach(preset)
        runner = Runner(
            coach,
            context.keymap,
            context.clock,
            line=partial(lines.json_line if as_json else lines.plain_line, coach.course),
            write=say,
            notice=tell,
            heard=context.player().name != "none",
            screen=screen,
            screen_line=lines.screen_line if as_json else None,
            warnings=[
                *context.keymap.problems,
                *some(context.bank.problems, _PROBLEMS),
                *_unended(coach.course, screen),
            ],
            warning_line=lines.warning_line if as_json else None,
        )
        kept = await runner.run()
        for words in filter(None, (kept.failed, kept.problem)):
            tell(words)
        return runner.status or (FAILED if kept.went_wrong else 0)

    context.faults.listener = tell
    return asyncio.run(walk())


def _opened(screen: SecondScreen) -> SecondScreen:
    """Serve it, and say where."""
    with told_as(WrongInput, SecondScreenError):
        url = screen.open()
    may = "may press keys" if screen.remote else "shows only"
    tell(f"second screen ({may}): {url}")
    return screen


def _unended(course: Course, screen: SecondScreen | None) -> tuple[str, ...]:
    """Returns what is to be said where a phase waits for a key, and none can come.

    It is not refused: a signal may end the session as it should end.
    """
    has_keys = is_terminal("stdin") or (screen is not None and screen.remote)
    return () if has_keys or not course.totals().is_open else (_NO_KEYS,)


def _say_first(context: AppContext, preset: Preset) -> None:
    """Say on standard error what a screen would ask about; nobody may be there to answer.

    The words on safety count as read where standard error is a terminal: they come once then.
    """
    said = [
        _UNASKED if context.is_surface_unasked else None,
        context.setup(preset).caution,
        INTERRUPTED if context.is_any_interrupted else None,
    ]
    if context.is_safety_unread:
        said = [SHORT, context.accept_safety() if sys.stderr.isatty() else None, *said]
    for words in filter(None, said):
        tell(words)

"""`backcue run`: a session on the screen or line by line."""

import asyncio
import sys

import click

from backcue.cli.errors import WrongInput
from backcue.cli.lookup import find_workout, load_settings
from backcue.cli.menu import on_screen
from backcue.cli.options import Whole, shared, workout_argument
from backcue.cli.wiring import Gear
from backcue.display.safety import SHORT
from backcue.keys.keymap import keymap
from backcue.session_setup import RunOptions
from backcue.sound.outputs.choose import OUTPUTS, OutputError
from backcue.workout.preset import Preset


@click.command()
@workout_argument
@shared
@click.option("--output", type=click.Choice(OUTPUTS), help="Through what it is heard.")
@click.option("--volume", type=Whole(0, 100), help="Loudness in percent.")
@click.option("--plain", is_flag=True, help="No screen: one line per event.")
@click.option("--json", "as_json", is_flag=True, help="No screen: one JSON object per event.")
def run(
    workout: str,
    *,
    choices: RunOptions,
    output: str | None,
    volume: int | None,
    plain: bool,
    as_json: bool,
) -> int:
    """Walk WORKOUT straight away.

    WORKOUT is a preset's id, a preset file, or words: "5 forward, hold 2s, 4 backward".
    """
    if plain and as_json:
        raise click.UsageError("--plain and --json are two ways to write; give one of them")
    settings = load_settings()
    preset = find_workout(workout)
    with Gear(settings, choices, output=output, volume=volume) as gear:
        try:
            gear.player()
        except OutputError as error:
            raise WrongInput(str(error)) from error
        if plain or as_json:
            return _line_by_line(gear, preset, as_json=as_json)
        return on_screen(gear, start=preset)


def _line_by_line(gear: Gear, preset: Preset, *, as_json: bool) -> int:
    from backcue.console.lines import json_line, plain_line  # noqa: PLC0415
    from backcue.console.runner import Runner  # noqa: PLC0415

    _say_first(gear, preset)
    own = gear.settings

    async def walk() -> int:
        coach = gear.coach(preset)
        runner = Runner(
            coach,
            gear.clock,
            keymap(own.keys, bottom_row=own.session.bottom_row_pauses),
            line=json_line(coach.course) if as_json else plain_line,
            write=click.echo,
            notice=lambda words: click.echo(words, err=True),
            heard=gear.player().name != "none",
        )
        kept = await runner.run()
        if kept.problem:
            click.echo(kept.problem, err=True)
        return runner.status

    return asyncio.run(walk())


def _say_first(gear: Gear, preset: Preset) -> None:
    """Say on standard error what a screen would ask about; nobody may be there to answer.

    The words on safety count as read where standard error is a terminal: they come once then.
    """
    if gear.unread_safety:
        click.echo(SHORT, err=True)
        problem = gear.accept_safety() if sys.stderr.isatty() else None
        if problem:
            click.echo(problem, err=True)
    caution = gear.caution(preset)
    if caution:
        click.echo(caution, err=True)

"""`backcue convert`: a workout for a watch or another program, and from one."""

from datetime import datetime
from pathlib import Path

import click

from backcue.app_context import AppContext
from backcue.cli.errors import WrongInput, told_as
from backcue.cli.file_output import new_file
from backcue.cli.lookup import FOREIGN, find_workout
from backcue.cli.options import shared, workout_argument
from backcue.cli.printing import say, tell
from backcue.cli.wiring import app_context
from backcue.exchange.errors import ExchangeError
from backcue.exchange.losses import Losses, Lost
from backcue.session_setup import RunOptions
from backcue.workout.course import Course
from backcue.workout.notation import format_workout
from backcue.workout.preset import PaceChange, Preset

_FORMS = {"fit": ".fit", "zwo": ".zwo", "intervals": ".txt", "words": ".words"}
"""Each form, and how the name of its file usually ends."""


@click.command()
@workout_argument
@click.option(
    "--to",
    "form",
    type=click.Choice([*_FORMS]),
    help="Into which form; needed unless the name of the file says it.",
)
@click.option(
    "-o", "path", type=click.Path(path_type=Path), help="The file; without it standard output."
)
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
@shared
def convert(
    workout: str, *, form: str | None, path: Path | None, force: bool, choices: RunOptions
) -> None:
    """Write WORKOUT for a watch or another program.

    fit is for watches, zwo for Zwift, intervals the text of intervals.icu, words one line to
    share. WORKOUT may be a .zwo file too, or a .txt file with a workout of intervals.icu. What a
    form cannot say is listed on standard error.
    """
    form = form or next((each for each, end in _FORMS.items() if path and path.suffix == end), None)
    if form is None:
        raise click.UsageError(f"--to says into which form: {', '.join(_FORMS)}")
    if form == "fit" and path is None:
        raise click.UsageError("a FIT file is nothing to read: name it with -o FILE")
    losses = Losses()
    with app_context(choices) as context:
        preset = _found(workout, context, losses)
        course = context.setup(preset).course
    if form == "words":
        losses.add(Lost.PACE, {preset.pace, choices.pace} != {PaceChange()})
        losses.add(Lost.FOOT, choices.foot)
    if form == "fit":
        from backcue.exchange.fit_file import check_installed  # noqa: PLC0415 - an extra

        with told_as(click.ClickException, ExchangeError):
            check_installed()
    with told_as(WrongInput, ExchangeError):
        content = _written(form, course, losses)
    if path is None:
        say(content.decode().rstrip("\n"))
    else:
        with new_file(path, force=force) as draft:
            draft.write_bytes(content)
        say(str(path))
    for line in losses.lines():
        tell(f"not carried over: {line}")


def _found(workout: str, context: AppContext, losses: Losses) -> Preset:
    """Returns a preset, or what another program's file makes; WrongInput where it is none."""
    path = Path(workout) if workout.lower().endswith(FOREIGN) else None
    if path is None:
        return find_workout(workout, context.library)
    from backcue.exchange.intervals import read_intervals  # noqa: PLC0415 - one of them
    from backcue.exchange.zwo import read_zwo  # noqa: PLC0415

    def wrong(why: str) -> WrongInput:
        return WrongInput(f"{path}: {why}")

    with told_as(wrong, ExchangeError):
        read = read_zwo if path.suffix.lower() == ".zwo" else read_intervals
        name, made = read(path, losses)
    return Preset("", name, made)


def _written(form: str, course: Course, losses: Losses) -> bytes:
    workout, conditions, name = course.workout, course.conditions, course.preset.name
    if form == "fit":
        from backcue.exchange.workout_fit import workout_fit  # noqa: PLC0415 - an extra

        return workout_fit(name, workout, conditions, datetime.now().astimezone(), losses)
    if form == "zwo":
        from backcue.exchange.zwo import write_zwo  # noqa: PLC0415

        return write_zwo(name, workout, conditions, losses).encode()
    if form == "intervals":
        from backcue.exchange.intervals import write_intervals  # noqa: PLC0415

        return write_intervals(workout, conditions, losses).encode()
    return f"{format_workout(workout)}\n".encode()

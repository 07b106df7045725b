"""`backcue show`: what a workout consists of."""

import json
from collections.abc import Iterable, Iterator

import click

from backcue.cli.lookup import find_setup, load_settings
from backcue.cli.options import shared, workout_argument
from backcue.cli.wiring import bank_for
from backcue.display.json_forms import (
    course_values,
    distances,
    hint_values,
    number,
    phase_words,
    rounded,
    shown_phases,
)
from backcue.display.times import clock_time
from backcue.session_setup import RunOptions, SessionSetup
from backcue.settings.file import Settings
from backcue.sound.score.cue import Cue
from backcue.workout.course import Course
from backcue.workout.hints import Hint, hints
from backcue.workout.phases import Phase


@click.command()
@workout_argument
@shared
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
@click.option("--cues", is_flag=True, help="Also what is heard when.")
def show(workout: str, *, choices: RunOptions, as_json: bool, cues: bool) -> None:
    """Show what WORKOUT consists of, phase by phase.

    WORKOUT is a preset's id, a preset file, or words: "5 forward, hold 2s, 4 backward".
    """
    settings = load_settings()
    setup = find_setup(workout, settings, choices)
    course = setup.course
    phases, whole = shown_phases(course)
    heard = list(_cues(setup, phases, settings)) if cues else []
    remarks = hints(course, bank_for(settings).seconds if setup.audio.voice else None)
    if as_json:
        values = course_values(course, phases, whole=whole)
        if remarks:
            values["hints"] = [hint_values(hint) for hint in remarks]
        if cues:
            values["cues"] = [_cue_values(cue) for cue in heard]
        click.echo(json.dumps(values, ensure_ascii=False))
        return
    _print_head(course, remarks)
    for phase in phases:
        start = "  open" if phase.start is None else clock_time(phase.start).rjust(6)
        round_of = f"  ({phase.repetition} of {phase.repetitions or 'any'})" if phase.round else ""
        click.echo(f"{start}  {phase_words(phase)}{round_of}")
        for cue in heard:
            if cue.phase == phase.index:
                click.echo(f"        {cue.at:9.3f}  {cue.sound}{_lasting(cue)}")
    if not whole:
        click.echo("     …  and so on")


def _print_head(course: Course, remarks: Iterable[Hint]) -> None:
    preset, totals, values = course.preset, course.totals(), course_values(course, (), whole=True)
    click.echo(click.style(preset.name, bold=True))
    if preset.summary:
        click.echo(preset.summary)
    if values["sequence"] != preset.name:
        click.echo(f"  {values['sequence']}")
    length = "without end" if totals.endless else "until you end it"
    if totals.seconds is not None:
        length = clock_time(totals.seconds)
    way = [
        f"{'any number of' if steps is None else steps} {name}"
        for name, steps in (("forward", totals.forward), ("backward", totals.backward))
    ]
    click.echo(f"  {length}; steps: {', '.join(way)}; {course.surface}")
    for distance in distances(course):
        click.echo(f"  {distance}")
    for hint in remarks:
        click.echo(f"  hint: {hint.message}")
    click.echo()


def _cues(setup: SessionSetup, phases: Iterable[Phase], settings: Settings) -> Iterator[Cue]:
    """Returns what is heard, up to the phase that the person ends."""
    from backcue.sound.score.score import score  # noqa: PLC0415 - only where sounds are asked for
    from backcue.workout.timeline import timeline  # noqa: PLC0415

    shown = {phase.index: phase for phase in phases}
    placed = timeline(shown.values(), setup.course.first_foot)
    for cue in score(placed, bank_for(settings).seconds, setup.audio):
        phase = shown[cue.phase]
        if phase.is_open and phase.start is not None and cue.at > phase.start:
            return
        yield cue


def _cue_values(cue: Cue) -> dict[str, object]:
    values: dict[str, object] = {"at": rounded(cue.at), "sound": cue.sound, "phase": cue.phase}
    if cue.seconds is not None:
        values["seconds"] = rounded(cue.seconds)
    return values


def _lasting(cue: Cue) -> str:
    return "" if cue.seconds is None else f"  ({number(cue.seconds)} s)"

"""`backcue show`: what a workout consists of."""

from collections.abc import Iterable, Iterator

import click

from backcue.cli.lookup import to_be_led
from backcue.cli.options import shared, workout_argument
from backcue.cli.printing import say, say_json, tell_some
from backcue.cli.wiring import app_context
from backcue.display.json_forms import course_values, cue_values, hint_values, shown_phases
from backcue.display.wording import clock, distances, say_in_full, steps_words, time_words
from backcue.session_setup import RunOptions, SessionSetup
from backcue.sound.score.cue import Cue
from backcue.sound.score.speech_slots import Lengths
from backcue.sound.score.voice_hint import voice_hint
from backcue.workout.hints import Hint, hints
from backcue.workout.notation import format_workout
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
    with app_context(choices) as context:
        setup, lengths = to_be_led(workout, context), context.bank.seconds
        if cues:
            tell_some(context.bank.problems)
    course = setup.course
    phases, whole = shown_phases(course)
    heard = list(_cues(setup, phases, lengths)) if cues else []
    remarks = hints(course) + (voice_hint(course, lengths) if setup.audio.voice else ())
    if as_json:
        values = course_values(course, phases, whole=whole)
        if setup.caution:
            values["caution"] = setup.caution
        if remarks:
            values["hints"] = [hint_values(hint) for hint in remarks]
        if cues:
            values["cues"] = [cue_values(cue) for cue in heard]
        say_json(values)
        return
    _print_head(setup, remarks)
    sounds: dict[int, list[Cue]] = {}
    for cue in heard:
        sounds.setdefault(cue.phase, []).append(cue)
    for phase in phases:
        start = "open" if phase.start is None else clock(phase.start)
        round_of = f"  ({phase.repetition} of {phase.repetitions or 'any'})" if phase.round else ""
        say(f"{start:>6}  {say_in_full(phase)}{round_of}")
        for cue in sounds.get(phase.index, ()):
            lasting = "" if cue.seconds is None else f"  ({cue.seconds:.3g} s)"
            say(f"        {cue.at:9.3f}  {cue.sound}{lasting}")
    if not whole:
        say("     …  and so on")


def _print_head(setup: SessionSetup, remarks: Iterable[Hint]) -> None:
    course = setup.course
    preset, totals, sequence = course.preset, course.totals(), format_workout(course.workout)
    say(preset.name, bold=True)
    if preset.summary:
        say(preset.summary)
    if sequence != preset.name:
        say(f"  {sequence}")
    say(f"  {time_words(totals)}; steps: {steps_words(totals)}; {course.surface}")
    if setup.caution:
        say(f"  {setup.caution}")
    for distance in distances(course):
        say(f"  {distance}")
    for hint in remarks:
        say(f"  hint: {hint.message}")
    say()


def _cues(setup: SessionSetup, phases: Iterable[Phase], lengths: Lengths) -> Iterator[Cue]:
    """Returns what is heard in these phases, up to the one that the person ends."""
    from backcue.sound.score.score import score  # noqa: PLC0415 - only where sounds are asked for
    from backcue.workout.timeline import timeline  # noqa: PLC0415

    shown = {phase.index: phase for phase in phases}
    course = setup.course
    # All of the course: of the shown ones alone the last would be its end.
    for cue in score(timeline(course.phases(), course.first_foot), lengths, setup.audio):
        phase = shown.get(cue.phase)
        if phase is None or (phase.is_open and phase.start is not None and cue.at > phase.start):
            return
        yield cue

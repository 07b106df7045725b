"""Phases and courses as plain values for JSON, and as one line of words."""

from collections.abc import Iterable, Iterator
from itertools import islice

from backcue.workout.amounts import steps_of
from backcue.workout.course import Course
from backcue.workout.hints import Hint
from backcue.workout.model import Direction, Distance, Gait, Item, Move, Repeat
from backcue.workout.notation import format_amount, format_workout
from backcue.workout.phases import Phase, PhaseKind

FIRST_PHASES = 1000
"""Phases that are shown of a workout without end, or of one with more than MOST_PHASES."""
MOST_PHASES = 20_000


def rounded(value: float | None) -> float | None:
    """Round seconds to the millisecond."""
    return None if value is None else round(value, 3)


def number(value: float) -> float | int:
    """Returns whole numbers without a decimal point."""
    return int(value) if value == int(value) else round(value, 3)


def phase_values(phase: Phase) -> dict[str, object]:
    """Returns a phase as `show --json` has it."""
    cadence = phase.cadence
    values: dict[str, object] = {
        "kind": phase.kind.value,
        "direction": phase.direction and phase.direction.value,
        "gait": phase.gait and phase.gait.value,
        "steps": phase.steps,
        "seconds": rounded(phase.seconds),
        "start": rounded(phase.start),
        "cadence": None if cadence is None else number(cadence.start),
        "foot": phase.foot and phase.foot.value,
        "incline": None if phase.incline is None else number(phase.incline),
        "repetition": phase.repetition,
    }
    if cadence is not None and cadence.end != cadence.start:
        values["cadence_end"] = number(cadence.end)
    return values


def shown_phases(course: Course) -> tuple[list[Phase], bool]:
    """Returns the phases to show, and whether they are all there are."""
    endless = course.totals().endless
    most = FIRST_PHASES if endless else MOST_PHASES
    phases = list(islice(course.phases(), most + 1))
    if len(phases) <= most:
        return phases, True
    return phases[:FIRST_PHASES], False


def course_values(course: Course, phases: Iterable[Phase], *, whole: bool) -> dict[str, object]:
    """Returns a course as `show --json` has it; `seconds` counts the lead-in too."""
    totals = course.totals()
    seconds = None if totals.seconds is None else totals.seconds + course.ready
    values: dict[str, object] = {
        "name": course.preset.name,
        "id": course.preset.id or None,
        "sequence": format_workout(course.workout),
        "surface": course.surface.value,
        "seconds": rounded(seconds),
        "steps": {"forward": totals.forward, "backward": totals.backward},
        "repetitions": totals.repetitions,
        "phases": [phase_values(phase) for phase in phases],
    }
    if totals.endless:
        values["endless"] = True
    elif not whole:
        values["more"] = True
    return values


def hint_values(hint: Hint) -> dict[str, object]:
    """Returns a hint as `show --json` has it; `phase` is an index into the phases."""
    values: dict[str, object] = {"id": hint.id, "message": hint.message}
    if hint.phase is not None:
        values["phase"] = hint.phase
    return values


def distances(course: Course) -> tuple[str, ...]:
    """Say how many steps each distance becomes: `300m forward run = 300 steps`."""
    pace = course.conditions.pace
    told: dict[str, None] = {}
    for move in _moves(course.workout.items):
        if isinstance(move.amount, Distance):
            steps = steps_of(move.amount, pace.step_length(move.direction, move.gait))
            run = " run" if move.gait is Gait.RUN else ""
            many = "1 step" if steps == 1 else f"{steps:,} steps"
            told[f"{format_amount(move.amount)} {move.direction}{run} = {many}"] = None
    return tuple(told)


def _moves(items: Iterable[Item]) -> Iterator[Move]:
    for item in items:
        if isinstance(item, Repeat):
            yield from _moves(item.items)
        elif isinstance(item, Move):
            yield item


def amount(phase: Phase) -> str:
    """Say how much of it: `5 steps`, `2 s`, `until a key`."""
    if phase.is_open:
        return "until a key"
    if phase.steps is not None and not phase.timed:
        return "1 step" if phase.steps == 1 else f"{phase.steps} steps"
    return f"{number(phase.seconds or 0.0)} s"


def phase_words(phase: Phase) -> str:
    """Say a phase in one line: `4 steps backward, left foot first`."""
    if phase.kind is PhaseKind.MOVE:
        way = "forward" if phase.direction is Direction.FORWARD else "backward"
        gait = " run" if phase.gait == "run" else ""
        incline = "" if phase.incline is None else f", incline {number(phase.incline)} %"
        foot = f", {phase.foot} foot first" if phase.foot else ""
        return f"{amount(phase)} {way}{gait}{foot}{incline}"
    if phase.kind is PhaseKind.HOLD:
        return f"hold {amount(phase)}" + (f" on the {phase.foot} leg" if phase.foot else "")
    name = {PhaseKind.READY: "get ready", PhaseKind.REST: "rest", PhaseKind.TURN: "turn round"}
    return f"{name[phase.kind]} {amount(phase)}"

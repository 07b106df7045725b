"""Presets, courses, phases and cues as plain values for JSON."""

from collections.abc import Iterable
from itertools import islice

from backcue.session_setup import SessionSetup
from backcue.settings.schema import Setting
from backcue.sound.score.cue import Cue
from backcue.workout.course import Course
from backcue.workout.hints import Hint
from backcue.workout.notation import format_workout
from backcue.workout.phases import Phase

FIRST_PHASES = 1000
"""Phases that are shown of a workout without end, or of one with more than MOST_PHASES."""
MOST_PHASES = 20_000


def rounded(value: float | None) -> float | None:
    """Round seconds to the millisecond."""
    return None if value is None else round(value, 3)


def number(value: float) -> float | int:
    """Returns whole numbers without a decimal point."""
    return int(value) if value == int(value) else round(value, 3)


def _known(**values: object) -> dict[str, object]:
    """Returns those of the values that are there."""
    return {name: value for name, value in values.items() if value is not None}


def phase_values(phase: Phase) -> dict[str, object]:
    """Returns a phase as `show --json` has it."""
    cadence = phase.cadence
    values: dict[str, object] = {
        "kind": phase.kind,
        "direction": phase.direction,
        "gait": phase.gait,
        "steps": phase.steps,
        "seconds": rounded(phase.seconds),
        "start": rounded(phase.start),
        "cadence": None if cadence is None else number(cadence.start),
        "foot": phase.foot,
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
    """Returns a course as `show --json` has it."""
    totals = course.totals()
    values: dict[str, object] = {
        **course_names(course),
        "surface": course.surface,
        **_seconds(course),
        "steps": {"forward": totals.forward, "backward": totals.backward},
        "repetitions": totals.repetitions,
        "phases": [phase_values(phase) for phase in phases],
    }
    if totals.endless:
        values["endless"] = True
    elif not whole:
        values["more"] = True
    return values


def course_names(course: Course) -> dict[str, object]:
    """Returns what a course is called, and its words."""
    preset, sequence = course.preset, format_workout(course.workout)
    return {"name": preset.name, "id": preset.id or None, "sequence": sequence}


def _seconds(course: Course) -> dict[str, object]:
    """Returns the seconds of the whole, and those of them that are not the lead-in's."""
    active = course.totals().seconds
    whole = None if active is None else active + course.ready
    return {"seconds": rounded(whole), "active_seconds": rounded(active)}


def hint_values(hint: Hint) -> dict[str, object]:
    """Returns a hint as `show --json` has it; `phase` is an index into the phases."""
    return {"id": hint.id, "message": hint.message, **_known(phase=hint.phase)}


def cue_values(cue: Cue) -> dict[str, object]:
    """Returns a cue as `show --json` has it; `seconds` where it lasts for a time of its own."""
    lasting = _known(seconds=rounded(cue.seconds))
    return {"at": rounded(cue.at), "sound": cue.sound, "phase": cue.phase, **lasting}


def preset_values(setup: SessionSetup) -> dict[str, object]:
    """Returns a preset as `list --json` has it, with the figures of its course.

    `surface` is where it would be led now.
    """
    course, preset = setup.course, setup.course.preset
    return {
        "id": preset.id,
        "name": preset.name,
        "summary": preset.summary,
        "sequence": format_workout(preset.workout),
        "surfaces": list(preset.surfaces),
        "surface": course.surface,
        **_known(caution=setup.caution, refusal=setup.refusal),
        "tags": list(preset.tags),
        **_seconds(course),
        "built_in": preset.built_in,
        "overrides": preset.overrides,
    }


def setting_values(setting: Setting, value: object) -> dict[str, object]:
    """Returns a setting as `settings --json` has it."""
    types = {bool: "boolean", int: "integer", float: "number", str: "text", tuple: "keys"}
    return {
        "key": setting.key,
        "value": value,
        "default": setting.default,
        "help": setting.help,
        "type": types[setting.kind],
        **_known(
            choices=setting.choices or None,
            minimum=setting.low,
            maximum=setting.high,
            unit=setting.unit or None,
        ),
    }

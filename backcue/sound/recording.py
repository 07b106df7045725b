"""A whole course as sound, without anybody walking it: what `render` puts into a file."""

from collections.abc import Callable
from itertools import islice
from typing import TYPE_CHECKING

from backcue.sound.score.audio_options import AudioOptions
from backcue.sound.score.score import finished, score
from backcue.workout.course import Course
from backcue.workout.model import MAX_SECONDS
from backcue.workout.phases import Phase, PhaseKind
from backcue.workout.timeline import timeline

if TYPE_CHECKING:
    from backcue.sound.render import Write
    from backcue.sound.samples.bank import Bank

LONGEST_RECORDING = 2 * MAX_SECONDS
"""Seconds. Nobody walks longer, and a slip of the finger fills no disk."""
_LOOKED_AT = 20_000
"""Phases among which the one that waits for a key is looked for, to name it."""


class RecordingError(ValueError):
    """A course that is no recording; the message says why, and what to do."""


def recorded_seconds(course: Course, bank: "Bank", audio: AudioOptions) -> float:
    """Returns the length of the recording: lead-in, workout, and the last sounds until they end.

    RecordingError: it has no length of its own, or one that makes no sense.
    """
    _refuse_open(course)
    seconds = course.totals().seconds
    if seconds is None:
        raise RecordingError("this workout has no end: say how long, with --for 10min or --reps 20")
    if seconds > LONGEST_RECORDING:
        raise RecordingError(
            f"this workout lasts {seconds / 3600:,.0f} h, and a file may last "
            f"{LONGEST_RECORDING / 3600:.0f} h: make it shorter, with --for 10min or --reps 20"
        )
    nobody = Phase(0, PhaseKind.READY, None, None)
    last = finished(0.0, nobody, bank.seconds, audio)
    ring_out = max((cue.at + (bank.seconds(cue.sound) or 0.0) for cue in last), default=0.0)
    return course.ready + seconds + ring_out


def record(
    course: Course,
    bank: "Bank",
    audio: AudioOptions,
    write: "Write",
    *,
    channels: int = 1,
    progress: Callable[[float], None] = lambda _: None,
) -> float:
    """Write all that is heard on a course into a file; returns the seconds written.

    `progress` hears the share done, 0 to 1. Raises RecordingError, and what `write` raises.
    """
    from backcue.sound.render import render  # noqa: PLC0415 - only where it is heard

    seconds = recorded_seconds(course, bank, audio)
    cues = score(timeline(course.phases(), course.first_foot), bank.seconds, audio)
    return render(cues, bank, seconds, write, channels=channels, progress=progress)


def _refuse_open(course: Course) -> None:
    if not course.totals().is_open:
        return
    phases = islice(course.phases(), _LOOKED_AT)
    phase = next((phase for phase in phases if phase.is_open), None)
    name, remedy = _waiting(phase)
    raise RecordingError(f"{name} waits for a key, and a file cannot wait: {remedy}")


def _waiting(phase: Phase | None) -> tuple[str, str]:
    """Name a phase that waits for a key, and say how to give it a length."""
    if phase is None:
        return "a phase of this workout", "give it a length in place of `until key`"
    if phase.kind is PhaseKind.TURN:
        return "`turn`", (
            "write `turn 30s`, set turn = 30 under [session] in the settings, "
            "or choose --surface floor"
        )
    if phase.direction is None:
        return "`rest until key`", "give it a length, such as `rest 1min`"
    what = f"{phase.direction} run" if phase.gait == "run" else str(phase.direction)
    return f"`{what} until key`", f"give it a length, such as `2min {what}`"

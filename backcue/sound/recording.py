"""A whole course as sound, without anybody walking it: what `render` puts into a file."""

from collections.abc import Callable
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from backcue.sound.score.audio_options import AudioOptions
from backcue.sound.score.score import finished, score
from backcue.workout.course import Course
from backcue.workout.model import MAX_SECONDS
from backcue.workout.phases import Phase, PhaseKind
from backcue.workout.timeline import timeline

if TYPE_CHECKING:
    from backcue.sound.mixer import Floats
    from backcue.sound.render import Sink

LONGEST = 2 * MAX_SECONDS
"""Seconds. Nobody walks longer, and a slip of the finger fills no disk."""
_LOOKED_AT = 20_000
"""Phases among which the one that waits for a key is looked for, to name it."""


class RecordingError(ValueError):
    """A course that is no recording; the message says why, and what to do."""


class Sounds(Protocol):
    """Where sounds and their lengths come from, as a bank."""

    def seconds(self, sound: str) -> float | None:
        """Returns the length of a sound, None where there is none."""
        ...

    def samples(self, sound: str) -> "Floats":
        """Returns a sound: 48 kHz, mono, -1 to 1."""
        ...


def recorded_seconds(course: Course, sounds: Sounds, audio: AudioOptions) -> float:
    """Returns the length of the recording: lead-in, workout, and the last sounds until they end.

    RecordingError: it has no length of its own, or one that makes no sense.
    """
    _refuse_open(course)
    seconds = course.totals().seconds
    if seconds is None:
        raise RecordingError("this workout has no end: say how long, with --for 10min or --reps 20")
    if seconds > LONGEST:
        raise RecordingError(
            f"this workout lasts {seconds / 3600:,.0f} h, and a file may last "
            f"{LONGEST / 3600:.0f} h: make it shorter, with --for 10min or --reps 20"
        )
    nobody = Phase(0, PhaseKind.READY, None, None)
    last = finished(0.0, nobody, sounds.seconds, audio)
    ring_out = max((cue.at + (sounds.seconds(cue.sound) or 0.0) for cue in last), default=0.0)
    return course.ready + seconds + ring_out


def record(
    course: Course,
    sounds: Sounds,
    audio: AudioOptions,
    sink: "Sink",
    *,
    progress: Callable[[float], None] = lambda _: None,
) -> float:
    """Write all that is heard on a course into the sink; give the seconds written.

    `progress` hears the share done, 0 to 1. Raises RecordingError, and what the sink raises.
    """
    # Imported here: 75 ms of numpy that no other command needs.
    from backcue.sound.render import render  # noqa: PLC0415

    seconds = recorded_seconds(course, sounds, audio)
    cues = score(timeline(course.phases(), course.first_foot), sounds.seconds, audio)
    return render(cues, sounds, seconds, sink, progress=progress)


def _refuse_open(course: Course) -> None:
    if not course.totals().is_open:
        return
    phases = islice(course.phases(), _LOOKED_AT)
    phase = next((phase for phase in phases if phase.is_open), None)
    if phase is None:
        raise RecordingError(
            "a phase of this workout waits for a key, and a file cannot wait: "
            "give it a length in place of `until key`"
        )
    name, remedy = _waiting(phase)
    raise RecordingError(f"`{name}` waits for a key, and a file cannot wait: {remedy}")


def _waiting(phase: Phase) -> tuple[str, str]:
    """Name a phase that waits for a key, and say how to give it a length."""
    if phase.kind is PhaseKind.TURN:
        return "turn", (
            "write `turn 30s`, set turn = 30 under [session] in the settings, "
            "or choose --surface floor"
        )
    what = "rest" if phase.direction is None else str(phase.direction)
    if phase.gait == "run":
        what += " run"
    example = f"{what} 1min" if phase.direction is None else f"2min {what}"
    return f"{what} until key", f"give it a length, such as `{example}`"

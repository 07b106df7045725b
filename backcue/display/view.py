"""What the workout screen shows at a moment: a pure function of what the session says."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil

from backcue.display.wording import clock, countdown, length, say, time_left
from backcue.session.snapshot import Snapshot, State
from backcue.workout.model import Direction, Foot, Gait
from backcue.workout.phases import Phase, PhaseKind

WORDS = ("FORWARD", "BACKWARD", "HOLD", "REST", "TURN", "GET READY", "PAUSED")
"""What the big word can be."""
_NEAR = 5.0
"""Seconds before the end of the lead-in from which the technique makes way."""
_MINUTE = 60.0


class Sign(StrEnum):
    """What a picture shows."""

    NONE = "none"
    FORWARD = "forward"
    FORWARD_RUN = "forward-run"
    BACKWARD = "backward"
    BACKWARD_RUN = "backward-run"
    LEFT_LEG = "left-leg"
    RIGHT_LEG = "right-leg"
    TURN = "turn"
    REST = "rest"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class View:
    """Everything on the screen that changes, as texts and figures."""

    tone: str
    """Which colours: forward, backward, hold, rest, turn, ready or paused."""
    word: str
    sign: Sign
    number: str
    room_for: str
    """The longest number of this phase; the figures are sized for it."""
    detail: str
    """The line under the number."""
    is_advice: bool
    """Whether that line is one of technique, which may be long."""
    is_large: bool
    """Whether that line is as important as the word: a warning, or the way to face."""
    is_warning: bool
    """Whether that line says what to make ready for."""
    next: str
    repetition: str
    elapsed: str
    left: str
    phase: float | None
    """Part of the phase that is over; None where it is open."""
    whole: float | None
    """Part of the workout that is over; None where it is open."""


def view(snapshot: Snapshot, technique: Sequence[str] = (), go_on: str = "space") -> View:
    """Returns what to show; `go_on` is the key that goes on."""
    phase = snapshot.phase
    paused = snapshot.state is State.PAUSED
    number, room_for = _number(snapshot)
    known = snapshot.elapsed + snapshot.remaining if snapshot.remaining is not None else None
    return View(
        tone=_tone(snapshot),
        word="PAUSED" if paused else _word(phase),
        sign=_sign(snapshot.coming if _is_getting_ready(snapshot) and snapshot.coming else phase),
        number=number,
        room_for=room_for,
        detail=_detail(snapshot, technique, go_on),
        is_advice=is_lead_in(snapshot) and snapshot.state is State.READY,
        is_large=bool(snapshot.warning or _facing(snapshot)),
        is_warning=bool(snapshot.warning),
        next=_next(snapshot, go_on),
        repetition=_repetition(phase),
        elapsed=clock(snapshot.elapsed),
        left=f"{time_left(snapshot.remaining)} left" if snapshot.remaining is not None else "",
        phase=snapshot.fraction,
        whole=snapshot.elapsed / known if known else None,
    )


def is_lead_in(snapshot: Snapshot) -> bool:
    """Whether the workout has not begun yet; later ones are for settling after a turn."""
    return _is_getting_ready(snapshot) and snapshot.phase.index == 0


def _is_getting_ready(snapshot: Snapshot) -> bool:
    return snapshot.phase.kind is PhaseKind.READY


def _tone(snapshot: Snapshot) -> str:
    if snapshot.state is State.PAUSED:
        return "paused"
    if snapshot.state is State.RESUMING:
        # The colour of a direction means: go. In the count-in one does not yet.
        return "ready"
    return str(snapshot.phase.direction or snapshot.phase.kind)


def _word(phase: Phase) -> str:
    if phase.direction is not None:
        return phase.direction.upper()
    return "GET READY" if phase.kind is PhaseKind.READY else phase.kind.upper()


def _sign(phase: Phase) -> Sign:
    if phase.direction is not None:
        run = "-run" if phase.gait is Gait.RUN else ""
        return Sign(f"{phase.direction}{run}")
    if phase.kind is PhaseKind.HOLD:
        return Sign.LEFT_LEG if phase.foot is Foot.LEFT else Sign.RIGHT_LEG
    return Sign.NONE if phase.kind is PhaseKind.READY else Sign(phase.kind)


def _number(snapshot: Snapshot) -> tuple[str, str]:
    """Returns the number that helps now, and the longest one to come.

    Counted moves: the step being made, which is what one counts along. Otherwise seconds left,
    or seconds gone where the person ends the phase. In a count-in: the beats left.
    """
    phase = snapshot.phase
    if snapshot.state is State.RESUMING and snapshot.lead_left > 0:
        beats = snapshot.lead_left * (snapshot.cadence or 60.0) / 60
        return str(max(1, ceil(beats - 1e-6))), "0"
    if phase.seconds is None:
        gone = clock(snapshot.phase_elapsed)
        return gone, gone
    if phase.kind is PhaseKind.MOVE and not phase.timed:
        return str(max(1, snapshot.step)), "0" * len(str(phase.steps))
    left = countdown(snapshot.phase_left or 0.0, phase.seconds)
    if phase.seconds >= _MINUTE:
        return left, length(phase.seconds)
    return left, "0" * len(str(ceil(phase.seconds)))


def _detail(snapshot: Snapshot, technique: Sequence[str], go_on: str) -> str:
    phase = snapshot.phase
    if snapshot.warning:
        return snapshot.warning
    if snapshot.state is State.PAUSED:
        return f"{snapshot.reason} · {go_on} to go on" if snapshot.reason else f"{go_on} to go on"
    if snapshot.state is State.RESUMING:
        return f"count-in · {say(phase)}"
    return _phase_detail(snapshot, technique, go_on)


def _phase_detail(snapshot: Snapshot, technique: Sequence[str], go_on: str) -> str:
    phase = snapshot.phase
    match phase.kind:
        case PhaseKind.MOVE:
            return _move_detail(snapshot, go_on)
        case PhaseKind.HOLD:
            leg = f"on the {phase.foot} leg · " if phase.foot else ""
            return f"{leg}{_unit(phase)} left"
        case PhaseKind.READY:
            settling = f"find your stride · {_unit(phase)} to go"
            return _advice(snapshot, technique) if is_lead_in(snapshot) else settling
        case PhaseKind.TURN:
            facing = _facing(snapshot)
            return f"face {facing}" if facing else _waits(phase, go_on)
        case PhaseKind.REST:
            return _waits(phase, go_on)


def _facing(snapshot: Snapshot) -> Direction | None:
    """Returns the way to turn to, while one turns."""
    turning = snapshot.phase.kind is PhaseKind.TURN and snapshot.state is State.RUNNING
    return snapshot.coming.direction if turning and snapshot.coming else None


def _waits(phase: Phase, go_on: str) -> str:
    return f"{go_on} to go on" if phase.is_open else f"{_unit(phase)} left"


def _unit(phase: Phase) -> str:
    return "seconds" if (phase.seconds or 0) < _MINUTE else "minutes"


def _move_detail(snapshot: Snapshot, go_on: str) -> str:
    phase = snapshot.phase
    run = "run" if phase.gait is Gait.RUN else ""
    step = f"step {max(1, snapshot.step):,}"
    incline = "" if phase.incline is None else f"incline {phase.incline:g} %"
    if phase.is_open:
        parts = [run, step, incline, f"{go_on} to go on"]
    elif phase.timed:
        left = "seconds left" if _unit(phase) == "seconds" else ""
        parts = [left, run, f"{step} of {phase.steps:,}", incline]
    else:
        foot = f"{snapshot.foot} foot" if snapshot.foot else ""
        parts = [f"of {phase.steps:,}", run, foot, incline]
    return " · ".join(filter(None, parts))


def _advice(snapshot: Snapshot, technique: Sequence[str]) -> str:
    """Returns the line of technique whose turn it is; none near the end, when one gets set."""
    planned, gone = snapshot.phase.seconds or 0.0, snapshot.phase_elapsed
    if not technique or planned - gone <= min(_NEAR, planned / 2):
        return f"{_unit(snapshot.phase)} to go"
    share = (planned - min(_NEAR, planned / 2)) / len(technique)
    return technique[min(len(technique) - 1, int(gone / share))]


def _next(snapshot: Snapshot, go_on: str) -> str:
    following = snapshot.coming or snapshot.following
    if following is None:
        return "last one"
    told = f"{'first' if is_lead_in(snapshot) else 'next'}: {say(following)}"
    facing = _facing(snapshot)
    if facing is None:
        return told
    phase = snapshot.phase
    how = f"{go_on} when you face {facing}" if phase.is_open else _waits(phase, go_on)
    return f"{how} · {told}"


def _repetition(phase: Phase) -> str:
    if phase.repetitions == 1 or phase.kind is PhaseKind.READY:
        return ""
    of = f" of {phase.repetitions:,}" if phase.repetitions is not None else ""
    return f"repetition {phase.repetition:,}{of}"


def cadence(snapshot: Snapshot) -> str:
    """Write the cadence: `110 steps/min`."""
    return f"{snapshot.cadence:.0f} steps/min" if snapshot.cadence is not None else ""

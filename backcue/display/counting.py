"""The number that helps at a moment, and what it counts."""

from math import ceil

from backcue.display.wording import EPSILON, MINUTE, clock, countdown, length
from backcue.session.resume import ANNOUNCE, COUNT_IN_BEATS
from backcue.session.snapshot import Snapshot, State
from backcue.workout.phases import PhaseKind
from backcue.workout.timeline import STILL_CADENCE_SPM


def counted(snapshot: Snapshot) -> tuple[str, str]:
    """Returns the number that helps now, and the longest one to come.

    Counted moves: the step being made, which is what one counts along. Otherwise seconds left,
    or seconds gone where the person ends the phase. In a count-in: the beats left.
    """
    phase = snapshot.phase
    if snapshot.state is State.RESUMING and snapshot.lead_left > 0:
        return _counted_in(snapshot), "00"
    if phase.seconds is None:
        gone = clock(snapshot.phase_elapsed)
        return gone, gone
    if phase.kind is PhaseKind.MOVE and not phase.timed:
        return str(max(1, snapshot.step)), "0" * len(str(phase.steps))
    left = countdown(snapshot.phase_left or 0.0, phase.seconds)
    if phase.seconds >= MINUTE:
        return left, length(phase.seconds)
    return left, "0" * len(str(ceil(phase.seconds)))


def _counted_in(snapshot: Snapshot) -> str:
    """Returns the seconds of settling, then nothing while it is announced, then the beats."""
    if settling_left(snapshot) > EPSILON:
        return str(ceil(snapshot.lead_left - EPSILON))
    beats = ceil(snapshot.lead_left * beats_a_second(snapshot) - EPSILON)
    return str(max(1, beats)) if beats <= COUNT_IN_BEATS else ""


def beats_a_second(snapshot: Snapshot) -> float:
    """Returns the beats of the count-in each second."""
    return (snapshot.cadence or STILL_CADENCE_SPM) / 60


def settling_left(snapshot: Snapshot) -> float:
    """Returns the seconds of a resume before it is announced: one finds the stride on a belt."""
    return snapshot.lead_left - ANNOUNCE - COUNT_IN_BEATS / beats_a_second(snapshot)


def what_counts(snapshot: Snapshot) -> str:
    """Say what the number counts, right under it."""
    phase = snapshot.phase
    if snapshot.state is State.RESUMING:
        return "seconds" if settling_left(snapshot) > EPSILON else "count-in"
    if phase.on_rails:
        return "on rails"
    if phase.seconds is None:
        return f"step {max(1, snapshot.step):,}" if phase.kind is PhaseKind.MOVE else ""
    if phase.kind is PhaseKind.MOVE and not phase.timed:
        return f"of {phase.steps:,}"
    return "seconds" if phase.seconds < MINUTE else "to go"

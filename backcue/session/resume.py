"""Where a phase goes on after standing still, and how long it is counted in."""

from backcue.workout.phases import PhaseKind
from backcue.workout.timeline import ScheduledPhase

ANNOUNCE = 1.6
"""Seconds for saying the direction again before the count-in of a resume."""
COUNT_IN_BEATS = 3
LEAD_IN_LEFT = 5.0
"""Seconds that a lead-in has left at least when it goes on: time to say and count it again."""


def stopped(scheduled: ScheduledPhase, now: float, settling: float) -> ScheduledPhase:
    """Returns the phase as it will go on: a move with its next step, a hold anew.

    `settling` are the seconds that a start takes on a moving belt; a lead-in leaves them too.
    """
    progress, kind = scheduled.progress(now), scheduled.phase.kind
    if scheduled.grid is not None:
        begun = scheduled.begun(now)
        if scheduled.duration is not None and begun == scheduled.steps:
            return scheduled.stopped(scheduled.duration, begun)
        return scheduled.stopped(scheduled.grid.time_of(begun), begun)
    if kind is PhaseKind.HOLD:
        return scheduled.stopped(0.0)
    if kind is PhaseKind.READY and scheduled.duration is not None:
        latest = max(0.0, scheduled.duration - max(LEAD_IN_LEFT, settling))
        return scheduled.stopped(min(progress, latest))
    return scheduled.stopped(progress)


def resumed(scheduled: ScheduledPhase, now: float, settling: float) -> ScheduledPhase:
    """Returns it going on: announced again and counted in where one moves or holds.

    Where one steps back onto a moving belt the lead is no shorter than `settling`, seconds.
    """
    lead, kind = 0.0, scheduled.phase.kind
    if kind in (PhaseKind.MOVE, PhaseKind.HOLD):
        lead = ANNOUNCE + COUNT_IN_BEATS * scheduled.beat
    if kind is PhaseKind.MOVE:
        lead = max(lead, settling)
    return scheduled.entered(now, lead, resumed=True)

"""Where a phase goes on after standing still, and how it is counted in."""

from dataclasses import replace

from backcue.workout.phases import PhaseKind
from backcue.workout.timeline import ScheduledPhase

ANNOUNCE = 1.6
"""Seconds for saying the direction again before the count-in of a resume."""
COUNT_IN_BEATS = 3
LEAD_IN_LEFT = 5.0
"""Seconds that a lead-in has left at least when it goes on: time to say and count it again."""


def stopped(placed: ScheduledPhase, now: float) -> ScheduledPhase:
    """Returns the phase as it will go on: a move with its next step, a hold anew."""
    progress, kind = placed.progress(now), placed.phase.kind
    if placed.grid is not None:
        entry = placed.grid.time_of(placed.begun(now))
    elif kind is PhaseKind.HOLD:
        entry = 0.0
    elif kind is PhaseKind.READY and placed.duration is not None:
        entry = min(progress, max(0.0, placed.duration - LEAD_IN_LEFT))
    else:
        entry = progress
    if placed.duration is not None:
        entry = min(entry, placed.duration)
    return replace(placed, entry=entry)


def led(placed: ScheduledPhase, now: float, lead: float) -> ScheduledPhase:
    """Let it be entered `lead` seconds from now, counted in until then."""
    return replace(placed, start=now + lead - placed.entry, lead=lead)


def count_in(placed: ScheduledPhase) -> float:
    """Returns the seconds it takes to announce a phase again and count it in; 0 where one waits."""
    if placed.phase.kind not in (PhaseKind.MOVE, PhaseKind.HOLD):
        return 0.0
    return ANNOUNCE + COUNT_IN_BEATS * placed.beat


def retempoed(placed: ScheduledPhase, at: float, spm: float, *, standing: bool) -> ScheduledPhase:
    """Let it be stepped faster by `spm` from the next step after this time on.

    While it stands, or is counted in, the step that is due is the next one.
    """
    if placed.grid is None:
        return placed
    at_once = standing or at < placed.begins
    return placed.retimed(placed.grid.shifted(placed.progress(at), spm, at_once=at_once))

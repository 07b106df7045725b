"""What will be seen if no key is pressed: the session's snapshots at the times to come."""

from collections.abc import Iterator
from itertools import count, pairwise, takewhile
from math import ceil, inf

from backcue.session.route import Route
from backcue.session.snapshot import Place, Snapshot, State, snapshot, state_at
from backcue.workout.timeline import ScheduledPhase
from backcue.workout.warnings import warnings

APART = 1e-3
"""Seconds; changes that lie closer together are one."""

JUST_AFTER = 1e-6
"""Seconds after a change at which its snapshot is taken, as sums of times are not exact."""


def foresight(
    place: Place, route: Route, now: float, until: float
) -> Iterator[tuple[float, Snapshot]]:
    """Returns what is seen at each change after `now` and up to `until`, with its time.

    A change is a step, a whole second of the phase, a beat of a count-in, a warning, or the next
    phase. Nothing where time stands still; an open phase goes on. Nothing is changed by looking.
    """
    while not place.standing:
        here = place.scheduled
        end = inf if here.end is None else here.end
        for at in _changes(place, route, now, min(until, end - APART)):
            then = at + JUST_AFTER
            moment = Place(here, place.foot, place.active, state_at(here, then))
            yield at, snapshot(moment, route, then)
        if end > until:
            return
        place, route = _after(place, route, end)
        now = end
        yield end, snapshot(place, route, end)


def _after(place: Place, route: Route, end: float) -> tuple[Place, Route]:
    """Returns where one is when this phase has come to its end by itself."""
    here = place.scheduled
    active, foot = place.active_at_end(end), here.next_foot(place.foot)
    onward = route.after(active)
    if onward is None:
        stopped = here.stopped(here.progress(end), here.begun(end))
        return Place(stopped, foot, active, State.FINISHED), route
    scheduled = onward.schedule(end, foot, active)
    return Place(scheduled, foot, active, state_at(scheduled, end)), onward


def _changes(place: Place, route: Route, after: float, until: float) -> Iterator[float]:
    """Returns the times of the changes within this phase, each once and in order."""
    here = place.scheduled
    to_turn = route.time_to_turn(place.active_at_end(here.begins))
    warned = (warning.at for warning in warnings(here, to_turn))
    times = [*_lead(here), *_steps(here, after, until), *_seconds(here, after, until), *warned]
    due = sorted(at for at in times if after < at <= until)
    return (at for at, later in pairwise([*due, inf]) if later - at >= APART)


def _lead(here: ScheduledPhase) -> list[float]:
    """Returns the seconds and beats before it is entered, and its beginning."""
    if not here.lead:
        return []
    spans = (1.0, here.beat) if here.resumed else ()
    return [
        here.begins,
        *(here.begins - k * span for span in spans for k in range(1, ceil(here.lead / span))),
    ]


def _steps(here: ScheduledPhase, after: float, until: float) -> Iterator[float]:
    if here.grid is None:
        return iter(())
    steps = count(here.begun(after)) if here.steps is None else range(here.begun(after), here.steps)
    times = (here.start + here.grid.time_of(step) for step in steps)
    return takewhile(lambda at: at <= until, times)


def _seconds(here: ScheduledPhase, after: float, until: float) -> Iterator[float]:
    """Returns when a whole number of seconds is left, or gone where the person ends it."""
    anchor = here.start if here.end is None else here.end
    first = ceil(after - anchor)
    return takewhile(lambda at: at <= until, (anchor + second for second in count(first)))

"""When anything that is shown changes by itself: the next time worth looking at."""

from collections.abc import Iterator
from math import ceil, floor

from backcue.display.counting import beats_a_second, settling_left
from backcue.display.view import RAILS, is_lead_in, sent_to_rails
from backcue.display.wording import EPSILON, technique_share
from backcue.session.snapshot import Snapshot, State
from backcue.workout.phases import PhaseKind

LOOK = 1.0
"""Seconds between two looks where nothing is known to change: sound may come or go."""
BAR_STEP = 0.2
"""Least seconds between two steps of a bar: fewer are not seen as smoother."""
SOONEST = 0.001
"""Seconds that a change is away at least: the clock may wake a hair early."""


def next_change(snapshot: Snapshot, *, cells: int = 0, lines: int = 0) -> float:
    """Returns the seconds until what is shown changes; at most `LOOK`.

    `cells` is the length of the bar of the phase, `lines` how many lines of technique there
    are. What keys and events change is not in it: they are told when they happen.
    """
    if snapshot.state in (State.PAUSED, State.FINISHED):
        return LOOK
    changes = (*_counted_in(snapshot), *_walked(snapshot, cells, lines))
    return max(SOONEST, min((LOOK, *changes)))


def _counted_in(snapshot: Snapshot) -> Iterator[float]:
    """Returns when the count-in comes to its next second or beat."""
    if snapshot.state is State.RESUMING:
        settling = settling_left(snapshot)
        if settling > EPSILON:
            yield settling
            yield snapshot.lead_left - ceil(snapshot.lead_left - EPSILON) + 1
        left = snapshot.lead_left * beats_a_second(snapshot)
        yield (left - ceil(left - EPSILON) + 1) / beats_a_second(snapshot)


def _walked(snapshot: Snapshot, cells: int, lines: int) -> Iterator[float]:
    """Returns when step, seconds and bar change; all stand still until stepping goes on."""
    lead, phase, gone = snapshot.lead_left, snapshot.phase, snapshot.phase_elapsed
    if lead > 0:
        yield lead
    if sent_to_rails(snapshot) and gone < RAILS:
        yield lead + RAILS - gone
    counted = phase.kind is PhaseKind.MOVE and not phase.timed
    if snapshot.next_step is not None:
        yield snapshot.next_step
    if snapshot.phase_left is None:
        yield lead + _until_next(gone, 1.0)
    elif not counted:
        yield lead + snapshot.phase_left - ceil(snapshot.phase_left - EPSILON) + 1
        if cells and phase.seconds:
            yield lead + _until_next(gone, max(BAR_STEP, phase.seconds / cells))
    if is_lead_in(snapshot):
        if lines and phase.seconds:
            yield lead + _until_next(gone, technique_share(lines, phase.seconds))
    else:
        yield lead + _until_next(snapshot.elapsed, 1.0)


def _until_next(gone: float, span: float) -> float:
    """Returns how long until `gone` is the next whole number of spans."""
    return (floor(gone / span + EPSILON) + 1) * span - gone

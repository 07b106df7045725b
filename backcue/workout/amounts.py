"""What an item of a workout comes to for a person: steps, seconds, metres."""

from math import floor

from backcue.workout.conditions import Conditions
from backcue.workout.model import (
    Cadence,
    Distance,
    Duration,
    Hold,
    Leaf,
    Move,
    Rest,
    Steps,
    Turn,
    UntilKey,
)
from backcue.workout.pace import Pace
from backcue.workout.phases import Phase, PhaseKind
from backcue.workout.tempo_grid import TempoGrid


def nearest_whole(value: float) -> int:
    """Returns the nearest whole number, exact halves up; at least 1."""
    return max(1, floor(value + 0.5 + 1e-9))


def steps_of(distance: Distance, step_length: float) -> int:
    """Returns the whole steps, at least one, that cover a distance; `step_length` in metres."""
    return nearest_whole(distance.metres / step_length)


def whole_steps(grid: TempoGrid, seconds: float) -> int:
    """Returns how many steps fit into so many seconds: the nearest whole number.

    The last interval of a timed move is so between a half and one and a half of a beat.
    """
    return nearest_whole(grid.step_at(seconds))


def phase_of(item: Leaf, conditions: Conditions) -> Phase:
    """Returns the phase of one item, not yet numbered, placed or put on its feet."""
    off_belt = conditions.moving_belt
    if isinstance(item, Hold):
        on_rails = off_belt and conditions.holds_on_rails
        return Phase(0, PhaseKind.HOLD, item.amount.seconds, None, on_rails=on_rails)
    if isinstance(item, Rest):
        return Phase(0, PhaseKind.REST, _seconds(item.amount), None, on_rails=off_belt)
    if isinstance(item, Turn):
        seconds = conditions.turn_seconds if item.amount is None else _seconds(item.amount)
        return Phase(0, PhaseKind.TURN, seconds, None, on_rails=off_belt)
    cadence = item.cadence or Cadence.steady(conditions.pace.cadence(item.direction, item.gait))
    seconds, steps = _move_extent(item, cadence, conditions.pace)
    return Phase(
        0,
        PhaseKind.MOVE,
        seconds,
        None,
        steps=steps,
        direction=item.direction,
        gait=item.gait,
        cadence=cadence,
        incline=item.incline,
        timed=isinstance(item.amount, Duration),
    )


def _seconds(amount: Duration | UntilKey) -> float | None:
    return amount.seconds if isinstance(amount, Duration) else None


def _move_extent(item: Move, cadence: Cadence, pace: Pace) -> tuple[float | None, int | None]:
    if isinstance(item.amount, UntilKey):
        return None, None
    if isinstance(item.amount, Duration):
        seconds = item.amount.seconds
        return seconds, whole_steps(TempoGrid.of(cadence, seconds), seconds)
    if isinstance(item.amount, Steps):
        steps = item.amount.count
    else:
        steps = steps_of(item.amount, pace.step_length(item.direction, item.gait))
    return steps * 60 / cadence.mean, steps

"""Under which conditions a workout is done, and what each of its items becomes under them."""

from dataclasses import dataclass, field

from backcue.workout.model import (
    Cadence,
    Direction,
    Distance,
    Duration,
    Hold,
    Move,
    Rest,
    Steps,
    Surface,
    Turn,
    UntilKey,
)
from backcue.workout.pace import Pace
from backcue.workout.phases import Phase, PhaseKind
from backcue.workout.tempo_grid import TempoGrid
from backcue.workout.timeline import whole_steps

TURN_WARNINGS = ((15.0, "slow the belt"), (5.0, "feet on the side rails"))
"""Seconds before a turn on a moving belt, and how to make ready for it then."""
LAP_WARNING = 8.0
"""Seconds before the expected end of an open phase at which what follows is announced."""

Leaf = Move | Hold | Rest | Turn


@dataclass(frozen=True, slots=True)
class Conditions:
    """Under which a workout is unrolled: whose pace, where, and how turns are taken."""

    pace: Pace = field(default_factory=Pace)
    surface: Surface = Surface.FLOOR
    turn_seconds: float | None = None
    """How long a turn lasts; None: until the person's key."""
    settle: float = 10.0
    """Seconds to find the stride again after a turn on a moving belt."""

    @property
    def turns_needed(self) -> bool:
        """Whether a change of direction needs a turn: on a belt that a motor drives."""
        return self.surface is Surface.TREADMILL


def phase_of(item: Leaf, conditions: Conditions) -> Phase:
    """Returns the phase of one item, not yet numbered, placed or put on its feet."""
    if isinstance(item, Hold):
        return Phase(0, PhaseKind.HOLD, item.amount.seconds, None)
    if isinstance(item, Rest):
        return Phase(0, PhaseKind.REST, _seconds(item.amount), None)
    if isinstance(item, Turn):
        seconds = conditions.turn_seconds if item.amount is None else _seconds(item.amount)
        return Phase(0, PhaseKind.TURN, seconds, None)
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


def steps_of(distance: Distance, step_length: float) -> int:
    """Returns the whole steps, at least one, that cover a distance; `step_length` in metres."""
    return max(1, round(distance.metres / step_length))


def settling(conditions: Conditions) -> Phase:
    """Returns the time to find the stride again after a turn on a belt."""
    return Phase(0, PhaseKind.READY, conditions.settle, None)


def belt_turn(
    item: Leaf, facing: Direction | None, conditions: Conditions
) -> tuple[tuple[Phase, ...], Direction | None]:
    """Returns the turn that a moving belt needs before this item, and the direction after it.

    `facing` is the direction of the last move; None before the first and after a turn
    that the workout has itself.
    """
    if isinstance(item, Turn):
        return (), None
    if not isinstance(item, Move):
        return (), facing
    if not conditions.turns_needed or facing in (None, item.direction):
        return (), item.direction
    settle = (settling(conditions),) if conditions.settle > 0 else ()
    return (phase_of(Turn(), conditions), *settle), item.direction

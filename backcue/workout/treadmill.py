"""What a belt asks for: it goes on, whatever one does on it."""

from backcue.workout.amounts import phase_of
from backcue.workout.conditions import Conditions
from backcue.workout.model import Direction, Leaf, Move, Turn
from backcue.workout.phases import Phase, PhaseKind


def turn_before(
    item: Leaf, facing: Direction | None, conditions: Conditions
) -> tuple[tuple[Phase, ...], Direction | None]:
    """Returns the turn that a moving belt needs before this item, and the direction after it.

    `facing` is the direction of the last move; None before the first and after a turn
    that the workout has itself. After the turn there is time to settle.
    """
    if isinstance(item, Turn):
        return (), None
    if not isinstance(item, Move):
        return (), facing
    if not conditions.moving_belt or facing in (None, item.direction):
        return (), item.direction
    settling = Phase(0, PhaseKind.READY, conditions.settle, None)
    turn = phase_of(Turn(), conditions)
    return (turn, settling) if conditions.settle > 0 else (turn,), item.direction

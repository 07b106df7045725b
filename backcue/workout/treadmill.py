"""What a moving belt asks for: it goes on, whatever one does on it."""

from typing import NamedTuple

from backcue.workout.amounts import phase_of
from backcue.workout.conditions import Conditions
from backcue.workout.model import Direction, Leaf, Move, Turn
from backcue.workout.phases import Phase, PhaseKind

BELT_TECHNIQUE = (
    "Clip on the safety key, hold the rails, and begin at half your forward speed, level.",
    "backcue does not control the belt: pausing here does not stop it.",
)
"""What is to be known on any moving belt, whatever is done on it."""


class Stance(NamedTuple):
    """How one stands between two items, as far as a belt has to know it."""

    facing: Direction | None = None
    """The direction of the last move; None before the first and after a turn that is written."""
    on_rails: bool = False
    """Whether one stands beside the moving belt, on its side rails."""


AT_FIRST = Stance()
"""Before anything was done."""


def phases_of(
    item: Leaf, stance: Stance, conditions: Conditions
) -> tuple[tuple[Phase, ...], Stance]:
    """Returns the phases of an item, with what a moving belt needs before it, and the stance then.

    Before a change of direction that is a turn. After standing on the rails, in a turn, a rest
    or a hold, there is time to settle before one moves.
    """
    own = phase_of(item, conditions)
    if not isinstance(item, Move):
        facing = None if isinstance(item, Turn) else stance.facing
        return (own,), Stance(facing, own.on_rails)
    before: tuple[Phase, ...] = ()
    if conditions.moving_belt:
        if stance.facing not in (None, item.direction):
            before = (phase_of(Turn(), conditions),)
        if (before or stance.on_rails) and conditions.settling > 0:
            before = (*before, Phase(0, PhaseKind.READY, conditions.settling, None))
    return (*before, own), Stance(item.direction)

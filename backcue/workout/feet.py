"""Feet: steps alternate, and one stands on the foot that landed last."""

from msgspec import Struct

from backcue.workout.model import Foot


def stepping_foot(first: Foot, step: int) -> Foot:
    """Returns the foot that makes the step of this index (0-based) when `first` begins."""
    return first if step % 2 == 0 else first.other


def support_foot(next_foot: Foot) -> Foot:
    """Returns the leg one stands on while `next_foot`, which will step next, is in the air."""
    return next_foot.other


class HeldTime(Struct, frozen=True):
    """Holds on one leg: how many, and the seconds they lasted together."""

    count: int = 0
    seconds: float = 0.0

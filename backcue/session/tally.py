"""What a session came to."""

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct, field

from backcue.workout.feet import HeldTime
from backcue.workout.model import Direction, Foot


def _no_steps() -> Mapping[Direction, int]:
    return MappingProxyType(dict.fromkeys(Direction, 0))


def _no_holds() -> Mapping[Foot, HeldTime]:
    return MappingProxyType(dict.fromkeys(Foot, HeldTime()))


class Tally(Struct, frozen=True):
    """A count of what was done.

    `seconds` is from beginning to end, pauses and lead-in included;
    `active_seconds` leaves out both.
    """

    seconds: float = 0.0
    active_seconds: float = 0.0
    steps: Mapping[Direction, int] = field(default_factory=_no_steps)
    holds: Mapping[Foot, HeldTime] = field(default_factory=_no_holds)
    repetitions: int = 0
    completed: bool = False

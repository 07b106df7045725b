"""Under which conditions a workout is done."""

from msgspec import Struct, field

from backcue.workout.model import Surface
from backcue.workout.pace import Pace


class Conditions(Struct, frozen=True):
    """Under which a workout is unrolled: whose pace, where, and how turns are taken."""

    pace: Pace = field(default_factory=Pace)
    surface: Surface = Surface.FLOOR
    turn_seconds: float | None = None
    """How long a turn lasts; None: until the person's key."""
    settle: float = 10.0
    """Seconds to find the stride on a moving belt after standing off it."""
    holds_on_rails: bool = False
    """Whether the person steps onto the side rails of a moving belt for holds."""

    @property
    def moving_belt(self) -> bool:
        """Whether a motor drives what one walks on: nobody should turn round on it."""
        return self.surface is Surface.TREADMILL

    @property
    def settling(self) -> float:
        """Seconds that each start on what one walks on takes; 0 where it does not move."""
        return self.settle if self.moving_belt else 0.0

"""A workout unrolled: the phases a person goes through, one after the other."""

from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from backcue.workout.model import Cadence, Direction, Foot, Gait


class PhaseKind(StrEnum):
    """What a person does in a phase."""

    READY = "ready"
    MOVE = "move"
    HOLD = "hold"
    REST = "rest"
    TURN = "turn"


class Phase(Struct, frozen=True):
    """One stretch of a workout in which one thing is done.

    `seconds` is the planned length; None, as `steps`, where the person ends it.
    `start` is the planned beginning in seconds since the run began; None after an open phase.
    `foot` is the first stepping foot of a move and the support foot of a hold.
    """

    index: int
    kind: PhaseKind
    seconds: float | None
    start: float | None
    steps: int | None = None
    direction: Direction | None = None
    gait: Gait | None = None
    cadence: Cadence | None = None
    foot: Foot | None = None
    incline: float | None = None
    repetition: int = 1
    repetitions: int | None = 1
    """How many there will be; None where that is open."""
    round: int | None = None
    """Running number of the repetition among all outermost ones; None outside of them."""
    timed: bool = False
    """A move that lasts `seconds`, whatever the cadence; otherwise `steps` rule."""
    on_rails: bool = False
    """Whether one stands on the side rails of a moving belt in it."""

    @property
    def is_open(self) -> bool:
        """Whether the person ends it."""
        return self.seconds is None

    @property
    def on_other_foot(self) -> "Phase":
        """The same on the other foot."""
        return self if self.foot is None else replace(self, foot=self.foot.other)

    @property
    def is_lead_in(self) -> bool:
        """Whether the workout has not begun in it; later times of getting ready belong to it."""
        return self.kind is PhaseKind.READY and self.index == 0

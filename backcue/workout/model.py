"""What a workout is: a small tree of moves, holds, rests, turns and repeats.

Seconds and metres are kept to three decimals, so that words and tree say the same.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import force_setattr

MAX_SECONDS = 24 * 3600.0
"""Longest single amount of time that makes sense: one day."""
MAX_STEPS = 1_000_000
"""Most steps in one move."""
MAX_METRES = 100_000.0
"""Longest distance in one move: 100 km, which is MAX_STEPS of the shortest step, 0.1 m."""
MAX_TIMES = 1_000_000
"""Most repetitions of one repeat."""
MIN_CADENCE_SPM, MAX_CADENCE_SPM = 30.0, 240.0
"""Cadence a person can step at, steps per minute: a very slow shuffle to a sprint."""
MAX_INCLINE_PERCENT = 40.0
"""Steepest treadmill incline on the market, percent, up or down."""


class Direction(StrEnum):
    """Which way the body travels."""

    FORWARD = "forward"
    BACKWARD = "backward"


class Gait(StrEnum):
    """How the body travels."""

    WALK = "walk"
    RUN = "run"


class Foot(StrEnum):
    """A foot, or the leg above it."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> "Foot":
        """The opposite foot."""
        return Foot.LEFT if self is Foot.RIGHT else Foot.RIGHT


class Surface(StrEnum):
    """Where the workout is done."""

    FLOOR = "floor"
    TRACK = "track"
    TREADMILL = "treadmill"
    MANUAL_TREADMILL = "manual-treadmill"


def _check(what: str, value: float, low: float, high: float) -> None:
    if not low <= value <= high:
        msg = f"{what} must be between {low:g} and {high:g}, not {value:g}"
        raise ValueError(msg)


class Steps(Struct, frozen=True):
    """So many steps, 1 to MAX_STEPS."""

    count: int

    def __post_init__(self) -> None:
        _check("steps", self.count, 1, MAX_STEPS)


class Duration(Struct, frozen=True):
    """So many seconds, above 0 and up to a day; kept to the millisecond."""

    seconds: float

    def __post_init__(self) -> None:
        force_setattr(self, "seconds", round(float(self.seconds), 3))
        _check("seconds", self.seconds, 0.001, MAX_SECONDS)


class Distance(Struct, frozen=True):
    """So many metres, above 0; kept to the millimetre."""

    metres: float

    def __post_init__(self) -> None:
        force_setattr(self, "metres", round(float(self.metres), 3))
        _check("metres", self.metres, 0.001, MAX_METRES)


class UntilKey(Struct, frozen=True):
    """Open: the person ends it with a key."""


class Cadence(Struct, frozen=True):
    """Steps per minute, from `start` to `end`; both the same unless it is a ramp."""

    start: float
    end: float

    def __post_init__(self) -> None:
        for name in ("start", "end"):
            force_setattr(self, name, round(float(getattr(self, name)), 3))
            _check("cadence", getattr(self, name), MIN_CADENCE_SPM, MAX_CADENCE_SPM)

    @classmethod
    def steady(cls, spm: float) -> "Cadence":
        """Returns a cadence that stays the same."""
        return cls(spm, spm)

    @property
    def mean(self) -> float:
        """Mean over time of a linear ramp, steps per minute."""
        return (self.start + self.end) / 2


class Move(Struct, frozen=True):
    """Steps in one direction: `5 forward`, `45s backward run @ 100spm incline 5%`."""

    amount: Steps | Duration | Distance | UntilKey
    direction: Direction
    gait: Gait = Gait.WALK
    cadence: Cadence | None = None
    """None: the pace of the person or the preset decides."""
    incline: float | None = None
    """Percent; None: not said."""

    def __post_init__(self) -> None:
        if self.incline is not None:
            force_setattr(self, "incline", round(float(self.incline), 3) + 0.0)
            _check("incline", self.incline, -MAX_INCLINE_PERCENT, MAX_INCLINE_PERCENT)


class Hold(Struct, frozen=True):
    """Balance on the support leg."""

    amount: Duration


class Rest(Struct, frozen=True):
    """Stand easy."""

    amount: Duration | UntilKey


class Turn(Struct, frozen=True):
    """Turn round, safely; None: as the settings say."""

    amount: Duration | UntilKey | None = None


class Times(Struct, frozen=True):
    """Repeat so many times, 1 to MAX_TIMES."""

    count: int

    def __post_init__(self) -> None:
        _check("repetitions", self.count, 1, MAX_TIMES)


class Forever(Struct, frozen=True):
    """Repeat until stopped."""


class Repeat(Struct, frozen=True):
    """Items done again and again.

    With a Duration: until it is over, then the repetition begun is finished.
    """

    items: "tuple[Item, ...]"
    until: Times | Duration | Forever

    def __post_init__(self) -> None:
        if not self.items:
            msg = "a repeat needs something to repeat"
            raise ValueError(msg)


Leaf = Move | Hold | Rest | Turn
"""An item that has none inside."""
Item = Leaf | Repeat


def leaves(items: Iterable[Item]) -> Iterator[Leaf]:
    """Returns all items that have none inside, each once, in the order in which they stand."""
    for item in items:
        if isinstance(item, Repeat):
            yield from leaves(item.items)
        else:
            yield item


class Workout(Struct, frozen=True):
    """What to do, in order; never empty."""

    items: tuple[Item, ...]

    def __post_init__(self) -> None:
        if not self.items:
            msg = "a workout needs at least one item"
            raise ValueError(msg)

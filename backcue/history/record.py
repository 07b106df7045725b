"""A session as the history has it: what it was, and what it came to."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

import msgspec

from backcue.workout.feet import HeldTime
from backcue.workout.model import Direction, Foot, Gait

_WHOLE = 1 - 1e-9
"""The share of a plan from which on it counts as all of it: the rest is rounding."""


class Ending(StrEnum):
    """How a session ended."""

    COMPLETED = "completed"
    STOPPED = "stopped"
    """The person ended it before its end."""
    INTERRUPTED = "interrupted"
    """The program or the machine ended before it did."""


class Moved(msgspec.Struct, frozen=True, array_like=True):
    """All that was stepped one way in a session."""

    direction: Direction
    gait: Gait
    steps: int
    seconds: float
    cadence: float
    """Steps per minute, the mean over its time."""


# It holds no containers: ten thousand of them are nothing for the garbage collector.
class Record(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A session that is kept; its fields are the columns of the table `sessions`.

    `seconds` is from beginning to end; `active_seconds` leaves out lead-in and pauses.
    """

    id: int | None
    """Its number in the history; None where it is not there."""
    workout: str
    """The preset's id; nothing for words."""
    name: str
    sequence: str
    """The canonical words."""
    surface: str
    started: str
    """Local time with its zone, as ISO 8601 has it."""
    state: str
    """One of `Ending`."""
    seconds: float
    active_seconds: float
    forward_steps: int
    backward_steps: int
    left_holds: int
    left_hold_seconds: float
    right_holds: int
    right_hold_seconds: float
    repetitions: int
    moved_json: str = "[]"
    planned_seconds: float | None = None
    """What of it has a length would have lasted so long as planned; None where it has no end, or
    the person decides how often it is repeated."""
    done_seconds: float | None = None
    """How much of these was done, whatever the tempo; None where nobody knows."""
    effort: int | None = None
    """How hard it was for the person, 1 to 10."""
    note: str | None = None

    @property
    def completed(self) -> bool:
        """Whether it was walked to its end."""
        return self.state == Ending.COMPLETED

    @property
    def when(self) -> datetime:
        """When it began, with its time zone."""
        return datetime.fromisoformat(self.started)

    @property
    def day(self) -> date:
        """The day on which it began, where the person was."""
        return date.fromisoformat(self.started[:10])

    @property
    def steps(self) -> Mapping[Direction, int]:
        """The steps each way."""
        both = (self.forward_steps, self.backward_steps)
        return MappingProxyType(dict(zip(Direction, both, strict=True)))

    @property
    def holds(self) -> Mapping[Foot, HeldTime]:
        """The holds on each leg."""
        left = HeldTime(self.left_holds, self.left_hold_seconds)
        right = HeldTime(self.right_holds, self.right_hold_seconds)
        return MappingProxyType({Foot.LEFT: left, Foot.RIGHT: right})

    @property
    def moved(self) -> tuple[Moved, ...]:
        """What was stepped, by direction and gait; nothing where that was not kept."""
        try:
            return msgspec.json.decode(self.moved_json, type=tuple[Moved, ...])
        except msgspec.MsgspecError:
            return ()

    @property
    def share(self) -> float | None:
        """How much of the plan was done, 0 to 1; None where there is no telling."""
        if not self.planned_seconds or self.done_seconds is None:
            return None
        share = self.done_seconds / self.planned_seconds
        return 1.0 if share >= _WHOLE else share

    @property
    def is_open_ended(self) -> bool:
        """Whether the person could not end it early: it had no end, or all but that was done."""
        if self.share is not None:
            return self.share == 1.0
        return any(words in self.sequence for words in ("forever", "until key"))

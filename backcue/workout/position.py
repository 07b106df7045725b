"""How far a workout is unrolled: a place in its tree, and what has to be known there."""

from msgspec import Struct

from backcue.workout.model import Duration, Foot, Forever, Item, Repeat, Times, Workout
from backcue.workout.phases import Phase, PhaseKind
from backcue.workout.treadmill import AT_FIRST, Stance

ON_TIME = 1e-6
"""Seconds by which a repeat may end early: less is the rounding of sums."""


class Frame(Struct, frozen=True):
    """Items being gone through, one after the other."""

    items: tuple[Item, ...]
    outer: "Frame | None" = None
    until: Times | Duration | Forever | None = None
    """How often they are repeated; None: once."""
    index: int = 0
    """Of the item to come."""
    rounds: int = 1
    """Repetitions begun."""
    began: float = 0.0
    """Active seconds when the first repetition began."""
    repetition: int = 1
    repetitions: int | None = 1
    round: int | None = None
    """The three as in `Phase`."""


class Position(Struct, frozen=True):
    """How far a workout is unrolled."""

    frame: Frame | None
    """The innermost items being gone through; None at the end."""
    waiting: tuple[Phase, ...] = ()
    """Phases that come before the next item: what a belt needs, or the rest of an item."""
    stance: Stance = AT_FIRST
    """How one stands before the next item, as a belt has to know it."""
    foot: Foot | None = Foot.RIGHT
    """The foot that steps next; None where nobody can know it."""
    index: int = 0
    start: float | None = 0.0
    """Of the next phase, as planned; None after an open one."""
    rounds: int = 0
    """Repetitions of outermost repeats begun."""

    @property
    def by_time(self) -> bool:
        """Whether the outermost repeat that this is in goes by time."""
        frame = self.frame
        while frame is not None and frame.outer is not None and frame.outer.outer is not None:
            frame = frame.outer
        return frame is not None and isinstance(frame.until, Duration)


def beginning(workout: Workout, *, ready: float = 10.0, first_foot: Foot = Foot.RIGHT) -> Position:
    """Returns the position before the first phase; `ready` is the lead-in, seconds, 0 for none."""
    lead_in = (Phase(0, PhaseKind.READY, ready, 0.0),) if ready > 0 else ()
    repeats = any(isinstance(item, Repeat) for item in workout.items)
    frame = Frame(workout.items, round=None if repeats else 1)
    return Position(frame, lead_in, foot=first_foot)

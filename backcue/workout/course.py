"""A course: a workout as it will be walked, with everything decided."""

from collections.abc import Iterator

from msgspec import Struct, field

from backcue.workout.conditions import Conditions
from backcue.workout.feet import HeldTime
from backcue.workout.model import Duration, Foot, Repeat, Surface, Times, Workout
from backcue.workout.phases import Phase, PhaseKind
from backcue.workout.preset import Preset
from backcue.workout.totals import Totals, totals
from backcue.workout.treadmill import BELT_TECHNIQUE
from backcue.workout.unroll import unroll

MOST_PHASES = 20_000
"""Phases up to which holds are counted one by one."""


class Course(Struct, frozen=True):
    """What one session walks."""

    preset: Preset
    workout: Workout
    conditions: Conditions = field(default_factory=Conditions)
    first_foot: Foot = Foot.RIGHT
    ready: float = 10.0
    """Length of the lead-in, seconds; 0 for none."""

    @property
    def surface(self) -> Surface:
        """Where it is walked."""
        return self.conditions.surface

    @property
    def technique(self) -> tuple[str, ...]:
        """The lines on technique: the preset's, and those that a moving belt asks for before."""
        own = self.preset.technique
        belt = BELT_TECHNIQUE if self.conditions.moving_belt else ()
        return (*(line for line in belt if line not in own), *own)

    def phases(self) -> Iterator[Phase]:
        """Unroll it as planned, lazily, lead-in first."""
        return unroll(self.workout, self.conditions, ready=self.ready, first_foot=self.first_foot)

    def totals(self) -> Totals:
        """Add it up, the lead-in left out."""
        return totals(self.workout, self.conditions)

    def holds(self) -> dict[Foot, HeldTime] | None:
        """Returns the holds on each leg as planned.

        None where nobody knows: it has no end, a person decides it, or it has too many phases.
        """
        if self.totals().seconds is None:
            return None
        held = dict.fromkeys(Foot, HeldTime())
        for count, phase in enumerate(self.phases()):
            if count == MOST_PHASES:
                return None
            if phase.kind is PhaseKind.HOLD and phase.foot is not None:
                before = held[phase.foot]
                seconds = before.seconds + (phase.seconds or 0.0)
                held[phase.foot] = HeldTime(before.count + 1, seconds)
        return held


def limited(workout: Workout, until: Duration | Times | None) -> Workout:
    """Let a workout last so long or so many repetitions instead of its own number."""
    if until is None:
        return workout
    items = workout.items
    if len(items) == 1 and isinstance(items[0], Repeat):
        items = items[0].items
    return Workout((Repeat(items, until),))

"""What a person has done in a session."""

from dataclasses import dataclass, field
from types import MappingProxyType

from backcue.workout.model import Direction, Foot
from backcue.workout.phases import PhaseKind
from backcue.workout.timeline import ScheduledPhase


@dataclass(frozen=True, slots=True)
class Holds:
    """Holds on one leg, and the seconds they lasted."""

    count: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Tally:
    """A count of what was done.

    `seconds` is from beginning to end, pauses and lead-in included;
    `active_seconds` counts moves, holds, rests and turns only.
    """

    seconds: float = 0.0
    active_seconds: float = 0.0
    steps: MappingProxyType[Direction, int] = field(
        default_factory=lambda: MappingProxyType(dict.fromkeys(Direction, 0))
    )
    holds: MappingProxyType[Foot, Holds] = field(
        default_factory=lambda: MappingProxyType(dict.fromkeys(Foot, Holds()))
    )
    repetitions: int = 0
    completed: bool = False


class Counter:
    """Adds up stretch by stretch; a stretch is a phase or the part of it between pauses."""

    def __init__(self) -> None:
        self.active = 0.0
        self._steps = dict.fromkeys(Direction, 0)
        self._holds = dict.fromkeys(Foot, Holds())

    def stretch(self, placed: ScheduledPhase, until: float, *, whole: bool) -> None:
        """Counter a stretch from where it was entered to `until`, a time on its clock.

        `whole` says that the phase came to its end with it.
        """
        phase, seconds = placed.phase, max(0.0, until - placed.begins)
        if phase.kind is not PhaseKind.READY:
            self.active += seconds
        if phase.direction is not None:
            self._steps[phase.direction] += placed.begun(until) - placed.begun_before
        if phase.kind is PhaseKind.HOLD and phase.foot is not None:
            held = self._holds[phase.foot]
            self._holds[phase.foot] = Holds(held.count + whole, held.seconds + seconds)

    def tally(self, seconds: float, repetitions: int, *, completed: bool) -> Tally:
        """Sum up."""
        return Tally(
            seconds,
            self.active,
            MappingProxyType(dict(self._steps)),
            MappingProxyType(dict(self._holds)),
            repetitions,
            completed,
        )

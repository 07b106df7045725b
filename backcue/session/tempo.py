"""What a person has added to the cadences of a course."""

from collections.abc import Mapping
from math import isclose
from types import MappingProxyType

from msgspec import Struct, field

from backcue.workout.model import Direction, Foot, Gait
from backcue.workout.phases import Phase
from backcue.workout.tempo_grid import within_limits
from backcue.workout.timeline import ScheduledPhase, schedule

Way = tuple[Direction, Gait]
"""What a change of tempo holds for."""


class Tempo(Struct, frozen=True):
    """Steps per minute added to the planned cadences, by direction and gait.

    A step is never faster or slower than a person can go, whatever is added: the limits are
    those of the grid of steps.
    """

    additions: Mapping[Way, float] = field(default_factory=lambda: MappingProxyType({}))

    def added(self, phase: Phase) -> float:
        """Returns the steps per minute that are added to the cadence of a phase."""
        way = way_of(phase)
        return 0.0 if way is None else self.additions.get(way, 0.0)

    def adding(self, way: Way, spm: float) -> "Tempo":
        """Returns the tempo with `spm` added for this direction and gait, whatever it was."""
        return Tempo(MappingProxyType({**self.additions, way: spm}))

    def schedule(self, phase: Phase, start: float, foot: Foot) -> ScheduledPhase:
        """Put a phase at `start`, at this tempo, this foot being free to step."""
        return schedule(phase, start, foot, self.added(phase))

    def seconds(self, phase: Phase) -> float:
        """Returns how long a phase that is not open lasts at this tempo."""
        if phase.cadence is None or phase.timed or not self.added(phase):
            return phase.seconds or 0.0
        return self.schedule(phase, 0.0, Foot.RIGHT).duration or 0.0


def way_of(phase: Phase) -> Way | None:
    """Returns the direction and gait of a move; None where nothing steps."""
    if phase.direction is None or phase.gait is None:
        return None
    return phase.direction, phase.gait


class TempoChange(Struct, frozen=True):
    """Another cadence that is aimed at, steps per minute, and what follows from it."""

    way: Way
    cadence: float
    tempo: Tempo
    scheduled: ScheduledPhase


def change(
    tempo: Tempo,
    move: Phase,
    here: ScheduledPhase,
    step: int,
    *,
    by: float = 0.0,
    to: float | None = None,
) -> TempoChange | None:
    """Returns what comes of a wish for another cadence; None where nothing changes.

    The wish is for `to`, or for `by` more than what was aimed at last, steps per minute, and is
    kept within the limits. `move` is the one it is for: the phase `here`, or the next one. In
    this phase it holds from `step` on.
    """
    way = way_of(move)
    if way is None or move.cadence is None:
        return None
    planned = move.cadence.start
    if here.grid is not None:
        planned = here.grid.planned_at(here.grid.time_of(step))
    aimed = within_limits(planned + tempo.added(move))
    wanted = within_limits(aimed + by if to is None else to)
    if isclose(wanted, aimed):
        return None
    added = wanted - planned
    return TempoChange(way, wanted, tempo.adding(way, added), here.at_tempo(step, added))

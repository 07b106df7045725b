"""How long the phases last that a person ends: learned from lap to lap."""

from statistics import median

from backcue.workout.phases import Phase, PhaseKind
from backcue.workout.timeline import ScheduledPhase

_Place = tuple[PhaseKind, str | None, str | None, float | None]


class Laps:
    """Remembers the length of each open phase, by what is done in it."""

    def __init__(self) -> None:
        self._lengths: dict[_Place, list[float]] = {}

    def note(self, placed: ScheduledPhase, ended: float) -> None:
        """Take down that an open phase was ended by the person at this time."""
        if placed.phase.is_open and placed.phase.kind is not PhaseKind.TURN:
            self._lengths.setdefault(_place(placed.phase), []).append(ended - placed.begins)

    def expected(self, phase: Phase) -> float | None:
        """Returns the seconds that an open phase is likely to last: the median of earlier laps."""
        lengths = self._lengths.get(_place(phase)) if phase.is_open else None
        return median(lengths) if lengths else None


def _place(phase: Phase) -> _Place:
    return phase.kind, phase.direction, phase.gait, phase.incline

"""How long the phases last that a person ends: learned from lap to lap."""

from collections import deque
from statistics import median

from backcue.workout.phases import Phase, PhaseKind

_LATEST = 25
"""Laps that count: a long session gets slower, and memory stays flat."""
_Kind = tuple[PhaseKind, str | None, str | None, float | None]


class Laps:
    """Remembers the length of each open phase, by what is done in it."""

    def __init__(self) -> None:
        self._lengths: dict[_Kind, deque[float]] = {}

    def note(self, phase: Phase, seconds: float) -> None:
        """Take down how long an open phase lasted that the person ended, pauses left out."""
        if phase.is_open and phase.kind is not PhaseKind.TURN:
            self._lengths.setdefault(_kind(phase), deque(maxlen=_LATEST)).append(seconds)

    def expected(self, phase: Phase) -> float | None:
        """Returns the seconds that an open phase is likely to last: the median of earlier laps."""
        lengths = self._lengths.get(_kind(phase)) if phase.is_open else None
        return median(lengths) if lengths else None


def _kind(phase: Phase) -> _Kind:
    return phase.kind, phase.direction, phase.gait, phase.incline

"""The tempo a person taps."""

from collections import deque
from statistics import median

from backcue.workout.model import MAX_CADENCE_SPM, MIN_CADENCE_SPM

ENOUGH = 3
"""Intervals from which on a tempo can be told: four taps."""
KEPT = 8
"""Intervals that count, the latest ones."""
AFRESH = 60 / MIN_CADENCE_SPM * 1.5
"""Seconds without a tap after which a new row of taps begins."""
_OUTLIER = 0.3
"""Part of the median by which an interval may differ from it; a tap was missed beyond it."""


class Taps:
    """Taps with one key, and the cadence that they give."""

    def __init__(self) -> None:
        self._last: float | None = None
        self._intervals: deque[float] = deque(maxlen=KEPT)

    def tap(self, at: float) -> float | None:
        """Take a tap at this time, seconds; give steps per minute once they can be told.

        None too where the tempo is none that a person can step at.
        """
        if self._last is not None and at - self._last > AFRESH:
            self._intervals.clear()
        elif self._last is not None:
            self._intervals.append(at - self._last)
        self._last = at
        if len(self._intervals) < ENOUGH:
            return None
        middle = median(self._intervals)
        near = [each for each in self._intervals if abs(each - middle) <= _OUTLIER * middle]
        interval = median(near)
        if interval <= 0 or not MIN_CADENCE_SPM <= 60 / interval <= MAX_CADENCE_SPM:
            return None
        return 60 / interval

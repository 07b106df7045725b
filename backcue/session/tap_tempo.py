"""The tempo a person taps.

The median of the intervals tells which taps were missed and which are stray; a line
through the others then gives the tempo. The line uses all taps at once and so is three
times as sure as the median alone, which 20 ms of jitter move by more than 2 steps/min.
"""

from collections import deque
from itertools import pairwise
from statistics import mean, median

from backcue.workout.model import MAX_CADENCE_SPM, MIN_CADENCE_SPM

ENOUGH = 4
"""Taps from which on a tempo can be told."""
KEPT = 13
"""Taps that count, the latest ones: twelve intervals."""
AFRESH = 60 / MIN_CADENCE_SPM * 1.5
"""Seconds without a tap after which a new row of taps begins."""
_STRAY = 0.3
"""Part of a step by which a tap may be off; beyond it, it is stray."""


class Taps:
    """Taps with one key, and the cadence that they give."""

    def __init__(self) -> None:
        self._taps: deque[float] = deque(maxlen=KEPT)
        self._of: object = None
        self.count = 0
        """Taps of the row so far, those that no more count too."""

    def tap(self, at: float, of: object = None) -> float | None:
        """Take a tap at this time, seconds; give steps per minute once they can be told.

        None too where the tempo is none that a person can step at. `of` is what is tapped for:
        with another a new row begins.
        """
        if self._taps and (at - self._taps[-1] > AFRESH or of != self._of):
            self._taps.clear()
            self.count = 0
        self._of = of
        self._taps.append(at)
        self.count += 1
        if len(self._taps) < ENOUGH:
            return None
        interval = _interval(self._taps)
        if interval is None or not MIN_CADENCE_SPM <= 60 / interval <= MAX_CADENCE_SPM:
            return None
        return 60 / interval


def _interval(taps: deque[float]) -> float | None:
    """Fit one interval to rows of taps; a stray tap ends a row and begins another."""
    middle = median(later - earlier for earlier, later in pairwise(taps))
    if middle <= 0:
        return None
    rows = [[(0, taps[0])]]
    for earlier, later in pairwise(taps):
        steps = (later - earlier) / middle
        if round(steps) >= 1 and abs(steps - round(steps)) <= _STRAY:
            rows[-1].append((rows[-1][-1][0] + round(steps), later))
        else:
            rows.append([(0, later)])
    upper = lower = 0.0
    for row in rows:
        mean_step, mean_time = mean(step for step, _ in row), mean(time for _, time in row)
        upper += sum((step - mean_step) * (time - mean_time) for step, time in row)
        lower += sum((step - mean_step) ** 2 for step, _ in row)
    return upper / lower if lower else None

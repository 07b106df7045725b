"""When each step of a move falls: a grid of steps over time, exact at any tempo."""

from itertools import pairwise
from math import floor, inf, sqrt

from msgspec import Struct

from backcue.workout.model import MAX_CADENCE_SPM, MIN_CADENCE_SPM, Cadence

EPSILON = 1e-6
"""Steps; below this two positions on the grid are the same."""
AT_ONCE = 1e-9
"""Seconds; a bend so soon after another is none: a grid has no segments without length."""


def within_limits(spm: float) -> float:
    """Returns the nearest cadence that a person can step at, steps per minute."""
    return min(max(spm, MIN_CADENCE_SPM), MAX_CADENCE_SPM)


class GridSegment(Struct, frozen=True):
    """A part of the grid along which the cadence is a straight line.

    From `at` (seconds since the move began) and `step` (steps begun by then) on,
    the cadence (steps per minute) grows by `slope` steps per minute each second.
    """

    at: float
    step: float
    cadence: float
    slope: float = 0.0

    def step_at(self, seconds: float) -> float:
        """Returns the position on the grid, in steps, at this time."""
        gone = seconds - self.at
        return self.step + (self.cadence + self.slope * gone / 2) * gone / 60

    def time_of(self, step: float) -> float:
        """Returns the time of this position, in seconds since the move began."""
        way = 60 * (step - self.step)
        root = sqrt(max(0.0, self.cadence * self.cadence + 2 * self.slope * way))
        return self.at + 2 * way / (self.cadence + root)

    def cadence_at(self, seconds: float) -> float:
        """Returns the cadence at this time, steps per minute."""
        return self.cadence + self.slope * (seconds - self.at)


class TempoGrid(Struct, frozen=True):
    """The steps of a move over time: step i (0-based) falls at `time_of(i)`.

    The cadence is the planned one, a ramp over `ramp` seconds or steady where that is 0,
    and what was added to it, within what a person can step at.
    """

    planned: Cadence
    ramp: float
    segments: tuple[GridSegment, ...]

    @classmethod
    def steady(cls, spm: float) -> "TempoGrid":
        """Returns steps that are all equally far apart."""
        return cls.of(Cadence.steady(spm), None)

    @classmethod
    def of(cls, cadence: Cadence, seconds: float | None, added: float = 0.0) -> "TempoGrid":
        """Returns steps at this cadence plus `added`, a ramp being spread over `seconds`.

        An open move has no length to spread a ramp over; it keeps the ramp's first cadence.
        """
        ramp = 0.0 if seconds is None or cadence.start == cadence.end else seconds
        if not ramp:
            cadence = Cadence.steady(cadence.start)
        segments = _segments(cadence, ramp, added, at=0.0, step=0.0)
        return cls(cadence, ramp, segments)

    def step_at(self, seconds: float) -> float:
        """Returns the position on the grid in steps; 0 before the first."""
        return max(0.0, self._segment_at(seconds).step_at(seconds))

    def time_of(self, step: float) -> float:
        """Returns the time at which this position is reached, seconds since the move began."""
        segment = self.segments[0]
        for later in self.segments[1:]:
            if later.step > step:
                break
            segment = later
        return segment.time_of(step)

    def cadence_at(self, seconds: float) -> float:
        """Returns the cadence at this time, steps per minute."""
        return self._segment_at(seconds).cadence_at(seconds)

    def begun(self, seconds: float) -> int:
        """Returns how many steps have begun by then, the one at 0 s included; 0 before it."""
        return 0 if seconds < 0 else floor(self.step_at(seconds) + EPSILON) + 1

    def planned_at(self, seconds: float) -> float:
        """Returns the cadence at this time if nothing were added, steps per minute."""
        return _planned(self.planned, self.ramp, seconds)

    def changed(self, step: int, added: float) -> "TempoGrid":
        """Returns the grid that has `added` steps per minute on top of the plan from a step on.

        Steps up to this one stay where they are, so that there is no gap and none doubled.
        """
        at = self.time_of(step)
        before = tuple(segment for segment in self.segments if segment.at < at)
        after = _segments(self.planned, self.ramp, added, at=at, step=step)
        return TempoGrid(self.planned, self.ramp, (*before, *after))

    def _segment_at(self, seconds: float) -> GridSegment:
        segment = self.segments[0]
        for later in self.segments[1:]:
            if later.at > seconds:
                break
            segment = later
        return segment


def _planned(cadence: Cadence, ramp: float, seconds: float) -> float:
    if not ramp:
        return cadence.start
    return cadence.start + (cadence.end - cadence.start) * min(1.0, max(0.0, seconds / ramp))


def _segments(
    cadence: Cadence, ramp: float, added: float, *, at: float, step: float
) -> tuple[GridSegment, ...]:
    """Returns the grid from this time and step on, bent where it reaches a limit."""
    bends = [at]
    if at < ramp:
        slope = (cadence.end - cadence.start) / ramp
        limits = (MIN_CADENCE_SPM, MAX_CADENCE_SPM)
        crossings = ((limit - added - cadence.start) / slope for limit in limits)
        bends += [*sorted(each for each in crossings if at + AT_ONCE < each < ramp), ramp]
    segments: list[GridSegment] = []
    for begin, end in pairwise((*bends, inf)):
        here = within_limits(_planned(cadence, ramp, begin) + added)
        there = here if end == inf else within_limits(_planned(cadence, ramp, end) + added)
        segments.append(GridSegment(begin, step, here, (there - here) / (end - begin)))
        step = segments[-1].step_at(end) if end < inf else step
    return tuple(segments)

"""When each step of a move falls: a grid of steps over time, exact at any tempo."""

from dataclasses import dataclass, replace
from math import floor, sqrt

from backcue.workout.model import Cadence

EPSILON = 1e-6
"""Steps; below this two positions on the grid are the same."""


@dataclass(frozen=True, slots=True)
class GridSegment:
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


@dataclass(frozen=True, slots=True)
class TempoGrid:
    """The steps of a move over time: step i (0-based) falls at `time_of(i)`."""

    pieces: tuple[GridSegment, ...]

    @classmethod
    def steady(cls, spm: float) -> "TempoGrid":
        """Steps that are all equally far apart."""
        return cls((GridSegment(0.0, 0.0, spm),))

    @classmethod
    def of(cls, cadence: Cadence, seconds: float | None) -> "TempoGrid":
        """Steps at this cadence, a ramp being spread over `seconds`.

        An open move has no length to spread a ramp over; it keeps the ramp's first cadence.
        """
        if cadence.start == cadence.end or seconds is None:
            return cls.steady(cadence.start)
        ramp = GridSegment(0.0, 0.0, cadence.start, (cadence.end - cadence.start) / seconds)
        return cls((ramp, GridSegment(seconds, ramp.step_at(seconds), cadence.end)))

    def step_at(self, seconds: float) -> float:
        """Returns the position on the grid in steps; 0 before the first."""
        return max(0.0, self._piece_at(seconds).step_at(seconds))

    def time_of(self, step: float) -> float:
        """Returns the time at which this position is reached, seconds since the move began."""
        piece = self.pieces[0]
        for later in self.pieces[1:]:
            if later.step > step:
                break
            piece = later
        return piece.time_of(step)

    def cadence_at(self, seconds: float) -> float:
        """Returns the cadence at this time, steps per minute."""
        return self._piece_at(seconds).cadence_at(seconds)

    def begun(self, seconds: float) -> int:
        """Count the steps whose time has come, the one at 0 s included; 0 before it."""
        return 0 if seconds < 0 else floor(self.step_at(seconds) + EPSILON) + 1

    def shifted(self, seconds: float, spm: float, *, at_once: bool = False) -> "TempoGrid":
        """Step faster or slower by `spm` from the next step after this time on.

        Steps up to then stay where they are, so that there is no gap and none doubled.
        With `at_once` the step that falls exactly at this time is the joint: it is yet to come.
        """
        joint = float(self.begun(seconds) - at_once)
        at = self.time_of(joint)
        before = tuple(piece for piece in self.pieces if piece.at < at)
        under = before[-1] if before else self.pieces[0]
        pieces = [GridSegment(at, joint, under.cadence_at(at) + spm, under.slope)]
        for piece in self.pieces[len(before) :]:
            step = pieces[-1].step_at(piece.at)
            pieces.append(replace(piece, step=step, cadence=piece.cadence + spm))
        if pieces[0].at == self.pieces[0].at:
            return TempoGrid(tuple(pieces))
        return TempoGrid((*before, *pieces))

    def _piece_at(self, seconds: float) -> GridSegment:
        piece = self.pieces[0]
        for later in self.pieces[1:]:
            if later.at > seconds:
                break
            piece = later
        return piece

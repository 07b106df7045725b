"""Phases with their place in time: pure arithmetic, the same for planning and for walking."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import floor

from backcue.workout.model import MAX_CADENCE_SPM, MIN_CADENCE_SPM, Foot
from backcue.workout.pace import stepping_foot, support_foot
from backcue.workout.phases import Phase, PhaseKind
from backcue.workout.tempo_grid import GridSegment, TempoGrid

STILL_CADENCE_SPM = 100.0
"""Cadence of a count-in where nothing steps; a moderate walk (CADENCE-Adults 2019)."""


@dataclass(frozen=True, slots=True)
class ScheduledPhase:
    """A phase and where it lies on a clock; seconds throughout.

    `start` is when its progress is 0. It is entered at progress `entry`, above 0 where
    it goes on after a pause; `lead` seconds before that it is counted in.
    `duration` and `steps` are those of the real tempo; None while the person decides.
    """

    phase: Phase
    start: float
    grid: TempoGrid | None = None
    duration: float | None = None
    steps: int | None = None
    entry: float = 0.0
    lead: float = 0.0
    expected: float | None = None
    """How long an open phase is likely to last, seconds, from earlier laps."""
    then: Phase | None = None
    """What follows an open phase of which that is known."""

    @property
    def begins(self) -> float:
        """When it is entered."""
        return self.start + self.entry

    @property
    def end(self) -> float | None:
        """When it ends; None where the person ends it."""
        return None if self.duration is None else self.start + self.duration

    @property
    def beat(self) -> float:
        """Seconds between two beats of a count-in to it."""
        return 60 / (self.grid.cadence_at(self.entry) if self.grid else STILL_CADENCE_SPM)

    @property
    def begun_before(self) -> int:
        """Count the steps begun before it is entered: those made before a pause."""
        return 0 if self.grid is None or self.entry <= 0 else round(self.grid.step_at(self.entry))

    def progress(self, now: float) -> float:
        """Returns the seconds of the phase that are done, never beyond its two ends."""
        done = max(self.entry, now - self.start)
        return done if self.duration is None else min(done, self.duration)

    def begun(self, now: float) -> int:
        """Count the steps begun by then; 0 where nothing steps."""
        if self.grid is None or now < self.begins:
            return self.begun_before
        count = self.grid.begun(self.progress(now))
        return count if self.steps is None else min(count, self.steps)

    def next_foot(self, swing: Foot, made: int | None = None) -> Foot:
        """Returns the foot that steps after it, or after `made` steps of it.

        `swing` is the foot that makes its first step.
        """
        return stepping_foot(swing, (self.steps or 0) if made is None else made)

    def retimed(self, grid: TempoGrid) -> "ScheduledPhase":
        """Place it anew with these steps, its length following where steps rule."""
        duration, steps = _extent(self.phase, grid)
        return replace(self, grid=grid, duration=duration, steps=steps)


def _extent(phase: Phase, grid: TempoGrid) -> tuple[float | None, int | None]:
    """Returns seconds and whole steps of a move on this grid.

    A timed move gets the whole number of steps nearest to its time, so that its last
    interval is between a half and one and a half of a beat.
    """
    if phase.is_open:
        return None, None
    if phase.timed and phase.seconds is not None:
        return phase.seconds, whole_steps(grid, phase.seconds)
    return grid.time_of(phase.steps or 0), phase.steps


def whole_steps(grid: TempoGrid, seconds: float) -> int:
    """Count the steps that fit into so many seconds: the nearest whole number, at least 1."""
    return max(1, floor(grid.step_at(seconds) + 0.5 + 1e-9))


def place(phase: Phase, start: float, swing: Foot, spm: float = 0.0) -> ScheduledPhase:
    """Put a phase at `start`, the `swing` foot being free to step.

    `spm` is what the person has added to its cadence, in steps per minute.
    """
    if phase.kind is PhaseKind.HOLD:
        phase = replace(phase, foot=support_foot(swing))
    cadence = phase.cadence
    if cadence is None:
        return ScheduledPhase(phase, start, duration=phase.seconds)
    grid = TempoGrid.of(cadence, phase.seconds)
    if spm:
        low, high = sorted((cadence.start, cadence.end))
        spm = min(max(spm, MIN_CADENCE_SPM - low), MAX_CADENCE_SPM - high)
        grid = _rejoined(replace(p, cadence=p.cadence + spm) for p in grid.pieces)
    return ScheduledPhase(replace(phase, foot=swing), start, grid).retimed(grid)


def _rejoined(pieces: Iterable[GridSegment]) -> TempoGrid:
    """Let each piece begin where the one before it arrives."""
    joined: list[GridSegment] = []
    for piece in pieces:
        step = joined[-1].step_at(piece.at) if joined else piece.step
        joined.append(replace(piece, step=step))
    return TempoGrid(tuple(joined))


def timeline(
    phases: Iterable[Phase], first_foot: Foot, start: float = 0.0
) -> Iterator[ScheduledPhase]:
    """Place phases one after the other as planned, lazily; an open phase is the last."""
    swing = first_foot
    for phase in phases:
        placed = place(phase, start, swing)
        yield placed
        if placed.end is None:
            return
        start, swing = placed.end, placed.next_foot(swing)

"""Phases with their place in time: pure arithmetic, the same for planning and for walking."""

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from backcue.workout.amounts import whole_steps
from backcue.workout.feet import stepping_foot, support_foot
from backcue.workout.model import Foot
from backcue.workout.phases import Phase, PhaseKind
from backcue.workout.tempo_grid import TempoGrid

STILL_CADENCE_SPM = 100.0
"""Cadence of a count-in where nothing steps; a moderate walk (CADENCE-Adults 2019)."""

ROUNDING = 1e-9
"""Seconds by which sums that are the same may differ."""


class ScheduledPhase(Struct, frozen=True):
    """A phase and where it lies on a clock; seconds throughout.

    `start` is when its progress is 0. It is entered at progress `entry`, above 0 where
    it goes on after a pause; `lead` seconds before that it is announced.
    `duration` and `steps` are those of the real tempo; None while the person decides.
    """

    phase: Phase
    start: float
    grid: TempoGrid | None = None
    duration: float | None = None
    steps: int | None = None
    entry: float = 0.0
    lead: float = 0.0
    begun_before: int = 0
    """The steps begun before it is entered: those made before a pause."""
    resumed: bool = False
    """Whether it goes on after a pause: it is counted in during its lead."""
    expected: float | None = None
    """How long an open phase is likely to last, seconds, from earlier laps."""
    then: Phase | None = None
    """What follows an open phase of which that is known."""

    @property
    def begins(self) -> float:
        """When it is entered."""
        return self.start + self.entry

    @property
    def announced(self) -> float:
        """When its lead begins; where it has none, when it is entered."""
        return self.begins - self.lead

    @property
    def end(self) -> float | None:
        """When it ends; None where the person ends it."""
        return None if self.duration is None else self.start + self.duration

    @property
    def beat(self) -> float:
        """Seconds between two beats of a count-in to it."""
        return 60 / (self.grid.cadence_at(self.entry) if self.grid else STILL_CADENCE_SPM)

    def has_begun(self, at: float) -> bool:
        """Whether it is entered by then, or just at that time."""
        return at >= self.begins - ROUNDING

    def progress(self, now: float) -> float:
        """Returns the seconds of the phase that are done, never beyond its two ends."""
        done = max(self.entry, now - self.start)
        return done if self.duration is None else min(done, self.duration)

    def begun(self, now: float) -> int:
        """Returns how many steps have begun by then; 0 where nothing steps."""
        if self.grid is None or not self.has_begun(now):
            return self.begun_before
        count = self.grid.begun(self.progress(now))
        return count if self.steps is None else min(count, self.steps)

    def mean_cadence(self, now: float) -> float | None:
        """Returns the mean steps per minute since it was entered; None where nothing steps."""
        if self.grid is None:
            return None
        gone = self.progress(now)
        if gone <= self.entry:
            return self.grid.cadence_at(self.entry)
        made = self.grid.step_at(gone) - self.grid.step_at(self.entry)
        return made * 60 / (gone - self.entry)

    def next_foot(self, first: Foot, made: int | None = None) -> Foot:
        """Returns the foot that steps after it, or after `made` steps of it.

        `first` is the foot that makes its first step.
        """
        return stepping_foot(first, (self.steps or 0) if made is None else made)

    def on_foot(self, following: Phase | None, first: Foot) -> Phase | None:
        """Returns what follows with the foot it will fall on; None where nobody can know that.

        `first` is the foot that makes the first step of this phase.
        """
        if following is None:
            return None
        foot: Foot | None = self.next_foot(first)
        if following.kind is PhaseKind.HOLD:
            foot = support_foot(self.next_foot(first))
        known = not (self.phase.kind is PhaseKind.MOVE and self.steps is None)
        steps = following.kind in (PhaseKind.MOVE, PhaseKind.HOLD)
        return replace(following, foot=foot if known and steps else None)

    def entered(self, now: float, lead: float = 0.0, *, resumed: bool = False) -> "ScheduledPhase":
        """Returns it entered `lead` seconds from now, announced until then."""
        return replace(self, start=now + lead - self.entry, lead=lead, resumed=resumed)

    def stopped(self, entry: float, begun: int = 0) -> "ScheduledPhase":
        """Returns it standing still, to go on at this progress after so many steps."""
        return replace(self, entry=entry, begun_before=begun)

    def next_step(self, at: float) -> int:
        """Returns the step, 0-based, that comes next; while it is counted in, the one due."""
        if self.grid is None or not self.has_begun(at):
            return self.begun_before
        return self.grid.begun(self.progress(at))

    def at_tempo(self, step: int, added: float) -> "ScheduledPhase":
        """Returns it stepped at the planned cadence plus `added` from this step on."""
        if self.grid is None or self.entry == self.duration:
            return self
        return self.on_grid(self.grid.changed(step, added))

    def on_grid(self, grid: TempoGrid) -> "ScheduledPhase":
        """Returns it with these steps, its length following where steps rule."""
        duration, steps = _extent(self.phase, grid)
        return replace(self, grid=grid, duration=duration, steps=steps)


def _extent(phase: Phase, grid: TempoGrid) -> tuple[float | None, int | None]:
    """Returns seconds and whole steps of a move on this grid."""
    if phase.is_open:
        return None, None
    if phase.timed and phase.seconds is not None:
        return phase.seconds, whole_steps(grid, phase.seconds)
    return grid.time_of(phase.steps or 0), phase.steps


def schedule(phase: Phase, start: float, foot: Foot, added: float = 0.0) -> ScheduledPhase:
    """Put a phase at `start`, this foot being free to step.

    `added` is what the person has added to its cadence, in steps per minute.
    """
    if phase.kind is PhaseKind.HOLD:
        phase = replace(phase, foot=support_foot(foot))
    if phase.cadence is None:
        return ScheduledPhase(phase, start, duration=phase.seconds)
    grid = TempoGrid.of(phase.cadence, phase.seconds, added)
    return ScheduledPhase(replace(phase, foot=foot), start).on_grid(grid)


def timeline(
    phases: Iterable[Phase], first_foot: Foot, start: float = 0.0
) -> Iterator[ScheduledPhase]:
    """Schedule phases one after the other as planned, lazily; an open phase is the last."""
    foot = first_foot
    for phase in phases:
        scheduled = schedule(phase, start, foot)
        yield scheduled
        if scheduled.end is None:
            return
        start, foot = scheduled.end, scheduled.next_foot(foot)

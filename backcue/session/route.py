"""The phases of a course as a session meets them: drawn lazily, kept for going back."""

from collections.abc import Iterator
from dataclasses import replace
from math import isinf

from backcue.session.laps import Laps
from backcue.workout.course import Course
from backcue.workout.model import Direction, Foot, Gait
from backcue.workout.phases import Phase, PhaseKind
from backcue.workout.timeline import ScheduledPhase, place
from backcue.workout.totals import Load, load_of

_LOOK = 20
"""How many phases ahead a move is looked for."""


class Route:
    """The way through a course, and what the person added to its cadences.

    `index` is the phase one is in; `active` are the active seconds that will have passed
    when the phase that is drawn next begins.
    """

    def __init__(self, course: Course) -> None:
        self.index = 0
        self.active = 0.0
        self.laps = Laps()
        self._source = course.phases(lambda: self.active)
        self._drawn: list[Phase] = []
        self._behind: list[Load] = []
        self._whole = course.load()
        self._pace = course.conditions.pace
        self._added: dict[tuple[Direction, Gait], float] = {}

    def phase(self, index: int) -> Phase | None:
        """Returns the phase of this index; None beyond the last."""
        while len(self._drawn) <= index:
            phase = next(self._source, None)
            if phase is None:
                return None
            before = self._behind[-1] if self._behind else Load()
            lead_in = phase.index == 0 and phase.kind is PhaseKind.READY
            self._behind.append(before if lead_in else before.plus(load_of(phase)))
            self._drawn.append(phase)
        return self._drawn[index]

    def place(self, index: int, start: float, swing: Foot) -> ScheduledPhase:
        """Put the phase of this index at `start`, at the cadence the person has chosen."""
        phase = self.phase(index)
        if phase is None:
            raise IndexError(index)
        placed = place(phase, start, swing, self.added(phase.direction, phase.gait))
        expected = self.laps.expected(phase)
        if expected is None:
            return placed
        return replace(placed, expected=expected, then=self.phase(index + 1))

    def ahead(self, placed: ScheduledPhase, swing: Foot, active: float) -> Iterator[ScheduledPhase]:
        """Returns the phase one is in and those after it, placed one after the other, lazily.

        `swing` is the foot of its first step, `active` the active seconds before it was
        entered. An open phase is the last.
        """
        index = self.index
        yield placed
        while placed.end is not None:
            if placed.phase.kind is not PhaseKind.READY:
                active += placed.end - placed.begins
            self.active = active
            index += 1
            if self.phase(index) is None:
                return
            swing = placed.next_foot(swing)
            placed = self.place(index, placed.end, swing)
            yield placed

    def move_from(self, index: int) -> Phase | None:
        """Returns the first move at or after this index; None where none is near."""
        for later in range(index, index + _LOOK):
            phase = self.phase(later)
            if phase is None or phase.kind is PhaseKind.MOVE:
                return phase
        return None

    def added(self, direction: Direction | None, gait: Gait | None) -> float:
        """Steps per minute that the person has added for this direction and gait."""
        if direction is None or gait is None:
            return 0.0
        return self._added.get((direction, gait), 0.0)

    def additions(self) -> dict[tuple[Direction, Gait], float]:
        """Steps per minute that the person has added, by direction and gait."""
        return dict(self._added)

    def add(self, direction: Direction, gait: Gait, spm: float) -> None:
        """Add so many steps per minute for this direction and gait."""
        self._added[direction, gait] = self.added(direction, gait) + spm

    def left_after(self) -> float | None:
        """Returns the seconds planned after the phase one is in; None where that is open."""
        if self.phase(self.index) is None or self._whole.is_open or isinf(self._whole.fixed):
            return None
        left = self._whole.plus(self._behind[self.index], -1)
        seconds = left.fixed
        for (direction, gait), planned in left.stepped.items():
            spm = self._pace.cadence(direction, gait)
            seconds += planned * spm / (spm + self.added(direction, gait))
        return max(0.0, seconds)

"""The way through a course: where one is, what is behind, what lies ahead.

Reading it changes nothing: what lies ahead follows from the place, the tempo and the active
seconds that will have passed, and is worked out anew each time.
"""

from collections import deque
from collections.abc import Iterator
from copy import copy
from math import isinf

from msgspec.structs import replace

from backcue.session.laps import Laps
from backcue.session.tempo import Tempo
from backcue.workout.course import Course
from backcue.workout.model import Foot
from backcue.workout.phases import Phase, PhaseKind
from backcue.workout.position import Position, beginning
from backcue.workout.timeline import ScheduledPhase
from backcue.workout.totals import Scale, left
from backcue.workout.unroll import following
from backcue.workout.warnings import time_to_turn

_LOOK = 20
"""How many phases ahead a move is looked for."""
_KEPT = 200
"""Phases that one can go back; more are forgotten, so that a day's walk stays small."""
_ASKED = 8
"""Answers about what follows that are remembered."""


class Route:
    """The phase one is in, and the ways on and back from it."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self.laps = Laps()
        self.tempo = Tempo()
        self._as_planned = True
        self._scale = Scale(course.conditions, self.tempo.seconds)
        self._behind: deque[tuple[Phase, Position]] = deque(maxlen=_KEPT)
        self._asked: dict[tuple[int, float], tuple[Position, tuple[Phase, Position] | None]] = {}
        start = beginning(course.workout, ready=course.ready, first_foot=course.first_foot)
        found = following(start, course.conditions, 0.0)
        if found is None:
            raise ValueError("a workout has at least one phase")
        self.phase, self._position = found

    def go_on(self, active: float) -> bool:
        """Go to the next phase after so many active seconds; returns False where there is none."""
        found = self._following(self._position, active)
        if found is None:
            return False
        self._behind.append((self.phase, self._position))
        self.phase, self._position = found
        return True

    def after(self, active: float) -> "Route | None":
        """Returns it as it is in the next phase, after so many active seconds; None at the end.

        It is for looking ahead only: what lies behind is still that of this one.
        """
        found = self._following(self._position, active)
        if found is None:
            return None
        route = copy(self)
        route.phase, route._position = found  # noqa: SLF001 - of its own kind
        route._asked = {}  # noqa: SLF001
        return route

    def go_back(self) -> None:
        """Go to the phase before; at the first one, stay."""
        if self._behind:
            self.phase, self._position = self._behind.pop()

    def set_tempo(self, tempo: Tempo) -> None:
        """Step at this tempo from here on."""
        self.stray()
        self.tempo = tempo
        self._scale = Scale(self.course.conditions, tempo.seconds)

    def stray(self) -> None:
        """Take it that from here on not all lasts as long as planned.

        How often a repeat by time comes round is not known any more then.
        """
        self._as_planned = False

    def schedule(self, start: float, foot: Foot, active: float) -> ScheduledPhase:
        """Returns the phase one is in, put at `start` after so many active seconds."""
        return self._scheduled(self.phase, self._position, start, foot, active)

    def next_phase(self, active: float, *, skip: int = 0) -> Phase | None:
        """Returns the phase that follows if so many active seconds have passed by then.

        `skip` leaves out so many before it, which are taken to take no time.
        """
        found = self._following(self._position, active)
        for _ in range(skip):
            found = found and self._following(found[1], active)
        return found and found[0]

    def ahead(self, here: ScheduledPhase, foot: Foot, active: float) -> Iterator[ScheduledPhase]:
        """Returns the phase one is in and those after it, one after the other, lazily.

        `foot` makes its first step, `active` are the active seconds before it was entered.
        An open phase is the last: when it ends, nobody knows.
        """
        position = self._position
        while True:
            yield here
            if here.end is None:
                return
            active += 0.0 if here.phase.is_lead_in else here.end - here.begins
            found = self._following(position, active)
            if found is None:
                return
            phase, position = found
            foot = here.next_foot(foot)
            here = self._scheduled(phase, position, here.end, foot, active)

    def coming_move(self, active: float) -> Phase | None:
        """Returns the first move from here on, this phase included; None where none is near.

        `active` are the active seconds that will have passed when this phase is over; an open
        one on the way is taken to take no time.
        """
        phase, position = self.phase, self._position
        for _ in range(_LOOK):
            if phase.kind is PhaseKind.MOVE:
                return phase
            found = self._following(position, active)
            if found is None:
                return None
            phase, position = found
            active += 0.0 if phase.is_open else self.tempo.seconds(phase)
        return None

    def time_to_turn(self, active: float) -> float | None:
        """Returns the seconds from the end of this phase until a turn on a moving belt.

        `active` are the active seconds that will have passed then. None where no turn is near.
        """
        if self.phase.is_open or not self.course.conditions.moving_belt:
            return None
        return time_to_turn(self._lengths_after(active))

    def _lengths_after(self, active: float) -> Iterator[tuple[Phase, float | None]]:
        """Returns the phases after this one and how long each lasts, lazily."""
        position = self._position
        while (found := self._following(position, active)) is not None:
            phase, position = found
            seconds = None if phase.is_open else self.tempo.seconds(phase)
            yield phase, seconds
            active += seconds or 0.0

    def left_after(self, active: float) -> float | None:
        """Returns the seconds to come after this phase, which ends at so many active seconds.

        None where a person decides it, or where there is no end.
        """
        if self.phase.is_open:
            return None
        load = left(self._position, self._scale, active)
        return None if load.is_open or isinf(load.seconds) else load.seconds

    def _scheduled(
        self, phase: Phase, position: Position, start: float, foot: Foot, active: float
    ) -> ScheduledPhase:
        if not self._as_planned and position.by_time:
            phase = replace(phase, repetitions=None)
        scheduled = self.tempo.schedule(phase, start, foot)
        expected = self.laps.expected(phase)
        if phase.kind is PhaseKind.TURN and phase.is_open:
            return replace(scheduled, then=self._after_settling(position, active))
        if expected is None:
            return scheduled
        then = self._following(position, active + expected)
        then_on_foot = scheduled.on_foot(then and then[0], foot)
        return replace(scheduled, expected=expected, then=then_on_foot)

    def _after_settling(self, position: Position, active: float) -> Phase | None:
        """Returns what comes after a turn and the time to settle, if the turn takes no time."""
        found = self._following(position, active)
        if found is not None and found[0].kind is PhaseKind.READY:
            found = self._following(found[1], active)
        return found and found[0]

    def _following(self, position: Position, active: float) -> tuple[Phase, Position] | None:
        """Returns what `following` does; a screen asks for the same many times a second."""
        key = id(position), active
        known = self._asked.get(key)
        if known is None or known[0] is not position:
            if len(self._asked) >= _ASKED:
                self._asked.clear()
            known = position, following(position, self.course.conditions, active)
            self._asked[key] = known
        return known[1]

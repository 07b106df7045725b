"""The walk through a course: where one is, and what moves it.

Every time is handed in, and every move is arithmetic on an anchor: when the phase one is in
began. What happens goes into the log, and what was done is counted from there.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from backcue.session.events import (
    Continued,
    FeetSwapped,
    Finished,
    Paused,
    PhaseStarted,
    Resumed,
    Skipped,
    Started,
    TempoChanged,
    Walked,
    Warned,
)
from backcue.session.foresight import foresight
from backcue.session.given_warnings import GivenWarnings
from backcue.session.log import SessionLog
from backcue.session.resume import resumed, stopped
from backcue.session.route import Route
from backcue.session.snapshot import Place, Snapshot, State, snapshot, state_at
from backcue.session.tally import Tally
from backcue.session.tempo import Tempo, Way, change, way_of
from backcue.workout.course import Course
from backcue.workout.feet import stepping_foot
from backcue.workout.model import Direction
from backcue.workout.phases import Phase, PhaseKind
from backcue.workout.timeline import ScheduledPhase

SKIP_LEAD = 0.3
"""Seconds before a phase that one goes to by hand begins, so that its sound comes on time."""


class Walk:
    """One walk through a course; times are seconds on the clock of whoever walks it.

    Before the beginning it stands at the first phase, as if that began at 0.
    """

    def __init__(self, course: Course) -> None:
        self.log = SessionLog()
        self.paused = False
        self.began: float | None = None
        self.ended: float | None = None
        self._route = Route(course)
        self._foot = course.first_foot
        self._here = self._route.schedule(0.0, self._foot, 0.0)
        self._reason: str | None = None
        self._completed = False
        self._warnings = GivenWarnings()

    # What there is to read. Nothing is changed by looking.

    @property
    def underway(self) -> bool:
        """Whether it has begun and not ended; it may be paused."""
        return self.began is not None and self.ended is None

    @property
    def waits(self) -> bool:
        """Whether the phase one is in ends with a key."""
        return self._here.phase.is_open

    def coming_way(self, now: float) -> Way | None:
        """Returns the way of the move one is in, or of the next one; None where none is near."""
        move = self._coming_move(now)
        return None if move is None else way_of(move)

    def has_just_come(self, now: float) -> bool:
        """Whether a key has led to this phase, and it has not begun yet."""
        return not self._here.resumed and not self._here.has_begun(now)

    @property
    def tempo(self) -> Tempo:
        """What the person has added to the cadences."""
        return self._route.tempo

    def snapshot(self, now: float) -> Snapshot:
        """Returns everything a surface shows at this time."""
        if self.began is None:
            now = self._here.begins
        return snapshot(self._place(now), self._route, now)

    def foresight(self, now: float, until: float) -> Iterator[tuple[float, Snapshot]]:
        """Returns what is seen at each change up to `until` if no key is pressed, with its time."""
        if not self.underway:
            return iter(())
        return foresight(self._place(now), self._route, now, until)

    def ahead(self) -> Iterator[ScheduledPhase]:
        """Returns this phase and those after it with their places in time, lazily.

        Nothing while paused or finished; an open phase is the last.
        """
        if self.paused or self.ended is not None:
            return iter(())
        return self._route.ahead(self._here, self._foot, self._active)

    def tally(self, now: float) -> Tally:
        """Returns what was done up to this time."""
        ended = now if self.ended is None else self.ended
        return self.log.counter.tally(ended, completed=self._completed)

    def so_far(self, now: float) -> Walked | None:
        """Returns the stretch being walked as if it were over now; None where none is."""
        if not self.underway or self.paused:
            return None
        end = self._here.end
        return self._stretch(now if end is None else min(now, end))

    def times_to_come(self) -> list[float]:
        """Returns when something happens in this phase by itself: its warnings and its end."""
        if self.paused:
            return []
        to_come = self._warnings.to_come(self._here, self._to_turn)
        end = [] if self._here.end is None else [self._here.end]
        return [*end, *(warning.at for warning in to_come)]

    @property
    def _active(self) -> float:
        """The active seconds of what lies behind the stretch being walked."""
        return self.log.counter.active

    def _place(self, now: float) -> Place:
        return Place(self._here, self._foot, self._active, self._state(now), self._reason)

    def _state(self, now: float) -> State:
        if self.ended is not None:
            return State.FINISHED
        if self.paused:
            return State.PAUSED
        return State.READY if self.began is None else state_at(self._here, now)

    @property
    def _to_turn(self) -> float | None:
        """The seconds from the end of this phase until a turn that is to be warned of."""
        begins = self._here.begins
        return self._route.time_to_turn(self._place(begins).active_at_end(begins))

    @property
    def _settling(self) -> float:
        """Seconds that a start takes on what is walked on."""
        return self._route.course.conditions.settling

    def _made(self, now: float) -> int:
        return self._here.begun_before if self.paused else self._here.begun(now)

    # What moves it.

    def begin(self, now: float) -> None:
        """Enter the first phase."""
        self.began = now
        self.log.append(Started(now))
        self._enter(now)

    def come_to(self, now: float) -> None:
        """Go through what happens by itself up to this time."""
        while self.underway and not self.paused:
            end = self._here.end
            until = now if end is None else min(now, end)
            for warning in self._warnings.due(self._here, self._to_turn, until):
                self.log.append(Warned(*warning))
            if end is None or now < end:
                return
            self.pass_on(end)

    def pass_on(self, end: float, lead: float = 0.0) -> None:
        """Go from a phase that is over into the next one, at exactly its end."""
        self._route.laps.note(self._here.phase, self._here.progress(end))
        self._leave(end, whole=True)
        if self._route.go_on(self._active):
            self._enter(end, lead)
        else:
            self._finish(end, completed=True)

    def skip(self, now: float) -> None:
        """Leave this phase for the next one, or end behind the last."""
        beside = self._is_beside(now)
        self._leave(now)
        if self._route.go_on(self._active):
            self._skipped(now, beside=beside)
        else:
            self.log.append(Skipped(now, None))
            self._finish(now, completed=False)

    def go_back(self, now: float, *, further: bool) -> Direction | None:
        """Go to the start of this phase, or `further` to that of the one before.

        Returns the way to face first where that leads back over a turn on a moving belt.
        """
        beside, turns = self._is_beside(now), self._here.phase.kind is PhaseKind.TURN
        self._leave(now)
        if further:
            self._route.go_back()
        self._skipped(now, beside=beside)
        # Of all phases only a move has a direction.
        return self._here.phase.direction if turns and beside else None

    def pause(self, now: float, reason: str | None = None) -> None:
        """Let everything stand still; `reason` where the person did not ask for it."""
        self._close_stretch(now)
        self._here = stopped(self._here, now, self._settling)
        self.paused, self._reason = True, reason
        self.log.append(Paused(now, reason))

    def resume(self, now: float) -> None:
        """Go on after a pause: with the next phase where this one had all its steps."""
        if self._here.duration is not None and self._here.entry >= self._here.duration:
            self.pass_on(now)
            if self.ended is not None:
                return
        self.paused, self._reason = False, None
        self._warnings.forget()
        self._here = resumed(self._here, now, self._settling)
        self.log.append(Resumed(now, self._here.begins))

    def change_tempo(self, now: float, *, by: float = 0.0, to: float | None = None) -> None:
        """Aim at another cadence, steps per minute, from the next step on."""
        here, move = self._here, self._coming_move(now)
        step = here.begun_before if self.paused else here.next_step(now)
        changed = None if move is None else change(self.tempo, move, here, step, by=by, to=to)
        if changed is None:
            return
        self._route.set_tempo(changed.tempo)
        self._here = changed.scheduled
        self.log.append(TempoChanged(now, *changed.way, changed.cadence))

    def _coming_move(self, now: float) -> Phase | None:
        return self._route.coming_move(self._place(now).active_at_end(now))

    def swap_feet(self, now: float) -> None:
        """Take it that the person is on the other foot than they should be."""
        self._foot = self._foot.other
        here = self._here
        then = here.then and here.then.on_other_foot
        self._here = replace(here, phase=here.phase.on_other_foot, then=then)
        self.log.append(FeetSwapped(now, stepping_foot(self._foot, self._made(now))))

    def stop(self, now: float) -> None:
        """End here."""
        self._leave(now)
        self._finish(now, completed=False)

    def go_over(self, now: float, ahead: float) -> None:
        """Go over, paused, to a clock that is `ahead` by so many seconds: `now` is on the old."""
        if self.began is None or not self.paused:
            raise ValueError("only a walk that is paused can go over to another clock")
        self.began += ahead
        self._here = replace(self._here, start=self._here.start + ahead)
        self.log.append(Continued(now, ahead))

    def _enter(self, now: float, lead: float = 0.0, *, steps_on: bool = False) -> None:
        here = self._route.schedule(now, self._foot, self._active)
        self._here = resumed(here, now, self._settling) if steps_on else here.entered(now, lead)
        self._warnings.forget()
        self.log.append(PhaseStarted(now, self._here.phase, self._here.lead))

    def _is_beside(self, now: float) -> bool:
        """Whether one stands beside a moving belt, or is still stepping onto it."""
        return self._here.phase.on_rails or self._is_counted_in(now)

    def _is_counted_in(self, now: float) -> bool:
        return not self.paused and self._here.resumed and not self._here.has_begun(now)

    def _skipped(self, now: float, *, beside: bool) -> None:
        """Enter the phase that one went to by hand.

        From `beside` a moving belt onto it is a start: it is counted in as a resume is.
        """
        steps_on = beside and self._route.phase.kind is PhaseKind.MOVE and self._settling > 0
        self._route.stray()
        self.log.append(Skipped(now, self._route.phase.index))
        self._enter(now, SKIP_LEAD, steps_on=steps_on)

    def _leave(self, now: float, *, whole: bool = False) -> None:
        """Close the stretch being walked; the feet stay where they stand."""
        made = self._made(now)
        if whole or not self.paused:
            self._close_stretch(now, whole=whole)
        self._foot = self._here.next_foot(self._foot, made)

    def _close_stretch(self, now: float, *, whole: bool = False) -> None:
        self.log.append(self._stretch(now, whole=whole))

    def _stretch(self, now: float, *, whole: bool = False) -> Walked:
        here = self._here
        began = now if self.paused else min(now, here.begins)
        steps = self._made(now) - here.begun_before
        ends_round = whole and self._ends_round(now)
        cadence = here.mean_cadence(now)
        return Walked(now, here.phase, began, steps, whole, ends_round, cadence)

    def _ends_round(self, now: float) -> bool:
        """Whether a repetition is over once the phase one is in is."""
        here = self._here
        following = self._route.next_phase(self._place(now).active_at(here.progress(now)))
        rounds = here.phase.round, following and following.round
        return rounds[0] is not None and rounds[0] != rounds[1]

    def _finish(self, now: float, *, completed: bool) -> None:
        if not self.paused:
            self._here = self._here.stopped(self._here.progress(now), self._here.begun(now))
        self.ended, self._completed, self.paused = now, completed, False
        self.log.append(Finished(now, self.tally(now)))

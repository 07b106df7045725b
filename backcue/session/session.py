"""A session: one course walked in time.

Where one is follows from an anchor and the clock, never from counting ticks, so that
waking up late costs a frame and shifts nothing.
"""

import asyncio
import logging
from collections.abc import Iterator
from dataclasses import replace

from backcue.session.clock import Clock
from backcue.session.events import (
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
from backcue.session.log import Listener, SessionLog
from backcue.session.resume import resumed, stopped
from backcue.session.route import Route
from backcue.session.snapshot import Place, Snapshot, State, snapshot
from backcue.session.tally import Tally
from backcue.session.tempo import Tempo, change
from backcue.session.warnings import Warnings
from backcue.workout.course import Course
from backcue.workout.feet import stepping_foot
from backcue.workout.phases import Phase, PhaseKind
from backcue.workout.timeline import ScheduledPhase

_LOG = logging.getLogger(__name__)

SKIP_LEAD = 0.3
"""Seconds before a phase that one goes to by hand begins, so that its sound comes on time."""
BACK_AGAIN = 1.0
"""Seconds within which a second `back` goes to the phase before."""
STALL = 3.0
"""Seconds without a sign of life after which the session counts as having stood still."""
HEARTBEAT = 0.5
"""Seconds between two signs of life."""
_NEVER = float("-inf")


class Session:
    """Walks a course on a clock. Keys come in as calls; what happens goes out as events.

    A key that makes no sense at the moment does nothing.
    """

    def __init__(self, course: Course, clock: Clock) -> None:
        self._clock = clock
        self._log = SessionLog()
        self._route = Route(course)
        self._foot = course.first_foot
        self._scheduled = self._route.schedule(0.0, self._foot, 0.0)
        self._began: float | None = None
        self._ended: float | None = None
        self._paused = False
        self._reason: str | None = None
        self._completed = False
        self._alive = 0.0
        self._went_back = _NEVER
        self._warnings = Warnings()
        self._slept = clock.slept()
        self._woken = asyncio.Event()

    def listen(self, listener: Listener) -> None:
        """Tell this listener every event, at once and in order."""
        self._log.listen(listener)

    @property
    def underway(self) -> bool:
        """Whether it has begun and not ended; it may be paused."""
        return self._began is not None and self._ended is None

    @property
    def tempo(self) -> Tempo:
        """What the person has added to the cadences."""
        return self._route.tempo

    async def run(self) -> Tally:
        """Walk to the end, or until stopped; returns what was done.

        Whatever ends it, an exception or a cancelled task too, the log is complete: it closes
        with `Finished`.
        """
        now = self._alive = self._began = self._clock.now()
        try:
            self._log.append(Started(now))
            self._enter(now)
            while self._ended is None:
                self._woken.clear()
                self._catch_up(self._clock.now())
                await self._sleep()
        finally:
            self.stop()
        return self.tally()

    def snapshot(self, now: float | None = None) -> Snapshot:
        """Read everything a surface shows; changes nothing."""
        now = self._clock.now() if now is None else now
        if self._began is None:
            now = self._scheduled.begins
        elif self._ended is not None:
            now = self._ended
        return snapshot(self._place(now), self._route, now)

    def ahead(self) -> Iterator[ScheduledPhase]:
        """Returns this phase and those after it with their places in time, lazily.

        Before the beginning they are those of a session that begins at 0. Nothing while paused
        or finished; an open phase is the last.
        """
        if self._paused or self._ended is not None:
            return iter(())
        return self._route.ahead(self._scheduled, self._foot, self._log.counter.active)

    def tally(self) -> Tally:
        """Returns what was done so far."""
        now = self._clock.now() if self._ended is None else self._ended
        return self._log.counter.tally(now, completed=self._completed)

    # The keys.

    def pause_or_go(self) -> None:
        """Pause, or resume, or go on where the phase waits for the person."""
        now = self._arrive()
        if not self.underway:
            return
        if self._paused:
            self._resume(now)
        elif self._scheduled.phase.is_open:
            self._pass_on(now, SKIP_LEAD)
        else:
            self._pause(now, None)

    def pause(self, reason: str | None = None) -> None:
        """Pause; nothing where it stands still already."""
        now = self._arrive()
        if self.underway and not self._paused:
            self._pause(now, reason)

    def next(self) -> None:
        """Go to the next phase."""
        now = self._arrive()
        if self.underway:
            self._leave(now)
            self._skipped(now, there=self._route.go_on(self._log.counter.active))

    def back(self) -> None:
        """Go to the start of this phase; pressed again at once, to the one before."""
        now = self._arrive()
        if not self.underway:
            return
        again = now - self._went_back <= BACK_AGAIN
        self._went_back = now
        self._leave(now)
        if again:
            self._route.go_back()
        self._skipped(now, there=True)

    def change_cadence(self, spm: float) -> None:
        """Aim at a cadence higher by `spm` steps per minute, from the next step on.

        It holds for this direction and gait, or, between moves, for those of the next move.
        """
        self._retempo(by=spm)

    def set_cadence(self, spm: float) -> None:
        """Step at this cadence, steps per minute, from the next step on."""
        self._retempo(to=spm)

    def _retempo(self, *, by: float = 0.0, to: float | None = None) -> None:
        now = self._arrive()
        move = self._route.coming_move(self._place(now).active_at_end(now))
        if self._ended is not None or move is None:
            return
        here = self._scheduled
        step = here.begun_before if self._paused else here.next_step(now)
        changed = change(self.tempo, move, here, step, by=by, to=to)
        if changed is None:
            return
        self._route.set_tempo(changed.tempo)
        self._scheduled = changed.scheduled
        self._log.append(TempoChanged(now, *changed.way, changed.cadence))
        self._woken.set()

    def swap_feet(self) -> None:
        """Take it that the person is on the other foot than they should be."""
        now = self._arrive()
        if not self.underway:
            return
        self._foot = self._foot.other
        here = self._scheduled
        then = here.then and here.then.on_other_foot
        self._scheduled = replace(here, phase=here.phase.on_other_foot, then=then)
        self._log.append(FeetSwapped(now, stepping_foot(self._foot, self._made(now))))

    def stop(self) -> None:
        """End here; what was done is kept."""
        now = self._arrive()
        if self.underway:
            self._leave(now)
            self._finish(now, completed=False)

    # The anchor, and what moves it.

    def _place(self, now: float) -> Place:
        active = self._log.counter.active
        return Place(self._scheduled, self._foot, active, self._state(now), self._reason)

    def _made(self, now: float) -> int:
        return self._scheduled.begun_before if self._paused else self._scheduled.begun(now)

    def _arrive(self) -> float:
        """Bring the session up to now before a key acts on it."""
        now = self._clock.now()
        if self.underway:
            self._catch_up(now)
        return now

    def _catch_up(self, now: float) -> None:
        slept = self._clock.slept()
        still = max(now - self._alive, slept - self._slept)
        if still > STALL and not self._paused:
            _LOG.warning("stood still for %.1f s", still)
            self._pause(self._alive, f"the computer stood still for {still:.0f} s")
        self._alive, self._slept = now, slept
        while self.underway and not self._paused:
            end = self._scheduled.end
            self._warn(now if end is None else min(now, end))
            if end is None or now < end:
                return
            self._pass_on(end)

    @property
    def _following(self) -> Phase | None:
        """What comes after this phase; a guess where it is open."""
        begins = self._scheduled.begins
        return self._route.next_phase(self._place(begins).active_at_end(begins))

    def _warn(self, until: float) -> None:
        for warning in self._warnings.due(self._scheduled, self._following, until):
            self._log.append(Warned(*warning))

    def _pass_on(self, end: float, lead: float = 0.0) -> None:
        """Go from a phase that is over into the next one, at exactly its end."""
        here = self._scheduled
        self._route.laps.note(here.phase, here.progress(end))
        self._leave(end, whole=True)
        if self._route.go_on(self._log.counter.active):
            self._enter(end, lead)
        else:
            self._finish(end, completed=True)

    def _skipped(self, now: float, *, there: bool) -> None:
        """Enter the phase that one went to by hand, if there is one."""
        self._log.append(Skipped(now, self._route.phase.index if there else None))
        if there:
            self._enter(now, SKIP_LEAD)
        else:
            self._finish(now, completed=False)

    def _leave(self, now: float, *, whole: bool = False) -> None:
        """Close the stretch being walked; the feet stay where they stand."""
        made = self._made(now)
        if whole or not self._paused:
            self._walked(now, whole=whole)
        self._foot = self._scheduled.next_foot(self._foot, made)

    def _walked(self, now: float, *, whole: bool = False) -> None:
        here = self._scheduled
        began = now if self._paused else min(now, here.begins)
        steps = self._made(now) - here.begun_before
        self._log.append(
            Walked(now, here.phase, began, steps, whole, whole and self._ends_round(now))
        )

    def _ends_round(self, now: float) -> bool:
        """Whether a repetition is over once the phase one is in is."""
        here = self._scheduled
        active = self._place(now).active_at(here.progress(now))
        following = self._route.next_phase(active)
        return here.phase.round is not None and (
            following is None or following.round != here.phase.round
        )

    def _enter(self, now: float, lead: float = 0.0) -> None:
        scheduled = self._route.schedule(now, self._foot, self._log.counter.active)
        self._scheduled = scheduled.entered(now, lead)
        self._warnings.forget()
        self._log.append(PhaseStarted(now, self._scheduled.phase, lead))
        self._woken.set()

    def _pause(self, now: float, reason: str | None) -> None:
        self._walked(now)
        self._scheduled = stopped(self._scheduled, now)
        self._paused, self._reason = True, reason
        self._log.append(Paused(now, reason))
        self._woken.set()

    def _resume(self, now: float) -> None:
        here = self._scheduled
        if here.duration is not None and here.entry >= here.duration:
            self._pass_on(now)
            if self._ended is not None:
                return
        self._paused, self._reason, self._alive = False, None, now
        self._warnings.forget()
        self._scheduled = resumed(self._scheduled, now)
        self._log.append(Resumed(now, self._scheduled.begins))
        self._woken.set()

    def _finish(self, now: float, *, completed: bool) -> None:
        if not self._paused:
            here = self._scheduled
            self._scheduled = here.stopped(here.progress(now), here.begun(now))
        self._ended, self._completed, self._paused = now, completed, False
        self._log.append(Finished(now, self.tally()))
        self._woken.set()

    def _state(self, now: float) -> State:
        if self._ended is not None:
            return State.FINISHED
        if self._paused:
            return State.PAUSED
        if self._scheduled.resumed and not self._scheduled.has_begun(now):
            return State.RESUMING
        ready = self._began is None or self._scheduled.phase.kind is PhaseKind.READY
        return State.READY if ready else State.RUNNING

    async def _sleep(self) -> None:
        """Wait for the end of the phase, a key, or the next sign of life."""
        times = [self._clock.now() + HEARTBEAT]
        if not self._paused:
            times += [] if self._scheduled.end is None else [self._scheduled.end]
            to_come = self._warnings.to_come(self._scheduled, self._following)
            times += [warning.at for warning in to_come]
        wake = self._clock.call_at(min(times), self._woken.set)
        try:
            await self._woken.wait()
        finally:
            wake.cancel()

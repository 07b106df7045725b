"""A session: one course walked in time.

Where one is follows from an anchor and the clock, never from counting ticks, so that
waking up late costs a frame and shifts nothing.
"""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace

from backcue.session.clock import Clock
from backcue.session.counter import Counter, Tally
from backcue.session.events import (
    Event,
    FeetSwapped,
    Finished,
    Paused,
    PhaseStarted,
    Resumed,
    Skipped,
    Started,
    TempoChanged,
    Warned,
)
from backcue.session.reading import read, warnings
from backcue.session.resume import count_in, led, retempoed, stopped
from backcue.session.route import Route
from backcue.session.snapshot import Snapshot, State
from backcue.workout.course import Course
from backcue.workout.model import MAX_CADENCE_SPM, MIN_CADENCE_SPM, Direction, Gait
from backcue.workout.pace import stepping_foot
from backcue.workout.phases import PhaseKind
from backcue.workout.timeline import ScheduledPhase

SKIP_LEAD = 0.3
"""Seconds before a phase that one goes to by hand begins, so that its sound comes on time."""
BACK_WITHIN = 1.5
"""Seconds from the start of a phase within which `back` goes to the one before."""
STALL = 3.0
"""Seconds without a sign of life after which the session counts as having stood still."""
HEARTBEAT = 0.5
"""Seconds between two signs of life."""


class Session:
    """Walks a course on a clock. Keys come in as calls; what happens goes out as events.

    A key that makes no sense at the moment does nothing.
    """

    def __init__(self, course: Course, clock: Clock) -> None:
        self._clock = clock
        self._listeners: list[Callable[[Event], None]] = []
        self._route = Route(course)
        self._count = Counter()
        self._swing = course.first_foot
        self._placed = self._route.place(0, 0.0, self._swing)
        self._began: float | None = None
        self._ended: float | None = None
        self._paused = False
        self._reason: str | None = None
        self._completed = False
        self._rounds = 0
        self._alive = self._warned = 0.0
        self._slept = clock.slept()
        self._woken = asyncio.Event()

    def listen(self, listener: Callable[[Event], None]) -> None:
        """Tell this listener every event, at once and in order."""
        self._listeners.append(listener)

    @property
    def began(self) -> float | None:
        """When it began; None before it did."""
        return self._began

    @property
    def underway(self) -> bool:
        """Whether it has begun and not ended; it may be paused."""
        return self._began is not None and self._ended is None

    async def run(self) -> Tally:
        """Walk to the end, or until stopped; give what was done."""
        now = self._alive = self._began = self._clock.now()
        self._tell(Started(now))
        self._enter(0, now)
        while self._ended is None:
            self._woken.clear()
            self._catch_up(self._clock.now())
            await self._sleep()
        return self.tally()

    def snapshot(self, now: float | None = None) -> Snapshot:
        """Read everything a screen shows; changes nothing."""
        now = self._clock.now() if now is None else now
        if self._ended is not None:
            now = self._ended
        return read(
            self._placed,
            self._route,
            state=self._state(now),
            now=self._placed.begins if self._paused else now,
            active=self._count.active,
            reason=self._reason,
        )

    def ahead(self) -> Iterator[ScheduledPhase]:
        """Returns this phase and those after it with their places in time, lazily.

        Nothing while paused or finished; an open phase is the last.
        """
        if self._paused or not self.underway:
            return
        yield from self._route.ahead(self._placed, self._swing, self._count.active)

    def additions(self) -> dict[tuple[Direction, Gait], float]:
        """Steps per minute that the person has added, by direction and gait."""
        return self._route.additions()

    def tally(self) -> Tally:
        """Counter what was done so far."""
        now = self._clock.now() if self._ended is None else self._ended
        seconds = 0.0 if self._began is None else now - self._began
        return self._count.tally(seconds, self._rounds, completed=self._completed)

    # The keys.

    def pause_or_go(self) -> None:
        """Pause, or resume, or go on where the phase waits for the person."""
        now = self._arrive()
        if not self.underway:
            return
        if self._paused:
            self._resume(now)
        elif self._placed.phase.is_open:
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
            self._skip_to(self._route.index + 1, now)

    def back(self) -> None:
        """Go to the start of this phase, or, near its start, to the one before."""
        now = self._arrive()
        if self.underway:
            progress = self._placed.entry if self._paused else self._placed.progress(now)
            near = progress < BACK_WITHIN
            self._skip_to(max(0, self._route.index - near), now)

    def change_cadence(self, spm: float) -> None:
        """Step faster by `spm` steps per minute from the next step on; slower if negative.

        It holds for this direction and gait, or, between moves, for those of the next move.
        """
        self._retempo(lambda current: current + spm)

    def set_cadence(self, spm: float) -> None:
        """Step at this cadence, steps per minute, from the next step on."""
        self._retempo(lambda _: spm)

    def _retempo(self, wish: Callable[[float], float]) -> None:
        now = self._arrive()
        move = self._route.move_from(self._route.index)
        if self._ended is not None or move is None or move.cadence is None:
            return
        if move.direction is None or move.gait is None:
            return
        placed, added = self._placed, self._route.added(move.direction, move.gait)
        at = placed.begins if self._paused else now
        current = (
            placed.grid.cadence_at(placed.progress(at))
            if placed.grid
            else move.cadence.start + added
        )
        wanted = min(max(wish(current), MIN_CADENCE_SPM), MAX_CADENCE_SPM)
        if wanted == current:
            return
        self._route.add(move.direction, move.gait, wanted - current)
        self._placed = retempoed(placed, at, wanted - current, standing=self._paused)
        self._tell(TempoChanged(now, move.direction, move.gait, wanted))
        self._woken.set()

    def swap_feet(self) -> None:
        """Take it that the person is on the other foot than they should be."""
        now = self._arrive()
        if not self.underway:
            return
        self._swing = self._swing.other
        phase = self._placed.phase
        if phase.foot is not None:
            self._placed = replace(self._placed, phase=replace(phase, foot=phase.foot.other))
        made = self._placed.begun_before if self._paused else self._placed.begun(now)
        self._tell(FeetSwapped(now, stepping_foot(self._swing, made)))

    def stop(self) -> None:
        """End here; what was done is kept."""
        now = self._arrive()
        if self.underway:
            self._leave(now, whole=False)
            self._finish(now, completed=False)

    # The anchor, and what moves it.

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
            self._pause(self._alive, f"the computer stood still for {still:.0f} s")
        self._alive, self._slept = now, slept
        while self.underway and not self._paused:
            end = self._placed.end
            self._warn(now if end is None else min(now, end))
            if end is None or now < end:
                return
            self._pass_on(end)

    def _warn(self, until: float) -> None:
        for at, words, before in warnings(self._placed, self._route):
            if self._warned < at <= until:
                self._warned = at
                self._tell(Warned(at, words, before))

    def _pass_on(self, end: float, lead: float = 0.0) -> None:
        """Go from a phase that is over into the next one, at exactly its end."""
        here = self._placed.phase
        self._route.laps.note(self._placed, end)
        self._leave(end, whole=True)
        following = self._route.phase(self._route.index + 1)
        if here.round is not None and (following is None or following.round != here.round):
            self._rounds += 1
        if following is None:
            self._finish(end, completed=True)
            return
        self._enter(self._route.index + 1, end, lead)

    def _skip_to(self, index: int, now: float) -> None:
        self._leave(now, whole=False)
        following = self._route.phase(index)
        self._tell(Skipped(now, None if following is None else index))
        if following is None:
            self._finish(now, completed=False)
        else:
            self._enter(index, now, SKIP_LEAD)

    def _leave(self, now: float, *, whole: bool) -> None:
        """Counter what was done of this phase; the feet stay where they stand."""
        placed = self._placed
        made = placed.begun_before
        if not self._paused:
            self._count.stretch(placed, now, whole=whole)
            made = placed.begun(now)
        self._swing = placed.next_foot(self._swing, made)
        self._route.active = self._count.active

    def _enter(self, index: int, now: float, lead: float = 0.0) -> None:
        self._route.index = index
        self._placed = led(self._route.place(index, now, self._swing), now, lead)
        self._warned = now
        self._tell(PhaseStarted(now, self._placed.phase, lead))
        self._woken.set()

    def _pause(self, now: float, reason: str | None) -> None:
        self._count.stretch(self._placed, now, whole=False)
        self._placed = stopped(self._placed, now)
        self._paused, self._reason = True, reason
        self._tell(Paused(now, reason))
        self._woken.set()

    def _resume(self, now: float) -> None:
        if self._placed.duration is not None and self._placed.entry >= self._placed.duration:
            self._pass_on(now)
            if self._ended is not None:
                return
        self._paused, self._reason, self._alive = False, None, now
        self._placed = led(self._placed, now, count_in(self._placed))
        self._tell(Resumed(now, self._placed.begins))
        self._woken.set()

    def _finish(self, now: float, *, completed: bool) -> None:
        self._ended, self._completed, self._paused = now, completed, False
        self._tell(Finished(now, self.tally()))
        self._woken.set()

    def _state(self, now: float) -> State:
        if self._ended is not None:
            return State.FINISHED
        if self._paused:
            return State.PAUSED
        if self._placed.lead > SKIP_LEAD and now < self._placed.begins:
            return State.RESUMING
        ready = self._began is None or self._placed.phase.kind is PhaseKind.READY
        return State.READY if ready else State.RUNNING

    def _tell(self, event: Event) -> None:
        for listener in self._listeners:
            listener(event)

    async def _sleep(self) -> None:
        """Wait for the end of the phase, a key, or the next sign of life."""
        times = [self._clock.now() + HEARTBEAT]
        if not self._paused:
            times += [] if self._placed.end is None else [self._placed.end]
            times += [at for at, _, _ in warnings(self._placed, self._route) if at > self._warned]
        wake = self._clock.call_at(min(times), self._woken.set)
        try:
            await self._woken.wait()
        finally:
            wake.cancel()

"""A session: one course walked in time.

Where one is follows from an anchor and the clock, never from counting ticks, so that
waking up late costs a frame and shifts nothing.
"""

import asyncio
import logging
from collections.abc import Callable, Iterator

from backcue.session.clock import Clock
from backcue.session.events import Walked
from backcue.session.log import Listener, SessionLog
from backcue.session.snapshot import Snapshot
from backcue.session.tally import Tally
from backcue.session.tempo import Tempo, Way
from backcue.session.walk import SKIP_LEAD, Walk
from backcue.workout.course import Course
from backcue.workout.timeline import ScheduledPhase

_LOG = logging.getLogger(__name__)

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

    def __init__(self, course: Course, clock: Clock, walk: Walk | None = None) -> None:
        """Walk a course; `walk` is one that goes on from where it is, on the same clock."""
        self._clock = clock
        self._walk = walk or Walk(course)
        self._alive = 0.0
        self._slept = clock.slept()
        self._went_back = _NEVER
        self._woken = asyncio.Event()

    @property
    def log(self) -> SessionLog:
        """The log: all that happens goes there."""
        return self._walk.log

    def listen(self, listener: Listener) -> None:
        """Tell this listener every event, at once and in order."""
        self._walk.log.listen(listener)

    @property
    def underway(self) -> bool:
        """Whether it has begun and not ended; it may be paused."""
        return self._walk.underway

    @property
    def tempo(self) -> Tempo:
        """What the person has added to the cadences."""
        return self._walk.tempo

    @property
    def coming_way(self) -> Way | None:
        """The direction and gait of the move one is in or that comes next; None: none is near."""
        return self._walk.coming_way(self._clock.now())

    async def run(self) -> Tally:
        """Walk to the end, or until stopped; returns what was done.

        Whatever ends it, an exception or a cancelled task too, the log is complete: it closes
        with `Finished`.
        """
        self._alive = self._clock.now()
        try:
            if self._walk.began is None:
                self._walk.begin(self._alive)
            while self._walk.underway:
                self._woken.clear()
                self._catch_up(self._clock.now())
                await self._sleep()
        finally:
            self.stop()
        return self.tally()

    def snapshot(self, now: float | None = None) -> Snapshot:
        """Read everything a surface shows; changes nothing."""
        return self._walk.snapshot(self._clock.now() if now is None else now)

    def foresight(self, seconds: float) -> Iterator[tuple[float, Snapshot]]:
        """Returns what is seen at each change within so many seconds if no key is pressed.

        Each with its time on the clock; nothing while it stands still.
        """
        now = self._clock.now()
        return self._walk.foresight(now, now + seconds)

    def ahead(self) -> Iterator[ScheduledPhase]:
        """Returns this phase and those after it with their places in time, lazily.

        Before the beginning they are those of a session that begins at 0. Nothing while paused
        or finished; an open phase is the last.
        """
        return self._walk.ahead()

    def tally(self) -> Tally:
        """Returns what was done so far."""
        return self._walk.tally(self._clock.now())

    def so_far(self) -> Walked | None:
        """Returns the stretch being walked as if it were over now; None where none is."""
        return self._walk.so_far(self._clock.now())

    # The keys.

    def pause_or_go(self) -> None:
        """Pause, or resume, or go on where the phase waits for the person.

        A key that bounces is one key: where it has just led into such a phase, it does nothing.
        """

        def press(now: float) -> None:
            if self._walk.paused:
                self._walk.resume(now)
            elif not self._walk.waits:
                self._walk.pause(now)
            elif not self._walk.has_just_come(now):
                self._walk.pass_on(now, SKIP_LEAD)

        self._act(press, pauses=True)

    def pause(self, reason: str | None = None) -> None:
        """Pause; nothing where it stands still already."""
        self._act(lambda now: None if self._walk.paused else self._walk.pause(now, reason))

    def pause_or_resume(self) -> None:
        """Pause, or resume, also where the phase waits for the person."""

        def press(now: float) -> None:
            if self._walk.paused:
                self._walk.resume(now)
            else:
                self._walk.pause(now)

        self._act(press, pauses=True)

    def next(self) -> None:
        """Go to the next phase."""
        self._act(self._walk.skip)

    def back(self) -> None:
        """Go to the start of this phase; pressed again at once, to the one before.

        Back over a turn on a moving belt it waits there: one has to turn round first.
        """

        def press(now: float) -> None:
            further = now - self._went_back <= BACK_AGAIN
            self._went_back = now
            facing = self._walk.go_back(now, further=further)
            if facing is not None and not self._walk.paused:
                self._walk.pause(now, f"face {facing}")

        self._act(press)

    def change_cadence(self, spm: float) -> None:
        """Aim at a cadence higher by `spm` steps per minute, from the next step on.

        It holds for this direction and gait, or, between moves, for those of the next move.
        """
        self._act(lambda now: self._walk.change_tempo(now, by=spm))

    def set_cadence(self, spm: float) -> None:
        """Step at this cadence, steps per minute, from the next step on."""
        self._act(lambda now: self._walk.change_tempo(now, to=spm))

    def swap_feet(self) -> None:
        """Take it that the person is on the other foot than they should be."""
        self._act(self._walk.swap_feet)

    def stop(self) -> None:
        """End here; what was done is kept, even where coming up to now fails."""
        try:
            self._act(self._walk.stop)
        except Exception:  # noqa: BLE001 - what was walked is told, whatever it is
            _LOG.exception("the walk failed at its end")
            self._woken.set()
            self._walk.stop(self._alive)

    # The time.

    def _act(self, press: Callable[[float], None], *, pauses: bool = False) -> None:
        """Bring the session up to now, then let a key act on it.

        One that `pauses` is done where it has paused by itself: it was pressed meanwhile.
        """
        if not self._walk.underway:
            return
        now = self._clock.now()
        has_paused = self._catch_up(now)
        if self._walk.underway and not (pauses and has_paused):
            press(now)
        self._woken.set()

    def _catch_up(self, now: float) -> bool:
        """Come up to now; returns whether it was paused for having stood still."""
        slept = self._clock.slept()
        still = max(now - self._alive, slept - self._slept)
        pauses = still > STALL and not self._walk.paused
        if pauses:
            _LOG.warning("stood still for %.1f s", still)
            self._walk.pause(self._alive, f"the computer stood still for {still:.0f} s")
        self._alive, self._slept = now, slept
        self._walk.come_to(now)
        return pauses

    async def _sleep(self) -> None:
        """Wait for what happens next by itself, a key, or the next sign of life."""
        if not self._walk.underway:
            return
        wake_at = min([self._clock.now() + HEARTBEAT, *self._walk.times_to_come()])
        wake = self._clock.call_at(wake_at, self._woken.set)
        try:
            await self._woken.wait()
        finally:
            wake.cancel()

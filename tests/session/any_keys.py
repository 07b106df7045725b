"""A person who presses anything: a session led by the real coach, beside the second model.

Every action goes to both, and after it both must tell the same.
"""

import asyncio
from collections.abc import Callable, Coroutine
from itertools import islice
from typing import Any, Final

from backcue.coach import Coach
from backcue.history.phases import done_phases
from backcue.history.store import Store
from backcue.session.events import Event, FeetSwapped, Paused, TempoChanged
from backcue.sound.score.cue import CUES, FINISH, STEP_LEFT, STEP_RIGHT, VOICE
from backcue.sound.score.score import AudioOptions
from backcue.workout.course import Course
from backcue.workout.notation import format_workout
from tests.clock import VirtualClock, settle
from tests.players import Recorder
from tests.session.agreement import (
    CLOSE,
    different,
    different_ahead,
    different_phases,
    different_record,
    different_tally,
    different_warnings,
    same,
)
from tests.session.expected_beats import ExpectedBeats
from tests.session.model import Model

HEARTBEAT, STALL = 0.5, 3.0
EDGE, FAR_EDGE = 0.1, 6.0
"""Seconds until new beats can be heard, with a device and without."""
KEYS: Final = (
    *("pause", "next", "back", "faster", "slower", "tap", "feet"),
    *("louder", "quieter", "mute", "voice"),
)
NEAR_END: Final = (-0.05, -1e-3, -1e-7, 0.0, 1e-7, 1e-3, 0.05)
"""Seconds around the end of a phase, where it is most likely to go wrong."""


AWAKE = 1.0000171
"""Seconds awake after a sleep: not round, so that no end falls on it but for rounding."""


class MismatchError(AssertionError):
    """The session and the model tell different things."""


def lengths(sound: str) -> float | None:
    """Returns the seconds of each sound."""
    if sound.startswith(VOICE):
        return 0.2 * len(sound.split())
    return 0.3 if sound in CUES else None


class AnyKeys:
    """One session and its model, on a virtual clock and an event loop of its own."""

    def __init__(
        self,
        course: Course,
        *,
        fade: float = 0.0,
        voice: bool = True,
        store: Store | None = None,
    ) -> None:
        self.course, self.fade, self.store = course, fade, store
        self.actions: list[tuple[str, float]] = []
        self.clock = VirtualClock()
        self.player = Recorder(self.clock, EDGE)
        self.loop = asyncio.new_event_loop()
        self.coach = Coach(
            course,
            clock=self.clock,
            player=self.player,
            lengths=lengths,
            audio=AudioOptions(voice=voice, fade=fade),
            store=store,
        )
        self.session = self.coach._session
        self.events: list[Event] = []
        self.coach.listen(self.events.append)
        now = self.clock.now()
        self.model = Model(course.workout, course.conditions, course.ready, course.first_foot, now)
        self.expected = ExpectedBeats()
        self.task = self.loop.create_task(self.coach.run())
        self._run(settle())

    def do(self, action: str, value: float = 0.0) -> None:
        """Do it to both, and compare them."""
        self.actions.append((action, value))
        try:
            getattr(self, f"_{action}")(value)
            self._compare()
        except Exception as error:
            raise MismatchError(f"{error!r}\n{self.story()}") from error

    def end(self) -> None:
        """Stop, and compare what both say was done."""
        try:
            now = self.clock.now()
            running = not self.model.over
            self.model.stop(now)
            self._walked()
            if running:
                self.expected.hush(now)
            self.coach.stop()
            self._run(settle())
            self._compare()
            self._compare_done()
            if self.store is not None:
                self._compare_kept(self.store)
        except Exception as error:
            raise MismatchError(f"{error!r}\n{self.story()}") from error

    def close(self) -> None:
        """Let go of the loop."""
        self.task.cancel()
        self.loop.run_until_complete(asyncio.wait([self.task]))
        self.loop.close()

    def story(self) -> str:
        """Returns all that is needed to do the same again."""
        course = self.course
        return (
            f"workout: {format_workout(course.workout)}\nconditions: {course.conditions}\n"
            f"ready {course.ready}, foot {course.first_foot}, fade {self.fade}\n"
            f"actions: {self.actions}"
        )

    def _run(self, coroutine: Coroutine[Any, Any, None]) -> None:
        self.loop.run_until_complete(coroutine)

    # Time passes.

    def _advance(self, seconds: float) -> None:
        self._run(self.clock.advance(seconds))
        self.model.advance(self.clock.now())
        self._walked()

    def _to_end(self, offset: float) -> None:
        """Go near to the end of the phase, or to its beginning where that is to come."""
        here = self.session._walk._here
        goal = here.begins if self.clock.now() < here.begins else here.end
        if goal is None:
            goal = self.clock.now() + 1.0
        self._advance(max(0.0, goal + offset - self.clock.now()))
        if offset == 0.0 and goal > self.clock.now():
            self.clock._now = goal
            self._advance(0.0)

    def _stall(self, seconds: float) -> None:
        since, count = self.clock.now(), len(self.events)
        self._run(self.clock.freeze(seconds))
        self._stood_still(since, seconds, count)

    def _sleep(self, seconds: float) -> None:
        since, count = self.clock.now(), len(self.events)
        self._run(self.clock.sleep_machine(seconds, AWAKE))
        self._stood_still(since, seconds, count)

    def _stall_then_pause(self, seconds: float) -> None:
        self._stall_then(seconds, "pause")

    def _stall_then_next(self, seconds: float) -> None:
        self._stall_then(seconds, "next")

    def _stall_then_back(self, seconds: float) -> None:
        self._stall_then(seconds, "back")

    def _stall_then(self, seconds: float, key: str) -> None:
        since = self.clock.now()
        self.clock._now += seconds
        self._still_then(since, seconds, key)

    def _still_then(self, since: float, seconds: float, key: str) -> None:
        """Press a key as the first sign of life after standing still."""
        count, was_over = len(self.events), self.model.over
        now, paused = self.clock.now(), self.model.paused
        self._key(key)
        stood_still = False
        if not paused and not was_over:
            stood_still = self._pause_as_told(self.events[count:], since, seconds)
        if key != "pause" or not stood_still:
            {"pause": self.model.space, "next": self.model.next, "back": self.model.back}[key](now)
        self.model.advance(now)
        self._walked()
        if not was_over:
            self.expected.hush(now)
        self.expected.unknown(since, now)

    def _pause_as_told(self, events: list[Event], since: float, still: float) -> bool:
        """Let the model stand still where the session does, which it must have a right to.

        Returns whether it does.
        """
        told = [event.at for event in events if isinstance(event, Paused) and event.reason]
        assert told or still <= STALL, "went on though nobody was there"
        assert not told or still > STALL - HEARTBEAT, "paused though somebody was there"
        for at in told:
            assert since - HEARTBEAT - CLOSE <= at <= since + CLOSE, "paused at the wrong time"
            self.model.stood_still(at)
        return bool(told)

    def _stood_still(self, since: float, still: float, count: int) -> None:
        now, was_paused = self.clock.now(), self.model.paused
        if not was_paused and not self.model.over:
            self._pause_as_told(self.events[count:], since, still)
        if self.model.paused and not was_paused:
            self.expected.hush(now)
        self.model.advance(now)
        self._walked()
        self.expected.unknown(since, now)

    def _device(self, works: float) -> None:
        """The device goes, or comes back."""
        self.player.error = None if works else "no sound: no audio device"
        self.player._ahead = EDGE if works else FAR_EDGE

    def _look(self, _: float) -> None:
        """Read everything; that must change nothing."""
        before = self.coach.snapshot()
        list(islice(self.session.ahead(), 30))
        next(self.session.ahead(), None)
        self.session.snapshot(self.clock.now() + 100)
        assert self.coach.snapshot() == before, "reading changed something"

    # The keys.

    def _key(self, action: str) -> None:
        self.coach.perform(action)
        self._run(settle())

    def _pause(self, _: float) -> None:
        self.model.advance(self.clock.now())
        if self.model.bounces(self.clock.now()):
            self._walked()
            self._key("pause")
        else:
            self._move_on("pause", self.model.space)

    def _next(self, _: float) -> None:
        self._move_on("next", self.model.next)

    def _back(self, _: float) -> None:
        self._move_on("back", self.model.back)

    def _move_on(self, action: str, does: Callable[[float], None]) -> None:
        """Press a key that ends the stretch being walked: what was planned is not heard."""
        now, was_over = self.clock.now(), self.model.over
        does(now)
        self._walked()
        if not was_over:
            self.expected.hush(now)
        self._key(action)

    def _faster(self, _: float) -> None:
        self._tempo("faster", by=2.0)

    def _slower(self, _: float) -> None:
        self._tempo("slower", by=-2.0)

    def _tempo(self, action: str, by: float) -> None:
        before = self.model.copy()
        aim = self.model.tempo(self.clock.now(), by=by)
        count = len(self.events)
        self._key(action)
        self._changed(before, aim, count)

    def _cadence(self, spm: float) -> None:
        before = self.model.copy()
        aim = self.model.tempo(self.clock.now(), to=spm)
        count = len(self.events)
        self.session.set_cadence(spm)
        self._run(settle())
        self._changed(before, aim, count)

    def _tap(self, _: float) -> None:
        before, count = self.model.copy(), len(self.events)
        tapped = self.coach.tap()
        self._run(settle())
        aim = None
        if tapped is not None:
            aim = self.model.tempo(self.clock.now(), to=round(tapped, 1))
        self._changed(before, aim, count)

    def _changed(self, before: Model, aim: float | None, count: int) -> None:
        told = [event for event in self.events[count:] if isinstance(event, TempoChanged)]
        assert len(told) == (aim is not None), "tempo told"
        assert not told or same(told[0].cadence, aim), "tempo told"
        if aim is not None:
            self._replanned(before)
        self._walked()

    def _feet(self, _: float) -> None:
        before = self.model.copy()
        foot, count = self.model.feet(self.clock.now()), len(self.events)
        self._key("feet")
        told = [event.foot for event in self.events[count:] if isinstance(event, FeetSwapped)]
        assert told == ([] if foot is None else [foot]), "foot told"
        if foot is not None:
            self._replanned(before)
        self._walked()

    def _voice(self, _: float) -> None:
        before = self.model.copy()
        self._key("voice")
        self._replanned(before)

    def _louder(self, _: float) -> None:
        self._key("louder")

    def _quieter(self, _: float) -> None:
        self._key("quieter")

    def _mute(self, _: float) -> None:
        self._key("mute")

    def _replanned(self, before: Model) -> None:
        """What was on its way when the plan changed stays on its way."""
        if before.over or before.paused:
            return
        now = self.clock.now()
        edge = now + self.player._ahead
        before.advance(now)
        before.beats.clear()
        before.advance(edge)
        self.expected.change(now, edge, before.beats)

    def _walked(self) -> None:
        self.expected.walk(self.model.beats)
        self.model.beats.clear()

    # What must agree.

    def _compare(self) -> None:
        if self.task.done() and (error := self.task.exception()):
            raise error
        now = self.model.ended if self.model.over else self.clock.now()
        ahead = list(islice(self.session.ahead(), 4))
        wrong = [
            *different(self.coach.snapshot(), self.model, now),
            *different_ahead(ahead, self.model),
            *different_warnings(self.events, self.model, now),
        ]
        if wrong:
            raise MismatchError("; ".join(wrong))

    def _compare_done(self) -> None:
        heard = self.player.heard(STEP_LEFT, STEP_RIGHT)
        beats = self.expected.differences(heard)
        if self.fade > 0:
            beats = [each for each in beats if each.startswith("heard")]
        wrong = different_tally(self.session.tally(), self.model) + beats[:5]
        told = (cue.at for cue in self.player.heard(FINISH))
        finish = [at - self.model.ended for at in told if self.expected.is_sure(at)]
        if self.model.completed and self.expected.is_sure(self.model.ended):
            if len(finish) != 1 or abs(finish[0]) > CLOSE:
                wrong.append(f"finish heard {finish} s after the end")
        elif finish:
            wrong.append(f"finish heard {finish} s after an end that is none")
        if wrong:
            raise MismatchError("; ".join(wrong))

    def _compare_kept(self, store: Store) -> None:
        """Compare what the history says of it with the model."""
        result, began = self.task.result(), any(gone.index > 0 for gone in self.model.gone)
        number = result.record.id
        if number is None:
            if began or not self.course.ready:
                raise MismatchError(f"not kept: {result.problem}")
            return
        record, log = store.session(number), store.log(number)
        if record is None or log is None or record != result.record:
            raise MismatchError(f"kept {record}, told {result.record}")
        wrong = [
            *different_record(record, self.model),
            *different_phases(done_phases(log.entries), self.model),
        ]
        if wrong:
            raise MismatchError("; ".join(f"kept: {each}" for each in wrong))

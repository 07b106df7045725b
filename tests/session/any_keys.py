"""A person who presses anything: a session led by the real coach, beside the second model.

Every action goes to both, and after it both must tell the same.
"""

import asyncio
from dataclasses import replace
from itertools import islice
from math import isclose
from typing import Final

from backcue.coach import Coach
from backcue.session.events import Event, FeetSwapped, Paused, TempoChanged, Warned
from backcue.session.snapshot import Snapshot, State
from backcue.sound.score.cue import CUES, STEP_LEFT, STEP_RIGHT, VOICE
from backcue.sound.score.score import AudioOptions
from backcue.workout.course import Course
from backcue.workout.model import Duration, Foot, Item, Move, Repeat, Rest, Turn, Workout
from backcue.workout.notation import format_workout
from backcue.workout.phases import Phase
from tests.clock import VirtualClock, settle
from tests.players import Recorder
from tests.session.expected_beats import ExpectedBeats
from tests.session.model import Model
from tests.session.model_tree import Task

CLOSE = 1e-6
"""Seconds that the two may be apart: sums made in another order."""
SHORTEST = 0.1
"""Seconds of the shortest phase: a thousand phases a second would only take long."""
HEARTBEAT, STALL = 0.5, 3.0
EDGE, FAR_EDGE = 0.1, 6.0
"""Seconds until new beats can be heard, with a device and without."""
KEYS: Final = (
    *("pause", "next", "back", "faster", "slower", "tap", "feet"),
    *("louder", "quieter", "mute", "voice"),
)
NEAR_END: Final = (-0.05, -1e-3, -1e-7, 0.0, 1e-7, 1e-3, 0.05)
"""Seconds around the end of a phase, where it is most likely to go wrong."""


ENDED: Final = ("foot", "following", "following foot", "coming", "warning")
"""What need not be told when all is over."""


class Mismatch(AssertionError):
    """The session and the model tell different things."""


def lengths(sound: str) -> float | None:
    """Returns the seconds of each sound."""
    if sound.startswith(VOICE):
        return 0.2 * len(sound.split())
    return 0.3 if sound in CUES else None


def roomy(workout: Workout) -> Workout:
    """Returns it without times that are too short to be walked in a test."""
    return Workout(tuple(_roomy(item) for item in workout.items))


def _roomy(item: Item) -> Item:
    if isinstance(item, Repeat):
        until = item.until
        if isinstance(until, Duration):
            until = Duration(max(SHORTEST, until.seconds))
        return Repeat(tuple(_roomy(inner) for inner in item.items), until)
    if isinstance(item.amount, Duration):
        amount = Duration(max(SHORTEST, item.amount.seconds))
        assert isinstance(item, Move | Rest | Turn) or item.amount
        return replace(item, amount=amount)
    return item


class AnyKeys:
    """One session and its model, on a virtual clock and an event loop of its own."""

    def __init__(self, course: Course, *, fade: float = 0.0, voice: bool = True) -> None:
        self.course, self.fade = course, fade
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
            store=None,
        )
        self.session = self.coach._session
        self.events: list[Event] = []
        self.coach.listen(self.events.append)
        now = self.clock.now()
        self.model = Model(course.workout, course.conditions, course.ready, course.first_foot, now)
        self.expected = ExpectedBeats()
        self.task = self.loop.create_task(self.coach.run())
        self._run(settle())
        self._compare()

    def do(self, action: str, value: float = 0.0) -> None:
        """Do it to both, and compare them."""
        self.actions.append((action, value))
        try:
            getattr(self, f"_{action}")(value)
            self._compare()
        except Exception as error:
            raise Mismatch(f"{error!r}\n{self.story()}") from error

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
        except Exception as error:
            raise Mismatch(f"{error!r}\n{self.story()}") from error

    def close(self) -> None:
        """Let go of the loop."""
        self.task.cancel()
        self._run(asyncio.gather(self.task, return_exceptions=True))
        self.loop.close()

    def story(self) -> str:
        """Returns all that is needed to do the same again."""
        course = self.course
        return (
            f"workout: {format_workout(course.workout)}\nconditions: {course.conditions}\n"
            f"ready {course.ready}, foot {course.first_foot}, fade {self.fade}\n"
            f"actions: {self.actions}"
        )

    def _run(self, coroutine: "asyncio.Future[object] | object") -> None:
        self.loop.run_until_complete(coroutine)  # type: ignore[arg-type]

    # Time passes.

    def _advance(self, seconds: float) -> None:
        self._run(self.clock.advance(seconds))
        self.model.advance(self.clock.now())
        self._walked()

    def _to_end(self, offset: float) -> None:
        """Go near to the end of the phase, or to its beginning where that is to come."""
        here = self.session._scheduled
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
        self._run(self.clock.sleep_machine(seconds))
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
        if not paused and not was_over:
            self._pause_as_told(self.events[count:], since, seconds)
        {"pause": self.model.space, "next": self.model.next, "back": self.model.back}[key](now)
        self._walked()
        if not was_over:
            self.expected.hush(now)
        self.expected.unknown(since, now)

    def _pause_as_told(self, events: list[Event], since: float, still: float) -> None:
        """Let the model stand still where the session does, which it must have a right to."""
        told = [event.at for event in events if isinstance(event, Paused) and event.reason]
        assert told or still <= STALL, "went on though nobody was there"
        assert not told or still > STALL - HEARTBEAT, "paused though somebody was there"
        for at in told:
            assert since - HEARTBEAT - CLOSE <= at <= since + CLOSE, "paused at the wrong time"
            self.model.stood_still(at)

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
        now, was_over = self.clock.now(), self.model.over
        self.model.space(now)
        self._walked()
        if not was_over:
            self.expected.hush(now)
        self._key("pause")

    def _next(self, _: float) -> None:
        now, was_over = self.clock.now(), self.model.over
        self.model.next(now)
        self._walked()
        if not was_over:
            self.expected.hush(now)
        self._key("next")

    def _back(self, _: float) -> None:
        now, was_over = self.clock.now(), self.model.over
        self.model.back(now)
        self._walked()
        if not was_over:
            self.expected.hush(now)
        self._key("back")

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
        assert not told or _same(told[0].cadence, aim), "tempo told"
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
        now, model, snapshot = self.clock.now(), self.model, self.coach.snapshot()
        if model.over:
            now = model.ended
        wrong = [
            f"{name}: session {here!r}, model {there!r}"
            for name, here, there in (
                *_place(snapshot, model, now),
                *_amounts(snapshot, model, now),
                *_ahead(snapshot, model, now),
            )
            if not _same(here, there) and not (model.over and name in ENDED)
        ]
        wrong += self._warnings() + self._plan(now)
        if wrong:
            raise Mismatch("; ".join(wrong))

    def _warnings(self) -> list[str]:
        told = [(e.at, e.words, e.before) for e in self.events if isinstance(e, Warned)]
        same = len(told) == len(self.model.told) and all(
            _same(here, there)
            for one, other in zip(told, self.model.told, strict=True)
            for here, there in zip(one, other, strict=True)
        )
        return [] if same else [f"warnings: session {told}, model {self.model.told}"]

    def _plan(self, now: float) -> list[str]:
        """Compare what the session says lies ahead with where the model will walk."""
        scheduled = list(islice(self.session.ahead(), 4))
        if not scheduled or self.model.over:
            return []
        walker = self.model.copy()
        wrong = []
        for number, each in enumerate(scheduled):
            task, steps = walker.task, walker.steps
            end = None
            if walker.duration is not None:
                end = walker.begins + walker.duration - walker.entry
            foot = walker.foot if task.kind == "move" else None
            foot = walker.foot.other if task.kind == "hold" else foot
            here = (each.phase.kind, each.begins, each.end, each.steps, each.phase.foot)
            there = (task.kind, walker.begins, end, steps and steps.count(), foot)
            if not all(map(_same, here, there)):
                wrong.append(f"ahead {number}: session {here}, model {there}")
            if each.end is None or end is None:
                break
            walker._pass_on(end)
            if walker.over:
                break
        return wrong

    def _compare_done(self) -> None:
        tally, model = self.session.tally(), self.model
        held = {foot: (held.count, held.seconds) for foot, held in tally.holds.items()}
        pairs = [
            ("seconds", tally.seconds, model.ended - model.began),
            ("active", tally.active_seconds, model.done.active),
            ("steps", dict(tally.steps), model.done.steps),
            ("repetitions", tally.repetitions, model.done.rounds),
            ("completed", tally.completed, model.completed),
            *((f"holds {foot}", held[foot][0], model.done.held[foot][0]) for foot in Foot),
            *((f"held {foot}", held[foot][1], model.done.held[foot][1]) for foot in Foot),
        ]
        wrong = [f"{name}: {here!r} {there!r}" for name, here, there in pairs if here != there]
        wrong = [
            f"{name}: session {here!r}, model {there!r}"
            for name, here, there in pairs
            if not _same(here, there)
        ]
        heard = self.player.heard(STEP_LEFT, STEP_RIGHT)
        differences = self.expected.differences(heard)
        if self.fade > 0:
            differences = [each for each in differences if each.startswith("heard")]
        wrong += differences[:5]
        if model.completed:
            heard_at = (cue.at for cue in self.player.heard("finish"))
            finish = [at for at in heard_at if not self.expected.is_open(at)]
            on_time = len(finish) == 1 and abs(finish[0] - model.ended) <= CLOSE
            if not on_time and not self.expected.is_open(model.ended):
                wrong.append(f"finish: heard at {finish}, model ended at {model.ended}")
        if wrong:
            raise Mismatch("; ".join(wrong))


def _same(here: object, there: object) -> bool:
    if isinstance(here, float | int) and isinstance(there, float | int):
        return isclose(here, there, rel_tol=1e-9, abs_tol=CLOSE)
    return here == there


def _state(model: Model, now: float) -> State:
    if model.over:
        return State.FINISHED
    if model.paused:
        return State.PAUSED
    if model.resumed and now < model.begins:
        return State.RESUMING
    return State.READY if model.task.kind == "ready" else State.RUNNING


def _place(snapshot: Snapshot, model: Model, now: float) -> list[tuple[str, object, object]]:
    phase, task, made = snapshot.phase, model.task, model.begun(now)
    foot = model.foot if max(0, made - 1) % 2 == 0 else model.foot.other
    if task.kind != "move":
        foot = model.foot.other if task.kind == "hold" else None  # type: ignore[assignment]
    count = model.steps and model.steps.count()
    return [
        ("state", snapshot.state, _state(model, now)),
        ("kind", phase.kind, task.kind),
        ("direction", phase.direction, task.direction),
        ("index", phase.index, task.index),
        ("repetition", phase.repetition, task.repetition),
        ("repetitions", phase.repetitions, task.repetitions),
        ("step", snapshot.step, made),
        ("steps left", snapshot.steps_left, None if count is None else count - made),
        ("foot", snapshot.foot, foot),
    ]


def _amounts(snapshot: Snapshot, model: Model, now: float) -> list[tuple[str, object, object]]:
    progress, duration = model.progress(now), model.duration
    left = model.remaining(now)
    lead = 0.0 if model.paused or model.over else max(0.0, model.begins - now)
    warning = [each.words for each in model.warnings() if each.at <= now + CLOSE]
    shown = warning[-1] if warning and not model.paused else None
    return [
        ("progress", snapshot.phase_elapsed, progress),
        ("phase left", snapshot.phase_left, None if duration is None else duration - progress),
        ("cadence", snapshot.cadence, _cadence(model, progress, snapshot.cadence)),
        ("elapsed", snapshot.elapsed, model.active(now)),
        ("remaining", snapshot.remaining, snapshot.remaining if left == "too far" else left),
        ("lead", snapshot.lead_left, lead),
        ("warning", snapshot.warning, shown),
    ]


def _cadence(model: Model, progress: float, told: float | None) -> float | None:
    """Returns the cadence; where it changes just there, the one that is told if that is either."""
    if model.steps is None:
        return None
    either = [model.steps.cadence(progress + apart) for apart in (0.0, CLOSE, -CLOSE)]
    return next((spm for spm in either if _near(spm, told)), either[0])


def _near(spm: float, told: float | None) -> bool:
    return told is not None and abs(spm - told) < 1e-3


def _ahead(snapshot: Snapshot, model: Model, now: float) -> list[tuple[str, object, object]]:
    coming = [task for task, _ in model.coming(now, 2)]
    following = coming[0] if coming else None
    foot = model.next_foot(now)
    if following is not None and foot is not None and following.kind == "hold":
        foot = foot.other
    if following is None or following.kind not in ("move", "hold"):
        foot = None
    ready: Task | None = None
    if model.task.kind in ("turn", "ready"):
        settles = following is not None and following.kind == "ready"
        ready = (coming[1] if len(coming) > 1 else None) if settles else following
    then = snapshot.following
    return [
        ("following", _named(then), None if following is None else _task(following)),
        ("following foot", then and then.foot, foot),
        ("coming", _named(snapshot.coming), None if ready is None else _task(ready)),
    ]


def _named(phase: Phase | None) -> object:
    return phase and (str(phase.kind), phase.direction, phase.steps, phase.index)


def _task(task: Task) -> object:
    steps = None
    if task.plan is not None:
        from tests.session.model_steps import StepTimes

        steps = StepTimes(task.plan, 0.0).count()
    return task.kind, task.direction, steps, task.index

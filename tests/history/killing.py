"""Sessions in processes of their own that are killed, and what the history says afterwards.

POSIX alone: the processes are forks of this one, which is quicker than starting Python anew.
"""

import asyncio
import os
import random
import signal
import sqlite3
import struct
import time
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from backcue.coach import Coach
from backcue.history.entries import Told
from backcue.history.record import Record
from backcue.history.recovery import Resumption
from backcue.session.events import (
    Continued,
    FeetSwapped,
    Paused,
    PhaseStarted,
    Pressed,
    Resumed,
    Skipped,
    Started,
    TempoChanged,
)
from backcue.session.tally import Tally
from backcue.sound.outputs.player import Player
from backcue.sound.score.audio_options import AudioOptions
from backcue.workout.course import Course
from backcue.workout.model import Direction
from backcue.workout.notation import parse
from tests.clock import VirtualClock, settle
from tests.kept import store_in
from tests.workouts import course

KEYS = ("pause", "pause", "next", "back", "faster", "slower", "feet", "mute", "voice", "louder")
WORKOUTS = (
    "20x(5 forward, hold 2s, 4 backward, hold 3s)",
    "forever(100 forward, 15 backward)",
    "10min of (30s backward run, rest 20s)",
    "90s forward @ 100..120spm, hold 40s, 60 backward",
    "forward until key, 20 backward, turn until key, 8x(3 forward, hold 0.7s)",
)


class FastClock:
    """The real clock, `speed` times as fast."""

    def __init__(self, speed: float) -> None:
        self._began, self._speed = time.monotonic(), speed

    def now(self) -> float:
        return self._began + (time.monotonic() - self._began) * self._speed

    def slept(self) -> float:
        return 0.0

    def call_at(self, when, callback) -> asyncio.TimerHandle:  # type: ignore[no-untyped-def]
        wait = max(0.0, when - self.now()) / self._speed
        return asyncio.get_running_loop().call_later(wait, callback)


@dataclass(frozen=True)
class Killed:
    """A session whose process was killed."""

    course: Course
    seconds: float
    """How long it had been walked in this process, on its own clock."""
    over: bool
    """Whether it had come to its end before."""


def random_course(rng: random.Random) -> Course:
    """Returns a course with phases of all lengths."""
    return course(parse(rng.choice(WORKOUTS)), ready=rng.choice((0.0, 0.0, 2.0)))


def kill_at_random(
    folder: Path,
    rng: random.Random,
    *,
    speed: float,
    longest: float,
    left: Resumption | None = None,
) -> Killed:
    """Walk a session in another process, kill that within `longest` seconds of real time.

    `left` is one that goes on there.
    """
    reads, writes = os.pipe()
    seed, walked = rng.random(), random_course(rng)
    child = os.fork()
    if child == 0:
        os.close(reads)
        try:
            asyncio.run(_walk(folder, random.Random(seed), walked, writes, speed=speed, left=left))
        finally:
            os._exit(0)
    os.close(writes)
    (began,) = struct.unpack("d", os.read(reads, 8))
    time.sleep(max(0.0, began + rng.uniform(0.0, longest) - time.monotonic()))
    os.kill(child, signal.SIGKILL)
    now = time.monotonic()
    _, status = os.waitpid(child, 0)
    os.close(reads)
    return Killed(walked, (now - began) * speed, over=os.WIFEXITED(status))


async def _walk(
    folder: Path,
    rng: random.Random,
    walked: Course,
    tell: int,
    *,
    speed: float,
    left: Resumption | None,
) -> None:
    clock = FastClock(speed)
    coach = Coach(
        walked if left is None else left.head.course,
        clock=clock,
        player=Player(clock=clock.now),
        lengths=lambda _: None,
        audio=AudioOptions(),
        store=store_in(folder),
        resumption=left,
    )
    session = asyncio.create_task(coach.run())
    await asyncio.sleep(0)
    os.write(tell, struct.pack("d", time.monotonic()))
    if left is not None:
        coach.perform("pause")
    # Whoever pauses in the lead-in has not begun.
    await asyncio.sleep(walked.ready / speed)
    while not session.done():
        await asyncio.sleep(rng.expovariate(1 / 4.0) / speed)
        coach.perform(rng.choice(KEYS))
    await session


def is_sound(folder: Path) -> bool:
    """Whether SQLite finds nothing wrong with the history."""
    with closing(sqlite3.connect(store_in(folder).place.database)) as database:
        return database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def begun_at(log: Iterable[Told]) -> float:
    """Returns when a session began, on its clock."""
    return next(told.entry.at for told in log if isinstance(told.entry, Started))


def acted_at(key: Pressed, after: Sequence[Told]) -> float:
    """Returns when a key took effect, which is a little later than it was pressed."""
    for _, entry in after:
        if isinstance(entry, Pressed):
            break
        by_key = isinstance(entry, PhaseStarted) and entry.lead > 0
        if by_key or isinstance(entry, Paused | Resumed | Skipped | TempoChanged | FeetSwapped):
            return entry.at
    return key.at


def expected_tally(walked: Course, log: Sequence[Told], seconds: float) -> Tally:
    """Walk a session with the keys that its log names; returns what it came to by then."""
    began = begun_at(log)

    async def walk() -> Tally:
        clock = VirtualClock(began)
        coach = Coach(
            walked,
            clock=clock,
            player=Player(clock=clock.now),
            lengths=lambda _: None,
            audio=AudioOptions(),
            store=None,
        )
        task = asyncio.create_task(coach.run())
        await settle()
        for number, told in enumerate(log):
            if isinstance(told.entry, Pressed):
                acted = acted_at(told.entry, log[number + 1 :])
                await clock.advance(max(0.0, acted - clock.now()))
                coach.perform(told.entry.action)
                await settle()
        await clock.advance(max(0.0, began + seconds - clock.now()))
        coach.stop()
        await task
        return coach._session.tally()

    return asyncio.run(walk())


def wrong_tally(record: Record, expected: Tally) -> list[str]:
    """Returns in what a record is not what is expected, but for the time between two readings."""
    pairs = [
        ("active", record.active_seconds, expected.active_seconds, 0.02),
        # The step that falls on this very moment may count or not.
        ("forward", record.forward_steps, expected.steps[Direction.FORWARD], 1),
        ("backward", record.backward_steps, expected.steps[Direction.BACKWARD], 1),
        ("repetitions", record.repetitions, expected.repetitions, 0),
    ]
    for foot, held in record.holds.items():
        pairs.append((f"holds {foot}", held.count, expected.holds[foot].count, 0))
        pairs.append((f"held {foot}", held.seconds, expected.holds[foot].seconds, 0.02))
    return [
        f"{what}: {is_}, not {meant}" for what, is_, meant, by in pairs if abs(is_ - meant) > by
    ]


class Kills:
    """Kills sessions of one history, one after the other, and looks at it after each."""

    def __init__(self, folder: Path, seed: int, *, speed: float, longest: float) -> None:
        self.folder, self.store = folder, store_in(folder)
        self.rng = random.Random(seed)
        self.speed, self.longest = speed, longest
        self.losses: list[float] = []
        """Seconds of session time that were missing after each kill."""
        self.offered = self.over = self.unbegun = 0
        self.left: Resumption | None = None
        self.kept: dict[int | None, Record] = {}

    def kill_one(self) -> list[str]:
        """Walk, or go on with, a session and kill it; returns what was wrong afterwards."""
        before, left = self.kept, self.left
        was = 0.0 if left is None else left.record.seconds
        killed = kill_at_random(
            self.folder, self.rng, speed=self.speed, longest=self.longest, left=left
        )
        self.left = None
        if not self.store.place.database.exists():
            self.unbegun += 1
            return self._unbegun(killed)
        wrong = [] if is_sound(self.folder) else ["not sound"]
        [*offered] = self.store.left_behind(datetime.now().astimezone().date())
        sessions = {record.id: record for record in self.store.sessions()}
        number = None if left is None else left.record.id
        new = [each for each in sessions if each not in before] or [number] * (left is not None)
        others = {each: record for each, record in before.items() if each not in new}
        wrong += [] if others == {each: sessions.get(each) for each in others} else ["others"]
        if not new:
            self.unbegun += 1
            wrong += self._unbegun(killed)
        elif killed.over:
            self.over += 1
            wrong += ["over and offered"] if offered else []
        else:
            self.losses.append(was + killed.seconds - sessions[new[0]].seconds)
            wrong += self._interrupted(killed, offered, sessions[new[0]])
        self.kept = {record.id: record for record in self.store.sessions()}
        return wrong

    def _unbegun(self, killed: Killed) -> list[str]:
        lost = killed.seconds - killed.course.ready
        return [] if killed.over or lost <= 1.0 else [f"lost wholly after {lost:.2f} s"]

    def _interrupted(self, killed: Killed, offered: list[Resumption], kept: Record) -> list[str]:
        wrong = [] if self.losses[-1] <= 1.0 else [f"lost {self.losses[-1]:.2f} s"]
        log = self.store.log(kept.id or 0)
        assert log is not None
        if not offered:
            # It had just come to its end.
            return wrong if kept.completed else [*wrong, f"not offered: {kept}"]
        self.offered += 1
        [left] = offered
        # Where the machine stood still, or it went on, nobody can say so easily what it came to.
        simple = not any(
            isinstance(entry, Continued) or (isinstance(entry, Paused) and entry.reason)
            for _, entry in log.entries
        )
        if simple:
            expected = expected_tally(killed.course, log.entries, kept.seconds)
            wrong += wrong_tally(kept, expected)
            elapsed = left.snapshot.elapsed
            if abs(elapsed - expected.active_seconds) > 0.5 + 0.02:
                wrong.append(f"offered at {elapsed}, not {expected.active_seconds}")
        match self.rng.randrange(3):
            case 0:
                self.left = left
            case 1:
                self.store.keep(left)
                [again] = [each for each in self.store.sessions() if each.id == kept.id]
                wrong += [] if abs(again.seconds - kept.seconds) < 1e-6 else ["kept otherwise"]
            case _:
                self.store.throw_away(left)
                wrong += ["not thrown away"] if self.store.session(kept.id or 0) else []
        return wrong

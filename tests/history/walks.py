"""Sessions that are walked and kept within moments."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from backcue.coach import Coach, SessionResult
from backcue.history.record import Record
from backcue.history.store import Store
from backcue.sound.outputs.player import Player
from backcue.sound.score.audio_options import AudioOptions
from backcue.workout.course import Course
from tests.clock import VirtualClock, settle
from tests.workouts import balance, course

PATIENCE = 10.0
"""Seconds to wait for what must come; only a failure waits so long."""


class Walked:
    """A session on a virtual clock that is kept; `result` once it is over."""

    def __init__(self, walked: Course, store: Store | None) -> None:
        self.clock = VirtualClock()
        self.coach = Coach(
            walked,
            clock=self.clock,
            player=Player(clock=self.clock.now),
            lengths=lambda _: None,
            audio=AudioOptions(),
            store=store,
        )
        self.result: SessionResult | None = None

    @property
    def record(self) -> Record:
        assert self.result is not None
        return self.result.record


@asynccontextmanager
async def walking(store: Store | None, walked: Course | None = None) -> AsyncIterator[Walked]:
    """Walk a session; it is stopped at the end."""
    session = Walked(walked or course(balance(3)), store)
    task = asyncio.create_task(session.coach.run())
    await settle()
    try:
        yield session
    finally:
        session.coach.stop()
        session.result = await task


def keep_one(store: Store | None, walked: Course | None = None, seconds: float = 60.0) -> Walked:
    """Walk a session for so long, and keep it."""

    async def walk() -> Walked:
        async with walking(store, walked) as session:
            await session.clock.advance(seconds)
        return session

    return asyncio.run(walk())


def until(is_so: Callable[[], object]) -> None:
    """Wait until something is so that another thread does."""
    latest = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < latest, "it did not come"
        time.sleep(0.005)

"""A session that is walked on a virtual clock, and what it tells."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeVar

from backcue.session.events import Event, PhaseStarted
from backcue.session.session import Session
from backcue.workout.course import Course
from tests.clock import VirtualClock, settle

E = TypeVar("E")


class Walk:
    """A session that is being walked on a virtual clock."""

    def __init__(self, walked: Course) -> None:
        self.clock = VirtualClock()
        self.session = Session(walked, self.clock)
        self.events: list[Event] = []
        self.session.listen(self.events.append)
        self.began = self.clock.now()

    def of(self, kind: type[E]) -> list[E]:
        return [event for event in self.events if isinstance(event, kind)]

    def starts(self) -> list[float]:
        return [event.at - self.began for event in self.of(PhaseStarted)]


@asynccontextmanager
async def walking(walked: Course) -> AsyncIterator[Walk]:
    walk = Walk(walked)
    task = asyncio.create_task(walk.session.run())
    await settle()
    try:
        yield walk
    finally:
        walk.session.stop()
        await task

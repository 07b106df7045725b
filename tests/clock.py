"""A clock that tests move by hand."""

import asyncio
import heapq
from collections.abc import Callable
from itertools import count


class VirtualWake:
    def __init__(self, callback: Callable[[], None]) -> None:
        self.callback: Callable[[], None] | None = callback

    def cancel(self) -> None:
        self.callback = None


class VirtualClock:
    """Time passes only in `advance`; each callback sees exactly the time it asked for."""

    def __init__(self, start: float = 1000.0) -> None:
        self._now = start
        self._order = count()
        self._slept = 0.0
        self._waiting: list[tuple[float, int, VirtualWake]] = []

    def now(self) -> float:
        return self._now

    def slept(self) -> float:
        return self._slept

    def call_at(self, when: float, callback: Callable[[], None]) -> VirtualWake:
        wake = VirtualWake(callback)
        heapq.heappush(self._waiting, (when, next(self._order), wake))
        return wake

    async def advance(self, seconds: float) -> None:
        """Let so much time pass, with everything in it happening in order."""
        target = self._now + seconds
        await settle()
        while self._waiting and self._waiting[0][0] <= target:
            when, _, wake = heapq.heappop(self._waiting)
            if wake.callback is not None:
                self._now = max(self._now, when)
                wake.callback()
                await settle()
        self._now = target

    async def sleep_machine(self, seconds: float, awake: float = 1.0) -> None:
        """Let the machine sleep: this clock stands still meanwhile."""
        self._slept += seconds
        await self.advance(awake)

    async def freeze(self, seconds: float) -> None:
        """Let time pass with nobody looking, as when the machine is busy or asleep."""
        self._now += seconds
        await self.advance(0)


async def settle() -> None:
    """Let every task that can go on go on."""
    for _ in range(4):
        await asyncio.sleep(0)

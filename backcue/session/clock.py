"""The clock of a session: handed in, so that two hours can be walked in a moment."""

import asyncio
import time
from collections.abc import Callable
from typing import Protocol

_SLEEP_CLOCKS = (("CLOCK_BOOTTIME", "CLOCK_MONOTONIC"), ("CLOCK_MONOTONIC", "CLOCK_UPTIME_RAW"))
"""For Linux and for macOS: a clock that goes on while the machine sleeps, and one that does not."""


class Wake(Protocol):
    """A call that is to come and can still be called off."""

    def cancel(self) -> None:
        """Call it off."""
        ...


class Clock(Protocol):
    """Tells the time in seconds that only ever grow, and calls back at one."""

    def now(self) -> float:
        """Seconds since some fixed moment."""
        ...

    def call_at(self, when: float, callback: Callable[[], None]) -> Wake:
        """Call back at this time, or at once if it is past."""
        ...

    def slept(self) -> float:
        """Seconds that the machine has slept while this clock stood still."""
        ...


class MonotonicClock:
    """The machine's own monotonic clock, and the running asyncio loop to wait on it."""

    def now(self) -> float:
        """Seconds of `time.monotonic`."""
        return time.monotonic()

    def slept(self) -> float:
        """Seconds of sleep that `time.monotonic` leaves out; 0 where it counts them (Windows)."""
        for awake_and_asleep, awake in _SLEEP_CLOCKS:
            if hasattr(time, awake_and_asleep) and hasattr(time, awake):
                return time.clock_gettime(getattr(time, awake_and_asleep)) - time.clock_gettime(
                    getattr(time, awake)
                )
        return 0.0

    def call_at(self, when: float, callback: Callable[[], None]) -> Wake:
        """Call back from the running loop, whatever clock that loop keeps."""
        return asyncio.get_running_loop().call_later(max(0.0, when - time.monotonic()), callback)

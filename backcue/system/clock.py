"""The machine's clock: seconds that only ever grow, and what it leaves out while asleep."""

import asyncio
import sys
import time
from collections.abc import Callable

# Before 3.13 `time.monotonic` steps by 15.6 ms on Windows; its performance counter does not.
monotonic = (
    time.perf_counter if sys.platform == "win32" and sys.version_info < (3, 13) else time.monotonic
)
"""Seconds since some fixed moment: the one clock of sessions and sounds."""
_SLEEP_CLOCKS = (("CLOCK_BOOTTIME", "CLOCK_MONOTONIC"), ("CLOCK_MONOTONIC", "CLOCK_UPTIME_RAW"))
"""For Linux and for macOS: a clock that goes on while the machine sleeps, and one that does not."""


class MonotonicClock:
    """The clock of real sessions: `monotonic`, and the running asyncio loop to wait on it."""

    def now(self) -> float:
        """Returns seconds of `monotonic`."""
        return monotonic()

    def slept(self) -> float:
        """Returns the seconds of sleep that it leaves out; 0 where it counts them (Windows)."""
        if sys.platform != "win32":
            for through_sleep, awake in _SLEEP_CLOCKS:
                if hasattr(time, through_sleep) and hasattr(time, awake):
                    both = time.clock_gettime(getattr(time, through_sleep))
                    return both - time.clock_gettime(getattr(time, awake))
        return 0.0

    def call_at(self, when: float, callback: Callable[[], None]) -> asyncio.TimerHandle:
        """Call back from the running loop, whatever clock that loop keeps."""
        return asyncio.get_running_loop().call_later(max(0.0, when - monotonic()), callback)

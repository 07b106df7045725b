"""The clock of a session: handed in, so that two hours can be walked in a moment."""

from collections.abc import Callable
from typing import Protocol


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

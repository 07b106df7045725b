"""The terminal's own bell, where there is nothing better."""

import sys
import time
from collections.abc import Callable
from typing import Final

from backcue.sound.outputs.on_time import OnTime
from backcue.sound.score.cue import Cue

TRANSITIONS: Final = frozenset(
    {"forward", "backward", "hold", "rest", "turn", "ready", "finish", "pause", "resume"}
)
"""The sounds that tell of a change; a bell on every step would tell nothing."""
TOGETHER: Final = 0.1
"""Seconds within which two changes ring once."""


def ring_terminal() -> None:
    """Ring the bell of the terminal that this program was started in, where there is one."""
    try:
        with open("CONOUT$" if sys.platform == "win32" else "/dev/tty", "wb") as terminal:  # noqa: PTH123
            terminal.write(b"\a")
    except OSError:
        return


class BellPlayer:
    """Rings at transitions, at their time. `when` says at that time whether to ring at all."""

    def __init__(
        self,
        ring: Callable[[], None] = ring_terminal,
        *,
        volume: float = 1.0,
        when: Callable[[], bool] = lambda: True,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._ring = ring
        self._volume = volume
        self._when = when
        self._clock = clock
        self._due = OnTime(self._play, clock=clock)
        self._rung = float("-inf")

    @property
    def name(self) -> str:
        """`bell`."""
        return "bell"

    @property
    def error(self) -> str | None:
        """None: whether a terminal rings or flashes or keeps still, nobody is told."""
        return None

    def open(self) -> None:
        """Do nothing: a terminal is always open."""

    def schedule(self, cue: Cue) -> None:
        """Ring at `cue.at` if the cue tells of a change."""
        if cue.sound in TRANSITIONS:
            self._due.schedule(cue)

    def cancel(self) -> float:
        """Forget every ring to come; give the time now."""
        return self._due.cancel()

    def hush(self) -> None:
        """Forget every ring to come."""
        self._due.cancel()

    def stop_speaking(self) -> None:
        """Do nothing: a bell says no words."""

    def set_volume(self, volume: float) -> None:
        """Ring, or at 0 keep still: a bell has no loudness."""
        self._volume = volume

    def close(self) -> None:
        """Forget every ring to come."""
        self._due.cancel()

    def _play(self, _: Cue) -> None:
        now = self._clock()
        if self._volume > 0 and now - self._rung >= TOGETHER and self._when():
            self._rung = now
            self._ring()

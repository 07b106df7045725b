"""The terminal's own bell: alone, or where a better player is not heard."""

import sys
from collections.abc import Callable, Iterable
from typing import Final, Unpack

from backcue.sound.outputs.on_time import OnTimePlayer
from backcue.sound.outputs.player import CLOSING, RING_OUT, Player, Setup
from backcue.sound.score.cue import Cue

TRANSITIONS: Final = frozenset(
    {"forward", "backward", "hold", "rest", "turn", "ready", "finish", "pause", "resume"}
)
"""The sounds that tell of a change; a bell on every step would tell nothing."""
TOGETHER: Final = 0.1
"""Seconds within which two changes ring once."""
Ring = Callable[[], None]


def ring_terminal() -> None:
    """Ring the bell of the terminal that this program was started in, where there is one."""
    try:
        with open("CONOUT$" if sys.platform == "win32" else "/dev/tty", "wb") as terminal:  # noqa: PTH123
            terminal.write(b"\a")
    except OSError:
        return


class BellPlayer(OnTimePlayer):
    """Rings at transitions, at their time; at volume 0 it keeps still.

    It has no error: whether a terminal rings or flashes or does nothing, nobody is told.
    """

    name = "bell"

    def __init__(self, ring: Ring = ring_terminal, **setup: Unpack[Setup]) -> None:
        super().__init__(**setup)
        self._ring = ring
        self._rung = float("-inf")

    def schedule(self, cue: Cue) -> None:
        """Ring at `cue.at` if the cue tells of a change."""
        if cue.sound in TRANSITIONS:
            super().schedule(cue)

    def _begin(self, cue: Cue) -> None:
        del cue
        now = self._clock()
        if self._volume > 0 and now - self._rung >= TOGETHER:
            self._rung = now
            self._ring()


class WithBell(BellPlayer):
    """Another player, with the terminal's bell at transitions while that one is in error."""

    def __init__(self, player: Player, ring: Ring, **setup: Unpack[Setup]) -> None:
        super().__init__(ring, **setup)
        self._player = player
        self.name = player.name

    @property
    def error(self) -> str | None:
        """Why the player is not heard; None while all is well."""
        return self._player.error

    @property
    def running(self) -> bool:
        """Whether the player plays."""
        return self._player.running

    @property
    def sounding(self) -> bool:
        """Whether anything of the player's sounds, or waits to."""
        return self._player.sounding

    def open(self) -> None:
        """Open the player."""
        self._player.open()

    def schedule(self, cue: Cue) -> None:
        """Play this cue at `cue.at`, or ring for it."""
        super().schedule(cue)
        self._player.schedule(cue)

    def prepare(self, sounds: Iterable[str]) -> None:
        """Let the player make these ready."""
        self._player.prepare(sounds)

    def cancel(self) -> float:
        """Forget every cue that has not begun; returns the time from which new ones are heard."""
        super().cancel()
        return self._player.cancel()

    def hush(self) -> None:
        """Forget every cue and fade out what sounds."""
        super().hush()
        self._player.hush()

    def stop_speaking(self) -> None:
        """Forget every phrase and fade out the one that is being said."""
        self._player.stop_speaking()

    def set_volume(self, volume: float) -> None:
        """Set the loudness: 0 to 1; at 0 the bell keeps still, too."""
        super().set_volume(volume)
        self._player.set_volume(volume)

    def close(self) -> None:
        """Close the player; the bell rings no more."""
        super().close()
        self._player.close()

    def wait_closed(self, timeout: float = RING_OUT + CLOSING) -> None:
        """Wait until the player is closed."""
        self._player.wait_closed(timeout)

    def _begin(self, cue: Cue) -> None:
        if self.error is not None:
            super()._begin(cue)

"""An output whose failing stops nothing: neither the session nor the rest of its sound."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from backcue.sound.outputs.player import CLOSING, RING_OUT, Player
from backcue.sound.score.cue import Cue
from backcue.system.clock import monotonic
from backcue.system.log import logger

_LOG = logger(__name__)
T = TypeVar("T")


class Shielded(Player):
    """Another player. What it raises is logged, and is its error until it takes a cue again."""

    def __init__(self, player: Player) -> None:
        super().__init__(clock=monotonic)
        self.name = player.name
        self._player = player
        self._failed: str | None = None

    @property
    def error(self) -> str | None:
        """Why nothing is heard."""
        return self._failed or self._try(lambda: self._player.error, None)

    @property
    def running(self) -> bool:
        """Whether a cue that is scheduled now would be heard."""
        return self._try(lambda: self._player.running, otherwise=False)

    @property
    def sounding(self) -> bool:
        """Whether anything sounds, or waits to."""
        return self._try(lambda: self._player.sounding, otherwise=False)

    def open(self) -> None:
        """Begin."""
        self._try(self._player.open, None)

    def schedule(self, cue: Cue) -> None:
        """Play this cue at `cue.at`."""
        before, self._failed = self._failed, None
        self._try(lambda: self._player.schedule(cue), None)
        if before is not None and self._failed is None:
            _LOG.info("the output takes cues again")

    def prepare(self, sounds: Iterable[str]) -> None:
        """Make these ready in the background."""
        self._try(lambda: self._player.prepare(sounds), None)

    def cancel(self) -> float:
        """Forget every cue that has not begun; returns the time from which new ones are heard."""
        return self._try(self._player.cancel, self._clock())

    def hush(self) -> None:
        """Forget every cue and fade out what sounds now."""
        self._try(self._player.hush, None)

    def stop_speaking(self) -> None:
        """Forget every phrase and fade out the one that is being said."""
        self._try(self._player.stop_speaking, None)

    def set_volume(self, volume: float) -> None:
        """Set the loudness, 0 to 1."""
        self._try(lambda: self._player.set_volume(volume), None)

    def close(self) -> None:
        """Let go of the device once what was scheduled has rung out."""
        self._try(self._player.close, None)

    def wait_closed(self, timeout: float = RING_OUT + CLOSING) -> None:
        """Wait until the device is let go of, so many seconds at most."""
        self._try(lambda: self._player.wait_closed(timeout), None)

    def _try(self, does: Callable[[], T], otherwise: T) -> T:
        try:
            return does()
        except Exception as error:  # noqa: BLE001 - whatever an output does, the session goes on
            _LOG.exception("the sound output %s failed", self.name)
            self._failed = f"no sound: the output failed: {error or type(error).__name__}"
            return otherwise

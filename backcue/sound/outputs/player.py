"""What every sound output can do. By itself it does nothing: each output adds what it can."""

import atexit
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Final, TypedDict

from backcue.sound.score.cue import Cue

Clock = Callable[[], float]
"""Returns monotonic seconds; the same clock for the session and its sound."""
TOO_LATE: Final = 0.250
"""Seconds after which a cue is left out rather than played late."""
RING_OUT: Final = 16.0
"""Most seconds that closing waits for sounds to end: the longest own finish, and a last phrase."""
CLOSING: Final = 1.0
"""Seconds that letting go of a device may last before it is left to itself."""


class Setup(TypedDict, total=False):
    """How a player begins."""

    volume: float
    """0 to 1."""
    ahead: float
    """Seconds by which everything is sent before its time, as headphones are late."""
    clock: Clock
    channels: int
    """1 or 2."""


class Player:
    """Plays cues at their times. Never raises into the session: failing is a state it shows.

    All times are seconds of its clock.
    """

    name = "none"
    """Which output this is: `miniaudio`, `simpleaudio`, `bell` or `none`."""

    def __init__(
        self,
        *,
        volume: float = 1.0,
        ahead: float = 0.0,
        clock: Clock = time.monotonic,
        channels: int = 1,
    ) -> None:
        self._volume = volume
        self._ahead = ahead
        self._clock = clock
        self._channels = channels
        self._thread: threading.Thread | None = None

    @property
    def error(self) -> str | None:
        """Why nothing is heard now, in a few words for the screen; None while all is well."""
        return None

    @property
    def running(self) -> bool:
        """Whether a cue that is scheduled now would be heard."""
        return True

    @property
    def sounding(self) -> bool:
        """Whether anything sounds, or waits to."""
        return False

    def open(self) -> None:
        """Begin: the stream runs, silent, so that the first cue is not swallowed."""

    def schedule(self, cue: Cue) -> None:
        """Play this cue at `cue.at`; one that is over 250 ms too late is left out."""

    def prepare(self, sounds: Iterable[str]) -> None:
        """Make these ready in the background, as they will be scheduled; returns at once."""

    def cancel(self) -> float:
        """Forget every cue that has not begun; returns the time from which new ones are heard.

        What has begun goes on. A cue before the returned time was already played or is
        on its way to the ear: do not schedule it again.
        """
        return self._clock() + self._ahead

    def hush(self) -> None:
        """Forget every cue and fade out what sounds now, within a few milliseconds."""

    def stop_speaking(self) -> None:
        """Forget every phrase and fade out the one that is being said; all else goes on."""

    def set_volume(self, volume: float) -> None:
        """Set the loudness: 0 (silent) to 1, without a click."""
        self._volume = volume

    def close(self) -> None:
        """Take no more cues, and let go of the device once what was scheduled has rung out.

        Returns at once; after `hush` there is nothing to ring out.
        """

    def wait_closed(self, timeout: float = RING_OUT + CLOSING) -> None:
        """Wait until the device is let go of, so many seconds at most."""
        if self._thread is not None:
            self._thread.join(timeout)

    def _run_in_thread(self, work: Callable[[], None]) -> None:
        """Do the work of the output in a thread; the end of the program waits until it is done."""

        def working() -> None:
            try:
                work()
            finally:
                atexit.unregister(self._end)

        atexit.register(self._end)
        self._thread = threading.Thread(target=working, name=f"backcue-{self.name}", daemon=True)
        self._thread.start()

    def _end(self) -> None:
        self.close()
        with suppress(KeyboardInterrupt):
            self.wait_closed(RING_OUT + CLOSING if self.sounding else CLOSING)

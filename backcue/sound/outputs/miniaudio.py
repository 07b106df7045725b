"""The default output: one continuous stream of miniaudio, written ahead."""

import logging
import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Unpack

from backcue.sound.outputs.player import Player, Setup
from backcue.sound.outputs.reconnection import Opener, Reconnection, open_device
from backcue.sound.outputs.stream import CueStream, Waiting
from backcue.sound.score.cue import Cue

if TYPE_CHECKING:
    from backcue.sound.samples.bank import Bank

_LOG = logging.getLogger(__name__)


class MiniaudioPlayer(Player):
    """Plays through miniaudio; a device that goes away is opened again when it is back."""

    name = "miniaudio"

    def __init__(self, bank: "Bank", opener: Opener | None = None, **setup: Unpack[Setup]) -> None:
        super().__init__(**setup)
        opener = opener or partial(open_device, self._channels)
        self._bank = bank
        self._lock = threading.Lock()
        self._cues = CueStream(self._volume, self._ahead, self._channels)
        self._connection = Reconnection(self._cues, self._lock, self._clock, opener)
        self._decoding = ThreadPoolExecutor(1, thread_name_prefix="backcue-decoding")
        self._closed = False

    @property
    def error(self) -> str | None:
        """Why nothing is heard now; None while all is well."""
        return self._connection.error

    @property
    def running(self) -> bool:
        """Whether a device plays now."""
        return self._connection.running

    @property
    def sounding(self) -> bool:
        """Whether anything sounds, or waits to."""
        return self.running and not self._cues.idle

    def open(self) -> None:
        """Begin to open the device, and return at once."""
        if self._thread is None and not self._closed:
            self._run_in_thread(self._connection.keep)

    def schedule(self, cue: Cue) -> None:
        """Play this cue at `cue.at`, or leave it out where it is over 250 ms too late."""
        if self._closed:
            return
        samples = self._bank.ready(cue.sound)
        with self._lock:
            waiting = self._cues.schedule(cue, samples)
        if samples is None:
            self._decoding.submit(self._decode, waiting)

    def prepare(self, sounds: Iterable[str]) -> None:
        """Decode these in the background; returns at once."""
        if not self._closed:
            self._decoding.submit(self._bank.preload, tuple(sounds))

    def _decode(self, waiting: Waiting) -> None:
        try:
            waiting.samples = self._bank.samples(waiting.cue.sound)
        except Exception:  # noqa: BLE001  a sound that is not there must not stop the session
            _LOG.info("%s cannot be played", waiting.cue.sound, exc_info=True)

    def cancel(self) -> float:
        """Forget the cues that have not begun; returns the time from which new ones are heard."""
        with self._lock:
            return self._cues.cancel(self._clock())

    def hush(self) -> None:
        """Forget every cue and fade out what sounds."""
        with self._lock:
            self._cues.hush()

    def stop_speaking(self) -> None:
        """Forget every phrase and fade out the one that is being said."""
        with self._lock:
            self._cues.stop_speaking()

    def set_volume(self, volume: float) -> None:
        """Set the loudness: 0 to 1."""
        with self._lock:
            self._cues.set_volume(volume)

    def close(self) -> None:
        """Let go of the device once all has rung out; returns at once."""
        if not self._closed:
            self._closed = True
            self._decoding.shutdown(wait=False)
            self._connection.close()

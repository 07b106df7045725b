"""The `simpleaudio` output: every sound by itself, at its time."""

import contextlib
import logging
import queue
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from importlib import metadata
from typing import TYPE_CHECKING, Any, Final, Unpack

from backcue.sound.mixer import alone
from backcue.sound.outputs.on_time import OnTimePlayer
from backcue.sound.outputs.player import RING_OUT, TOO_LATE, Setup
from backcue.sound.outputs.quiet import hush_sound_libraries
from backcue.sound.samples.levels import SAMPLE_RATE
from backcue.sound.samples.samples import KEPT
from backcue.sound.score.cue import Cue
from backcue.system.extras import how_to_get

if TYPE_CHECKING:
    from backcue.sound.samples.bank import Bank

LONGEST_TONE: Final = 300.0
"""Seconds of a sustained sound that are made, as each has to be made whole."""
_PROBE: Final = bytes(2 * KEPT * SAMPLE_RATE // 50)
"""A moment of silence, in one channel or two."""
_STEP: Final = 0.05
"""Seconds between looks at whether all has rung out."""
_LOG = logging.getLogger(__name__)


def unusable() -> str | None:
    """Returns why this output cannot be used on this machine, with the remedy; None if it can."""
    remedy = how_to_get("simpleaudio")
    try:
        import simpleaudio  # noqa: F401, PLC0415  an extra
    except ImportError:
        return f"the output simpleaudio is not installed: {remedy}"
    with contextlib.suppress(metadata.PackageNotFoundError):
        metadata.version("simpleaudio-patched")
        return None
    crashes = f"the archived simpleaudio crashes on Python 3.12 and later: {remedy}"
    return crashes if sys.version_info >= (3, 12) else None


class SimpleaudioPlayer(OnTimePlayer):
    """Plays each cue when its time has come; the device is opened anew for every sound.

    That may take a while, so it happens in a thread of its own, in order. Onsets are
    mostly within a millisecond, now and then a third of a second late.
    """

    name = "simpleaudio"

    def __init__(self, bank: "Bank", **setup: Unpack[Setup]) -> None:
        super().__init__(**setup)
        self._bank = bank
        self._orders: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._playing: list[tuple[Any, bool]] = []
        """What sounds, and whether it is speech."""
        self._hushes = 0
        self._error: str | None = None

    @property
    def error(self) -> str | None:
        """Why the last sound was not heard; None while all is well."""
        return self._error

    @property
    def sounding(self) -> bool:
        """Whether anything sounds."""
        return any(playing.is_playing() for playing, _ in self._playing)

    def open(self) -> None:
        """Try the device with a moment of silence, without waiting for it."""
        if self._thread is None:
            hush_sound_libraries()
            self._run_in_thread(self._work)
            self._orders.put(partial(self._start, _PROBE, spoken=False))

    def prepare(self, sounds: Iterable[str]) -> None:
        """Decode these between the sounds that are played; returns at once."""
        for sound in sounds:
            self._orders.put(partial(self._bank.preload, [sound]))

    def hush(self) -> None:
        """Forget every cue and stop what sounds."""
        super().hush()
        self._hushes += 1
        self._orders.put(self._stop)

    def stop_speaking(self) -> None:
        """Forget every phrase and stop the one that is being said."""
        super().stop_speaking()
        self._orders.put(partial(self._stop, spoken_only=True))

    def close(self) -> None:
        """Let what sounds ring out, and end the thread; returns at once."""
        super().close()
        self._orders.put(None)

    def _begin(self, cue: Cue) -> None:
        if self._volume > 0:
            self._orders.put(partial(self._play, cue, self._volume, self._hushes))

    def _work(self) -> None:
        while (order := self._orders.get()) is not None:
            try:
                order()
            except Exception:  # noqa: BLE001  a sound that is not there must not stop the session
                _LOG.info("%s failed", order, exc_info=True)
        until = time.monotonic() + RING_OUT
        while self.sounding and time.monotonic() < until:
            time.sleep(_STEP)
        self._stop()

    def _play(self, cue: Cue, volume: float, hushes: int) -> None:
        samples = self._bank.samples(cue.sound)
        if hushes != self._hushes or self._late(cue) > TOO_LATE or not samples.frames:
            return
        seconds = None if cue.seconds is None else min(cue.seconds, LONGEST_TONE)
        pcm = alone(samples, gain=cue.gain, seconds=seconds, volume=volume, channels=self._channels)
        self._start(pcm, spoken=cue.spoken)

    def _start(self, sound: bytes, *, spoken: bool) -> None:
        error = None
        try:
            import simpleaudio  # noqa: PLC0415  an extra

            self._playing = [(p, s) for p, s in self._playing if p.is_playing()]
            playing = simpleaudio.play_buffer(sound, self._channels, KEPT, SAMPLE_RATE)
            self._playing.append((playing, spoken))
        except Exception as failure:  # noqa: BLE001  whatever a device does, the session goes on
            error = f"no sound: {failure}"
        if error != self._error:
            _LOG.info("%s", error or "sound is back")
        self._error = error

    def _stop(self, *, spoken_only: bool = False) -> None:
        stopped = [one for one in self._playing if one[1] or not spoken_only]
        for playing, _ in stopped:
            with contextlib.suppress(Exception):
                playing.stop()
        self._playing = [one for one in self._playing if one not in stopped]

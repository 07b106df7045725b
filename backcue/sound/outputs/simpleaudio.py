"""The `simpleaudio` output: every sound by itself, at its time."""

import contextlib
import queue
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from importlib import metadata
from typing import Any, Final

from backcue.sound.mixer import Floats, Sounds, alone
from backcue.sound.outputs.on_time import OnTime
from backcue.sound.outputs.player import TOO_LATE
from backcue.sound.outputs.quiet import hush_sound_libraries
from backcue.sound.samples.levels import SAMPLE_RATE
from backcue.sound.score.cue import Cue

CLOSING: Final = 1.0
"""Seconds that closing may last before it is left to itself."""
LONGEST: Final = 300.0
"""Seconds of a sustained sound that are made, as each has to be made whole."""
_PROBE_FRAMES: Final = SAMPLE_RATE // 50


def unusable() -> str | None:
    """Say why this output cannot be used on this machine, with the remedy; None if it can."""
    remedy = "pip install 'backcue[simpleaudio]'"
    try:
        import simpleaudio  # noqa: F401, PLC0415  an extra
    except ImportError:
        return f"the output simpleaudio is not installed: {remedy}"
    with contextlib.suppress(metadata.PackageNotFoundError):
        metadata.version("simpleaudio-patched")
        return None
    if sys.version_info >= (3, 12):
        return f"the archived simpleaudio crashes on Python 3.12 and later: {remedy}"
    return None


class SimpleaudioPlayer:
    """Plays each cue when its time has come; the device is opened anew for every sound.

    That may take a while, so it happens in a thread of its own, in order. Onsets are
    mostly within a millisecond, now and then a third of a second late.
    """

    def __init__(
        self,
        sounds: Sounds,
        *,
        volume: float = 1.0,
        audio_offset_ms: float = 0.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._sounds = sounds
        self._volume = volume
        self._clock = clock
        self._ahead = audio_offset_ms / 1000
        self._due = OnTime(self._hand_over, ahead=self._ahead, clock=clock)
        self._orders: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._playing: list[tuple[Any, bool]] = []
        """What sounds, and whether it is speech."""
        self._hushes = 0
        self._error: str | None = None
        self._thread: threading.Thread | None = None

    @property
    def name(self) -> str:
        """`simpleaudio`."""
        return "simpleaudio"

    @property
    def error(self) -> str | None:
        """Why the last sound was not heard; None while all is well."""
        return self._error

    def open(self) -> None:
        """Try the device with a moment of silence, without waiting for it."""
        if self._thread is not None:
            return
        hush_sound_libraries()
        self._thread = threading.Thread(target=self._work, name="backcue-sound", daemon=True)
        self._thread.start()
        self._orders.put(lambda: self._start(bytes(2 * _PROBE_FRAMES), spoken=False))

    def schedule(self, cue: Cue) -> None:
        """Play this cue at `cue.at`."""
        self._due.schedule(cue)

    def cancel(self) -> float:
        """Forget every cue that has not begun; give the time for new ones."""
        return self._due.cancel()

    def hush(self) -> None:
        """Forget every cue and stop what sounds."""
        self._due.cancel()
        self._hushes += 1
        self._orders.put(self._stop)

    def stop_speaking(self) -> None:
        """Forget every phrase and stop the one that is being said."""
        self._due.cancel(spoken_only=True)
        self._orders.put(partial(self._stop, spoken_only=True))

    def set_volume(self, volume: float) -> None:
        """Set the loudness of the sounds to come."""
        self._volume = volume

    def close(self) -> None:
        """Stop what sounds and end the thread, within about a second."""
        self.hush()
        self._orders.put(None)
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.join(CLOSING)

    def _hand_over(self, cue: Cue) -> None:
        if self._volume <= 0:
            return
        try:
            samples = self._sounds.samples(cue.sound)
        except Exception:  # noqa: BLE001  a sound that is not there must not stop the session
            return
        self._orders.put(partial(self._play, cue, samples, self._volume, self._hushes))

    def _work(self) -> None:
        while (order := self._orders.get()) is not None:
            order()

    def _play(self, cue: Cue, samples: Floats, volume: float, hushes: int) -> None:
        late = self._clock() - (cue.at - self._ahead)
        if hushes != self._hushes or late > TOO_LATE or not len(samples):
            return
        seconds = None if cue.seconds is None else min(cue.seconds, LONGEST)
        pcm = alone(samples, gain=cue.gain, seconds=seconds, volume=volume)
        self._start(pcm.tobytes(), spoken=cue.spoken)

    def _start(self, sound: bytes, *, spoken: bool) -> None:
        try:
            import simpleaudio  # noqa: PLC0415  an extra

            self._playing = [(p, s) for p, s in self._playing if p.is_playing()]
            playing = simpleaudio.play_buffer(sound, 1, 2, SAMPLE_RATE)
            self._playing.append((playing, spoken))
        except Exception as error:  # noqa: BLE001  whatever a device does, the session goes on
            self._error = f"no sound: {error}"
        else:
            self._error = None

    def _stop(self, *, spoken_only: bool = False) -> None:
        stopped = [one for one in self._playing if one[1] or not spoken_only]
        for playing, _ in stopped:
            with contextlib.suppress(Exception):
                playing.stop()
        self._playing = [one for one in self._playing if one not in stopped]

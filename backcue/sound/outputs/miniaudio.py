"""The default output: one continuous stream of miniaudio, written ahead."""

import atexit
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Final, Protocol

from backcue.sound.mixer import Sounds
from backcue.sound.outputs.stream import CueStream
from backcue.sound.samples.levels import SAMPLE_RATE
from backcue.sound.score.cue import Cue

RETRY: Final = 0.7
"""Seconds between attempts to open a device."""
LOOK: Final = 0.2
"""Seconds between looks at whether the stream still runs."""
STALLED: Final = 0.7
"""Seconds without a callback after which the device is taken for gone."""
STARTING: Final = 0.5
"""Seconds of callbacks after which a stream is taken to have started."""
STALLED_AT_START: Final = 3.0
"""`STALLED` for a stream that has not started: an idle sound server may sleep for two."""
UNANSWERED: Final = 1.0
"""Seconds that opening may last before the screen says so."""
CLOSING: Final = 1.0
"""Seconds that closing may last before it is left to itself."""
FADE: Final = 0.05
"""Seconds on top of the device's own delay that a fade needs to be heard."""
_BYTES_PER_FRAME: Final = 2


class Stream(Protocol):
    """A running stream of a device."""

    def close(self) -> None:
        """End it; may take its time where the sound server is gone."""
        ...


Fill = Callable[[int, int], bytes]
"""Gives so many frames (48 kHz, mono, 16 bit), called in the device's own thread; the second
number is how many frames the device keeps between the last of them and the ear."""
Opener = Callable[[Fill, Callable[[], None]], Stream]
"""Opens a device: given what fills it and what to call when it stops by itself."""


def _open_device(fill: Fill, stopped: Callable[[], None]) -> Stream:
    from backcue.sound.outputs.device import open_stream  # noqa: PLC0415  a broken library is a error

    return open_stream(fill, stopped)


class MiniaudioPlayer:
    """Plays through miniaudio; a device that goes away is opened again when it is back.

    The device is opened, watched and closed in a thread of its own, so that no sound server
    can hold up the session, and asks for its frames in another.
    """

    def __init__(
        self,
        sounds: Sounds,
        *,
        volume: float = 1.0,
        audio_offset_ms: float = 0.0,
        clock: Callable[[], float] = time.monotonic,
        opener: Opener = _open_device,
    ) -> None:
        self._sounds = sounds
        self._clock = clock
        self._opener = opener
        self._lock = threading.Lock()
        self._cues = CueStream(volume, audio_offset_ms / 1000)
        self._stream: Stream | None = None
        self._number = 0
        self._lead = 0.0
        self._first_fill: float | None = None
        self._last_fill = 0.0
        self._ended = False
        self._opening_since: float | None = None
        self._error: str | None = None
        self._closing = threading.Event()
        self._awake = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def name(self) -> str:
        """`miniaudio`."""
        return "miniaudio"

    @property
    def error(self) -> str | None:
        """Why nothing is heard now; None while all is well."""
        error, since = self._error, self._opening_since
        if error is None and since is not None and self._clock() - since > UNANSWERED:
            return "no sound: the audio device does not answer"
        return error

    @property
    def running(self) -> bool:
        """Whether a device plays now: it goes on asking for its frames."""
        with self._lock:
            first = self._first_fill
            return first is not None and self._last_fill - first > LOOK and self._error is None

    def open(self) -> None:
        """Begin to open the device, and return at once."""
        if self._thread is not None or self._closing.is_set():
            return
        self._opening_since = self._clock()
        self._thread = threading.Thread(target=self._watch, name="backcue-sound", daemon=True)
        self._thread.start()
        atexit.register(self.close)

    def schedule(self, cue: Cue) -> None:
        """Play this cue at `cue.at`, or left out where it is over 250 ms too late."""
        try:
            samples = self._sounds.samples(cue.sound)
        except Exception:  # noqa: BLE001  a sound that is not there must not stop the session
            return
        with self._lock:
            self._cues.schedule(cue, samples)

    def cancel(self) -> float:
        """Forget the cues that have not begun; give the time from which new ones can be heard."""
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
        """Fade out and let go of the device, within about a second."""
        atexit.unregister(self.close)
        if self._closing.is_set():
            return
        self._fade_out()
        self._closing.set()
        self._awake.set()
        if self._thread is not None:
            self._thread.join(CLOSING)

    def _fade_out(self) -> None:
        with self._lock:
            stream, sounding = self._stream, not self._cues.idle
            self._cues.hush()
        if stream is not None and sounding and self.error is None:
            time.sleep(self._lead + FADE)

    def _watch(self) -> None:
        while not self._closing.is_set():
            self._awake.wait(self._look())
            self._awake.clear()
        self._drop_stream()

    def _look(self) -> float:
        """See to it that a stream runs; give the seconds until it should be looked at again."""
        if self._stream is None:
            return LOOK if self._connect() else RETRY
        with self._lock:
            silent = self._clock() - self._last_fill
            first = self._first_fill
            started = first is not None and self._last_fill - first > STARTING
        allowed = STALLED if started else STALLED_AT_START
        if self._ended or silent > allowed:
            self._error = "no sound: the audio device went away"
            self._drop_stream()
            return 0.0
        return LOOK

    def _connect(self) -> bool:
        now = self._clock()
        with self._lock:
            self._cues.forget_past(now)
            self._number += 1
            number = self._number
            self._first_fill = None
            self._last_fill = now
            self._ended = False
        self._opening_since = now
        try:
            stream = self._opener(partial(self._fill, number), partial(self._stopped, number))
        except ImportError as error:
            self._error = f"no sound: miniaudio cannot be loaded ({error.name or error})"
        except Exception as error:  # noqa: BLE001  whatever a device does, the session goes on
            self._error = f"no sound: {error}"
        else:
            self._stream = stream
        self._opening_since = None
        return self._stream is not None

    def _fill(self, number: int, frames: int, lead_frames: int) -> bytes:
        try:
            with self._lock:
                now = self._clock()
                if number != self._number:
                    return bytes(frames * _BYTES_PER_FRAME)
                if self._first_fill is None:
                    self._first_fill = now
                    self._lead = lead_frames / SAMPLE_RATE
                    self._cues.begin(lead_frames)
                elif now > self._first_fill + LOOK:
                    # Not at the first: a server may take a buffer and then stand still.
                    self._error = None
                self._last_fill = now
                return self._cues.fill(now, frames).tobytes()
        except Exception as error:  # noqa: BLE001  an error here would be printed on the screen
            self._error = f"no sound: {error}"
            return bytes(frames * _BYTES_PER_FRAME)

    def _stopped(self, number: int) -> None:
        """The device says that it ended: look at once, without waiting for it to stall."""
        with self._lock:
            if number != self._number:
                return
            self._ended = True
        self._awake.set()

    def _drop_stream(self) -> None:
        """Close the stream where its server can hold up nobody."""
        with self._lock:
            stream, self._stream = self._stream, None
            self._number += 1
        if stream is None:
            return
        closing = threading.Thread(target=stream.close, name="backcue-sound-close", daemon=True)
        closing.start()
        closing.join(CLOSING / 2)

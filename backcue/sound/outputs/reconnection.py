"""A stream of the device: opened, watched, and opened again when the device is back."""

import logging
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Final, Protocol

from msgspec import Struct

from backcue.sound.outputs.player import CLOSING, RING_OUT, Clock
from backcue.sound.outputs.stream import CueStream, Fill
from backcue.sound.samples.levels import SAMPLE_RATE
from backcue.sound.samples.samples import KEPT

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
FADE: Final = 0.05
"""Seconds on top of the device's own delay that a fade needs to be heard."""
_STEP: Final = 0.02
"""Seconds between looks at whether all has rung out."""
_LOG = logging.getLogger(__name__)


class Stream(Protocol):
    """A running stream of a device."""

    def close(self) -> None:
        """End it; may take its time where the sound server is gone."""
        ...


Opener = Callable[[Fill, Callable[[], None]], Stream]
"""Opens a device: given what fills it and what to call when it stops by itself."""


def open_device(channels: int, fill: Fill, stopped: Callable[[], None]) -> Stream:
    """Open a device of this machine; raises where there is none, and ImportError."""
    from backcue.sound.outputs.device import open_stream  # noqa: PLC0415  a broken library is an error

    return open_stream(channels, fill, stopped)


class _Run(Struct):
    """One stream, from its opening to its end; times are those of its callbacks."""

    last: float
    first: float | None = None
    stream: Stream | None = None
    ended: bool = False

    @property
    def lasted(self) -> float:
        """Seconds between its first callback and its last."""
        return 0.0 if self.first is None else self.last - self.first


class _Closer:
    """Closes one stream when it is told to, in a thread that is there from the beginning.

    From 3.12 on Python begins no thread any more once the program ends.
    """

    def __init__(self) -> None:
        self._told = threading.Event()
        self._stream: Stream | None = None
        self._thread = threading.Thread(target=self._work, name="backcue-sound-close", daemon=True)
        self._thread.start()

    def close(self, stream: Stream | None, seconds: float) -> None:
        """Close it, if any, and wait for that so many seconds at most."""
        self._stream = stream
        self._told.set()
        self._thread.join(seconds)

    def _work(self) -> None:
        self._told.wait()
        if self._stream is not None:
            _LOG.info("closing the stream")
            self._stream.close()


class Reconnection:
    """Sees to it that a stream runs and is filled with cues.

    The device is opened, watched and closed in a thread of its own, so that no sound server
    can hold up the session, and asks for its frames in another. `lock` guards the cues.
    """

    def __init__(self, cues: CueStream, lock: threading.Lock, clock: Clock, opener: Opener) -> None:
        self._lead_frames = 0
        self._cues, self._lock, self._clock, self._opener = cues, lock, clock, opener
        self._run: _Run | None = None
        self._closer: _Closer | None = None
        self._opening_since: float | None = None
        self._error: str | None = None
        self._closing = threading.Event()
        self._awake = threading.Event()

    @property
    def error(self) -> str | None:
        """Why no stream plays; None while one does, or is expected to at once."""
        error, since = self._error, self._opening_since
        if error is None and since is not None and self._clock() - since > UNANSWERED:
            return "no sound: the audio device does not answer"
        return error

    @property
    def running(self) -> bool:
        """Whether a device plays now: it goes on asking for its frames."""
        run = self._run
        if run is None or run.ended or self._error is not None:
            return False
        return run.lasted > LOOK and self._clock() - run.last < STALLED

    def keep(self) -> None:
        """Keep a device open until `close`; returns once it is let go of."""
        self._opening_since = self._clock()
        while not self._closing.is_set():
            self._awake.wait(self.look())
            self._awake.clear()
        self._ring_out()
        self.drop()

    def close(self) -> None:
        """Let go of the device once all has rung out; returns at once."""
        self._closing.set()
        self._awake.set()

    def _ring_out(self) -> None:
        """Wait until what was scheduled has been heard; fade out what takes too long."""
        until = time.monotonic() + RING_OUT
        while self.running and not self._cues.idle and time.monotonic() < until:
            time.sleep(_STEP)
        with self._lock:
            self._cues.hush()
        if self.running:
            time.sleep(self._lead_frames / SAMPLE_RATE + FADE)

    def look(self) -> float:
        """See to it that a stream runs; returns the seconds until it should be looked at again."""
        run = self._run
        if run is None:
            return LOOK if self._connect() else RETRY
        silent = self._clock() - run.last
        if run.ended or silent > (STALLED if run.lasted > STARTING else STALLED_AT_START):
            self._tell("no sound: the audio device went away")
            self.drop()
            return 0.0
        return LOOK

    def drop(self) -> None:
        """Close the stream where its server can hold up nobody."""
        with self._lock:
            run, self._run = self._run, None
            closer, self._closer = self._closer, None
        if closer is not None:
            closer.close(None if run is None else run.stream, CLOSING / 2)

    def _connect(self) -> bool:
        now = self._clock()
        run = _Run(last=now)
        with self._lock:
            self._cues.forget_past(now)
            self._run = run
        self._opening_since = now
        try:
            self._closer = self._closer or _Closer()
            run.stream = self._opener(partial(self._fill, run), partial(self._stopped, run))
        except ImportError as error:
            self._tell(f"no sound: miniaudio cannot be loaded ({error.name or error})", error)
        except Exception as error:  # noqa: BLE001  whatever a device does, the session goes on
            self._tell(f"no sound: {error}", error)
        self._opening_since = None
        if run.stream is None:
            self._run = None
        return run.stream is not None

    def _fill(self, run: _Run, frames: int, lead_frames: int) -> bytes:
        try:
            with self._lock:
                if run is not self._run:
                    return self._silence(frames)
                now = self._clock()
                if run.first is None:
                    run.first = now
                    self._lead_frames = lead_frames
                    self._cues.begin(lead_frames)
                elif now > run.first + LOOK:
                    # Not at the first: a server may take a buffer and then stand still.
                    self._tell(None)
                run.last = now
                return self._cues.fill(now, frames)
        except Exception as error:  # noqa: BLE001  an error here would be printed on the screen
            self._tell(f"no sound: {error}", error)
            return self._silence(frames)

    def _silence(self, frames: int) -> bytes:
        return bytes(frames * self._cues.channels * KEPT)

    def _stopped(self, run: _Run) -> None:
        """The device says that it ended: look at once, without waiting for it to stall."""
        run.ended = True
        self._awake.set()

    def _tell(self, error: str | None, cause: Exception | None = None) -> None:
        """Set why nothing is heard; a change of it goes into the log."""
        if error != self._error:
            self._error = error
            _LOG.info("%s", error or "sound is back", exc_info=cause)

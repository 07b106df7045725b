"""Sounds, devices and time that a test holds in its hand."""

import asyncio
import selectors
from collections.abc import Callable, Coroutine, Iterable
from typing import Any

import numpy as np

from backcue.sound.samples.samples import Samples
from backcue.sound.score.cue import Cue
from tests.sound.waves import Pcm, ones

RATE = 48_000


class FakeSounds:
    """Short sounds that can be told apart; `hold` is a loop of a constant."""

    def __init__(self, level: float = 0.5) -> None:
        self.known = {"hold": ones(600, level / 2), "click": ones(1, level)}
        self.level = level

    def samples(self, sound: str) -> Samples:
        if sound == "broken":
            raise OSError("broken")
        if sound not in self.known:
            self.known[sound] = ones(480, self.level)
        return self.known[sound]

    def ready(self, sound: str) -> Samples | None:
        return None if sound == "broken" else self.samples(sound)

    def preload(self, sounds: Iterable[str]) -> None:
        for sound in sounds:
            self.samples(sound)

    def seconds(self, sound: str) -> float | None:
        return self.samples(sound).frames / RATE


def cue(at: float, sound: str = "click", **more: Any) -> Cue:
    return Cue(at, sound, 0, **more)


class FakeDevice:
    """A device that keeps `lead` frames between the edge and the ear, and can be unplugged."""

    def __init__(self, clock: "Clock", lead: int = 4800, block: int = 960) -> None:
        self.clock = clock
        self.lead = lead
        self.block = block
        self.present = True
        self.opened = 0
        self.closed = 0
        self.heard: list[tuple[float, Pcm]] = []
        self.fill: Callable[[int, int], bytes] | None = None
        self.stopped: Callable[[], None] = lambda: None

    def open(self, fill: Callable[[int, int], bytes], stopped: Callable[[], None]) -> "FakeDevice":
        if not self.present:
            raise RuntimeError("no audio device")
        self.opened += 1
        self.fill, self.stopped = fill, stopped
        return self

    def close(self) -> None:
        self.closed += 1
        self.fill = None

    def play(self, seconds: float) -> None:
        """Let so much time pass, with a callback for every block of it."""
        for _ in range(round(seconds * RATE / self.block)):
            self.clock.now += self.block / RATE
            if self.fill is not None and self.present:
                pcm = np.frombuffer(self.fill(self.block, self.lead), np.int16)
                begins = self.clock.now + (self.lead - self.block) / RATE
                self.heard.append((begins, pcm))

    def onsets(self) -> list[float]:
        """The times at which single non-zero samples, or runs of them, began to be heard."""
        times: list[float] = []
        before = False
        for begins, pcm in self.heard:
            loud = pcm != 0
            starts = np.flatnonzero(loud & ~np.concatenate([[before], loud[:-1]]))
            times += [begins + frame / RATE for frame in starts]
            before = bool(pcm[-1])
        return times


class Clock:
    """Monotonic time that moves only when it is told to."""

    def __init__(self, now: float = 1000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


class _Skipping(selectors.DefaultSelector):
    def __init__(self, is_waiting: Callable[[], bool]) -> None:
        super().__init__()
        self.now = 1000.0
        self.is_waiting = is_waiting

    def select(self, timeout: float | None = None) -> list[Any]:
        if timeout != 0 and self.is_waiting():
            return super().select(0.001)
        self.now += timeout or 0.0
        return super().select(0)


class VirtualLoop(asyncio.SelectorEventLoop):
    """An event loop that jumps to the next timer instead of waiting for it."""

    def __init__(self) -> None:
        self._skipping = _Skipping(self.is_waiting)
        super().__init__(self._skipping)

    def is_waiting(self) -> bool:
        """Whether something is under way that takes real time: then there is no jump."""
        return False

    def time(self) -> float:
        return self._skipping.now

    def hold_up(self, seconds: float) -> None:
        """Be busy for so long: timers come late."""
        self._skipping.now += seconds


def in_virtual_time(body: Callable[[VirtualLoop], Coroutine[Any, Any, None]]) -> None:
    """Run a coroutine in a loop whose time costs nothing."""
    loop = VirtualLoop()
    try:
        loop.run_until_complete(body(loop))
    finally:
        loop.close()

"""One sound in its place: its samples, ready to be added to others."""

from typing import Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from backcue.sound.samples.levels import SAMPLE_RATE

EDGE_FRAMES: Final = SAMPLE_RATE * 8 // 1000
"""A sustained sound begins and ends on a raised cosine this long."""
HUSH_FRAMES: Final = SAMPLE_RATE * 10 // 1000

Floats = NDArray[np.float32]
"""A sound: one row of samples; or two, its middle and its side, which are half the sum and half
the difference of left and right."""


def _rise(frames: int) -> Floats:
    return ((1 - np.cos(np.pi * (np.arange(frames) + 0.5) / frames)) / 2).astype(np.float32)


_EDGE_RISE: Final = _rise(EDGE_FRAMES)
_HUSH_FALL: Final = _rise(HUSH_FRAMES)[::-1]


class Sounding(Struct):
    """One sound in its place; planned to be `frames` long, from frame `start` on."""

    start: int
    samples: Floats
    gain: float
    frames: int
    sustained: bool
    speech: bool
    hushed: int | None = None
    """The offset from which it fades out."""

    @property
    def end(self) -> int:
        """The frame after its last."""
        frames = self.frames
        if self.hushed is not None:
            frames = min(frames, self.hushed + HUSH_FRAMES)
        return self.start + frames

    def part(self, begin: int, end: int) -> Floats:
        """Returns the samples from offset `begin` to `end`, ready to be added."""
        if self.sustained:
            out: Floats = np.take(self.samples, np.arange(begin, end), axis=-1, mode="wrap")
            out *= np.float32(self.gain)
        else:
            out = self.samples[..., begin:end] * np.float32(self.gain)
        if self.sustained:
            self._round_edges(out, begin, end)
        if self.hushed is not None and end > self.hushed:
            at = max(begin, self.hushed)
            fall = _HUSH_FALL[at - self.hushed : end - self.hushed]
            out[..., at - begin : at - begin + len(fall)] *= fall
        return out

    def _round_edges(self, out: Floats, begin: int, end: int) -> None:
        edge = min(EDGE_FRAMES, self.frames // 2)
        rise = _EDGE_RISE if edge == EDGE_FRAMES else _rise(edge)
        if begin < edge:
            out[..., : edge - begin] *= rise[begin : min(edge, end)]
        last = self.frames - edge
        if end > last:
            at = max(begin, last)
            out[..., at - begin :] *= rise[::-1][at - last : end - last]

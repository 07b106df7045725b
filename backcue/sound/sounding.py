"""One sound in its place: its samples, ready to be added to others."""

from collections.abc import Sequence
from functools import lru_cache
from math import cos, pi
from typing import Final

from msgspec import Struct

from backcue.sound.samples.levels import SAMPLE_RATE
from backcue.sound.samples.samples import WIDE, Samples, in_both, in_one, louder, shaped

EDGE_FRAMES: Final = SAMPLE_RATE * 8 // 1000
"""A sustained sound begins and ends on a raised cosine this long."""
HUSH_FRAMES: Final = SAMPLE_RATE * 10 // 1000
SHORT_FRAMES: Final = SAMPLE_RATE // 8
"""What is no longer is heard with every step, or nearly."""
AT_HAND: Final = 12
"""Sounds that are kept as loud as they were heard last, 1 MB or so of them."""


def _rise(frames: int) -> tuple[float, ...]:
    return tuple((1 - cos(pi * (frame + 0.5) / frames)) / 2 for frame in range(frames))


_EDGE_RISE: Final = _rise(EDGE_FRAMES)
_HUSH_FALL: Final = _rise(HUSH_FRAMES)[::-1]


class Sounding(Struct):
    """One sound in its place; planned to be `frames` long, from frame `start` on."""

    start: int
    samples: Samples
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

    def part(self, begin: int, end: int, channels: int, volume: float) -> bytes:
        """Returns its frames from offset `begin` to `end`, 32 bits, ready to be added."""
        gain, size = self.gain * volume, WIDE * channels
        if self.sustained:
            loop = _again(self.samples, gain, channels)
            first, frames = begin % self.samples.frames, end - begin
            times = (first + frames) // self.samples.frames + 1
            part = (loop * times)[first * size : (first + frames) * size]
            part = self._with_round_edges(part, begin, end, channels)
        elif self.samples.frames <= SHORT_FRAMES:
            part = _again(self.samples, gain, channels)[begin * size : end * size]
        else:
            part = _loud(self.samples, begin, end, gain, channels)
        if self.hushed is not None and end > self.hushed:
            at = max(begin, self.hushed)
            fall = _HUSH_FALL[at - self.hushed : end - self.hushed]
            part = _shaped_from(part, at - begin, fall, channels)
        return part

    def _with_round_edges(self, part: bytes, begin: int, end: int, channels: int) -> bytes:
        edge = min(EDGE_FRAMES, self.frames // 2)
        rise = _EDGE_RISE if edge == EDGE_FRAMES else _rise(edge)
        if begin < edge:
            part = _shaped_from(part, 0, rise[begin : min(edge, end)], channels)
        last = self.frames - edge
        if end > last:
            at = max(begin, last)
            part = _shaped_from(part, at - begin, rise[::-1][at - last : end - last], channels)
        return part


def _loud(samples: Samples, begin: int, end: int, gain: float, channels: int) -> bytes:
    """Returns frames of a sound times `gain`, in so many channels."""
    part = samples.part(begin, end)
    if samples.channels > channels:
        part = in_one(part)
    part = louder(part, gain)
    return in_both(part) if samples.channels < channels else part


@lru_cache(maxsize=AT_HAND)
def _again(samples: Samples, gain: float, channels: int) -> bytes:
    """Returns a whole sound times `gain`: what is soon to be heard again is not made again."""
    return _loud(samples, 0, samples.frames, gain, channels)


def _shaped_from(part: bytes, frame: int, curve: Sequence[float], channels: int) -> bytes:
    """Returns the part, changed from this frame on for as long as the curve is."""
    size = WIDE * channels
    begin, end = frame * size, (frame + len(curve)) * size
    return part[:begin] + shaped(part[begin:end], curve, channels) + part[end:]

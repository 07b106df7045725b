"""A sound in memory, and what is done with stretches of it.

Samples are whole numbers in the machine's own byte order, 16 bits where they are kept or played
and 32 while they are read or mixed. The arithmetic is that of `audioop`, which every Python has had
up to 3.12 and audioop-lts brings back: it adds without wrapping around, and costs a fraction of
numpy's memory and start.
"""

import warnings
from array import array
from collections.abc import Iterable
from itertools import chain, repeat
from mmap import mmap
from operator import mul
from typing import Final

from msgspec import Struct

with warnings.catch_warnings():
    # Up to 3.12 Python says that it will not have it in 3.13; there it is audioop-lts.
    warnings.simplefilter("ignore", DeprecationWarning)
    import audioop

KEPT: Final = 2
"""Bytes of a sample that is kept or played."""
WIDE: Final = 4
"""Bytes of a sample that is being read or mixed."""
FULL_SCALE: Final = 32767
"""The highest sample of 16 bits."""
FULL_WIDE: Final = FULL_SCALE << 16
"""The same with 32."""
STEREO: Final = 2
_HALF: Final = 1 << 15
"""Half of the last of 16 bits, as a sample of 32."""


class Samples(Struct, frozen=True, eq=False):
    """A sound: 48 kHz, 16 bit; of two channels the samples take turns, left and right."""

    pcm: bytes | memoryview
    channels: int = 1

    @property
    def frames(self) -> int:
        """Its length."""
        return len(self.pcm) // (KEPT * self.channels)

    @property
    def size(self) -> int:
        """Bytes that it takes."""
        return len(self.pcm)

    def part(self, begin: int, end: int) -> bytes:
        """Returns its frames from one to another with 32 bits."""
        frame = KEPT * self.channels
        return widened(self.pcm[begin * frame : end * frame], KEPT)


def in_own_pages(pcm: bytes, channels: int) -> Samples:
    """Returns samples in pages of memory of their own.

    The system has them back once nobody has the samples: in a heap, sounds of all lengths that
    come and go would leave holes that add up over a day.
    """
    if not pcm:
        return Samples(pcm, channels)
    pages = mmap(-1, len(pcm))
    pages[:] = pcm
    return Samples(memoryview(pages).toreadonly(), channels)


# All below take sounds of 32 bits, and give such. The types are named where Python itself has no
# such module any more.


def silence(frames: int) -> bytes:
    """Returns so many samples of silence."""
    return bytes(WIDE * frames)


def widened(data: bytes | memoryview, width: int) -> bytes:
    """Returns a sound of whole numbers that have so many bytes."""
    wide: bytes = audioop.lin2lin(data, width, WIDE)
    return wide


def rounded(part: bytes) -> bytes:
    """Returns a sound, nowhere above `FULL_WIDE`, with 16 bits."""
    narrow: bytes = audioop.lin2lin(audioop.bias(part, WIDE, _HALF), WIDE, KEPT)
    return narrow


def added(one: bytes | bytearray, other: bytes) -> bytes:
    """Returns the sum of two sounds of the same length; what has no room is as loud as can be."""
    both: bytes = audioop.add(one, other, WIDE)
    return both


def louder(part: bytes, gain: float) -> bytes:
    """Returns a sound times `gain`."""
    loud: bytes = audioop.mul(part, WIDE, gain)
    return loud


def shaped(part: bytes, curve: Iterable[float], channels: int = 1) -> bytes:
    """Returns a sound, each frame times its number on the curve."""
    if channels == STEREO:
        curve = chain.from_iterable(repeat(gain, STEREO) for gain in curve)
    return array("i", map(int, map(mul, array("i", part), curve))).tobytes()


def peak(part: bytes) -> int:
    """Returns the highest absolute sample."""
    highest: int = audioop.max(part, WIDE)
    return highest


def mean(part: bytes) -> int:
    """Returns the mean of the samples."""
    middle: int = audioop.avg(part, WIDE)
    return middle


def in_one(part: bytes) -> bytes:
    """Returns half the sum of two channels."""
    half: bytes = audioop.tomono(part, WIDE, 0.5, 0.5)
    return half


def in_both(part: bytes, width: int = WIDE) -> bytes:
    """Returns a sound of one channel in two; `width` says where it has not 32 bits."""
    both: bytes = audioop.tostereo(part, width, 1, 1)
    return both

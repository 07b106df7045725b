"""Sounds made of numbers and heard as such: floating point in, 16 bits out."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from backcue.sound import mixer
from backcue.sound.samples.samples import FULL_SCALE, Samples

Pcm = NDArray[np.int16]
"""A row of samples in mono, else a column for each channel."""


def sound(*channels: ArrayLike) -> Samples:
    """Returns samples, full scale = 1, as a sound; each argument is a channel."""
    rows = np.rint(np.stack([np.asarray(row, np.float64) for row in channels]) * FULL_SCALE)
    return Samples(np.clip(rows.T, -FULL_SCALE, FULL_SCALE).astype(np.int16).tobytes(), len(rows))


def ones(frames: int, level: float = 0.25) -> Samples:
    """Returns a sound that is the same all the time."""
    return sound(np.full(frames, level))


def on_side(frames: int, level: float, side: float) -> Samples:
    """Returns the same laid this far from the middle: 1 is all left, -1 all right."""
    return sound(np.full(frames, level * (1 + side)), np.full(frames, level * (1 - side)))


def heard(pcm: bytes, channels: int = 1) -> Pcm:
    """Returns what leaves the mixer as numbers."""
    numbers = np.frombuffer(pcm, np.int16)
    return numbers if channels == 1 else numbers.reshape(-1, channels)


class Mixer(mixer.Mixer):
    """A mixer that gives numbers."""

    def __init__(self, volume: float = 1.0, channels: int = 1) -> None:
        super().__init__(volume, channels)
        self.channels = channels

    def mixed(self, frames: int) -> Pcm:
        """Returns the next frames."""
        return heard(self.render(frames), self.channels)


def alone(samples: Samples, *, channels: int = 1, **how: float) -> Pcm:
    """Returns a sound rendered alone."""
    return heard(mixer.alone(samples, channels=channels, **how), channels)

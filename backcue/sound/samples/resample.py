"""Change the sample rate of a sound, well: a polyphase bank of windowed sinc filters."""

from math import ceil, gcd

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
"""A mono sound while it is made, or any row of such numbers; -1 to 1 once it is done."""
CROSSINGS = 24
"""Zero crossings of the sinc on each side: the steepness of the filter."""
KAISER_BETA = 8.96
"""Stop band about 90 dB down (Kaiser 1974), below what 16 bits can say."""
ROLL_OFF = 0.94
"""Part of the band kept, so that the filter's slope ends near the lower Nyquist frequency."""
CHUNK = 1 << 13
"""Frames made at a time, so that memory stays small."""


def resampled(samples: Floats, rate: int, wanted: int) -> Floats:
    """Returns mono `samples` taken at `rate` Hz as if taken at `wanted` Hz.

    The first frame stays at time zero: no delay is added. The length is
    ceil(len * wanted / rate) frames.
    """
    if rate == wanted or not len(samples):
        return samples
    divisor = gcd(rate, wanted)
    up, down = wanted // divisor, rate // divisor
    cutoff = min(1.0, wanted / rate) * ROLL_OFF
    reach = ceil(CROSSINGS / cutoff)
    offsets = np.arange(-reach + 1, reach + 1)
    padded = np.pad(samples, (reach, reach + 1))
    out = np.empty(ceil(len(samples) * up / down))
    if down == 1:
        # a whole multiple, as of the voice that is shipped: each phase is one convolution
        for phase in range(up):
            distance = np.asarray(offsets[None, :] - phase / up, dtype=np.float64)
            [taps] = _taps(distance, cutoff, reach)
            out[phase::up] = np.correlate(padded[1:], taps)[: len(samples)]
        return out
    for start in range(0, len(out), CHUNK):
        at = np.arange(start, min(start + CHUNK, len(out)), dtype=np.int64) * down
        phases, which = np.unique(at % up, return_inverse=True)
        taps = _taps(offsets[None, :] - phases[:, None] / up, cutoff, reach)
        around = padded[(at // up)[:, None] + reach + offsets[None, :]]
        out[start : start + len(at)] = np.einsum("ij,ij->i", around, taps[which])
    return out


def _taps(distance: Floats, cutoff: float, reach: int) -> Floats:
    inside = np.clip(1.0 - (distance / reach) ** 2, 0.0, None)
    window = np.i0(KAISER_BETA * np.sqrt(inside)) / np.i0(KAISER_BETA)
    taps = cutoff * np.sinc(cutoff * distance) * window
    # every phase must pass a constant alike, or a faint tone at the old rate would appear
    return np.asarray(taps / taps.sum(axis=1, keepdims=True), dtype=np.float64)

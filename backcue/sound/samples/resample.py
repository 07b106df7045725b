"""Change the sample rate of a sound, well: a polyphase bank of windowed sinc filters."""

from fractions import Fraction
from math import ceil

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

Floats = NDArray[np.float64]
"""A mono sound while it is made, or any row of such numbers; -1 to 1 once it is done."""
CROSSINGS = 24
"""Zero crossings of the sinc on each side: the steepness of the filter."""
KAISER_BETA = 8.96
"""Stop band about 90 dB down (Kaiser 1974), below what 16 bits can say."""
ROLL_OFF = 0.94
"""Part of the band kept, so that the filter's slope ends near the lower Nyquist frequency."""
MOST_PHASES = 4000
"""Filters that are made at most. Usual rates need under 700; an odd one is off by 0.03 %."""


def resampled(samples: Floats, rate: int, wanted: int) -> Floats:
    """Returns mono `samples` taken at `rate` Hz as if taken at `wanted` Hz.

    The first frame stays at time zero: no delay is added. The length is
    ceil(len * wanted / rate) frames.
    """
    if rate == wanted or not len(samples):
        return samples
    out = np.empty(ceil(len(samples) * wanted / rate))
    # `down / up` frames of the old rate go by for each of the new one.
    step = 1 / Fraction(rate, wanted).limit_denominator(MOST_PHASES)
    up, down = step.numerator, step.denominator
    cutoff = min(1.0, wanted / rate) * ROLL_OFF
    reach = ceil(CROSSINGS / cutoff)
    # What is heard at one time comes from `reach` frames before it and after it.
    phases = np.arange(min(up, len(out))) * down
    taps = _taps(np.arange(1 - reach, reach + 1) - (phases % up / up)[:, None], cutoff, reach)
    padded = np.pad(samples, (reach - 1, reach + down + len(out) // MOST_PHASES))
    around = sliding_window_view(padded, 2 * reach)
    for phase, row in enumerate(taps):
        part = out[phase::up]
        if down == 1:
            part[:] = np.correlate(padded, row)[: len(part)]
        else:
            part[:] = around[phases[phase] // up :: down][: len(part)] @ row
    return out


def _taps(distance: Floats, cutoff: float, reach: int) -> Floats:
    inside = np.clip(1.0 - (distance / reach) ** 2, 0.0, None)
    window = np.i0(KAISER_BETA * np.sqrt(inside)) / np.i0(KAISER_BETA)
    taps = cutoff * np.sinc(cutoff * distance) * window
    # every phase must pass a constant alike, or a faint tone at the old rate would appear
    return np.asarray(taps / taps.sum(axis=1, keepdims=True), dtype=np.float64)

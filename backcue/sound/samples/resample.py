"""Change the sample rate of a sound, well: a polyphase bank of windowed sinc filters."""

from array import array
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate
from math import ceil, pi, sin, sqrt

from backcue.sound.samples.samples import WIDE, added, louder, silence

CROSSINGS = 16
"""Zero crossings of the sinc on each side: the steepness of the filter."""
KAISER_BETA = 7.9
"""Stop band about 80 dB down (Kaiser 1974), below what the files of a voice leave out."""
ROLL_OFF = 0.94
"""Part of the band kept, so that the filter's slope ends near the lower Nyquist frequency."""
MOST_PHASES = 640
"""Filters that are made at most, as many as 11,025 Hz need; an odder rate is off by 2 ppm."""
_BESSEL_TERMS = 24
"""Terms of the Bessel function's series: what is left out of it here is below 10**-12."""


def resampled(samples: bytes, rate: int, wanted: int) -> bytes:
    """Returns a sound of one channel, 32 bits, taken at `rate` Hz as if taken at `wanted` Hz.

    The first frame stays at time zero: no delay is added. The length is
    ceil(frames * wanted / rate).
    """
    frames = len(samples) // WIDE
    if rate == wanted or not frames:
        return samples
    out = array("i", silence(ceil(frames * wanted / rate)))
    # `down / up` frames of the old rate go by for each of the new one.
    step = 1 / Fraction(rate, wanted).limit_denominator(MOST_PHASES)
    up, down = step.numerator, step.denominator
    filters = _filters(up, down, min(1.0, wanted / rate))
    reach = len(filters[0]) // 2
    # What is heard at one time comes from `reach` frames before it and after it.
    last = (len(out) - 1) * down // up + 2 * reach
    around = (silence(reach - 1), samples, silence(max(0, last - reach - frames + 2)))
    padded = memoryview(b"".join(around)).cast("i")
    strides = [padded[first::down].tobytes() for first in range(down)]
    for phase, taps in enumerate(filters[: len(out)]):
        count = len(range(phase, len(out), up))
        made = silence(count)
        for at, tap in enumerate(taps, phase * down // up):
            first, stride = at // down * WIDE, strides[at % down]
            made = added(made, louder(stride[first : first + count * WIDE], tap))
        out[phase::up] = array("i", made)
    return out.tobytes()


@lru_cache(maxsize=4)
def _filters(up: int, down: int, band: float) -> list[list[float]]:
    """Returns the filter of each phase: how much of the frames around it is heard."""
    cutoff = band * ROLL_OFF
    reach = ceil(CROSSINGS / cutoff)
    filters = []
    for phase in range(up):
        late = phase * down % up / up
        taps = [_tap(frame - late, cutoff, reach) for frame in range(1 - reach, reach + 1)]
        # Every phase must pass a constant alike, or a faint tone at the old rate would appear.
        whole = sum(taps)
        filters.append([tap / whole for tap in taps])
    return filters


def _tap(distance: float, cutoff: float, reach: int) -> float:
    inside = max(0.0, 1.0 - (distance / reach) ** 2)
    turn = pi * cutoff * distance
    return (sin(turn) / turn if turn else 1.0) * _bessel(KAISER_BETA * sqrt(inside))


def _bessel(x: float) -> float:
    """Returns the modified Bessel function of the first kind, of order 0."""
    quarter = x * x / 4
    ratios = (quarter / (term * term) for term in range(1, _BESSEL_TERMS))
    return sum(accumulate(ratios, lambda term, ratio: term * ratio, initial=1.0))

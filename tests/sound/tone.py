"""How the listener follows the one sound that lasts: a looped tone with soft edges."""

from pathlib import Path

import numpy as np

from tests.sound.ear import RATE, STRIDE, Floats, fit, listened, samples_of

EDGE_FRAMES = RATE * 8 // 1000
"""The tone rises and falls on a raised cosine of this length."""
KNOWN_BY = RATE * 60 // 1000 // STRIDE
"""Places of the steady tone by which it is known."""
LOST = RATE * 40 // 1000 // STRIDE
"""Places for which it must be gone to have ended."""
_SURE = RATE * 150 // 1000
"""Frames at each end by which the end is placed."""


class Tone:
    """A tone that repeats every second."""

    def __init__(self, file: Path) -> None:
        self._loop = samples_of(file)
        twice = listened(np.tile(self._loop, 3))
        second = len(self._loop) // STRIDE
        self._steady = twice[second : 2 * second]
        self.beginning = self._steady[:KNOWN_BY]
        self._late = tuple(
            listened(np.pad(np.tile(self._loop, 2), (late, 0)))[second : second + KNOWN_BY]
            for late in range(STRIDE)
        )
        power = np.abs(np.fft.rfft(self._loop))
        self._period = len(self._loop) / int(np.argmax(power > power.max() / 10))

    def take_out(self, heard: Floats, at: int) -> tuple[int, int]:
        """Take out the tone that is heard at this place; give its first frame and its length."""
        rough = _extent(heard, np.resize(np.roll(self._steady, at), len(heard)), at)
        begin, end = (STRIDE * place for place in rough)
        in_step = fit(self._late, heard, at - 12, at + 12).frame
        begin = self._begin(heard, begin - EDGE_FRAMES // 2, end, in_step)
        end = self._end(heard, begin, end + EDGE_FRAMES // 2)
        whole, first = self._model(begin, end - begin, 0, end - begin), begin // STRIDE
        part = heard[first : first + len(whole)]
        part -= whole[: len(part)]
        return begin, end - begin

    def _begin(self, heard: Floats, near: int, end: int, in_step: int) -> int:
        """Returns the frame, near this one, from which on the tone explains most."""
        sure = min(near + _SURE, end - EDGE_FRAMES)
        periods = round((near - in_step) / self._period)
        tries = (
            in_step + round(k * self._period) + hair
            for k in range(periods - 2, periods + 3)
            for hair in range(-2, 3)
        )
        return max(
            (frame for frame in tries if 0 <= frame < sure - EDGE_FRAMES),
            key=lambda frame: self._explained(heard, frame, sure + _SURE - frame, 0, sure - frame),
        )

    def _end(self, heard: Floats, begin: int, near: int) -> int:
        """Returns the frame, near this one, up to which the tone explains most."""
        sure = max(begin, near - _SURE) - begin
        tries = range(near - EDGE_FRAMES, near + EDGE_FRAMES, 24)
        return max(
            (frame for frame in tries if frame - begin > max(sure, EDGE_FRAMES)),
            key=lambda frame: self._explained(heard, begin, frame - begin, sure, frame - begin),
        )

    def _explained(self, heard: Floats, begin: int, frames: int, first: int, last: int) -> float:
        model = self._model(begin, frames, first, last)
        place = (begin + first) // STRIDE
        model = model[: len(heard) - place]
        return float(2 * (heard[place : place + len(model)] @ model) - model @ model)

    def _model(self, begin: int, frames: int, first: int, last: int) -> Floats:
        """Give, as it is heard, the part from first to last of a tone of so many frames."""
        edge = min(EDGE_FRAMES, frames // 2)
        rise = ((1 - np.cos(np.pi * (np.arange(edge) + 0.5) / edge)) / 2).astype(np.float32)
        at = np.arange(first, last)
        samples = np.take(self._loop, at, mode="wrap")
        rising, falling = at < edge, at >= frames - edge
        samples[rising] *= rise[at[rising]]
        samples[falling] *= rise[frames - 1 - at[falling]]
        return listened(np.pad(samples, ((begin + first) % STRIDE, 0)))


def _extent(heard: Floats, tone: Floats, at: int) -> tuple[int, int]:
    """Returns from where to where the tone, in step with what is heard, explains most."""
    gain = 2 * heard * tone - tone * tone
    lost = LOST * float(tone @ tone) / len(tone)
    after = _until_lost(gain[at:], lost)
    before = _until_lost(gain[:at][::-1], lost)
    return at - before, at + after


def _until_lost(gain: Floats, lost: float) -> int:
    total = np.concatenate([[0], np.cumsum(gain, dtype=np.float64)])
    gone = np.flatnonzero(np.maximum.accumulate(total) - total > lost)
    return int(np.argmax(total[: gone[0]] if len(gone) else total))

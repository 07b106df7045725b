"""How late sound reaches the ear, from a person's presses to a steady beat. Pure.

With a steady beat nobody waits for the beep to react to it: one presses in time with it, and
what is now early and now late evens out over a few presses.
"""

from cmath import phase, rect
from collections.abc import Sequence
from math import tau
from statistics import median
from typing import Final

from msgspec import Struct

BEAT: Final = 1.0
"""Seconds between two beeps."""
NEEDED: Final = 8
"""Presses that have to count."""
USED: Final = 24
"""Presses that are looked at, the last ones: a person finds into the beat."""
EARLIEST: Final = -0.25
"""Seconds. Presses are `EARLIEST` to `EARLIEST + BEAT` after the sound was sent; of two
delays that differ by a beat nobody could tell which it is."""
EARLY: Final = 0.1
"""Seconds by which people may press before a beat that they hear at once: untrained ones are
20 to 80 ms early (Repp 2005). A delay below 0 and above this is none."""
STEADY: Final = 0.06
"""Median distance of the presses from their median, seconds, up to which there is a beat in
them. People manage 0.02 to 0.04; presses at random have 0.25."""
_APART: Final = 0.4
"""Seconds between two presses that were meant; a key that is held down repeats faster."""
_OUTLIER: Final = 3.0
"""Robust standard deviations from the median beyond which a press was a slip."""
_SIGMA: Final = 1.4826
"""Standard deviation of normally distributed values in median distances from the median."""
_LEAST_SPREAD: Final = 0.010
"""Seconds, so that someone of iron regularity may be off by a little, too."""


class Delay(Struct, frozen=True):
    """What presses have shown so far; seconds."""

    counted: int
    """Presses that count: one for a beep at most, slips left out."""
    seconds: float
    """Median time from sending a beep to the press."""
    spread: float
    """Median distance of the presses from it, slips included."""

    @property
    def steady(self) -> bool:
        """Whether there is a beat in the presses at all."""
        return self.spread <= STEADY

    @property
    def ready(self) -> bool:
        """Whether it can be relied on."""
        return self.counted >= NEEDED and self.steady

    @property
    def offset_ms(self) -> int:
        """What to set as `audio_offset_ms`."""
        return 0 if -EARLY <= self.seconds < 0 else round(self.seconds * 1000)


def delay_of(presses: Sequence[float], sent: float) -> Delay | None:
    """Returns how late the ear hears what is sent; None before the first press.

    `presses` are the times of the presses, in order; `sent` is when one of the beeps was
    sent, all of which are `BEAT` apart. Sent is not planned: an offset that is in force
    already sends a beep earlier than planned by as much.
    """
    late = [press - sent for press in _meant(presses)[-USED:]]
    if not late:
        return None
    # Times that go round with the beat have no mean but a mean direction.
    middle = phase(sum(rect(1.0, tau * each / BEAT) for each in late)) / tau * BEAT
    by_beep: dict[int, float] = {}
    for each in late:
        beep = round((each - middle) / BEAT)
        off = each - middle - beep * BEAT
        if beep not in by_beep or abs(off) < abs(by_beep[beep]):
            by_beep[beep] = off
    offs = list(by_beep.values())
    spread = _spread(offs)
    reach = _OUTLIER * max(_LEAST_SPREAD, spread * _SIGMA)
    kept = [off for off in offs if abs(off - median(offs)) <= reach]
    seconds = EARLIEST + (middle + median(kept) - EARLIEST) % BEAT
    return Delay(len(kept), seconds, spread)


def _meant(presses: Sequence[float]) -> list[float]:
    before = [float("-inf"), *presses]
    return [at for last, at in zip(before, presses, strict=False) if at - last >= _APART]


def _spread(offs: Sequence[float]) -> float:
    middle = median(offs)
    return median(abs(off - middle) for off in offs)

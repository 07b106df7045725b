"""How much energy a session may have taken: an estimate, with its range and its source."""

from bisect import bisect_right
from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from backcue.history.phases import DonePhase
from backcue.workout.model import Direction, Gait
from backcue.workout.pace import Pace

SOURCE: Final = "Compendium of Physical Activities 2011"
"""Codes 17151 to 17231 (walking), 17320 and 17325 (backward), 12025 and on (running), 07040."""
PRACTICE: Final = "practice lowers it: by 19 % in four weeks in one study (Heath 2001)"

_MPH = 0.44704
"""Metres per second."""
_STANDING = 1.3
_WALKING = ((0.0, _STANDING), (1.0, 2.0), (2.0, 2.8), (2.5, 3.0), (3.0, 3.5), (3.5, 4.3),
            (4.0, 5.0), (4.5, 7.0), (5.0, 8.3))  # fmt: skip
_RUNNING = ((0.0, _STANDING), (4.0, 6.0), (5.0, 8.3), (6.0, 9.8), (7.0, 11.0), (8.0, 11.8),
            (9.0, 12.8), (10.0, 14.5), (11.0, 16.0), (12.0, 19.0))  # fmt: skip
"""Metabolic equivalents at miles per hour, forward on the level."""
_BACKWARD = 6.0 / 4.3
"""What walking backward takes beside walking forward, both at 3.5 mph."""
_BACKWARD_RUN = 1.3
"""The same for running, about: STACK articles on running backward."""
_CLIMB = (8.0 - 6.0) / (0.05 * 3.5 * _MPH)
"""Equivalents per metre of height in a second, from backward at 3.5 mph, level and at 5 %."""
_PRACTISED = 1 - 0.19
"""What is left of it after four weeks of practice (Heath 2001)."""
_UNSURE = 0.15
"""Either way, as the speed is only worked out from cadence and step length; ours."""


class Energy(Struct, frozen=True):
    """Kilocalories, from the least to the most that is likely."""

    low: float
    high: float


def equivalents(
    direction: Direction | None, gait: Gait | None, speed: float, incline: float = 0.0
) -> float:
    """Returns how many times the energy of rest something takes.

    `speed` is in metres per second, `incline` in percent; downhill counts as level. Without a
    direction one stands.
    """
    if direction is None:
        return _STANDING
    runs = gait is Gait.RUN
    level = _between(_RUNNING if runs else _WALKING, speed / _MPH)
    if direction is Direction.BACKWARD:
        level = max(_STANDING, level * (_BACKWARD_RUN if runs else _BACKWARD))
    return level + _CLIMB * speed * max(0.0, incline) / 100


def energy(done: Iterable[DonePhase], pace: Pace, mass_kg: float) -> Energy:
    """Returns what phases that were done may have taken a person of this mass."""
    low = high = 0.0
    for each in done:
        phase, hours = each.phase, each.seconds / 3600
        if phase.is_lead_in:
            continue
        speed = 0.0
        if phase.direction is not None and phase.gait is not None:
            speed = (each.cadence or 0.0) / 60 * pace.step_length(phase.direction, phase.gait)
        likely = (
            mass_kg * hours * equivalents(phase.direction, phase.gait, speed, phase.incline or 0.0)
        )
        practised = _PRACTISED if phase.direction is Direction.BACKWARD else 1.0
        low += likely * practised * (1 - _UNSURE)
        high += likely * (1 + _UNSURE)
    return Energy(low, high)


def _between(table: tuple[tuple[float, float], ...], at: float) -> float:
    """Returns the value of a table at a place, on a line between its points and beyond them."""
    after = min(len(table) - 1, max(1, bisect_right(table, (at, 0.0))))
    (x, y), (x2, y2) = table[after - 1], table[after]
    return y + (y2 - y) * (at - x) / (x2 - x)

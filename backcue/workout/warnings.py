"""What a person is warned of in a phase: in which words, and how long before."""

from collections.abc import Iterable
from typing import NamedTuple

from backcue.workout.phases import Phase, PhaseKind
from backcue.workout.timeline import ROUNDING, ScheduledPhase

SLOW_THE_BELT, FEET_ON_RAILS = "slow the belt", "feet on the side rails"
TURN_WARNINGS = ((15.0, SLOW_THE_BELT), (5.0, FEET_ON_RAILS))
"""Seconds before a turn on a moving belt, and how to make ready for it then."""
LONGEST_WARNING = max(before for before, _ in TURN_WARNINGS)
LAP_WARNING = 8.0
"""Seconds before the expected end of an open phase at which what follows is announced."""


class TimedWarning(NamedTuple):
    """Words to be said at a time on the session's clock, `before` seconds ahead of something."""

    at: float
    words: str
    before: float


def time_to_turn(following: Iterable[tuple[Phase, float | None]]) -> float | None:
    """Returns the seconds from the end of a phase until a turn on a moving belt.

    `following` are the phases after it, drawn as far as needed, and how long each lasts. None
    where the turn is not near enough to be warned of, or a person decides when it comes.
    """
    passed = 0.0
    for phase, seconds in following:
        if phase.kind is PhaseKind.TURN:
            return passed if phase.on_rails else None
        if seconds is None:
            return None
        passed += seconds
        if passed > LONGEST_WARNING:
            return None
    return None


def warnings_of_turn(scheduled: ScheduledPhase, to_turn: float | None) -> list[TimedWarning]:
    """Returns the warnings of the turn that comes so long after this phase, in their order.

    They are all there are, also those due before the phase or after it. In a turn nobody is
    warned of another one.
    """
    if scheduled.end is None or to_turn is None or scheduled.phase.kind is PhaseKind.TURN:
        return []
    turn = scheduled.end + to_turn
    return [TimedWarning(turn - before, words, before) for before, words in TURN_WARNINGS]


def warnings(scheduled: ScheduledPhase, to_turn: float | None) -> list[TimedWarning]:
    """Returns the warnings that are due in a phase, in the order of their times.

    `to_turn` are the seconds from its end until the next turn, as far as `time_to_turn` knows.
    """
    expected, then, end = scheduled.expected, scheduled.then, scheduled.end
    told = warnings_of_turn(scheduled, to_turn)
    if expected is not None and then is not None:
        at = scheduled.start + expected - LAP_WARNING
        told = [TimedWarning(at, _of_lap(then), LAP_WARNING)]
    first = scheduled.announced - ROUNDING
    return [each for each in told if first <= each.at and (end is None or each.at < end - ROUNDING)]


def _of_lap(then: Phase) -> str:
    # Nobody is to turn round on a belt that moves: that comes once they stand beside it.
    turns_on_belt = then.kind is PhaseKind.TURN and then.on_rails
    return SLOW_THE_BELT if turns_on_belt else f"{then.direction or then.kind} soon"

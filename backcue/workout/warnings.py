"""What a person is warned of in a phase: in which words, and how long before."""

from typing import NamedTuple

from backcue.workout.phases import Phase, PhaseKind
from backcue.workout.timeline import ScheduledPhase

TURN_WARNINGS = ((15.0, "slow the belt"), (5.0, "feet on the side rails"))
"""Seconds before a turn on a moving belt, and how to make ready for it then."""
LAP_WARNING = 8.0
"""Seconds before the expected end of an open phase at which what follows is announced."""


class TimedWarning(NamedTuple):
    """Words to be said at a time on the session's clock, `before` seconds ahead of something."""

    at: float
    words: str
    before: float


def warnings(scheduled: ScheduledPhase, following: Phase | None) -> list[TimedWarning]:
    """Returns the warnings of a phase in the order of their times.

    `following` is what comes after it; of an open phase that may not be known.
    """
    end, then = scheduled.end, scheduled.then
    if end is not None and following is not None and following.kind is PhaseKind.TURN:
        told = [TimedWarning(end - before, words, before) for before, words in TURN_WARNINGS]
    elif scheduled.expected is not None and then is not None:
        what = then.direction or then.kind
        expected = scheduled.start + scheduled.expected
        told = [TimedWarning(expected - LAP_WARNING, f"{what} soon", LAP_WARNING)]
    else:
        return []
    return [warning for warning in told if scheduled.has_begun(warning.at)]

"""What a person is warned of in a phase, and when."""

from typing import NamedTuple

from backcue.workout.phases import Phase, PhaseKind
from backcue.workout.timeline import LAP_WARNING, ScheduledPhase
from backcue.workout.treadmill import TURN_WARNINGS


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


class Warnings:
    """The warnings of the stretch being walked, each given once."""

    def __init__(self) -> None:
        self._given: set[float] = set()

    def forget(self) -> None:
        """Begin a new stretch."""
        self._given.clear()

    def to_come(self, scheduled: ScheduledPhase, following: Phase | None) -> list[TimedWarning]:
        """Returns those that were not given yet."""
        told = warnings(scheduled, following)
        return [warning for warning in told if warning.before not in self._given]

    def due(
        self, scheduled: ScheduledPhase, following: Phase | None, until: float
    ) -> list[TimedWarning]:
        """Take out those whose time has come."""
        due = [each for each in self.to_come(scheduled, following) if each.at <= until]
        self._given.update(warning.before for warning in due)
        return due

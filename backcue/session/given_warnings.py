"""The warnings of the stretch being walked, each given once."""

from backcue.workout.timeline import ROUNDING, ScheduledPhase
from backcue.workout.warnings import TimedWarning, warnings


class GivenWarnings:
    """Remembers which warnings of a stretch were given."""

    def __init__(self) -> None:
        self._given: set[float] = set()

    def forget(self) -> None:
        """Begin a new stretch."""
        self._given.clear()

    def to_come(self, scheduled: ScheduledPhase, to_turn: float | None) -> list[TimedWarning]:
        """Returns those that were not given yet."""
        told = warnings(scheduled, to_turn)
        return [warning for warning in told if warning.before not in self._given]

    def due(
        self, scheduled: ScheduledPhase, to_turn: float | None, until: float
    ) -> list[TimedWarning]:
        """Take out those whose time has come."""
        due = [each for each in self.to_come(scheduled, to_turn) if each.at <= until + ROUNDING]
        self._given.update(warning.before for warning in due)
        return due

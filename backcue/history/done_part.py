"""How much of a plan was done, added up from the log of a session."""

from copy import copy

from backcue.session.events import Walked
from backcue.workout.phases import Phase


class DonePart:
    """Adds up what was done of a plan, in seconds as planned, whatever the tempo.

    What was gone back to and done twice counts once. It remembers what was left out alone, so
    it takes no more room however long the session is.
    """

    def __init__(self) -> None:
        self._begun = 0.0
        """All phases that were begun, done to their ends."""
        self._furthest = -1
        """The furthest of them, by its index."""
        self._left_out: dict[int, float] = {}
        """What was not done of them, by their index."""
        self._ahead = 0.0
        """What is to be done of the phase one is in."""

    def copy(self) -> "DonePart":
        """Returns one that adds up without changing this one."""
        other = copy(self)
        other._left_out = dict(self._left_out)  # noqa: SLF001 - of its own kind
        return other

    def begin(self, phase: Phase) -> None:
        """Take it that a phase was begun, for the first time or again."""
        self._ahead = 0.0 if phase.is_lead_in else phase.seconds or 0.0
        if phase.index > self._furthest:
            self._furthest = phase.index
            self._begun += self._ahead
            self._left_out[phase.index] = self._ahead

    def walk(self, stretch: Walked) -> None:
        """Add a stretch of the phase that was begun last."""
        index = stretch.phase.index
        self._ahead = 0.0 if stretch.whole else max(0.0, self._ahead - _planned(stretch))
        left_out = min(self._ahead, self._left_out.pop(index, 0.0))
        if left_out:
            self._left_out[index] = left_out

    def seconds(self, planned: float | None, *, completed: bool) -> float:
        """Returns how much of so many planned seconds was done.

        Walked to its end, a workout is as long as the phases that were begun: of a repeat by
        time there are more or fewer than planned, by the tempo.
        """
        done = max(0.0, self._begun - sum(self._left_out.values()))
        return planned * done / self._begun if completed and planned and self._begun else done


def _planned(stretch: Walked) -> float:
    """Returns how long a stretch would have lasted as planned."""
    phase = stretch.phase
    if phase.steps is None or phase.seconds is None or phase.timed:
        return stretch.seconds
    return stretch.steps / phase.steps * phase.seconds

"""How the end of a hold is counted in: at the tempo of what follows wherever there is room."""

from msgspec import Struct

from backcue.sound.score.cue import ACCENTS
from backcue.workout.phases import PhaseKind
from backcue.workout.timeline import ROUNDING, ScheduledPhase

SHORTEST_HOLD_COUNTED = 1.5
"""Seconds of the shortest hold whose end is counted in."""
FEWEST = 2
"""Strokes that give a tempo: with the first step they make as many intervals."""
QUICK = 1 / len(ACCENTS)
"""Seconds between the strokes where there is no room for a tempo, or nothing steps: the three
fill the last second."""


class CountIn(Struct, frozen=True):
    """Strokes before the end of a hold, so many seconds apart."""

    strokes: int
    beat: float

    @property
    def seconds(self) -> float:
        """From the first of them to the end."""
        return self.strokes * self.beat


def count_in_of_hold(
    scheduled: ScheduledPhase, following: ScheduledPhase | None, said: tuple[float, ...]
) -> CountIn | None:
    """Returns how what follows a hold is counted in; None where it is not.

    `said` are the seconds that speech needs before it, with all there is to say first: the tempo
    of the steps makes way for what must be known about them, and what is left out for the tempo.
    """
    if scheduled.end is None or scheduled.duration is None or following is None:
        return None
    if scheduled.duration < SHORTEST_HOLD_COUNTED:
        return None
    if following.phase.kind is PhaseKind.MOVE:
        for seconds in said:
            room = scheduled.end - scheduled.begins - seconds
            strokes = min(len(ACCENTS), int((room + ROUNDING) / following.beat))
            if strokes >= FEWEST:
                return CountIn(strokes, following.beat)
    return CountIn(len(ACCENTS), QUICK)

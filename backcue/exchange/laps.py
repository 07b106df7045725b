"""A session in laps, as watches count them: a repetition each, or a phase."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from msgspec import Struct

from backcue.display.wording import say
from backcue.history.entries import Told
from backcue.history.phases import DonePhase, with_beginning
from backcue.session.events import Paused, Resumed
from backcue.workout.model import Direction, Gait
from backcue.workout.phases import PhaseKind

_BOTH: Final = "both"
_NEITHER: Final = "none"


class Lap(Struct, frozen=True):
    """Phases that belong together."""

    phases: Sequence[DonePhase]

    @property
    def begins(self) -> float:
        """When it began, seconds from the session's beginning."""
        return self.phases[0].start

    @property
    def ends(self) -> float:
        """When it ended, the same."""
        return self.phases[-1].end

    @property
    def seconds(self) -> float:
        """What was spent in it, pauses left out."""
        return sum(done.seconds for done in self.phases)

    def steps(self, direction: Direction) -> int:
        """Returns the steps that were made this way."""
        return sum(done.steps or 0 for done in self.phases if done.phase.direction is direction)

    @property
    def direction(self) -> str:
        """Which way it went; "both", or "none" where nothing steps."""
        ways = {done.phase.direction for done in self.phases} - {None}
        return _BOTH if len(ways) > 1 else str(next(iter(ways), _NEITHER))

    @property
    def kind(self) -> str:
        """What it is, in a word or two: the name of its step."""
        if len(self.phases) > 1:
            return "repetition"
        phase = self.phases[0].phase
        if phase.kind is not PhaseKind.MOVE:
            return f"hold, {phase.foot} leg" if phase.foot else str(phase.kind)
        return f"{phase.direction} run" if phase.gait is Gait.RUN else f"{phase.direction} walk"

    @property
    def name(self) -> str:
        """What was to be done in it, in words."""
        words = ", ".join(say(done.phase) for done in self.phases)
        number = self.phases[0].phase.round
        return f"{number}: {words}" if len(self.phases) > 1 else words


def laps_of(phases: Sequence[DonePhase], *, each_phase: bool) -> list[Lap]:
    """Returns phases in laps: those of a repetition together, unless each is to be alone."""
    if each_phase:
        return [Lap([phase]) for phase in phases]
    laps: list[Lap] = []
    for number, together in groupby(phases, key=lambda each: each.phase.round):
        part = list(together)
        laps += [Lap(part)] if number is not None else [Lap([phase]) for phase in part]
    return laps


def pauses(log: Iterable[Told]) -> Iterator[tuple[float, bool]]:
    """Returns when the timer stopped and went on again, seconds from the beginning."""
    stopped = False
    for (_, entry), began in with_beginning(log):
        match entry:
            case Paused(at=at) if not stopped:
                stopped = True
                yield at - began, False
            case Resumed(goes_on=at) if stopped:
                stopped = False
                yield at - began, True
            case _:
                pass

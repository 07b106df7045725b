"""Counts what was done, from the log of a session."""

from copy import copy
from types import MappingProxyType

from msgspec.structs import replace

from backcue.session.events import Continued, Entry, PhaseStarted, Started, Walked
from backcue.session.tally import Tally
from backcue.workout.feet import HeldTime
from backcue.workout.phases import Phase, PhaseKind


class Counter:
    """Adds up entry by entry; takes no more room however long the session is."""

    def __init__(self) -> None:
        self._tally = Tally()
        self._began: float | None = None
        self._latest = 0
        """The latest repetition that was begun, by its number."""
        self._unended: set[int] = set()
        """Those of them that have not come to an end: one that is walked again counts once."""

    def copy(self) -> "Counter":
        """Returns one that counts on without changing this one."""
        other = copy(self)
        other._unended = set(self._unended)  # noqa: SLF001 - of its own kind
        return other

    @property
    def active(self) -> float:
        """The active seconds so far: those of the stretches that are walked."""
        return self._tally.active_seconds

    def take(self, entry: Entry) -> None:
        """Count what an entry of the log tells."""
        match entry:
            case Started(at=at):
                self._began = at
            case Continued(ahead=ahead) if self._began is not None:
                self._began += ahead
            case PhaseStarted(phase=Phase(round=int(number))) if number > self._latest:
                self._latest = number
                self._unended.add(number)
            case Walked():
                self._tally = _with_stretch(self._tally, entry)
                self._end_round(entry)
            case _:
                pass

    def tally(self, now: float, *, completed: bool) -> Tally:
        """Returns what was done, up to this time on the session's clock."""
        seconds = 0.0 if self._began is None else now - self._began
        return replace(self._tally, seconds=seconds, completed=completed)

    def _end_round(self, stretch: Walked) -> None:
        number = stretch.phase.round
        if stretch.ends_round and number in self._unended:
            self._unended.discard(number)
            self._tally = replace(self._tally, repetitions=self._tally.repetitions + 1)


def _with_stretch(tally: Tally, stretch: Walked) -> Tally:
    phase, steps, holds = stretch.phase, dict(tally.steps), dict(tally.holds)
    if phase.direction is not None:
        steps[phase.direction] += stretch.steps
    if phase.kind is PhaseKind.HOLD and phase.foot is not None:
        held = holds[phase.foot]
        holds[phase.foot] = HeldTime(held.count + stretch.whole, held.seconds + stretch.seconds)
    return replace(
        tally,
        active_seconds=tally.active_seconds + (0.0 if phase.is_lead_in else stretch.seconds),
        steps=MappingProxyType(steps),
        holds=MappingProxyType(holds),
    )

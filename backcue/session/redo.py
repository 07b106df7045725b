"""A walk walked again from its log: entry by entry, without a clock."""

from collections import deque
from collections.abc import Iterable

from backcue.session.events import (
    Continued,
    Entry,
    Event,
    FeetSwapped,
    Finished,
    Paused,
    PhaseStarted,
    Resumed,
    Skipped,
    Started,
    TempoChanged,
    Walked,
    Warned,
)
from backcue.session.walk import Walk
from backcue.workout.course import Course


class LogMismatch(Exception):  # noqa: N818 - the log and the course do not fit one another
    """Walking the course again tells something else than its log."""


class Redo:
    """Walks a course again as its log tells; `walk` is where that leads.

    What the walk tells by itself must be what the log has, or LogMismatch is raised: the log is
    of another course, or of a version that walked otherwise.
    """

    def __init__(self, course: Course) -> None:
        self.walk = Walk(course)
        self.ahead: deque[Entry] = deque()
        """What the walk has told and the log not yet: one step of it makes several entries."""
        self._closed: Walked | None = None
        self._told = self.ahead.append
        self.walk.log.follow(self._told)

    def ended(self) -> list[Entry]:
        """Walk no more as a log tells; returns what the walk has told and the log not."""
        self.walk.log.unfollow(self._told)
        return list(self.ahead)

    def take(self, entry: Entry) -> None:
        """Do what this entry of the log tells; the sound's own are no part of the walk."""
        if isinstance(entry, Walked):
            # What closed the stretch comes right behind.
            self._closed = entry
            return
        if not isinstance(entry, Event | Continued):
            return
        if not self.ahead:
            self._step(entry)
        for told in filter(None, (self._closed, entry)):
            if not self.ahead or self.ahead.popleft() != told:
                raise LogMismatch(f"the log has {told}")
        self._closed = None

    def _step(self, entry: Event | Continued) -> None:  # noqa: C901, PLR0912 - one for each entry
        walk = self.walk
        match entry:
            case Started(at=at):
                walk.begin(at)
            case PhaseStarted(at=at, lead=lead):
                walk.pass_on(at, lead)
            case Skipped(at=at, phase=None):
                walk.skip(at)
            case Skipped(at=at, phase=int(phase)):
                here = walk.snapshot(at).phase.index
                if phase > here:
                    walk.skip(at)
                else:
                    walk.go_back(at, further=phase < here)
            case Paused(at=at, reason=reason):
                walk.pause(at, reason)
            case Resumed(at=at):
                walk.resume(at)
            case TempoChanged(at=at, cadence=cadence):
                walk.change_tempo(at, to=cadence)
            case FeetSwapped(at=at):
                walk.swap_feet(at)
            case Warned(at=at):
                walk.come_to(at)
            case Finished(at=at, tally=tally):
                if tally.completed:
                    walk.pass_on(at)
                else:
                    walk.stop(at)
            case Continued(at=at, ahead=ahead):
                walk.go_over(at, ahead)


def redo(course: Course, entries: Iterable[Entry]) -> Redo:
    """Walk a course again to the end of its log; LogMismatch where they do not fit."""
    again = Redo(course)
    for entry in entries:
        again.take(entry)
    return again

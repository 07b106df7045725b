"""What a session comes to, counted from its log."""

from collections.abc import Iterable
from copy import copy
from typing import Any, NamedTuple

import msgspec

from backcue.history.done_part import DonePart
from backcue.history.entries import Told
from backcue.history.head import Head
from backcue.history.record import Ending, Moved, Record
from backcue.session.counter import Counter
from backcue.session.events import (
    Continued,
    Entry,
    Finished,
    Interrupted,
    PhaseStarted,
    Walked,
)
from backcue.session.tempo import Way, way_of
from backcue.workout.model import Direction, Foot
from backcue.workout.notation import format_workout


class _Going(NamedTuple):
    """What was stepped one way; `beats` are steps with the part of the one being made."""

    steps: int = 0
    seconds: float = 0.0
    beats: float = 0.0


class Figures:
    """Adds up a log, entry by entry; takes no more room however long the session is."""

    def __init__(self, head: Head) -> None:
        self._planned = head.course.totals().timed
        self._counter = Counter()
        self._moved: dict[Way, _Going] = {}
        self._done = DonePart()
        self._last = 0.0
        self.beyond_lead_in = False
        """Whether anything but the lead-in was begun: only then it is kept."""
        self.ending: Ending | None = None
        """How it ended; None while it is under way."""

    def take(self, entry: Entry) -> None:
        """Count what an entry of the log tells."""
        self._counter.take(entry)
        if self.ending is None:
            self._last = entry.at
        match entry:
            case Continued(at=at, ahead=ahead):
                self._last, self.ending = at + ahead, None
            case PhaseStarted(phase=phase):
                self.beyond_lead_in |= not phase.is_lead_in
                self._done.begin(phase)
            case Walked():
                self._walk(entry)
            case Finished(at=at, tally=tally):
                self._last = at
                self.ending = Ending.COMPLETED if tally.completed else Ending.STOPPED
            case Interrupted():
                self.ending = Ending.INTERRUPTED

    def with_stretch(self, stretch: Walked | None) -> "Figures":
        """Returns them with a stretch that is not over yet."""
        other = copy(self)
        other._counter = self._counter.copy()  # noqa: SLF001 - of its own kind
        other._done = self._done.copy()  # noqa: SLF001
        other._moved = dict(self._moved)  # noqa: SLF001
        if stretch is not None:
            other.take(stretch)
        return other

    def columns(self, now: float | None = None) -> dict[str, Any]:
        """Returns them as columns of the table of sessions, by name.

        They are those at `now` on the session's clock, while it is under way, or else at its
        last entry.
        """
        until = self._last if now is None or self.ending is not None else now
        tally = self._counter.tally(until, completed=False)
        left, right = tally.holds[Foot.LEFT], tally.holds[Foot.RIGHT]
        completed = self.ending is Ending.COMPLETED
        return {
            "state": self.ending,
            "seconds": tally.seconds,
            "active_seconds": tally.active_seconds,
            "forward_steps": tally.steps[Direction.FORWARD],
            "backward_steps": tally.steps[Direction.BACKWARD],
            "left_holds": left.count,
            "left_hold_seconds": left.seconds,
            "right_holds": right.count,
            "right_hold_seconds": right.seconds,
            "repetitions": tally.repetitions,
            "moved_json": self._moved_json(),
            "done_seconds": self._done.seconds(self._planned, completed=completed),
        }

    def _walk(self, stretch: Walked) -> None:
        self._done.walk(stretch)
        way = way_of(stretch.phase)
        if way is not None:
            going = self._moved.get(way, _Going())
            beats = stretch.seconds * (stretch.cadence or 0.0) / 60
            self._moved[way] = _Going(
                going.steps + stretch.steps, going.seconds + stretch.seconds, going.beats + beats
            )

    def _moved_json(self) -> str:
        moved = [
            Moved(*way, going.steps, going.seconds, going.beats * 60 / going.seconds)
            for way, going in sorted(self._moved.items())
            if going.seconds > 0
        ]
        return msgspec.json.encode(moved).decode()


def figures(head: Head, log: Iterable[Told]) -> Figures:
    """Add up a whole log."""
    added = Figures(head)
    for told in log:
        added.take(told.entry)
    return added


def head_columns(head: Head) -> dict[str, Any]:
    """Returns what a head says as columns of the table of sessions, by name."""
    course = head.course
    return {
        "workout": course.preset.id,
        "name": course.preset.name,
        "sequence": format_workout(course.workout),
        "surface": str(course.surface),
        "started": head.started.isoformat(timespec="seconds"),
        "planned_seconds": course.totals().timed,
    }


def record(head: Head, came_to: Figures, identity: int | None = None) -> Record:
    """Returns the record of a session that is over."""
    columns = {**head_columns(head), **came_to.columns()}
    return Record(id=identity, **{**columns, "state": columns["state"] or Ending.INTERRUPTED})

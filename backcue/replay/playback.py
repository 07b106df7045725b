"""A session played again on a clock, at any speed, from any place: what was to be seen then."""

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final

from backcue.history.store import Log
from backcue.session.clock import Clock
from backcue.session.events import Continued, Entry, Finished, PhaseStarted
from backcue.session.redo import Redo
from backcue.session.snapshot import Snapshot

if TYPE_CHECKING:
    from backcue.workout.course import Course

SPEEDS: Final = (1, 2, 5, 10, 60)
"""How many times as fast as it was."""
AGAIN: Final = 1.0
"""Seconds on the clock within which going back leads to the phase before."""
_BEGINNING: Final = 2
"""Entries with which every session begins: it, and its first phase."""


class Playback:
    """Plays a log; places in it are seconds since the session began, pauses counted.

    Gaps between an interruption and its continuation are left out. Raises LogMismatch where this
    version walks otherwise than the log tells, ValueError where the log is empty.
    """

    def __init__(self, log: Log, clock: Clock) -> None:
        self.course: Course = log.head.course
        self._clock = clock
        self._entries, self._places, self._clocks = _placed(log)
        if len(self._entries) < _BEGINNING:
            raise ValueError("there is nothing in its log")
        pairs = zip(self._places, self._entries, strict=True)
        self._phases = [place for place, entry in pairs if isinstance(entry, PhaseStarted)]
        ends = (at for at, each in enumerate(self._entries) if isinstance(each, Finished))
        self._shown = next(ends, len(self._entries))
        """How many entries are shown: at the end stands the moment before it."""
        self._redo, self._taken = Redo(self.course), 0
        # Played through once at the beginning: better no replay than half of one.
        self._come_to(len(self._entries))
        self._speed = SPEEDS[0]
        self.playing = True
        self._from, self._since = 0.0, clock.now()

    @property
    def seconds(self) -> float:
        """How long it was, from beginning to end."""
        return self._places[-1]

    @property
    def speed(self) -> int:
        """How many times as fast as it was it goes."""
        return self._speed

    @property
    def place(self) -> float:
        """Where it is now."""
        gone = (self._clock.now() - self._since) * self._speed if self.playing else 0.0
        return min(self._from + gone, self.seconds)

    @property
    def is_over(self) -> bool:
        """Whether it has come to its end."""
        return self.place >= self.seconds

    def snapshot(self) -> Snapshot:
        """Returns what a surface showed at this place."""
        place = self.place
        count = bisect_right(self._places, place)
        self._come_to(min(max(_BEGINNING, count), self._shown))
        return self._redo.walk.snapshot(place + self._clocks[self._taken - 1])

    def wait(self, until_change: float) -> float:
        """Returns the seconds on the clock till something changes next.

        `until_change` is in how many seconds of the session what is shown changes by itself.
        """
        at = bisect_right(self._places, self.place)
        entry = self._places[at] - self.place if at < len(self._places) else until_change
        return min(until_change, entry) / self._speed

    # What the person does.

    def toggle(self) -> None:
        """Stand still, or go on; from the end it begins anew."""
        if self.is_over:
            self.go_to(0.0)
            self.playing = True
        else:
            self.go_to(self.place)
            self.playing = not self.playing

    def change_speed(self, by: int) -> None:
        """Play so many steps faster, or slower where negative, as far as there are any."""
        at = SPEEDS.index(self._speed) + by
        self.go_to(self.place)
        self._speed = SPEEDS[min(max(0, at), len(SPEEDS) - 1)]

    def go_to(self, place: float) -> None:
        """Go on from this place, or the nearest there is."""
        self._from = min(max(0.0, place), self.seconds)
        self._since = self._clock.now()

    def next_phase(self) -> None:
        """Go to where the next phase begins, or to the end."""
        at = bisect_right(self._phases, self.place)
        self.go_to(self._phases[at] if at < len(self._phases) else self.seconds)

    def phase_before(self) -> None:
        """Go to where this phase begins; right after its beginning, to the one before."""
        at = bisect_left(self._phases, self.place - AGAIN * self._speed)
        self.go_to(self._phases[max(0, at - 1)])

    def _come_to(self, count: int) -> None:
        """Walk as the first so many entries tell."""
        if count < self._taken:
            self._redo, self._taken = Redo(self.course), 0
        for entry in self._entries[self._taken : count]:
            self._redo.take(entry)
        self._taken = count


def _placed(log: Log) -> tuple[list[Entry], list[float], list[float]]:
    """Returns what happened, its places, and what the session's clock has at place 0 from then."""
    entries: list[Entry] = []
    places: list[float] = []
    clocks: list[float] = []
    began = log.entries[0].entry.at if log.entries else 0.0
    for told, entry in log.entries:
        at = entry.at if isinstance(entry, Continued) else told
        place = 0.0 if len(entries) < _BEGINNING else max(places[-1], at - began)
        if isinstance(entry, Continued):
            began += entry.ahead
        entries.append(entry)
        places.append(place)
        clocks.append(began)
    return entries, places, clocks

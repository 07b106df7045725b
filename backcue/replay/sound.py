"""What was heard in a session, once more: sample for sample what its log gives."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from backcue.accompaniment import Accompaniment
from backcue.history.entries import Told
from backcue.history.store import Log
from backcue.replay.tape import Tape
from backcue.session.events import Continued, CuesWithdrawn, VolumeSet
from backcue.session.redo import Redo
from backcue.sound.outputs.player import RING_OUT

if TYPE_CHECKING:
    from backcue.sound.render import Write
    from backcue.sound.samples.bank import Bank

STEP = 0.2
"""Seconds between two looks at what is to be heard next."""


def seconds_of(log: Log) -> float:
    """Returns how long a session was, from its first entry to its last."""
    gaps = sum(each.entry.ahead for each in log.entries if isinstance(each.entry, Continued))
    return log.entries[-1].at - log.entries[0].at - gaps if log.entries else 0.0


def record_log(
    log: Log,
    bank: "Bank",
    write: "Write",
    *,
    channels: int = 1,
    progress: Callable[[float], None] = lambda _: None,
) -> float:
    """Write what was heard in a session; returns the seconds written.

    Pauses are silent in it. LogMismatch: this version does not walk as the log tells. Raises
    what `write` raises. `progress` hears the share done, 0 to 1.
    """
    if not log.entries:
        return 0.0
    replay = _Replay(log, bank, write, channels)
    whole = seconds_of(log) or 1.0
    for told in log.entries:
        replay.take(told)
        progress(min(1.0, replay.tape.seconds / whole))
    replay.tape.ring_out(RING_OUT)
    return replay.tape.seconds


class _Replay:
    """Walks as the log tells, and lets the tape hear what follows from it."""

    def __init__(self, log: Log, bank: "Bank", write: "Write", channels: int) -> None:
        began, entries = log.entries[0].entry.at, [told.entry for told in log.entries]
        volumes = (entry.volume for entry in entries if isinstance(entry, VolumeSet))
        self._now = began
        self.tape = Tape(
            bank,
            write,
            clock=lambda: self._now,
            began=began,
            volume=next(volumes, 1.0),
            channels=channels,
            edges=(entry.edge for entry in entries if isinstance(entry, CuesWithdrawn)),
        )
        self._redo = Redo(log.head.course)
        walk = self._redo.walk
        self._accompaniment = Accompaniment(
            self.tape,
            bank.seconds,
            log.head.audio,
            ahead=walk.ahead,
            snapshot=lambda: walk.snapshot(self._now),
        )

    def take(self, told: Told) -> None:
        """Do what an entry tells, at the time at which it was told."""
        entry = told.entry
        # The one that goes over to another clock has its time on the one before.
        self._run_to(entry.at if isinstance(entry, Continued) else told.at)
        self._redo.take(entry)
        if isinstance(entry, Continued):
            self.tape.go_over(entry.ahead)
            self._now = told.at
        self._accompaniment.take(entry, told.at)

    def _run_to(self, now: float) -> None:
        while self._now + STEP < now:
            self._now += STEP
            self._accompaniment.pump(self._now)
            self.tape.run_to(self._now)
        self._now = now
        self._accompaniment.pump(now)

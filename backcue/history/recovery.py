"""Sessions whose program ended before they did: gone on with, kept as they are, or deleted."""

import sqlite3
import time
from collections import deque
from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from backcue.history import head as heads
from backcue.history.database.connection import transaction
from backcue.history.database.errors import TakenError
from backcue.history.database.tables import KeptLog, change_session, kept_log, put_entries
from backcue.history.entries import Row, Told, WrongEntry, entries, row, walked
from backcue.history.figures import Figures, figures
from backcue.history.head import Head, WrongHead
from backcue.history.record import Ending, Record
from backcue.session.events import (
    Continued,
    Entry,
    Finished,
    Interrupted,
    PhaseStarted,
    VoiceSet,
)
from backcue.session.redo import LogMismatch, redo
from backcue.session.snapshot import Snapshot
from backcue.session.walk import Walk
from backcue.sound.score.audio_options import AudioOptions
from backcue.system.lock import HeldFile
from backcue.system.log import logger

REASON: Final = "backcue was interrupted"
"""Why a session that goes on stands still at first."""
_LOG = logger(__name__)


class Resumption(Struct, frozen=True):
    """A session that can go on where it was interrupted."""

    record: Record
    """What it came to so far."""
    head: Head
    walk: Walk
    """Where it is: paused."""
    alive: float
    """When it was interrupted, on the clock that it was walked on."""
    audio: AudioOptions
    """What was to be heard then."""
    token: str
    rows: tuple[Row, ...]
    """Its log so far."""
    figures: Figures
    """What that comes to."""
    missing: tuple[Entry, ...]
    """What happened at the end and is not in the log yet."""
    held: HeldFile | None = None
    """Its lock file, once it is taken up: no other program goes on with it, or closes it."""

    @property
    def snapshot(self) -> Snapshot:
        """Returns where it stands."""
        return self.walk.snapshot(self.alive)


def resumption(record: Record, log: KeptLog) -> Resumption | None:
    """Returns how an interrupted session goes on; None where its log does not lead there."""
    try:
        head, told = heads.read(log.head), list(entries(log.rows))
        again = redo(head.course, (each.entry for each in told))
    except (WrongHead, WrongEntry, LogMismatch, ValueError) as error:
        _LOG.warning("session %s cannot go on", record.id, exc_info=error)
        return None
    walk = again.walk
    walk.come_to(log.alive)
    if not walk.underway:
        return None
    missing = tuple(again.ahead)
    again.ahead.clear()
    if not walk.paused:
        walk.pause(log.alive, REASON)
    return Resumption(
        record=record,
        head=head,
        walk=walk,
        alive=log.alive,
        audio=_audio(head, told),
        token=log.token,
        rows=log.rows,
        figures=figures(head, told),
        missing=(*missing, Interrupted(log.alive), *again.ended()),
    )


def _audio(head: Head, told: Sequence[Told]) -> AudioOptions:
    voices = (each.entry.speaks for each in told if isinstance(each.entry, VoiceSet))
    return replace(head.audio, voice=deque([head.audio.voice, *voices], maxlen=1)[0])


def check_as_left(connection: sqlite3.Connection, left: Resumption) -> None:
    """Raise TakenError where somebody has gone on with an interrupted session, or closed it."""
    found = connection.execute(
        "SELECT count(number) FROM sessions LEFT JOIN entries ON session = id "
        "WHERE id = ? AND state IS NULL AND deleted IS NULL GROUP BY id",
        (left.record.id,),
    ).fetchone()
    if found != (len(left.rows),):
        raise TakenError


def close_log(connection: sqlite3.Connection, session: int, *, delete: bool = False) -> None:
    """Close the log of an interrupted session with what was being walked; or delete it too.

    Raises what SQLite raises.
    """
    with transaction(connection):
        log = kept_log(connection, session)
        if log is None:
            change_session(connection, session, {"state": Ending.INTERRUPTED})
        else:
            _close(connection, session, log)
        if delete:
            change_session(connection, session, {"deleted": time.time()})


def _close(connection: sqlite3.Connection, session: int, log: KeptLog) -> None:
    try:
        head, last = heads.read(log.head), _end(log)
    except (WrongHead, WrongEntry) as error:
        # What it came to is in its row already.
        _LOG.warning("the log of session %d is damaged", session, exc_info=error)
        change_session(connection, session, {"state": Ending.INTERRUPTED})
        return
    came_to = figures(head, entries((*log.rows, *last)))
    change_session(connection, session, {**came_to.columns(log.alive), "stretch": None})
    put_entries(connection, session, len(log.rows), last)


def with_end(log: KeptLog) -> KeptLog:
    """Returns a log with what happened after its last entry, where its end was not written.

    One that is damaged stays as it is.
    """
    try:
        return log._replace(rows=(*log.rows, *_end(log)))
    except (WrongHead, WrongEntry):
        return log


def _end(log: KeptLog) -> list[Row]:
    """Returns what happened after the last entry; WrongHead, WrongEntry."""
    told = list(entries(log.rows))
    last = [] if _has_end(told) else _last_entries(heads.read(log.head), told, log)
    return [row(entry, log.alive) for entry in last]


def _has_end(told: Sequence[Told]) -> bool:
    kinds = (each.entry for each in reversed(told))
    ends = (each for each in kinds if isinstance(each, Finished | Interrupted | Continued))
    return not isinstance(next(ends, None), Continued | None)


def _last_entries(head: Head, told: Sequence[Told], log: KeptLog) -> list[Entry]:
    """Returns what happened after the last entry: the end, where it was just over."""
    try:
        again = redo(head.course, (each.entry for each in told))
    except (LogMismatch, ValueError):
        _LOG.info("what was walked last is taken from the sign of life alone")
    else:
        again.walk.come_to(log.alive)
        missing = again.ended()
        if again.walk.ended is not None:
            return missing
    phases = (each.entry.phase for each in told if isinstance(each.entry, PhaseStarted))
    phase = deque(phases, maxlen=1)
    stretch = [walked(log.stretch, phase[0])] if log.stretch is not None and phase else []
    return [*stretch, Interrupted(log.alive)]

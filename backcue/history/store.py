"""The history: the sessions that are kept, as a person sees and changes them."""

import sqlite3
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from backcue.history import head as heads
from backcue.history.carried import Carried, columns
from backcue.history.database.access import is_there
from backcue.history.database.connection import told_as_history_error, transaction
from backcue.history.database.errors import DamagedError, HistoryError, WrongLogError
from backcue.history.database.opening import UNDO, mend
from backcue.history.database.rescue import is_usable
from backcue.history.database.tables import (
    change_session,
    kept_log,
    put_carried,
    records,
    token_of,
)
from backcue.history.entries import Told, WrongEntry, entries
from backcue.history.head import Head, WrongHead
from backcue.history.interrupted import InterruptedSessions
from backcue.history.place import Place
from backcue.history.record import Record
from backcue.history.recovery import with_end


class Log(NamedTuple):
    """All that is known of a session."""

    head: Head
    entries: tuple[Told, ...]
    damage: str | None = None
    """Why it ends before the session did; None while it is whole."""


class Store(InterruptedSessions):
    """Reads and changes the history; every call opens it anew, so that any thread may.

    `notices` gathers what there is to say to the person: that it was damaged, or taken over.
    All that reads or changes it raises HistoryError where that cannot be done.
    """

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._known: dict[int, Record] = {}
        """The sessions as they were last read, by their numbers."""

    # What is there.

    def sessions(self, limit: int | None = None) -> list[Record]:
        """Returns the sessions, the newest first, and no more than `limit`.

        Those that are under way in another program are no sessions yet.
        """
        return self._access.read(lambda database: self._sessions(database, limit), nothing=[])

    def session(self, number: int) -> Record | None:
        """Returns the session of this number; None where there is none, or it is under way."""
        return self._access.read(lambda database: self._one(database, number), nothing=None)

    def log(self, number: int) -> Log | None:
        """Returns the log of a session; None where it has none, as those of the first version.

        WrongLogError: nothing can be made of it. Where only its end is, it is as long as it is.
        """
        found = self._access.read(lambda database: kept_log(database, number), nothing=None)
        if found is None:
            return None
        kept = with_end(found)
        told: list[Told] = []
        damage = None
        try:
            head = heads.read(kept.head)
            for each in entries(kept.rows):
                told.append(each)  # noqa: PERF402 - what was read before a wrong one counts
        except WrongHead as error:
            raise WrongLogError(f"the log of session {number} is damaged: {error}") from error
        except WrongEntry as error:
            damage = f"the log of session {number} is damaged: {error}"
        return Log(head, tuple(told), damage)

    def carried(self, number: int) -> Carried | None:
        """Returns a session as it is carried elsewhere; None where there is none."""
        return self._access.read(lambda database: self._carried(database, number), nothing=None)

    def is_sound(self) -> bool:
        """Whether the whole file is as it should be; reads all of it, and mends nothing."""
        try:
            return self._access.look(is_usable, nothing=True)
        except DamagedError:
            return False

    def count(self) -> int:
        """Returns how many sessions there are; takes in none that lie beside the history."""
        return self._access.look(lambda database: len(self._sessions(database, None)), nothing=0)

    # What a person changes.

    def bring_in(self, sessions: Iterable[Carried]) -> Iterator[bool]:
        """Take in sessions from elsewhere; gives of each whether it was new here.

        All of them, or none where that breaks off. One that is here stays as it is, unless it was
        interrupted and went on elsewhere; one that was deleted here comes back. WrongSession: one
        makes none.
        """
        with self._access.writing() as database, transaction(database):
            for each in sessions:
                yield put_carried(database, each, columns(each), self.place.is_live)

    def delete(self, number: int) -> Record | None:
        """Delete a session, to be brought back by `undelete` for a day; returns what it was."""
        return self._change(number, "deleted", time.time())

    def last_deleted(self) -> Record | None:
        """Returns the session deleted last, while it can be brought back; None: there is none."""
        since = time.time() - UNDO
        latest = "deleted = (SELECT MAX(deleted) FROM sessions) AND deleted > ?"
        return self._access.read(
            lambda found: next(records(found, latest, since), None), nothing=None
        )

    def undelete(self, number: int) -> Record | None:
        """Bring back a session that was deleted; returns it, None where it is gone for good."""
        with self._access.writing() as database:
            change_session(database, number, {"deleted": None})
            return next(records(database, "id = ?", number), None)

    def set_effort(self, number: int, effort: int | None) -> Record | None:
        """Keep how hard a session was, 1 to 10, or None; returns it as it is then."""
        if effort is not None and not 1 <= effort <= 10:  # noqa: PLR2004 - the scale
            raise ValueError("effort goes from 1 to 10")
        return self._change(number, "effort", effort)

    def set_note(self, number: int, note: str | None) -> Record | None:
        """Keep a note on a session; returns it as it is then."""
        return self._change(number, "note", note or None)

    def mend(self) -> None:
        """Set the history aside where anything in it is damaged, and rescue what can be read.

        HistoryError while a session is under way.
        """
        self._check_idle()
        if is_there(self.place.database):
            mend(self.place, self.notices.append)

    def erase(self) -> list[Path]:
        """Erase the whole history, and all files that were ever part of it; returns them.

        HistoryError while a session is under way.
        """
        self._check_idle()
        is_there(self.place.database)
        with told_as_history_error():
            files = self.place.files()
            for file in files:
                file.unlink(missing_ok=True)
        return files

    def _check_idle(self) -> None:
        if self.place.is_any_live():
            raise HistoryError("a workout is under way in another window: end it first")

    def _sessions(self, database: sqlite3.Connection, limit: int | None) -> list[Record]:
        live = self._under_way(database)
        others = f"deleted IS NULL AND id NOT IN ({', '.join('?' * len(live))})"
        most = -1 if limit is None else limit
        found = list(records(database, others, *live, limit=most, known=self._known))
        if limit is None:
            self._known = {each.id: each for each in found if each.id is not None}
        return found

    def _change(self, number: int, column: str, value: object) -> Record | None:
        """Change a session that is there; returns it as it is then, or was where it is deleted."""
        with self._access.writing() as database:
            found = self._one(database, number)
            if found is None:
                return None
            change_session(database, number, {column: value})
            return self._one(database, number) or found

    def _one(self, database: sqlite3.Connection, number: int) -> Record | None:
        if number in self._under_way(database):
            return None
        return next(records(database, "deleted IS NULL AND id = ?", number), None)

    def _carried(self, database: sqlite3.Connection, number: int) -> Carried | None:
        record, log = self._one(database, number), kept_log(database, number)
        if record is None:
            return None
        if log is None:
            return Carried(token_of(database, number), record, None)
        return Carried(log.token, record, log.head, with_end(log).rows)

    def _under_way(self, database: sqlite3.Connection) -> list[int]:
        """Returns the numbers of the sessions that a program walks now."""
        open_ones = database.execute("SELECT id, token FROM sessions WHERE state IS NULL")
        return [number for number, token in open_ones if self.place.is_live(token)]

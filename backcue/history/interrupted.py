"""Sessions that were interrupted: what becomes of them, whichever window is asked first."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime

from msgspec.structs import replace

from backcue.history.database.access import Access
from backcue.history.database.connection import told_as_history_error
from backcue.history.database.errors import TakenError
from backcue.history.database.tables import kept_log, records
from backcue.history.place import Place
from backcue.history.recovery import Resumption, check_as_left, close_log, resumption
from backcue.system.lock import GLANCE, HeldFile, hold


class InterruptedSessions:
    """Those of the history at a place; all raise HistoryError where it cannot be used."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.notices: list[str] = []
        self._access = Access(place, self.notices.append)

    def left_behind(self, today: date) -> list[Resumption]:
        """Returns the sessions of today that can go on where they were interrupted.

        The others whose program is gone are kept as they are.
        """
        with self._access.writing() as database:
            self._access.tidy(database)
            left: list[Resumption] = []
            spared: set[str] = set()
            for record in list(records(database, "deleted IS NULL AND state IS NULL")):
                log = kept_log(database, record.id or 0)
                if log is not None and self.place.is_live(log.token):
                    spared.add(log.token)
                    continue
                seen = None if log is None else datetime.fromtimestamp(log.seen).astimezone().date()
                found = log and seen == today and resumption(record, log)
                if found:
                    left.append(found)
                elif record.id is not None:
                    close_log(database, record.id)
            self._remove_locks(spared | {each.token for each in left})
        return left

    def keep(self, left: Resumption) -> None:
        """Keep an interrupted session as it is."""
        self._close(left, delete=False)

    def throw_away(self, left: Resumption) -> None:
        """Delete an interrupted session, to be brought back by `undelete` for a day."""
        self._close(left, delete=True)

    def take_up(self, left: Resumption) -> Resumption:
        """Returns an interrupted session to go on with: no other program does so from now on.

        TakenError: one does, or did, or has closed it; `keep` and `throw_away` raise it too.
        """
        with self._taken(left) as (_, held):
            return replace(left, held=held)

    def _close(self, left: Resumption, *, delete: bool) -> None:
        with self._taken(left) as (database, held):
            close_log(database, left.record.id or 0, delete=delete)
            held.let_go()

    @contextmanager
    def _taken(self, left: Resumption) -> Iterator[tuple[sqlite3.Connection, HeldFile]]:
        """Hand out what an interrupted session is in, held; where that fails it is left as it is.

        TakenError: it is not as it was when it was asked about.
        """
        with told_as_history_error():
            held = hold(self.place.lock(left.token), GLANCE)
        if held is None:
            raise TakenError
        try:
            with self._access.writing() as database:
                # How it went on may lie beside the history.
                self._access.tidy(database)
                check_as_left(database, left)
                yield database, held
        except TakenError:
            held.let_go()
            raise
        except BaseException:
            held.leave()
            raise

    def _remove_locks(self, spared: set[str]) -> None:
        """Take away what sessions that are over have left."""
        waiting = {self.place.lock(token) for token in spared}
        for path in self.place.orphans():
            if path in waiting:
                continue
            # Only what is held: a session may just have begun with it.
            with suppress(OSError):
                if (held := hold(path)) is not None:
                    held.let_go()

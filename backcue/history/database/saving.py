"""One log's way into the database; only ever used in the thread that writes."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from backcue.history.database.connection import told_as_history_error, transaction
from backcue.history.database.errors import DamagedError, HistoryError
from backcue.history.database.opening import mend, opened, tidy
from backcue.history.database.tables import (
    change_session,
    put_entries,
    put_session,
    signs_of_life,
)
from backcue.history.entries import Row
from backcue.history.place import Place
from backcue.system.lock import GLANCE, HeldFile, hold

if TYPE_CHECKING:
    from backcue.history.writer import State


class Saving:
    """Writes states of one session; what is written already is not written again."""

    def __init__(
        self,
        place: Place,
        token: str,
        head: str,
        fixed: Mapping[str, Any],
        tell: Callable[[str], None],
        *,
        held: HeldFile | None = None,
    ) -> None:
        """Write into the history of this place; `fixed` are the columns that never change.

        `held` is the lock of a session that was taken up.
        """
        self.session: int | None = None
        """Its number in the history, once it is there."""
        self._place, self._token, self._head, self._tell = place, token, head, tell
        self._fixed = fixed
        self._database: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None
        self._known = False
        """Whether it is in the file that is open."""
        self._written = 0
        self._held = held

    def save(self, state: "State", rows: Sequence[Row]) -> None:
        """Write how a session stands, and those of its entries that are new.

        On disk when this returns; raises HistoryError.
        """
        try:
            self._save(state, rows)
        except DamagedError:
            self.close()
            mend(self._place, self._tell)
            self._save(state, rows)
        if self._is_gone():
            # It was taken away while it was written: what was written is nowhere.
            self._save(state, rows)

    def tidy(self) -> None:
        """Take in what lies beside the history."""
        if self._database is not None:
            tidy(self._database, self._place, self._tell)

    def close(self) -> None:
        """Let go of the database; the next state opens it again."""
        if self._database is not None:
            with suppress(sqlite3.Error):
                self._database.close()
        self._database = None

    def let_go(self) -> None:
        """Say that nobody walks this session any more."""
        if self._held is not None:
            self._held.let_go()
            self._held = None

    def _save(self, state: "State", rows: Sequence[Row]) -> None:
        database = self._connected()
        with told_as_history_error():
            # A sign of life may be lost with the machine's power, what happened may not.
            happened = self._written < state.entries
            database.execute(f"PRAGMA synchronous = {'FULL' if happened else 'NORMAL'}")
            with transaction(database):
                self.session = self._put(database, state)
                new = rows[self._written : state.entries]
                put_entries(database, self.session, self._written, new)
        self._written = state.entries

    def _put(self, database: sqlite3.Connection, state: "State") -> int:
        """Write how the session stands; returns its number."""
        columns = {**state.columns, **signs_of_life(state.alive, state.stretch)}
        if self._known and self.session and change_session(database, self.session, columns):
            return self.session
        self._known, self._written = True, 0
        return put_session(database, self._token, self._head, {**self._fixed, **columns})

    def _connected(self) -> sqlite3.Connection:
        """Returns the connection, to the file that lies in its place now."""
        if self._database is not None and self._is_gone():
            self.close()
        if self._database is None:
            self._database = opened(self._place, self._tell)
            self._file, self._known = self._file_now(), False
            self._hold()
        return self._database

    def _is_gone(self) -> bool:
        """Whether the file that is open lies in its place no more."""
        return self._file is None or self._file != self._file_now()

    def _file_now(self) -> tuple[int, int] | None:
        try:
            status = self._place.database.stat()
        except OSError:
            return None
        return status.st_dev, status.st_ino

    def _hold(self) -> None:
        """Show others that this session is under way."""
        if self._held is not None:
            return
        with told_as_history_error():
            self._held = hold(self._place.lock(self._token), GLANCE)
        if self._held is None:
            raise HistoryError("another backcue walks this session")

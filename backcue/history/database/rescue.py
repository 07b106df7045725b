"""A damaged history: set aside, and what can be read of it put into a new one."""

import hashlib
import os
import shutil
import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from backcue.history import head as heads
from backcue.history.database.connection import is_sound, open_database, told_as_history_error
from backcue.history.database.errors import DamagedError
from backcue.history.database.reading import BESIDE, TABLES, columns_of, give_schema, take
from backcue.history.database.tables import put_session, records
from backcue.history.entries import Row, WrongEntry, entries
from backcue.history.figures import Figures, head_columns
from backcue.history.head import WrongHead
from backcue.history.record import Ending
from backcue.system.atomic import real
from backcue.system.lock import locked
from backcue.system.log import logger

_LOG = logger(__name__)


class Rescued(NamedTuple):
    """What came of a rescue."""

    sessions: int
    """How many could be read."""
    aside: Path
    """Where the damaged file is."""

    @property
    def words(self) -> str:
        """What there is to say about it, in a line."""
        count = "1 session" if self.sessions == 1 else f"{self.sessions} sessions"
        return f"the history was damaged: {count} could be read; the old file is {self.aside}"


def rescue(file: Path) -> Rescued | None:
    """Set a damaged history aside, and put what can be read of it into a new one in its place.

    None where another backcue has done that by now. Until all is done the damaged file stays
    where it is. Raises HistoryError where that cannot be done.
    """
    with told_as_history_error():
        # Where it is a link SQLite has its own files beside what that leads to.
        file = real(file)
        with locked(file):
            return None if _is_usable(file) else _rescue(file)


def is_usable(connection: sqlite3.Connection) -> bool:
    """Whether the file is sound, and each session in it can be one; reads all. DamagedError: no."""
    for _ in records(connection, "TRUE"):
        pass
    return is_sound(connection)


def _is_usable(file: Path) -> bool:
    try:
        with closing(open_database(file)) as connection, told_as_history_error():
            return is_usable(connection)
    except DamagedError:
        return False


def _rescue(file: Path) -> Rescued:
    copy, new = (file.with_name(f"{file.name}.{what}") for what in ("damaged-copy", "rescued"))
    try:
        for beside in ("", *BESIDE):
            with suppress(FileNotFoundError):
                shutil.copyfile(f"{file}{beside}", f"{copy}{beside}")
        _remove(new)
        sessions = _refill(new, copy)
        _write_out(new)
        aside = _free_name(file)
        file.replace(aside)
        for beside in BESIDE:
            with suppress(FileNotFoundError):
                Path(f"{file}{beside}").replace(f"{aside}{beside}")
        new.replace(file)
    finally:
        _remove(copy)
        _remove(new)
    _LOG.warning("rescued %d sessions; %s is set aside", sessions, aside)
    return Rescued(sessions, aside)


def _refill(new: Path, damaged: Path) -> int:
    """Put what can be read of the damaged file into a new one; returns how many sessions."""
    open_database(new).close()
    empty = new.read_bytes()
    with closing(open_database(new)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        # Nothing counts before all is in it.
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        columns = {table: columns_of(connection, table) for table in TABLES}
        whole = take(connection, damaged, columns)
        if not whole:
            give_schema(damaged, empty)
            take(connection, damaged, columns)
        _rebuild(connection)
        for table in TABLES[1:]:
            connection.execute(
                f"DELETE FROM {table} WHERE session NOT IN (SELECT id FROM sessions)"  # noqa: S608
            )
        # A day that is none would not be believed.
        wrong = [
            number
            for number, started in connection.execute("SELECT id, started FROM sessions")
            if not _is_time(started)
        ]
        connection.executemany(
            "UPDATE sessions SET started = strftime('%Y-%m-%dT%H:%M:%S+00:00', moment, 'unixepoch')"
            " WHERE id = ?",
            ((number,) for number in wrong),
        )
        connection.execute("COMMIT")
        count: int = connection.execute("SELECT count(*) FROM sessions").fetchone()[0]
    return count


def _rebuild(connection: sqlite3.Connection) -> None:
    """Make the sessions anew of which only the logs could be read."""
    lost = "SELECT session, head FROM logs WHERE session NOT IN (SELECT id FROM sessions)"
    for number, head_text in connection.execute(lost).fetchall():
        rows = connection.execute(
            "SELECT told, event, data FROM entries WHERE session = ? ORDER BY number", (number,)
        )
        try:
            head = heads.read(head_text)
            came_to = Figures(head)
            # As far as it leads: an entry may be missing.
            for told in entries(Row(*row) for row in rows):
                came_to.take(told.entry)
        except WrongHead:
            continue
        except WrongEntry as error:
            _LOG.info("the log of session %d ends early", number, exc_info=error)
        columns = {**head_columns(head), **came_to.columns()}
        columns["state"] = columns["state"] or Ending.INTERRUPTED
        put_session(connection, _token(head_text), None, columns, number)


def _token(head: str) -> str:
    """Returns a name for a session whose own is lost: no other has it, on any machine."""
    return f"rescued-{hashlib.sha256(head.encode()).hexdigest()[:20]}"


def _is_time(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _write_out(file: Path) -> None:
    """Have all of a file on the disk."""
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())


def _free_name(file: Path) -> Path:
    """Returns a name beside the file that nothing has."""
    stem = f"{file.stem}-damaged-{datetime.now().astimezone():%Y%m%d-%H%M%S}"
    aside, number = file.with_name(f"{stem}{file.suffix}"), 1
    while aside.exists():
        number += 1
        aside = file.with_name(f"{stem}-{number}{file.suffix}")
    return aside


def _remove(file: Path) -> None:
    for beside in ("", *BESIDE, "-journal"):
        with suppress(OSError):
            Path(f"{file}{beside}").unlink()

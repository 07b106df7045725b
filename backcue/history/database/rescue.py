"""A damaged history: set aside, and what can be read of it put into a new one."""

import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

from backcue.history import head as heads
from backcue.history.database.connection import is_sound, open_database, told_as_history_error
from backcue.history.database.errors import DamagedError
from backcue.history.database.tables import put_session, records
from backcue.history.entries import Row, WrongEntry, entries
from backcue.history.figures import Figures, head_columns
from backcue.history.head import WrongHead
from backcue.history.record import Ending
from backcue.system.lock import locked
from backcue.system.log import logger

_TABLES: Final = ("sessions", "logs", "entries")
_BESIDE: Final = ("-wal", "-shm")
"""What SQLite has beside a database, by how the names end."""
_WANTED: Final = (
    ("sessions", "id", "id"),
    ("logs", "session", "session"),
    ("entries", "session", "number"),
)
"""What is looked for of each session: the table, its key, and the order from the other end."""
_UNREADABLE: Final = (sqlite3.Error, UnicodeDecodeError)
"""What is raised where something cannot be read: SQLite quotes damaged text in its messages."""
_MOST: Final = 1_000_000
"""The highest number of a session that is believed."""
_FAR: Final = 1000
"""Numbers in a row without a session, after which no more are looked for."""
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
    with told_as_history_error(), locked(file):
        return None if _is_usable(file) else _rescue(file)


def _is_usable(file: Path) -> bool:
    try:
        with closing(open_database(file)) as connection, told_as_history_error():
            for _ in records(connection, "TRUE"):
                pass
            return is_sound(connection)
    except DamagedError:
        return False


def _rescue(file: Path) -> Rescued:
    copy, new = (file.with_name(f"{file.name}.{what}") for what in ("damaged-copy", "rescued"))
    try:
        for beside in ("", *_BESIDE):
            with suppress(FileNotFoundError):
                shutil.copyfile(f"{file}{beside}", f"{copy}{beside}")
        _remove(new)
        sessions = _refill(new, copy)
        aside = _free_name(file)
        file.replace(aside)
        for beside in _BESIDE:
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
    with closing(open_database(new)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("BEGIN")
        for row in _readable(damaged, {table: _columns(connection, table) for table in _TABLES}):
            names, marks = ", ".join(row.values), ", ".join("?" * len(row.values))
            # What is no value for its column was damaged too.
            with suppress(sqlite3.IntegrityError):
                connection.execute(
                    f"INSERT OR IGNORE INTO {row.table} ({names}) VALUES ({marks})",  # noqa: S608
                    tuple(row.values.values()),
                )
        _rebuild(connection)
        for table in _TABLES[1:]:
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
        came_to = Figures()
        try:
            head = heads.read(head_text)
            # As far as it leads: an entry may be missing.
            for told in entries(Row(*row) for row in rows):
                came_to.take(told.entry)
        except WrongHead:
            continue
        except WrongEntry as error:
            _LOG.info("the log of session %d ends early", number, exc_info=error)
        columns = {**head_columns(head), **came_to.columns()}
        columns["state"] = columns["state"] or Ending.INTERRUPTED
        put_session(connection, f"rescued-{number}", None, columns, number)


def _is_time(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


class _Found(NamedTuple):
    """A row that could be read."""

    table: str
    values: dict[str, Any]


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    """Returns the columns of a table; none where they cannot be read."""
    try:
        return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    except _UNREADABLE:
        return []


def _readable(damaged: Path, columns: dict[str, list[str]]) -> Iterator[_Found]:
    """Returns the rows of a damaged file that can be read, as far as they have these columns."""
    with closing(sqlite3.connect(damaged, isolation_level=None)) as connection:
        # A file that was cut short says more pages than it has, and is read all the same.
        with suppress(*_UNREADABLE):
            connection.execute("PRAGMA writable_schema = ON")
        connection.text_factory = lambda raw: raw.decode(errors="replace")
        shared = {
            table: [name for name in columns[table] if name in _columns(connection, table)]
            for table in _TABLES
        }
        for identity in _identities(connection):
            for table, key, order in _WANTED:
                names = shared[table]
                what = f"{', '.join(names)} FROM {table} WHERE {key} = ?"
                rows, whole = _rows(connection, what, identity) if names else ([], True)
                if not whole:
                    rows += _rows(connection, f"{what} ORDER BY {order} DESC", identity)[0]
                yield from (_Found(table, dict(zip(names, row, strict=True))) for row in rows)


def _identities(connection: sqlite3.Connection) -> Iterable[int]:
    """Returns the numbers of sessions to look for one by one: some pages may be gone."""
    last = 0
    for table, key, _ in _WANTED:
        rows = [
            row
            for order in ("ASC", "DESC")
            for row in _rows(connection, f"{key} FROM {table} ORDER BY {key} {order}")[0]
        ]
        last = max([last, *(row[0] for row in rows if isinstance(row[0], int))])
    return range(1, min(last, _MOST) + _FAR)


def _rows(
    connection: sqlite3.Connection, what: str, *values: object
) -> tuple[list[tuple[Any, ...]], bool]:
    """Returns the rows until one cannot be read, and whether these are all."""
    rows: list[tuple[Any, ...]] = []
    try:
        rows.extend(connection.execute(f"SELECT {what}", values))
    except _UNREADABLE:
        return rows, False
    return rows, True


def _free_name(file: Path) -> Path:
    """Returns a name beside the file that nothing has."""
    stem = f"{file.stem}-damaged-{datetime.now().astimezone():%Y%m%d-%H%M%S}"
    aside, number = file.with_name(f"{stem}{file.suffix}"), 1
    while aside.exists():
        number += 1
        aside = file.with_name(f"{stem}-{number}{file.suffix}")
    return aside


def _remove(file: Path) -> None:
    for beside in ("", *_BESIDE, "-journal"):
        with suppress(OSError):
            Path(f"{file}{beside}").unlink()

"""The file of the history: opened, made new, brought up to date; and what can be wrong with it.

SQLite is imported here alone, and this module only where the history is used.
"""

import errno
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from backcue.history.database.errors import DamagedError, HistoryError, NewerError
from backcue.history.database.schema import APPLICATION, MIGRATIONS, VERSION
from backcue.system.log import logger

OLDEST_SQLITE: Final = (3, 37, 0)
"""The first with STRICT tables."""
PATIENCE: Final = 1.0
"""Seconds to wait for another program that writes."""
CHECKPOINT: Final = 50
"""Pages of 4 kB that lie beside the history at most before they go into it."""
CACHE_KB: Final = 500
"""What is kept of it in memory, a quarter of what is usual: it is read through, seldom twice."""

_LOG = logger(__name__)
_ABSURD: Final = 1000
"""A version that no backcue will ever write."""
_DAMAGED: Final = frozenset(
    {
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
        # A table or a column that is not there: its name is damaged.
        sqlite3.SQLITE_ERROR,
    }
)
_WORDS: Final = {
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_READONLY: "it cannot be written to",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened",
    sqlite3.SQLITE_BUSY: "another program holds it",
    sqlite3.SQLITE_LOCKED: "another program holds it",
    sqlite3.SQLITE_PERM: "it cannot be written to",
    sqlite3.SQLITE_IOERR: "the disk is full, or does not work",
}


def why(error: Exception) -> str:
    """Say in a few words why something could not be done with the history."""
    if isinstance(error, HistoryError):
        return str(error)
    if isinstance(error, sqlite3.Error):
        code = _primary(error)
        return _WORDS.get(code, str(error)) if code is not None else str(error)
    if isinstance(error, OSError):
        if error.errno == errno.ENOSPC:
            return "the disk is full"
        return error.strerror or str(error)
    return str(error)


def _primary(error: sqlite3.Error) -> int | None:
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


@contextmanager
def told_as_history_error() -> Iterator[None]:
    """Raise HistoryError, and DamagedError, for what SQLite and the system raise."""
    try:
        yield
    except sqlite3.Error as error:
        _LOG.warning("the history failed", exc_info=error)
        if _primary(error) in _DAMAGED:
            raise DamagedError("it is damaged") from error
        raise HistoryError(why(error)) from error
    except UnicodeDecodeError as error:
        # A schema that is damaged is quoted in SQLite's own message.
        raise DamagedError("it is damaged") from error
    except OSError as error:
        _LOG.warning("the history failed", exc_info=error)
        raise HistoryError(why(error)) from error


def open_database(file: Path) -> sqlite3.Connection:
    """Returns a connection to the history, made where there is none and brought up to date.

    Every statement stands by itself; `transaction` puts several together. Raises HistoryError.
    """
    _check_library()
    with told_as_history_error():
        _check_kind(file)
        file.parent.mkdir(parents=True, exist_ok=True)
        return _prepared(str(file))


def open_for_reading(file: Path) -> sqlite3.Connection:
    """Returns a connection that changes nothing, for a file that cannot be written to.

    What a crashed program has left beside the file is not in it. Raises HistoryError.
    """
    _check_library()
    with told_as_history_error():
        _check_kind(file)
        uri = f"{file.absolute().as_uri()}?immutable=1"
        connection = sqlite3.connect(uri, uri=True, isolation_level=None)
        try:
            _check_version(connection)
        except BaseException:
            connection.close()
            raise
        return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Do several things wholly or not at all, nobody else writing meanwhile."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def is_sound(connection: sqlite3.Connection) -> bool:
    """Whether every page and index of the file is as it should be; reads all of it."""
    try:
        told: str = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return False
    return told == "ok"


def _check_library() -> None:
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        oldest = ".".join(map(str, OLDEST_SQLITE[:2]))
        raise HistoryError(
            f"this Python has SQLite {sqlite3.sqlite_version}, and {oldest} or newer is needed"
        )


def _check_kind(file: Path) -> None:
    try:
        kind = file.stat().st_mode
    except FileNotFoundError:
        return
    if not stat.S_ISREG(kind):
        raise HistoryError(f"{file} is not a regular file")


def _prepared(file: str) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=PATIENCE, isolation_level=None)
    try:
        connection.text_factory = _text
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT}")
        connection.execute(f"PRAGMA cache_size = -{CACHE_KB}")
        if _check_version(connection) < VERSION:
            connection.execute("PRAGMA journal_mode = WAL")
            _bring_up_to_date(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _text(raw: bytes) -> str:
    """Read text of a damaged file too."""
    return raw.decode(errors="replace")


def _check_version(connection: sqlite3.Connection) -> int:
    """Returns the file's version; 0 for an empty one."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION
    if not ours and (version or connection.execute("SELECT 1 FROM sqlite_master").fetchone()):
        raise DamagedError("it is no history of backcue")
    if not 0 <= version < _ABSURD:
        raise DamagedError("it is damaged")
    if version > VERSION:
        raise NewerError(
            f"a newer backcue wrote it (version {version}, and this one knows {VERSION}); "
            "it is left alone"
        )
    return version


def _bring_up_to_date(connection: sqlite3.Connection) -> None:
    with transaction(connection):
        # Another backcue may have been quicker.
        version = _check_version(connection)
        for steps in MIGRATIONS[version:]:
            for statement in steps:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
    _LOG.info("the history is brought from version %d to %d", version, VERSION)

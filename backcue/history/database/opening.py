"""The history opened: mended where it is damaged, and with all in it that lies beside it."""

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from backcue.history.database import side_file
from backcue.history.database.connection import open_database, transaction
from backcue.history.database.errors import DamagedError
from backcue.history.database.rescue import rescue
from backcue.history.database.tables import put_entries, put_session, signs_of_life
from backcue.history.database.taking_over import take_over
from backcue.history.figures import head_columns
from backcue.history.place import Place
from backcue.system.log import logger

UNDO: Final = 24 * 3600.0
"""Seconds for which what was deleted can be brought back."""
_LOG = logger(__name__)

Tell = Callable[[str], None]
"""Hears what is to be said to the person, a line each."""


def opened(place: Place, tell: Tell) -> sqlite3.Connection:
    """Returns a connection to the history; raises HistoryError.

    What is damaged is set aside and what can be read rescued.
    """
    try:
        return open_database(place.database)
    except DamagedError:
        mend(place, tell)
    return open_database(place.database)


def mend(place: Place, tell: Tell) -> None:
    """Set a damaged history aside and rescue what can be read; raises HistoryError."""
    rescued = rescue(place.database)
    if rescued is not None:
        tell(rescued.words)


def tidy(connection: sqlite3.Connection, place: Place, tell: Tell) -> None:
    """Take in what lies beside the history, and let go of what was deleted long ago.

    What cannot be taken in now stays for the next time.
    """
    try:
        taken, wrong = take_over(connection, place.old_lines)
        if wrong:
            tell(f"{wrong} lines of sessions.jsonl are no sessions: they stay in it alone")
        if taken:
            count = "1 session" if taken == 1 else f"{taken} sessions"
            tell(f"took over {count} of an earlier version")
        for path in side_file.found(place.side_folders):
            _take_in(connection, path, tell)
        _forget_deleted(connection)
    except (sqlite3.Error, OSError) as error:
        _LOG.warning("what lies beside the history stays there", exc_info=error)


def _take_in(connection: sqlite3.Connection, path: Path, tell: Tell) -> None:
    """Take a side file into the history and away; set aside what is none."""
    try:
        side = side_file.read(path)
    except side_file.WrongSideFile as error:
        path.replace(path.with_name(f"{path.name}.bad"))
        tell(f"{error}: it is set aside")
        return
    with transaction(connection):
        columns = {
            **head_columns(side.head),
            **side.figures.columns(side.alive),
            **signs_of_life(side.alive, None),
        }
        session = put_session(connection, side.token, side.head_text, columns)
        put_entries(connection, session, 0, side.rows)
    path.unlink(missing_ok=True)
    _LOG.info("took in %s as session %d", path, session)


def _forget_deleted(connection: sqlite3.Connection) -> None:
    long_ago = time.time() - UNDO
    if connection.execute("SELECT 1 FROM sessions WHERE deleted < ?", (long_ago,)).fetchone():
        connection.execute("PRAGMA secure_delete = ON")
        with transaction(connection):
            connection.execute("DELETE FROM sessions WHERE deleted < ?", (long_ago,))

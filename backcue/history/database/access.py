"""The history read and changed, each time in a connection of its own; so that any thread may."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

from backcue.history.database import side_file
from backcue.history.database.connection import (
    open_database,
    open_for_reading,
    told_as_history_error,
)
from backcue.history.database.errors import DamagedError, HistoryError, NewerError
from backcue.history.database.opening import Tell, mend, opened, tidy
from backcue.history.place import Place

T = TypeVar("T")


class Access:
    """Opens the history at a place; mended where it is damaged, with all that lies beside it.

    HistoryError where it cannot be read or changed.
    """

    def __init__(self, place: Place, tell: Tell) -> None:
        """`tell` hears what there is to say to the person: that it was damaged, or taken over."""
        self._place, self._tell = place, tell

    def read(self, work: Callable[[sqlite3.Connection], T], *, nothing: T) -> T:
        """Do some work with the history; `nothing` where there is none."""
        if not is_there(self._place.database) and not self._is_any_beside():
            return nothing
        try:
            return self._done(work)
        except DamagedError:
            mend(self._place, self._tell)
        return self._done(work)

    def look(self, work: Callable[[sqlite3.Connection], T], *, nothing: T) -> T:
        """Do some work with the history as it is: nothing is mended or taken in. DamagedError."""
        return self._done(work, mends=False) if is_there(self._place.database) else nothing

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Hand out a connection to change the history with; it is made where there is none."""
        with closing(opened(self._place, self._tell)) as database, told_as_history_error():
            yield database

    def tidy(self, database: sqlite3.Connection) -> None:
        """Take in what lies beside the history, and let go of what was deleted long ago."""
        if self._is_any_beside():
            tidy(database, self._place, self._tell)

    def _done(self, work: Callable[[sqlite3.Connection], T], *, mends: bool = True) -> T:
        with closing(self._readable(mends=mends)) as database, told_as_history_error():
            return work(database)

    def _readable(self, *, mends: bool) -> sqlite3.Connection:
        file = self._place.database
        try:
            database = opened(self._place, self._tell) if mends else open_database(file)
        except (DamagedError, NewerError):
            raise
        except HistoryError:
            if not is_there(file):
                raise
            # On a disk that takes nothing it can be looked at all the same.
            return open_for_reading(file)
        if mends:
            self.tidy(database)
        return database

    def _is_any_beside(self) -> bool:
        """Whether anything lies beside the history that belongs into it."""
        place = self._place
        return is_there(place.old_lines) or bool(side_file.found(place.side_folders))


def is_there(file: Path) -> bool:
    """Whether there is such a file; HistoryError where nobody may look."""
    try:
        file.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise HistoryError(f"{file}: {error.strerror}") from error
    return True

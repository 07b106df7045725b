"""What a test finds in the history."""

from pathlib import Path

from backcue.history.place import Place
from backcue.history.record import Record
from backcue.history.store import Store


def store_in(folder: Path) -> Store:
    """Returns the history of this folder."""
    return Store(Place(folder))


def kept_sessions(home: Path) -> list[Record]:
    """Returns the sessions in the history of a test's home, the newest first."""
    return store_in(home / "backcue-data").sessions()

"""Where the history lies, and what lies beside it. Asking creates nothing."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from msgspec import Struct

from backcue.system import paths
from backcue.system.lock import is_held
from backcue.system.owner import own_number

SIDE_FILE: Final = "backcue-session-"
"""How the name of a file begins in which a session lies that the history did not take."""
_OWN_NAMES: Final = ("history.", "history-damaged-", "sessions.jsonl", "session-", SIDE_FILE)
_LOCK: Final = ("session-", ".lock")
"""How the name of the file begins and ends that a session holds while it is under way."""


class Place(Struct, frozen=True):
    """The folder of the history, and where else a session may be written in need."""

    folder: Path
    spare: Callable[[], tuple[Path, ...]] = tuple
    """Returns the folders that are taken where this one cannot be written to."""

    @property
    def database(self) -> Path:
        """The history itself."""
        return self.folder / "history.db"

    @property
    def old_lines(self) -> Path:
        """The file in which the first version kept sessions."""
        return self.folder / "sessions.jsonl"

    @property
    def side_folders(self) -> tuple[Path, ...]:
        """The folders for sessions that the history does not take."""
        return (self.folder, *self.spare())

    def lock(self, token: str) -> Path:
        """Returns the file that the session of this token holds while it is under way."""
        return self.folder / f"{_LOCK[0]}{token}{_LOCK[1]}"

    def is_live(self, token: str) -> bool:
        """Whether the program that walks the session of this token is still there."""
        return is_held(self.lock(token))

    def orphans(self) -> list[Path]:
        """Returns the lock files of sessions whose program is gone; quick, and without SQLite."""
        return [path for path in self._locks() if not is_held(path)]

    def is_any_live(self) -> bool:
        """Whether any session is under way."""
        return any(is_held(path) for path in self._locks())

    def stamp(self) -> tuple[int, ...]:
        """Returns what tells that the history changed; nothing where there is none."""
        stamp: list[int] = []
        # Its log comes and goes with each program that writes: there at one look, gone at the next.
        for path in (self.database, self.old_lines, Path(f"{self.database}-wal")):
            with suppress(OSError):
                status = path.stat()
                stamp += (status.st_mtime_ns, status.st_size)
        return tuple(stamp)

    def files(self) -> list[Path]:
        """Returns all files that are, or were, part of the history."""
        ours = (
            *(path for path in listed(self.folder) if path.name.startswith(_OWN_NAMES)),
            *(p for each in self.spare() for p in listed(each) if p.name.startswith(SIDE_FILE)),
        )
        return [path for path in ours if path.is_file()]

    def _locks(self) -> list[Path]:
        begin, end = _LOCK
        there = listed(self.folder)
        return [path for path in there if path.name.startswith(begin) and path.name.endswith(end)]


def listed(folder: Path) -> list[Path]:
    """Returns what is in a folder, sorted; nothing where it cannot be read."""
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def own_place() -> Place:
    """Returns where this person's history lies."""
    return Place(paths.data_dir(), lambda: (paths.config_dir(), _temporary_folder()))


def _temporary_folder() -> Path:
    """Returns a folder of the person's own among the temporary ones."""
    import tempfile  # noqa: PLC0415 - it brings much along

    number = own_number()
    return Path(tempfile.gettempdir()) / f"backcue-{'own' if number is None else number}"

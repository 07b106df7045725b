"""Where the history lies, and what lies beside it. Asking creates nothing."""

import os
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from msgspec import Struct

from backcue.system import paths
from backcue.system.atomic import real
from backcue.system.lock import is_held
from backcue.system.owner import own_number

SIDE_FILE: Final = "backcue-session-"
"""How the name of a file begins in which a session lies that the history did not take."""
_SIDE_FILE: Final = re.compile(rf"{SIDE_FILE}[\w.-]+\.jsonl(\.bad)?")
"""The name of such a file; `.bad`: it was set aside."""
_LOCK: Final = re.compile(r"session-[0-9a-f]+\.lock")
"""The name of the file that a session holds while it is under way."""
_OLD_LINES: Final = re.compile(r"sessions\.jsonl(\.taken-over(-\d+)?)?")
"""The name of the file of the first version, also once it was taken over."""


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
        folders: dict[str, Path] = {}
        for folder in (self.folder, *self.spare()):
            # On some systems two of them are one.
            folders.setdefault(os.path.realpath(folder), folder)
        return tuple(folders.values())

    def lock(self, token: str) -> Path:
        """Returns the file that the session of this token holds while it is under way."""
        return self.folder / f"session-{token}.lock"

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
        log = f"{os.path.realpath(self.database)}-wal"
        for path in (self.database, self.old_lines, Path(log)):
            with suppress(OSError):
                status = path.stat()
                stamp += (status.st_mtime_ns, status.st_size)
        return tuple(stamp)

    def files(self) -> list[Path]:
        """Returns all files that are, or were, part of the history; OSError.

        Of links both they and what they lead to: SQLite has its own files beside that.
        """
        ours = [
            *self._locks(),
            *_named(self.folder, _OLD_LINES),
            *_named(self.folder, _database_names(self.database)),
            *(path for folder in self.side_folders for path in _named(folder, _SIDE_FILE)),
        ]
        if self.database.is_symlink():
            target = real(self.database)
            ours += _named(target.parent, _database_names(target))
        ours += [real(path) for path in ours if path.is_symlink()]
        return sorted({path for path in ours if path.is_symlink() or path.is_file()})

    def _locks(self) -> list[Path]:
        return _named(self.folder, _LOCK)


def _database_names(database: Path) -> re.Pattern[str]:
    """Returns what the names are like that a database has, and what SQLite and rescues make."""
    name, stem, suffix = map(re.escape, (database.name, database.stem, database.suffix))
    own = rf"{name}(\.damaged-copy|\.rescued)?"
    aside = rf"{stem}-damaged-\d{{8}}-\d{{6}}(-\d+)?{suffix}"
    return re.compile(rf"({own}|{aside})(-wal|-shm|-journal)?")


def _named(folder: Path, name: re.Pattern[str]) -> list[Path]:
    return [path for path in listed(folder) if name.fullmatch(path.name)]


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

"""The trash: preset files that were deleted lie there as they were until it is emptied."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from backcue.system import atomic
from backcue.system.lock import locked

_TIME = "%Y%m%dT%H%M%SZ"
"""How the name of the folder begins in which one deleted file lies: when that was."""


class Taken(Exception):  # noqa: N818 - said to a person as it is
    """There is another file of that name by now."""


class Trashed(Struct, frozen=True):
    """A file in the trash."""

    path: Path
    """Where it lies; its name is the one that it had."""
    at: datetime
    """When it was deleted."""


class Trash:
    """A folder with a folder for each deleted file. It need not exist."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, path: Path) -> Trashed:
        """Move a file into the trash, whatever it is; OSError where that fails."""
        if path.is_dir() and not path.is_symlink():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        with self._place() as (place, now):
            shutil.move(path, place / path.name)
        atomic.to_disk(path.parent)
        return Trashed(place / path.name, now)

    def put_text(self, name: str, text: str) -> None:
        """Write a file of this name into the trash, that was none yet; OSError."""
        with self._place() as (place, _):
            atomic.write_bytes(place / name, text.encode(errors="backslashreplace"))

    @contextmanager
    def _place(self) -> Iterator[tuple[Path, datetime]]:
        """Hand out a new folder in the trash, and the time; no folder is left where that fails."""
        now = datetime.now(UTC).replace(microsecond=0)
        place = self.folder / f"{now:{_TIME}}-{atomic.token()}"
        place.mkdir(parents=True)
        try:
            yield place, now
        except OSError:
            with suppress(OSError):
                place.rmdir()
            raise
        atomic.to_disk(place)

    def contents(self) -> list[Trashed]:
        """Returns what lies there, the latest first; nothing where it cannot be read."""
        return sorted(self._there(), key=lambda one: (one.at, one.path), reverse=True)

    def restore(self, one: Trashed, path: Path) -> None:
        """Move a file back to where it was; Taken: there is another by now. OSError."""
        with locked(path):
            if os.path.lexists(path):
                raise Taken(f"there is a new {path.name}: delete that one first")
            shutil.move(one.path, path)
        atomic.to_disk(path.parent)
        with suppress(OSError):
            one.path.parent.rmdir()

    def empty(self) -> None:
        """Delete for good what lies there, and nothing else; OSError where that fails."""
        for one in self.contents():
            one.path.unlink(missing_ok=True)
            with suppress(OSError):
                one.path.parent.rmdir()
        with suppress(OSError):
            self.folder.rmdir()

    def _there(self) -> Iterator[Trashed]:
        for place in _listed(self.folder):
            try:
                at = datetime.strptime(place.name.partition("-")[0], _TIME).replace(tzinfo=UTC)
            except ValueError:
                continue
            files = _listed(place)
            if not files:
                # Whoever made it was killed before anything was put there.
                with suppress(OSError):
                    place.rmdir()
            yield from (Trashed(file, at) for file in files)


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []

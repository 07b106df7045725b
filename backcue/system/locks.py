"""Files that are locked for as long as a program lives: the system lets go of them at its end."""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO


class HeldFile:
    """A file that this program holds; `release` takes it away."""

    def __init__(self, path: Path, file: IO[bytes]) -> None:
        self.path, self._file = path, file

    def release(self) -> None:
        """Let go of it, and take the file away."""
        if sys.platform == "win32":
            # An open file cannot be taken away there.
            self._file.close()
            with suppress(OSError):
                self.path.unlink()
            return
        with suppress(OSError):
            self.path.unlink()
        self._file.close()

    def let_go(self) -> None:
        """Let go of it, and leave the file."""
        self._file.close()


def hold(path: Path) -> HeldFile | None:
    """Returns the file, made where there is none, and held; None where another program holds it.

    Its folder must be there. Raises OSError where it cannot be made. On a file system without
    locks every file can be held.
    """
    while True:
        file = path.open("ab")
        try:
            if not _lock(file):
                file.close()
                return None
            if _is_still(path, file):
                return HeldFile(path, file)
        except BaseException:
            file.close()
            raise
        # Somebody took it away between opening and locking it.
        file.close()


def is_held(path: Path) -> bool:
    """Whether a living program holds the file."""
    try:
        with path.open("rb+") as file:
            return not _lock(file)
    except OSError:
        return False


def _is_still(path: Path, file: IO[bytes]) -> bool:
    if sys.platform == "win32":
        return True
    try:
        return os.path.samestat(path.stat(), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False


def _lock(file: IO[bytes]) -> bool:
    """Lock a file until it is closed; whether that went."""
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - only there on Windows

        file.seek(0)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl  # noqa: PLC0415 - not there on Windows

    try:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        # No locks on this file system.
        return True
    return True

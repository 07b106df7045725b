"""One program at a time: a lock on a file that all who change it take."""

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

LONGEST_WAIT = 3.0
"""Seconds that another program may take; a change takes a few milliseconds."""
_LOOK = 0.01
"""Seconds between two tries."""
_TAKEN = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}
"""What a system says of a lock that another has."""


@contextmanager
def locked(path: Path, longest_wait: float = LONGEST_WAIT) -> Iterator[None]:
    """Keep every other program that takes this lock from the file until the end of the block.

    The lock is a file beside it, made and taken away again; where the system knows no locks
    the block runs without. OSError: the folder cannot be written, or another program had the
    lock for `longest_wait` seconds.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = path.with_name(f".{path.name}.lock")
    until = time.monotonic() + longest_wait
    while (held := _taken(lock)) is None:
        if time.monotonic() > until:
            raise TimeoutError(errno.ETIMEDOUT, "another program is writing it", str(path))
        time.sleep(_LOOK)
    try:
        yield
    finally:
        _let_go(lock, held)


def _taken(lock: Path) -> int | None:
    """Returns the open lock file, locked; None where another has it."""
    try:
        opened = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    except PermissionError:
        if sys.platform == "win32":  # it is being taken away there
            return None
        raise
    try:
        _lock(opened)
        if os.path.samestat(os.fstat(opened), lock.stat()):
            return opened
    except FileNotFoundError:
        pass  # the one who had it took it away
    except OSError as error:
        if error.errno not in _TAKEN:
            return opened
    os.close(opened)
    return None


def _lock(opened: int) -> None:
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - only there on Windows

        msvcrt.locking(opened, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl  # noqa: PLC0415 - not on Windows

        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _let_go(lock: Path, held: int) -> None:
    """Take the lock file away and free it: away first where an open file can be."""
    if sys.platform != "win32":
        with suppress(OSError):
            lock.unlink()
    os.close(held)
    if sys.platform == "win32":
        with suppress(OSError):
            lock.unlink()

"""One program at a time: lock files, of which the system lets go when a program ends."""

import errno
import os
import random
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

LONGEST_WAIT = 10.0
"""Seconds that another program may take; a change takes a few milliseconds."""
_LONGEST_NAME = 255
"""Bytes of a file's name, on all systems that backcue knows."""
GLANCE = 0.2
"""Seconds within which one who only looks whether a lock is held is done with it."""
_LOOKS = (0.001, 0.01)
"""Seconds between two tries: from the one to the other, or some would always come too late."""
_TAKEN = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}
"""What a system says of a lock that another has."""


class HeldFile:
    """A lock file that this program holds until it lets go of it, or ends."""

    def __init__(self, path: Path, opened: int) -> None:
        self._path = path
        self._opened: int | None = opened

    def let_go(self) -> None:
        """Let go of it, and take it away; nothing where it is not held any more."""
        opened, self._opened = self._opened, None
        if opened is not None:
            _let_go(self._path, opened)

    def leave(self) -> None:
        """Let go of it, and leave the file to whoever looks for it."""
        opened, self._opened = self._opened, None
        if opened is not None:
            os.close(opened)


def hold(lock: Path, longest_wait: float = 0.0) -> HeldFile | None:
    """Returns this lock file, made where there is none; None where another program holds it.

    One that may only be looking at it is waited for, with `GLANCE`. Where the system knows no
    locks everybody holds it. OSError: it cannot be made.
    """
    until = time.monotonic() + longest_wait
    while (opened := _taken(lock)) is None:
        if time.monotonic() >= until:
            return None
        time.sleep(random.uniform(*_LOOKS))
    return HeldFile(lock, opened)


def is_held(lock: Path) -> bool:
    """Whether a program that lives holds this lock file."""
    try:
        opened = os.open(lock, os.O_RDWR)
    except OSError:
        return False
    try:
        # Two who look at once are in no other's way.
        _lock(opened, shared=True)
    except OSError as error:
        return error.errno in _TAKEN
    finally:
        os.close(opened)
    return False


@contextmanager
def locked(path: Path, longest_wait: float = LONGEST_WAIT) -> Iterator[None]:
    """Keep every other program that takes this lock from the file until the end of the block.

    The lock is a file beside it, made and taken away again; where the system knows no locks
    the block runs without. OSError: the folder cannot be written, or another program had the
    lock for `longest_wait` seconds.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        what = os.strerror(errno.ENOTDIR)
        raise NotADirectoryError(errno.ENOTDIR, what, str(path.parent)) from error
    lock = path.with_name(_lock_name(path.name))
    until = time.monotonic() + longest_wait
    while (held := _taken(lock)) is None:
        if time.monotonic() > until:
            raise TimeoutError(errno.ETIMEDOUT, "another program is writing it", str(path))
        time.sleep(random.uniform(*_LOOKS))
    try:
        yield
    finally:
        _let_go(lock, held)


def _lock_name(name: str) -> str:
    """Returns the name of a file's lock; another where the file's leaves no room for more."""
    lock = f".{name}.lock"
    if len(os.fsencode(lock)) <= _LONGEST_NAME:
        return lock
    import hashlib  # noqa: PLC0415 - rarely wanted

    return f".{hashlib.sha256(os.fsencode(name)).hexdigest()[:32]}.toml.lock"


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


def _lock(opened: int, *, shared: bool = False) -> None:
    """Lock an open file; what is shared only another's whole lock is in the way of."""
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - only there on Windows

        msvcrt.locking(opened, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl  # noqa: PLC0415 - not on Windows

        fcntl.flock(opened, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)


def _let_go(lock: Path, held: int) -> None:
    """Take the lock file away and free it: away first where an open file can be."""
    if sys.platform != "win32":
        with suppress(OSError):
            lock.unlink()
    os.close(held)
    if sys.platform == "win32":
        with suppress(OSError):
            lock.unlink()

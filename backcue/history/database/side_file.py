"""Sessions that could not be written into the history: each in a file of its own, taken in later.

The first line says what was decided before the session and how it ended, each line after it is
an entry of its log.
"""

import stat
from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from backcue.history import head as heads
from backcue.history.entries import Row, entries
from backcue.history.figures import Figures, figures
from backcue.history.head import Head
from backcue.history.place import SIDE_FILE, listed
from backcue.system import atomic
from backcue.system.files import read_bytes
from backcue.system.log import logger
from backcue.system.owner import is_own

MOST_BYTES: Final = 200_000_000
"""A file that is larger is none of ours: a day of steps comes to a tenth of it."""
_SUFFIX: Final = ".jsonl"
_LOG = logger(__name__)


class WrongSideFile(ValueError):  # noqa: N818 - it is the file that is wrong
    """A file that is no side file, whatever its name."""


class SideFile(NamedTuple):
    """A session out of a file of its own."""

    token: str
    head_text: str
    head: Head
    alive: float
    rows: tuple[Row, ...]
    figures: Figures
    """What the log comes to."""


class _First(msgspec.Struct):
    """The first line."""

    token: str
    head: str
    alive: float


def write(folders: Iterable[Path], token: str, head: str, alive: float, rows: list[Row]) -> Path:
    """Write a log into the first of the folders that takes it; OSError of the last if none does."""
    first = msgspec.json.encode(_First(token, head, alive))
    content = b"\n".join([first, *map(msgspec.json.encode, rows), b""])
    failed: OSError | None = None
    for folder in folders:
        path = folder / f"{SIDE_FILE}{token}{_SUFFIX}"
        try:
            atomic.write_bytes(path, content)
        except OSError as error:
            _LOG.warning("no side file in %s", folder, exc_info=error)
            failed = error
        else:
            return path
    raise failed or OSError("there is no folder for it")


def found(folders: Iterable[Path]) -> list[Path]:
    """Returns the side files in these folders that are the person's own."""
    there = (path for folder in folders for path in listed(folder))
    ours = (path for path in there if path.name.startswith(SIDE_FILE))
    return [path for path in ours if path.suffix == _SUFFIX and _is_own(path)]


def read(path: Path) -> SideFile:
    """Returns what a side file says; WrongSideFile where it is none. OSError."""
    try:
        first, *lines = read_bytes(path, MOST_BYTES).splitlines()
        rows = tuple(msgspec.json.decode(line, type=Row) for line in lines)
        begins = msgspec.json.decode(first, type=_First)
        head = heads.read(begins.head)
        came_to = figures(head, entries(rows))
        return SideFile(begins.token, begins.head, head, begins.alive, rows, came_to)
    except (msgspec.MsgspecError, ValueError) as error:
        _LOG.warning("%s cannot be read", path, exc_info=error)
        raise WrongSideFile(f"{path} cannot be read") from error


def _is_own(path: Path) -> bool:
    """Whether it is a file that this person has written: others can write into some folders."""
    try:
        status = path.lstat()
    except OSError:
        return False
    return stat.S_ISREG(status.st_mode) and is_own(status)

"""The sessions that the first version kept, one JSON object per line: taken over once."""

import hashlib
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Final

import msgspec
from msgspec import Meta

from backcue.history.database.connection import transaction
from backcue.history.database.tables import put_session
from backcue.history.record import Ending
from backcue.system.files import read_bytes
from backcue.system.log import logger
from backcue.workout.model import MAX_SECONDS, Surface

MOST_BYTES: Final = 100_000_000
TAKEN_OVER: Final = ".taken-over"
"""What the file's name ends in afterwards."""
_LOG = logger(__name__)

_Count = Annotated[int, Meta(ge=0)]
_Seconds = Annotated[float, Meta(ge=0, le=100 * MAX_SECONDS)]


class _Steps(msgspec.Struct):
    forward: _Count = 0
    backward: _Count = 0


class _Held(msgspec.Struct):
    count: _Count = 0
    seconds: _Seconds = 0.0


class _Holds(msgspec.Struct):
    left: _Held = msgspec.field(default_factory=_Held)
    right: _Held = msgspec.field(default_factory=_Held)


class _Line(msgspec.Struct):
    """A session as the first version wrote it."""

    id: str
    name: str
    sequence: str
    surface: Surface
    started: datetime
    seconds: _Seconds
    active_seconds: _Seconds
    steps: _Steps
    holds: _Holds
    repetitions: _Count
    completed: bool


def take_over(connection: sqlite3.Connection, file: Path) -> tuple[int, int]:
    """Take the sessions of this file into the history, and give it another name.

    Returns how many there were, and how many lines are none; these stay in the file alone.
    Nothing where there is no file. Raises what SQLite raises, and OSError.
    """
    try:
        content = read_bytes(file, MOST_BYTES)
    except FileNotFoundError:
        return 0, 0
    wrong, taken = 0, 0
    with transaction(connection):
        for token, line in _lines(content):
            if line is None:
                wrong += 1
            elif line.active_seconds > 0:
                put_session(connection, token, None, _columns(line))
                taken += 1
    _put_aside(file)
    _LOG.info("took over %d sessions of %s; %d lines are none", taken, file, wrong)
    return taken, wrong


def _lines(content: bytes) -> Iterator[tuple[str, _Line | None]]:
    """Returns each line with a token that it has whenever it is read; None: it is no session."""
    for number, raw in enumerate(content.splitlines()):
        if not raw.strip():
            continue
        token = f"0.1-{hashlib.sha256(b'%d %b' % (number, raw)).hexdigest()[:20]}"
        try:
            line = msgspec.json.decode(raw, type=_Line)
            here = line.started.astimezone()
            if line.started.tzinfo is None:
                line.started = here
        except (msgspec.MsgspecError, ValueError, OverflowError, OSError):
            yield token, None
        else:
            yield token, line


def _columns(line: _Line) -> dict[str, Any]:
    left, right = line.holds.left, line.holds.right
    return {
        "workout": line.id,
        "name": line.name,
        "sequence": line.sequence,
        "surface": str(line.surface),
        "started": line.started.isoformat(timespec="seconds"),
        "state": Ending.COMPLETED if line.completed else Ending.STOPPED,
        "seconds": line.seconds,
        "active_seconds": line.active_seconds,
        "forward_steps": line.steps.forward,
        "backward_steps": line.steps.backward,
        "left_holds": left.count,
        "left_hold_seconds": left.seconds,
        "right_holds": right.count,
        "right_hold_seconds": right.seconds,
        "repetitions": line.repetitions,
    }


def _put_aside(file: Path) -> None:
    """Give the file another name, one that none has yet."""
    aside, number = file.with_name(f"{file.name}{TAKEN_OVER}"), 1
    while aside.exists():
        number += 1
        aside = file.with_name(f"{file.name}{TAKEN_OVER}-{number}")
    try:
        file.replace(aside)
    except FileNotFoundError:
        # Another backcue was quicker.
        _LOG.info("%s is put aside already", file)

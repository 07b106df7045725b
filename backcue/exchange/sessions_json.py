"""Sessions with all that is known of them, as JSON; and back.

A session stands on a line of its own, so that a file of any length is read and written line by
line. What came from elsewhere is believed only after every part of it was read into its type.
"""

from codecs import BOM_UTF8, BOM_UTF16_LE
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, BinaryIO, Final

import msgspec
from msgspec import Meta

from backcue import __version__
from backcue.display.history import done_phase_values, session_values
from backcue.exchange.errors import ExchangeError
from backcue.history.carried import Carried, check_began
from backcue.history.entries import Row
from backcue.history.phases import DonePhase
from backcue.history.record import Ending, Moved, Record
from backcue.system.files import open_regular
from backcue.text.brief import brief
from backcue.text.printable import escaped_json
from backcue.workout.model import Foot, Surface
from backcue.workout.notation import MAX_FORMATTED

FORM: Final = 1
"""The form of the file."""
_HEAD: Final = f'{{"backcue": "{__version__}", "form": {FORM}, "sessions": ['
_LONGEST_LINE: Final = 64_000_000
"""Bytes of one session: some hundred times a long one."""
_MOST_ENTRIES: Final = 2_000_000
_Text = Annotated[str, Meta(max_length=100_000)]
_Words = Annotated[str, Meta(max_length=MAX_FORMATTED)]
"""Of a workout, which are its name too where it has no other."""
_Figure = Annotated[float, Meta(ge=0, le=1e9)]
_Count = Annotated[int, Meta(ge=0, le=10**12)]


class _Ways(msgspec.Struct, frozen=True):
    forward: _Count = 0
    backward: _Count = 0


class _Held(msgspec.Struct, frozen=True):
    count: _Count = 0
    seconds: _Figure = 0.0


class _Log(msgspec.Struct, frozen=True):
    head: msgspec.Raw
    entries: Annotated[tuple[tuple[float, str, msgspec.Raw], ...], Meta(max_length=_MOST_ENTRIES)]


class _Session(msgspec.Struct, frozen=True):
    """A session, as `history --json` has it, and what that leaves out."""

    token: Annotated[str, Meta(pattern=r"\A[A-Za-z0-9._-]{1,64}\Z")]
    name: _Words
    sequence: _Words
    surface: Surface
    started: Annotated[str, Meta(max_length=40)]
    seconds: _Figure
    active_seconds: _Figure
    steps: _Ways
    holds: dict[Foot, _Held]
    repetitions: _Count
    state: Ending
    workout: Annotated[str, Meta(max_length=60)] | None = None
    effort: Annotated[int, Meta(ge=1, le=10)] | None = None
    note: _Text | None = None
    moved: Annotated[tuple[Moved, ...], Meta(max_length=100)] = ()
    planned_seconds: _Figure | None = None
    done_seconds: _Figure | None = None
    log: _Log | None = None


class _Whole(msgspec.Struct, frozen=True):
    form: int
    sessions: tuple[msgspec.Raw, ...]


def sessions_json(sessions: Iterable[tuple[Carried, Iterable[DonePhase]]]) -> Iterator[str]:
    """Returns the lines of a file with these sessions, without line ends."""
    yield _HEAD
    before = None
    for carried, phases in sessions:
        if before is not None:
            yield f"{before},"
        before = _line(carried, phases)
    if before is not None:
        yield before
    yield "]}"


def _line(carried: Carried, phases: Iterable[DonePhase]) -> str:
    text = msgspec.json.encode(_values(carried, phases))
    # A log that came from elsewhere may have spaces and ends of lines of its own.
    return escaped_json(msgspec.json.format(text, indent=-1).decode())


def _values(carried: Carried, phases: Iterable[DonePhase]) -> dict[str, Any]:
    record = carried.record
    values: dict[str, Any] = {
        "token": carried.token,
        **session_values(record),
        "moved": record.moved,
        "planned_seconds": record.planned_seconds,
        "done_seconds": record.done_seconds,
        "phases": [done_phase_values(phase) for phase in phases],
    }
    if carried.head is not None:
        values["log"] = {
            "head": msgspec.Raw(carried.head.encode()),
            "entries": [
                (told, event, msgspec.Raw(data.encode())) for told, event, data in carried.rows
            ],
        }
    return values


def read_sessions(
    path: Path, progress: Callable[[int], object] = lambda _: None
) -> Iterator[Carried]:
    """Returns the sessions of such a file, one by one; `progress` is told the bytes more.

    ExchangeError: one of them, or the file, cannot be read.
    """
    try:
        with open_regular(path) as file:
            first = file.readline(_LONGEST_LINE).removeprefix(BOM_UTF8)
            if first.startswith(BOM_UTF16_LE):
                raise ExchangeError(
                    "it is in UTF-16, as Windows PowerShell writes what comes after `>`: "
                    "export it with -o instead, or save it as UTF-8"
                )
            if first.rstrip().endswith(b"["):
                yield from _by_line(file, first, progress)
            else:
                file.seek(0)
                yield from _whole(file)
    except OSError as error:
        raise ExchangeError(error.strerror or str(error)) from error


def _by_line(file: BinaryIO, first: bytes, progress: Callable[[int], object]) -> Iterator[Carried]:
    _check_form(first.rstrip() + b"]}")
    for number, line in enumerate(iter(lambda: file.readline(_LONGEST_LINE), b""), 2):
        text = line.strip()
        if text == b"]}":
            return
        if not line.endswith(b"\n"):
            raise ExchangeError(f"line {number}: it ends in the middle of a session")
        yield _carried(text.removesuffix(b","), f"line {number}")
        progress(len(line))
    raise ExchangeError("it ends before its last line: the rest is missing")


def _whole(file: BinaryIO) -> Iterator[Carried]:
    """Read a file that another program has put into another form."""
    content = file.read(_LONGEST_LINE + 1).removeprefix(BOM_UTF8)
    if len(content) > _LONGEST_LINE:
        raise ExchangeError(f"it is larger than {_LONGEST_LINE:,} bytes and not in lines")
    for number, each in enumerate(_check_form(content).sessions, 1):
        yield _carried(bytes(each), f"session {number}")


def _check_form(content: bytes) -> _Whole:
    try:
        whole = msgspec.json.decode(content, type=_Whole)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise ExchangeError(f"it is no export of backcue: {brief(error)}") from error
    if whole.form != FORM:
        raise ExchangeError(f"it is of form {whole.form}; this backcue reads form {FORM}")
    return whole


def _carried(content: bytes, where: str) -> Carried:
    try:
        read = msgspec.json.decode(content, type=_Session)
        began = datetime.fromisoformat(read.started)
        check_began(began)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise ExchangeError(f"{where}: {brief(error)}") from error
    left, right = (read.holds.get(foot, _Held()) for foot in Foot)
    record = Record(
        id=None,
        workout=read.workout or "",
        name=read.name,
        sequence=read.sequence,
        surface=read.surface,
        started=began.isoformat(timespec="seconds"),
        state=read.state,
        seconds=read.seconds,
        active_seconds=read.active_seconds,
        forward_steps=read.steps.forward,
        backward_steps=read.steps.backward,
        left_holds=left.count,
        left_hold_seconds=left.seconds,
        right_holds=right.count,
        right_hold_seconds=right.seconds,
        repetitions=read.repetitions,
        moved_json=msgspec.json.encode(read.moved).decode(),
        planned_seconds=read.planned_seconds,
        done_seconds=read.done_seconds,
        effort=read.effort,
        note=read.note,
    )
    if read.log is None:
        return Carried(read.token, record, None)
    log = read.log
    try:
        head = bytes(log.head).decode()
        rows = tuple(Row(told, event, bytes(data).decode()) for told, event, data in log.entries)
    except UnicodeDecodeError as error:
        raise ExchangeError(f"{where}: it is not UTF-8 text") from error
    return Carried(read.token, record, head, rows)

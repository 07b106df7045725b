"""Sessions for spreadsheets: a row for each, or one for each of their phases."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Final

from backcue.history.phases import DonePhase
from backcue.history.record import Record
from backcue.text.printable import visible_lines

_SESSION: Final = (
    "id", "started", "workout", "name", "sequence", "surface", "state", "seconds",
    "active_seconds", "forward_steps", "backward_steps", "left_holds", "left_hold_seconds",
    "right_holds", "right_hold_seconds", "repetitions", "effort", "note",
)  # fmt: skip
"""The columns of a session: fields of its record."""
_PHASE: Final = (
    "id", "started", "phase", "kind", "direction", "gait", "steps", "seconds", "start", "end",
    "cadence", "incline", "foot", "repetition", "whole",
)  # fmt: skip
_BEGINS_A_FORMULA: Final = ("=", "+", "-", "@")
"""What a spreadsheet would reckon with, where a text begins so."""


def sessions_csv(records: Iterable[Record]) -> Iterator[str]:
    """Returns the lines of a file with a row for each session, without line ends."""
    yield _line(_SESSION)
    for record in records:
        yield _line(getattr(record, name) for name in _SESSION)


def phases_csv(sessions: Iterable[tuple[Record, Iterable[DonePhase]]]) -> Iterator[str]:
    """Returns the lines of a file with a row for each phase of each session."""
    yield _line(_PHASE)
    for record, phases in sessions:
        for number, done in enumerate(phases):
            phase = done.phase
            yield _line(
                (
                    record.id, record.started, number, phase.kind, phase.direction, phase.gait,
                    done.steps, done.seconds, done.start, done.end, done.cadence, phase.incline,
                    phase.foot, phase.repetition, done.whole,
                )
            )  # fmt: skip


def _line(cells: Iterable[object]) -> str:
    text = StringIO()
    # Its own end of the line: Python 3.11 puts only those of it into quotes.
    csv.writer(text).writerow(map(_cell, cells))
    return text.getvalue().removesuffix("\r\n")


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.3f}".rstrip("0").rstrip(".")
    if isinstance(value, str):
        shown = visible_lines(value)
        return f"'{shown}" if shown.startswith(_BEGINS_A_FORMULA) else shown
    return value

"""A session as it is carried from one history to another: with its log, and a name for good."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from math import isfinite
from typing import Any, Final, NamedTuple

from backcue.history import head as heads
from backcue.history.entries import Row, WrongEntry, entries
from backcue.history.figures import figures, head_columns
from backcue.history.head import WrongHead
from backcue.history.record import Ending, Record

_LARGEST: Final = 1e12
"""More than any figure of a session can be."""
_YEARS: Final = range(1970, 2201)
"""In which a session can have begun."""


class Carried(NamedTuple):
    """A session, and its log as it is kept."""

    token: str
    """What tells it from all others, wherever it is kept."""
    record: Record
    head: str | None
    """What was decided before, as JSON; None where it has no log, as those of the first version."""
    rows: tuple[Row, ...] = ()


class WrongSession(ValueError):  # noqa: N818 - it is the session that is wrong
    """A session that cannot be one; the message says why."""


def columns(carried: Carried) -> Mapping[str, Any]:
    """Returns the columns of the table of sessions for a session that is brought in.

    Where it has a log they are counted from that; WrongSession where they cannot be.
    """
    record = carried.record
    values: dict[str, Any] = {
        name: getattr(record, name) for name in record.__struct_fields__ if name != "id"
    }
    if carried.head is not None:
        try:
            head = heads.read(carried.head)
            came_to = figures(head, entries(carried.rows))
            values |= {**head_columns(head), **came_to.columns()}
        except (WrongHead, WrongEntry, ValueError, ArithmeticError, RecursionError) as error:
            raise WrongSession(f"its log makes no session: {error}") from error
        check_began(head.started)
        values["state"] = values["state"] or Ending.INTERRUPTED
    _check(values.items())
    return values


def check_began(began: datetime) -> None:
    """Raise WrongSession where no session can have begun then."""
    if began.tzinfo is None:
        raise WrongSession("started has no time zone")
    if began.year not in _YEARS:
        raise WrongSession(f"started in the year {began.year}")


def goes_on(carried: Carried, head: str, interrupted: Sequence[Row]) -> bool:
    """Whether a session has all that the log of an interrupted one has, and more."""
    end = len(interrupted)
    # What was walked last stands before the interruption where it ended so, behind it where it
    # went on.
    for event in ("interrupted", "walked"):
        if end and interrupted[end - 1].event == event:
            end -= 1
    is_longer = len(carried.rows) > len(interrupted)
    return is_longer and carried.head == head and carried.rows[:end] == interrupted[:end]


def _check(values: Iterable[tuple[str, Any]]) -> None:
    for name, value in values:
        if isinstance(value, int | float) and not (isfinite(value) and 0 <= value < _LARGEST):
            raise WrongSession(f"{name} cannot be {value:g}")

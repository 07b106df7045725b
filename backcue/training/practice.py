"""What a session of the history was, seen from a way: which rung, and whether it was finished."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from msgspec import Struct

from backcue.history.record import Ending, Record
from backcue.training.rungs import RUNGS, Rung, Variable
from backcue.workout.model import Direction, Gait

_NEARLY: Final = 0.9
"""The share of a workout from which on it counts as finished: a last lap left out is no failure."""
_HALF: Final = 0.5
"""The share of a rung's usual length that a shortened workout must have to be that rung."""
_A_LOOK: Final = 60.0
"""Seconds: who left within them only had a look, unless it was most of the workout."""

_A_DAY: Final = timedelta(days=1)
"""The longest that a session may reach into the days after it, whatever a file says."""


class Practice(Struct, frozen=True):
    """A session that counts on a way."""

    day: date
    """On which it began."""
    until: date
    """On which it ended, as far as is known: pauses are left out."""
    place: int | None
    """Which rung of the way it was, from 0; None where it was none of them."""
    finished: bool
    """Whether the person did it to its end."""
    broken_off: bool
    """Whether program or machine ended it: nobody's fault."""
    effort: int | None
    """1 to 10; None where nobody said."""


def rung_of(record: Record) -> Rung | None:
    """Returns the rung that a session was, whatever the path; None where it was none."""
    return RUNGS.get(record.workout) or _longest(record, tuple(RUNGS.values()))


def practices(history: Sequence[Record], way: Sequence[Rung]) -> list[Practice]:
    """Returns the sessions in which one went backward, the earliest first.

    Without those of less than a minute that were left before their half and that nobody rated:
    they would say that the day is done, and two of them that the rung is too much.
    """
    ordered = sorted(history, key=lambda each: each.when)
    return [_practice(each, way) for each in ordered if _is_practice(each)]


def _is_practice(record: Record) -> bool:
    is_short = record.active_seconds < _A_LOOK and _share(record) <= _HALF
    return record.backward_steps > 0 and (record.effort is not None or not is_short)


def _practice(record: Record, way: Sequence[Rung]) -> Practice:
    by_id = next((each for each in way if each.id == record.workout), None)
    rung = by_id or _longest(record, way)
    return Practice(
        record.day,
        _until(record),
        None if rung is None else way.index(rung),
        rung is not None and (rung is not by_id or _is_finished(record, rung)),
        record.state == Ending.INTERRUPTED,
        record.effort,
    )


def _until(record: Record) -> date:
    try:
        return (record.when + min(timedelta(seconds=record.active_seconds), _A_DAY)).date()
    except OverflowError:
        # The calendar is over.
        return record.day


def _is_finished(record: Record, rung: Rung) -> bool:
    if rung.raises is Variable.DURATION and record.moved:
        return _backward_minutes(record) >= _NEARLY * rung.minutes
    return _share(record) >= _NEARLY and record.active_seconds >= _HALF * 60 * rung.minutes


def _share(record: Record) -> float:
    """Returns how much of it was done, 0 to 1; where there is no telling, all that is finished."""
    return float(record.completed) if record.share is None else record.share


def _longest(record: Record, way: Sequence[Rung]) -> Rung | None:
    """Returns the rung that asks for as many minutes backward on the level as were walked."""
    if "incline" in record.sequence or "run" in record.sequence:
        return None
    walked = _backward_minutes(record)
    fit = [
        rung
        for rung in way
        if rung.raises is Variable.DURATION and walked >= _NEARLY * rung.minutes
    ]
    return max(fit, key=lambda rung: rung.minutes, default=None)


def _backward_minutes(record: Record) -> float:
    way = (Direction.BACKWARD, Gait.WALK)
    return sum(m.seconds for m in record.moved if (m.direction, m.gait) == way) / 60

"""What is said to a person who has just walked: glad, true, and never a reproach."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from backcue.history.record import Record
from backcue.history.statistics import monday_of, weeks_in_a_row

WELL_DONE: Final = "WELL DONE"
IT_COUNTS: Final = "IT COUNTS"
"""The big words: of a session that was walked to its end, and of one that was not, or in part."""
_NEARLY: Final = 0.9
"""The share of the plan from which on it is nearly all of it."""
_SHARES: Final = (
    (_NEARLY, "Nearly all of it."),
    (0.5, "More than half of it."),
    (0.0, "A part of it, and a part is a lot more than nothing."),
)
"""What is said of a share of the plan that was done, from so much on."""
_FEW = 2
"""Sessions before from which on one of them can be surpassed."""
_ROUND: Final = (10, 25, 50, 75, 100, 150, 200, 250, 300, 365, 400, 500, 750)
_THOUSAND = 1000


def verdict(record: Record) -> str:
    """Returns the word in large letters."""
    nearly_all = record.share is None or record.share >= _NEARLY
    return WELL_DONE if record.completed and nearly_all else IT_COUNTS


def praise(record: Record, before: Sequence[Record] | None = None) -> str:
    """Say how much of it was done, and what is special about it.

    `before` are the other sessions that are kept; None where nobody has looked yet.
    """
    told = [how_much(record)]
    moved = record.forward_steps + record.backward_steps + record.left_holds + record.right_holds
    if before is not None and moved:
        told += list(special(record, before))[:1]
    return " ".join(told)


def how_much(record: Record) -> str:
    """Say how much of the plan was done."""
    if record.completed and record.share in (None, 1.0):
        return "All of it, to the last step."
    if not record.forward_steps and not record.backward_steps and not record.active_seconds:
        return "You showed up, and that is how all of them begin."
    if record.is_open_ended:
        return "As much as you wanted."
    return next(said for least, said in _SHARES if (record.share or 0.0) >= least)


def special(record: Record, before: Sequence[Record]) -> Iterator[str]:
    """Say what is special about it, the most special first."""
    if not before:
        yield "Your first one: many can follow."
    if len(before) >= _FEW:
        if _is_most([each.backward_steps for each in before], record.backward_steps):
            yield "Your most steps backward so far."
        if _is_most([each.active_seconds for each in before], record.active_seconds):
            yield "Your longest so far."
        if _is_most([*map(_held, before)], _held(record)):
            yield "Your longest balance so far."
    weeks = weeks_in_a_row((record, *before), record.day)
    if weeks > 1 and _begins_week(record.day, before):
        yield f"{weeks} weeks in a row."
    if (count := len(before) + 1) in _ROUND or count % _THOUSAND == 0:
        yield f"Your {count:,}th."


def _is_most(others: Sequence[float], this: float) -> bool:
    # By a second or a step at least: less is rounding.
    return this >= max(others) + 1


def _held(record: Record) -> float:
    return record.left_hold_seconds + record.right_hold_seconds


def _begins_week(day: date, before: Sequence[Record]) -> bool:
    return all(monday_of(each.day) != monday_of(day) for each in before)

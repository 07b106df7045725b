"""A workout without repeats, for forms that have none, or one level of them."""

from collections.abc import Iterator, Sequence
from math import ceil
from typing import Final

from backcue.exchange.errors import ExchangeError
from backcue.exchange.losses import Losses, Lost
from backcue.workout.amounts import phase_of
from backcue.workout.conditions import Conditions
from backcue.workout.model import (
    MAX_SECONDS,
    Duration,
    Item,
    Leaf,
    Repeat,
    Times,
    UntilKey,
    Workout,
)
from backcue.workout.notation import format_item
from backcue.workout.totals import totals

MOST_STEPS: Final = 1_000
"""Steps of a workout in another program's form."""
_LONGEST_ROUND: Final = 12
"""Steps of a round that is looked for where somebody wrote rounds out."""
_EPSILON: Final = 1e-6


def rounds(repeat: Repeat, conditions: Conditions, losses: Losses) -> int:
    """Returns how many rounds stand for a repeat, and notes what that loses.

    One without end has one round, and so has one by time whose rounds a key ends.
    """
    if isinstance(repeat.until, Times):
        return repeat.until.count
    if not isinstance(repeat.until, Duration):
        losses.add(Lost.FOREVER)
        return 1
    losses.add(Lost.BY_TIME)
    one = totals(Workout(repeat.items), conditions).seconds
    return max(1, ceil(repeat.until.seconds / one - _EPSILON)) if one else 1


def count(items: tuple[Item, ...], conditions: Conditions) -> int:
    """Returns how many steps items have without repeats, however many that are."""
    unnoticed = Losses()
    return sum(
        rounds(item, conditions, unnoticed) * count(item.items, conditions)
        if isinstance(item, Repeat)
        else 1
        for item in items
    )


def check_count(workout: Workout, conditions: Conditions, form: str) -> None:
    """Raise ExchangeError where a workout has more steps than such a file may."""
    steps = count(workout.items, conditions)
    if steps > MOST_STEPS:
        raise ExchangeError(
            f"without repeats it has {steps:,} steps, and {form} takes {MOST_STEPS:,} here: "
            "--reps or --for make it shorter"
        )


def flat(items: tuple[Item, ...], conditions: Conditions, losses: Losses) -> Iterator[Leaf]:
    """Returns the steps of items one by one, repeats written out."""
    for item in items:
        if isinstance(item, Repeat):
            one = list(flat(item.items, conditions, losses))
            for _ in range(rounds(item, conditions, losses)):
                yield from one
        else:
            yield item


def seconds_of(leaf: Leaf, conditions: Conditions) -> float | None:
    """Returns how long a step is planned to take; None where a key ends it.

    ExchangeError: longer than a day, as no other program takes it.
    """
    if leaf.amount is None or isinstance(leaf.amount, UntilKey):
        return None
    seconds = phase_of(leaf, conditions).seconds
    if seconds is not None and seconds > MAX_SECONDS:
        told = f"{format_item(leaf)} takes longer than {MAX_SECONDS / 3600:g} h"
        raise ExchangeError(f"{told}: other programs end before")
    return seconds


def folded(steps: Sequence[Leaf]) -> tuple[Item, ...]:
    """Returns steps with those that come again and again as repeats."""
    items: list[Item] = []
    at = 0
    while at < len(steps):
        length, times = max(
            ((length, _times(steps, at, length)) for length in range(1, _LONGEST_ROUND + 1)),
            key=lambda found: (found[0] * found[1] if found[1] > 1 else 1, -found[0]),
        )
        if times > 1:
            items.append(Repeat(tuple(steps[at : at + length]), Times(times)))
            at += length * times
        else:
            items.append(steps[at])
            at += 1
    return tuple(items)


def _times(steps: Sequence[Leaf], at: int, length: int) -> int:
    """Returns how often so many steps come one after the other."""
    one, times = steps[at : at + length], 1
    if len(one) < length:
        return 0
    while steps[at + times * length : at + (times + 1) * length] == one:
        times += 1
    return times

"""Any workout through another form and back: equal, or the difference is in the list of losses."""

import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime
from math import floor
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from backcue.exchange.errors import ExchangeError
from backcue.exchange.flat import flat, seconds_of
from backcue.exchange.intervals import read_intervals, write_intervals
from backcue.exchange.losses import Losses, Lost
from backcue.exchange.workout_fit import FOREVER_ROUNDS, workout_fit
from backcue.exchange.zwo import read_zwo, write_zwo
from backcue.workout.conditions import Conditions
from backcue.workout.model import (
    Cadence,
    Distance,
    Duration,
    Forever,
    Hold,
    Item,
    Leaf,
    Move,
    Repeat,
    Steps,
    Times,
    Turn,
    UntilKey,
    Workout,
    leaves,
)
from backcue.workout.notation import parse
from tests.exchange.decoded import Decoded, by_fitdecode, by_garmin

CONDITIONS = Conditions()
CREATED = datetime(2026, 3, 2, 12, tzinfo=UTC)


def through_fit(workout: Workout) -> bool:
    """Whether it could be written; both decoders must find it again, step by step."""
    losses = Losses()
    try:
        content = workout_fit("Walk", workout, CONDITIONS, CREATED, losses)
    except ExchangeError:
        return False
    kinds = losses.kinds
    expected = _without_end(workout.items, kinds)
    for decoded in (by_fitdecode(content), by_garmin(content)):
        assert decoded.one("file_id")["type"] == "workout"
        steps = decoded.all("workout_step")
        assert decoded.one("workout")["num_valid_steps"] == len(steps)
        assert _tree(steps) == expected
        told = [step for step in steps if "repeat" not in str(step["duration_type"])]
        for leaf, step in zip(leaves(workout.items), told, strict=True):
            _check_step(leaf, step, kinds)
    assert (Lost.NESTED in kinds) == _is_nested(workout.items)
    return True


def _without_end(items: tuple[Item, ...], kinds: frozenset[Lost]) -> tuple[Item, ...]:
    made: list[Item] = []
    for item in items:
        if isinstance(item, Repeat):
            until = item.until
            if isinstance(until, Forever):
                assert Lost.FOREVER in kinds
                until = Times(FOREVER_ROUNDS)
            made.append(Repeat(_without_end(item.items, kinds), until))
        else:
            made.append(item)
    return tuple(made)


def _is_nested(items: Iterable[Item]) -> bool:
    return any(
        isinstance(inner, Repeat)
        for item in items
        if isinstance(item, Repeat)
        for inner in item.items
    )


def _tree(steps: list[dict[str, Any]]) -> tuple[Item, ...]:
    """Returns what the steps of a file say: by their names, and by their repeats."""
    there: list[tuple[int, Item]] = []
    for number, step in enumerate(steps):
        assert step["message_index"] == number
        kind = step["duration_type"]
        if "repeat" not in str(kind):
            (leaf,) = parse(step["wkt_step_name"]).items
            there.append((number, leaf))
            continue
        first = step.get("duration_step", step.get("duration_value"))
        inside = [item for at, item in there if at >= first]
        there = [(at, item) for at, item in there if at < first]
        if kind == "repeat_until_time":
            seconds = step.get("repeat_time")
            until: Times | Duration = Duration(
                step["target_value"] / 1000 if seconds is None else seconds
            )
        else:
            until = Times(int(step.get("repeat_steps", step.get("target_value"))))
        there.append((first, Repeat(tuple(inside), until)))
    return tuple(item for _, item in there)


def _check_step(leaf: Leaf, step: dict[str, Any], kinds: frozenset[Lost]) -> None:
    """What a watch does must be what was meant, or be in the list."""
    amount, kind = leaf.amount, step["duration_type"]
    assert (Lost.HOLD in kinds) or not isinstance(leaf, Hold)
    if isinstance(amount, Distance):
        assert kind == "distance"
        off = abs(step["duration_distance"] - amount.metres)
        assert off < 1e-6 or (Lost.CENTIMETRES in kinds and off < 0.0101)
    elif isinstance(amount, Duration):
        assert kind == "time"
        assert abs(step["duration_time"] - amount.seconds) < 1e-6
    elif isinstance(amount, Steps):
        assert kind == "time"
        assert Lost.STEPS in kinds
        planned = seconds_of(leaf, CONDITIONS)
        assert planned is not None
        assert abs(step["duration_time"] - planned) <= 0.001
    else:
        assert kind == "open"
        assert amount is not None or Lost.TURN in kinds
    if isinstance(leaf, Move) and leaf.cadence is not None:
        assert step["target_type"] == "cadence"
        low, high = step["custom_target_cadence_low"], step["custom_target_cadence_high"]
        assert low < high
        if not kinds & {Lost.RAMP, Lost.WHOLE_CADENCE}:
            assert low + high == leaf.cadence.start
    if isinstance(leaf, Move):
        assert leaf.incline is None or Lost.INCLINE in kinds


def through_zwo(workout: Workout) -> bool:
    """Whether it could be written; its segments say the steps that they were."""
    losses, read = Losses(), Losses()
    try:
        text = write_zwo("Walk [/b] & <more>", workout, CONDITIONS, losses)
    except ExchangeError:
        return False
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "w.zwo"
        path.write_text(text, encoding="utf-8")
        name, back = read_zwo(path, read)
    assert name == "Walk [/b] & <more>"
    assert not read.kinds
    assert _flat(back) == _flat(workout)
    kinds = losses.kinds
    assert (Lost.UNROLLED in kinds) == any(isinstance(item, Repeat) for item in workout.items)
    steps = list(leaves(workout.items))
    for kind, amounts in ((Lost.STEPS, Steps), (Lost.DISTANCE, Distance), (Lost.OPEN, UntilKey)):
        lost = any(isinstance(leaf.amount, amounts) for leaf in steps)
        lost |= kind is Lost.OPEN and any(leaf.amount is None for leaf in steps)
        assert (kind in kinds) == lost
    moves = [leaf for leaf in steps if isinstance(leaf, Move)]
    assert (Lost.CADENCE in kinds) == any(move.cadence is not None for move in moves)
    assert (Lost.INCLINE in kinds) == any(move.incline is not None for move in moves)
    return True


def _flat(workout: Workout) -> list[Leaf]:
    return list(flat(workout.items, CONDITIONS, Losses()))


def through_intervals(workout: Workout) -> bool:
    """Whether it could be written; what comes back differs only where the list says so."""
    losses, read = Losses(), Losses()
    try:
        text = write_intervals(workout, CONDITIONS, losses)
    except ExchangeError:
        return False
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "w.txt"
        path.write_text(text, encoding="utf-8")
        _, back = read_intervals(path, read)
    assert not read.kinds
    kinds = losses.kinds
    if Lost.UNROLLED not in kinds:
        assert [isinstance(item, Repeat) for item in back.items] == [
            isinstance(item, Repeat) for item in workout.items
        ]
        for item, was in zip(back.items, workout.items, strict=True):
            assert not isinstance(item, Repeat) or item.until == was.until  # type: ignore[union-attr]
        expected, found = list(leaves(workout.items)), list(leaves(back.items))
    else:
        expected, found = _flat(workout), _flat(back)
    assert [_as_said(leaf, kinds) for leaf in expected] == found
    return True


def _as_said(leaf: Leaf, kinds: frozenset[Lost]) -> Leaf:
    """Returns a step with what is in the list, and nothing else, lost."""
    amount = leaf.amount
    if isinstance(leaf, Turn) and amount is None and Lost.TURN in kinds:
        return Turn(UntilKey())
    if isinstance(amount, Steps) and Lost.STEPS in kinds:
        planned = seconds_of(leaf, CONDITIONS)
        assert planned is not None
        amount = Duration(max(1, floor(planned + 0.5)))
    elif isinstance(amount, Duration) and Lost.SECONDS in kinds:
        amount = Duration(max(1, floor(amount.seconds + 0.5)))
    elif isinstance(amount, Distance) and Lost.METRES in kinds:
        amount = Distance(max(1, floor(amount.metres + 0.5)))
    if not isinstance(leaf, Move):
        return replace(leaf, amount=amount)  # type: ignore[arg-type]
    cadence = leaf.cadence
    if cadence is not None and Lost.WHOLE_CADENCE in kinds:
        cadence = Cadence(floor(cadence.start + 0.5), floor(cadence.end + 0.5))
    incline = None if Lost.INCLINE in kinds else leaf.incline
    return replace(leaf, amount=amount, cadence=cadence, incline=incline)


def read_back(content: bytes) -> list[Decoded]:
    """Returns a file as both decoders read it."""
    return [by_fitdecode(content), by_garmin(content)]

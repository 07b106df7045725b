"""Workouts in the text of intervals.icu: written, and read.

A line begins with `-`, has a cue, how long (`1m30s`; `m` are minutes, `mtr` metres), and a cadence
in `rpm`, which for steps are steps per minute; `4x` above some lines, with empty lines around
them, repeats these. Repeats do not nest.
"""

import re
from collections.abc import Iterator
from itertools import chain
from math import floor
from pathlib import Path
from typing import Final

from backcue.exchange.errors import ExchangeError
from backcue.exchange.flat import MOST_STEPS, check_count, flat, seconds_of
from backcue.exchange.losses import Losses, Lost
from backcue.system.files import read_bytes
from backcue.workout.conditions import Conditions
from backcue.workout.model import (
    MAX_CADENCE_SPM,
    MAX_METRES,
    MAX_SECONDS,
    MAX_TIMES,
    MIN_CADENCE_SPM,
    Cadence,
    Direction,
    Distance,
    Duration,
    Gait,
    Hold,
    Item,
    Leaf,
    Move,
    Repeat,
    Rest,
    Steps,
    Times,
    Turn,
    UntilKey,
    Workout,
)

MOST_BYTES: Final = 256_000
OPEN_SECONDS: Final = 60
"""What stands beside "press lap"."""
_MOST_LINES: Final = 5_000
_BY_KEY: Final = "press lap"
_TIME: Final = re.compile(
    r"""(?<![\w.:/-])(?=\d)(?:(\d{1,5})h)?(?:(\d{1,6})(?:m|'))?"""
    r"""(?:(\d{1,7})(?:s|"|(?<=[m']\d)|(?<=[m']\d\d)))?(?![\w.%:/-])"""
)
"""Such as `1h`, `10m`, `1m30s`, `1m30`, `1'30"`."""
_DISTANCE: Final = re.compile(r"(\d{1,7}(?:\.\d{1,3})?)(mtr|km)(?!\w)")
_CADENCE: Final = re.compile(r"(\d{1,4})(?:-(\d{1,4}))?rpm(?!\w)")
_ROUNDS: Final = re.compile(r"(?:.*\s)?(\d{1,9})\s?x")
_WORD: Final = re.compile(r"[a-z]+")
_CUES: Final = frozenset({"forward", "backward", "run", "walk", "hold", "rest", "turn", "recovery"})
"""What is understood of a step, before the time or behind it."""


def write_intervals(workout: Workout, conditions: Conditions, losses: Losses) -> str:
    """Returns a workout as text for intervals.icu; ExchangeError: it is too long."""
    parts = [(_times(item), item) for item in workout.items]
    inner = [item.items if times and isinstance(item, Repeat) else (item,) for times, item in parts]
    check_count(Workout(tuple(chain.from_iterable(inner))), conditions, "intervals.icu")
    blocks: list[list[str]] = [[]]
    for (times, item), items in zip(parts, inner, strict=True):
        losses.add(Lost.UNROLLED, isinstance(item, Repeat) and not times)
        steps = [_step(leaf, conditions, losses) for leaf in flat(items, conditions, losses)]
        if times:
            blocks += [[f"{times}x", *steps], []]
        else:
            blocks[-1] += steps
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _times(item: Item) -> int | None:
    """Returns how often an item is repeated; None where that cannot be written as a repeat."""
    if not isinstance(item, Repeat) or any(isinstance(each, Repeat) for each in item.items):
        return None
    return item.until.count if isinstance(item.until, Times) else None


def _step(leaf: Leaf, conditions: Conditions, losses: Losses) -> str:
    losses.add(Lost.HOLD, isinstance(leaf, Hold))
    losses.add(Lost.TURN, isinstance(leaf, Turn) and leaf.amount is None)
    words = [_cue(leaf), _amount(leaf, conditions, losses)]
    if isinstance(leaf, Move):
        losses.add(Lost.DIRECTION, leaf.direction is Direction.BACKWARD)
        losses.add(Lost.INCLINE, leaf.incline is not None)
        if leaf.cadence is not None:
            start, end = floor(leaf.cadence.start + 0.5), floor(leaf.cadence.end + 0.5)
            losses.add(Lost.WHOLE_CADENCE, (start, end) != (leaf.cadence.start, leaf.cadence.end))
            losses.add(Lost.RAMP, leaf.cadence.start != leaf.cadence.end)
            words.append(f"{start}rpm" if start == end else f"{start}-{end}rpm")
    if leaf.amount is None or isinstance(leaf.amount, UntilKey):
        words.append(_BY_KEY)
    return f"- {' '.join(words)}"


def _cue(leaf: Leaf) -> str:
    match leaf:
        case Move():
            return f"{leaf.direction} run" if leaf.gait is Gait.RUN else str(leaf.direction)
        case Hold():
            return "hold"
        case Rest():
            return "rest"
        case Turn():
            return "turn"


def _amount(leaf: Leaf, conditions: Conditions, losses: Losses) -> str:
    if isinstance(leaf.amount, Distance):
        metres = max(1, floor(leaf.amount.metres + 0.5))
        losses.add(Lost.METRES, metres != leaf.amount.metres)
        return f"{metres}mtr"
    seconds = seconds_of(leaf, conditions)
    whole = max(1, floor((OPEN_SECONDS if seconds is None else seconds) + 0.5))
    losses.add(Lost.STEPS, isinstance(leaf.amount, Steps))
    losses.add(Lost.SECONDS, isinstance(leaf.amount, Duration) and whole != seconds)
    hours, rest = divmod(whole, 3600)
    minutes, rest = divmod(rest, 60)
    parts = ((hours, "h"), (minutes, "m"), (rest, "s"))
    return "".join(f"{figure}{unit}" for figure, unit in parts if figure)


def read_intervals(path: Path, losses: Losses) -> tuple[str, Workout]:
    """Returns a name and the workout of such a text; ExchangeError where it makes none."""
    try:
        lines = read_bytes(path, MOST_BYTES).decode("utf-8-sig").splitlines()
    except OSError as error:
        raise ExchangeError(error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise ExchangeError("it is not UTF-8 text") from error
    if len(lines) > _MOST_LINES:
        raise ExchangeError(f"it has {len(lines):,} lines; {_MOST_LINES:,} are the most here")
    items = tuple(_items(lines, losses))
    if not items:
        raise ExchangeError("it has no step: a line such as - forward 10m")
    return path.stem, Workout(items)


def _items(lines: list[str], losses: Losses) -> Iterator[Item]:
    steps: list[Item] = []
    times: int | None = None
    for number, line in enumerate([*lines, ""], 1):
        text = line.strip().lower()
        if text.startswith("-"):
            steps.append(_leaf(text[1:].strip(), number, losses))
            if len(steps) > MOST_STEPS:
                raise ExchangeError(f"line {number}: more than {MOST_STEPS:,} steps")
            continue
        found = _ROUNDS.fullmatch(text)
        if steps and (not text or found):
            yield from [Repeat(tuple(steps), Times(times))] if times else steps
            steps, times = [], None
        if found:
            times = int(found[1])
            if not 1 <= times <= MAX_TIMES:
                raise ExchangeError(f"line {number}: repeats go from 1 to {MAX_TIMES:,}")
        elif text:
            losses.add(Lost.TEXTS)


def _leaf(text: str, number: int, losses: Losses) -> Leaf:
    by_key, cadence = _BY_KEY in text, _CADENCE.search(text)
    rest = _CADENCE.sub(" ", text.replace(_BY_KEY, " "))
    distance = _DISTANCE.search(rest)
    time = None if distance else next((m for m in _TIME.finditer(rest) if m[0]), None)
    found = distance or time
    if found is None:
        raise ExchangeError(f"line {number}: how long? such as - forward 10m, or 400mtr")
    behind = rest[found.end() :].split()
    losses.add(Lost.TARGETS, set(behind) - _CUES)
    before = set(_WORD.findall(rest[: found.start()]))
    losses.add(Lost.TEXTS, before - _CUES)
    words = before | _CUES.intersection(behind)
    amount = UntilKey() if by_key else _read_amount(distance, time, number)
    kind = next((word for word in ("hold", "turn", "rest", "recovery") if word in words), "")
    if kind and not isinstance(amount, Distance):
        if kind == "hold" and isinstance(amount, Duration):
            return Hold(amount)
        return Turn(amount) if kind == "turn" else Rest(amount)
    direction = Direction.BACKWARD if "backward" in words else Direction.FORWARD
    gait = Gait.RUN if "run" in words else Gait.WALK
    return Move(amount, direction, gait, _read_cadence(cadence, number))


def _read_amount(
    distance: re.Match[str] | None, time: re.Match[str] | None, number: int
) -> Duration | Distance:
    if distance is not None:
        metres = float(distance[1]) * (1000 if distance[2] == "km" else 1)
        if not 0 < metres <= MAX_METRES:
            raise ExchangeError(f"line {number}: a distance goes up to {MAX_METRES / 1000:g} km")
        return Distance(metres)
    parts = (int(part or 0) for part in (time.groups() if time else ()))
    seconds = sum(part * unit for part, unit in zip(parts, (3600, 60, 1), strict=False))
    if not 0 < seconds <= MAX_SECONDS:
        raise ExchangeError(f"line {number}: a time goes from 1 s up to {MAX_SECONDS / 3600:g} h")
    return Duration(seconds)


def _read_cadence(found: re.Match[str] | None, number: int) -> Cadence | None:
    if found is None:
        return None
    start, end = float(found[1]), float(found[2] or found[1])
    if not all(MIN_CADENCE_SPM <= each <= MAX_CADENCE_SPM for each in (start, end)):
        told = f"{MIN_CADENCE_SPM:g} to {MAX_CADENCE_SPM:g} rpm"
        raise ExchangeError(f"line {number}: a cadence goes from {told}")
    return Cadence(start, end)

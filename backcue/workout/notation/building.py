"""Rules of the grammar turned into the model, each amount within its limits."""

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NoReturn

from backcue.workout.model import (
    MAX_CADENCE_SPM,
    MAX_INCLINE_PERCENT,
    MAX_METRES,
    MAX_SECONDS,
    MAX_STEPS,
    MAX_TIMES,
    MIN_CADENCE_SPM,
    Cadence,
    Direction,
    Distance,
    Duration,
    Forever,
    Gait,
    Hold,
    Item,
    Move,
    Repeat,
    Rest,
    Steps,
    Times,
    Turn,
    UntilKey,
    Workout,
)
from backcue.workout.notation.errors import Misfit, Refused
from backcue.workout.notation.words import DIRECTIONS, GAITS, METRES, SECONDS

if TYPE_CHECKING:
    from lark import Token

_LEAST = 0.001
_CLOCK_PARTS = 3


@dataclass(frozen=True, slots=True)
class _Modifier:
    name: str
    value: Cadence | float
    token: "Token"


class Builder:
    """One method per rule of the grammar; the parser calls it with what the rule is made of."""

    def workout(self, parts: list[tuple[Item, ...]]) -> Workout:
        """Returns the whole."""
        return Workout(parts[0])

    def sequence(self, parts: list[Item]) -> tuple[Item, ...]:
        """Returns items in order."""
        return tuple(parts)

    def move(self, parts: list[Any]) -> Move:
        """Returns steps one way; each modifier at most once."""
        said: dict[str, Any] = {}
        for part in parts:
            if isinstance(part, _Modifier):
                if part.name in said:
                    _refuse(part.token, f"the {part.name} of one move is said twice")
                said[part.name] = part.value
            elif not hasattr(part, "type"):
                said["amount"] = part
            elif part.type == "DIRECTION":
                said["direction"] = Direction(DIRECTIONS[part.lower()])
            else:
                said["gait"] = Gait(GAITS[part.lower()])
        return Move(**said)

    def hold(self, parts: list[Duration]) -> Hold:
        """Returns a balance on one leg."""
        return Hold(parts[0])

    def rest(self, parts: list[Duration | UntilKey]) -> Rest:
        """Returns a rest."""
        return Rest(parts[0])

    def turn(self, parts: list[Duration | UntilKey]) -> Turn:
        """Returns a turn, with its time if one is said."""
        return Turn(parts[0] if parts else None)

    def repeat(self, parts: list[Any]) -> Repeat:
        """Returns items done again and again."""
        until, items = parts
        return Repeat(items, until)

    def times(self, parts: "list[Token]") -> Times:
        """Returns so many repetitions."""
        return Times(_whole(parts[0], "repetitions", MAX_TIMES))

    def forever(self, _parts: list[object]) -> Forever:
        """Returns repetitions without end."""
        return Forever()

    def steps(self, parts: "list[Token]") -> Steps:
        """Returns so many steps."""
        return Steps(_whole(parts[0], "steps", MAX_STEPS))

    def duration(self, parts: "list[Token]") -> Duration:
        """Returns a time: `1h 30min`, `1:30`."""
        seconds = _clock(parts[0]) if parts[0].type == "CLOCK" else _time(parts)
        if round(seconds, 3) < _LEAST:
            _refuse_all(parts, "{} is no time at all", "a time of at least 0.001s")
        if round(seconds, 3) > MAX_SECONDS:
            _refuse_all(parts, "{} is longer than a day", "a time of up to 24h")
        return Duration(seconds)

    def distance(self, parts: "list[Token]") -> Distance:
        """Returns a way to go."""
        metres = float(parts[0]) * METRES[parts[1].lower()]
        if round(metres, 3) < _LEAST:
            _refuse_all(parts, "{} is no distance at all", "a distance of at least 0.001m")
        if round(metres, 3) > MAX_METRES:
            _refuse_all(parts, "{} is farther than 1,000 km", "a distance of up to 1000km")
        return Distance(metres)

    def open(self, _parts: list[object]) -> UntilKey:
        """Returns an amount that the person ends."""
        return UntilKey()

    def cadence(self, parts: "list[Token]") -> _Modifier:
        """Returns a cadence: `@ 110spm`, `@ 100..120spm`."""
        numbers = [part for part in parts if part.type == "NUMBER"]
        low, high = MIN_CADENCE_SPM, MAX_CADENCE_SPM
        for number in numbers:
            if not low <= round(float(number), 3) <= high:
                message = f"nobody steps at {number} steps per minute"
                _refuse(number, message, f"a cadence from {low:g} to {high:g}")
        cadence = Cadence(float(numbers[0]), float(numbers[-1]))
        return _Modifier("cadence", cadence, parts[0])

    def incline(self, parts: "list[Token]") -> _Modifier:
        """Returns an incline: `incline 5%`; below zero it goes down."""
        number = parts[-1]
        if round(float(number), 3) > MAX_INCLINE_PERCENT:
            message = f"an incline of {number}% is steeper than any treadmill"
            most = f"{MAX_INCLINE_PERCENT:g}"
            _refuse(number, message, f"an incline from -{most}% to {most}%")
        down = any(part.type == "DASH" for part in parts)
        return _Modifier("incline", -float(number) if down else float(number), parts[0])


def _whole(number: "Token", what: str, most: int) -> int:
    fits = f"1 to {most:,} {what}"
    value = float(number)
    if value != int(value):
        _refuse(number, f"{number} {what}: only whole ones can be done", f"a whole number, {fits}")
    if value < 1:
        _refuse(number, f"{number} {what}: at least 1", fits)
    if value > most:
        _refuse(number, f"{number} {what}: at most {most:,}", fits)
    return int(value)


def _time(parts: "list[Token]") -> float:
    numbers, units = parts[::2], parts[1::2]
    worth = [SECONDS[unit.lower()] for unit in units]
    for place, (before, after) in enumerate(pairwise(worth)):
        if after >= before:
            number = numbers[place + 1]
            _refuse(number, f'a comma is missing before "{number}"', '","')
    return sum(float(number) * seconds for number, seconds in zip(numbers, worth, strict=True))


def _clock(token: "Token") -> float:
    parts = token.split(":")
    hint = "minutes and seconds such as 1:30, or hours too such as 1:02:03"
    if len(parts) > _CLOCK_PARTS:
        _refuse(token, f"{token} has too many parts for a time", hint)
    seconds = 0.0
    for place, part in enumerate(parts):
        if place and len(part.partition(".")[0]) != 2:  # noqa: PLR2004
            _refuse(token, f"after a colon come two digits, as in {parts[0]}:05", hint)
        if place and float(part) >= 60:  # noqa: PLR2004
            _refuse(token, f'"{part}" after the colon: it goes up to 59', hint)
        seconds = seconds * 60 + float(part)
    return seconds


def _refuse(token: "Token", message: str, *expected: str) -> NoReturn:
    start, end = token.start_pos or 0, token.end_pos or 0
    raise Refused(Misfit(start=start, end=end, message=message, expected=expected))


def _refuse_all(tokens: "list[Token]", message: str, *expected: str) -> NoReturn:
    start, end = tokens[0].start_pos or 0, tokens[-1].end_pos or 0
    said = "".join(tokens)
    raise Refused(Misfit(start=start, end=end, message=message.format(said), expected=expected))

"""Numbers and their units turned into amounts, each within its limits."""

import re
from collections.abc import Sequence

from backcue.workout import model
from backcue.workout.notation.context import Context
from backcue.workout.notation.scanner import Token
from backcue.workout.notation.words import METRES, SECONDS

_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
_UP_TO_59 = re.compile(r"[0-5][0-9](\.[0-9]+)?")
_CLOCK_COLONS = 2
_CLOCK_HINT = "minutes and seconds such as 1:30, or hours too such as 1:02:03"
_Limits = tuple[float, str, str, str]
"""The most of an amount, what is said of none and of more, and what fits."""
_TIME = (model.MAX_SECONDS, "no time at all", "longer than a day", "a time from 0.001s to 24h")
_WAY = (model.MAX_METRES, "no distance", "farther than 100 km", "a distance from 0.001m to 100km")


def steps(here: Context, number: Token) -> model.Steps:
    """Returns so many steps."""
    return model.Steps(_whole(here, number, "steps", model.MAX_STEPS))


def times(here: Context, number: Token) -> model.Times:
    """Returns so many repetitions."""
    return model.Times(_whole(here, number, "repetitions", model.MAX_TIMES))


def _whole(here: Context, number: Token, what: str, most: int) -> int:
    if _THOUSANDS.fullmatch(number.text):
        right = number.text.replace(".", "")
        message = f'"{number.text}": a point is for decimals, not for thousands'
        raise here.wrong(message, f'"{right}"', at=[number], suggestion=right)
    value = float(number.text)
    if value.is_integer() and 1 <= value <= most:
        return int(value)
    said, fits = f"{number.text} {what}", f"1 to {most:,} {what}"
    if not value.is_integer():
        message = f"{said}: only whole ones can be done"
        raise here.wrong(message, f"a whole number, {fits}", at=[number])
    limit = "at least 1" if value < 1 else f"at most {most:,}"
    raise here.wrong(f"{said}: {limit}", fits, at=[number])


def duration(here: Context, parts: list[Token]) -> model.Duration:
    """Returns a time from numbers and units by turns: `1h 30min`."""
    seconds, smallest = 0.0, 0
    for number, unit in zip(parts[::2], parts[1::2], strict=True):
        worth = SECONDS[unit.text.lower()]
        if smallest and worth >= smallest:
            raise here.comma_before(number)
        seconds, smallest = seconds + float(number.text) * worth, worth
    return model.Duration(_measure(here, parts, seconds, _TIME))


def clock(here: Context, token: Token) -> model.Duration:
    """Returns a time as on a stopwatch: `1:30`."""
    first, *others = token.text.split(":")
    seconds = float(first)
    for part in others:
        if not _UP_TO_59.fullmatch(part):
            message = f'"{part}" after the colon: there come two digits, 00 to 59'
            raise here.wrong(message, _CLOCK_HINT, at=[token])
        seconds = seconds * 60 + float(part)
    if len(others) > _CLOCK_COLONS:
        message = f"{token.text} has too many parts for a time"
        raise here.wrong(message, _CLOCK_HINT, at=[token])
    return model.Duration(_measure(here, [token], seconds, _TIME))


def distance(here: Context, number: Token, unit: Token) -> model.Distance:
    """Returns a way to go."""
    metres = float(number.text) * METRES[unit.text.lower()]
    return model.Distance(_measure(here, [number, unit], metres, _WAY))


def _measure(here: Context, at: Sequence[Token], value: float, limits: _Limits) -> float:
    """Returns seconds or metres as the model keeps them: to three decimals."""
    most, none, more, fits = limits
    value = round(value, 3)
    if not 0 < value <= most:
        raise here.wrong(f"{here.words(*at)} is {more if value else none}", fits, at=at)
    return value


def spm(here: Context, number: Token) -> float:
    """Returns steps per minute."""
    value, low, high = float(number.text), model.MIN_CADENCE_SPM, model.MAX_CADENCE_SPM
    if not low <= round(value, 3) <= high:
        message = f"nobody steps at {number.text} steps per minute"
        raise here.wrong(message, f"a cadence from {low:g} to {high:g}", at=[number])
    return value


def percent(here: Context, number: Token) -> float:
    """Returns how steep it is, up or down."""
    value, most = float(number.text), model.MAX_INCLINE_PERCENT
    if round(value, 3) > most:
        message = f"an incline of {number.text}% is steeper than any treadmill"
        raise here.wrong(message, f"an incline from -{most:g}% to {most:g}%", at=[number])
    return value

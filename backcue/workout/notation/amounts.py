"""Numbers and their units turned into amounts, each within its limits."""

import re

from backcue.workout import model
from backcue.workout.notation.context import Context
from backcue.workout.notation.scanner import Token
from backcue.workout.notation.words import METRES, SECONDS

_LEAST = 0.001
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
_CLOCK_PARTS = 3
_CLOCK_HINT = "minutes and seconds such as 1:30, or hours too such as 1:02:03"


def steps(here: Context, number: Token) -> model.Steps:
    """Returns so many steps."""
    return model.Steps(_whole(here, number, "steps", model.MAX_STEPS))


def times(here: Context, number: Token) -> model.Times:
    """Returns so many repetitions."""
    return model.Times(_whole(here, number, "repetitions", model.MAX_TIMES))


def _whole(here: Context, number: Token, what: str, most: int) -> int:
    value = float(number.text)
    said, fits = f"{number.text} {what}", f"1 to {most:,} {what}"
    if _THOUSANDS.fullmatch(number.text):
        right = number.text.replace(".", "")
        message = f'"{number.text}": a point is for decimals, not for thousands'
        here.refuse([number], message, f'"{right}"', suggestion=right)
    if value != int(value):
        message = f"{said}: only whole ones can be done"
        here.refuse([number], message, f"a whole number, {fits}")
    if value < 1:
        here.refuse([number], f"{said}: at least 1", fits)
    if value > most:
        here.refuse([number], f"{said}: at most {most:,}", fits)
    return int(value)


def duration(here: Context, parts: list[Token]) -> model.Duration:
    """Returns a time from numbers and units by turns: `1h 30min`."""
    seconds, smallest = 0.0, 0
    for number, unit in zip(parts[::2], parts[1::2], strict=True):
        worth = SECONDS[unit.text.lower()]
        if smallest and worth >= smallest:
            here.refuse([number], f'a comma is missing before "{number.text}"', '","')
        seconds, smallest = seconds + float(number.text) * worth, worth
    return _up_to_a_day(here, parts, seconds)


def clock(here: Context, token: Token) -> model.Duration:
    """Returns a time as on a stopwatch: `1:30`."""
    parts = token.text.split(":")
    seconds = float(parts[0])
    for part in parts[1:]:
        if len(part.partition(".")[0]) != 2:  # noqa: PLR2004
            message = f"after a colon come two digits, as in {parts[0]}:05"
            here.refuse([token], message, _CLOCK_HINT)
        if float(part) >= 60:  # noqa: PLR2004
            here.refuse([token], f'"{part}" after the colon: it goes up to 59', _CLOCK_HINT)
        seconds = seconds * 60 + float(part)
    if len(parts) > _CLOCK_PARTS:
        here.refuse([token], f"{token.text} has too many parts for a time", _CLOCK_HINT)
    return _up_to_a_day(here, [token], seconds)


def _up_to_a_day(here: Context, parts: list[Token], seconds: float) -> model.Duration:
    said = here.words(*parts)
    if round(seconds, 3) < _LEAST:
        here.refuse(parts, f"{said} is no time at all", "a time of at least 0.001s")
    if round(seconds, 3) > model.MAX_SECONDS:
        here.refuse(parts, f"{said} is longer than a day", "a time of up to 24h")
    return model.Duration(seconds)


def distance(here: Context, number: Token, unit: Token) -> model.Distance:
    """Returns a way to go."""
    said = here.words(number, unit)
    metres = float(number.text) * METRES[unit.text.lower()]
    if round(metres, 3) < _LEAST:
        message = f"{said} is no distance at all"
        here.refuse([number, unit], message, "a distance of at least 0.001m")
    if round(metres, 3) > model.MAX_METRES:
        message = f"{said} is farther than 100 km"
        here.refuse([number, unit], message, "a distance of up to 100km")
    return model.Distance(metres)


def spm(here: Context, number: Token) -> float:
    """Returns steps per minute."""
    low, high = model.MIN_CADENCE_SPM, model.MAX_CADENCE_SPM
    if not low <= round(float(number.text), 3) <= high:
        message = f"nobody steps at {number.text} steps per minute"
        here.refuse([number], message, f"a cadence from {low:g} to {high:g}")
    return float(number.text)


def percent(here: Context, number: Token) -> float:
    """Returns how steep it is, up or down."""
    most = model.MAX_INCLINE_PERCENT
    if round(float(number.text), 3) > most:
        message = f"an incline of {number.text}% is steeper than any treadmill"
        here.refuse([number], message, f"an incline from -{most:g}% to {most:g}%")
    return float(number.text)

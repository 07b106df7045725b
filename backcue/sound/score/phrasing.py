"""What the voice says: phrases in words, to be found in a voice pack."""

import re

from backcue.workout.model import Direction, Gait
from backcue.workout.phases import Phase, PhaseKind

_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen"),
    *("seventeen", "eighteen", "nineteen"),
)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_HUNDRED, _THOUSAND = 100, 1000
EPSILON = 1e-6

FEET_ON_RAILS = "feet on the side rails"
LONGEST_COUNT = 200
"""Steps beyond which a number is spoken only where it is round: nobody counts to 429."""


def number(count: int) -> str:
    """Returns a whole number below a million in words: `one hundred fifteen`."""
    if count < len(_ONES):
        return _ONES[count]
    if count < _HUNDRED:
        tens, ones = divmod(count, 10)
        return _TENS[tens] + (f" {_ONES[ones]}" if ones else "")
    name, unit = ("thousand", _THOUSAND) if count >= _THOUSAND else ("hundred", _HUNDRED)
    many, rest = divmod(count, unit)
    return f"{number(many)} {name}" + (f" {number(rest)}" if rest else "")


def seconds_in_words(seconds: float) -> str | None:
    """Returns a time as one says it; None where it is not a whole number of seconds."""
    if seconds < 1 or abs(seconds - round(seconds)) > EPSILON:
        return None
    minutes, rest = divmod(round(seconds), 60)
    parts = []
    if minutes:
        parts.append("one minute" if minutes == 1 else f"{number(minutes)} minutes")
    if rest:
        parts.append("one second" if rest == 1 else f"{number(rest)} seconds")
    return " ".join(parts)


def advice(line: str) -> str:
    """Returns the first clause of a technique line, as spoken: `start in an athletic stance`."""
    clause = re.split(r"[.,:;!?]", line, maxsplit=1)[0]
    return " ".join(re.findall(r"[a-z0-9']+", clause.casefold()))


def announcement(phase: Phase) -> tuple[str, ...]:
    """Returns the ways to announce a phase, the fullest first; each one alone says enough."""
    if phase.kind is PhaseKind.HOLD:
        words = (f"hold {phase.foot} leg", "hold") if phase.foot else ("hold",)
        return (f"{FEET_ON_RAILS} {words[0]}", *words) if phase.on_rails else words
    if phase.kind is PhaseKind.REST:
        return ("rest on the side rails", "rest") if phase.on_rails else ("rest",)
    if phase.kind is PhaseKind.TURN:
        return ("turn",)
    if phase.kind is PhaseKind.READY:
        return ("get ready",)
    return _move(phase)


def _move(phase: Phase) -> tuple[str, ...]:
    back = phase.direction is Direction.BACKWARD
    plain = "backward" if back else "forward"
    run = (f"run {plain}",) if phase.gait is Gait.RUN else ()
    steps = phase.steps
    counted: tuple[str, ...] = ()
    if phase.timed and phase.seconds is not None:
        words = seconds_in_words(phase.seconds)
        counted = (f"{words} {plain}",) if words else ()
    elif steps is not None and (steps <= LONGEST_COUNT or steps % 50 == 0):
        # "One forward" would sound like "run forward".
        count = "one step" if steps == 1 else number(steps)
        counted = (f"{count} {'back' if back else 'forward'}",)
    return (*counted, *run, plain)


def again(phase: Phase) -> tuple[str, ...]:
    """Returns the ways to say a phase again as it goes on: its direction, or the leg."""
    return announcement(phase) if phase.kind is not PhaseKind.MOVE else announcement(phase)[-1:]

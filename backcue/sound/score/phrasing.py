"""What the voice says: phrases in words, to be found in a voice pack."""

import re

from backcue.sound.score.audio_options import Detail
from backcue.workout.model import Direction, Gait
from backcue.workout.phases import Phase, PhaseKind
from backcue.workout.warnings import FEET_ON_RAILS

_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen"),
    *("seventeen", "eighteen", "nineteen"),
)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_HUNDRED, _THOUSAND = 100, 1000
EPSILON = 1e-6

REST_ON_RAILS = ("rest on the side rails", FEET_ON_RAILS)
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


def announcement(phase: Phase, detail: Detail = Detail.BRIEF) -> tuple[str, ...]:
    """Returns the ways to announce a phase, the fullest first; each one alone says enough.

    Beside a belt that moves none leaves out where the feet belong.
    """
    if phase.kind is PhaseKind.HOLD:
        return _hold(phase, detail)
    if phase.kind is PhaseKind.REST:
        return REST_ON_RAILS if phase.on_rails else ("time to rest", "rest")
    if phase.kind is PhaseKind.TURN:
        return ("turn around", "turn")
    if phase.kind is PhaseKind.READY:
        return ("get ready",)
    return _move(phase, detail)


def _hold(phase: Phase, detail: Detail) -> tuple[str, ...]:
    if phase.foot is None:
        return (FEET_ON_RAILS,) if phase.on_rails else ("hold still",)
    words: tuple[str, ...] = (f"stand on {phase.foot}", f"{phase.foot} leg")
    seconds = None if phase.seconds is None else seconds_in_words(phase.seconds)
    if detail is Detail.FULL and seconds:
        words = (f"{words[0]} {seconds}", *words)
    if phase.on_rails:
        return (*(f"{FEET_ON_RAILS} {leg}" for leg in words[:-1]), FEET_ON_RAILS)
    return words


def _move(phase: Phase, detail: Detail) -> tuple[str, ...]:
    back = phase.direction is Direction.BACKWARD
    plain = "backward" if back else "forward"
    run = (f"run {plain}",) if phase.gait is Gait.RUN else ()
    counted = () if detail is Detail.CHANGES else _counted(phase, plain)
    return (*counted, *run, "go back" if back else "go forward", plain)


def _counted(phase: Phase, plain: str) -> tuple[str, ...]:
    steps, short = phase.steps, "back" if plain == "backward" else plain
    if phase.timed and phase.seconds is not None:
        words = seconds_in_words(phase.seconds)
        return (f"{words} {plain}",) if words else ()
    if steps is None or (steps > LONGEST_COUNT and steps % 50):
        return ()
    # "One forward" would sound like "run forward".
    return (f"{'one step' if steps == 1 else number(steps)} {short}",)


def roomy(phase: Phase) -> tuple[str, ...]:
    """Returns a way to announce a move that is understood better and takes longer, if any."""
    steps = phase.steps
    if phase.timed or steps is None or steps == 1 or not _counted(phase, "forward"):
        return ()
    return (
        f"{number(steps)} steps {'back' if phase.direction is Direction.BACKWARD else 'forward'}",
    )


def again(phase: Phase) -> tuple[str, ...]:
    """Returns the ways to say a phase again as it goes on: its direction, or the leg."""
    return announcement(phase, Detail.CHANGES)


def which_repetition(phase: Phase) -> tuple[str, ...]:
    """Returns the ways to say which repetition begins with a phase, the fullest first."""
    if phase.repetition == phase.repetitions:
        return ("last one",)
    count = number(phase.repetition)
    of = (f"number {count} of {number(phase.repetitions)}",) if phase.repetitions else ()
    return (*of, f"number {count}")

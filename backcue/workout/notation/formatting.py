"""A workout written in its canonical words: long, in one line, always the same."""

from backcue.workout.model import (
    Cadence,
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

_SECONDS_UP_TO_MS = 120_000


def format_workout(workout: Workout) -> str:
    """Returns a workout in one line: `20x(5 forward, hold 2s, 4 backward, hold 3s)`.

    `walk`, the gait when none is said, is left out.
    """
    return _sequence(workout.items)


def format_item(item: Item) -> str:
    """Returns one item: `5 forward`, `hold 2s`, `rest until key`, `turn`, `2x(5 forward)`."""
    match item:
        case Move():
            return _move(item)
        case Hold(amount):
            return f"hold {format_amount(amount)}"
        case Rest(amount):
            return f"rest {format_amount(amount)}"
        case Turn(amount):
            return "turn" if amount is None else f"turn {format_amount(amount)}"
        case Repeat(items, until):
            of = " of " if isinstance(until, Duration) else ""
            return f"{format_repeat(until)}{of}({_sequence(items)})"


def format_amount(amount: Steps | Duration | Distance | UntilKey) -> str:
    """Returns an amount as it stands in a workout: `5`, `30s`, `2min30s`, `300m`, `until key`."""
    match amount:
        case Steps(count):
            return str(count)
        case Duration(seconds):
            return format_duration(seconds)
        case Distance(metres):
            return f"{_number(metres)}m"
        case UntilKey():
            return "until key"


def format_duration(seconds: float) -> str:
    """Returns seconds, from 0 up, as a time to the millisecond: `2.5s`, `90s`, `2min30s`."""
    ms = round(seconds * 1000)
    if ms < _SECONDS_UP_TO_MS:
        return f"{_number(ms / 1000)}s"
    minutes, rest = divmod(ms, 60_000)
    return f"{minutes}min" + (f"{_number(rest / 1000)}s" if rest else "")


def format_repeat(until: Times | Duration | Forever) -> str:
    """Returns how long to repeat, as in a preset file: `20x`, `10min`, `forever`."""
    match until:
        case Times(count):
            return f"{count}x"
        case Duration(seconds):
            return format_duration(seconds)
        case Forever():
            return "forever"


def _sequence(items: tuple[Item, ...]) -> str:
    return ", ".join(format_item(item) for item in items)


def _move(move: Move) -> str:
    way = move.direction if move.gait is Gait.WALK else f"{move.direction} {move.gait}"
    amount = format_amount(move.amount)
    words = [way, amount] if isinstance(move.amount, UntilKey) else [amount, way]
    if move.cadence is not None:
        words.append(f"@ {_cadence(move.cadence)}spm")
    if move.incline is not None:
        words.append(f"incline {_number(move.incline)}%")
    return " ".join(words)


def _cadence(cadence: Cadence) -> str:
    if cadence.start == cadence.end:
        return _number(cadence.start)
    return f"{_number(cadence.start)}..{_number(cadence.end)}"


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")

"""A workout written in its canonical words: long, in one line, always the same."""

from backcue.workout import model

_SECONDS_UP_TO_MS = 120_000


def format_workout(workout: model.Workout) -> str:
    """Returns a workout in one line: `20x(5 forward, hold 2s, 4 backward, hold 3s)`.

    `walk`, the gait when none is said, is left out.
    """
    return _sequence(workout.items)


def format_item(item: model.Item) -> str:
    """Returns one item: `5 forward`, `hold 2s`, `rest until key`, `turn`, `2x(5 forward)`."""
    match item:
        case model.Move():
            return _move(item)
        case model.Hold(amount):
            return f"hold {format_amount(amount)}"
        case model.Rest(amount):
            return f"rest {format_amount(amount)}"
        case model.Turn(amount):
            return "turn" if amount is None else f"turn {format_amount(amount)}"
        case model.Repeat(items, until):
            of = " of " if isinstance(until, model.Duration) else ""
            return f"{format_repeat(until)}{of}({_sequence(items)})"


def format_amount(amount: model.Steps | model.Duration | model.Distance | model.UntilKey) -> str:
    """Returns an amount as it stands in a workout: `5`, `30s`, `2min30s`, `300m`, `until key`."""
    match amount:
        case model.Steps(count):
            return str(count)
        case model.Duration(seconds):
            return format_duration(seconds)
        case model.Distance(metres):
            return f"{_number(metres)}m"
        case model.UntilKey():
            return "until key"


def format_duration(seconds: float) -> str:
    """Returns seconds, from 0 up, as a time to the millisecond: `2.5s`, `90s`, `2min30s`."""
    ms = round(seconds * 1000)
    if ms < _SECONDS_UP_TO_MS:
        return f"{_number(ms / 1000)}s"
    minutes, rest = divmod(ms, 60_000)
    return f"{minutes}min" + (f"{_number(rest / 1000)}s" if rest else "")


def format_repeat(until: model.Times | model.Duration | model.Forever) -> str:
    """Returns how long to repeat, as in a preset file: `20x`, `10min`, `forever`."""
    match until:
        case model.Times(count):
            return f"{count}x"
        case model.Duration(seconds):
            return format_duration(seconds)
        case model.Forever():
            return "forever"


def _sequence(items: tuple[model.Item, ...]) -> str:
    return ", ".join(format_item(item) for item in items)


def _move(move: model.Move) -> str:
    way = move.direction if move.gait is model.Gait.WALK else f"{move.direction} {move.gait}"
    amount = format_amount(move.amount)
    words = [way, amount] if isinstance(move.amount, model.UntilKey) else [amount, way]
    if move.cadence is not None:
        words.append(f"@ {_cadence(move.cadence)}spm")
    if move.incline is not None:
        words.append(f"incline {_number(move.incline)}%")
    return " ".join(words)


def _cadence(cadence: model.Cadence) -> str:
    if cadence.start == cadence.end:
        return _number(cadence.start)
    return f"{_number(cadence.start)}..{_number(cadence.end)}"


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")

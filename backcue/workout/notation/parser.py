"""Words read into a workout by recursive descent: one function for each rule of the notation.

sequence:   SEP? item (SEP item)* SEP?
item:       move | hold | rest | turn | repeat
move:       amount, DIRECTION and at most one GAIT, in any order; then cadence, incline
hold:       HOLD FOR? duration | duration HOLD
rest:       REST FOR? pause | pause REST
turn:       TURN (FOR? pause)? | pause TURN
pause:      duration | open
repeat:     repetition OF? LPAR sequence RPAR
repetition: NUMBER TIMES | duration | FOREVER
amount:     FOR? (NUMBER STEPS? | duration | NUMBER LENGTH | open)
duration:   (NUMBER TIME)+ | CLOCK
open:       UNTIL ARTICLE? KEY
cadence:    AT NUMBER SPM? ((RANGE | DASH) NUMBER SPM?)?
incline:    INCLINE (DASH | PLUS)? NUMBER PERCENT?
"""

from collections.abc import Callable
from typing import Any, NoReturn, TypeVar

from backcue.workout import model
from backcue.workout.notation import amounts
from backcue.workout.notation.context import Context, Wanted
from backcue.workout.notation.diagnosis import explain
from backcue.workout.notation.errors import Diagnostic, NotationError
from backcue.workout.notation.limits import MAX_TEXT
from backcue.workout.notation.scanner import Token, for_amount, for_workout, scan
from backcue.workout.notation.words import DIRECTIONS, GAITS

Read = TypeVar("Read")
Until = model.Times | model.Duration | model.Forever
"""How long to repeat."""
Amount = Token | model.Steps | model.Duration | model.Distance | model.UntilKey
"""How far a move goes; a token is a bare number, of which only what follows tells the meaning."""


def parse(text: str) -> model.Workout:
    """Returns the workout that words make.

    NotationError: the words make none, or an amount in them is zero or absurd, or there are more
    than MAX_TEXT characters or MAX_DEPTH parentheses inside one another.
    """
    return model.Workout(_read(text, "workout", _sequence))


def parse_repeat(text: str) -> Until:
    """Returns how long to repeat, as a preset file says it: `20x`, `10min`, `forever`."""
    return _read(text, "repetition", _repetition)


def parse_duration(text: str) -> float:
    """Returns the seconds of a time, such as `10min`, `1:30` or `1h30min`."""
    return _read(text, "duration", _duration).seconds


def repeated(workout: model.Workout, until: Until) -> model.Workout:
    """Returns a whole workout with a repeat around it."""
    return model.Workout((model.Repeat(workout.items, until),))


def _read(text: str, wanted: Wanted, rule: Callable[[Context], Read]) -> Read:
    if len(text) > MAX_TEXT:
        message = f"{len(text):,} characters are too many for a workout"
        expected, found = f"at most {MAX_TEXT:,} characters", "the rest of the text"
        raise NotationError(text, Diagnostic(MAX_TEXT, MAX_TEXT, message, (expected,), found))
    tokens = scan(text)
    merged = for_workout(tokens) if wanted == "workout" else for_amount(tokens)
    here = Context(text, merged, wanted)
    read = rule(here)
    _need(here, "END")
    return read


def _sequence(here: Context, end: str = "END") -> tuple[model.Item, ...]:
    here.take("SEP")
    items = [_item(here)]
    while here.take("SEP") and not here.fits(end):
        items.append(_item(here))
    return tuple(items)


def _item(here: Context) -> model.Item:
    first = here.take("HOLD", "REST", "TURN", "FOREVER")
    if first is None:
        return _move(here) if here.fits("FOR", "DIRECTION", "GAIT") else _amount_first(here)
    match first.terminal:
        case "HOLD":
            here.take("FOR")
            return model.Hold(_duration(here))
        case "REST":
            return model.Rest(_pause(here))
        case "TURN":
            says_how_long = here.fits("FOR", "NUMBER", "CLOCK", "UNTIL")
            return model.Turn(_pause(here) if says_how_long else None)
        case _:
            return _repeat(here, first, model.Forever())


def _amount_first(here: Context) -> model.Item:
    """Reads an item that begins with an amount: only what follows says what it is."""
    first = here.token()
    amount = _amount(here)
    if isinstance(amount, Token) and here.take("TIMES"):
        return _repeat(here, first, amounts.times(here, amount))
    if isinstance(amount, model.Duration) and here.take("HOLD"):
        return model.Hold(amount)
    if isinstance(amount, model.Duration) and here.fits("OF", "LPAR"):
        return _repeat(here, first, amount)
    if isinstance(amount, model.Duration | model.UntilKey) and here.take("REST"):
        return model.Rest(amount)
    if isinstance(amount, model.Duration | model.UntilKey) and here.take("TURN"):
        return model.Turn(amount)
    return _move(here, amount)


def _pause(here: Context) -> model.Duration | model.UntilKey:
    here.take("FOR")
    return _key(here) if here.take("UNTIL") else _duration(here)


def _repeat(here: Context, first: Token, until: Until) -> model.Repeat:
    """Reads what is repeated; `first` is where it is said how often."""
    of = here.take("OF")
    again = here.words(first, here.token(-1))
    opening = here.take("LPAR")
    if opening is None:
        example = f"{again} (5 forward)" if of else f"{again}(5 forward)"
        _fail(here, f'what is repeated stands in parentheses, such as "{example}"', '"("')
    here.open(opening)
    items = _sequence(here, "RPAR")
    _need(here, "RPAR")
    here.opened.pop()
    return model.Repeat(items, until)


def _repetition(here: Context) -> Until:
    if here.take("FOREVER"):
        return model.Forever()
    number = here.take("NUMBER")
    if number is None:
        return _duration(here)
    if here.take("TIMES"):
        return amounts.times(here, number)
    return _units_of_time(here, number, _need(here, "TIME"))


def _move(here: Context, amount: Amount | None = None) -> model.Move:
    """Reads steps one way, of which the amount may be read already."""
    way: dict[str, str] = {} if amount else _way(here, "DIRECTION", "GAIT")
    if amount is None:
        here.take("FOR")
        amount = _amount(here) or _fail(here)
    way |= _way(here, *({"DIRECTION", "GAIT"} - way.keys()))
    if "DIRECTION" not in way:
        _fail(here)
    if isinstance(amount, Token):
        amount = amounts.steps(here, amount)
    direction = model.Direction(DIRECTIONS[way["DIRECTION"]])
    gait = model.Gait(GAITS[way.get("GAIT", "walk")])
    return model.Move(amount, direction, gait, **_modifiers(here))


def _way(here: Context, *unsaid: str) -> dict[str, str]:
    """Reads direction and gait, so far as they are not said yet and stand here."""
    first = here.take(*unsaid)
    second = here.take(*({*unsaid} - {first.terminal})) if first else None
    return {word.terminal: word.text.lower() for word in (first, second) if word}


def _amount(here: Context) -> Amount | None:
    """Reads an amount, if one stands here; a bare number stays a token."""
    first = here.take("NUMBER", "CLOCK", "UNTIL")
    if first is None:
        return None
    if first.terminal == "CLOCK":
        return amounts.clock(here, first)
    return _key(here) if first.terminal == "UNTIL" else _with_unit(here, first)


def _with_unit(here: Context, number: Token) -> Amount:
    unit = here.take("STEPS", "TIME", "LENGTH")
    if unit is None:
        return number
    if unit.terminal == "STEPS":
        return amounts.steps(here, number)
    if unit.terminal == "TIME":
        return _units_of_time(here, number, unit)
    return amounts.distance(here, number, unit)


def _key(here: Context) -> model.UntilKey:
    here.take("ARTICLE")
    _need(here, "KEY", 'until goes with key: "forward until key"', "key")
    return model.UntilKey()


def _duration(here: Context) -> model.Duration:
    clock = here.take("CLOCK")
    if clock:
        return amounts.clock(here, clock)
    return _units_of_time(here, _need(here, "NUMBER"), _need(here, "TIME"))


def _units_of_time(here: Context, number: Token, unit: Token) -> model.Duration:
    """Reads the rest of a time after its first number and unit."""
    parts = [number, unit]
    while more := here.take("NUMBER"):
        parts += [more, _need(here, "TIME")]
    return amounts.duration(here, parts)


def _modifiers(here: Context) -> dict[str, Any]:
    said: dict[str, Any] = {}
    while token := here.take("AT", "INCLINE"):
        name = "cadence" if token.terminal == "AT" else "incline"
        if name in said:
            here.refuse([token], f"the {name} of one move is said twice")
        said[name] = _cadence(here) if name == "cadence" else _incline(here)
    return said


def _cadence(here: Context) -> model.Cadence:
    missing = 'a cadence is missing, such as "@ 110spm"'
    start = amounts.spm(here, _need(here, "NUMBER", missing, "steps per minute (110)"))
    here.take("SPM")
    if not here.take("RANGE", "DASH"):
        return model.Cadence.steady(start)
    missing = 'where the cadence goes is missing, such as "@ 100..120spm"'
    end = amounts.spm(here, _need(here, "NUMBER", missing, "steps per minute (120)"))
    here.take("SPM")
    return model.Cadence(start, end)


def _incline(here: Context) -> float:
    sign = here.take("DASH", "PLUS")
    missing = 'how steep is missing, such as "incline 5%"'
    percent = amounts.percent(here, _need(here, "NUMBER", missing, "a percentage (5%)"))
    here.take("PERCENT")
    return -percent if sign and sign.terminal == "DASH" else percent


def _need(here: Context, terminal: str, *reason: str) -> Token:
    return here.take(terminal) or _fail(here, *reason)


def _fail(here: Context, *reason: str) -> NoReturn:
    """Raises what is wrong with a token that does not fit; what is missing, if the rule knows."""
    raise NotationError(here.text, explain(here, *reason))

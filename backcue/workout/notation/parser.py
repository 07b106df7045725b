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
from backcue.workout.notation.context import Context
from backcue.workout.notation.diagnosis import A_MOVE, A_TIME, explain
from backcue.workout.notation.errors import NotationError
from backcue.workout.notation.limits import MAX_DEPTH, MAX_FORMATTED, MAX_TEXT
from backcue.workout.notation.scanner import Token, for_amount, for_workout, scan
from backcue.workout.notation.words import DIRECTIONS, GAITS

Read = TypeVar("Read")
Until = model.Times | model.Duration | model.Forever
"""How long to repeat."""
Amount = Token | model.Steps | model.Duration | model.Distance | model.UntilKey
"""How far a move goes; a token is a bare number, of which only what follows tells the meaning."""
_PAUSES: dict[str, tuple[Callable[[Any], model.Item], str]] = {
    "HOLD": (model.Hold, "2s"),
    "REST": (model.Rest, "60s"),
    "TURN": (model.Turn, "20s"),
}
"""Terminal: the item it makes, and an example of how long that lasts."""
_WAY = frozenset({"DIRECTION", "GAIT"})
"""The terminals that tell which way a move goes."""
_AFTER_AMOUNT: dict[type, tuple[str, ...]] = {
    model.Duration: ("HOLD", "REST", "TURN"),
    model.UntilKey: ("REST", "TURN"),
}
"""Amount: the terminals that make such an item of it when they follow it."""


def parse(text: str) -> model.Workout:
    """Returns the workout that words make.

    NotationError: the words make none, or an amount in them is zero or absurd, or there are more
    than MAX_TEXT characters or MAX_DEPTH parentheses inside one another.
    """
    return model.Workout(_read(text, _sequence, alone=False))


def parse_formatted(text: str) -> model.Workout:
    """Returns the workout that `format_workout` has written.

    It may be longer than what a person writes, and one repeat deeper, which a preset or an option
    puts around it. NotationError: as `parse`, with MAX_FORMATTED characters.
    """
    limits = MAX_FORMATTED, MAX_DEPTH + 1
    return model.Workout(_read(text, _sequence, alone=False, limits=limits))


def read_tokens(text: str, tokens: list[Token]) -> model.Workout:
    """Returns the workout that some tokens of a text make, as `for_workout` has them.

    NotationError: they make none; its place is that in the text.
    """
    return model.Workout(_whole(Context(text, tokens, MAX_DEPTH), _sequence))


def parse_repeat(text: str) -> Until:
    """Returns how long to repeat, as a preset file says it: `20x`, `10min`, `forever`."""
    return _read(text, _repetition)


def parse_duration(text: str) -> float:
    """Returns the seconds of a time, such as `10min`, `1:30` or `1h30min`."""
    return _read(text, _duration).seconds


def repeated(workout: model.Workout, until: Until) -> model.Workout:
    """Returns a whole workout with a repeat around it."""
    return model.Workout((model.Repeat(workout.items, until),))


def _read(
    text: str,
    rule: Callable[[Context], Read],
    *,
    alone: bool = True,
    limits: tuple[int, int] = (MAX_TEXT, MAX_DEPTH),
) -> Read:
    """Reads a text by a rule: an amount that stands alone, or a whole workout."""
    longest, deepest = limits
    if len(text) > longest:
        message = f"{len(text):,} characters are too many for a workout"
        raise NotationError(text, (longest, len(text)), message, (f"at most {longest:,}",))
    tokens = scan(text)
    if not alone:
        return _whole(Context(text, for_workout(tokens), deepest), rule)
    here = Context(text, for_amount(tokens), deepest)
    return _whole(here, rule, "this is more than a single amount", "the end")


def _whole(here: Context, rule: Callable[[Context], Read], *more: str) -> Read:
    """Reads all there is by a rule; `more` is said where something is left over."""
    read = rule(here)
    _need(here, "END", *more)
    return read


def _sequence(here: Context, end: str = "END") -> tuple[model.Item, ...]:
    here.take("SEP")
    if here.now == end:
        what = "do yet" if end == "END" else "repeat in the parentheses"
        _fail(here, f"there is nothing to {what}", A_MOVE)
    items = [_item(here)]
    while here.take("SEP") and not here.fits(end):
        items.append(_item(here))
    return tuple(items)


def _item(here: Context) -> model.Item:
    first = here.take("HOLD", "REST", "TURN", "FOREVER")
    if first is None:
        return _move(here) if here.fits("FOR", "DIRECTION", "GAIT") else _amount_first(here)
    if first.terminal == "FOREVER":
        return _repeat(here, first, model.Forever())
    if first.terminal == "TURN" and not here.fits("FOR", "NUMBER", "CLOCK", "UNTIL"):
        return model.Turn()
    return _pause(here, first)


def _pause(here: Context, first: Token) -> model.Item:
    """Reads how long a hold, rest or turn lasts."""
    item, example = _PAUSES[first.terminal]
    said = first.text.lower()
    missing = f'{said} needs a time, such as "{said} {example}"'
    here.take("FOR")
    if item is not model.Hold:
        open_too = A_TIME, '"until key"'
        return item(_key(here) if here.take("UNTIL") else _duration(here, missing, *open_too))
    if here.now == "UNTIL":
        missing = f'a {said} lasts a set time, such as "{said} 2s"; "rest until key" is open'
    return item(_duration(here, missing, A_TIME))


def _amount_first(here: Context) -> model.Item:
    """Reads an item that begins with an amount: only what follows says what it is."""
    first = here.token()
    amount = _amount(here)
    if isinstance(amount, Token) and here.take("TIMES"):
        return _repeat(here, first, amounts.times(here, amount))
    if isinstance(amount, model.Duration) and here.fits("OF", "LPAR"):
        return _repeat(here, first, amount)
    if pause := here.take(*_AFTER_AMOUNT.get(type(amount), ())):
        return _PAUSES[pause.terminal][0](amount)
    return _move(here, amount)


def _repeat(here: Context, first: Token, until: Until) -> model.Repeat:
    """Reads what is repeated; `first` is where it is said how often."""
    blank = " " if here.take("OF") else ""
    example = f"{here.words(first, here.before)}{blank}(5 forward)"
    message = f'what is repeated stands in parentheses, such as "{example}"'
    here.opened.append(_need(here, "LPAR", message, '"("'))
    if len(here.opened) > here.deepest:
        message = f"more than {here.deepest} parentheses inside one another"
        raise here.wrong(message, "fewer parentheses", at=[here.before])
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
    return _time(here, number, f'"{number.text}" needs a unit, such as {number.text}x')


def _move(here: Context, amount: Amount | None = None) -> model.Move:
    """Reads steps one way, of which the amount may be read already."""
    way: dict[str, str] = {}
    if amount is None:
        _way(here, way)
        here.take("FOR")
        amount = _amount(here) or _fail(here)
    _way(here, way)
    if "DIRECTION" not in way:
        _fail(here)
    if isinstance(amount, Token):
        amount = amounts.steps(here, amount)
    gait = GAITS[way.get("GAIT", "walk")]
    return model.Move(amount, DIRECTIONS[way["DIRECTION"]], gait, **_modifiers(here))


def _way(here: Context, way: dict[str, str]) -> None:
    """Reads direction and gait, so far as they are not said yet and stand here."""
    while word := here.take(*_WAY - way.keys()):
        way[word.terminal] = word.text.lower()


def _amount(here: Context) -> Amount | None:
    """Reads an amount, if one stands here; a bare number stays a token."""
    if number := here.take("NUMBER"):
        return _with_unit(here, number)
    if here.fits("CLOCK"):
        return _duration(here)
    return _key(here) if here.take("UNTIL") else None


def _with_unit(here: Context, number: Token) -> Amount:
    if here.fits("TIME"):
        return _time(here, number)
    if here.take("STEPS"):
        return amounts.steps(here, number)
    unit = here.take("LENGTH")
    return amounts.distance(here, number, unit) if unit else number


def _key(here: Context) -> model.UntilKey:
    here.take("ARTICLE")
    _need(here, "KEY", 'until goes with key: "forward until key"', "key")
    return model.UntilKey()


def _duration(here: Context, *missing: str) -> model.Duration:
    if clock := here.take("CLOCK"):
        return amounts.clock(here, clock)
    return _time(here, _need(here, "NUMBER", *missing), *missing)


def _time(here: Context, number: Token | None, *missing: str) -> model.Duration:
    """Reads the rest of a time after its first number."""
    parts: list[Token] = []
    while number:
        reason = missing or (f'"{number.text}" needs a unit, such as {number.text}s',)
        parts += [number, _need(here, "TIME", *reason)]
        number, missing = here.take("NUMBER"), ()
    return amounts.duration(here, parts)


def _modifiers(here: Context) -> dict[str, Any]:
    said: dict[str, Any] = {}
    while token := here.take("AT", "INCLINE"):
        name = "cadence" if token.terminal == "AT" else "incline"
        if name in said:
            raise here.wrong(f"the {name} of one move is said twice", at=[token])
        said[name] = _cadence(here) if name == "cadence" else _incline(here)
    return said


def _cadence(here: Context) -> model.Cadence:
    start = end = _spm(here, 'a cadence is missing, such as "@ 110spm"')
    if here.take("RANGE", "DASH"):
        end = _spm(here, 'where the cadence goes is missing, such as "@ 100..120spm"')
    return model.Cadence(start, end)


def _spm(here: Context, missing: str) -> float:
    spm = amounts.spm(here, _need(here, "NUMBER", missing, "steps per minute (110)"))
    here.take("SPM")
    return spm


def _incline(here: Context) -> float:
    sign = here.take("DASH", "PLUS")
    missing = 'how steep is missing, such as "incline 5%"'
    percent = amounts.percent(here, _need(here, "NUMBER", missing, "a percentage (5%)"))
    here.take("PERCENT")
    return -percent if sign and sign.terminal == "DASH" else percent


def _need(here: Context, terminal: str, *missing: str) -> Token:
    return here.take(terminal) or _fail(here, *missing)


def _fail(here: Context, *missing: str) -> NoReturn:
    """Raises what is wrong with a token that does not fit; what is missing, if the rule knows."""
    raise explain(here, *missing)

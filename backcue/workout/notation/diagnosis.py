"""Why a token does not fit, said so that the person can put it right.

Each rule looks at the place where the parser stopped and either knows what was meant or returns
None; the first that knows has its say, and where none does, what would fit there is told.
"""

from backcue.workout.notation.context import Context
from backcue.workout.notation.errors import Diagnostic
from backcue.workout.notation.scanner import Token
from backcue.workout.notation.words import ITEM_STARTS, two_words

_STOPS = frozenset({"END", "SEP", "RPAR", "AT", "INCLINE"})
"""What ends the part of an item in which amount and direction stand."""
_PAUSES = {"HOLD": "hold 2s", "REST": "rest 60s", "TURN": "turn 20s"}
"""What needs a time, with an example."""
_COMMA = '","'
_A_TIME = "a time (2s, 1min, 1:30)"
_A_UNIT = "a unit of time (s, min, h)"
_A_DIRECTION = "a direction (forward, backward)"
_A_MOVE = 'a move, such as "5 forward"'
_REPEATS = ("so many repetitions (20x)", "a time (10min)", "forever")
_AMOUNTS = ("steps (5)", "a time (30s)", "a distance (300m)", '"until key"')
_BLANK = {
    "workout": ("there is nothing to do yet", _A_MOVE),
    "repetition": ("how often or how long is not said", *_REPEATS),
    "duration": ("the time is missing", _A_TIME),
}


def explain(here: Context, *reason: str) -> Diagnostic:
    """Returns what is wrong with the token at which the parser stopped.

    `reason` is what the rule of the notation that was being read has to say: a message, and what
    it needs.
    """
    return (
        _nothing(here)
        or _parentheses(here)
        or _sign_in_a_number(here)
        or _other_unit(here)
        or _missing_space(here)
        or (here.wrong(*reason) if reason else None)
        or _single_amount(here)
        or _repeat_without_a_count(here)
        or _needs_a_time(here)
        or _half_a_move(here)
        or _missing_comma(here)
        or _unfit(here)
    )


def _nothing(here: Context) -> Diagnostic | None:
    if here.now == "END" and all(token.terminal in {"SEP", "END"} for token in here.tokens):
        return here.wrong(*_BLANK[here.wanted])
    return None


def _parentheses(here: Context) -> Diagnostic | None:
    match here.now:
        case "END" if "RPAR" in here.fitting:
            return here.wrong(f'the "(" {here.place(here.opened[-1])} is never closed', '")"')
        case "RPAR" if here.opened and "FOREVER" in here.fitting:
            return here.wrong("there is nothing to repeat in the parentheses", _A_MOVE)
        case "RPAR" if not here.opened and here.wanted == "workout":
            return here.wrong('this ")" closes nothing', '"(" somewhere before it')
    return None


def _sign_in_a_number(here: Context) -> Diagnostic | None:
    """`2,5s`, `1,000`, `-5`."""
    before, sign, number = here.token(-1), here.token(), here.token(1)
    if number.terminal not in {"NUMBER", "CLOCK"}:
        return None
    digits = here.words(number)
    if sign.terminal in {"DASH", "PLUS"} and "NUMBER" in here.fitting:
        message = f"{here.words(sign, number)}: an amount is above zero and has no sign"
        at = (sign, number)
        return here.wrong(message, "an amount without a sign", at=at, suggestion=digits)
    touch = before.end == sign.start and sign.end == number.start
    if touch and sign.text == "," and before.terminal == number.terminal == "NUMBER":
        point = "" if len(digits) == 3 else "."  # noqa: PLR2004
        right = f"{here.words(before)}{point}{digits}"
        message = f'"{here.words(before, number)}": a comma separates items, not digits'
        return here.wrong(message, f'"{right}"', at=(before, number), suggestion=right)
    return None


def _other_unit(here: Context) -> Diagnostic | None:
    """`5m rest`, `rest 5m`, `1:30min`; and `2s 4 backward`, where 4 looks like more of the time."""
    earlier, before, token = here.token(-2), here.token(-1), here.token()
    wants_time = "TIME" in here.fitting
    match earlier.terminal, before.terminal, token.terminal:
        case _, "LENGTH", "OF" | "LPAR" | "HOLD" | "REST" | "TURN" if before.text in {"m", "M"}:
            return _minutes(here, earlier, before)
        case _, "NUMBER", "LENGTH" if wants_time and token.text in {"m", "M"}:
            return _minutes(here, before, token)
        case _, "CLOCK", "TIME" | "LENGTH":
            expected = "nothing after it" if here.wanted == "duration" else _COMMA
            return here.wrong(f"{here.words(before)} is a time already, without a unit", expected)
        case "TIME", "NUMBER", stop if wants_time:
            if stop in {"END", "RPAR", "OF", "LPAR"} or here.wanted != "workout":
                return here.wrong(f'"{here.words(before)}" needs a unit, such as s', _A_UNIT)
            return _comma_before(here, before)
    return None


def _minutes(here: Context, number: Token, unit: Token) -> Diagnostic:
    right = f"{here.words(number)}min"
    return here.wrong("m is metres; minutes are min", _A_TIME, at=(number, unit), suggestion=right)


def _comma_before(here: Context, token: Token) -> Diagnostic:
    message = f'a comma is missing before "{here.words(token)}"'
    return here.wrong(message, _COMMA, at=(token, token))


def _missing_space(here: Context) -> Diagnostic | None:
    """`30sforward`: two words in one, perhaps with a number at the front."""
    word, before = here.token(), here.token(-1)
    two = two_words(word.text, here.fitting) if here.now == "WRONG" else None
    if two is None:
        return None
    touches = before.end == word.start and before.terminal == "NUMBER"
    right = f"{before.text if touches else ''}{two[0]} {two[1]}"
    at = (before, word) if touches else (word,)
    message = f'a space is missing before "{two[1]}"'
    return here.wrong(message, f'"{right}"', at=at, suggestion=right)


def _single_amount(here: Context) -> Diagnostic | None:
    """Only a repetition or only a time was asked for."""
    if here.wanted == "workout":
        return None
    a_time = here.wanted == "duration"
    if here.token(-1).terminal == "NUMBER":
        number = here.words(here.token(-1))
        message = f'"{number}" needs a unit, such as {number}{"min" if a_time else "x"}'
        return here.wrong(message, *(() if a_time else ("x, for repetitions",)), _A_UNIT)
    if "END" in here.fitting:
        what = "a time" if a_time else "how often or how long"
        return here.wrong(f"this is more than {what}", "the end")
    if a_time:
        return here.wrong(f"{here.quoted} is not a time", _A_TIME)
    return here.wrong(f"{here.quoted} is no repeat", *_REPEATS)


def _repeat_without_a_count(here: Context) -> Diagnostic | None:
    if here.now == "TIMES" and "FOREVER" in here.fitting:
        return here.wrong('the number stands before the x: "20x(5 forward)"', "a number")
    if here.now != "LPAR":
        return None
    if here.token(-1).terminal == "NUMBER":
        right = f"{here.words(here.token(-1))}x("
        return here.wrong(f'how often? such as "{right}"', "x", suggestion=right)
    message = 'a "(" needs to know how often, such as "2x("'
    return here.wrong(message, "20x(", "10min of (", "forever(")


def _needs_a_time(here: Context) -> Diagnostic | None:
    pause = _pause_without_a_time(here)
    if pause not in _PAUSES:
        return None
    if (pause, here.now) == ("HOLD", "UNTIL"):
        message = 'a hold lasts a set time, such as "hold 2s"; "rest until key" is open'
        return here.wrong(message, _A_TIME)
    if pause == "TURN" and here.now in {"DIRECTION", "GAIT", "STEPS", "LENGTH", "TIMES"}:
        return _comma_before(here, here.token(-1))
    expected = (_A_TIME,) if pause == "HOLD" else (_A_TIME, '"until key"')
    message = f'{pause.lower()} needs a time, such as "{_PAUSES[pause]}"'
    return here.wrong(message, *expected)


def _pause_without_a_time(here: Context) -> str:
    """Returns the terminal that may be a pause, with no time or half of one."""
    if "DIRECTION" in here.fitting and here.token(-1).terminal in {"NUMBER", "LENGTH"}:
        return here.now
    offset = -1
    while here.token(offset).terminal in {"NUMBER", "FOR"}:
        offset -= 1
    return "" if "SEP" in here.fitting else here.token(offset).terminal


def _half_a_move(here: Context) -> Diagnostic | None:
    """An amount or a gait and no direction; or a direction and no amount."""
    said, before = here.words(here.token(-1)), here.token(-1).terminal
    if here.now not in _STOPS or not here.fitting & {"DIRECTION", "NUMBER"}:
        return None
    match before:
        case "GAIT" if "DIRECTION" in here.fitting:
            return here.wrong(f'{said} which way? such as "5 forward {said}"', _A_DIRECTION)
        case "GAIT" | "DIRECTION":
            message = f'{said} how far? such as "5 {said}" or "{said} until key"'
            return here.wrong(message, *_AMOUNTS)
        case "NUMBER":
            message = f'{said} of what? such as "{said} forward" or "hold {said}s"'
            return here.wrong(message, _A_DIRECTION, "a unit (s, min, m, km, x)")
        case "STEPS" | "TIME" | "LENGTH" | "CLOCK" | "KEY" if "DIRECTION" in here.fitting:
            return here.wrong("which way, or hold or rest?", _A_DIRECTION, "hold", "rest")
    return None


def _missing_comma(here: Context) -> Diagnostic | None:
    if "SEP" not in here.fitting:
        return None
    if here.now in {"AT", "INCLINE"}:
        what = "a cadence" if here.now == "AT" else "an incline"
        message = f'{what} goes with steps, such as "5 forward {here.found} …"'
        return here.wrong(message, *(() if "FOREVER" in here.fitting else (_COMMA,)))
    if here.now in ITEM_STARTS:
        return here.wrong(f"a comma is missing before {here.quoted}", _COMMA)
    return None


def _unfit(here: Context) -> Diagnostic:
    if here.now == "END":
        return here.wrong("something is missing at the end")
    if here.now != "WRONG":
        return here.wrong(f"{here.quoted} does not fit here")
    word = here.token().text
    if not word.isprintable():
        return here.wrong(f"{here.found} has no place in a workout")
    return here.wrong(f"the {'word' if word.isalpha() else 'sign'} {here.quoted} is unknown")

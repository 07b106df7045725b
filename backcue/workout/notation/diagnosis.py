"""Why a token does not fit, said so that the person can put it right.

What is to be put in another's place has a function, which knows it or returns None. All else
stands in a table, where the first row that fits has its say.
"""

from backcue.workout.notation.context import Context
from backcue.workout.notation.errors import NotationError, quoted
from backcue.workout.notation.words import ITEM_STARTS, two_words

A_MOVE = 'a move, such as "5 forward"'
A_TIME = "a time (2s, 1min, 1:30)"
_A_WAY = "a direction (forward, backward)"
_AMOUNTS = ("steps (5)", "a time (30s)", "a distance (300m)", '"until key"')
_STOPS = "END SEP RPAR AT INCLINE"
"""What ends the part of an item in which amount and direction stand."""

_Row = tuple[str, ...]
"""The token before, the next one and what would fit, each empty for any; what is said; what fits.

Where nothing is said to fit, that is all that would.
"""
_TABLE: tuple[_Row, ...] = (
    ("CLOCK", "TIME LENGTH", "", "{before} is a time already, without a unit"),
    ("", "END", "RPAR", 'the "(" {opened} is never closed', '")"'),
    ("", "TIMES", "FOREVER", 'the number stands before the x: "20x(5 forward)"', "a number"),
    ("", "LPAR", "", 'a "(" needs to know how often, such as "2x("',
        "20x(", "10min of (", "forever("),
    ("GAIT", _STOPS, "DIRECTION", '{before} which way? such as "5 forward {before}"', _A_WAY),
    ("GAIT DIRECTION", _STOPS, "NUMBER",
        '{before} how far? such as "5 {before}" or "{before} until key"', *_AMOUNTS),
    ("NUMBER", _STOPS, "DIRECTION",
        '{before} of what? such as "{before} forward" or "hold {before}s"',
        _A_WAY, "a unit (s, min, m, km, x)"),
    ("STEPS TIME LENGTH CLOCK KEY", _STOPS, "DIRECTION", "which way, or hold or rest?",
        _A_WAY, "hold", "rest"),
    ("FOR", _STOPS, "", "for how long or how far?", *_AMOUNTS),
    ("NUMBER STEPS LENGTH", "HOLD REST TURN", "DIRECTION",
        '{now} needs a time, such as "20s {now}"', A_TIME),
    ("", "RPAR", "", 'this ")" closes nothing', '"(" somewhere before it'),
    ("", "AT", "SEP", 'a cadence goes with steps, such as "5 forward {now} …"'),
    ("", "INCLINE", "SEP", 'an incline goes with steps, such as "5 forward {now} …"'),
    ("", " ".join(ITEM_STARTS), "SEP", "a comma is missing before {quoted}", '","'),
    ("", "END", "", "something is missing at the end"),
    ("", "", "", "{quoted} does not fit here"),
)  # fmt: skip


def explain(here: Context, *reason: str) -> NotationError:
    """Returns what is wrong with the token at which the parser stopped.

    `reason` is what the rule of the notation that was being read has to say: a message, and what
    it needs.
    """
    meant = _sign_in_a_number(here) or _minutes(here) or _missing_space(here) or _next_item(here)
    if meant or reason:
        return meant or here.wrong(*reason)
    return _how_often(here) or _unknown(here) or _from_the_table(here)


def _sign_in_a_number(here: Context) -> NotationError | None:
    """`2,5s`, `1,000`, `-5`."""
    before, sign, number = here.before, here.token(), here.token(1)
    if number.terminal not in {"NUMBER", "CLOCK"}:
        return None
    digits = here.words(number)
    if sign.terminal in {"DASH", "PLUS"} and "NUMBER" in here.fitting:
        message = f"{here.words(sign, number)}: an amount is above zero and has no sign"
        return here.wrong(message, f'"{digits}"', at=[sign, number], suggestion=digits)
    touch = before.end == sign.start and sign.end == number.start
    if touch and sign.text == "," and before.terminal == number.terminal == "NUMBER":
        right = before.text + ("" if len(digits) == 3 else ".") + digits  # noqa: PLR2004
        message = f'"{here.words(before, number)}": a comma separates items, not digits'
        return here.wrong(message, f'"{right}"', at=(before, number), suggestion=right)
    return None


def _minutes(here: Context) -> NotationError | None:
    """`rest 5m`, `5m rest`."""
    at = here.before, here.token()
    if here.now in {"OF", "LPAR", "HOLD", "REST", "TURN"}:
        at = here.token(-2), here.before
    elif "TIME" not in here.fitting:
        return None
    if at[0].terminal != "NUMBER" or at[1].text not in {"m", "M"}:
        return None
    right = f"{at[0].text}min"
    return here.wrong("m is metres; minutes are min", A_TIME, at=at, suggestion=right)


def _missing_space(here: Context) -> NotationError | None:
    """`30sforward`: two words in one, perhaps with a number at the front."""
    word, number = here.token(), here.before
    two = two_words(word.text, here.fitting) if here.now == "WRONG" else None
    if two is None:
        return None
    at, right = [word], " ".join(two)
    if number.end == word.start and number.terminal == "NUMBER":
        at, right = [number, word], number.text + right
    message = f'a space is missing before "{two[1]}"'
    return here.wrong(message, f'"{right}"', at=at, suggestion=right)


def _next_item(here: Context) -> NotationError | None:
    """`turn 5 forward`, `hold 2s 4 backward`: 4 looks like more of the time."""
    in_a_time = here.before.terminal == "NUMBER" and here.token(-2).terminal in {"TURN", "TIME"}
    another = here.now in {"DIRECTION", "GAIT", "STEPS", "LENGTH", "TIMES", "HOLD", "REST", "TURN"}
    return here.comma_before(here.before) if in_a_time and another else None


def _how_often(here: Context) -> NotationError | None:
    """`20(5 forward)`."""
    if (here.before.terminal, here.now) != ("NUMBER", "LPAR"):
        return None
    right = f"{here.before.text}x("
    return here.wrong(f'how often? such as "{right}"', "x", suggestion=right)


def _unknown(here: Context) -> NotationError | None:
    word = here.token().text
    if here.now != "WRONG":
        return None
    if not word.isprintable():
        return here.wrong(f"{here.found} has no place in a workout")
    return here.wrong(f"the {'word' if word.isalpha() else 'sign'} {quoted(here.found)} is unknown")


def _from_the_table(here: Context) -> NotationError:
    told = next(
        told
        for before, now, fitting, *told in _TABLE
        if here.before.terminal in (before.split() or here.before.terminal)
        and here.now in (now.split() or here.now)
        and here.fitting.issuperset(fitting.split())
    )
    opened = here.place(here.opened[-1]) if here.opened else ""
    words = {"before": here.before.text, "now": here.found, "quoted": quoted(here.found)}
    return here.wrong(*(phrase.format(**words, opened=opened) for phrase in told))

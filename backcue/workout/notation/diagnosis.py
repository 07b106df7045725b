"""Why a piece does not fit, said so that the person can put it right.

Each rule looks at the place where the parser stopped and either knows what was meant or gives
None; the first that knows has its say, and where none does, what the grammar would take is told.
"""

from backcue.workout.notation.errors import Misfit
from backcue.workout.notation.scene import AMOUNT_ENDS, ITEM_STARTS, STOPS, Scene

_COMMA = ('","',)
_A_TIME = ("a time (2s, 1min, 1:30)",)
_REPEATS = ("so many repetitions (20x)", "a time (10min)", "forever")
_AMOUNTS = ("steps (5)", "a time (30s)", "a distance (300m)", '"until key"')


def explain(scene: Scene) -> Misfit:
    """Say what is wrong at the place where the parser stopped."""
    for rule in _RULES:
        misfit = rule(scene)
        if misfit is not None:
            return misfit
    if scene.now == "END":
        return scene.misfit("something is missing at the end")
    if scene.now != "WRONG":
        return scene.misfit(f"{scene.found_quoted} does not fit here")
    if not scene.word.isprintable():
        return scene.misfit(f"{scene.found} has no place in a workout")
    what = "word" if scene.word.isalpha() else "sign"
    return scene.misfit(f"the {what} {scene.found_quoted} is unknown")


def _nothing(scene: Scene) -> Misfit | None:
    if scene.now != "END" or any(piece.terminal != "_SEP" for piece in scene.pieces):
        return None
    if scene.start == "repetition":
        return scene.at(0, 0, "how often or how long is not said", _REPEATS)
    if scene.start == "duration":
        return scene.at(0, 0, "the time is missing", _A_TIME)
    return scene.at(0, 0, "there is nothing to do yet", ('a move, such as "5 forward"',))


def _stray_close(scene: Scene) -> Misfit | None:
    if scene.now != "_RPAR" or scene.start != "workout":
        return None
    if scene.open_parenthesis is None:
        return scene.misfit('this ")" closes nothing', ('"(" somewhere before it',))
    if scene.back(1) == "_LPAR" or (scene.back(1) == "_SEP" and scene.back(2) == "_LPAR"):
        return scene.misfit(
            "there is nothing to repeat in the parentheses", ('a move, such as "5 forward"',)
        )
    return None


def _unclosed(scene: Scene) -> Misfit | None:
    opening = scene.open_parenthesis
    if scene.now != "END" or "_RPAR" not in scene.fitting or opening is None:
        return None
    place = scene.place_of(opening.start)
    return scene.misfit(f'the "(" {place} is never closed', ('")"',))


def _comma_in_a_number(scene: Scene) -> Misfit | None:
    before, after = scene.piece(-1), scene.piece(1)
    if (
        scene.word != ","
        or scene.back(1) != "NUMBER"
        or scene.ahead(1) != "NUMBER"
        or before.end != scene.piece(0).start
        or after.start != scene.piece(0).end
    ):
        return None
    whole, rest = scene.words(before), scene.words(after)
    right = whole + rest if len(rest) == 3 else f"{whole}.{rest}"  # noqa: PLR2004
    written = scene.words(before, after)
    return scene.at(
        before.start,
        after.end,
        f'"{written}": a comma separates items, not digits',
        (f'"{right}"',),
        suggestion=right,
    )


def _signed_amount(scene: Scene) -> Misfit | None:
    if scene.now not in {"DASH", "PLUS"} or scene.ahead(1) not in {"NUMBER", "CLOCK"}:
        return None
    if not scene.fitting & {"NUMBER", "CLOCK"}:
        return None
    number = scene.words(scene.piece(1))
    written = scene.words(scene.piece(0), scene.piece(1))
    message = f"{written}: an amount is above zero and has no sign"
    start, end = scene.piece(0).start, scene.piece(1).end
    return scene.at(start, end, message, ("an amount without a sign",), suggestion=number)


def _comma_after_a_time(scene: Scene) -> Misfit | None:
    """`hold 2s 4 backward`: the number looks like more of the time until its unit is not one."""
    if scene.back(1) != "NUMBER" or scene.back(2) != "TIME" or "TIME" not in scene.fitting:
        return None
    number = scene.piece(-1)
    message = f'a comma is missing before "{scene.words(number)}"'
    if scene.now in {"END", "_RPAR", "_OF", "_LPAR"} or scene.start == "duration":
        message = f'"{scene.words(number)}" needs a unit, such as s'
        return scene.misfit(message, ("a unit of time (s, min, h)",))
    return scene.at(number.start, number.end, message, _COMMA)


def _metres_for_minutes(scene: Scene) -> Misfit | None:
    """`10m of (...)`, `5m rest`, `rest 5m`."""
    lengths = [offset for offset in (-1, 0) if scene.terminal(offset) == "LENGTH"]
    if not lengths or scene.words(scene.piece(lengths[0])).lower() != "m":
        return None
    after_length = scene.now in {"_OF", "_LPAR", "_HOLD", "_REST", "_TURN"}
    wants_time = "TIME" in scene.fitting and "LENGTH" not in scene.fitting
    if (lengths[0] == -1 and not after_length) or (lengths[0] == 0 and not wants_time):
        return None
    unit, number = scene.piece(lengths[0]), scene.piece(lengths[0] - 1)
    right = f"{scene.words(number)}min"
    message = "m is metres; minutes are min"
    return scene.at(number.start, unit.end, message, _A_TIME, suggestion=right)


def _clock_with_a_unit(scene: Scene) -> Misfit | None:
    if scene.back(1) != "CLOCK" or scene.now not in {"TIME", "LENGTH"}:
        return None
    message = f"{scene.words(scene.piece(-1))} is a time already, without a unit"
    return scene.misfit(message, ("nothing after it",) if scene.start == "duration" else _COMMA)


def _single_amount(scene: Scene) -> Misfit | None:
    """Only a repetition or only a time was asked for."""
    if scene.start == "workout":
        return None
    a_time = scene.start == "duration"
    if scene.back(1) == "NUMBER":
        number = scene.words(scene.piece(-1))
        message = f'"{number}" needs a unit, such as {number}{"min" if a_time else "x"}'
        units = ("a unit of time (s, min, h)",)
        return scene.misfit(message, units if a_time else ("x, for repetitions", *units))
    if "END" in scene.fitting:
        what = "a time" if a_time else "how often or how long"
        return scene.misfit(f"this is more than {what}", ("the end",))
    return scene.misfit(
        f"{scene.found_quoted} is not a time" if a_time else f"{scene.found_quoted} is no repeat",
        _A_TIME if a_time else _REPEATS,
    )


def _needs_a_time(scene: Scene) -> Misfit | None:
    names = {"_HOLD": "hold", "_REST": "rest", "_TURN": "turn"}
    if scene.now in names and scene.back(1) in {"NUMBER", "LENGTH"}:
        name = names[scene.now]
    else:
        before = [scene.back(n) for n in (1, 2, 3)]
        while before and before[0] in {"NUMBER", "_FOR"}:
            before.pop(0)
        if not before or before[0] not in names or not scene.fitting & {"NUMBER", "TIME"}:
            return None
        if scene.back(1) in names and "_SEP" in scene.fitting:
            return None
        name = names[before[0]]
    example = {"hold": "hold 2s", "rest": "rest 60s", "turn": "turn 20s"}[name]
    expected = _A_TIME if name == "hold" else (*_A_TIME, '"until key"')
    if scene.now == "_UNTIL":
        message = f'a {name} lasts a set time, such as "{example}"; "rest until key" is open'
    elif name == "turn" and scene.now in {"DIRECTION", "GAIT", "STEPS", "LENGTH", "_TIMES"}:
        number = scene.piece(-1)
        message = f'a comma is missing before "{scene.words(number)}"'
        return scene.at(number.start, number.end, message, _COMMA)
    else:
        message = f'{name} needs a time, such as "{example}"'
    return scene.misfit(message, expected)


def _needs_parentheses(scene: Scene) -> Misfit | None:
    if scene.back(1) not in {"_TIMES", "_OF", "_FOREVER"} or "_LPAR" not in scene.fitting:
        return None
    if scene.now == "WRONG" and scene.nearest == "of":
        return None
    first = -1
    while scene.terminal(first - 1) in {"NUMBER", "TIME", "CLOCK", "_TIMES", "_FOREVER"}:
        first -= 1
    again = scene.words(scene.piece(first), scene.piece(-1))
    space = " " if scene.back(1) == "_OF" else ""
    example = f"{again}{space}(5 forward)"
    message = f'what is repeated stands in parentheses, such as "{example}"'
    return scene.misfit(message, ('"("',))


def _repeat_without_a_count(scene: Scene) -> Misfit | None:
    if scene.now == "_TIMES" and "NUMBER" in scene.fitting:
        return scene.misfit('the number stands before the x: "20x(5 forward)"', ("a number",))
    if scene.now != "_LPAR":
        return None
    if scene.back(1) == "NUMBER":
        right = f"{scene.words(scene.piece(-1))}x("
        return scene.misfit(f'how often? such as "{right}"', ("x",), suggestion=right)
    message = 'a "(" needs to know how often, such as "2x("'
    return scene.misfit(message, ("20x(", "10min of (", "forever("))


def _which_way(scene: Scene) -> Misfit | None:
    """An amount, or a gait, and no direction."""
    if scene.now not in STOPS or "DIRECTION" not in scene.fitting:
        return None
    expected = ("a direction (forward, backward)",)
    if scene.back(1) == "GAIT":
        said = scene.words(scene.piece(-1))
        return scene.misfit(f'{said} which way? such as "5 forward {said}"', expected)
    if scene.back(1) == "NUMBER":
        number = scene.words(scene.piece(-1))
        message = f'{number} of what? such as "{number} forward" or "hold {number}s"'
        return scene.misfit(message, (*expected, "a unit (s, min, m, km, x)"))
    if scene.back(1) in AMOUNT_ENDS:
        return scene.misfit("which way, or hold or rest?", (*expected, "hold", "rest"))
    return None


def _how_far(scene: Scene) -> Misfit | None:
    if scene.now not in STOPS or scene.back(1) not in {"DIRECTION", "GAIT"}:
        return None
    if "NUMBER" not in scene.fitting:
        return None
    said = scene.words(scene.piece(-1))
    return scene.misfit(f'{said} how far? such as "5 {said}" or "{said} until key"', _AMOUNTS)


def _until_key(scene: Scene) -> Misfit | None:
    if "_KEY" not in scene.fitting:
        return None
    return scene.misfit('until goes with key: "forward until key"', ("key",))


def _needs_a_number(scene: Scene) -> Misfit | None:
    if scene.back(1) == "AT":
        return scene.misfit('a cadence is missing, such as "@ 110spm"', ("steps per minute (110)",))
    if (
        "NUMBER" in scene.fitting
        and scene.back(1) in {"_RANGE", "DASH"}
        and scene.back(2) != "INCLINE"
    ):
        message = 'where the cadence goes is missing, such as "@ 100..120spm"'
        return scene.misfit(message, ("steps per minute (120)",))
    if "NUMBER" in scene.fitting and "INCLINE" in {scene.back(1), scene.back(2)}:
        return scene.misfit('how steep is missing, such as "incline 5%"', ("a percentage (5%)",))
    return None


def _missing_comma(scene: Scene) -> Misfit | None:
    if "_SEP" not in scene.fitting or scene.now not in ITEM_STARTS:
        return None
    return scene.misfit(f"a comma is missing before {scene.found_quoted}", _COMMA)


def _modifier_without_move(scene: Scene) -> Misfit | None:
    if scene.now not in {"AT", "INCLINE"} or "_SEP" not in scene.fitting:
        return None
    what = "a cadence" if scene.now == "AT" else "an incline"
    message = f'{what} goes with steps, such as "5 forward {scene.word} …"'
    return scene.misfit(message, scene.expected if "DIRECTION" in scene.fitting else _COMMA)


_RULES = (
    _nothing,
    _stray_close,
    _unclosed,
    _comma_in_a_number,
    _signed_amount,
    _metres_for_minutes,
    _clock_with_a_unit,
    _comma_after_a_time,
    _single_amount,
    _needs_parentheses,
    _repeat_without_a_count,
    _needs_a_time,
    _which_way,
    _how_far,
    _until_key,
    _needs_a_number,
    _missing_comma,
    _modifier_without_move,
)

"""All that is wrong with the words of a workout, not only what stops their reading.

After an error the item that has it is taken for a right one, and all is read again. That is done
only where it is plain how far that item goes: no error may be told that is but the consequence of
another.
"""

from collections.abc import Callable

from backcue.workout.notation.errors import NotationError
from backcue.workout.notation.limits import MAX_TEXT
from backcue.workout.notation.parser import parse, read_tokens
from backcue.workout.notation.scanner import Token, for_workout, scan

_ENDS = {"SEP", "RPAR", "END"}
"""What stands behind an item."""
_AROUND = {*_ENDS, "LPAR"}
_HOW_OFTEN = {"NUMBER", "TIMES", "TIME", "CLOCK", "OF", "FOREVER"}
"""What a repeat begins with."""
_FOREIGN = "[]{}"
"""Signs that may be meant as parentheses: how far an item goes is not known then."""


def every_error(text: str, most: int) -> list[NotationError]:
    """Returns what is wrong with a text, up to `most` errors, in order; nothing for a workout."""
    errors: list[NotationError] = []
    error = _error_of(parse, text)
    tokens = for_workout(scan(text)) if error and len(text) <= MAX_TEXT else None
    rest = tokens if tokens and _is_plain(tokens) else None
    while error is not None and len(errors) < most:
        if errors and error.start <= errors[-1].start:
            break
        errors.append(error)
        rest = _put_right(text, rest, error) if rest else None
        error = _error_of(read_tokens, text, rest) if rest else None
    return errors


def _error_of(read: Callable[..., object], *words: object) -> NotationError | None:
    try:
        read(*words)
    except NotationError as error:
        return error
    return None


def _is_plain(tokens: list[Token]) -> bool:
    """Whether each parenthesis has its partner."""
    depth = 0
    for token in tokens:
        depth += (token.terminal == "LPAR") - (token.terminal == "RPAR")
        if depth < 0 or token.text in _FOREIGN:
            return False
    return depth == 0


def _put_right(text: str, tokens: list[Token], error: NotationError) -> list[Token] | None:
    """Returns the tokens with a right item in place of the wrong one; None where it is not plain.

    An item is put right by `turn`, the beginning of a repeat by `forever`. What comes before it was
    read, and is left out but for the parentheses that are open: so a text is read about once,
    however many errors it has.
    """
    at = next((i for i, each in enumerate(tokens) if each.end > error.start), len(tokens))
    last = next((i for i, each in enumerate(tokens) if each.end >= error.end), len(tokens))
    left = _before(tokens, at)
    right = _behind(tokens, max(at, last))
    if _terminal(tokens, at) == "SEP":
        right = _goes_on_to(text, tokens, at) or at
    said = {each.terminal for each in tokens[left:right]}
    if said & {"LPAR", "RPAR"}:
        return None
    if _terminal(tokens, right) in _ENDS:
        instead = "TURN"
    elif at < right and said <= _HOW_OFTEN:
        instead = "FOREVER"
    else:
        return None
    place = error.start, error.end
    opened = [
        each for lpar in _open(tokens[:left]) for each in (Token("FOREVER", "", *place), lpar)
    ]
    return [*opened, Token(instead, "", *place), *tokens[right:]]


def _open(tokens: list[Token]) -> list[Token]:
    """Returns the parentheses that are not closed yet."""
    opened: list[Token] = []
    for token in tokens:
        if token.terminal == "LPAR":
            opened.append(token)
        elif token.terminal == "RPAR":
            opened.pop()
    return opened


def _goes_on_to(text: str, tokens: list[Token], separator: int) -> int | None:
    """Returns where an item ends that only a separator cuts in two, as in `5, forward`."""
    end = _behind(tokens, separator + 1)
    error = _error_of(read_tokens, text, tokens[:separator] + tokens[separator + 1 :])
    goes_on = error is None or (end < len(tokens) and error.start >= tokens[end].start)
    return end if goes_on else None


def _before(tokens: list[Token], at: int) -> int:
    """Returns where the item begins that goes up to a token."""
    while at > 0 and tokens[at - 1].terminal not in _AROUND:
        at -= 1
    return at


def _behind(tokens: list[Token], at: int) -> int:
    """Returns where the item ends that has a token, or that ends there."""
    while _terminal(tokens, at) not in _AROUND:
        at += 1
    return at


def _terminal(tokens: list[Token], at: int) -> str:
    return tokens[at].terminal if 0 <= at < len(tokens) else "END"

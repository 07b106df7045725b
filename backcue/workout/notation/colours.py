"""What each word of a text is, for colouring it while it is being written."""

from collections.abc import Iterator
from typing import NamedTuple

from backcue.workout.notation.scanner import Token, scan
from backcue.workout.notation.words import KINDS, Kind

_AMOUNT = frozenset({"NUMBER", "CLOCK", "TIME"})
_MODIFIER = frozenset({"AT", "INCLINE", "RANGE", "DASH", "PLUS"})


class Span(NamedTuple):
    """Characters from offset `start` to `end` (exclusive) and what they are."""

    start: int
    end: int
    kind: Kind


def tokens(text: str) -> Iterator[Span]:
    """Returns what each word, number and sign of any text is, in order; blanks are left out.

    Text that makes no workout is coloured as far as it can be; parentheses without a partner and
    unknown words are `wrong`. Never raises.
    """
    words = [word for word in scan(text) if word.terminal != "NEWLINE"]
    repeats = _before_repeats(words)
    lonely = _without_partner(words)
    modifying = False
    for place, (terminal, _, start, end) in enumerate(words):
        modifying = terminal in _MODIFIER or (modifying and terminal == "NUMBER")
        kind = KINDS[terminal]
        if place in lonely:
            kind = "wrong"
        elif place in repeats:
            kind = "repeat"
        elif modifying:
            kind = "modifier"
        yield Span(start, end, kind)
        modifying = modifying and terminal != "NUMBER"


def _before_repeats(words: list[Token]) -> set[int]:
    """Find the amounts that say how often: before `x`, `of` or a parenthesis."""
    found: set[int] = set()
    run: list[int] = []
    for place, word in enumerate(words):
        if word.terminal in _AMOUNT:
            run.append(place)
            continue
        if word.terminal in {"TIMES", "OF", "LPAR"}:
            found.update(run)
        run.clear()
    return found


def _without_partner(words: list[Token]) -> set[int]:
    lonely: set[int] = set()
    opened: list[int] = []
    for place, word in enumerate(words):
        if word.terminal == "LPAR":
            opened.append(place)
        elif word.terminal == "RPAR":
            if opened:
                opened.pop()
            else:
                lonely.add(place)
    return lonely.union(opened)

"""What each word of a text is, for colouring it while it is being written."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from backcue.workout.notation.scanner import Piece, scan

Kind = Literal[
    "amount",
    "direction",
    "gait",
    "hold",
    "rest",
    "turn",
    "repeat",
    "modifier",
    "comment",
    "punctuation",
    "wrong",
]
"""What a word of a workout is."""

_KINDS: dict[str, Kind] = {
    "NUMBER": "amount", "CLOCK": "amount", "STEPS": "amount", "TIME": "amount",
    "LENGTH": "amount", "_FOR": "amount", "_UNTIL": "amount", "_ARTICLE": "amount",
    "_KEY": "amount", "DIRECTION": "direction", "GAIT": "gait", "_HOLD": "hold",
    "_REST": "rest", "_TURN": "turn", "_TIMES": "repeat", "_OF": "repeat",
    "_FOREVER": "repeat", "AT": "modifier", "_SPM": "modifier", "INCLINE": "modifier",
    "_PERCENT": "modifier", "_RANGE": "modifier", "DASH": "modifier", "PLUS": "modifier",
    "COMMENT": "comment", "COMMA": "punctuation", "THEN": "punctuation",
    "_LPAR": "punctuation", "_RPAR": "punctuation", "WRONG": "wrong",
}  # fmt: skip
_AMOUNT = frozenset({"NUMBER", "CLOCK", "TIME"})
_MODIFIER = frozenset({"AT", "INCLINE", "_RANGE", "DASH", "PLUS"})


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
    pieces = [piece for piece in scan(text) if piece.terminal != "NEWLINE"]
    repeats = _before_repeats(pieces)
    lonely = _without_partner(pieces)
    modifying = False
    for place, (terminal, start, end) in enumerate(pieces):
        modifying = terminal in _MODIFIER or (modifying and terminal == "NUMBER")
        kind = _KINDS[terminal]
        if place in lonely:
            kind = "wrong"
        elif place in repeats:
            kind = "repeat"
        elif modifying:
            kind = "modifier"
        yield Span(start, end, kind)
        modifying = modifying and terminal != "NUMBER"


def _before_repeats(pieces: list[Piece]) -> set[int]:
    """Find the amounts that say how often: before `x`, `of` or a parenthesis."""
    found: set[int] = set()
    run: list[int] = []
    for place, piece in enumerate(pieces):
        if piece.terminal in _AMOUNT:
            run.append(place)
            continue
        if piece.terminal in {"_TIMES", "_OF", "_LPAR"}:
            found.update(run)
        run.clear()
    return found


def _without_partner(pieces: list[Piece]) -> set[int]:
    lonely: set[int] = set()
    opened: list[int] = []
    for place, piece in enumerate(pieces):
        if piece.terminal == "_LPAR":
            opened.append(place)
        elif piece.terminal == "_RPAR":
            if opened:
                opened.pop()
            else:
                lonely.add(place)
    return lonely.union(opened)

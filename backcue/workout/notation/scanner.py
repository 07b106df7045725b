"""Text cut into pieces: for the parser and for the colours alike. Never fails."""

import re
from typing import NamedTuple

from backcue.workout.notation.words import SIGNS, TERMINALS

SEPARATORS = frozenset({"COMMA", "NEWLINE", "THEN"})
"""What stands between two items."""

_PIECE = re.compile(
    r"""
      (?P<space>(?:[^\S\r\n]|[\u200b\u2060\ufeff])+)
    | (?P<NEWLINE>\r\n?|\n)
    | (?P<COMMENT>\#[^\r\n]*)
    | (?P<_RANGE>\.{2,3}|…)
    | (?P<CLOCK>[0-9]+(?::[0-9]+)+(?:\.[0-9]+)?)
    | (?P<NUMBER>[0-9]+(?:\.[0-9]+)?|\.[0-9]+)
    | (?P<word>[^\W\d_]+)
    | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)


class Piece(NamedTuple):
    """A word, number or sign from offset `start` to `end`; `WRONG` where there is no such word."""

    terminal: str
    start: int
    end: int


def scan(text: str) -> list[Piece]:
    """Cut text into pieces, in order, comments too; only blanks are left out."""
    pieces = []
    for match in _PIECE.finditer(text):
        group = match.lastgroup
        if group == "space":
            continue
        if group == "word":
            terminal = TERMINALS.get(match[0].lower(), "WRONG")
        elif group == "sign":
            terminal = SIGNS.get(match[0], "WRONG")
        else:
            terminal = str(group)
        pieces.append(Piece(terminal, match.start(), match.end()))
    return pieces


def for_parser(pieces: list[Piece]) -> list[Piece]:
    """Drop comments and make one `_SEP` of each run of commas, line ends and "then".

    A separator stands where its first comma or "then" does, and else at its first line end.
    A line end before an opening parenthesis separates nothing: no item begins with one.
    """
    merged: list[Piece] = []
    breaks = False
    for piece in pieces:
        if piece.terminal == "COMMENT":
            continue
        if piece.terminal not in SEPARATORS:
            if breaks and piece.terminal == "_LPAR":
                merged.pop()
            merged.append(piece)
            breaks = False
        elif not merged or merged[-1].terminal != "_SEP":
            merged.append(piece._replace(terminal="_SEP"))
            breaks = piece.terminal == "NEWLINE"
        elif breaks and piece.terminal != "NEWLINE":
            merged[-1] = piece._replace(terminal="_SEP")
            breaks = False
    return merged


def without_separators(pieces: list[Piece]) -> list[Piece]:
    """Drop line ends and comments, as for a single amount."""
    return [
        piece._replace(terminal="_SEP") if piece.terminal in SEPARATORS else piece
        for piece in pieces
        if piece.terminal not in {"NEWLINE", "COMMENT"}
    ]

"""Text cut into tokens: for the parser and for the colours alike. Never fails."""

import re
from typing import NamedTuple

from backcue.workout.notation.words import TERMINALS

SEPARATORS = frozenset({"COMMA", "NEWLINE", "THEN"})
"""What stands between two items."""

_TOKEN = re.compile(
    r"""
      (?P<space>(?:[^\S\r\n]|[\u200b\u2060\ufeff])+)
    | (?P<NEWLINE>\r\n?|\n)
    | (?P<COMMENT>\#[^\r\n]*)
    | (?P<RANGE>\.{2,3}|…)
    | (?P<CLOCK>[0-9]+(?::[0-9]+)+(?:\.[0-9]+)?)
    | (?P<NUMBER>[0-9]+(?:\.[0-9]+)?|\.[0-9]+)
    | (?P<word>[^\W\d_]+|.)
    """,
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """A word, number or sign from offset `start` to `end`; `WRONG` where there is no such word."""

    terminal: str
    text: str
    start: int
    end: int


def scan(text: str) -> list[Token]:
    """Returns the tokens of a text, in order, comments too; only blanks are left out."""
    found = []
    for match in _TOKEN.finditer(text):
        terminal, word = str(match.lastgroup), match[0]
        if terminal == "word":
            terminal = TERMINALS.get(word.lower(), "WRONG")
        if terminal != "space":
            found.append(Token(terminal, word, *match.span()))
    return found


def _separator(token: Token) -> Token:
    return Token("SEP", *token[1:])


def for_workout(tokens: list[Token]) -> list[Token]:
    """Returns tokens without comments, and one `SEP` for each run of commas, line ends and "then".

    A separator stands where its first comma or "then" does, and else at its first line end.
    A line end before an opening parenthesis separates nothing: no item begins with one.
    """
    merged: list[Token] = []
    breaks = False
    for token in tokens:
        if token.terminal == "COMMENT":
            continue
        if token.terminal not in SEPARATORS:
            if breaks and token.terminal == "LPAR":
                merged.pop()
            merged.append(token)
            breaks = False
        elif not merged or merged[-1].terminal != "SEP":
            merged.append(_separator(token))
            breaks = token.terminal == "NEWLINE"
        elif breaks and token.terminal != "NEWLINE":
            merged[-1] = _separator(token)
            breaks = False
    return merged


def for_amount(tokens: list[Token]) -> list[Token]:
    """Returns tokens without line ends and comments, as for a single amount."""
    return [
        _separator(token) if token.terminal in SEPARATORS else token
        for token in tokens
        if token.terminal not in {"NEWLINE", "COMMENT"}
    ]

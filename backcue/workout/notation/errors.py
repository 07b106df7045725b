"""What is said when words make no workout: where, what was found and what would fit."""

import re
from typing import NamedTuple

from backcue.text.printable import printable

_LINE_END = re.compile(r"\r\n?|\n")
_WIDTH = 72
_FOUND = 40


class Diagnostic(NamedTuple):
    """Text from offset `start` to `end` that does not fit, and what is to be said about it."""

    start: int
    end: int
    message: str
    expected: tuple[str, ...]
    found: str | None = None
    """None: the text itself."""
    suggestion: str | None = None


class NotationError(Exception):
    """Words that make no workout.

    `line` and `column` count from 1, in characters; `start` and `end` are offsets into the text,
    from 0, and the same where something is missing. `message` is one short line; `expected`
    says in plain words what would fit; `suggestion` is the nearest right word, if any.
    """

    def __init__(self, text: str, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.message = diagnostic.message
        self.start, self.end = diagnostic.start, diagnostic.end
        self.expected = diagnostic.expected
        self.suggestion = diagnostic.suggestion
        self.found = diagnostic.found or shown(text[self.start : self.end])
        self.line, self.column = place_of(text, self.start)
        begin = self.start - self.column + 1
        stop = _LINE_END.search(text, self.start)
        self.source = text[begin : stop.start() if stop else len(text)]
        """The line of the text that is wrong."""

    def __str__(self) -> str:
        return self.pretty()

    @property
    def one_line(self) -> str:
        """All but the place in one line, for a list of errors."""
        parts = [self.message]
        if self.expected:
            parts.append(f"expected {_any_of(self.expected)}")
        if self.suggestion:
            parts.append(f'did you mean "{self.suggestion}"?')
        return "; ".join(parts)

    def pretty(self) -> str:
        """Returns several lines: the text with a caret under the place, and what would fit."""
        found = self.found if self.found.startswith("the ") else f'"{self.found}"'
        lines = [f"line {self.line}, column {self.column}: {self.message}"]
        lines += [f"  {line}" for line in self.marked(_WIDTH)]
        lines.append(f"found {found}")
        if self.expected:
            lines.append(f"expected {_any_of(self.expected)}")
        if self.suggestion:
            lines.append(f'did you mean "{self.suggestion}"?')
        return "\n".join(lines)

    def marked(self, width: int) -> tuple[str, ...]:
        """Returns the wrong line, cut to so many characters, and under it carets at the place.

        Nothing where the line is blank.
        """
        if not self.source.strip():
            return ()
        left, (wrong, right) = self._excerpt(width)
        caret = " " * _cells(left) + "^" * max(1, _cells(wrong))
        return f"{left}{wrong}{right}", caret

    def _excerpt(self, width: int) -> tuple[str, tuple[str, str]]:
        """Returns the line cut to a width: before the place, and the place and after it."""
        at = self.column - 1
        length = min(self.end - self.start, len(self.source) - at)
        left = printable(self.source[:at])
        wrong = printable(self.source[at : at + length])
        right = printable(self.source[at + length :])
        if len(wrong) > width // 2:
            wrong, right = wrong[: width // 2] + "…", ""
        if len(left) > width // 2:
            left = "…" + left[-(width // 2) :]
        room = max(0, width - len(left) - len(wrong))
        if len(right) > room:
            right = right[:room] + "…"
        return left, (wrong, right)


def shown(words: str) -> str:
    """Returns words from a text fit to stand in a message: short and printable."""
    if len(words) == 1 and not words.isprintable():
        return f"the character U+{ord(words):04X}"
    return printable(words if len(words) <= _FOUND else words[: _FOUND - 1] + "…")


def place_of(text: str, offset: int) -> tuple[int, int]:
    """Returns line and column of an offset, counted from 1."""
    ends = [match.end() for match in _LINE_END.finditer(text, 0, offset)]
    return len(ends) + 1, offset - (ends[-1] if ends else 0) + 1


def _any_of(phrases: tuple[str, ...]) -> str:
    return ", ".join(phrases[:-1]) + (" or " if len(phrases) > 1 else "") + phrases[-1]


def _cells(text: str) -> int:
    """Returns the columns that text takes on a terminal."""
    if text.isascii():
        return len(text)
    import unicodedata  # noqa: PLC0415

    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )

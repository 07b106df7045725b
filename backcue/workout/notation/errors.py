"""What is said when words make no workout: where, what was found and what would fit."""

import re

from backcue.text.printable import printable

_LINE_END = re.compile(r"\r\n?|\n")
_WIDTH = 72
_FOUND = 40


class NotationError(Exception):
    """Words that make no workout: the text from offset `start` to `end` does not fit.

    `line` and `column` count from 1, in characters; `start` and `end` count from 0, and are the
    same where something is missing. `message` is one short line; `expected` says in plain words
    what would fit; `suggestion` is the nearest right word, if any; `found` is what stands there
    and `source` the whole line.
    """

    def __init__(
        self,
        text: str,
        place: tuple[int, int],
        message: str,
        expected: tuple[str, ...],
        suggestion: str | None = None,
    ) -> None:
        super().__init__(message)
        self.start, self.end = place
        self.message = message
        self.expected = expected
        self.suggestion = suggestion
        self.found = found(text[self.start : self.end])
        self.line, self.column = place_of(text, self.start)
        self.source = _LINE_END.split(text)[self.line - 1]

    def __str__(self) -> str:
        return self.pretty()

    @property
    def one_line(self) -> str:
        """All but the place in one line, for a list of errors."""
        return "; ".join([self.message, *self._advice()])

    def pretty(self) -> str:
        """Returns several lines: the text with a caret under the place, and what would fit."""
        lines = [f"line {self.line}, column {self.column}: {self.message}"]
        lines += [f"  {line}" for line in self.marked(_WIDTH)]
        return "\n".join([*lines, f"found {quoted(self.found)}", *self._advice()])

    def _advice(self) -> list[str]:
        advice = [f"expected {_any_of(self.expected)}"] if self.expected else []
        return [*advice, f'did you mean "{self.suggestion}"?'] if self.suggestion else advice

    def marked(self, width: int) -> tuple[str, ...]:
        """Returns the wrong line, cut to so many characters, and under it carets at the place.

        Nothing where the line is blank.
        """
        line, at = printable(self.source), self.column - 1
        if not line.strip():
            return ()
        half = width // 2
        left = line[:at] if at <= half else f"…{line[at - half : at]}"
        right = _cut(line[at:], width - len(left))
        wrong = right[: self.end - self.start]
        return left + right, " " * _cells(left) + "^" * max(1, _cells(wrong))


def found(words: str) -> str:
    """Returns what stands at a place, as it is told to a person."""
    if not words.strip("\r\n"):
        return "the end of the line" if words else "the end"
    return shown(words)


def quoted(words: str) -> str:
    """Returns what was found in quotes, unless it is a description."""
    return words if words.startswith("the ") else f'"{words}"'


def shown(words: str) -> str:
    """Returns words from a text fit to stand in a message: short and printable."""
    if len(words) == 1 and not words.isprintable():
        return f"the character U+{ord(words):04X}"
    return printable(_cut(words, _FOUND - 1) if len(words) > _FOUND else words)


def place_of(text: str, offset: int) -> tuple[int, int]:
    """Returns line and column of an offset, counted from 1."""
    lines = _LINE_END.split(text[:offset])
    return len(lines), len(lines[-1]) + 1


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[:most]}…"


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

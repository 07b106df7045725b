"""The words of a workout as they are written: coloured, and the first error marked."""

from bisect import bisect_left
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from rich.style import Style
from rich.text import Span, Text
from textual.strip import Strip
from textual.widgets import TextArea

from backcue.display.colours import is_light
from backcue.workout.notation import tokens

_DARK = {
    "amount": Style(color="#ffffff"),
    "gait": Style(color="#c9d2d8"),
    "hold": Style(color="#f8efa6"),
    "rest": Style(color="#a9b8c2"),
    "turn": Style(color="#e2a4c6"),
    "repeat": Style(color="#8fdcb2", bold=True),
    "modifier": Style(color="#c5b3f2"),
    "comment": Style(color="#96a3ab", italic=True),
    "punctuation": Style(color="#96a3ab"),
    "wrong": Style(color="#ff9d91"),
    "forward": Style(color="#7cc4ff", bold=True),
    "backward": Style(color="#ffa552", bold=True),
}
"""On the dark of a rest; the hues are those of the blocks, light enough to read."""
_LIGHT = {
    "amount": Style(color="#000000"),
    "gait": Style(color="#3d474e"),
    "hold": Style(color="#6b5600"),
    "rest": Style(color="#44525b"),
    "turn": Style(color="#8a2f66"),
    "repeat": Style(color="#0f6a3d", bold=True),
    "modifier": Style(color="#5335a8"),
    "comment": Style(color="#56626a", italic=True),
    "punctuation": Style(color="#56626a"),
    "wrong": Style(color="#b3261e"),
    "forward": Style(color="#00509c", bold=True),
    "backward": Style(color="#9c4300", bold=True),
}
"""On a light background, dark enough to read."""
FAULT = Style(color="#ffffff", bgcolor="#b3261e", bold=True, underline=True)


class Fault(NamedTuple):
    """Characters from offset `start` to `end` that are wrong; the same where one is missing."""

    start: int
    end: int


class WordsArea(TextArea):
    """A text area for words; knows no fault by itself, it is told."""

    def __init__(self, text: str = "", **more: str) -> None:
        super().__init__(text, highlight_cursor_line=False, **more)  # type: ignore[arg-type]
        self.cursor_blink = False
        self._fault: Fault | None = None

    @property
    def words(self) -> str:
        """The text, each line end one character, so that places in it are those of a fault."""
        return "\n".join(self.document.lines)

    def rewrite(self, words: str) -> None:
        """Put these words in the place of those that are there, as one change to be undone."""
        if words != self.words.strip("\n"):
            self.replace(words, self.document.start, self.document.end)

    def go_to(self, offset: int) -> None:
        """Put the cursor at this character of `words`, and the focus here."""
        before = self.words[:offset].split("\n")
        self.move_cursor((len(before) - 1, len(before[-1])))
        self.focus()

    @property
    def fault(self) -> Fault | None:
        """What is marked as wrong."""
        return self._fault

    @fault.setter
    def fault(self, fault: Fault | None) -> None:
        if fault != self._fault:
            self._fault = fault
            # The area remembers lines by their place, not by what stands there.
            self._line_cache.clear()
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw a line; nothing where there is no room for a letter."""
        return super().render_line(y) if self.content_size.width > 0 else Strip.blank(0)

    def get_line(self, line_index: int) -> Text:
        """Returns a line with its colours."""
        line = super().get_line(line_index)
        begin = sum(len(each) + 1 for each in self.document.lines[:line_index])
        coloured = spans(self.words)
        styles = _LIGHT if is_light(self.app.theme_variables["rest"]) else _DARK
        for start, end, kind in islice(coloured, bisect_left(coloured, (begin,)), None):
            if start > begin + len(line):
                break
            line.stylize(styles[kind], start - begin, end - begin)
        fault = self._fault
        if fault and begin <= fault.start <= begin + len(line):
            # Not `stylize`: where something is missing the place may be behind the last character.
            start, last = fault.start - begin, len(line) + 1
            line.spans.append(Span(start, min(max(start + 1, fault.end - begin), last), FAULT))
        return line


@lru_cache(maxsize=4)
def spans(text: str) -> tuple[tuple[int, int, str], ...]:
    """Returns what each word of a text is; a direction is told by its own name."""
    return tuple((start, end, _kind(text[start:end], kind)) for start, end, kind in tokens(text))


def _kind(word: str, kind: str) -> str:
    if kind != "direction":
        return kind
    return "forward" if word.casefold().startswith("f") else "backward"

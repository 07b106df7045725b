"""The widgets of the workout screen, and how they show a moment: of a session, or of a replay."""

from typing import Any

from textual.geometry import Size
from textual.screen import Screen

from backcue.display.view import Message, View
from backcue.ui.screens.workout.arrangement import Arrangement
from backcue.ui.screens.workout.blocks import overflow, top
from backcue.ui.screens.workout.places import places
from backcue.ui.screens.workout.widgets import Board, PhaseBar
from backcue.ui.widgets.lines import KeyLine, Line, TimeLine


class Stage:
    """Top line, board, bar, line of time and keys of one screen; nothing moves but on a resize."""

    def __init__(self) -> None:
        self.layout = Arrangement()
        """How they are laid out, whatever a style sheet says."""
        self.top, self.keys = Line(id="top"), KeyLine(id="keys")
        self.board, self.bar = Board(id="board"), PhaseBar(id="bar")
        self.time = TimeLine(id="time")
        self._classes: tuple[str, ...] = ()

    @property
    def widgets(self) -> tuple[Line, Board, PhaseBar, TimeLine, KeyLine]:
        """All of them, from the top."""
        return self.top, self.board, self.bar, self.time, self.keys

    @property
    def room(self) -> Size:
        """Columns and rows that they have, where help may stand beside them."""
        return self.layout.size

    def show(
        self, screen: Screen[Any], now: View, message: Message | None, title: str, sound: str
    ) -> None:
        """Show this moment; what has not changed is not painted again."""
        self._colour(screen, (now.tone, f"edge-{now.edge}"))
        here = places(*self.room)
        now, self.time.instead = overflow(now, here)
        self.board.show(now, message, here)
        self.bar.show(now, here)
        self.time.show(now.whole)
        self.time.gone, self.time.left = now.elapsed, now.left
        parts = top(now, title, sound, self.top.size.width)
        self.top.left, self.top.middle, self.top.right = parts

    def _colour(self, screen: Screen[Any], classes: tuple[str, ...]) -> None:
        if classes != self._classes:
            before = dict.fromkeys(self._classes, False)
            screen.update_classes({**before, **dict.fromkeys(classes, True)}, animate=False)
            self._classes = classes

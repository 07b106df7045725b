"""The line in which a filter, or the words of a workout, are typed."""

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import Input

from backcue.ui.widgets.typing_line import TypingLine

PLACEHOLDER = "type to filter, or a workout: 5 forward, hold 2s, 4 backward"
_TAKEN = {"end,ctrl+e": "end", "delete,ctrl+d": "delete", "enter": ""}
"""Keys of a line that do something else in the menu, and what of them it keeps."""


def _kept() -> list[BindingType]:
    """Returns what a line's keys do, without those that the menu takes."""
    kept = (each for each in Input.BINDINGS if isinstance(each, Binding))
    named = ((_TAKEN.get(each.key, each.key), each) for each in kept)
    return [Binding(key, each.action, each.description, show=False) for key, each in named if key]


class FilterLine(TypingLine, inherit_bindings=False):
    """A line that has the focus all the time: every letter goes here.

    Keys that have nothing to do in it are left to the menu: home and end in an empty line,
    delete at its end, and those that `is_command` says do something in the menu.
    """

    BINDINGS: ClassVar[list[BindingType]] = _kept()

    def __init__(self, is_command: Callable[[str], bool], placeholder: str = PLACEHOLDER) -> None:
        super().__init__(is_command, placeholder=placeholder, id="filter")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let keys through to the menu that would do nothing here."""
        if action in {"home", "end"} and not self.value:
            return False
        if action == "delete_right" and self.cursor_at_end and self.selection.is_empty:
            return False
        return super().check_action(action, parameters)

    def on_paste(self, event: events.Paste) -> None:
        """Put in what is pasted, its lines as items of one workout."""
        event.prevent_default()
        event.stop()
        items = (line.strip().rstrip(",") for line in event.text.splitlines())
        self.replace(", ".join(filter(None, items)), *sorted(self.selection))

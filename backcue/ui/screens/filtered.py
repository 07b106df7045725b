"""A screen with a list, and a line that filters it: letters are typed, other keys do something."""

from abc import abstractmethod
from typing import TYPE_CHECKING

from textual.screen import ScreenResultType

from backcue.ui.screens.asking import AskingScreen
from backcue.ui.widgets.filter_line import FilterLine

if TYPE_CHECKING:
    from backcue.ui.screens.help.fields import Explained


class FilteredScreen(AskingScreen[ScreenResultType]):
    """Has a filter line as `_filter`, which asks it which keys are commands."""

    _filter: FilterLine

    @abstractmethod
    def left(self) -> None:
        """Leave, as nothing is filtered."""

    def is_command(self, key: str) -> bool:
        """Whether a key that could be typed does something: help always, others at first only."""
        action = self.keymap.action(key, self.SCOPE)
        return action is not None and (action.id == "help" or not self._filter.value)

    def field_help(self) -> "Explained | None":
        """Returns what explains the filter line; None while nothing is typed in it."""
        return super().field_help() if self._filter.value else None

    def action_leave(self) -> None:
        """Clear the filter; with none, leave."""
        if self._filter.value:
            self._filter.value = ""
        else:
            self.left()

"""What all screens have in common: the context, the keys of their place, and their footer."""

import logging
from typing import Any, ClassVar

from textual.message import Message
from textual.screen import Screen, ScreenResultType

from backcue.app_context import AppContext
from backcue.keys.actions_and_keys import Scope
from backcue.keys.changed_keys import Keymap
from backcue.ui.keys import bindings, footer
from backcue.ui.widgets.lines import KeyLine, KeyShown

_LOG = logging.getLogger(__name__)


def breakpoints(**least: int) -> list[tuple[int, str]]:
    """Returns classes for the style sheet, by the least number of rows or columns of each."""
    return [(cells, f"-{name}") for name, cells in least.items()]


class SettingsChanged(Message):
    """Settings were changed: what depends on them is to be shown anew, on every screen."""


class KeyedScreen(Screen[ScreenResultType]):
    """A screen with the keys of its place: `class Menu(KeyedScreen[None], scope=Scope.MENU)`."""

    SCOPE: ClassVar[Scope]

    def __init_subclass__(cls, scope: Scope | None = None, **more: Any) -> None:  # noqa: ANN401
        if scope is not None:
            cls.SCOPE = scope
            cls.BINDINGS = [*cls.__dict__.get("BINDINGS", ()), *bindings(scope)]
        super().__init_subclass__(**more)

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context

    @property
    def keymap(self) -> Keymap:
        """Which keys do what."""
        return self.context.keymap

    def on_mount(self) -> None:
        """Note which screens were opened."""
        _LOG.info("opened %s", type(self).__name__)

    def footer(self, *more: KeyShown) -> KeyLine:
        """Returns the line with the keys of this place, and more of them behind."""
        return KeyLine(id="keys", keys=(*footer(self.keymap, self.SCOPE), *more))

    def settings_changed(self) -> None:
        """Show what depends on a setting anew: the footer, for its keys may be others."""
        for line in self.query(KeyLine):
            line.keys = footer(self.keymap, self.SCOPE)

    def warn(self, told: str, problem: object = "", *, severe: bool = False) -> None:
        """Tell what did not work, and why: an error of the system in the system's own words."""
        why = getattr(problem, "strerror", None) or problem
        _LOG.warning(told, exc_info=problem if isinstance(problem, Exception) else None)
        message = f"{told}: {why}" if why else told
        self.notify(message, severity="error" if severe else "warning", markup=False)

    def action_nothing(self) -> None:
        """Nothing: what stands in the footer for other widgets to do."""

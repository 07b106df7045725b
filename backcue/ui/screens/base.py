"""What all screens have in common: the context, the keys of their place, footer and help."""

import logging
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on
from textual.message import Message
from textual.screen import ScreenResultType

from backcue.app_context import AppContext
from backcue.keys.actions_and_keys import Scope
from backcue.keys.changed_keys import Keymap
from backcue.ui.keys import bindings, footer
from backcue.ui.screens.closing import ClosesItself
from backcue.ui.widgets.lines import KeyLine, KeyShown

if TYPE_CHECKING:
    from textual.widget import Widget

    from backcue.ui.screens.help.fields import Explained
    from backcue.ui.screens.help.panel import HelpPanel

_LOG = logging.getLogger(__name__)


def breakpoints(**least: int) -> list[tuple[int, str]]:
    """Returns classes for the style sheet, by the least number of rows or columns of each."""
    return [(cells, f"-{name}") for name, cells in least.items()]


class SettingsChanged(Message):
    """Settings were changed: what depends on them is to be shown anew, on every screen."""


class KeyedScreen(ClosesItself[ScreenResultType]):
    """A screen with the keys of its place: `class Menu(KeyedScreen[None], scope=Scope.MENU)`."""

    SCOPE: ClassVar[Scope]
    UNSAVED: ClassVar[str] = ""
    """What becomes of what is typed and not saved where the app ends."""
    HELP_BESIDE: ClassVar[bool] = False
    """Whether help stands beside what is shown, whose keys go on working; else it covers it."""

    def __init_subclass__(cls, scope: Scope | None = None, **more: Any) -> None:  # noqa: ANN401
        if scope is not None:
            cls.SCOPE = scope
            anywhere = bindings(Scope.ANYWHERE, {"help": "help"})
            cls.BINDINGS = [*cls.__dict__.get("BINDINGS", ()), *bindings(scope), *anywhere]
        super().__init_subclass__(**more)

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self._help: HelpPanel | None = None
        self._explained: Widget | None = None

    @property
    def keymap(self) -> Keymap:
        """Which keys do what."""
        return self.context.keymap

    def on_compose(self) -> None:
        """Have the classes of the size that there is before it is styled: not twice."""
        by_side = (self.HORIZONTAL_BREAKPOINTS, self.VERTICAL_BREAKPOINTS)
        for cells, by_size in zip(self.app.size, by_side, strict=True):
            fit = [name for least, name in by_size or () if cells >= least]
            self.add_class(*fit[-1:], update=False)

    def on_mount(self) -> None:
        """Note which screens were opened."""
        _LOG.info("opened %s", type(self).__name__)

    def footer(self, *more: KeyShown) -> KeyLine:
        """Returns the line with the keys of this place, and more of them behind."""
        return KeyLine(id="keys", keys=(*footer(self.keymap, self.SCOPE), *more))

    def settings_changed(self) -> None:
        """Show what depends on a setting anew: the footer, for its keys may be others."""
        for line in self.query("#keys").results(KeyLine):
            line.keys = footer(self.keymap, self.SCOPE)

    def warn(self, told: str, problem: object = "", *, severe: bool = False) -> None:
        """Tell what did not work, and why: an error of the system in the system's own words."""
        why = getattr(problem, "strerror", None) or problem
        _LOG.warning(told, exc_info=problem if isinstance(problem, Exception) else None)
        message = f"{told}: {why}" if why else told
        self.notify(message, severity="error" if severe else "warning", markup=False)

    @property
    def unsaved(self) -> bool:
        """Whether something is typed that is not saved."""
        return False

    @on(events.ScreenSuspend)
    def _hide_messages(self) -> None:
        """Leave messages to the screen on top, which shows them too."""
        for rack in self.query("ToastRack"):
            rack.display = False

    def keep(self) -> None:
        """Keep what was typed and not saved: the app ends, or this screen failed."""

    def action_nothing(self) -> None:
        """Nothing: what stands in the footer for other widgets to do."""

    # Help.

    def is_help(self, key: str) -> bool:
        """Whether a key opens help; in a line where it could be typed too."""
        return key in self.keymap.keys["help"]

    def field_help(self) -> "Explained | None":
        """Returns what explains the field that has the focus; None where there is nothing to."""
        from backcue.ui.screens.help.fields import FIELDS  # noqa: PLC0415 - not at first

        fields = FIELDS.get(self.SCOPE, {})
        around = self.focused.ancestors_with_self if self.focused else ()
        return next((fields[each.id] for each in around if each.id and each.id in fields), None)

    def action_help(self) -> None:
        """Open help, opening with the field that has the focus; close it where it stands beside."""
        if self._help is not None:
            self._close_help()
        elif self.HELP_BESIDE:
            from backcue.ui.screens.help.panel import HelpPanel  # noqa: PLC0415 - not at first

            self._explained = self.focused
            self._help = HelpPanel(self.keymap, self.SCOPE, self.field_help())
            self._help.fit(self.app.size)
            self.add_class("-helped")
            self.mount(self._help)
        else:
            from backcue.ui.screens.help.screen import HelpScreen  # noqa: PLC0415 - not at first

            self.app.push_screen(HelpScreen(self.context, self.SCOPE, self.field_help()))

    def _close_help(self) -> None:
        panel, self._help = self._help, None
        if panel is not None:
            if panel.page.has_focus and self._explained is not None:
                self._explained.focus()
            self.remove_class("-helped")
            panel.remove()

    @on(events.Key)
    def _key_of_help(self, event: events.Key) -> None:
        """Close help that stands beside, or turn its pages where tab leads to no field."""
        action = self.keymap.action(event.key, Scope.HELP) if self._help else None
        if self._help is None or action is None or action.scope is not Scope.HELP:
            return
        if action.id == "help-close":
            self._close_help()
        elif self.focused is None:
            self._help.page.turn(-1 if action.id == "help-back" else 1)
        else:
            return
        event.stop()
        event.prevent_default()

    @on(events.DescendantFocus)
    def _explain_focused(self) -> None:
        """Let help that stands beside explain the field that one went to."""
        if self._help is not None and not self._help.page.has_focus:
            self._explained = self.focused
            self._help.page.explain(self.field_help())

    @on(events.Resize)
    def _fit_help(self, event: events.Resize) -> None:
        """Let help stand where there is room for it."""
        if self._help is not None:
            self._help.fit(event.size)

    def action_help_on(self) -> None:
        """Turn a page of help that stands beside."""
        if self._help is not None:
            self._help.page.turn(1)

"""The keys of one action: added by pressing them, taken away, each at once."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from backcue.keys.names import key_sign
from backcue.settings.schema import Setting
from backcue.ui.screens.closing import ClosesItself
from backcue.ui.screens.settings.asking import SettingModal
from backcue.ui.widgets.lines import KeyLine
from backcue.ui.widgets.paged_list import Paged

Set = Callable[[Sequence[str]], str | None]
"""Gives the action these keys; returns why that cannot be."""
_ADD = "add a key …"


class KeysScreen(SettingModal):
    """Lists the keys of an action; one more is added, or the marked one taken away."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("delete,backspace", "take_away", show=False),
        Binding("insert,plus", "add", show=False),
    ]

    def __init__(self, setting: Setting, keys: Sequence[str], set_keys: Set) -> None:
        super().__init__(setting, "")
        self._keys = list(keys)
        self._set = set_keys

    def compose(self) -> ComposeResult:
        """Lay it out."""
        with Vertical():
            yield from self.head()
            yield Paged(markup=False)
            yield Static(id="note", markup=False)
            yield KeyLine(
                keys=(
                    ("enter", "add", "screen.add"),
                    ("del", "take away", "screen.take_away"),
                    ("esc", "done", "screen.leave"),
                )
            )

    def on_mount(self) -> None:
        """List the keys."""
        self._list(len(self._keys))

    def _list(self, marked: int) -> None:
        keys = self.query_one(OptionList)
        keys.clear_options()
        keys.add_options([*(Option(key_sign(key)) for key in self._keys), Option(_ADD)])
        keys.highlighted = max(0, min(marked, len(self._keys)))

    def _change(self, keys: list[str], marked: int) -> None:
        why = self._set(keys)
        note = self.query_one("#note", Static)
        note.update(why or "")
        note.set_class(why is not None, "-wrong")
        if why is None:
            self._keys = keys
            self._list(marked)

    @on(OptionList.OptionSelected)
    def action_add(self) -> None:
        """Wait for a key, and give it to the action."""
        self.app.push_screen(ListenScreen(self.setting), self._heard)

    def _heard(self, key: str | None) -> None:
        if key is not None and key not in self._keys:
            self._change([*self._keys, key], len(self._keys) + 1)

    def action_take_away(self) -> None:
        """Take the marked key from the action."""
        marked = self.query_one(OptionList).highlighted
        if marked is not None and marked < len(self._keys):
            self._change([*self._keys[:marked], *self._keys[marked + 1 :]], marked)


class ListenScreen(ModalScreen[str | None], ClosesItself[str | None]):
    """Waits for a key, whichever it is; a click leaves without one."""

    CSS_PATH = "asking.tcss"

    def __init__(self, setting: Setting) -> None:
        super().__init__()
        self._setting = setting

    def compose(self) -> ComposeResult:
        """Lay it out."""
        with Vertical():
            yield Static(self._setting.key, classes="key", markup=False)
            yield Static("Press the key; any will do, esc as well.", markup=False)
            yield Static("A click leaves it.", markup=False)

    def on_key(self, event: events.Key) -> None:
        """Take the key."""
        event.stop()
        event.prevent_default()
        self.dismiss(event.key)

    def on_click(self) -> None:
        """Leave without a key."""
        self.dismiss(None)

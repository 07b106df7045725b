"""Asking for the value of one setting: a word of several, or a figure that is checked."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from backcue.settings.schema import Setting
from backcue.settings.values import WrongValue, allowed
from backcue.ui.screens.closing import ClosesItself
from backcue.ui.widgets.lines import KeyLine
from backcue.ui.widgets.paged_list import Paged

Read = Callable[[str], object]
"""Reads a value; raises WrongValue."""


class SettingModal(ModalScreen[str | None], ClosesItself[str | None]):
    """A box over the settings, for one of them; what it gives is what was chosen or typed."""

    CSS_PATH = "asking.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self, setting: Setting, value: str) -> None:
        super().__init__()
        self.setting = setting
        self.value = value

    def head(self) -> ComposeResult:
        """Say which setting it is."""
        yield Static(self.setting.key, classes="key", markup=False)
        yield Static(self.setting.help, markup=False)

    def on_click(self, event: events.Click) -> None:
        """Leave where one clicks beside it."""
        if event.widget is self:
            self.action_leave()

    def action_leave(self) -> None:
        """Leave it as it is."""
        self.dismiss(None)

    def action_nothing(self) -> None:
        """Nothing: what stands in the footer for other widgets to do."""


class ChoiceScreen(SettingModal):
    """Asks for one of the words that a setting can be."""

    def __init__(self, setting: Setting, value: str, words: Sequence[str]) -> None:
        super().__init__(setting, value)
        self._words = words

    def compose(self) -> ComposeResult:
        """Lay it out."""
        with Vertical():
            yield from self.head()
            yield Paged(*(Option(word, id=word) for word in self._words), markup=False)
            keys = (("↑ ↓", "choose", "screen.nothing"), ("enter", "take it", "screen.take"))
            yield KeyLine(keys=(*keys, ("esc", "leave it", "screen.leave")))

    def on_mount(self) -> None:
        """Mark the one that it is."""
        if self.value in self._words:
            self.query_one(OptionList).highlighted = self._words.index(self.value)

    def action_take(self) -> None:
        """Take the marked one."""
        self.query_one(OptionList).action_select()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)


class FigureScreen(SettingModal):
    """Asks for a value that is typed; one that cannot be is told at once."""

    def __init__(self, setting: Setting, value: str, read: Read) -> None:
        super().__init__(setting, value)
        self._read = read

    def compose(self) -> ComposeResult:
        """Lay it out."""
        with Vertical():
            yield from self.head()
            figure = Input(self.value, id="figure")
            figure.cursor_blink = False
            yield figure
            yield Static(self._can_be, id="note", markup=False)
            keys = (("enter", "set it", "screen.take"), ("esc", "leave it", "screen.leave"))
            yield KeyLine(keys=keys)

    @property
    def _can_be(self) -> str:
        return f"It can be {allowed(self.setting)}."

    @on(Input.Changed)
    def _typed(self) -> None:
        self._note(self._can_be)

    def _note(self, told: str, *, wrong: bool = False) -> None:
        note = self.query_one("#note", Static)
        note.update(told)
        note.set_class(wrong, "-wrong")

    @on(Input.Submitted)
    def action_take(self) -> None:
        """Take what is typed, where the setting can be that."""
        typed = self.query_one(Input).value
        try:
            self._read(typed)
        except WrongValue as wrong:
            self._note(f"Not set: {wrong}.", wrong=True)
        else:
            self.dismiss(typed)

"""The page with all the keys."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from backcue.display.safety import RULES
from backcue.keys.actions_and_keys import ACTIONS, Scope
from backcue.keys.names import key_sign
from backcue.ui.screens.base import KeyedScreen
from backcue.ui.widgets.lines import KeyLine

_KEYS_WIDTH = 20


class HelpScreen(KeyedScreen[None]):
    """Lists what every key does, then the rules of safety."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1,enter,space", "close", show=False),
    ]
    CSS_PATH = "help.tcss"

    def compose(self) -> ComposeResult:
        """Lay it out."""
        with VerticalScroll():
            for place in Scope:
                yield Static(Text(f"Keys {place}", "bold underline"))
                yield Static(self._table(place), classes="table")
            yield Static(Text("Safety", "bold underline"))
            yield Static("\n".join(f"· {rule}" for rule in RULES), markup=False)
        keys = (("esc", "close", "screen.close"), ("↑ ↓", "scroll", "screen.nothing"))
        yield KeyLine(keys=keys)

    def _table(self, place: Scope) -> Table:
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(style="bold", width=_KEYS_WIDTH)
        table.add_column()
        for action in ACTIONS:
            if action.scope is place:
                keys = [key_sign(key) for key in self.keymap.keys[action.id]] or ["(no key)"]
                table.add_row(Text(_packed(keys, _KEYS_WIDTH)), Text(action.description))
        return table

    def action_close(self) -> None:
        """Back to where one was."""
        self.dismiss()


def _packed(signs: Sequence[str], width: int) -> str:
    """Put keys on lines, two spaces apart, without breaking any in two."""
    lines = [""]
    for sign in signs:
        longer = f"{lines[-1]}  {sign}" if lines[-1] else sign
        if cell_len(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(sign)
    return "\n".join(lines)

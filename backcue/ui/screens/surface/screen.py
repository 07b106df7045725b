"""The question where one walks: asked once, and again whenever one likes."""

from typing import Final

from rich.table import Table
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from backcue.app_context import AppContext
from backcue.display.wording import surface_name
from backcue.keys.actions_and_keys import Scope
from backcue.ui.screens.base import KeyedScreen, breakpoints
from backcue.ui.widgets.lines import BigText
from backcue.ui.widgets.paged_list import Paged
from backcue.workout.model import Surface
from backcue.workout.suitability import BELTS

_ABOUT: Final = {
    Surface.FLOOR: "A room, a yard, a path: clear the way behind you.",
    Surface.TRACK: "Laps: an empty lane, and a look over the shoulder.",
    Surface.TREADMILL: "The belt runs on by itself: each turn is warned of, and waits for your "
    "key. Holds are not led.",
    Surface.MANUAL_TREADMILL: "Your steps drive the belt: it stops when you do.",
}
_ASKED: Final = (
    "Where do you walk? It decides which workouts suit you, and what is said; the menu has a key "
    "to change it."
)
_ON_BELT: Final = (
    "Clip on the safety key, and hold the rails. backcue never controls the belt: pausing backcue "
    "does not stop the belt."
)


class SurfaceScreen(KeyedScreen[Surface | None], scope=Scope.SURFACE):
    """Asks where one walks, and keeps it; gives what was chosen, None where nothing was."""

    CSS_PATH = "surface.tcss"
    VERTICAL_BREAKPOINTS = breakpoints(low=0, high=22, tall=36)

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self._list = Paged(id="choices", markup=False)
        self._note = Static(id="note", markup=False)

    def compose(self) -> ComposeResult:
        """Lay it out."""
        with Vertical(id="page"):
            yield BigText(id="word", text="WHERE")
            yield Static(_ASKED, id="asked", markup=False)
            yield self._list
            yield self._note
        yield self.footer(("1-4", "choose", "screen.nothing"), ("↑ ↓", "mark", "screen.nothing"))

    def on_mount(self) -> None:
        """Mark where the person walks."""
        for number, surface in enumerate(Surface, 1):
            name = surface_name(surface).capitalize()
            told = Table.grid(padding=(0, 2, 0, 0))
            told.add_row(Text(f"{number}", "bold"), Text(name, "bold"))
            told.add_row("", Text(_ABOUT[surface]))
            self._list.add_option(Option(told, id=surface.value))
        self._list.highlighted = list(Surface).index(self.context.surface)
        self._list.focus()

    @property
    def _marked(self) -> Surface:
        at = self._list.highlighted
        return self.context.surface if at is None else list(Surface)[at]

    @on(OptionList.OptionHighlighted)
    def _tell(self) -> None:
        """Say what is to be minded there."""
        self._note.update(_ON_BELT if self._marked in BELTS else "")

    @on(OptionList.OptionSelected)
    def action_take(self) -> None:
        """Take the marked one."""
        self.action_choose(self._marked.value)

    def action_choose(self, surface: str) -> None:
        """Walk there from now on."""
        chosen = Surface(surface)
        if problem := self.context.choose_surface(chosen):
            self.app.notify(problem, severity="warning", markup=False)
        self.dismiss(chosen)

    def action_leave(self) -> None:
        """Leave it as it is."""
        self.dismiss(None)

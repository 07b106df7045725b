"""The page of the second screen: its address as a code, who watches, and what they may do."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static

from backcue.app_context import AppContext
from backcue.display.second_screen import MAY_PRESS, SecondScreen
from backcue.display.wording import viewers
from backcue.keys.actions_and_keys import Scope
from backcue.ui.keys import footer
from backcue.ui.screens.base import KeyedScreen, breakpoints
from backcue.ui.widgets.lines import KeyLine
from backcue.ui.widgets.qr_code import code

_LEAST = (30, 10)
"""Columns and rows that the address needs."""
_LOOK = 0.5
"""Seconds between two looks at how many watch."""


class SecondScreenPage(KeyedScreen[str], ModalScreen[str], scope=Scope.SCREEN):
    """Shows where the second screen is; a workout goes on beneath.

    Gives what is wanted now: `go`, `pause`, `off` or `leave`.
    """

    CSS_PATH = "second_screen.tcss"
    VERTICAL_BREAKPOINTS = breakpoints(flat=0, high=22)

    class Asked(Message):
        """A remote asks for an action, by its id."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self, context: AppContext, second: SecondScreen, *, begins: bool) -> None:
        """Show this one, which is open; `begins` where the workout waits for this page."""
        super().__init__(context)
        self._second = second
        self.begins = begins
        """Whether the workout waits for it."""
        self._address = second.url or ""
        self._code = code(self._address)

    def compose(self) -> ComposeResult:
        """Lay it out."""
        with Vertical(id="page"):
            with Horizontal(id="both"):
                yield Static("\n".join(self._code), id="code", markup=False)
                with Vertical(id="words"):
                    yield Static(id="address", markup=False)
                    yield Static(id="viewers", markup=False)
                    yield Static(id="remote", markup=False)
            yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Begin to look who watches."""
        self._read()
        self.set_interval(_LOOK, self._read)

    def on_resize(self) -> None:
        """Show the code where there is room for the whole of it."""
        width, height = self.size
        fits = height >= len(self._code) + 2 and width >= len(self._code[0]) + 2
        self.set_class(not fits, "-small")
        self.set_class(width < 2 * len(self._code[0]) and height >= len(self._code) + 10, "-narrow")
        self._read()

    def _read(self) -> None:
        second = self._second
        host, _, token = self._address.removesuffix("/").rpartition("/")
        words = [second.reached_from, f"{host}/", f"{token}/"]
        tiny = any(cells < least for cells, least in zip(self.size, _LEAST, strict=True))
        self.set_class(tiny, "-tiny")
        if tiny:
            words = ["Make this window larger for its address."]
        elif self.has_class("-small"):
            words.append("Make this window larger for its code.")
        self._put("#address", "\n".join(words))
        self._put("#viewers", viewers(second.viewers))
        self._put("#remote", MAY_PRESS if second.remote else "It only shows.")
        mode = "only show" if second.remote else "remote"
        begin = "begin" if self.begins else "back"
        if not tiny:
            begin += " the workout" if self.begins else " to the workout"
        labels = {"go": begin, "remote": mode}
        self.query_one(KeyLine).keys = tuple(
            (key, labels.get(label, label), does)
            for key, label, does in footer(self.keymap, Scope.SCREEN)
        )

    def _put(self, where: str, words: str) -> None:
        self.query_one(where, Static).update(words)

    def on_second_screen_page_asked(self, asked: Asked) -> None:
        """Begin, where a remote says so."""
        if self.begins and asked.action == "pause":
            self.action_go()

    def action_go(self) -> None:
        """Begin, or go back to the workout."""
        self.dismiss("go")

    def action_pause(self) -> None:
        """Pause the workout; before it begins, begin."""
        self.dismiss("go" if self.begins else "pause")

    def action_remote(self) -> None:
        """Let it press keys, or only show."""
        self._second.set_remote(remote=not self._second.remote)
        self._read()

    def action_off(self) -> None:
        """End it."""
        self._second.close()
        self.dismiss("off")

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss("leave")

"""A question with yes and no."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from backcue.app_context import AppContext
from backcue.keys.actions_and_keys import Scope
from backcue.ui.screens.base import KeyedScreen, breakpoints


class ConfirmScreen(KeyedScreen[bool], ModalScreen[bool], scope=Scope.QUESTION):
    """Asks; what lies beneath goes on and can be seen."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("q", "yes", show=False)]
    CSS_PATH = "question.tcss"
    VERTICAL_BREAKPOINTS = breakpoints(flat=0, high=12)

    def __init__(self, context: AppContext, question: str) -> None:
        super().__init__(context)
        self._question = question

    def compose(self) -> ComposeResult:
        """Lay it out."""
        with Vertical():
            yield Static(self._question, markup=False)
            yield self.footer()

    def action_yes(self) -> None:
        """Say yes."""
        self.dismiss(result=True)

    def action_no(self) -> None:
        """Say no."""
        self.dismiss(result=False)

"""A workout that cannot be led where the person walks: why, and what can be done."""

from msgspec.structs import replace
from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from backcue.app_context import AppContext
from backcue.keys.actions_and_keys import Scope
from backcue.session_setup import RunOptions, SessionSetup
from backcue.ui.keys import footer
from backcue.ui.screens.base import KeyedScreen, breakpoints
from backcue.ui.widgets.lines import KeyLine
from backcue.workout.model import Surface
from backcue.workout.suitability import BELTS, needs_belt


class RefusedScreen(KeyedScreen[RunOptions | None], ModalScreen[RunOptions | None],
                    scope=Scope.REFUSED):  # fmt: skip
    """Says why, with one key for each remedy.

    Gives the options with which to lead it this once; None where it is not led.
    """

    CSS_PATH = "question.tcss"
    VERTICAL_BREAKPOINTS = breakpoints(flat=0, high=12)

    def __init__(self, context: AppContext, setup: SessionSetup) -> None:
        super().__init__(context)
        self._setup = setup

    def compose(self) -> ComposeResult:
        """Lay it out: each remedy on a line of its own."""
        with Vertical():
            yield Static(self._setup.refusal or "", markup=False)
            for remedy in footer(self.keymap, Scope.REFUSED):
                if self._off is not None or remedy[2] != "screen.off":
                    yield KeyLine(keys=(remedy,))

    @property
    def _off(self) -> Surface | None:
        """Where it can be led off the belt."""
        preset = self._setup.course.preset
        if needs_belt(preset):
            return None
        return next(surface for surface in preset.surfaces if surface not in BELTS)

    def action_off(self) -> None:
        """Lead it off the belt, this once."""
        if self._off is not None:
            self.dismiss(replace(self.context.options, surface=self._off))

    def action_rails(self) -> None:
        """Lead it on the belt, with the holds on the side rails, this once."""
        self.dismiss(replace(self.context.options, holds_on_rails=True))

    @work
    async def action_surface(self) -> None:
        """Say where one walks; with that it is tried again."""
        from backcue.ui.screens.surface.screen import SurfaceScreen  # noqa: PLC0415 rarely wanted

        if await self.app.push_screen_wait(SurfaceScreen(self.context)) is not None:
            self.dismiss(self.context.options)

    def action_leave(self) -> None:
        """Go back without starting."""
        self.dismiss(None)

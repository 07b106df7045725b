"""Where the menu leads, beside workouts: where one walks, the history, the delay of the sound."""

from collections.abc import Callable

from textual import work

from backcue.ui.screens.asking import AskingScreen
from backcue.workout.preset import Preset


class DoorsScreen(AskingScreen[None]):
    """A screen from which others are opened; `_begin` begins a workout that one came back with."""

    _begin: Callable[[Preset], object]

    def action_surface(self) -> None:
        """Ask where the person walks."""
        from backcue.ui.screens.surface.screen import SurfaceScreen  # noqa: PLC0415 rarely wanted

        self.app.push_screen(SurfaceScreen(self.context))

    @work
    async def action_history(self) -> None:
        """Show the sessions that are kept; begin the workout that is wanted again there."""
        from backcue.ui.screens.history.screen import HistoryScreen  # noqa: PLC0415 - not at first

        if self.app.screen is not self:
            return
        again = await self.app.push_screen_wait(HistoryScreen(self.context))
        if again is not None:
            self._begin(again)

    @work
    async def action_calibrate(self) -> None:
        """Measure the delay of the sound."""
        from backcue.ui.screens.calibration.screen import CalibrateScreen  # noqa: PLC0415  rarely wanted

        if self.app.screen is not self:
            return
        try:
            screen = CalibrateScreen(self.context)
        except ValueError as error:
            self.warn(str(error), severe=True)
            return
        offset_ms = await self.app.push_screen_wait(screen)
        if offset_ms is not None:
            self.notify(f"sound delay set: {offset_ms} ms", markup=False)

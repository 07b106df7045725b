"""How a session is shown from its beginning to its summary, and what ends it early."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from backcue.app_context import AppContext
from backcue.display.second_screen import Controls, SecondScreen
from backcue.session_setup import RunOptions
from backcue.ui.beforehand import BeforehandApp
from backcue.ui.net import FAILED
from backcue.ui.screens.base import KeyedScreen
from backcue.workout.preset import Preset

if TYPE_CHECKING:
    from backcue.coach import Coach, SessionResult
    from backcue.history.recovery import Resumption
    from backcue.ui.under_way import UnderWay


class WalkingApp(BeforehandApp["SessionResult | None"]):
    """An app in which workouts are walked."""

    def __init__(
        self,
        context: AppContext,
        start: Preset | None = None,
        second_screen: Callable[[], SecondScreen] | None = None,
    ) -> None:
        super().__init__(context, start)
        self._second_screen = second_screen
        self._is_screen_placed = False
        self._under_way: UnderWay | None = None
        self._kept: SessionResult | None = None
        self._last_words: str | None = None

    async def walk_on(
        self, preset: Preset, options: RunOptions, left: "Resumption | None" = None
    ) -> None:
        """Walk a workout, and what is wanted after it; `left` is one that goes on first."""
        while (wanted := await self._walk(preset, options, left)) is not None:
            left = None
            self.clear_notifications()
            if wanted != preset:
                may = await self.may_begin(wanted)
                if may is None:
                    return
                preset, options = wanted, may

    async def _walk(
        self, preset: Preset, options: RunOptions, left: "Resumption | None" = None
    ) -> Preset | None:
        """Walk it and show what it came to; returns what is wanted then, if anything."""
        from backcue.sound.outputs.choose import OutputError  # noqa: PLC0415 - not at first
        from backcue.ui.screens.summary.screen import SummaryScreen  # noqa: PLC0415 - not at first
        from backcue.ui.under_way import UnderWay  # noqa: PLC0415

        try:
            if left is None:
                coach = self.context.coach(preset, options)
            else:
                coach = self.context.coach_again(left)
        except OutputError as error:
            self.notify(str(error), severity="error", markup=False)
            return None
        second = self._second_screen() if self._second_screen is not None else None
        if second is not None and second.url is not None and not self._is_screen_placed:
            self._is_screen_placed = True
            if not await self._place_screen(second, coach):
                return None
        self._remember(preset)
        self._under_way = UnderWay(coach, second)
        kept = await self._watched(self._under_way)
        self._under_way = None
        if isinstance(kept, Exception):
            self._leaving, self._last_words = FAILED, f"backcue: {kept}"
            return None
        self._kept = kept
        if self._leaving is not None:
            return None
        wanted = await self.push_screen_wait(SummaryScreen(self.context, kept, coach.course))
        return preset if wanted is coach.course.preset else wanted

    async def _watched(self, under_way: "UnderWay") -> "SessionResult | Exception":
        """Show a session to its end, anew where its screen failed, and plainly where that did too.

        Where none can be shown it goes on by sound alone.
        """
        from backcue.ui.screens.workout.bare import BareScreen  # noqa: PLC0415 - not at first
        from backcue.ui.screens.workout.screen import WorkoutScreen  # noqa: PLC0415

        for screen in (WorkoutScreen, WorkoutScreen, BareScreen):
            try:
                kept = await self.push_screen_wait(screen(self.context, under_way))
            except Exception as error:  # noqa: BLE001 - a session that cannot be seen goes on
                self.failed(error)
            else:
                if kept is not None:
                    return kept
        return await under_way.result()

    async def _place_screen(self, second: SecondScreen, coach: "Coach") -> bool:
        """Show where the second screen is, and wait; returns whether the workout is to begin."""
        from backcue.ui.screens.second_screen.screen import SecondScreenPage  # noqa: PLC0415

        page = SecondScreenPage(self.context, second, begins=True)

        def press(action: str) -> None:
            page.post_message(SecondScreenPage.Asked(action))

        begin = self.context.keymap.first("screen-go")
        second.show(coach, Controls(press, begin=begin, waits=lambda: True))
        # None where it failed.
        return await self.push_screen_wait(page) not in ("leave", None)

    def _remember(self, preset: Preset) -> None:
        try:
            self.context.remember(preset)
        except OSError as error:
            self.notify(f"not remembered: {error.strerror}", severity="warning", markup=False)

    def leave(self, status: int) -> None:
        """End the app; a session that is under way ends first and is kept."""
        self._leaving = status
        for screen in self.screen_stack:
            if isinstance(screen, KeyedScreen):
                screen.keep()
        if self._under_way is not None:
            self._under_way.coach.stop()
        else:
            self.exit(self._kept, status)

    def terminal_lost(self) -> None:
        """End once a session that is still heard is over; else at once, and keep it."""
        under_way = self._under_way
        is_heard = under_way is not None and under_way.coach.error is None
        if is_heard and self.context.player().name != "none":
            self._leaving = FAILED
        else:
            self.leave(FAILED)

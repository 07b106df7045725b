"""What comes before a workout, and at the first start: pages to read, questions, remedies."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual import work
from textual.app import ReturnType
from textual.screen import Screen

from backcue.app_context import AppContext
from backcue.session_setup import RunOptions
from backcue.ui.net import NetApp
from backcue.workout.preset import Preset


class BeforehandApp(NetApp[ReturnType]):
    """An app that lets a person know what is to be known before they walk."""

    def __init__(self, context: AppContext, start: Preset | None) -> None:
        """`start`: the workout that there is instead of a menu."""
        super().__init__(context.faults)
        self.context, self._start = context, start
        self._is_safety_read = not context.is_safety_unread
        self._cautioned: set[Preset] = set()
        self._leaving: int | None = None
        """The exit status, once the person leaves."""

    @work
    async def _introduce(self) -> None:
        """Show a person who is here for the first time what there is to know, over the menu."""
        async with self._covered():
            if not self._is_safety_read:
                from backcue.ui.screens.hearing.screen import HearingScreen  # noqa: PLC0415 - once

                accepted: bool | None = None
                while accepted is None and await self.push_screen_wait(HearingScreen(self.context)):
                    accepted = await self._accept_safety()
                if not accepted:
                    return
            await self._say_where()

    async def may_begin(self, preset: Preset) -> RunOptions | None:
        """Let the person know what is to be known before it.

        Returns the options to walk it with; None where they do not go on.
        """
        if not self._is_safety_read or self.context.is_surface_unasked:
            async with self._covered():
                if not await self._accept_safety() or not await self._say_where():
                    return None
        options = self.context.options
        while (setup := self.context.setup(preset, options)).refusal is not None:
            from backcue.ui.screens.refused import RefusedScreen  # noqa: PLC0415 - rarely wanted

            remedy = await self.push_screen_wait(RefusedScreen(self.context, setup))
            if remedy is None:
                return None
            options = remedy
        if setup.caution is not None and preset not in self._cautioned:
            if not await self._ask(f"{setup.caution} Start it?"):
                return None
            self._cautioned.add(preset)
        return options

    async def _accept_safety(self) -> bool | None:
        """Show the page on safety where it was not read; whether it is, None for a page back."""
        if self._is_safety_read:
            return True
        from backcue.ui.screens.safety.screen import SafetyScreen  # noqa: PLC0415 - once

        accepted = await self.push_screen_wait(SafetyScreen(self.context))
        if accepted:
            self._is_safety_read = True
            if problem := self.context.accept_safety():
                self.notify(problem, severity="warning", markup=False)
        return accepted

    async def _say_where(self) -> bool:
        """Ask where the person walks, where nobody did; whether that is known."""
        if not self.context.is_surface_unasked:
            return True
        from backcue.ui.screens.surface.screen import SurfaceScreen  # noqa: PLC0415 - once

        return await self.push_screen_wait(SurfaceScreen(self.context)) is not None

    async def _ask(self, question: str) -> bool:
        from backcue.ui.screens.question import ConfirmScreen  # noqa: PLC0415 - rarely wanted

        return await self.push_screen_wait(ConfirmScreen(self.context, question))

    @asynccontextmanager
    async def _covered(self) -> AsyncIterator[None]:
        """Cover the menu: between two screens nothing of it is seen, and it takes no key."""
        if self._start is not None:
            yield
            return
        cover: Screen[None] = Screen()
        await self.push_screen(cover)
        try:
            yield
        finally:
            if self._leaving is None and self.is_running and cover in self.screen_stack:
                while self.screen is not cover:
                    self.screen.dismiss(None)
                await self.pop_screen()

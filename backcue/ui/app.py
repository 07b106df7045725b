"""The app: which screen follows which."""

from collections.abc import AsyncIterator, Callable
from contextlib import ExitStack, asynccontextmanager
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, ClassVar

from textual import work
from textual.app import App
from textual.binding import Binding, BindingType
from textual.command import Provider
from textual.filter import LineFilter
from textual.screen import Screen

from backcue.app_context import AppContext
from backcue.display.wording import SETTINGS_ASIDE
from backcue.keys.actions_and_keys import Scope
from backcue.session_setup import RunOptions
from backcue.system.signals import ended_by_signal
from backcue.ui.commands import ActionProvider
from backcue.ui.keys import bindings, textual_keymap
from backcue.ui.screens.base import KeyedScreen
from backcue.ui.screens.menu.screen import MenuScreen
from backcue.ui.screens.question import ConfirmScreen
from backcue.ui.themes import DARK_THEME, own_themes, theme_variables
from backcue.ui.unseen import Unseen
from backcue.workout.preset import Preset

if TYPE_CHECKING:
    from backcue.coach import Coach, SessionResult
    from backcue.history.recovery import Resumption

INTERRUPTED = 130
"""Exit status after ctrl+c."""
_UNSEEN = Unseen()
FAILED = 1
"""Exit status where a session could not go on."""


class BackcueApp(App["SessionResult | None"]):
    """Menu, workout, summary.

    With `start` it goes straight into that workout and ends after its summary. The
    result of `run` is what the last session came to, None where there was none;
    `return_code` is the exit status.
    """

    TITLE = "backcue"
    # The menu's style sheet is here too: read with its screen, it would have all parsed anew.
    CSS_PATH: ClassVar[list[str | PurePath]] = ["app.tcss", "screens/menu/menu.tcss"]
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {ActionProvider}
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(
            Scope.ANYWHERE,
            {
                "palette": "command_palette",
                "theme": "change_theme",
                "leave": "leave(0)",
                "suspend": "suspend_process",
            },
        ),
        Binding("ctrl+c", f"leave({INTERRUPTED})", "Leave", show=False, priority=True),
    ]

    def __init__(self, context: AppContext, start: Preset | None = None) -> None:
        super().__init__()
        for theme in own_themes():
            self.register_theme(theme)
        self.context = context
        self._start = start
        self._is_safety_read = not context.is_safety_unread
        self._cautioned: set[Preset] = set()
        self._coach: Coach | None = None
        self._kept: SessionResult | None = None
        self._leaving: int | None = None
        self._last_words: str | None = None
        self._endings = ExitStack()
        # The usual look from the first style sheet on: what is changed later has all parsed anew.
        self.set_reactive(App.theme, DARK_THEME)
        self.stylesheet.set_variables(self.get_css_variables())
        self._use_theme()

    def get_line_filters(self) -> list[LineFilter]:
        """Let nothing that is shown act on the terminal."""
        return [*super().get_line_filters(), _UNSEEN]

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Let the style sheets use the colours of the directions."""
        return theme_variables(self.current_theme, few=self.console.color_system == "standard")

    def on_mount(self) -> None:
        """Open the first screen."""
        self._endings.enter_context(ended_by_signal(self.leave, interrupt=True))
        self._use_settings()
        self.theme_changed_signal.subscribe(self, lambda theme: self._keep_theme(theme.name))
        if (wanted := self.context.settings.screen.theme) != self.theme:
            told = f"there is no theme {wanted}: ctrl+p, colours lists them"
            self.notify(told, severity="warning", markup=False)
        error = self.context.settings_error
        aside = (f"{error.messages[0]}\n{SETTINGS_ASIDE}",) if error else ()
        for problem in (*aside, *self.context.keymap.problems):
            self.notify(problem, severity="warning", markup=False)
        if self._start is not None:
            self._begin(self._start)
        else:
            self.push_screen(MenuScreen(self.context, self._begin))
            if not self._is_safety_read or self.context.is_surface_unasked:
                self._introduce()
            elif self.context.is_any_interrupted:
                self._recover()

    def _use_settings(self) -> None:
        """Let the app be as the settings say."""
        self.set_keymap(textual_keymap(self.context.keymap))
        self._use_theme()

    def _use_theme(self) -> None:
        """Show all in the theme of the settings, or in the usual one where there is no such."""
        wanted = self.context.settings.screen.theme
        self.theme = wanted if wanted in self.available_themes else DARK_THEME

    def on_settings_changed(self) -> None:
        """Let the app, and every screen that is open, be as the settings say now."""
        self._use_settings()
        for screen in self.screen_stack:
            if isinstance(screen, KeyedScreen):
                screen.settings_changed()

    def _keep_theme(self, name: str) -> None:
        """Keep the theme that was chosen for the next time, but not one taken for want of it."""
        if self.context.settings.screen.theme not in self.available_themes and name == DARK_THEME:
            return
        if problem := self.context.keep_theme(name):
            self.notify(problem, severity="warning", markup=False)

    def on_unmount(self) -> None:
        """Leave the system's signals as they were."""
        self._endings.close()

    def handle_bindings_clash(self, *_: Any) -> None:  # noqa: ANN401
        """Say nothing: clashes are told once, at the start."""

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

    @work
    async def _recover(self) -> None:
        """Ask what is to become of today's workout that was interrupted."""
        from backcue.ui.screens.recovery.asking import recover  # noqa: PLC0415 - rarely wanted

        left = await recover(self, self.context)
        if left is not None:
            async with self._covered():
                await self._walk_on(left.head.course.preset, self.context.options, left)
            self._end_if_wanted()

    @work
    async def _begin(self, preset: Preset) -> None:
        """Walk a workout, again if that is wanted; then back to the menu, or end without one."""
        # A key that is held down comes several times before the first has opened anything.
        if self._start is None and not isinstance(self.screen, MenuScreen):
            return
        if (options := await self._may_begin(preset)) is not None:
            async with self._covered():
                await self._walk_on(preset, options)
        self._end_if_wanted()

    async def _walk_on(
        self, preset: Preset, options: RunOptions, left: "Resumption | None" = None
    ) -> None:
        """Walk a workout for as long as it is wanted; `left` is one that goes on first."""
        while await self._walk(preset, options, left):
            left = None

    def _end_if_wanted(self) -> None:
        """End after a workout where the person leaves, or there is no menu."""
        if self._leaving is not None:
            self.exit(self._kept, self._leaving, self._last_words)
        elif self._start is not None:
            self.exit(self._kept)

    @asynccontextmanager
    async def _covered(self) -> AsyncIterator[None]:
        """Cover the menu: between two screens nothing of it is seen, and it takes no key."""
        if self._start is not None:
            yield
            return
        cover: Screen[None] = Screen()
        await self.push_screen(cover)
        yield
        if self._leaving is None and self.is_running:
            cover.pop_until_active()
            await self.pop_screen()

    async def _may_begin(self, preset: Preset) -> RunOptions | None:
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

    async def _walk(
        self, preset: Preset, options: RunOptions, left: "Resumption | None" = None
    ) -> bool:
        """Walk it and show what it came to; returns whether it is wanted once more."""
        from backcue.sound.outputs.choose import OutputError  # noqa: PLC0415 - not at first
        from backcue.ui.screens.summary.screen import SummaryScreen  # noqa: PLC0415 - not at first
        from backcue.ui.screens.workout.screen import WorkoutScreen  # noqa: PLC0415

        try:
            if left is None:
                coach = self._coach = self.context.coach(preset, options)
            else:
                coach = self._coach = self.context.coach_again(left)
        except OutputError as error:
            self.notify(str(error), severity="error", markup=False)
            return False
        self._remember(preset)
        kept = await self.push_screen_wait(WorkoutScreen(self.context, coach))
        self._coach = None
        if isinstance(kept, OSError):
            self._leaving, self._last_words = FAILED, f"backcue: {kept}"
            return False
        self._kept = kept
        if self._leaving is not None:
            return False
        return await self.push_screen_wait(SummaryScreen(self.context, kept, coach.course))

    def _remember(self, preset: Preset) -> None:
        try:
            self.context.remember(preset)
        except OSError as error:
            self.notify(f"not remembered: {error.strerror}", severity="warning", markup=False)

    async def _ask(self, question: str) -> bool:
        return await self.push_screen_wait(ConfirmScreen(self.context, question))

    @work
    async def action_leave(self, status: int) -> None:
        """End the app; where something is written and not saved, ask first, once."""
        unsaved = any(getattr(screen, "unsaved", False) for screen in self.screen_stack)
        sure = not unsaved or isinstance(self.screen, ConfirmScreen)
        if sure or await self._ask("Leave backcue? What you wrote is not saved."):
            self.leave(status)

    def leave(self, status: int) -> None:
        """End the app; a session that is under way ends first and is kept."""
        self._leaving = status
        if self._coach is not None:
            self._coach.stop()
        else:
            self.exit(self._kept, status)

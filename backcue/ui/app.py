"""The app: which screen follows which."""

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import PurePath
from typing import Any, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.command import Provider
from textual.filter import LineFilter
from textual.screen import Screen
from textual.theme import ThemeProvider

from backcue.app_context import AppContext
from backcue.display.second_screen import SecondScreen
from backcue.display.wording import settings_aside
from backcue.keys.actions_and_keys import Scope
from backcue.system.signals import ended_by_signal
from backcue.ui.keys import bindings, textual_keymap
from backcue.ui.net import FAILED
from backcue.ui.screens.base import KeyedScreen
from backcue.ui.screens.menu.screen import MenuScreen
from backcue.ui.themes import DARK_THEME, own_themes, theme_variables
from backcue.ui.unseen import Unseen
from backcue.ui.walking import WalkingApp
from backcue.workout.preset import Preset

INTERRUPTED = 130
"""Exit status after ctrl+c."""
_UNSEEN = Unseen()


def _actions() -> type[Provider]:
    from backcue.ui.commands import ActionProvider  # noqa: PLC0415 - with the palette

    return ActionProvider


class BackcueApp(WalkingApp):
    """Menu, workout, summary.

    With `start` it goes straight into that workout and ends after its summary. The
    result of `run` is what the last session came to, None where there was none;
    `return_code` is the exit status.
    """

    TITLE = "backcue"
    # The menu's style sheet is here too: read with its screen, it would have all parsed anew.
    CSS_PATH: ClassVar[list[str | PurePath]] = ["app.tcss", "screens/menu/menu.tcss"]
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_actions}
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

    def __init__(
        self,
        context: AppContext,
        start: Preset | None = None,
        second_screen: Callable[[], SecondScreen] | None = None,
    ) -> None:
        """Open the menu, or `start`; `second_screen` gives one, always the same."""
        super().__init__(context, start, second_screen)
        for theme in own_themes():
            self.register_theme(theme)
        self._endings = ExitStack()
        # The usual look from the first style sheet on: what is changed later has all parsed anew.
        self.set_reactive(WalkingApp.theme, DARK_THEME)
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
        told: list[str] = []
        if (wanted := self.context.settings.screen.theme) != self.theme:
            told.append(f"there is no theme {wanted}: ctrl+p, colours lists them")
        error = self.context.settings_error
        told += (error.messages[0], settings_aside(whole=error.whole)) if error else ()
        told += self.context.keymap.problems
        if told:
            self.notify("\n".join(told), severity="warning", markup=False)
        if self._start is not None:
            self._begin(self._start)
        else:
            self.push_screen(MenuScreen(self.context, self._begin))
            if not self._is_safety_read or self.context.is_surface_unasked:
                self._introduce()
            elif self.context.is_any_interrupted:
                self._recover()
            else:
                self._offer_drafts()

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
    async def _recover(self) -> None:
        """Ask what is to become of today's workout that was interrupted."""
        from backcue.ui.screens.recovery.asking import recover  # noqa: PLC0415 - rarely wanted

        left = await recover(self, self.context)
        if left is not None:
            self.clear_notifications()
            async with self._covered():
                await self.walk_on(left.head.course.preset, self.context.options, left)
            if left.held is not None:
                # One that could not begin is asked about the next time.
                left.held.leave()
            self._end_if_wanted()
        if self._leaving is None:
            self._offer_drafts()

    def _offer_drafts(self) -> None:
        """Ask about what was typed and not saved when its program, or its screen, ended."""
        if self.context.is_any_draft_left and isinstance(self.screen, MenuScreen):
            self.screen.offer_drafts()

    @work
    async def _begin(self, preset: Preset) -> None:
        """Walk a workout, again if that is wanted; then back to the menu, or end without one."""
        # A key that is held down comes several times before the first has opened anything.
        if self._start is None and not isinstance(self.screen, MenuScreen):
            return
        if (options := await self.may_begin(preset)) is not None:
            if self._start is None:
                # What stood over the menu was seen there.
                self.clear_notifications()
            async with self._covered():
                await self.walk_on(preset, options)
        self._end_if_wanted()

    def _end_if_wanted(self) -> None:
        """End after a workout where the person leaves, or there is no menu."""
        if self._leaving is not None:
            self.exit(self._kept, self._leaving, self._last_words)
        elif self._start is not None:
            self.exit(self._kept, FAILED if self._kept and self._kept.went_wrong else 0)

    @work
    async def action_leave(self, status: int) -> None:
        """End the app; where something is written and not saved, ask first, once."""
        keyed = (each for each in reversed(self.screen_stack) if isinstance(each, KeyedScreen))
        unsaved = next((each for each in keyed if each.unsaved), None)
        asked = getattr(self.screen, "SCOPE", None) is Scope.QUESTION
        if unsaved is None or asked or await self._ask(f"Leave backcue? {unsaved.UNSAVED}"):
            self.leave(status)

    def action_command_palette(self) -> None:
        """Let an action be found by its name."""
        from backcue.ui.commands import Palette  # noqa: PLC0415 - only where it is wanted

        if not any(isinstance(screen, Palette) for screen in self.screen_stack):
            self.push_screen(Palette())

    def search_themes(self) -> None:
        """Let a theme be found by its name."""
        from backcue.ui.commands import Palette  # noqa: PLC0415 - only where it is wanted

        self.push_screen(Palette([ThemeProvider], placeholder="Search for themes…"))

    def screen_failed(self, screen: Screen[Any]) -> None:
        """Open the menu anew where it was that which failed; offer what was typed in an editor."""
        if isinstance(screen, MenuScreen):
            self.push_screen(MenuScreen(self.context, self._begin))
        else:
            self.call_later(self._offer_drafts)

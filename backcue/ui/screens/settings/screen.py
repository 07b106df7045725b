"""The settings: each with its value and default, changed with enter, in force at once."""

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, OptionList, Static

from backcue.app_context import AppContext
from backcue.display.wording import settings_aside
from backcue.keys.actions_and_keys import Scope
from backcue.settings.schema import Setting
from backcue.settings.values import WrongValue, allowed, check_change, read_value, written
from backcue.sound.outputs.choose import unusable
from backcue.sound.samples.folders import voices
from backcue.system import paths
from backcue.toml.editing import Value
from backcue.training.ways import rungs_of
from backcue.ui.filtering import wanted_words
from backcue.ui.screens.asking import AskingScreen
from backcue.ui.screens.base import SettingsChanged, breakpoints
from backcue.ui.screens.settings.lines import MEASURE, SettingLine, header, options, setting_lines
from backcue.ui.widgets.lines import Line
from backcue.ui.widgets.paged_list import Paged
from backcue.ui.widgets.search_line import SearchLine

_MOVES = {"up": "cursor_up", "down": "cursor_down", "pageup": "page_up", "pagedown": "page_down",
          "home": "first", "end": "last"}  # fmt: skip
"""Keys that move in the list, and the list's actions for them."""


class SettingsScreen(AskingScreen[None], scope=Scope.SETTINGS):
    """Lists all settings that fit what is typed; what is changed is kept and used from then on."""

    CSS_PATH = "settings.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, f"move('{action}')", show=False) for key, action in _MOVES.items()
    ]
    VERTICAL_BREAKPOINTS = breakpoints(low=0, high=20, tall=36)

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self._lines: dict[str, SettingLine] = {}
        self._top = Line(id="top", left="settings")
        self._list = Paged(id="list", markup=False)
        self._list.can_focus = False
        self._search = SearchLine(self._is_command)

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield self._top
        yield Static(id="problem", markup=False)
        yield Line(id="columns")
        yield self._list
        yield Static(id="details", markup=False)
        yield self._search
        yield Line(id="where")
        yield self.footer()

    def on_mount(self) -> None:
        """Fill it."""
        self._search.focus()

    def on_resize(self) -> None:
        """Use the room there is."""
        self.call_after_refresh(self._fill)

    def _is_command(self, key: str) -> bool:
        """Whether a key does something else than to be typed: a letter while nothing is."""
        own = self.keymap.action(key, Scope.SETTINGS) is not None
        return self.is_help(key) or (own and not self._search.value)

    def settings_changed(self) -> None:
        """Show the new values."""
        super().settings_changed()
        self._fill()

    def _fill(self) -> None:
        """List what fits, the marked line staying marked."""
        marked = self._marked_id
        every = list(setting_lines(self.context))
        words = wanted_words(self._search.value)
        lines = [line for line in every if line.says(words)]
        self._lines = {line.setting.key: line for line in lines}
        # The list keeps a column for its scrollbar.
        width = self._list.size.width - 1
        self.query_one("#columns", Line).left = header(width)
        self._list.clear_options()
        self._list.add_options(options(lines, width))
        changed = sum(line.is_changed for line in every)
        self._top.right = f"{len(lines)} of {len(every)}" if words else f"{changed} changed"
        ids = [option.id for option in self._list.options]
        if marked in ids:
            self._list.highlighted = ids.index(marked)
        else:
            self._list.action_first()
        self._show_file()
        self._show_details()

    @property
    def _marked_id(self) -> str:
        option = self._list.highlighted_option
        return (option and option.id) or ""

    @property
    def marked(self) -> SettingLine | None:
        """The marked setting; None on another line."""
        return self._lines.get(self._marked_id)

    def _show_file(self) -> None:
        """Say where the settings lie, and what is wrong there."""
        self.query_one("#where", Line).left = _at_home(paths.settings_file())
        error = self.context.settings_error
        told = f"{error.messages[0]}\n{settings_aside(whole=error.whole)}" if error else ""
        problem = self.query_one("#problem", Static)
        problem.update(told)
        problem.display = bool(told)

    @on(OptionList.OptionHighlighted)
    def _show_details(self) -> None:
        line = self.marked
        told = ""
        if line is not None:
            setting = line.setting
            can = "" if setting.kind in (tuple, bool) else f" It can be {allowed(setting)}."
            told = f"{setting.key}: {setting.help}{can}\nDefault {line.told(setting.default)}."
            if line.option:
                told += f" This run: {line.option}."
            if line.unkept:
                told += " This run only: it could not be kept."
        elif self._marked_id == MEASURE:
            told = "Press with each beep, and it is measured how late your headphones are."
        elif not self._lines:
            told = "Nothing fits."
        self.query_one("#details", Static).update(told)

    @on(Input.Changed)
    def _typed(self) -> None:
        self._fill()

    def action_move(self, how: str) -> None:
        """Move the mark."""
        getattr(self._list, f"action_{how}")()

    @on(OptionList.OptionSelected)
    @work
    async def action_change(self) -> None:
        """Change the marked setting, as its kind wants it."""
        line = self.marked
        if line is None:
            if self._marked_id == MEASURE:
                await self._measure()
            return
        setting = line.setting
        if setting.kind is bool:
            self._set(setting, value=not line.value)
        elif isinstance(line.value, tuple):
            await self._change_keys(setting, line.value)
        elif typed := await self._asked(line):
            self._set(setting, value=read_value(setting, typed))

    async def _asked(self, line: SettingLine) -> str | None:
        """Ask for a word or a figure; returns it as it was typed, None where it stays."""
        from backcue.ui.screens.settings.asking import ChoiceScreen, FigureScreen  # noqa: PLC0415

        setting = line.setting
        value = "" if line.value is None else written(line.value)
        if words := self._words(setting):
            return await self.app.push_screen_wait(ChoiceScreen(setting, value, words))
        read = partial(read_value, setting)
        return await self.app.push_screen_wait(FigureScreen(setting, value, read))

    def _words(self, setting: Setting) -> Sequence[str]:
        """Returns the words that it is chosen from; none where it is typed."""
        match setting.key:
            case "screen.theme":
                return sorted(self.app.available_themes)
            case "sound.voice_pack":
                return voices(paths.sounds_dir())
            case "training.pinned":
                training = self.context.settings.training
                return [rung.id for rung in rungs_of(training.path, self.context.surface)]
        return setting.choices if setting.kind is str else ()

    async def _change_keys(self, setting: Setting, keys: Sequence[str]) -> None:
        from backcue.ui.screens.settings.keys import KeysScreen  # noqa: PLC0415

        def set_keys(keys: Sequence[str]) -> str | None:
            return self._refusal(setting, value=list(keys))

        await self.app.push_screen_wait(KeysScreen(setting, keys, set_keys))

    async def _measure(self) -> None:
        """Measure the delay of the sound."""
        from backcue.ui.screens.calibration.screen import CalibrateScreen  # noqa: PLC0415

        try:
            screen = CalibrateScreen(self.context)
        except ValueError as error:
            self.warn(str(error), severe=True)
            return
        await self.app.push_screen_wait(screen)
        self.post_message(SettingsChanged())

    def action_default(self) -> None:
        """Set the marked setting back to its default."""
        if self.marked is not None and self.marked.is_changed:
            self._set(self.marked.setting, value=None)

    def _set(self, setting: Setting, *, value: Value) -> None:
        if why := self._refusal(setting, value=value):
            self.warn(why)

    def _refusal(self, setting: Setting, *, value: Value) -> str | None:
        """Set it, in force at once; returns why it cannot be. What is not kept is told."""
        try:
            check_change(self.context.settings, setting, value)
        except WrongValue as wrong:
            return str(wrong)
        if setting.key == "sound.output" and (why := unusable(str(value))):
            return why
        if why := self.context.change_setting(setting, value):
            self.warn(f"{setting.key} holds for this run only", why)
        self.post_message(SettingsChanged())
        return None

    def action_leave(self) -> None:
        """Clear what is searched for; with nothing, leave."""
        if self._search.value:
            self._search.value = ""
        else:
            self.dismiss(None)


def _at_home(path: Path) -> str:
    """Write a path as people do, and say where there is no file yet."""
    try:
        told = f"~/{path.relative_to(Path.home()).as_posix()}"
    except (ValueError, RuntimeError):
        told = str(path)
    return told if os.path.lexists(path) else f"{told} (not there yet)"

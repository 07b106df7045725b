"""The menu: the presets, and beside them what the marked one consists of."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, OptionList

from backcue.app_context import AppContext
from backcue.keys.actions_and_keys import Scope
from backcue.ui.keys import filter_keys, menu_keys
from backcue.ui.screens.base import breakpoints
from backcue.ui.screens.menu.details import Details
from backcue.ui.screens.menu.entries import TYPED, Entry, listed, options, recalled, understood
from backcue.ui.screens.menu.filter_line import FilterLine
from backcue.ui.screens.menu.writing import WritingScreen
from backcue.ui.widgets.lines import BigText, KeyLine, Line
from backcue.workout.preset import Preset

if TYPE_CHECKING:
    from backcue.workout.notation import NotationError

LOOK = 1.0
"""Seconds between two looks at whether preset files changed."""
_MOVES = {"up": "cursor_up", "down": "cursor_down", "pageup": "page_up", "pagedown": "page_down"}
"""Keys that move in the list from the filter too, and the list's actions for them."""
_TALL = 36
"""Rows from which there is room for the name in big letters."""


class MenuScreen(WritingScreen, scope=Scope.MENU):
    """Choose a workout."""

    CSS_PATH = "menu.tcss"
    HORIZONTAL_BREAKPOINTS = breakpoints(thin=0, broad=50, wide=72, vast=120)
    VERTICAL_BREAKPOINTS = breakpoints(flat=0, low=10, high=20, tall=_TALL)

    def __init__(self, context: AppContext, begin: Callable[[Preset], object]) -> None:
        super().__init__(context)
        self._begin = begin
        self._entries: dict[str, Entry] = {}
        self._shown: Entry | None = None
        self._recent: list[Preset] = []
        self._understood: Preset | NotationError | None = None
        self._top, self._keys = Line(id="top"), KeyLine(id="keys")
        self._list, self._details = OptionList(id="list", markup=False), Details()
        self._filter = FilterLine()

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield BigText(id="brand", text="BACKCUE")
        yield from (self._top, Horizontal(self._list, self._details, id="panes"))
        yield from (self._filter, self._keys)

    def on_mount(self) -> None:
        """Fill it."""
        self._recall()
        self._fill()
        self._list.focus()
        self.set_interval(LOOK, self._look)

    def on_resize(self, event: events.Resize) -> None:
        """Write the name small where there is no room for it in big letters."""
        self._top.left = "" if event.size.height >= _TALL else "backcue"

    def on_screen_resume(self) -> None:
        """Look at the files again when one comes back."""
        self._look()

    def _look(self) -> None:
        if self.is_active and self.is_mounted and self.context.library.refresh():
            self._fill()

    def _recall(self) -> None:
        self._recent = recalled(self.context.recent.words())

    def changed(self, preset_id: str | None) -> None:
        """Show what became of the presets; mark this one, if any."""
        self._recall()
        self._fill()
        if preset_id is not None:
            entry = f"preset-{preset_id}"
            if entry not in self._entries:
                self._clear()
                self._fill()
            self._mark(entry)
        self._show_keys()

    @on(events.DescendantFocus)
    def _show_keys(self) -> None:
        """Show the keys that work where the focus is."""
        if self.focused is self._filter:
            self._keys.keys = filter_keys(self.keymap, words=isinstance(self._understood, Preset))
        else:
            self._keys.keys = menu_keys(self.keymap, undo=self.can_undo)

    def _fill(self) -> None:
        """List what fits the filter, in groups, the marked one staying marked."""
        marked = self._marked_id
        words = self._filter.value
        self._understood = understood(words)
        typed = self._understood if isinstance(self._understood, Preset) else None
        groups = listed(self.context.library, self._recent, typed, words)
        lines = [line for group in groups for line in group.lines]
        self._entries = {line.id: line.entry for line in lines}
        self._list.clear_options()
        self._list.add_options(options(groups))
        count = len(self.context.library.presets)
        shown = sum(line.id.startswith("preset-") for line in lines)
        fits = f"{shown} of {count} workouts" if words.strip() else f"{count} workouts"
        self._top.right = fits if shown or typed is None else ""
        self._mark(marked)

    @property
    def _marked_id(self) -> str:
        option = self._list.highlighted_option
        return (option and option.id) or ""

    @property
    def marked(self) -> Entry | None:
        """What is marked."""
        return self._entries.get(self._marked_id)

    def _mark(self, entry: str) -> None:
        """Mark this line, or the first where it is not there."""
        if entry not in self._entries:
            entry = next(iter(self._entries), "")
        if entry:
            self._list.highlighted = self._list.get_option_index(entry)
            self._show(self._entries[entry])
        else:
            self._shown = None
            self._details.show_nothing(self._understood)

    def _show(self, entry: Entry) -> None:
        self._shown = entry
        if isinstance(entry, Preset):
            self._details.show(self.context.setup(entry))
        else:
            self._details.show_broken(*entry)

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        found = self._entries.get(event.option_id or "")
        if found is not None and found is not self._shown:
            self._show(found)

    @on(OptionList.OptionSelected)
    @on(Input.Submitted)
    def _entered(self) -> None:
        self.action_start()

    @on(Input.Changed)
    def _typed(self) -> None:
        before = self._entries.keys()
        self._fill()
        if TYPED in self._entries.keys() - before:
            self._mark(TYPED)
        self._show_keys()

    def on_key(self, event: events.Key) -> None:
        """Let letters go to the filter and arrows to the list, wherever the focus is."""
        typed = event.character if event.is_printable and not self.is_help(event.key) else None
        if self.focused is not self._filter:
            if typed and not typed.isspace() and not self._is_command(event.key):
                event.stop()
                self._filter.take(typed)
        elif typed:
            event.stop()
            self._filter.take_late(typed)
        elif event.key in _MOVES:
            event.stop()
            getattr(self._list, f"action_{_MOVES[event.key]}")()

    def on_paste(self, event: events.Paste) -> None:
        """Let what is pasted go to the filter."""
        if self.focused is not self._filter and event.text.strip():
            event.stop()
            self._filter.take(event.text.strip().splitlines()[0])

    def _is_command(self, key: str) -> bool:
        """Whether a key does something here; to undo only where there is something to undo."""
        action = self.keymap.action(key, Scope.MENU)
        return action is not None and (action.id != "menu-undo" or self.can_undo)

    def action_start(self) -> None:
        """Begin the marked workout; remember its words where it has no other name."""
        entry = self.marked
        if isinstance(entry, Preset):
            if not entry.id:
                self._remember(entry.name)
            self._begin(entry)
        elif entry is not None:
            self.warn(f"{entry[0].name} makes no workout yet")

    def _remember(self, words: str) -> None:
        try:
            self.context.recent.remember(words)
        except OSError as error:
            self.warn("not remembered", error)
        self._recall()
        self._clear()

    def _clear(self) -> None:
        """Empty the filter line and leave it."""
        self._filter.value = ""
        self._list.focus()

    def action_new(self) -> None:
        """Write a new workout, with the words of the filter line if they are any."""
        tried = isinstance(self._understood, Preset) or any(map(str.isdigit, self._filter.value))
        self.write(self.context.own.new(self._filter.value if tried else ""))

    def action_delete(self) -> None:
        """Delete the marked workout of the person's own."""
        if self._marked_id != TYPED:
            super().action_delete()

    def action_filter(self) -> None:
        """Go to the filter."""
        self._filter.take_focus()

    @work
    async def action_calibrate(self) -> None:
        """Measure the delay of the sound."""
        from backcue.ui.screens.calibration.screen import CalibrateScreen  # noqa: PLC0415  rarely wanted

        try:
            screen = CalibrateScreen(self.context)
        except ValueError as error:
            self.warn(str(error), severe=True)
            return
        offset_ms = await self.app.push_screen_wait(screen)
        if offset_ms is not None:
            self.notify(f"sound delay set: {offset_ms} ms", markup=False)

    def action_leave(self) -> None:
        """Clear the filter; with none, leave."""
        if self._filter.value:
            self._clear()
        else:
            self.app.exit()

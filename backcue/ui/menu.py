"""The menu: the presets, and beside them what the marked one consists of."""

from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from backcue.actions import Keymap, Place
from backcue.ui.contract import Plan, Presets
from backcue.ui.details import Details
from backcue.ui.keys import bindings, footer
from backcue.ui.widgets.lines import BigText, KeyLine, Line
from backcue.workout.preset import Preset

Broken = tuple[Path, Exception]

LOOK = 1.0
"""Seconds between two looks at whether preset files changed."""
_GROUPS = ("classic", "daily", "treadmill", "running", "published")
_OWN = "own"
_TALL = 36
"""Rows from which there is room for the name in big letters."""

_WIDTHS = [
    (0, "-thin"),
    (50, "-broad"),
    (72, "-wide"),
    (120, "-vast"),
]
_HEIGHTS = [
    (0, "-flat"),
    (10, "-low"),
    (20, "-high"),
    (_TALL, "-tall"),
]
"""Classes for the style sheet, by the least number of columns or rows."""


class MenuScreen(Screen[None]):
    """Choose a workout."""

    CSS_PATH = "menu.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.MENU)
    HORIZONTAL_BREAKPOINTS = _WIDTHS
    VERTICAL_BREAKPOINTS = _HEIGHTS

    class Chosen(Message):
        """A workout is to begin."""

        def __init__(self, preset: Preset) -> None:
            super().__init__()
            self.preset = preset

    def __init__(self, library: Presets, plan: Plan, keymap: Keymap) -> None:
        super().__init__()
        self._library = library
        self._plan = plan
        self._keymap = keymap
        self._entries: dict[str, Preset | Broken] = {}

    def compose(self) -> ComposeResult:
        """Lay it out."""
        brand = BigText(id="brand")
        brand.text = "BACKCUE"
        yield brand
        yield Line(id="top")
        with Horizontal(id="panes"):
            yield OptionList(id="list", markup=False)
            yield Details(self._plan)
        field = Input(placeholder="filter", id="filter", select_on_focus=False)
        field.cursor_blink = False
        yield field
        line = KeyLine(id="keys")
        line.keys = (*footer(self._keymap, Place.MENU), ("↑ ↓", "choose", "screen.nothing"))
        yield line

    def on_mount(self) -> None:
        """Fill it."""
        self._list = self.query_one("#list", OptionList)
        self._filter = self.query_one("#filter", Input)
        self._details = self.query_one(Details)
        self._fill()
        self._list.focus()
        self.set_interval(LOOK, self._look)

    def on_resize(self, event: events.Resize) -> None:
        """Write the name small where there is no room for it in big letters."""
        self.query_one("#top", Line).left = "" if event.size.height >= _TALL else "backcue"

    def on_screen_resume(self) -> None:
        """Look at the files again when one comes back."""
        self._look()

    def _look(self) -> None:
        if self.is_active and self.is_mounted and self._library.refresh():
            self._fill()

    def _fill(self) -> None:
        """List what fits the filter, in groups, the marked one staying marked."""
        marked = self._marked()
        wanted = self._filter.value.casefold().split()
        groups: dict[str, list[Preset]] = {name: [] for name in (*_GROUPS, _OWN)}
        for preset in self._library.presets:
            if _fits(preset, wanted):
                groups.setdefault(_group(preset), []).append(preset)
        self._entries = {}
        options: list[Option] = []
        for name, presets in groups.items():
            if presets:
                options.append(_heading(name))
            for preset in presets:
                options.append(_entry(f"preset-{preset.id}", preset.name))
                self._entries[f"preset-{preset.id}"] = preset
        broken = [each for each in self._library.broken if _named(each[0], wanted)]
        if broken:
            options.append(_heading("not readable"))
        for path, error in broken:
            options.append(_entry(f"file-{path.name}", f"! {path.name}"))
            self._entries[f"file-{path.name}"] = path, error
        self._list.clear_options()
        self._list.add_options(options)
        top = self.query_one("#top", Line)
        count = len(self._library.presets)
        shown = sum(isinstance(entry, Preset) for entry in self._entries.values())
        top.right = f"{shown} of {count} workouts" if wanted else f"{count} workouts"
        self._mark(marked)

    def _marked(self) -> str | None:
        option = self._list.highlighted_option
        return option.id if option else None

    def _mark(self, entry: str | None) -> None:
        if entry not in self._entries:
            entry = next(iter(self._entries), None)
        if entry is None:
            self._details.show_nothing()
            return
        self._list.highlighted = self._list.get_option_index(entry)
        self._show(entry)

    def _show(self, entry: str) -> None:
        found = self._entries[entry]
        if isinstance(found, Preset):
            self._details.show(found)
        else:
            self._details.show_broken(*found)

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        if event.option_id in self._entries:
            self._show(event.option_id)

    @on(OptionList.OptionSelected)
    @on(Input.Submitted)
    def _entered(self) -> None:
        self.action_start()

    @on(Input.Changed)
    def _typed(self) -> None:
        self._fill()

    def on_key(self, event: events.Key) -> None:
        """Let letters go to the filter and arrows to the list, wherever the focus is."""
        if self.focused is self._filter:
            moves = {"up": "cursor_up", "down": "cursor_down"}
            moves |= {"pageup": "page_up", "pagedown": "page_down"}
            if event.key in moves:
                event.stop()
                getattr(self._list, f"action_{moves[event.key]}")()
        elif (
            event.is_printable
            and event.character
            and not event.character.isspace()
            and self._keymap.action(event.key, Place.MENU) is None
        ):
            event.stop()
            self._filter.focus()
            self._filter.insert_text_at_cursor(event.character)

    def action_start(self) -> None:
        """Begin the marked workout."""
        entry = self._entries.get(self._marked() or "")
        if isinstance(entry, Preset):
            self.post_message(self.Chosen(entry))
        elif entry is not None:
            self.notify(f"{entry[0].name} makes no workout yet", severity="warning", markup=False)

    def action_filter(self) -> None:
        """Go to the filter."""
        self._filter.focus()

    def action_keys(self) -> None:
        """Show the keys."""
        from backcue.ui.help import HelpScreen  # noqa: PLC0415  rarely wanted

        self.app.push_screen(HelpScreen(self._keymap))

    def action_leave(self) -> None:
        """Clear the filter; with none, leave."""
        if self._filter.value:
            self._filter.value = ""
            self._list.focus()
        else:
            self.app.exit()

    def action_nothing(self) -> None:
        """Nothing: the arrow keys move by themselves."""


def _group(preset: Preset) -> str:
    if not preset.built_in:
        return _OWN
    return preset.tags[0] if preset.tags else "more"


def _fits(preset: Preset, wanted: list[str]) -> bool:
    told = (preset.id, preset.name, preset.summary, *preset.tags, *preset.surfaces)
    text = " ".join(told).casefold()
    return all(word in text for word in wanted)


def _named(path: Path, wanted: list[str]) -> bool:
    return all(word in path.name.casefold() for word in wanted)


def _heading(name: str) -> Option:
    return Option(Text(name, style="dim italic", no_wrap=True), disabled=True)


def _entry(entry: str, name: str) -> Option:
    return Option(Text(f" {name}", no_wrap=True, overflow="ellipsis"), id=entry)

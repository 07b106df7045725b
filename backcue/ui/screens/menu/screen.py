"""The menu: the presets, and beside them what the marked one consists of."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input, OptionList

from backcue.app_context import AppContext, Suggestion
from backcue.keys.actions_and_keys import Scope
from backcue.presets.recent import understood
from backcue.system.heap import give_back
from backcue.ui.filtering import wanted_words
from backcue.ui.keys import menu_keys
from backcue.ui.screens.base import breakpoints
from backcue.ui.screens.filtered import FilteredScreen
from backcue.ui.screens.menu.details import Details
from backcue.ui.screens.menu.doors import DoorsScreen
from backcue.ui.screens.menu.entries import (
    TYPED,
    Entry,
    Listed,
    followed,
    line_id,
    line_of,
    listed,
)
from backcue.ui.screens.menu.followed_history import FollowedHistory
from backcue.ui.screens.menu.head import Head
from backcue.ui.screens.menu.rows import RowFacts, row_facts
from backcue.ui.screens.menu.workout_list import WorkoutList
from backcue.ui.screens.menu.writing import WritingScreen
from backcue.ui.widgets.filter_line import FilterLine
from backcue.ui.widgets.lines import BigText, KeyLine
from backcue.workout.preset import Preset

if TYPE_CHECKING:
    from backcue.workout.notation import NotationError

LOOK = 1.0
"""Seconds between two looks at whether preset files changed."""
SOON = 0.2
"""Seconds that the menu stands and takes keys before it looks at the disk the first time."""
GONE = 0.5
"""Seconds after which a screen that was closed, and all that it took, is gone."""
_MOVES = {
    "up": "cursor_up",
    "down": "cursor_down",
    "pageup": "page_up",
    "pagedown": "page_down",
    "home": "first",
    "end": "last",
    "ctrl+home": "first",
    "ctrl+end": "last",
}
"""Keys that move in the list, and the list's actions for them."""


class MenuScreen(FilteredScreen[None], WritingScreen, DoorsScreen, scope=Scope.MENU):
    """Choose a workout. Letters go to the filter line, arrows move in the list."""

    CSS_PATH = "menu.tcss"
    HORIZONTAL_BREAKPOINTS = breakpoints(thin=0, broad=50, wide=72, vast=120)
    VERTICAL_BREAKPOINTS = breakpoints(flat=0, low=10, high=20, tall=36)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, f"move('{does}')", show=False) for key, does in _MOVES.items()
    ]

    def __init__(self, context: AppContext, begin: Callable[[Preset], object]) -> None:
        super().__init__(context)
        self._begin = begin
        self._lines: list[Listed] = []
        self._shown: Entry | None = None
        self._recent: list[Preset] = []
        self._today: Suggestion | None = None
        self._history = FollowedHistory(context)
        self._marks_advice = True
        """Whether what is advised is to be marked still, once it is known."""
        self._looks = False
        self._stands_on: tuple[object, ...] = ()
        self._day = context.day()
        self._understood: Preset | NotationError | None = None
        self._head, self._keys = Head(id="top"), KeyLine(id="keys")
        self._list = WorkoutList(self._facts)
        self._details = Details(self.keymap.first("menu-read-on"))
        self._filter = FilterLine(self.is_command)

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield BigText(id="brand", text="BACKCUE")
        yield from (self._head, Horizontal(self._list, self._details, id="panes"))
        yield from (self._filter, self._keys)

    def on_mount(self) -> None:
        """Fill it; what is advised is marked once the history is read."""
        self._list.border_title = "Workouts"
        self._recall()
        self._fill()
        self._begin_looking()

    @work(group="looking")
    async def _begin_looking(self) -> None:
        await asyncio.sleep(SOON)
        self._looks = True
        self.set_interval(LOOK, self._look)
        self._look()

    # In a group of its own: it would end the questions that the menu asks.
    @work(exclusive=True, group="history")
    async def _follow_history(self) -> None:
        """Advise by the history as it is now; what is advised is marked the first time."""
        before = self._list.marked, self._filter.value
        for notice in await self._history.read():
            self.warn(notice)
        if not self.is_active:
            # Told when one is back: by then what is begun elsewhere is to be told as well.
            self._stands_on = ()
            return
        self._recall()
        # Who was quicker than the disk keeps what they marked.
        if self._marks_advice and before == (self._list.marked, self._filter.value):
            self._mark(self._suggested or self._list.marked)
        self._marks_advice = False

    def on_screen_resume(self) -> None:
        """Show what another screen changed; what was begun there is marked, and done with here."""
        if self._looks:
            self.set_timer(GONE, give_back)
        if not self.is_mounted or self._stands_on == self._standing:
            self._look()
            return
        before = self._recent
        self._recall()
        mark = self._suggested if self._marks_advice and not self._filter.value else ""
        if self._recent and self._recent != before:
            self._filter.value = ""
            mark = line_id(self._recent[0])
        self._marks_advice = self._marks_advice and not mark
        self._fill(mark)
        self._look()

    def settings_changed(self) -> None:
        """Show where one walks, workouts as they would be led now, and the keys."""
        self._recall()
        self._fill()

    def _look(self) -> None:
        if not self.is_active or not self._looks:
            return
        if self.context.library.refresh():
            self._fill()
        for problem in self.context.news():
            self.warn(problem)
        if self._day != self.context.day():
            self._recall()
        if self._history.has_changed():
            self._follow_history()

    @property
    def _standing(self) -> tuple[object, ...]:
        """What decides how the presets are shown, but for the presets themselves."""
        return self.context.settings, self.context.options, self.context.recent.words()

    def _recall(self) -> None:
        """Look where the person walks, what was begun lately and what is advised, and tell."""
        self._stands_on, self._day = self._standing, self.context.day()
        self._recent = self.context.begun()
        sessions = self._history.sessions
        self._today = None if sessions is None else self.context.today(sessions)
        self._head.tell(self.context, self._today)

    @property
    def _suggested(self) -> str:
        """The line of what is advised; empty where nothing is."""
        return line_id(self._today.preset) if self._today else ""

    def changed(self, preset_id: str | None) -> None:
        """Show what became of the presets; mark this one, if any."""
        self._recall()
        self._fill()
        if preset_id is not None:
            if line_of(preset_id, self._lines) is None:
                self._filter.value = ""
                self._fill()
            self._mark(line_of(preset_id, self._lines) or "")

    def _fill(self, mark: str = "", *, follow: bool = True) -> None:
        """List what fits the filter, in groups.

        Marked is the line `mark`, if one is named, else what was marked. Where that is gone,
        `follow` marks the nearest; else it is the first.
        """
        before, marked = self._lines, self._list.marked
        words = self._filter.value
        wanted = wanted_words(words)
        self._understood = understood(words)
        typed = self._understood if isinstance(self._understood, Preset) else None
        groups = listed(self.context.library, self._recent, typed, words)
        self._lines = [line for group in groups for line in group.lines]
        self._list.put(groups, wanted)
        fit = sum(line.id != TYPED for line in self._lines)
        self._list.border_subtitle = f"{fit} fit" if wanted and (fit or typed is None) else None
        self._mark(mark or (followed(before, marked, self._lines) if follow else marked))
        self._show_keys()

    def _show_keys(self) -> None:
        self._keys.keys = menu_keys(
            self.keymap,
            starts=isinstance(self._shown, Preset),
            edits=self._shown is not None,
            typed=bool(self._filter.value),
            words=isinstance(self._understood, Preset),
            undo=self.can_undo,
        )

    @property
    def marked(self) -> Entry | None:
        """What is marked."""
        return self._entry(self._list.marked)

    def _entry(self, line_id: str) -> Entry | None:
        return next((line.entry for line in self._lines if line.id == line_id), None)

    def _mark(self, line: str) -> None:
        """Mark this line, or the first where it is not there."""
        entry = self._entry(line)
        if entry is None and self._lines:
            line, _, entry = self._lines[0]
        if entry is None:
            self._shown = None
            self._details.show_nothing(self._understood)
        else:
            self._list.mark(line)
            self._show(entry)

    def _show(self, entry: Entry) -> None:
        self._shown = entry
        self._show_keys()
        if isinstance(entry, Preset):
            self._details.show(self.context.setup(entry), wanted_words(self._filter.value))
        else:
            self._details.show_broken(*entry)

    def _facts(self, entry: Entry) -> RowFacts:
        """Returns what stands behind a name in the list."""
        if not isinstance(entry, Preset):
            return RowFacts()
        return row_facts(self.context.setup(entry), self.context.surface)

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        found = self._entry(event.option_id or "")
        if found is not None and found is not self._shown and event.option_id == self._list.marked:
            self._show(found)

    @on(OptionList.OptionSelected)
    def _selected(self) -> None:
        self.action_start()

    @on(Input.Changed)
    def _typed(self) -> None:
        was_workout = self._entry(TYPED) is not None
        self._fill(follow=False)
        if not was_workout and self._entry(TYPED) is not None:
            self._mark(TYPED)

    def action_move(self, does: str) -> None:
        """Move in the list."""
        getattr(self._list, f"action_{does}")()

    def action_read_on(self) -> None:
        """Scroll down what stands beside the list."""
        self._details.read(1)

    def action_read_back(self) -> None:
        """Scroll it up again."""
        self._details.read(-1)

    def action_today(self) -> None:
        """Mark what is advised for today."""
        self._mark(self._suggested)

    def action_start(self) -> None:
        """Begin the marked workout."""
        entry = self.marked
        if isinstance(entry, Preset):
            self._begin(entry)
        elif entry is not None:
            key = self.keymap.first("menu-edit")
            self.warn(f"{entry[0].name} makes no workout yet: {key} edits it")

    def action_new(self) -> None:
        """Write a new workout, with the words of the filter line if they are any."""
        tried = isinstance(self._understood, Preset) or any(map(str.isdigit, self._filter.value))
        self.write(self.context.own.new(self._filter.value if tried else ""))

    def action_delete(self) -> None:
        """Delete the marked workout of the person's own."""
        if self._list.marked != TYPED:
            super().action_delete()

    def left(self) -> None:
        """Leave backcue."""
        self.app.exit()

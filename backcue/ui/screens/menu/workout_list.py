"""The list of the menu: a click marks, a second one on the same starts."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from textual import events
from textual.widgets.option_list import Option

from backcue.ui.screens.menu.entries import Entry, Group
from backcue.ui.screens.menu.rows import Heading, Row, RowFacts
from backcue.ui.widgets.paged_list import Paged


class WorkoutList(Paged, can_focus=False):
    """Lists workouts in groups. Keys are the screen's business: it never has the focus."""

    def __init__(self, facts: Callable[[Entry], RowFacts]) -> None:
        super().__init__(id="list", markup=False)
        self._facts = facts
        self._clicked: int | None = None

    def put(self, groups: Iterable[Group], wanted: Sequence[str]) -> None:
        """List these, each group under its heading; nothing is marked then."""
        options = []
        for group in groups:
            options.append(Option(Heading(group.heading, wanted), disabled=True))
            for line in group.lines:
                row = Row(line.label, wanted, partial(self._facts, line.entry))
                options.append(Option(row, id=line.id))
        self.set_options(options)

    @property
    def marked(self) -> str:
        """The id of the marked line; empty where there is none."""
        option = self.highlighted_option
        return (option and option.id) or ""

    def mark(self, line: str) -> None:
        """Mark a line."""
        self.highlighted = self.get_option_index(line)

    def scroll_to_highlight(self, top: bool = False) -> None:  # noqa: FBT001, FBT002 - Textual's
        """Bring the marked line into sight, with the heading where one is right above it."""
        super().scroll_to_highlight(top)
        above = (self.highlighted or 0) - 1
        if above >= 0 and self.options[above].disabled and above < self.scroll_y:
            self.scroll_to(y=above, animate=False)

    def action_page_up(self) -> None:
        """Move a page up; a heading at the top is no reason to mark nothing."""
        super().action_page_up()
        if self.highlighted is None:
            self.action_first()

    def on_resize(self) -> None:
        """Keep the marked line in sight."""
        self.call_after_refresh(self.scroll_to_highlight)

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Forget the click that marked another."""
        if highlighted != self._clicked:
            self._clicked = None
        super().watch_highlighted(highlighted)

    async def _on_click(self, event: events.Click) -> None:
        """Mark at the first click, start at the second on the same line."""
        event.prevent_default()
        index = event.style.meta.get("option")
        if index is None or self.options[index].disabled:
            return
        if index == self._clicked:
            self.action_select()
        else:
            self._clicked = index
            self.highlighted = index

"""Shows what was deleted, brings it back, or deletes it for good."""

from textual import on, work
from textual.app import ComposeResult
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from backcue.app_context import AppContext
from backcue.keys.actions_and_keys import Scope
from backcue.presets.trash import Taken, Trashed
from backcue.ui.screens.asking import AskingScreen
from backcue.ui.screens.base import breakpoints
from backcue.ui.widgets.lines import KeyLine, Line
from backcue.ui.widgets.paged_list import Paged


class TrashScreen(AskingScreen[str | None], scope=Scope.TRASH):
    """Lists the files in the trash, the latest first.

    Gives the name of the file that was brought back last; None where none was.
    """

    CSS_PATH = "trash.tcss"
    VERTICAL_BREAKPOINTS = breakpoints(low=0, high=12)

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self._contents: list[Trashed] = []
        self._restored: str | None = None
        self._list = Paged(id="trash", markup=False)

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield Line(id="top", left="Deleted workouts")
        yield self._list
        yield Static(f"they lie in {self.context.own.trash.folder}", id="where", markup=False)
        yield self.footer()

    def on_mount(self) -> None:
        """Fill it."""
        self._fill()
        self._list.focus()

    def _fill(self) -> None:
        self._contents = self.context.own.trash.contents()
        self._list.clear_options()
        for one in self._contents:
            self._list.add_option(
                Option(f"{one.at.astimezone():%d %b %Y, %H:%M}   {one.path.name}")
            )
        if self._contents:
            self._list.highlighted = 0
        else:
            self._list.add_option(Option("the trash is empty", disabled=True))
        self.settings_changed()

    def settings_changed(self) -> None:
        """Show the keys: in an empty trash there is nothing to do but leave."""
        super().settings_changed()
        if not self._contents:
            line = self.query_one(KeyLine)
            idle = {"screen.restore", "screen.empty"}
            line.keys = tuple(each for each in line.keys if each[2] not in idle)

    @on(OptionList.OptionSelected)
    def action_restore(self) -> None:
        """Bring the marked one back."""
        at = self._list.highlighted
        if at is None or at >= len(self._contents):
            return
        one = self._contents[at]
        try:
            self._restored = self.context.own.restore(one).name
        except (Taken, OSError) as error:
            self.warn(f"{one.path.name} was not brought back", error)
        else:
            self.notify(f"{one.path.name} is back", markup=False)
        self._fill()

    @work
    async def action_empty(self) -> None:
        """Delete all of it for good; ask once."""
        count = len(self._contents)
        if not count:
            return
        many = f"these {count} workouts" if count > 1 else self._contents[0].path.name
        if await self.ask(f"Delete {many} for good?"):
            try:
                self.context.own.trash.empty()
            except OSError as error:
                self.warn("not all is deleted", error)
            self._fill()

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(self._restored)

"""What can be done to the marked preset: write, edit, copy, delete and bring back."""

from textual import work

from backcue.presets.own import Draft
from backcue.presets.preset_file import PresetError
from backcue.presets.trash import Taken
from backcue.ui.screens.asking import AskingScreen
from backcue.ui.screens.menu.entries import Entry
from backcue.workout.preset import Preset


class WritingScreen(AskingScreen[None]):
    """A screen on which one preset is marked; it opens the editor and asks its questions."""

    @property
    def marked(self) -> Entry | None:
        """What is marked."""
        raise NotImplementedError

    def changed(self, preset_id: str | None) -> None:
        """Show what became of the presets; mark this one, if any."""
        raise NotImplementedError

    @property
    def can_undo(self) -> bool:
        """Whether something was deleted that can be brought back."""
        return self.context.own.last_deleted is not None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let the key for undo through to the filter where there is nothing to undo."""
        may = super().check_action(action, parameters)
        return may and (action != "undo" or self.can_undo)

    @work
    async def write(self, draft: Draft) -> None:
        """Open a draft in the editor."""
        # Imported here: a menu that is only chosen from does without it.
        from backcue.ui.screens.editor.screen import EditorScreen  # noqa: PLC0415

        # A key that is held down comes several times before the first has opened anything.
        if self.app.screen is not self:
            return
        saved = await self.app.push_screen_wait(EditorScreen(self.context, draft))
        self._refresh(saved)

    def action_share(self) -> None:
        """Show the marked workout as one line and a code."""
        from backcue.ui.screens.share.screen import ShareScreen  # noqa: PLC0415 - rarely wanted

        if isinstance(self.marked, Preset) and self.app.screen is self:
            self.app.push_screen(ShareScreen(self.context, self.marked))

    @work
    async def offer_drafts(self) -> None:
        """Ask what is to become of what was typed and not saved when its program ended."""
        from backcue.ui.screens.draft.screen import Choice, DraftScreen  # noqa: PLC0415 - rarely
        from backcue.ui.screens.editor.screen import EditorScreen  # noqa: PLC0415

        drafts = self.context.drafts
        for left in drafts.left():
            choice = await self.app.push_screen_wait(DraftScreen(self.context, left))
            if choice is Choice.CONTINUE:
                editor = EditorScreen(self.context, left.draft, left)
                self._refresh(await self.app.push_screen_wait(editor))
            elif choice is Choice.THROW_AWAY:
                try:
                    drafts.throw_away(left, self.context.own.trash)
                except OSError as error:
                    self.warn("not thrown away", error)
            else:
                break

    @work
    async def action_trash(self) -> None:
        """Show what was deleted, and bring back what is wanted of it."""
        from backcue.ui.screens.trash.screen import TrashScreen  # noqa: PLC0415 - rarely wanted

        if self.app.screen is not self:
            return
        restored = await self.app.push_screen_wait(TrashScreen(self.context))
        self._refresh()
        if restored is not None:
            presets = self.context.library.presets
            here = (each.id for each in presets if each.path and each.path.name == restored)
            self.changed(next(here, None))

    def _refresh(self, preset_id: str | None = None) -> None:
        self.context.library.refresh()
        self.changed(preset_id)

    def action_edit(self) -> None:
        """Edit the marked preset, words, or the file of a broken one."""
        own, entry = self.context.own, self.marked
        if entry is None:
            return
        try:
            self.write(own.edit(entry) if isinstance(entry, Preset) else own.open(entry[0]))
        except PresetError as error:
            self.warn("only a text editor can put this right", error)

    def action_duplicate(self) -> None:
        """Write a copy of the marked preset."""
        entry = self.marked
        if isinstance(entry, Preset):
            try:
                self.write(self.context.own.duplicate(entry, self.context.library.presets))
            except PresetError as error:
                self.warn(str(error))
        elif entry is not None:
            self.warn(f"{entry[0].name} makes no workout that could be copied")

    def action_delete(self) -> None:
        """Delete an own preset, a broken file or remembered words; ask once."""
        if self.marked is not None:
            self._ask_and_delete(self.marked)

    @work
    async def _ask_and_delete(self, entry: Entry) -> None:
        undo = self.keymap.first("menu-undo")
        if not isinstance(entry, Preset):
            question = f"Delete {entry[0].name}? {undo} brings it back."
        elif entry.path is None:
            question = f"Forget {entry.name}?"
        elif entry.built_in:
            self.warn("built-in workouts stay; what you edit is a copy of your own")
            return
        else:
            more = " The built-in one comes back." if entry.overrides else ""
            question = f"Delete {entry.name}? {undo} undoes it.{more}"
        if await self.ask(question):
            self._delete(entry)

    def _delete(self, entry: Entry) -> None:
        try:
            if not isinstance(entry, Preset):
                self.context.own.delete(entry[0])
            elif entry.path is None:
                self.context.recent.forget(entry.name)
            else:
                self.context.own.delete(entry.path)
        except OSError as error:
            self.warn("not deleted", error)
        self._refresh()

    def action_undo(self) -> None:
        """Bring back what was deleted last."""
        if not self.can_undo:
            return
        try:
            path = self.context.own.undo()
        except (Taken, OSError) as error:
            self.warn("not brought back", error)
            return
        self._refresh()
        here = (preset.id for preset in self.context.library.presets if preset.path == path)
        self.changed(next(here, None))

"""What can be done to the presets of a list: write, edit, copy, delete and bring back."""

from collections.abc import Callable

from textual.screen import Screen

from backcue.keys.keymap import Keymap
from backcue.presets.own import ChangedOnDisk, Draft
from backcue.presets.preset_file import PresetError
from backcue.ui.screens.menu.entries import Entry
from backcue.ui.screens.question import ConfirmScreen
from backcue.ui.workshop import Workshop
from backcue.workout.preset import Preset


class Writing:
    """Opens the editor over a screen and asks its questions there.

    `done` is called after each change, with the id of the preset to look at, if any.
    """

    def __init__(
        self,
        screen: Screen[None],
        workshop: Workshop,
        keymap: Keymap,
        done: Callable[[str | None], None],
    ) -> None:
        self._screen = screen
        self._workshop = workshop
        self._keymap = keymap
        self._done = done

    @property
    def can_undo(self) -> bool:
        """Whether something was deleted that can be brought back."""
        return self._workshop.own.last_deleted is not None

    def new(self, words: str = "") -> None:
        """Write a new preset, with these words if there are any."""
        self._open(self._workshop.own.new(words))

    def edit(self, entry: Entry) -> None:
        """Edit a preset, words, or the file of a broken one."""
        own = self._workshop.own
        try:
            draft = own.edit(entry) if isinstance(entry, Preset) else own.open(entry[0])
        except PresetError as error:
            self._warn(f"only a text editor can put this right: {error}")
        else:
            self._open(draft)

    def duplicate(self, entry: Entry) -> None:
        """Write a copy of a preset."""
        if not isinstance(entry, Preset):
            self._warn(f"{entry[0].name} makes no workout that could be copied")
            return
        if entry.path is None:
            self.edit(entry)
            return
        try:
            self._open(self._workshop.own.duplicate(entry, self._workshop.library.presets))
        except PresetError as error:
            self._warn(str(error))

    def _open(self, draft: Draft) -> None:
        # Imported here: a menu that is only chosen from does without it.
        from backcue.ui.screens.editor.screen import EditorScreen  # noqa: PLC0415

        def left(saved: str | None) -> None:
            self._workshop.library.refresh()
            self._done(saved)

        self._screen.app.push_screen(EditorScreen(draft, self._workshop, self._keymap), left)

    def delete(self, entry: Entry) -> None:
        """Delete an own preset, a broken file or remembered words; ask once."""
        undo = self._keymap.first("menu-undo")
        if not isinstance(entry, Preset):
            self._ask(f"Delete {entry[0].name}? {undo} brings it back.", entry)
        elif entry.path is None:
            self._ask(f"Forget {entry.name}?", entry)
        elif entry.built_in:
            self._warn("built-in workouts stay; what you edit is a copy of your own")
        else:
            more = " The built-in one comes back." if entry.overrides else ""
            self._ask(f"Delete {entry.name}? {undo} undoes it.{more}", entry)

    def _ask(self, question: str, entry: Entry) -> None:
        def answered(yes: bool | None) -> None:  # noqa: FBT001
            if yes:
                self._delete(entry)

        self._screen.app.push_screen(ConfirmScreen(question, self._keymap), answered)

    def _delete(self, entry: Entry) -> None:
        path = entry.path if isinstance(entry, Preset) else entry[0]
        try:
            if path is not None:
                self._workshop.own.delete(path)
            elif isinstance(entry, Preset):
                self._workshop.recent.forget(entry.name)
        except OSError as error:
            self._warn(f"not deleted: {error.strerror}")
        self._workshop.library.refresh()
        self._done(None)

    def undo(self) -> None:
        """Bring back what was deleted last."""
        if not self.can_undo:
            return
        try:
            path = self._workshop.own.undo()
        except ChangedOnDisk as error:
            self._warn(f"not brought back: {error}")
            return
        except OSError as error:
            self._warn(f"not brought back: {error.strerror}")
            return
        self._workshop.library.refresh()
        here = (preset.id for preset in self._workshop.library.presets if preset.path == path)
        self._done(next(here, None))

    def _warn(self, told: str) -> None:
        self._screen.notify(told, severity="warning", markup=False)

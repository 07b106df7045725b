"""What is typed and not saved is kept in a file, a moment after each change."""

from typing import TYPE_CHECKING

from backcue.presets.drafts import DraftFile
from backcue.ui.screens.base import KeyedScreen

if TYPE_CHECKING:
    from textual.timer import Timer

    from backcue.presets.own import Draft
    from backcue.presets.writing import Fields

AFTER = 0.5
"""Seconds after a change until it is kept: what a kill may cost."""


class Keeping:
    """Keeps the draft of one editor."""

    def __init__(self, editor: KeyedScreen[str | None], file: DraftFile) -> None:
        self._editor, self._file = editor, file
        self._timer: Timer | None = None
        self._wanted: tuple[Draft, Fields] | None = None
        self._kept: tuple[Draft, Fields] | None = None
        self._is_over = self._has_warned = False

    def changed(self, draft: "Draft", typed: "Fields") -> None:
        """Keep what is typed soon; forget it where that is what the draft says: it is saved."""
        if self._is_over:
            return
        self._wanted = (draft, typed) if typed != draft.fields else None
        if self._wanted is None:
            self._kept = None
            self._file.forget()
        elif self._timer is None:
            self._timer = self._editor.set_timer(AFTER, self._keep)

    def end(self) -> None:
        """Keep it now; whoever asks for what was left gets it."""
        if not self._is_over:
            self._keep()
            self._is_over = True
            self._file.let_go()

    def give_up(self) -> None:
        """Forget it: the person wants it so."""
        self._is_over = True
        self._file.forget()

    def _keep(self) -> None:
        self._timer = None
        if self._is_over or self._wanted in (None, self._kept):
            return
        try:
            self._file.keep(*self._wanted)
            self._kept = self._wanted
        except OSError as error:
            if not self._has_warned:
                self._has_warned = True
                self._editor.warn("what you type is not kept for after a crash", error)

"""The editor: the words of a workout, what they come to, and where it is kept."""

import logging
from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Input, Static, TextArea

from backcue.app_context import AppContext
from backcue.keys.actions_and_keys import Scope
from backcue.presets.own import ChangedOnDisk, Draft
from backcue.presets.preset_file import PresetError
from backcue.presets.writing import Fields, id_from, tidied
from backcue.ui.screens.asking import AskingScreen
from backcue.ui.screens.base import breakpoints
from backcue.ui.screens.editor.form import LINES, form
from backcue.ui.screens.editor.keeping import Keeping
from backcue.ui.screens.editor.preview import Preview
from backcue.ui.screens.editor.tick import Tick
from backcue.ui.screens.editor.validation import Validation, validate
from backcue.ui.screens.editor.words_area import WordsArea
from backcue.ui.widgets.lines import Line
from backcue.workout.model import Surface
from backcue.workout.pace import Pace

if TYPE_CHECKING:
    from textual.timer import Timer

    from backcue.presets.drafts import Left

_LOG = logging.getLogger(__name__)

EXAMPLE = "5 forward, hold 2s, 4 backward, hold 3s"
LONG = 4000
"""Characters from which on words are read only when the typing pauses."""
PAUSE = 0.3
"""Seconds without a key that count as a pause."""
ROWS_TO_QUOTE = 5
"""Rows from which on what is said about the words may begin with the words themselves."""


class EditorScreen(AskingScreen[str | None], scope=Scope.EDITOR):
    """Write a preset. Gives the id of what was saved, None where nothing was."""

    CSS_PATH = "editor.tcss"
    # Who undoes once more in a field of one line is not to find the whole program suspended.
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+z", "nothing", show=False)]
    UNSAVED = "What you wrote is not saved; it will be offered next time."
    HELP_BESIDE = True
    HORIZONTAL_BREAKPOINTS = breakpoints(thin=0, broad=56, wide=72, vast=120)
    VERTICAL_BREAKPOINTS = breakpoints(flat=0, low=10, high=20, tall=36)

    def __init__(self, context: AppContext, draft: Draft, left: "Left | None" = None) -> None:
        """Open a draft; `left`: one that was being written when its program ended."""
        super().__init__(context)
        self._draft = draft if left is None else left.draft
        self._begins_with = draft.fields if left is None else left.typed
        self._keeping = Keeping(self, context.drafts.begin(left))
        self._saved_id: str | None = None
        self._insisting = False
        self._refused = ""
        self._later: Timer | None = None
        self._follows_name = not self._begins_with.id
        self._top, self._preview = Line(id="top"), Preview()
        words = self._begins_with.sequence
        self._words = WordsArea(words, id="words", placeholder=EXAMPLE)
        self._fault, self._where = (
            Static(id="fault", markup=False),
            Static(id="where", markup=False),
        )

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield self._top
        with Horizontal(id="panes"):
            with Vertical(id="form"):
                with VerticalScroll(id="fields", can_focus=False):
                    told = f"{self.keymap.while_typing('help')} says what can be written"
                    yield from form(self._begins_with, self._own_pace(), told)
                    yield self._words
                yield self._fault
            yield Vertical(self._preview, self._where, id="side")
        yield self.footer(("tab", "next field", "app.focus_next"))

    def on_mount(self) -> None:
        """Show what is there."""
        self._top.left = self._begins_with.name or "New workout"
        self.query_one("#words" if self._begins_with.name else "#name").focus()
        self._read()

    def on_resize(self) -> None:
        """Cut what is said about the words to the new width."""
        self.call_after_refresh(self._read)

    def _own_pace(self) -> Pace:
        """Returns the pace that holds where this preset says nothing."""
        fields = Fields(id="pace", name="pace", sequence=EXAMPLE)
        preset = self.context.own.read(Draft(), fields)
        return self.context.setup(preset).course.conditions.pace

    @property
    def fields(self) -> Fields:
        """What is filled in."""
        if not self.is_mounted:
            # A key may come before the fields are there.
            return self._begins_with
        typed = {name: self.query_one(f"#{name}", Input).value for name in LINES}
        chosen = tuple(each for each in Surface if self.query_one(f"#{each}", Tick).value)
        return Fields(**typed, sequence=self._words.words.strip("\n"), surfaces=chosen)

    @property
    def unsaved(self) -> bool:
        """Whether something is filled in that is not on disk."""
        return self.fields != self._draft.fields

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._refused = ""
        name = event.input.id
        if name == "name" and self._follows_name:
            taken = {preset.id.casefold() for preset in self.context.library.presets}
            wanted = id_from(event.value, taken) if event.value.strip() else ""
            with self.prevent(Input.Changed):
                self.query_one("#id", Input).value = wanted
        elif name == "id":
            self._follows_name = False
        self._read()

    @on(TextArea.Changed)
    def _wrote(self) -> None:
        self._refused = ""
        if self._later is not None:
            self._later.stop()
        if len(self._words.text) < LONG:
            self._read()
        else:
            self._keeping.changed(self._draft, self.fields)
            self._later = self.set_timer(PAUSE, self._read)

    @on(Tick.Changed)
    def _ticked(self) -> None:
        self._refused = ""
        self._read()

    def _read(self) -> None:
        """Validate what is filled in and show it."""
        validation = self._validated()
        self._keeping.changed(self._draft, self.fields)
        self._words.fault = validation.fault
        for name in LINES:
            self.query_one(f"#{name}", Input).set_class(name == validation.field, "-wrong")
        self.query_one("#surfaces").set_class(validation.field == "surfaces", "-wrong")
        told = f"not saved: {self._refused}" if self._refused else validation.message
        self._fault.update("\n".join((*validation.marked, told)))
        self._fault.set_class(bool(self._refused), "-refused")
        self._show_where(validation)
        if validation.preset is not None:
            self._preview.show(self.context.setup(validation.preset), self.context.bank.seconds)
        elif self._words.words.strip():
            self._preview.show_stale()
        else:
            self._preview.show_nothing()

    def _show_where(self, validation: Validation) -> None:
        """Say whether it is saved; where it is not, in which file it will be."""
        path, unsaved = self._draft.path, self.unsaved or bool(self._refused)
        self._top.right = "not saved" if unsaved else f"saved in {path.name}" if path else ""
        is_saved = path is not None and not unsaved
        key = self.keymap.first("editor-save")
        will = f"{key} saves it in {validation.where}" if validation.where and not is_saved else ""
        self._where.update(will)

    def _validated(self) -> Validation:
        room = self._fault.content_size
        width = max(10, room.width - 2) if room.height >= ROWS_TO_QUOTE else 0
        return validate(self.fields, self._draft, self.context, width, insisting=self._insisting)

    def action_save(self) -> None:
        """Save, where it makes a preset; else say why not and go to what is wrong."""
        if not self.is_mounted:
            return
        self._insisting = True
        validation = self._validated()
        if validation.message:
            self._refuse(validation.message)
            self._go_to(validation)
        else:
            self._save(self.fields)

    def _refuse(self, why: str) -> None:
        """Say that it was not saved, and why, until something is changed."""
        self._refused = why
        self._read()

    def _go_to(self, wrong: Validation) -> None:
        if wrong.fault is not None:
            self._words.go_to(wrong.fault.start)
        elif wrong.field == "surfaces":
            self.query(Tick).first().focus()
        elif wrong.field is not None:
            self.query_one(f"#{wrong.field}").focus()

    @work
    async def _save(self, typed: Fields, *, over: bool = False) -> None:
        before, fields = self._draft.fields, typed
        if typed.sequence != before.sequence or not self._draft.text:
            fields = replace(typed, sequence=tidied(typed.sequence))
        try:
            self._draft = self.context.own.save(self._draft, fields, over=over)
        except ChangedOnDisk as change:
            remedy = "Write over it?" if change.is_there else "Keep it again?"
            if await self.ask(f"Not saved yet: {change}. {remedy}"):
                self._save(typed, over=True)
        except (OSError, PresetError) as error:
            _LOG.warning("not saved", exc_info=error)
            self._refuse(str(getattr(error, "strerror", None) or error))
        else:
            self._saved_id = fields.id
            if self.fields.sequence == typed.sequence:
                self._words.rewrite(fields.sequence)
            if (before.forward, before.backward) != (fields.forward, fields.backward):
                self._forget_pace(fields.id)
            self._follows_name = self._insisting = False
            self._top.left = fields.name
            self.context.library.refresh()
            self._read()

    def _forget_pace(self, preset_id: str) -> None:
        """Let a pace that was just written count, whatever was kept after a session."""
        try:
            self.context.kept.forget(preset_id)
        except OSError as error:
            self.warn("the cadences kept earlier still count", error)

    @work
    async def action_leave(self) -> None:
        """Go back; ask first where something is not saved."""
        question = "Leave without saving? What you wrote is lost."
        if not self.unsaved or await self.ask(question):
            self._keeping.give_up()
            self.dismiss(self._saved_id)

    def keep(self) -> None:
        """Keep what is typed and not saved, and leave it to whoever asks for it next."""
        self._keeping.end()

    def on_unmount(self) -> None:
        """Keep it, however this ends."""
        self.keep()

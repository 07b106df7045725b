"""The editor: the words of a workout, what they come to, and where it is kept."""

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.widgets import Input, Static, TextArea

from backcue.app_context import AppContext
from backcue.keys.actions_and_keys import Scope
from backcue.presets.own import ChangedOnDisk, Draft
from backcue.presets.preset_file import PresetError
from backcue.presets.writing import Fields, id_from, tidied
from backcue.ui.screens.asking import AskingScreen
from backcue.ui.screens.base import breakpoints
from backcue.ui.screens.editor.preview import Preview
from backcue.ui.screens.editor.tick import Tick
from backcue.ui.screens.editor.validation import Validation, validate
from backcue.ui.screens.editor.words_area import WordsArea
from backcue.ui.widgets.lines import Line
from backcue.workout.model import Direction, Gait, Surface
from backcue.workout.pace import Pace

if TYPE_CHECKING:
    from textual.timer import Timer

EXAMPLE = "5 forward, hold 2s, 4 backward, hold 3s"
LONG = 4000
"""Characters from which on words are read only when the typing pauses."""
PAUSE = 0.3
"""Seconds without a key that count as a pause."""
ROWS_TO_QUOTE = 5
"""Rows from which on what is said about the words may begin with the words themselves."""
_ROWS = {
    "name": "what the menu shows",
    "id": "follows the name",
    "summary": "one line, if you like",
    "repeat": "20x, 10min, forever; empty: once",
}
"""Fields with a row of their own, and what stands there while they are empty."""
_INPUTS = (*_ROWS, *Direction)


class EditorScreen(AskingScreen[str | None], scope=Scope.EDITOR):
    """Write a preset. Gives the id of what was saved, None where nothing was."""

    CSS_PATH = "editor.tcss"
    HORIZONTAL_BREAKPOINTS = breakpoints(thin=0, broad=56, wide=72, vast=120)
    VERTICAL_BREAKPOINTS = breakpoints(flat=0, low=10, high=20, tall=36)

    def __init__(self, context: AppContext, draft: Draft) -> None:
        super().__init__(context)
        self._draft = draft
        self._saved_id: str | None = None
        self._insisting = False
        self._later: Timer | None = None
        self._follows_name = not draft.fields.id
        self._top, self._preview = Line(id="top"), Preview()
        self._words = WordsArea(draft.fields.sequence, id="words", placeholder=EXAMPLE)
        self._fault, self._where = (
            Static(id="fault", markup=False),
            Static(id="where", markup=False),
        )

    def compose(self) -> ComposeResult:
        """Lay it out."""
        fields = self._draft.fields
        yield self._top
        with Horizontal(id="panes"):
            with Vertical(id="form"):
                for name, placeholder in _ROWS.items():
                    with Horizontal(classes=f"row {name}"):
                        yield Static(name, classes="label", markup=False)
                        yield _input(name, getattr(fields, name), placeholder)
                with Horizontal(classes="row", id="pace"):
                    pace = self._own_pace()
                    yield Static("pace", classes="label", markup=False)
                    for way in Direction:
                        usual = f"{pace.cadence(way, Gait.WALK):g}"
                        yield _input(str(way), getattr(fields, way), usual)
                        yield Static(way, classes="unit", markup=False)
                with Container(id="surfaces"):
                    for surface in Surface:
                        label = surface.removesuffix("-treadmill")
                        ticked = surface in fields.surfaces
                        yield Tick(label, ticked, id=surface, compact=True)
                yield from (self._words, self._fault)
            yield Vertical(self._preview, self._where, id="side")
        yield self.footer(("tab", "next field", "app.focus_next"))

    def on_mount(self) -> None:
        """Show what is there."""
        self._top.left = self._draft.fields.name or "New workout"
        self.query_one("#words" if self._draft.fields.name else "#name").focus()
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
        typed = {name: self.query_one(f"#{name}", Input).value for name in _INPUTS}
        chosen = tuple(each for each in Surface if self.query_one(f"#{each}", Tick).value)
        return Fields(**typed, sequence=self._words.words.strip("\n"), surfaces=chosen)

    @property
    def unsaved(self) -> bool:
        """Whether something is filled in that is not on disk."""
        return self.fields != self._draft.fields

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
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
        if self._later is not None:
            self._later.stop()
        if len(self._words.text) < LONG:
            self._read()
        else:
            self._later = self.set_timer(PAUSE, self._read)

    @on(Tick.Changed)
    def _read(self) -> None:
        """Validate what is filled in and show it."""
        validation = self._validated()
        self._words.fault = validation.fault
        for name in _INPUTS:
            self.query_one(f"#{name}", Input).set_class(name == validation.field, "-wrong")
        self._fault.update(validation.message)
        self._where.update(validation.where)
        self._top.right = "not saved" if self.unsaved else "saved" if self._draft.path else ""
        if validation.preset is not None:
            self._preview.show(self.context.setup(validation.preset), self.context.bank.seconds)
        elif self._words.words.strip():
            self._preview.show_stale()
        else:
            self._preview.show_nothing()

    def _validated(self) -> Validation:
        room = self._fault.content_size
        width = max(10, room.width - 2) if room.height >= ROWS_TO_QUOTE else 0
        return validate(self.fields, self._draft, self.context, width, insisting=self._insisting)

    def action_save(self) -> None:
        """Save, where it makes a preset; else go to what is wrong."""
        self._insisting = True
        self._read()
        wrong = self._validated().field
        if wrong is None:
            self._save()
        else:
            self.query_one(f"#{wrong}").focus()

    @work
    async def _save(self, *, over: bool = False) -> None:
        before, fields = self._draft.fields, self.fields
        if fields.sequence != before.sequence:
            fields = replace(fields, sequence=tidied(fields.sequence))
        try:
            self._draft = self.context.own.save(self._draft, fields, over=over)
        except ChangedOnDisk as change:
            if await self.ask(f"Not saved yet: {change}. Write over it?"):
                self._save(over=True)
        except (OSError, PresetError) as error:
            self.warn("not saved", error, severe=True)
        else:
            self._saved_id = fields.id
            self._words.rewrite(fields.sequence)
            if (before.forward, before.backward) != (fields.forward, fields.backward):
                self._forget_pace(fields.id)
            self._follows_name = False
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
            self.dismiss(self._saved_id)


def _input(name: str, value: str, placeholder: str) -> Input:
    field = Input(value, placeholder=placeholder, id=name, select_on_focus=False)
    field.cursor_blink = False
    return field

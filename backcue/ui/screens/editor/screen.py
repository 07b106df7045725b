"""The editor: the words of a workout, what they come to, and where it is kept."""

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Input, Static, TextArea

from backcue.keys.actions import Scope
from backcue.keys.keymap import Keymap
from backcue.presets.own import ChangedOnDisk, Draft
from backcue.presets.preset_file import PresetError
from backcue.presets.writing import Fields, id_from, tidied
from backcue.ui.keys import bindings, footer
from backcue.ui.screens.editor.preview import Preview
from backcue.ui.screens.editor.tick import Tick
from backcue.ui.screens.editor.validation import Validation, judge
from backcue.ui.screens.editor.words_area import WordsArea
from backcue.ui.screens.question import ConfirmScreen
from backcue.ui.widgets.lines import KeyLine, Line
from backcue.ui.workshop import Workshop
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
_INPUTS = ("name", "id", "summary", "repeat", "forward", "backward")
_WIDTHS = [(0, "-thin"), (56, "-broad"), (72, "-wide"), (120, "-vast")]
_HEIGHTS = [(0, "-flat"), (10, "-low"), (20, "-high"), (36, "-tall")]
"""Classes for the style sheet, by the least number of columns or rows."""


class EditorScreen(Screen[str | None]):
    """Write a preset. Gives the id of what was saved, None where nothing was."""

    CSS_PATH = "editor.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.EDITOR)
    HORIZONTAL_BREAKPOINTS = _WIDTHS
    VERTICAL_BREAKPOINTS = _HEIGHTS

    def __init__(self, draft: Draft, workshop: Workshop, keymap: Keymap) -> None:
        super().__init__()
        self._draft = draft
        self._workshop = workshop
        self._keymap = keymap
        self._saved_id: str | None = None
        self._insisting = False
        self._later: Timer | None = None
        self._follows_name = not draft.fields.id

    def compose(self) -> ComposeResult:
        """Lay it out."""
        fields = self._draft.fields
        yield Line(id="top")
        with Horizontal(id="panes"):
            with Vertical(id="form"):
                with Horizontal(classes="row"):
                    yield from _field("name", fields.name, "what the menu shows")
                with Horizontal(classes="row"):
                    yield from _field("id", fields.id, "follows the name")
                with Horizontal(classes="row", id="about"):
                    yield from _field("summary", fields.summary, "one line, if you like")
                with Horizontal(classes="row"):
                    yield from _field("repeat", fields.repeat, "20x, 10min, forever; empty: once")
                with Horizontal(classes="row", id="pace"):
                    pace = self._own_pace()
                    yield Static("pace", classes="label", markup=False)
                    for way in Direction:
                        usual = f"{pace.cadence(way, Gait.WALK):g}"
                        yield _input(str(way), getattr(fields, way), usual)
                        yield Static(way, classes="unit", markup=False)
                with Container(id="surfaces"):
                    for surface in Surface:
                        ticked = surface in fields.surfaces
                        yield Tick(_short(surface), value=ticked, id=surface)
                yield WordsArea(fields.sequence, id="words", placeholder=EXAMPLE)
                yield Static(id="fault", markup=False)
            with Vertical(id="side"):
                yield Preview(self._workshop.lengths)
                yield Static(id="where", markup=False)
        line = KeyLine(id="keys")
        line.keys = (*footer(self._keymap, Scope.EDITOR), ("tab", "next field", "app.focus_next"))
        yield line

    def on_mount(self) -> None:
        """Show what is there."""
        self._top = self.query_one("#top", Line)
        self._words = self.query_one(WordsArea)
        self._preview = self.query_one(Preview)
        self._top.left = self._draft.fields.name or "New workout"
        self.query_one("#words" if self._draft.fields.name else "#name").focus()
        self._read()

    def on_resize(self) -> None:
        """Cut what is said about the words to the new width."""
        self.call_after_refresh(self._read)

    def _own_pace(self) -> Pace:
        """Returns the pace that holds where this preset says nothing."""
        fields = Fields(id="pace", name="pace", sequence=EXAMPLE)
        return self._workshop.plan(self._workshop.own.read(Draft(), fields)).conditions.pace

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
            taken = {preset.id.casefold() for preset in self._workshop.library.presets}
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
    def _ticked(self) -> None:
        self._read()

    def _read(self) -> None:
        """Judge what is filled in and show it."""
        verdict = self._verdict()
        self._words.fault = verdict.fault
        for name in _INPUTS:
            self.query_one(f"#{name}", Input).set_class(name == verdict.field, "-wrong")
        self.query_one("#fault", Static).update(Text(verdict.message))
        self.query_one("#where", Static).update(Text(verdict.where))
        self._top.right = "not saved" if self.unsaved else "saved" if self._draft.path else ""
        if verdict.preset is not None:
            self._preview.show(self._workshop.plan(verdict.preset))
        elif self._words.words.strip():
            self._preview.show_stale()
        else:
            self._preview.show_nothing()

    def _verdict(self) -> Validation:
        room = self.query_one("#fault").content_size
        width = max(10, room.width - 2) if room.height >= ROWS_TO_QUOTE else 0
        return judge(self.fields, self._draft, self._workshop, width, insisting=self._insisting)

    def action_save(self) -> None:
        """Save, where it makes a preset; else go to what is wrong."""
        self._insisting = True
        self._read()
        verdict = self._verdict()
        if verdict.field is not None:
            self.query_one(f"#{verdict.field}").focus()
            return
        self._save()

    def _save(self, *, over: bool = False) -> None:
        before, fields = self._draft.fields, self.fields
        if fields.sequence != before.sequence:
            fields = replace(fields, sequence=tidied(fields.sequence))
        try:
            self._draft = self._workshop.own.save(self._draft, fields, over=over)
        except ChangedOnDisk as change:
            question = f"Not saved yet: {change}. Write over it?"
            self.app.push_screen(ConfirmScreen(question, self._keymap), self._answered)
        except (OSError, PresetError) as error:
            told = error.strerror if isinstance(error, OSError) else str(error)
            self.notify(f"not saved: {told}", severity="error", markup=False)
        else:
            self._saved_id = self._draft.fields.id
            self._words.rewrite(fields.sequence)
            self._forget_pace(before, self._draft.fields)
            self._follows_name = False
            self._top.left = self._draft.fields.name
            self._workshop.library.refresh()
            self._read()

    def _forget_pace(self, before: Fields, now: Fields) -> None:
        """Let a pace that was just written count, whatever was kept after a session."""
        changed = (before.forward, before.backward) != (now.forward, now.backward)
        if not changed or self._workshop.forget_pace is None:
            return
        try:
            self._workshop.forget_pace(now.id)
        except OSError as error:
            told = f"the cadences kept earlier still count: {error.strerror}"
            self.notify(told, severity="warning", markup=False)

    def _answered(self, over: bool | None) -> None:  # noqa: FBT001
        if over:
            self._save(over=True)

    def action_leave(self) -> None:
        """Go back; ask first where something is not saved."""
        if not self.unsaved:
            self.dismiss(self._saved_id)
            return

        def answered(yes: bool | None) -> None:  # noqa: FBT001
            if yes:
                self.dismiss(self._saved_id)

        question = ConfirmScreen("Leave without saving? What you wrote is lost.", self._keymap)
        self.app.push_screen(question, answered)

    def action_keys(self) -> None:
        """Show the keys."""
        from backcue.ui.screens.help import HelpScreen  # noqa: PLC0415  rarely wanted

        self.app.push_screen(HelpScreen(self._keymap))


def _field(name: str, value: str, placeholder: str) -> ComposeResult:
    yield Static(name, classes="label", markup=False)
    yield _input(name, value, placeholder)


def _input(name: str, value: str, placeholder: str) -> Input:
    field = Input(value, placeholder=placeholder, id=name, select_on_focus=False)
    field.cursor_blink = False
    return field


def _short(surface: Surface) -> str:
    return "manual" if surface is Surface.MANUAL_TREADMILL else str(surface)

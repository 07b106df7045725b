"""The fields of the editor, each with its label."""

from typing import Final

from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.widgets import Input, Static

from backcue.presets.writing import Fields
from backcue.ui.screens.editor.tick import Tick
from backcue.workout.model import Direction, Gait, Surface
from backcue.workout.pace import Pace

_ROWS: Final = {
    "name": "what the menu shows",
    "id": "follows the name",
    "summary": "one line, if you like",
    "repeat": "20x, 10min, forever; empty: once",
}
"""Fields with a row of their own, and what stands there while they are empty."""
LINES: Final = (*_ROWS, *Direction)
"""Ids of the fields of one line."""


def form(fields: Fields, pace: Pace, about_words: str) -> ComposeResult:
    """Compose all but the words; `pace` is what holds where the preset says nothing.

    `about_words` stands behind the label of the words.
    """
    for name, placeholder in _ROWS.items():
        with Horizontal(classes="row"):
            yield _label(name)
            yield _line(name, getattr(fields, name), placeholder)
    with Horizontal(classes="row", id="pace"):
        yield _label("pace")
        for way in Direction:
            usual = f"{pace.cadence(way, Gait.WALK):g}"
            yield _line(str(way), getattr(fields, way), usual)
            yield Static(way, classes="unit", markup=False)
    with Horizontal(id="where-done"):
        yield _label("surfaces")
        with Container(id="surfaces"):
            for surface in Surface:
                label = surface.removesuffix("-treadmill")
                yield Tick(label, surface in fields.surfaces, id=surface, compact=True)
    with Horizontal(classes="row words"):
        yield _label("words")
        yield Static(about_words, classes="hint", markup=False)


def _label(text: str) -> Static:
    return Static(text, classes="label", markup=False)


def _line(name: str, value: str, placeholder: str) -> Input:
    field = Input(value, placeholder=placeholder, id=name, select_on_focus=False)
    field.cursor_blink = False
    return field

"""Help as sections, for any width: the field, the keys, and what every screen has in common."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from backcue.display.safety import RULES
from backcue.keys.actions_and_keys import ACTIONS, Action, Scope
from backcue.keys.changed_keys import Keymap
from backcue.keys.names import key_sign
from backcue.ui.screens.help.fields import Explained
from backcue.ui.screens.help.texts import (
    BETWEEN,
    BY_EAR,
    NOTATION,
    SOUNDS,
    SURFACES,
    WITHOUT_A_SCREEN,
    Words,
)

_USUAL = 3
"""Keys that are named where an action has others than it comes with."""
_FEW = 4
"""Keys of an action that are named where there is little room."""
_NARROW = 15
"""Columns of the left side from which there is room."""
_IN = (0, 0, 0, 2)
"""By how much the right side is set in below the left one."""


class Section(NamedTuple):
    """A heading and what stands below it."""

    title: str
    body: RenderableType


def sections(
    keymap: Keymap, place: Scope, field: Explained | None, width: int
) -> Iterator[Section]:
    """Returns what help says at a place: the field first, if any; then its keys; then the rest.

    `width` is how many columns the left side of a table may take.
    """
    if field is not None:
        yield Section(field.title, _explained(field, width))
    yield _keys(keymap, place, width)
    yield _keys(keymap, Scope.ANYWHERE, width)
    sounds = _entries(((sound.heard, sound.means) for sound in SOUNDS), width)
    yield Section("Following by ear", _stack(BY_EAR, sounds, WITHOUT_A_SCREEN))
    yield Section("The words of a workout", _stack(_entries(NOTATION, width), BETWEEN))
    surfaces = ((surface.replace("-", " "), told) for surface, told in SURFACES.items())
    yield Section("Where you walk", _rows(surfaces, width))
    yield Section("Safety", _rows((("·", rule) for rule in RULES), 1))
    for other in Scope:
        if other not in (place, Scope.ANYWHERE):
            yield _keys(keymap, other, width)


def _keys(keymap: Keymap, place: Scope, width: int) -> Section:
    actions = [action for action in ACTIONS if action.scope is place]
    rows = ((_signs(keymap, action, width), _does(keymap, action)) for action in actions)
    return Section(f"Keys {place}", _rows(rows, width))


def _signs(keymap: Keymap, action: Action, width: int) -> str:
    signs = [key_sign(key) for key in keymap.keys[action.id]] or ["(no key)"]
    if width < _NARROW and len(signs) > _FEW:
        signs = [*signs[: _FEW - 1], "…"]
    return packed(signs, width)


def _does(keymap: Keymap, action: Action) -> Text:
    text = Text(action.description)
    if keymap.is_changed(action):
        usual = " ".join(key_sign(key) for key in action.keys[:_USUAL])
        text.append(f" (changed; usually {usual})", "italic")
    return text


def _explained(field: Explained, width: int) -> RenderableType:
    return _stack(field.says, _examples(field.examples, width), field.after or None)


def _examples(examples: Sequence[Words], width: int) -> RenderableType | None:
    return _entries(examples, width) if examples else None


def _entries(rows: Iterable[tuple[str, str]], width: int) -> RenderableType:
    """Returns rows, or where a left side does not fit each below a line of its own."""
    pairs = tuple(rows)
    if width >= _NARROW or all(cell_len(left) <= width for left, _ in pairs):
        return _rows(pairs, width)
    return Group(
        *(each for left, right in pairs for each in (Text(left, "bold"), Padding(Text(right), _IN)))
    )


def _rows(rows: Iterable[tuple[str, str | Text]], width: int) -> Table:
    """Returns two columns, the left one bold and so wide."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="bold", width=width)
    table.add_column(ratio=1)
    for left, right in rows:
        table.add_row(Text(left), Text(right) if isinstance(right, str) else right)
    return table


def _stack(*parts: RenderableType | None) -> RenderableType:
    """Put parts below each other, a blank line between."""
    shown = [Text(part) if isinstance(part, str) else part for part in parts if part is not None]
    lines = [each for part in shown for each in (part, Text(""))]
    return Group(*lines[:-1])


def packed(signs: Sequence[str], width: int) -> str:
    """Put keys on lines, two spaces apart, without breaking any in two."""
    lines = [""]
    for sign in signs:
        longer = f"{lines[-1]}  {sign}" if lines[-1] else sign
        if cell_len(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(sign)
    return "\n".join(lines).lstrip("\n")

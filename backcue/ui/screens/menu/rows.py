"""The lines of the menu's list: what each looks like in the room there is."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from backcue.display.wording import surface_name, time_short
from backcue.session_setup import SessionSetup
from backcue.text.printable import printable
from backcue.ui.filtering import found
from backcue.ui.widgets.cells import shortened
from backcue.workout.model import Surface
from backcue.workout.suitability import needs_belt

_DIM = RichStyle(dim=True)
_WIDE = 40
"""Cells from which on there is room for the longest words."""
_TIME = 7
"""Cells for a duration: `1:00:00` and `endless`."""


class RowFacts(NamedTuple):
    """What stands behind a name."""

    time: str = ""
    where: tuple[str, ...] = ("",)
    """Where it is done, if not where the person walks: words for it, the longest first."""
    refused: bool = False


def row_facts(setup: SessionSetup, here: Surface) -> RowFacts:
    """Returns what stands behind a preset that is set up so, for a person who walks here."""
    course = setup.course
    where: tuple[str, ...] = ("",)
    if needs_belt(course.preset):
        where = ("treadmill", "belt")
    elif course.surface is not here:
        where = (surface_name(course.surface),)
    if setup.refusal is not None:
        # How long it takes depends on how it will be led.
        return RowFacts("", where, refused=True)
    return RowFacts(time_short(course.totals()), where)


class Row(Visual):
    """A name, where it is done, and how long it takes; what was looked for is underlined.

    The facts are asked for only once the row is painted: of many presets few are seen.
    """

    def __init__(self, label: str, wanted: Sequence[str], facts: Callable[[], RowFacts]) -> None:
        self._label = label
        self._wanted = wanted
        # Asked once: how wide the row is may change while it is painted.
        self._facts = cache(facts)

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Returns the one line of it."""
        del height, options
        facts = self._facts()
        time = facts.time.rjust(_TIME) if facts.time else ""
        room = width - 2 - cell_len(time)
        name = shortened(printable(self._label), room)
        spare = room - cell_len(name)
        where = facts.where[0] if width >= _WIDE else facts.where[-1]
        if where and spare <= cell_len(where):
            name = shortened(name, room - cell_len(where) - 1)
            spare = room - cell_len(name)
        plain = style.rich_style + _DIM if facts.refused else style.rich_style
        behind = [
            Segment(where.rjust(spare), plain + RichStyle(italic=True)),
            Segment(f" {time}"[-1 - _TIME :], plain),
        ]
        line = Strip([Segment(" ", plain), *found(name, self._wanted, plain), *behind])
        return [line.adjust_cell_length(width, plain)]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """Returns all the width there is."""
        del rules
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Returns one line."""
        del rules, width
        return 1


class Heading(Row):
    """The name of a group, with a line behind it."""

    def __init__(self, name: str, wanted: Sequence[str]) -> None:
        super().__init__(name, wanted, RowFacts)

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Returns the one line of it."""
        del height, options
        name = shortened(self._label, width)
        rule = " " + "─" * max(0, width - cell_len(name) - 1)
        plain = style.rich_style
        line = Strip([*found(name, self._wanted, plain), Segment(rule, plain)])
        return [line.adjust_cell_length(width, plain)]

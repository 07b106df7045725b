"""A workout as a strip of coloured blocks, as long as they take."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, islice, pairwise
from math import fsum
from typing import NamedTuple

from rich.cells import cell_len
from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from backcue.display.wording import amount, say
from backcue.workout.course import Course
from backcue.workout.model import Direction
from backcue.workout.phases import Phase, PhaseKind

WHOLE = 24
"""Most phases of a workout that is shown from beginning to end."""
MOST = 200
"""Most phases of one repetition that are shown."""
_OPEN = 30.0
"""Seconds for which an open phase stands where nothing else gives the measure."""
_MARKS = {PhaseKind.HOLD: "●", PhaseKind.REST: "○", PhaseKind.TURN: "↻", PhaseKind.READY: "…"}


class Block(NamedTuple):
    """A stretch of the strip."""

    tone: str
    label: str
    cells: int


def preview(course: Course) -> tuple[tuple[Phase, ...], str]:
    """Returns the phases that show what a course consists of, and a word on which they are.

    All of a short one; otherwise up to the end of the first repetition.
    """
    phases = [
        phase
        for phase in islice(course.phases(), MOST + 1)
        if phase.index > 0 or phase.kind is not PhaseKind.READY
    ]
    if len(phases) <= WHOLE:
        return tuple(phases), ""
    for index, (phase, following) in enumerate(pairwise(phases), 1):
        if phase.round is not None and following.round != phase.round:
            many = course.totals().repetitions
            of = "one repetition, again and again"
            return tuple(phases[:index]), of if many is None else f"one of {many:,} repetitions"
    return tuple(phases), f"the first {len(phases)} phases"


def blocks(phases: Sequence[Phase], width: int) -> list[Block]:
    """Share `width` cells among phases by their planned seconds, each at least one cell.

    Where there are more phases than cells, each cell shows the phase in its middle.
    """
    if not phases or width <= 0:
        return []
    weights = _weights(phases)
    if len(phases) > width:
        return [Block(tone, "", 1) for tone in _sampled(phases, weights, width)]
    least = max(1, min(4, width // len(phases)))
    return [
        Block(_tone(phase), _label(phase, cells), cells)
        for phase, cells in zip(phases, _shares(weights, width, least), strict=True)
    ]


def _sampled(phases: Sequence[Phase], weights: Sequence[float], count: int) -> list[str]:
    """Returns the tone of the phase in the middle of each of so many equal parts."""
    *ends, whole = accumulate(weights)
    middles = ((part + 0.5) / count * whole for part in range(count))
    return [_tone(phases[bisect_left(ends, middle)]) for middle in middles]


def _weights(phases: Sequence[Phase]) -> list[float]:
    known = [phase.seconds for phase in phases if phase.seconds is not None]
    usual = sorted(known)[len(known) // 2] if known else _OPEN
    return [usual if phase.seconds is None else phase.seconds for phase in phases]


def _shares(weights: Sequence[float], width: int, least: int) -> list[int]:
    """Share so many cells by weight, at least `least` to each."""
    spare = width - least * len(weights)
    total = fsum(weights) or 1.0
    # What each would have beyond its least part if parts were exact.
    wanted = [max(0.0, weight / total * width - least) for weight in weights]
    # A sum that is exact: a half is rounded alike by every Python.
    scale = spare / (fsum(wanted) or 1.0)
    edges = [round(edge * scale) for edge in accumulate(wanted, initial=0.0)]
    shares = [least + after - before for before, after in pairwise(edges)]
    shares[-1] += width - sum(shares)
    return shares


def _tone(phase: Phase) -> str:
    return str(phase.direction or phase.kind)


def _label(phase: Phase, cells: int) -> str:
    arrow = {Direction.FORWARD: "▲", Direction.BACKWARD: "▼", None: ""}[phase.direction]
    mark = arrow or _MARKS[phase.kind]
    if phase.seconds is None:
        short = "open"
    elif phase.direction is not None and not phase.timed:
        short = f"{phase.steps:,}"
    else:
        short = amount(phase.seconds)
    long = say(phase).split(",")[0]
    for label in (f"{mark} {long}", f"{mark} {short}", f"{mark}{short.replace(' ', '')}", mark):
        if cell_len(label) < cells or (label == mark and cells):
            return label
    return ""


class SequenceStrip(Widget):
    """Shows phases as blocks; the colours are those of the workout screen."""

    phases: reactive[tuple[Phase, ...]] = reactive(())
    """What to show."""

    def render_line(self, y: int) -> Strip:
        """Draw one line; the labels stand in the middle one."""
        width, height = self.size
        if len(self.phases) > width:
            return Strip(self._fine(width)).adjust_cell_length(width, self.rich_style)
        segments = []
        before = ""
        for block in blocks(self.phases, width):
            edge = "▏" if block.tone == before and block.cells > 1 else ""
            label = block.label if y == height // 2 else ""
            room = block.cells - len(edge)
            spaces = max(0, room - cell_len(label))
            text = edge + " " * (spaces // 2) + label + " " * (spaces - spaces // 2)
            segments.append(Segment(text, self._style(block.tone)))
            before = block.tone
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _fine(self, width: int) -> list[Segment]:
        """Returns two phases to a cell, where there are more than cells."""
        colours = self.app.theme_variables
        tones = _sampled(self.phases, _weights(self.phases), 2 * width)
        pairs = zip(tones[::2], tones[1::2], strict=True)
        return [Segment("▌", _style(colours[right], colours[left])) for left, right in pairs]

    def _style(self, tone: str) -> Style:
        colours = self.app.theme_variables
        return _style(colours[tone], colours[f"{tone}-ink"])


@lru_cache(maxsize=64)
def _style(paper: str, ink: str) -> Style:
    return Style(color=Color.parse(ink), bgcolor=Color.parse(paper), bold=True)

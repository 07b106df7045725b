"""The charts of the history: each draws itself anew for the room and the weeks it is given."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import count
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from rich.text import Text
from textual.app import RenderResult
from textual.color import Color
from textual_plotext import PlotextPlot

from backcue.display.days import month
from backcue.display.wording import length
from backcue.history.statistics import Week
from backcue.session.tempo import Way
from backcue.workout.model import Direction, Foot, Gait

if TYPE_CHECKING:
    from textual_plotext.plot import Plot

_LABEL = 9
"""Columns that a date below the axis takes, with the gap beside it."""
LEAST_TICKS = 3
"""Numbers of an axis that are always there: where it goes below 0 there are no fewer."""
_ROWS_A_TICK = 2
"""Rows from one number of the axis to the next, at least."""
_BESIDE = 9
"""Columns that the numbers beside the upright axis take, with its end."""
_LEAST = 2 * _BESIDE
"""Columns below which nothing is drawn: plotext fails where the numbers leave no room."""
_YEARS = 60
"""Weeks from which on a date names its year instead of its day."""
_BAR = 0.75
"""Part of a week's room that its bar takes."""


class Span(NamedTuple):
    """What is drawn: weeks, and the cadences in them."""

    weeks: Sequence[Week]
    cadences: dict[Way, list[float | None]]


class Drawn(NamedTuple):
    """How a line is drawn: by which marker of plotext, and by what it is named in words."""

    marker: str
    sign: str


class Chart(PlotextPlot):
    """One chart, in a frame that names it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.theme = "clear"
        self.can_focus = False
        self.border_title = name
        self._span = Span((), {})

    def show(self, span: Span) -> None:
        """Draw these weeks."""
        self._span = span
        self.border_subtitle = self.said(span)
        self.refresh()

    def render(self) -> RenderResult:
        """Draw it for the room there is."""
        plot, span = self.plt, self._span
        plot.clear_data()
        plot.clear_figure()
        if not span.weeks or self.size.width < _LEAST or self.size.height < _ROWS_A_TICK:
            return ""
        plot.xaxes(lower=True, upper=False)
        plot.yaxes(left=True, right=False)
        plot.xlim(-0.5, max(len(span.weeks), 2) - 0.5)
        self.draw(plot, span)
        # Bars bring numbers of their own along.
        plot.xticks(*_dates([week.monday for week in span.weeks], self.size.width))
        return super().render()

    def draw(self, plot: "Plot", span: Span) -> None:
        """Draw what it is about."""
        raise NotImplementedError

    def said(self, span: Span) -> Text:
        """Say it in a few words."""
        raise NotImplementedError

    def colour(self, name: str) -> tuple[int, int, int]:
        """Returns a colour of the theme."""
        return Color.parse(self.app.theme_variables[name]).rgb

    def numbers(self, plot: "Plot", least: float, most: float, *, within: bool = False) -> None:
        """Set the numbers of the upright axis; `within`: only those between these two."""
        at = ticks(least, most, self.size.height // _ROWS_A_TICK)
        if within:
            at = [each for each in at if least <= each <= most] or at[:1]
            plot.ylim(least, most)
        else:
            plot.ylim(at[0], at[-1])
        plot.yticks(at, [f"{abs(each):,.0f}" for each in at])

    def bars(self, plot: "Plot", heights: Sequence[float], colour: str) -> None:
        """Draw a bar for each week."""
        places = list(range(len(heights)))
        plot.bar(places, list(heights), color=self.colour(colour), width=_BAR, marker="hd")


class Minutes(Chart):
    """How many minutes were walked in each week."""

    def draw(self, plot: "Plot", span: Span) -> None:
        """Draw a bar for each week."""
        minutes = [week.minutes for week in span.weeks]
        self.bars(plot, minutes, "note")
        self.numbers(plot, 0, max(minutes))

    def said(self, span: Span) -> Text:
        """Say what it comes to."""
        whole = sum(week.minutes for week in span.weeks)
        return Text(f"{whole:,.0f} in all · {span.weeks[-1].minutes:,.0f} this week")


class BackwardSteps(Chart):
    """How many steps backward were made in each week."""

    def draw(self, plot: "Plot", span: Span) -> None:
        """Draw a bar for each week."""
        steps = [week.backward_steps for week in span.weeks]
        self.bars(plot, steps, "backward")
        self.numbers(plot, 0, max(steps))

    def said(self, span: Span) -> Text:
        """Say what they come to."""
        whole = sum(week.backward_steps for week in span.weeks)
        return Text(f"{whole:,} in all · {span.weeks[-1].backward_steps:,} this week")


class Cadences(Chart):
    """At which cadence was stepped each way."""

    def draw(self, plot: "Plot", span: Span) -> None:
        """Draw a line for each way, through the weeks in which it was gone."""
        known = [spm for each in span.cadences.values() for spm in each if spm is not None]
        for way, weekly in span.cadences.items():
            at = [place for place, spm in enumerate(weekly) if spm is not None]
            spms = [spm for spm in weekly if spm is not None]
            colour, line = self.colour(_TONES[way[0]]), _LINES[way[1]]
            plot.plot(at, spms, color=colour, marker=line.marker if len(at) > 1 else "●")
        if known:
            self.numbers(plot, min(known) - 5, max(known) + 5, within=True)

    def said(self, span: Span) -> Text:
        """Say which line is which."""
        named = [
            Text.assemble(
                (_LINES[gait].sign, self.app.theme_variables[_TONES[direction]]),
                f" {direction}{' run' if gait is Gait.RUN else ''}",
            )
            for direction, gait in sorted(span.cadences, key=_order)
        ]
        return Text("  ").join(named) if named else Text("nothing stepped in these weeks")


class Legs(Chart):
    """How long was held on each leg: the left one upward, the right one downward."""

    def draw(self, plot: "Plot", span: Span) -> None:
        """Draw two bars for each week."""
        left = [week.left_hold_seconds for week in span.weeks]
        right = [week.right_hold_seconds for week in span.weeks]
        most = max(1.0, *left, *right)
        self.bars(plot, left, _LEGS[Foot.LEFT])
        self.bars(plot, [-each for each in right], _LEGS[Foot.RIGHT])
        self.numbers(plot, -most, most)

    def said(self, span: Span) -> Text:
        """Say which is which, and what they come to."""
        left = sum(week.left_hold_seconds for week in span.weeks)
        right = sum(week.right_hold_seconds for week in span.weeks)
        if not left and not right:
            return Text("no holds in these weeks")
        colours = self.app.theme_variables
        return Text.assemble(
            ("▀", colours[_LEGS[Foot.LEFT]]), f" left {length(left)}  ",
            ("▄", colours[_LEGS[Foot.RIGHT]]), f" right {length(right)}",
        )  # fmt: skip


_TONES = {Direction.FORWARD: "note", Direction.BACKWARD: "backward"}
_LINES = {Gait.WALK: Drawn("hd", "━"), Gait.RUN: Drawn("braille", "┅")}
_LEGS = {Foot.LEFT: "hold", Foot.RIGHT: "turn"}
"""The colours of a chart, by the names that a theme has for them."""


def _order(way: Way) -> tuple[int, int]:
    return list(Gait).index(way[1]), list(Direction).index(way[0])


def ticks(least: float, most: float, about: int) -> list[float]:
    """Returns about so many round whole numbers, from below `least` to at or over `most`."""
    for step in _steps():
        first, last = int(least // step) * step, ceil(most / step) * step
        if last == first:
            last = first + step
        if (last - first) // step + 1 <= max(LEAST_TICKS, about):
            return list(range(first, last + 1, step))
    raise AssertionError("there is always a step that is large enough")


def _steps() -> Iterable[int]:
    for power in count():
        yield from (each * 10**power for each in (1, 2, 5))


def _dates(mondays: Sequence[date], width: int) -> tuple[list[float], list[str]]:
    """Returns where dates stand below the axis, and what they say."""
    # Labels that touch are left out by plotext, now this one, now that one.
    every = max(1, ceil(len(mondays) / max(1, (width - _BESIDE) // _LABEL)))
    # The last week is the one that is looked for.
    at = range(len(mondays) - 1, -1, -every)[::-1]
    long = len(mondays) > _YEARS
    return [*at], [_date(mondays[each], long=long) for each in at]


def _date(monday: date, *, long: bool) -> str:
    return f"{month(monday)} {monday.year}" if long else f"{monday.day} {month(monday)}"

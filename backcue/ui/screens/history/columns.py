"""The columns of the table of sessions: which there are in so many cells, and what is in them."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from backcue.display.days import moment, short_moment
from backcue.display.history import rung_label, share
from backcue.display.wording import length
from backcue.history.record import Record
from backcue.text.printable import printable
from backcue.ui.filtering import found
from backcue.ui.widgets.cells import shortened
from backcue.ui.widgets.lines import part_bar

GAP = 2
"""Cells between two columns."""
_NAME = "workout"
_WHOLE_NAME, _LEAST_NAME = 20, 12
"""Cells for a name as most are, and for one that is cut."""
_BAR = 6
"""Cells of the bar beside the share that was done."""


class Column(NamedTuple):
    """A column of the table."""

    heading: str
    width: int
    text: Callable[[Record], str]
    right: bool = True
    """Whether it stands at the right edge of its cells."""
    tone: str = ""
    """The direction whose colours its heading has."""


def columns(width: int, today: date) -> list[Column]:
    """Returns the columns that stand in so many cells; the name takes what the others leave."""
    long = Column("when", 16, lambda each: moment(each.when, today), right=False)
    brief = Column("when", 12, lambda each: short_moment(each.when, today), right=False)
    time = Column("time", 7, lambda each: length(each.active_seconds))
    forward = Column("▲ forward", 9, lambda each: f"{each.forward_steps:,}", tone="forward")
    backward = Column("▼ backward", 10, lambda each: f"{each.backward_steps:,}", tone="backward")
    done = Column("done", 5, share)
    bar = Column("", _BAR, _share_bar, right=False)
    effort = Column("effort", 6, _effort)
    rung = Column("rung", 11, rung_label, right=False)
    narrow = [
        forward._replace(heading="▲", width=6),
        backward._replace(heading="▼", width=6),
    ]
    # From the widest to the narrowest: what is wanted least goes first.
    for least, others in (
        (_WHOLE_NAME, [long, time, forward, backward, done, bar, effort, rung]),
        (_WHOLE_NAME, [long, time, *narrow, done, effort, rung]),
        (_WHOLE_NAME, [long, time, *narrow, done, effort]),
        (_LEAST_NAME, [brief, time, *narrow, done, effort]),
        (_LEAST_NAME, [brief, time, *narrow, done]),
        (_LEAST_NAME, [brief, time, *narrow]),
        (0, [brief, time]),
    ):
        room = width - sum(each.width + GAP for each in others)
        if room >= least:
            break
    name = Column(_NAME, max(1, room), lambda each: printable(each.name), right=False)
    return [others[0], name, *others[1:]]


def heading(these: Sequence[Column], plain: Style, tones: Callable[[str], Style]) -> list[Segment]:
    """Returns the line above the table; `tones` gives the colours of a direction."""
    segments = []
    for each in these:
        text = shortened(each.heading, each.width)
        spaces = " " * (each.width - cell_len(text))
        padding, named = (
            Segment(spaces, plain),
            Segment(text, tones(each.tone) if each.tone else plain),
        )
        segments += [padding, named] if each.right else [named, padding]
        segments.append(Segment(" " * GAP, plain))
    return segments


def row(
    these: Sequence[Column], record: Record, wanted: Sequence[str], plain: Style
) -> list[Segment]:
    """Returns the line of a session; what was looked for is underlined."""
    line = (" " * GAP).join(_cell(each, record) for each in these)
    return [*found(line, wanted, plain)] if wanted else [Segment(line, plain)]


def _cell(column: Column, record: Record) -> str:
    text = shortened(column.text(record), column.width)
    spaces = " " * (column.width - cell_len(text))
    return spaces + text if column.right else text + spaces


def _share_bar(record: Record) -> str:
    return "" if record.share is None else part_bar(record.share, _BAR, empty="·")


def _effort(record: Record) -> str:
    return "" if record.effort is None else str(record.effort)

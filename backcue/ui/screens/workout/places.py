"""Where each block of the workout screen lies: one layout for every size of terminal.

Rows and columns are dealt out one by one, in an order that never changes, so that a block
never shrinks when the terminal grows by a row or a column.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

_FIRST_ROWS = (
    "number", "word", "number", "number", "number", "band", "number", "time", "below_word",
    "number", "below_number", "number", "top", "keys", "word", "word", "number", "below_top",
    "word", "below_band", "number", "band", "number", "band",
)  # fmt: skip
"""What each of the first 24 rows goes to. At 18 everything is there, at 24 all is large."""
_MORE_ROWS = {
    "number": 0.5, "word": 0.22, "below_top": 0.06, "below_word": 0.06, "below_number": 0.06,
    "below_band": 0.05, "top": 0.025, "keys": 0.025,
}  # fmt: skip
"""How further rows are shared; `band` keeps its three, to be smaller than the word."""
_COLUMNS = {
    "number": 0.528, "sign": 0.23, "leg": 0.13, "bar": 0.025, "left": 0.017, "after_sign": 0.017,
    "after_leg": 0.017, "after_number": 0.018, "right": 0.018,
}  # fmt: skip
"""How columns are shared: sign and leg beside each other, then the number, then the bar."""


class Box(NamedTuple):
    """A part of the screen, in cells."""

    x: int
    y: int
    width: int
    height: int


class Places(Struct, frozen=True):
    """The blocks of the screen; one that has no room is 0 wide or 0 high."""

    top: Box
    word: Box
    sign: Box
    leg: Box
    number: Box
    next: Box
    """Under sign and leg: what comes next."""
    under: Box
    """Under the number: what it counts."""
    time: Box
    keys: Box
    bar: Box
    """At the right edge, from the top line to the line of time."""
    board: Box
    """All between top line and line of time, but for the bar."""

    @property
    def band(self) -> Box:
        """The rows of `next` and `under` together, in which a message stands."""
        height = self.under.height
        return Box(self.next.x, self.next.y, self.under.x + self.under.width - self.next.x, height)

    @property
    def orders(self) -> Box:
        """The room of word, sign and number together, in which orders stand."""
        height = self.number.y + self.number.height - self.word.y
        return Box(self.word.x, self.word.y, self.word.width, height)


@lru_cache(maxsize=16)
def places(width: int, height: int) -> Places:
    """Returns the blocks of a terminal of so many columns and rows."""
    rows = _rows(height)
    columns = _dealt(width, {}, _COLUMNS)
    x, y = _starts(columns, _ACROSS), _starts(rows, _DOWN)
    inner = x["after_number"] - x["sign"]
    beside = x["after_leg"] - x["sign"]

    def box(column: str, row: str, across: int | None = None) -> Box:
        return Box(x[column], y[row], columns[column] if across is None else across, rows[row])

    board_height = y["time"] - y["below_top"]
    return Places(
        top=box("left", "top", width)._replace(x=0),
        word=box("sign", "word", inner),
        sign=box("sign", "number"),
        leg=box("leg", "number"),
        number=box("number", "number"),
        next=box("sign", "band", beside),
        under=box("number", "band"),
        time=box("left", "time", width)._replace(x=0),
        keys=box("left", "keys", width)._replace(x=0),
        bar=Box(x["bar"], y["below_top"], columns["bar"], board_height),
        board=Box(0, y["below_top"], x["bar"], board_height),
    )


_DOWN = (
    "top", "below_top", "word", "below_word", "number", "below_number", "band", "below_band",
    "time", "keys",
)  # fmt: skip
_ACROSS = (
    "left", "sign", "after_sign", "leg", "after_leg", "number", "after_number", "bar", "right",
)  # fmt: skip


def _rows(height: int) -> dict[str, int]:
    first = {name: _FIRST_ROWS[:height].count(name) for name in _DOWN}
    return _dealt(max(0, height - len(_FIRST_ROWS)), first, _MORE_ROWS)


def _dealt(count: int, first: Mapping[str, int], shares: Mapping[str, float]) -> dict[str, int]:
    """Deal out so many, each to what is furthest behind its share; on top of the first ones."""
    dealt = dict.fromkeys(shares, 0)
    for number in range(1, count + 1):
        poorest = max(shares, key=lambda name: shares[name] * number - dealt[name])
        dealt[poorest] += 1
    return {name: first.get(name, 0) + dealt.get(name, 0) for name in {**first, **shares}}


def _starts(sizes: Mapping[str, int], order: tuple[str, ...]) -> dict[str, int]:
    """Returns where each begins if they lie one after the other."""
    starts, at = {}, 0
    for name in order:
        starts[name] = at
        at += sizes[name]
    return starts

"""Pictures that say without words what to do: arrows, a figure on one leg."""

from functools import lru_cache
from itertools import pairwise

from backcue.display.signs import Sign
from backcue.ui.bigtext.canvas import Canvas, Corner, half_blocks
from backcue.ui.bigtext.glyphs import draw_glyph
from backcue.ui.widgets.cells import centred

_WORDS = {
    Sign.FORWARD: "▲",
    Sign.FORWARD_RUN: "▲▲",
    Sign.BACKWARD: "▼",
    Sign.BACKWARD_RUN: "▼▼",
    Sign.LEFT_LEG: "L",
    Sign.RIGHT_LEG: "R",
    Sign.HOLD: "●",
    Sign.TURN: "↻",
    Sign.REST: "○",
    Sign.PAUSED: "II",
}
_ROOM = 6
"""Pixels each way below which a sign is one character."""
_FIGURE_ROOM = 12
"""Pixels each way below which a figure is only the letter of its leg, and an arrow its head."""


@lru_cache(maxsize=64)
def draw_sign(sign: Sign, width: int, height: int) -> tuple[str, ...]:
    """Draw a sign as large as it goes into `width` by `height` cells, centred."""
    side = min(width, height * 2)
    if sign is Sign.NONE or side < _ROOM:
        return centred([_WORDS.get(sign, "")[:width].center(width)], width, height)
    canvas = Canvas(side, height * 2)
    match sign:
        case Sign.FORWARD | Sign.FORWARD_RUN:
            _arrow(canvas, running=sign is Sign.FORWARD_RUN)
        case Sign.BACKWARD | Sign.BACKWARD_RUN:
            _arrow(canvas, running=sign is Sign.BACKWARD_RUN)
            canvas.rows.reverse()
        case Sign.LEFT_LEG | Sign.RIGHT_LEG:
            _figure(canvas, mirrored=sign is Sign.LEFT_LEG)
        case Sign.TURN:
            _turn(canvas)
        case Sign.HOLD:
            canvas.disc(_middle(canvas), side * _DISC)
        case Sign.REST:
            _ring(canvas)
        case Sign.PAUSED:
            _pause(canvas)
    return tuple(line.center(width) for line in half_blocks(canvas.picture(), side))


def _arrow(canvas: Canvas, *, running: bool) -> None:
    width, height = canvas.width, min(canvas.height, round(canvas.width * 1.15))
    top, middle = (canvas.height - height) / 2, width / 2
    if min(width, height) < _FIGURE_ROOM and not running:
        canvas.polygon([(middle, top), (width, top + height), (0, top + height)])
        return
    if running:
        for lift in (0.0, 0.5):
            tip = top + height * lift
            canvas.polygon([(middle, tip), (width, tip + height / 2), (0, tip + height / 2)])
        return
    canvas.polygon([(middle, top), (width, top + height * 0.56), (0, top + height * 0.56)])
    shaft = 2 * round(width * 0.19)
    canvas.box(middle - shaft / 2, top + height * 0.5, middle + shaft / 2, top + height)


def _figure(canvas: Canvas, *, mirrored: bool) -> None:
    """A person seen from behind, on the right leg; where there is no room, the letter of it."""
    height = canvas.height
    letter_of_leg = "L" if mirrored else "R"
    if min(height, canvas.width) < _FIGURE_ROOM:
        across = min(canvas.width, round(height * 0.7))
        letter = draw_glyph(letter_of_leg, across, height, max(1, height // 6))
        canvas.rows = [row << (canvas.width - across) // 2 for row in letter]
        return
    unit = min(height / 24, canvas.width / 16)
    left, top = (canvas.width - 16 * unit) / 2, (height - 24 * unit) / 2
    thick = max(2.0, round(2.6 * unit))

    def at(x: float, y: float, radius: float = 0.0) -> Corner:
        x = 16 - x if mirrored else x
        return left + x * unit, top + y * unit, radius * unit

    x, y, _ = at(8, 3)
    canvas.disc((x, y), 3 * unit)
    for limb in (
        [at(8, 8), at(8, 14)],
        [at(1.4, 6.4), at(8, 9), at(14.6, 6.4)],
        [at(8, 14), at(10, 16), at(10, 22.6), at(11.6, 22.6)],
        [at(8, 14), at(3.4, 15.4), at(4.4, 20)],
    ):
        for start, end in pairwise(limb):
            canvas.line(start[:2], end[:2], thick)
        for joint in limb:
            canvas.disc(joint[:2], thick / 2)


def _turn(canvas: Canvas) -> None:
    """Half a turn: an arrow that comes back."""
    side = min(canvas.width, canvas.height)
    left, top = (canvas.width - side) / 2, (canvas.height - side) / 2
    thick = max(2, round(side * 0.15))
    low, high = left + thick / 2 + side * 0.06, left + side * 0.68
    up = top + thick / 2 + side * 0.06
    down, up_again = (low, top + side * 0.94, 0.0), (high, top + side * 0.6, 0.0)
    canvas.path([down, (low, up, side), (high, up, side), up_again], thick)
    reach, wings = side * 0.28, top + side * 0.55
    canvas.polygon([(high, top + side * 0.94), (high - reach, wings), (high + reach, wings)])


_DISC = 0.46
"""Radius of a disc in the side of its room."""


def _middle(canvas: Canvas) -> tuple[float, float]:
    return canvas.width / 2, canvas.height / 2


def _ring(canvas: Canvas) -> None:
    """A ring: nothing is to be done."""
    side = min(canvas.width, canvas.height)
    canvas.disc(_middle(canvas), side * _DISC)
    hole = Canvas(canvas.width, canvas.height)
    hole.disc(_middle(canvas), side * _DISC * 0.6)
    canvas.rows = [row & ~gone for row, gone in zip(canvas.rows, hole.rows, strict=True)]


def _pause(canvas: Canvas) -> None:
    side = min(canvas.width, canvas.height)
    bar = max(2, round(side * 0.24))
    gap = max(2, round(side * 0.2))
    left = (canvas.width - 2 * bar - gap) // 2
    top = (canvas.height - side) / 2 + side * 0.08
    for start in (left, left + bar + gap):
        canvas.box(start, top, start + bar, top + side * 0.84)

"""Text in letters as large as the room allows."""

from functools import lru_cache

from backcue.ui.bigtext.canvas import half_blocks
from backcue.ui.bigtext.glyphs import GLYPHS, draw_glyph, glyph_width
from backcue.ui.widgets.cells import centred, fitted, wrapped

_WIDEST, _NARROWEST = 0.72, 0.4
"""Width of an ordinary letter in its height: the most that looks well, the least."""
_BOLD = 0.24
"""Thickness of a stroke in the width of an ordinary letter."""
_LEVELS = 5.5
"""Least height of a letter in strokes: an S needs three and two gaps."""
_SMALLEST = 4, 6
"""Width and height, pixels, below which plain text is easier to read."""


@lru_cache(maxsize=256)
def big(text: str, width: int, height: int, room_for: str = "") -> tuple[str, ...]:
    """Write `text` as large as it goes into `width` by `height` cells, centred.

    The size is the one at which `room_for` would fit too, so that a number that grows by a
    digit keeps its size. Where the room is too small, or a character has no big shape, it is
    plain text, wrapped and cut if need be. Always `height` lines of `width` cells.
    """
    capitals = text.upper()
    size = _size(_widest(capitals, room_for.upper()), width, height)
    if size is None or not capitals or not set(capitals) <= GLYPHS.keys():
        return _plain(text, width, height)
    letter_width, letter_height, thickness = size
    gap = _gap(thickness)
    rows, x = [0] * letter_height, 0
    for character in capitals:
        across = glyph_width(character, letter_width, thickness)
        for index, row in enumerate(draw_glyph(character, across, letter_height, thickness)):
            rows[index] |= row << x
        x += across + gap
    lines = half_blocks(tuple(rows), x - gap)
    return centred([line.center(width) for line in lines], width, height)


def is_big(text: str, width: int, height: int) -> bool:
    """Whether there is room to write this in big letters."""
    capitals = text.upper()
    return set(capitals) <= GLYPHS.keys() and _size(capitals, width, height) is not None


def _plain(text: str, width: int, height: int) -> tuple[str, ...]:
    lines = [fitted("", line, "", width) for line in wrapped(text, width, height)]
    return centred(lines, width, height)


def _gap(thickness: int) -> int:
    return max(1, round(thickness * 0.7))


def _thickness(letter_width: int, letter_height: int) -> int:
    return max(1, round(min(letter_width * _BOLD + 0.2, letter_height / _LEVELS)))


def _widest(text: str, room_for: str) -> str:
    return max(text, room_for, key=lambda each: _extent(each, 20, 4))


def _extent(text: str, letter_width: int, thickness: int) -> int:
    across = sum(glyph_width(c, letter_width, thickness) for c in text if c in GLYPHS)
    return across + _gap(thickness) * max(0, len(text) - 1)


def _size(text: str, width: int, height: int) -> tuple[int, int, int] | None:
    """Returns width, height and stroke of an ordinary letter, pixels; None where it can't be."""
    if not text:
        return None
    for letter_width in range(round(height * 2 * _WIDEST), _SMALLEST[0] - 1, -1):
        letter_height = min(height * 2, round(letter_width / _NARROWEST))
        thickness = _thickness(letter_width, letter_height)
        if letter_height >= _SMALLEST[1] and _extent(text, letter_width, thickness) <= width:
            return letter_width, letter_height, thickness
    return None

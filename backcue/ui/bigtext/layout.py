"""Text in letters as large as the room allows."""

from collections.abc import Sequence
from enum import Enum
from functools import lru_cache
from textwrap import wrap
from typing import NamedTuple

from backcue.ui.bigtext.canvas import half_blocks
from backcue.ui.bigtext.glyphs import GLYPHS, draw_glyph, glyph_width
from backcue.ui.widgets.cells import centred, fitted, wrapped

_WIDEST, _NARROWEST = 0.72, 0.4
"""Width of an ordinary letter in its height: the most that looks well, the least."""
_SMALLEST = 4, 6
"""Width and height, pixels, below which plain text is easier to read."""
_FIGURES = "0123456789"


class Weight(Enum):
    """How thick the strokes are: their part of a letter's width, and of its height at most."""

    THIN = 0.0, 1.0
    """One pixel, whatever the size."""
    PLAIN = 0.24, 1 / 5.5
    """An S needs three strokes and two gaps."""
    HEAVY = 0.3, 1 / 4


class Size(NamedTuple):
    """An ordinary letter, in pixels."""

    width: int
    height: int
    thickness: int


@lru_cache(maxsize=256)
def big(
    text: str, width: int, height: int, room_for: str = "", weight: Weight = Weight.PLAIN
) -> tuple[str, ...]:
    """Write `text` as large as it goes into `width` by `height` cells, centred.

    The size is the one at which `room_for` would fit too, so that a number that grows by a
    digit keeps its size. Where the room is too small, or a character has no big shape, it is
    plain text, wrapped and cut if need be. Always `height` lines of `width` cells.
    """
    capitals = text.upper()
    size = _size((capitals, room_for.upper()), width, height, weight)
    if size is None or not capitals or not set(capitals) <= GLYPHS.keys():
        return _plain(text, width, height)
    lines = _drawn([(each, glyph_width(each, *size[::2])) for each in capitals], size)
    return centred([line.center(width) for line in lines], width, height)


@lru_cache(maxsize=256)
def figures(number: str, width: int, height: int, room_for: str) -> tuple[str, ...]:
    """Write a number as large as `room_for` goes into the room, and ending where that ends.

    All figures are equally wide, so nothing but the figure itself changes when one does.
    """
    size = _size((number, room_for), width, height, Weight.PLAIN)
    if size is None or not number or not set(number) <= GLYPHS.keys():
        return _plain(number, width, height)
    wide = max(len(number), len(room_for))
    slots = zip(number.rjust(wide), room_for.rjust(wide, "0"), strict=True)
    lines = _drawn([(each, _slot(slot, size)) for each, slot in slots], size)
    return centred([line.center(width) for line in lines], width, height)


@lru_cache(maxsize=64)
def big_lines(texts: tuple[str, ...], width: int, height: int) -> tuple[str, ...]:
    """Write each text on lines of its own, all of one size, a blank row between them.

    They are broken between words so that the letters are largest. What cannot be large is
    plain text.
    """
    lengths = range(1, max(map(len, texts), default=0) + 1)
    broken = dict.fromkeys(
        tuple(line for text in texts for line in _wrap(text, length)) for length in lengths
    )
    lines = max(broken, key=lambda each: _letters(each, width, height), default=())
    if _letters(lines, width, height) == (0, 0):
        return _plain(" · ".join(texts), width, height)
    room = _room(len(lines), height)
    widest = max(lines, key=lambda each: extent(each, room))
    drawn = [_ink(big(line, width, room, widest)) for line in lines]
    rows = [row for line in drawn for row in (*line, " " * width)]
    return centred(rows[:-1], width, height)


def extent(text: str, height: int, weight: Weight = Weight.PLAIN) -> int:
    """Returns the cells across that text takes at the height of so many rows, at the least."""
    letter_width = max(_SMALLEST[0], round(height * 2 * _NARROWEST))
    thickness = _thickness(letter_width, height * 2, weight)
    return _extent(text.upper(), letter_width, thickness)


def is_big(text: str, width: int, height: int) -> bool:
    """Whether there is room to write this in big letters."""
    capitals = text.upper()
    known = set(capitals) <= GLYPHS.keys()
    return known and _size((capitals,), width, height, Weight.PLAIN) is not None


def _letters(lines: Sequence[str], width: int, height: int) -> tuple[int, int]:
    """Returns height and width of the letters if these lines share the room; 0: none are big."""
    known = all(set(line.upper()) <= GLYPHS.keys() for line in lines)
    room = _room(len(lines), height) if lines else 0
    size = _size([line.upper() for line in lines], width, room, Weight.PLAIN) if known else None
    return (size.height, size.width) if size else (0, 0)


def _room(lines: int, height: int) -> int:
    return (height - lines + 1) // lines


def _wrap(text: str, width: int) -> list[str]:
    return wrap(text, width, break_long_words=False)


def _ink(lines: Sequence[str]) -> Sequence[str]:
    """Returns the lines without blank ones above and below."""
    inked = [at for at, line in enumerate(lines) if line.strip()]
    return lines[inked[0] : inked[-1] + 1] if inked else lines


def _plain(text: str, width: int, height: int) -> tuple[str, ...]:
    lines = [fitted("", line, "", width) for line in wrapped(text, width, height)]
    return centred(lines, width, height)


def _drawn(characters: Sequence[tuple[str, int]], size: Size) -> list[str]:
    """Draw characters side by side, each in the middle of so many pixels."""
    rows, x = [0] * size.height, 0
    for character, across in characters:
        wide = glyph_width(character, size.width, size.thickness)
        drawn = draw_glyph(character, wide, size.height, size.thickness)
        for index, row in enumerate(drawn):
            rows[index] |= row << x + (across - wide) // 2
        x += across + _gap(size.thickness)
    return half_blocks(tuple(rows), x - _gap(size.thickness))


def _slot(character: str, size: Size) -> int:
    """Returns the pixels that a character of a number stands in: figures are equally wide."""
    return size.width if character in _FIGURES else glyph_width(character, *size[::2])


def _gap(thickness: int) -> int:
    return max(1, round(thickness * 0.7))


def _thickness(letter_width: int, letter_height: int, weight: Weight) -> int:
    of_width, of_height = weight.value
    return max(1, round(min(letter_width * of_width + 0.2, letter_height * of_height)))


def _extent(text: str, letter_width: int, thickness: int) -> int:
    size = Size(letter_width, 0, thickness)
    across = sum(_slot(c, size) for c in text if c in GLYPHS)
    return across + _gap(thickness) * max(0, len(text) - 1)


def _size(texts: Sequence[str], width: int, height: int, weight: Weight) -> Size | None:
    """Returns the largest ordinary letter at which all fit; None where there is no room."""
    if not any(texts):
        return None
    for letter_width in range(round(height * 2 * _WIDEST), _SMALLEST[0] - 1, -1):
        letter_height = min(height * 2, round(letter_width / _NARROWEST))
        thickness = _thickness(letter_width, letter_height, weight)
        if letter_height < _SMALLEST[1]:
            return None
        if max(_extent(text, letter_width, thickness) for text in texts) <= width:
            return Size(letter_width, letter_height, thickness)
    return None

"""The shapes of letters and figures: strokes in a unit box, drawn at any size.

Plain capitals with open forms, like those on road signs, since they are read from two metres
by someone who is moving. A stroke runs through points (u, v), both from 0 (left, top) to 1
(right, bottom) of the box that the middle of the stroke may reach; a point marked with ROUND
turns with a curve.
"""

from functools import lru_cache

from msgspec import Struct

from backcue.ui.bigtext.canvas import Canvas, Picture

ROUND = 0.5
"""Radius of a full curve, in widths of the glyph."""
FLUSH = -1.0
"""In place of a radius: the stroke ends here and not half its thickness later."""
_R, _F = ROUND, FLUSH
_SMALL = 0.3

_Stroke = tuple[tuple[float, float, float], ...]


class Glyph(Struct, frozen=True):
    """A character: its width in widths of an ordinary one, open strokes and closed ones."""

    strokes: tuple[_Stroke, ...]
    loops: tuple[_Stroke, ...] = ()
    breadth: float = 1.0


def _s(*points: tuple[float, float] | tuple[float, float, float]) -> _Stroke:
    return tuple((p[0], p[1], p[2] if len(p) == 3 else 0.0) for p in points)  # noqa: PLR2004


def _loop(left: float, top: float, right: float, bottom: float, radius: float = _R) -> _Stroke:
    return _s(
        (left, top, radius), (right, top, radius), (right, bottom, radius), (left, bottom, radius)
    )


_TOP_BOW = (1, 0, _R), (0, 0, _R)
_LOW_BOW = (1, 1, _R), (0, 1, _R)
_STEM = _s((0, 0), (0, 1))
_BAR_TOP, _BAR_LOW = _s((0, 0), (1, 0)), _s((0, 1), (1, 1))

GLYPHS: dict[str, Glyph] = {
    "0": Glyph((), (_loop(0, 0, 1, 1),)),
    "1": Glyph((_s((0, 0.22), (0.75, 0), (0.75, 1)),), breadth=0.62),
    "2": Glyph((_s((0, 0.3, _F), (0, 0, _R), (1, 0, _R), (1, 0.5, _R), (0, 1), (1, 1)),)),
    "3": Glyph(
        (
            _s((0, 0.26, _F), (0, 0, _R), (1, 0, _R), (1, 0.48, _R), (0.4, 0.48)),
            _s((0.4, 0.48), (1, 0.48, _R), (1, 1, _R), (0, 1, _R), (0, 0.74, _F)),
        )
    ),
    "4": Glyph((_s((0.74, 1), (0.74, 0.36)), _s((0.5, 0), (0, 0.74), (1, 0.74)))),
    "5": Glyph((_s((0.94, 0), (0.04, 0), (0.04, 0.42), (1, 0.42, _R), *_LOW_BOW, (0, 0.74, _F)),)),
    "6": Glyph((_s((0, 0.72), (0, 0, _R), (1, 0, _R), (1, 0.22, _F)),), (_loop(0, 0.42, 1, 1),)),
    "7": Glyph((_s((0, 0), (1, 0), (0.3, 1)),)),
    "8": Glyph((), (_loop(0.04, 0, 0.96, 0.48), _loop(0, 0.48, 1, 1))),
    "9": Glyph((_s((1, 0.28), (1, 1, _R), (0, 1, _R), (0, 0.78, _F)),), (_loop(0, 0, 1, 0.58),)),
    "A": Glyph((_s((0, 1), (0, 0, _R), (1, 0, _R), (1, 1)), _s((0, 0.6), (1, 0.6)))),
    "B": Glyph(
        (
            _s((0, 0.48), (0, 0), (0.92, 0, _SMALL), (0.92, 0.48, _SMALL), (0, 0.48)),
            _s((0, 0.48), (1, 0.48, _SMALL), (1, 1, _SMALL), (0, 1), (0, 0.48)),
        )
    ),
    "C": Glyph((_s((1, 0.3, _F), (1, 0, _R), (0, 0, _R), (0, 1, _R), (1, 1, _R), (1, 0.7, _F)),)),
    "D": Glyph((_s((0, 0.5), (0, 0), (1, 0, _R), (1, 1, _R), (0, 1), (0, 0.5)),)),
    "E": Glyph((_s((1, 0), (0, 0), (0, 1), (1, 1)), _s((0, 0.48), (0.84, 0.48))), breadth=0.9),
    "F": Glyph((_s((1, 0), (0, 0), (0, 1)), _s((0, 0.48), (0.84, 0.48))), breadth=0.9),
    "G": Glyph(
        (
            _s((1, 0.28, _F), (1, 0, _R), (0, 0, _R), (0, 1, _R), (1, 1, _R), (1, 0.54)),
            _s((0.56, 0.54), (1, 0.54)),
        )
    ),
    "H": Glyph((_STEM, _s((1, 0), (1, 1)), _s((0, 0.48), (1, 0.48)))),
    "I": Glyph((_s((0.5, 0), (0.5, 1)),), breadth=0.0),
    "J": Glyph((_s((1, 0), (1, 1, _R), (0, 1, _R), (0, 0.7, _F)),)),
    "K": Glyph((_STEM, _s((0, 0.54), (1, 0)), _s((0.36, 0.42), (1, 1)))),
    "L": Glyph((_s((0, 0), (0, 1), (1, 1)),), breadth=0.86),
    "M": Glyph((_s((0, 1), (0, 0), (0.5, 0.6), (1, 0), (1, 1)),), breadth=1.3),
    "N": Glyph((_s((0, 1), (0, 0), (1, 1), (1, 0)),)),
    "O": Glyph((), (_loop(0, 0, 1, 1),)),
    "P": Glyph((_s((0, 1), (0, 0), (1, 0, _SMALL), (1, 0.54, _SMALL), (0, 0.54)),)),
    "Q": Glyph((_s((0.6, 0.76), (1, 1)),), (_loop(0, 0, 1, 1),)),
    "R": Glyph(
        (
            _s((0, 1), (0, 0), (1, 0, _SMALL), (1, 0.52, _SMALL), (0, 0.52)),
            _s((0.4, 0.52), (1, 1)),
        )
    ),
    "S": Glyph(
        (_s((1, 0.28, _F), *_TOP_BOW, (0, 0.48, _R), (1, 0.48, _R), *_LOW_BOW, (0, 0.72, _F)),)
    ),
    "T": Glyph((_BAR_TOP, _s((0.5, 0), (0.5, 1)))),
    "U": Glyph((_s((0, 0), (0, 1, _R), (1, 1, _R), (1, 0)),)),
    "V": Glyph((_s((0, 0), (0.5, 1), (1, 0)),)),
    "W": Glyph((_s((0, 0), (0.25, 1), (0.5, 0.35), (0.75, 1), (1, 0)),), breadth=1.5),
    "X": Glyph((_s((0, 0), (1, 1)), _s((1, 0), (0, 1)))),
    "Y": Glyph((_s((0, 0), (0.5, 0.5), (1, 0)), _s((0.5, 0.5), (0.5, 1)))),
    "Z": Glyph((_s((0, 0), (1, 0), (0, 1), (1, 1)),)),
    ":": Glyph((_s((0.5, 0.28), (0.5, 0.28)), _s((0.5, 0.74), (0.5, 0.74))), breadth=0.0),
    ",": Glyph((_s((1, 0.84), (0, 1)),), breadth=0.35),
    ".": Glyph((_s((0.5, 1), (0.5, 1)),), breadth=0.0),
    "/": Glyph((_s((1, 0), (0, 1)),), breadth=0.7),
    "·": Glyph((_s((0.5, 0.5), (0.5, 0.5)),), breadth=0.0),
    "%": Glyph((_s((1, 0), (0, 1)), _s((0.1, 0.1), (0.1, 0.1)), _s((0.9, 0.9), (0.9, 0.9)))),
    "-": Glyph((_s((0, 0.5), (1, 0.5)),), breadth=0.6),
    " ": Glyph((), breadth=0.3),
}

_CRAMPED = {
    "W": Glyph((_STEM, _s((1, 0), (1, 1)), _s((0.5, 0.4), (0.5, 1)), _BAR_LOW)),
    "M": Glyph((_STEM, _s((1, 0), (1, 1)), _s((0.5, 0), (0.5, 0.6)), _BAR_TOP)),
}
"""Upright shapes for where slanted strokes would run into one another."""
_LOW = {
    "S": Glyph((_s((1, 0), (0, 0, _SMALL), (0, 0.5, _SMALL), (1, 0.5, _SMALL),
                   (1, 1, _SMALL), (0, 1)),)),
    "G": Glyph((_s((1, 0), (0, 0, _R), (0, 1, _R), (1, 1), (1, 0.54)),
                _s((0.7, 0.54), (1, 0.54)))),
    "2": Glyph((_s((0, 0), (1, 0, _SMALL), (1, 0.5, _SMALL), (0, 0.5), (0, 1), (1, 1)),)),
    "3": Glyph((_s((0, 0), (1, 0), (1, 1), (0, 1)), _s((0.3, 0.5), (1, 0.5)))),
    "5": Glyph((_s((1, 0), (0, 0), (0, 0.5), (1, 0.5, _SMALL), (1, 1, _SMALL), (0, 1)),)),
}  # fmt: skip
"""Shapes without ends that bend back, for where those would close into an 8."""
_STROKES_DOWN = 4.5
"""Height, in strokes, from which there is room for them."""
_LEAST_DOWN = 8
"""Height, in pixels, below which there is none, however thin the strokes."""
_STROKES_ACROSS = 5.0
"""Width, in strokes, from which there is room for the slanted ones."""


def glyph_width(character: str, width: int, thickness: int) -> int:
    """Returns the pixels across that a character takes where an ordinary one takes `width`."""
    return thickness + round((width - thickness) * GLYPHS[character].breadth)


@lru_cache(maxsize=512)
def draw_glyph(character: str, width: int, height: int, thickness: int) -> Picture:
    """Draw one character, `width` by `height` pixels, with strokes `thickness` pixels wide."""
    canvas = Canvas(width, height)
    glyph = GLYPHS[character]
    if width < thickness * _STROKES_ACROSS:
        glyph = _CRAMPED.get(character, glyph)
    if height < max(thickness * _STROKES_DOWN, _LEAST_DOWN):
        glyph = _LOW.get(character, glyph)
    half = thickness / 2
    across, down = width - thickness, height - thickness

    def placed(stroke: _Stroke) -> list[tuple[float, float, float]]:
        # Whole pixels at the edges of stems and bars keep them even at every size.
        return [
            (round(u * across) + half, round(v * down) + half, radius * across)
            for u, v, radius in stroke
        ]

    for stroke in glyph.strokes:
        points = placed(stroke)
        if len({point[:2] for point in points}) == 1:
            x, y, _ = points[0]
            canvas.box(x - half, y - half, x + half, y + half)
        else:
            canvas.path(points, thickness)
    for loop in glyph.loops:
        canvas.path(placed(loop), thickness, closed=True)
    return canvas.picture()

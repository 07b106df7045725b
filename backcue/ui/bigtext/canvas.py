"""A canvas for 1-bit pictures: strokes and shapes become rows of pixels.

A picture is a tuple of rows; a row is an int whose bit `x` is the pixel in column `x`, so that
column 0 is the lowest bit. Coordinates are pixels: x to the right, y down, and a pixel is lit
when its centre lies inside the shape.
"""

import math
from collections.abc import Sequence

Point = tuple[float, float]
Corner = tuple[float, float, float]
"""A vertex and the radius with which the line turns there, pixels; 0: a sharp corner.

A free end with a radius below 0 stops flush; any other goes on for half the thickness.
"""
Picture = tuple[int, ...]

_EDGE = 1e-6


class Canvas:
    """A picture being drawn."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.rows = [0] * height

    def picture(self) -> Picture:
        """Returns what has been drawn."""
        return tuple(self.rows)

    def _span(self, row: int, left: float, right: float) -> None:
        first = max(0, math.ceil(left - 0.5 - _EDGE))
        last = min(self.width - 1, math.floor(right - 0.5 + _EDGE))
        if last >= first:
            self.rows[row] |= ((1 << (last - first + 1)) - 1) << first

    def _rows_between(self, top: float, bottom: float) -> range:
        first = max(0, math.ceil(top - 0.5 - _EDGE))
        return range(first, min(self.height - 1, math.floor(bottom - 0.5 + _EDGE)) + 1)

    def box(self, left: float, top: float, right: float, bottom: float) -> None:
        """Fill a rectangle."""
        for row in self._rows_between(top, bottom):
            self._span(row, left, right)

    def disc(self, centre: Point, radius: float) -> None:
        """Fill a circle."""
        x, y = centre
        for row in self._rows_between(y - radius, y + radius):
            half = math.sqrt(max(0.0, radius * radius - (row + 0.5 - y) ** 2))
            self._span(row, x - half, x + half)

    def polygon(self, points: Sequence[Point]) -> None:
        """Fill a convex polygon."""
        edges = list(zip(points, [*points[1:], points[0]], strict=True))
        for row in self._rows_between(min(y for _, y in points), max(y for _, y in points)):
            level = row + 0.5
            crossings = [
                x0 + (x1 - x0) * min(1.0, max(0.0, (level - y0) / (y1 - y0)))
                for (x0, y0), (x1, y1) in edges
                if y0 != y1 and min(y0, y1) - _EDGE <= level <= max(y0, y1) + _EDGE
            ]
            if crossings:
                self._span(row, min(crossings), max(crossings))

    def line(
        self, start: Point, end: Point, thickness: float, before: float = 0.0, after: float = 0.0
    ) -> None:
        """Draw a straight stroke that goes on by so much before its start and after its end."""
        (x0, y0), (x1, y1) = start, end
        length = math.hypot(x1 - x0, y1 - y0)
        if length == 0:
            return
        along_x, along_y = (x1 - x0) / length, (y1 - y0) / length
        x0, y0 = x0 - along_x * before, y0 - along_y * before
        x1, y1 = x1 + along_x * after, y1 + along_y * after
        dx, dy = along_y * thickness / 2, -along_x * thickness / 2
        self.polygon(
            [(x0 + dx, y0 + dy), (x1 + dx, y1 + dy), (x1 - dx, y1 - dy), (x0 - dx, y0 - dy)]
        )

    def path(self, corners: Sequence[Corner], thickness: float, *, closed: bool = False) -> None:
        """Draw a stroke through `corners`, with square ends and sharp or rounded turns."""
        points = _flatten(corners, closed=closed)
        half = thickness / 2
        following = [*points[1:], points[0]] if closed else points[1:]
        for (start, first), (end, last) in zip(points, following, strict=False):
            # A square end belongs to free ends and sharp corners of level and plumb strokes
            # only: on a curve it would stick out.
            square = half if start[0] == end[0] or start[1] == end[1] else 0.0
            self.line(start, end, thickness, square * first, square * last)
        flush = [(x, y) for x, y, radius in (corners[0], corners[-1]) if radius < 0]
        for point, _ in points:
            if point not in flush:
                self.disc(point, half)


def _flatten(corners: Sequence[Corner], *, closed: bool) -> list[tuple[Point, bool]]:
    """Returns the points of a path, and whether each is a free end or a sharp corner."""
    points: list[tuple[Point, bool]] = []
    count = len(corners)
    for index, (x, y, radius) in enumerate(corners):
        free = not closed and index in (0, count - 1)
        if radius <= 0 or free:
            points.append(((x, y), radius >= 0))
            continue
        before, after = corners[index - 1], corners[(index + 1) % count]
        points.extend((point, False) for point in _turn(before, (x, y), after, radius))
    return points


def _turn(before: Corner, corner: Point, after: Corner, radius: float) -> list[Point]:
    """Returns points on the arc that replaces a corner, from the side of `before` to `after`."""
    x, y = corner
    to_before = _towards(corner, before)
    to_after = _towards(corner, after)
    # Half of an edge belongs to each of its ends, all of it to the only rounded one.
    room = min(
        math.hypot(other[0] - x, other[1] - y) / (2 if other[2] > 0 else 1)
        for other in (before, after)
    )
    cosine = to_before[0] * to_after[0] + to_before[1] * to_after[1]
    half_angle = math.acos(min(1.0, max(-1.0, cosine))) / 2
    if half_angle in (0.0, math.pi / 2):
        return [corner]
    reach = min(room, radius / math.tan(half_angle))
    radius = reach * math.tan(half_angle)
    start = (x + to_before[0] * reach, y + to_before[1] * reach)
    end = (x + to_after[0] * reach, y + to_after[1] * reach)
    along = (to_before[0] + to_after[0], to_before[1] + to_after[1])
    norm = math.hypot(*along)
    distance = radius / math.sin(half_angle)
    centre = (x + along[0] / norm * distance, y + along[1] / norm * distance)
    first = math.atan2(start[1] - centre[1], start[0] - centre[0])
    sweep = math.atan2(end[1] - centre[1], end[0] - centre[0]) - first
    sweep = (sweep + math.pi) % (2 * math.pi) - math.pi
    pieces = max(2, min(12, math.ceil(abs(sweep) * radius / 1.5)))
    angles = (first + sweep * step / pieces for step in range(1, pieces))
    arc = [(centre[0] + radius * math.cos(a), centre[1] + radius * math.sin(a)) for a in angles]
    return [start, *arc, end]


def _towards(start: Point, end: Corner) -> Point:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = math.hypot(dx, dy) or 1.0
    return dx / length, dy / length


def half_blocks(picture: Picture, width: int) -> list[str]:
    """Write a picture as text, two rows of pixels to a line."""
    rows = [*picture, 0] if len(picture) % 2 else picture
    return [
        "".join(" ▀▄█"[(upper >> x & 1) + 2 * (lower >> x & 1)] for x in range(width))
        for upper, lower in zip(rows[::2], rows[1::2], strict=True)
    ]

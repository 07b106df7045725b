"""Ordinary text in a room of so many cells; wide characters count as two."""

from collections.abc import Sequence
from functools import lru_cache
from textwrap import wrap

from rich.cells import cell_len, set_cell_size

from backcue.text.printable import printable


def fitted(left: str, middle: str, right: str, width: int) -> str:
    """Put three texts on one line of `width` cells, the outer ones first."""
    left, middle, right = map(printable, (left, middle, right))
    if middle and not left and not right:
        middle = shortened(middle, width)
        before = (width - cell_len(middle)) // 2
        return " " * before + middle + " " * (width - before - cell_len(middle))
    right = shortened(right, width)
    left = shortened(left, width - cell_len(right) - 2 if right else width)
    start, end = cell_len(left), width - cell_len(right)
    wide = cell_len(middle)
    if not middle or wide + 4 > end - start:
        return left + " " * (end - start) + right
    at = min(max((width - wide) // 2, start + 2), end - wide - 2)
    return left + " " * (at - start) + middle + " " * (end - at - wide) + right


def shortened(text: str, width: int) -> str:
    """Cut a text that is wider than so many cells, and show that it is cut."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1) + "…" if width > 0 else ""


@lru_cache(maxsize=32)
def wrapped(text: str, width: int, height: int) -> tuple[str, ...]:
    """Break a text into at most `height` lines; what does not fit is cut and shown to be."""
    if width <= 0 or height <= 0:
        return ()
    return tuple(wrap(text, width, max_lines=height, placeholder="…"))


def centred(lines: Sequence[str], width: int, height: int) -> tuple[str, ...]:
    """Put lines in the middle of `height` ones; those that do not fit below are left out."""
    above = max(0, (height - len(lines)) // 2)
    blank = " " * width
    return (*[blank] * above, *lines, *[blank] * height)[: max(0, height)]


def halves(text: str) -> tuple[str, str]:
    """Break a text between two words into lines of lengths as even as can be."""
    words = text.split()
    pairs = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    return min(pairs, key=lambda pair: max(map(len, pair)), default=(text, ""))

"""The blocks of the workout screen as rows of text: pure functions of what is to be shown."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec.structs import replace
from rich.cells import cell_len, set_cell_size

from backcue.display.signs import Sign
from backcue.display.view import Message, View
from backcue.ui.bigtext.layout import Weight, big, big_lines, extent, figures, is_big
from backcue.ui.bigtext.signs import draw_sign
from backcue.ui.screens.workout.places import Box, Places
from backcue.ui.widgets.cells import centred, fitted, shortened, wrapped

_LARGE = 3
"""Rows from which there is room for large letters."""
_LEG = 0.6
"""Height of the letter of the leg, in that of the number: it is no figure of it."""
_CADENCE = len("110 steps/min")
_BESIDE = 14
"""Columns that small words beside large ones need at least."""


def board(now: View, message: Message | None, places: Places) -> list[str]:
    """Returns the rows between top line and line of time."""
    rows = [" " * places.board.width] * places.board.height
    blocks = [_band(now, message, places)]
    if now.orders:
        blocks.append([(places.orders, big_lines(now.orders, *places.orders[2:]))])
    else:
        blocks.append(_figures(now, places))
    for block in blocks:
        for box, lines in block:
            _put(rows, box, box.y - places.board.y, lines)
    return rows


def top(now: View, title: str, sound: str, width: int) -> tuple[str, str, str]:
    """Returns the title, the repetition and what is of use from near by, for a line so wide.

    The repetition stands where it stands, whatever is beside it; the cadence too.
    """
    middle = now.repetition.ljust(len(now.repetitions))
    begins = max((width - cell_len(middle)) // 2, cell_len(title) + 2)
    room = width - begins - cell_len(middle) - 2
    brief = sound.split(":", maxsplit=1)[0]
    cadence = now.cadence.rjust(_CADENCE)
    for parts in ((sound, now.facts), (brief, now.facts), (brief, ""), ("", now.facts)):
        told = " · ".join(filter(None, parts))
        joined = f"{told} · {cadence}" if told and now.cadence else f"{told}   {cadence}"
        for right in (joined, told):
            if cell_len(right) <= room and (right is joined or told):
                return title, middle, right.lstrip() if right is told else right
    return (title, middle, "") if not brief else (title, "", brief)


def _put(rows: list[str], box: Box, top: int, lines: Sequence[str]) -> None:
    for at, line in enumerate(lines, top):
        rows[at] = rows[at][: box.x] + line + rows[at][box.x + box.width :]


_Block = tuple[Box, Sequence[str]]


def _figures(now: View, places: Places) -> list[_Block]:
    """Returns word, sign, leg and number."""
    word, number = places.word, places.number
    return [
        (word, big(now.word, word.width, word.height, weight=Weight.HEAVY)),
        (places.sign, draw_sign(now.sign, *places.sign[2:])),
        (places.leg, leg(now.foot, *places.leg[2:])),
        (number, figures(now.number, number.width, number.height, now.room_for)),
    ]


def leg(letter: str, width: int, height: int) -> tuple[str, ...]:
    """Write the letter of a foot, smaller than the number and on one line with its foot."""
    room = round(height * _LEG)
    lines = big(letter, width, room if room >= _LARGE else min(1, height))
    return (*[" " * width] * (height - len(lines)), *lines)


def overflow(now: View, places: Places) -> tuple[View, str]:
    """Returns what to show, and a second line that stands in the place of the time.

    Only small words that are too long for one line have one, where the band is a single row.
    """
    message = now.message
    if message is None or message.words or places.band.height != 1:
        return now, ""
    first, *rest = wrapped(message.more, places.band.width, 2) or ("",)
    return replace(now, message=Message("", first)), "".join(rest)


def _band(now: View, message: Message | None, places: Places) -> list[_Block]:
    """Returns what stands under the number: a message, or what comes next and what is counted."""
    message = now.told(message)
    if message is not None:
        return [(places.band, told(message, *places.band[2:]))]
    return [
        (places.next, coming(now.next_sign, now.next, *places.next[2:])),
        (places.under, big(now.under, *places.under[2:], weight=Weight.THIN)),
    ]


@lru_cache(maxsize=64)
def coming(sign: Sign, words: str, width: int, height: int) -> tuple[str, ...]:
    """Write what comes next as a small sign and how much of it, from the left."""
    text = words if sign is Sign.NONE else words.upper()
    if height < _LARGE:
        mark = draw_sign(sign, 2, 1)[0].strip()
        line = shortened(f"next: {mark} {words}".replace("  ", " "), width)
        return centred([line.ljust(width)], width, height)
    wide = 0 if sign is Sign.NONE else round(height * 2 * 1.4)
    room = width - wide - (1 if wide else 0)
    if room < 1 or not is_big(text, room, height):
        return coming(sign, words, width, 1)[:1] + (" " * width,) * (height - 1)
    across = min(room, extent(text, height, Weight.THIN) + 2)
    lines = big(text, across, height, weight=Weight.THIN)
    drawn = draw_sign(sign, wide, height) if wide else ("",) * height
    gap = " " if wide else ""
    return tuple(
        f"{left}{gap}{right}".ljust(width) for left, right in zip(drawn, lines, strict=True)
    )


@lru_cache(maxsize=64)
def told(message: Message, width: int, height: int) -> tuple[str, ...]:
    """Write a message: its words large where there is room, the rest small beside them."""
    words, more = message.words, message.more
    across = extent(words, height) if words else 0
    beside = width - across - 2 if more else width - across
    fits = not more or (beside >= _BESIDE and len(_whole(more, beside)) <= height)
    if height >= _LARGE and words and fits and is_big(words, width - max(0, beside), height):
        large = big(words, across, height)
        if not more:
            return tuple(line.center(width) for line in large)
        small = [set_cell_size(line, beside) for line in _whole(more, beside)]
        small = list(centred(small, beside, height))
        return tuple(f"{left}  {right}" for left, right in zip(large, small, strict=True))
    if words and more and height > 1:
        return (*_centred(words, width, 1), *_centred(more, width, height - 1))
    return _centred(" · ".join(filter(None, (words, more))), width, height)


def _whole(text: str, width: int) -> tuple[str, ...]:
    return wrapped(text, width, 99)


def _centred(text: str, width: int, height: int) -> tuple[str, ...]:
    lines = [fitted("", line, "", width) for line in wrapped(text, width, height)]
    return centred(lines, width, height)


def changed(before: Sequence[str], after: Sequence[str]) -> Iterator[Box]:
    """Returns the parts of the rows that are not as before, row by row."""
    for y, (old, new) in enumerate(zip(before, after, strict=True)):
        if len(old) != len(new):
            # Wide characters: columns are not places in the text.
            yield Box(0, y, max(len(old), len(new)), 1)
        elif old != new:
            first = next(x for x, (a, b) in enumerate(zip(old, new, strict=True)) if a != b)
            same = next(
                x for x, (a, b) in enumerate(zip(old[::-1], new[::-1], strict=True)) if a != b
            )
            yield Box(first, y, len(new) - same - first, 1)

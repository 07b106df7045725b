"""Where the blocks of the workout screen lie."""

from hypothesis import given
from hypothesis import strategies as st

from backcue.ui.bigtext.layout import figures
from backcue.ui.screens.workout.places import Box, Places, places

ANY = st.integers(1, 320), st.integers(1, 120)
WHOLE = st.integers(60, 320), st.integers(18, 120)
"""Sizes at which everything is there."""
UNBROKEN = st.integers(8, 320), st.integers(1, 120)
"""Sizes at which no number has to go on in the next row."""
ADDED = st.sampled_from([(1, 0), (0, 1)])
"""A column, or a row."""
LARGE = ("word", "sign", "leg", "number", "next", "under")


def ink(number: str, here: Places, room_for: str = "") -> int:
    """Returns how many rows a number fills."""
    lines = figures(number, *here.number[2:], room_for or number)
    return sum(bool(line.strip()) for line in lines)


def apart(one: Box, other: Box) -> bool:
    """Whether a blank row or column lies between two blocks."""
    across = one.x + one.width < other.x or other.x + other.width < one.x
    down = one.y + one.height < other.y or other.y + other.height < one.y
    return across or down


@given(*ANY, ADDED)
def test_no_block_shrinks_when_a_row_or_a_column_is_added(
    width: int, height: int, added: tuple[int, int]
) -> None:
    before, after = places(width, height), places(width + added[0], height + added[1])
    for name in ("word", "sign", "leg", "number", "next", "under", "bar"):
        one, other = getattr(before, name), getattr(after, name)
        assert other.width >= one.width
        assert other.height >= one.height


@given(*UNBROKEN, ADDED, st.sampled_from(["7", "12", "120", "1:35", "12:34"]))
def test_no_number_shrinks_when_a_row_or_a_column_is_added(
    width: int, height: int, added: tuple[int, int], number: str
) -> None:
    before, after = places(width, height), places(width + added[0], height + added[1])
    assert ink(number, after) >= ink(number, before)


@given(st.integers(18, 120), st.floats(1.0, 4.5))
def test_a_number_is_two_fifths_of_the_height(height: int, columns_a_row: float) -> None:
    """Up to two figures in any window that is wider than high; longer ones need more columns.

    A figure needs two fifths of its height across: three figures 2.4 columns for each row of
    the terminal, minutes and seconds 2.7, and from ten minutes on 3.5.
    """
    here = places(max(60, round(height * columns_a_row)), height)
    enough = -(-height * 2 // 5)
    for number, least in (("8", 1.0), ("88", 1.6), ("888", 2.4), ("8:88", 2.7), ("88:88", 3.5)):
        if columns_a_row >= least:
            assert ink(number, here) >= enough, number


@given(*WHOLE)
def test_between_blocks_there_is_a_blank_row_or_column(width: int, height: int) -> None:
    here = places(width, height)
    blocks = [getattr(here, name) for name in LARGE]
    for at, one in enumerate(blocks):
        assert one.height > 0
        assert one.width > 0
        for other in blocks[at + 1 :]:
            assert apart(one, other)
        assert apart(one, here.top)
        assert apart(one, here.bar)
    if height >= 24:
        assert apart(here.under, here.time)


@given(*ANY)
def test_all_blocks_lie_within_the_terminal(width: int, height: int) -> None:
    here = places(width, height)
    for name in (*LARGE, "top", "time", "keys", "bar", "board", "band", "orders"):
        box = getattr(here, name)
        assert box.x >= 0
        assert box.y >= 0
        assert box.x + box.width <= width, name
        assert box.y + box.height <= height, name


@given(*ANY)
def test_what_comes_next_is_three_rows_and_lower_than_the_word(width: int, height: int) -> None:
    here = places(width, height)
    if height >= 24:
        assert here.next.height == 3
        assert here.word.height > here.next.height
    assert here.next.height <= max(1, here.word.height)

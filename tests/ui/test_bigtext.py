"""Big letters and signs."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from backcue.display.signs import Sign
from backcue.ui.bigtext.canvas import Canvas, half_blocks
from backcue.ui.bigtext.glyphs import GLYPHS, draw_glyph
from backcue.ui.bigtext.layout import big, big_lines, figures
from backcue.ui.bigtext.signs import draw_sign


def test_two_rows_of_pixels_make_one_line_of_text() -> None:
    assert half_blocks((0b011, 0b101, 0b001), 3) == ["█▀▄", "▀  "]


def test_a_pixel_is_lit_where_its_centre_lies_inside() -> None:
    canvas = Canvas(4, 2)
    canvas.box(0.6, 0, 2.4, 1)
    assert canvas.picture() == (0b0010, 0)


@given(st.text(max_size=30), st.integers(0, 220), st.integers(0, 60), st.text(max_size=4))
def test_any_text_fills_exactly_its_room(text: str, width: int, height: int, room: str) -> None:
    lines = big(text, width, height, room)
    assert len(lines) == height
    assert all(cell_len(line) == width for line in lines)


@example(Sign.LEFT_LEG, 8, 7)
@given(st.sampled_from(Sign), st.integers(0, 120), st.integers(0, 60))
def test_any_sign_fills_exactly_its_room(sign: Sign, width: int, height: int) -> None:
    lines = draw_sign(sign, width, height)
    assert len(lines) == height
    assert all(len(line) == width for line in lines)


def test_more_room_never_gives_smaller_letters() -> None:
    def ink(width: int, height: int) -> int:
        return sum(len(line.strip()) > 0 for line in big("FORWARD", width, height))

    heights = [ink(width, 20) for width in range(40, 200)]
    assert heights == sorted(heights)


def test_a_number_keeps_its_size_when_it_grows_by_a_digit() -> None:
    one, two = big("9", 40, 12, "00"), big("10", 40, 12, "00")
    rows = [[i for i, line in enumerate(lines) if line.strip()] for lines in (one, two)]
    assert rows[0] == rows[1]


def test_where_there_is_no_room_the_text_is_plain() -> None:
    assert big("hold 2 s, right leg", 30, 1) == ("     hold 2 s, right leg      ",)


def test_a_character_without_a_big_shape_is_written_plainly() -> None:
    assert "žluťák" in "".join(big("žluťák", 80, 9))


@pytest.mark.parametrize("size", [(6, 10, 2), (8, 12, 2), (12, 20, 3), (40, 64, 10)])
def test_no_two_figures_or_letters_look_alike(size: tuple[int, int, int]) -> None:
    signs = [character for character in GLYPHS if character.isalnum()]
    pictures = {draw_glyph(character, *size): character for character in signs if character != "O"}
    assert len(pictures) == len(signs) - 1


@pytest.mark.parametrize("character", "0AHIMOTUVWXY8")
@pytest.mark.parametrize("size", [(8, 12, 2), (13, 21, 3), (40, 64, 10)])
def test_symmetrical_letters_are_even(character: str, size: tuple[int, int, int]) -> None:
    width = size[0] if character != "I" else size[2]
    rows = draw_glyph(character, width, *size[1:])
    uneven = [row for row in rows if f"{row:0{width}b}" != f"{row:0{width}b}"[::-1]]
    assert len(uneven) <= len(rows) // 4


def test_forward_points_up_and_backward_down() -> None:
    up, down = draw_sign(Sign.FORWARD, 30, 15), draw_sign(Sign.BACKWARD, 30, 15)
    ink_up = [len(line.strip()) for line in up if line.strip()]
    ink_down = [len(line.strip()) for line in down if line.strip()]
    assert ink_up[0] < ink_up[len(ink_up) // 2 - 1]
    assert ink_down[-1] < ink_down[len(ink_down) // 2 + 1]


def test_the_two_legs_are_mirror_images() -> None:
    left, right = draw_sign(Sign.LEFT_LEG, 14, 8), draw_sign(Sign.RIGHT_LEG, 14, 8)
    assert left != right
    mirrored = [line[::-1].strip() for line in right]
    assert [line.strip() for line in left] == mirrored


def test_a_pause_has_a_sign_of_its_own() -> None:
    drawn = {draw_sign(sign, 16, 8): sign for sign in Sign}
    assert len(drawn) == len(Sign)


@pytest.mark.parametrize("last", "0123456789")
def test_a_figure_stays_where_it_is_when_another_comes_before_it(last: str) -> None:
    alone, behind = figures(last, 40, 10, "00"), figures(f"1{last}", 40, 10, "00")
    assert [line[20:] for line in alone] == [line[20:] for line in behind]
    assert not "".join(line[:20] for line in alone).strip()


def test_several_orders_are_of_one_size_with_a_blank_row_between_them() -> None:
    lines = big_lines(("STOP THE BELT", "FACE BACKWARD", "PRESS SPACE"), 74, 15)
    inked = "".join("x" if line.strip() else " " for line in lines)
    assert [len(block) for block in inked.split()] == [4, 4, 4]


@given(
    st.lists(st.text("ABCDEFGH ", min_size=1, max_size=12), min_size=1, max_size=3),
    st.integers(0, 120),
    st.integers(0, 40),
)
def test_orders_fill_exactly_their_room(texts: list[str], width: int, height: int) -> None:
    lines = big_lines(tuple(texts), width, height)
    assert len(lines) == height
    assert all(cell_len(line) == width for line in lines)


def test_a_five_in_ten_cells_by_five() -> None:
    assert big("5", 10, 5) == (
        " ███████  ",
        " ██▄▄▄    ",
        " ▀▀▀▀▀█▄  ",
        " ▄▄   ██  ",
        " ▀████▀   ",
    )

"""The strip of coloured blocks, and one-line layout."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.cells import cell_len

from backcue.ui.widgets.cells import fitted, shortened
from backcue.ui.widgets.strip import blocks, preview
from backcue.workout.notation import parse
from tests.ui import fakes


def shown(words: str, width: int) -> list[tuple[str, str, int]]:
    preset = replace(fakes.BALANCE, workout=parse(words))
    phases, _ = preview(fakes.plan(preset))
    return [(block.tone, block.label, block.cells) for block in blocks(phases, width)]


def test_blocks_are_as_long_as_they_take() -> None:
    assert shown("30s forward, 10s backward, rest 20s", 60) == [
        ("forward", "▲ 30 s forward", 30),
        ("backward", "▼ 10 s", 10),
        ("rest", "○ rest 20 s", 20),
    ]


def test_a_short_block_is_still_there() -> None:
    assert [cells for _, _, cells in shown("10min forward, hold 1s, 10min backward", 40)] == [
        18, 4, 18,
    ]  # fmt: skip


def test_an_open_phase_has_a_block() -> None:
    assert shown("forward until key, backward until key", 40) == [
        ("forward", "▲ open", 20),
        ("backward", "▼ open", 20),
    ]


def test_of_many_repetitions_one_is_shown() -> None:
    phases, which = preview(fakes.plan(fakes.BALANCE))
    assert len(phases) == 4
    assert which == "one of 20 repetitions"


def test_a_few_repetitions_are_all_shown() -> None:
    phases, which = preview(fakes.plan(fakes.UPHILL))
    assert len(phases) == 12
    assert which == ""


def test_an_endless_workout_is_previewed() -> None:
    phases, which = preview(fakes.plan(fakes.LOOP))
    assert len(phases) == 2
    assert which == "one repetition, again and again"


def test_a_tower_of_repetitions_costs_nothing() -> None:
    preset = replace(fakes.BALANCE, workout=parse("1000000x(1000000x(1 forward))"))
    phases, which = preview(fakes.plan(preset))
    assert len(phases) <= 201
    assert which


@given(st.integers(1, 40), st.integers(0, 200))
def test_blocks_fill_the_strip_exactly(count: int, width: int) -> None:
    phases = ([fakes.FORWARD, fakes.HOLD, fakes.RUN, fakes.TURN] * 10)[:count]
    found = blocks(phases, width)
    assert sum(block.cells for block in found) == width
    assert all(block.cells >= 1 for block in found)


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40), st.integers(0, 120))
def test_three_texts_fill_a_line_exactly(left: str, middle: str, right: str, width: int) -> None:
    assert cell_len(fitted(left, middle, right, width)) == width


def test_the_middle_goes_first_where_there_is_no_room() -> None:
    assert fitted("left", "middle", "right", 23) == "left    middle    right"
    assert fitted("left", "middle", "right", 16) == "left       right"
    assert fitted("left", "middle", "right", 10) == "le…  right"


def test_what_would_act_on_the_terminal_is_shown_by_a_sign() -> None:
    assert fitted("a\x1b[2J\nb", "", "", 12) == "a\N{REPLACEMENT CHARACTER}[2J b     "


def test_wide_characters_take_two_cells() -> None:
    assert fitted("歩く", "", "x", 8) == "歩く   x"
    assert shortened("歩く", 3) == "歩…"


def test_a_cut_is_shown() -> None:
    assert shortened("Balance walk", 6) == "Balan…"

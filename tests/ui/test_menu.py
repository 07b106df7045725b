"""The menu: list, filter, details."""

from dataclasses import replace

import pytest
from textual.widgets import Input, OptionList

from backcue.ui.screens.menu.screen import MenuScreen
from backcue.ui.screens.workout.screen import WorkoutScreen
from tests.ui import fakes
from tests.ui.test_workout import rows


def listed(pilot) -> list[str]:
    options = pilot.app.screen.query_one(OptionList).options
    return [str(option.prompt).strip() for option in options]


def marked(pilot) -> str:
    option = pilot.app.screen.query_one(OptionList).highlighted_option
    return str(option.prompt).strip() if option else ""


def page(pilot) -> str:
    return "\n".join(rows(pilot))


async def test_presets_stand_in_groups_and_broken_ones_last(menu) -> None:
    async with menu() as (pilot, _):
        assert listed(pilot) == [
            "classic", "Balance walk", "daily", "Loop by key", "treadmill", "Uphill backward",
            "own", "My [/b] hill", "not readable", "! hill.toml",
        ]  # fmt: skip
        assert marked(pilot) == "Balance walk"


async def test_beside_the_list_stands_what_the_marked_one_consists_of(menu) -> None:
    async with menu() as (pilot, _):
        for words in (
            "20x(5 forward, hold 2s, 4 backward, hold 3s)",
            "3:23",
            "100 forward, 80 backward",
            "floor, track",
            "Land softly, toe to heel.",
            "STACK: A Workout",
            "▲ 5",
            "▼ 4",
            "one of 20 repetitions",
        ):
            assert words in page(pilot)
        await pilot.press("down")
        await pilot.pause()
        assert "until you stop" in page(pilot)


async def test_typing_filters_at_once(menu) -> None:
    async with menu() as (pilot, _):
        await pilot.press("u", "p", "h")
        await pilot.pause()
        assert listed(pilot) == ["treadmill", "Uphill backward"]
        assert marked(pilot) == "Uphill backward"
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, WorkoutScreen)


async def test_the_arrows_move_in_the_list_while_one_types(menu) -> None:
    async with menu() as (pilot, _):
        await pilot.press("slash", "b", "a", "c", "down")
        await pilot.pause()
        assert pilot.app.screen.query_one(Input).value == "bac"
        assert listed(pilot) == ["classic", "Balance walk", "treadmill", "Uphill backward"]
        assert marked(pilot) == "Uphill backward"


async def test_a_filter_that_nothing_fits_says_so(menu) -> None:
    async with menu() as (pilot, _):
        await pilot.press(*"zzz")
        await pilot.pause()
        assert "Nothing fits" in page(pilot)
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, MenuScreen)


async def test_escape_clears_the_filter_then_leaves(menu) -> None:
    async with menu() as (pilot, _):
        await pilot.press("u", "p", "escape")
        await pilot.pause()
        assert "Balance walk" in listed(pilot)
        assert pilot.app.is_running
        await pilot.press("escape")
    assert pilot.app.return_code == 0


@pytest.mark.parametrize("key", ["f5", "shift+f5"])
async def test_a_presenter_starts_the_marked_one(menu, key) -> None:
    async with menu() as (pilot, _):
        await pilot.press(key)
        await pilot.pause()
        assert isinstance(pilot.app.screen, WorkoutScreen)


async def test_a_broken_preset_shows_its_error_as_written_and_does_not_start(menu) -> None:
    async with menu() as (pilot, _):
        await pilot.press("end")
        await pilot.pause()
        assert "hill.toml:4:12: sequence: [/x] is no amount" in page(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, MenuScreen)


async def test_a_changed_file_is_shown_and_the_mark_stays(menu) -> None:
    shelf = fakes.Shelf()
    async with menu(shelf=shelf) as (pilot, _):
        await pilot.press("down")
        shelf.presets = (*shelf.presets, replace(fakes.MINE, id="new", name="Brand new"))
        shelf.broken = ()
        shelf.changed = True
        pilot.app.screen._look()
        await pilot.pause()
        assert "Brand new" in listed(pilot)
        assert "! hill.toml" not in listed(pilot)
        assert marked(pilot) == "Loop by key"


async def test_the_question_mark_shows_the_keys(menu) -> None:
    async with menu() as (pilot, _):
        await pilot.press("question_mark")
        await pilot.pause()
        assert "Keys in the menu" in page(pilot)


async def test_no_size_is_too_small(menu) -> None:
    async with menu() as (pilot, _):
        for size in ((80, 8), (60, 18), (49, 12), (30, 9), (20, 6), (2, 3), (1, 1)):
            await pilot.resize_terminal(*size)
            await pilot.press("down", "b", "escape")
            assert len(rows(pilot)) == size[1]
        assert isinstance(pilot.app.screen, MenuScreen)


async def test_both_panes_are_there_at_80_and_at_60_columns(menu) -> None:
    for size in ((80, 24), (60, 18)):
        async with menu(size=size) as (pilot, _):
            left = pilot.app.screen.query_one("#list").region
            right = pilot.app.screen.query_one("#details").region
            assert left.right <= right.x
            assert right.width >= 30
            assert right.right <= size[0]

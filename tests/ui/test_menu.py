"""The menu: list, filter, preview, and where one walks."""

import re

import pytest
from msgspec.structs import replace
from textual import events
from textual.screen import Screen
from textual.widgets import Input, OptionList

from backcue.keys.actions_and_keys import ACTIONS, BY_ID, Scope
from backcue.keys.names import key_sign
from backcue.system import paths
from backcue.ui.screens.menu.details import Details
from backcue.ui.screens.menu.rows import Row
from backcue.ui.screens.menu.screen import MenuScreen
from backcue.ui.screens.surface.screen import SurfaceScreen
from backcue.ui.screens.workout.screen import WorkoutScreen
from backcue.workout.model import Surface
from tests.ui import fakes
from tests.ui.test_workout import rows


def listed(pilot) -> list[str]:
    """Returns the headings and names in the list, whether they are in sight or not."""
    return [name(option.prompt) for option in pilot.app.screen.query_one(OptionList).options]


def name(row: Row) -> str:
    return row._label


def marked(pilot) -> str:
    option = pilot.app.screen.query_one(OptionList).highlighted_option
    return name(option.prompt) if option else ""


def title(pilot) -> str:
    """Returns what stands in the frame of the preview."""
    return str(pilot.app.screen.query_one(Details)._border_title or "")


def page(pilot) -> str:
    return "\n".join(rows(pilot))


def row_of(pilot, words: str) -> int:
    """Returns the row of the screen on which these words stand in the list."""
    return next(y for y, row in enumerate(rows(pilot)) if words in left(row))


def left(row: str) -> str:
    """Returns the part of a row that the list takes."""
    return re.split("││|╮╭", row)[0]


def line(pilot, words: str) -> str:
    """Returns the part of the list on the line with these words, without its frame."""
    return " ".join(left(rows(pilot)[row_of(pilot, words)]).strip(" │").split())


async def test_own_ones_stand_first_in_the_list_each_with_its_duration(menu) -> None:
    async with menu() as (pilot, _):
        assert listed(pilot) == [
            "own", "My [/b] hill", "not readable", "! hill.toml", "classic", "Balance walk",
            "daily", "Loop by key", "treadmill", "Uphill backward",
        ]  # fmt: skip
        assert marked(pilot) == "My [/b] hill"
        assert line(pilot, "My [/b]") == "My [/b] hill 12:00"
        assert line(pilot, "Balance") == "Balance walk 3:23"
        assert line(pilot, "Loop") == "Loop by key endless"
        assert line(pilot, "Uphill") == "Uphill backward belt 10:30"


async def test_beside_the_list_stands_what_the_marked_one_consists_of(menu) -> None:
    async with menu() as (pilot, _):
        await pilot.press("down", "down")
        assert title(pilot) == "Balance walk"
        for words in (
            "20x(5 forward, hold 2s, 4 backward,",
            "3:23",
            "100 forward, 80 backward",
            "on the floor",
            "floor, track",
            "▲ 5",
            "▼ 4",
            "one of 20 repetitions",
        ):
            assert words in page(pilot)
        await pilot.press("down")
        await pilot.pause()
        assert "until you stop" in page(pilot)


async def test_the_preview_scrolls_by_keys_while_the_mark_stays(menu) -> None:
    async with menu(size=(60, 18)) as (pilot, _):
        await pilot.press(*"balance")
        await pilot.pause()
        assert "shift+↓ more" in page(pilot)
        assert "STACK" not in page(pilot)
        for on, back in (
            ("shift+down", "shift+up"),
            ("ctrl+down", "ctrl+up"),
            ("ctrl+f", "ctrl+b"),
        ):
            await pilot.press(*[on] * 5)
            await pilot.pause()
            assert "Backwards" in page(pilot)
            assert "more" not in page(pilot)
            assert marked(pilot) == "Balance walk"
            await pilot.press(*[back] * 5)
            await pilot.pause()
            assert "shift+↓ more" in page(pilot)
        await pilot.press("shift+down", "escape", "down")
        await pilot.pause()
        assert pilot.app.screen.query_one(Details).scroll_y == 0


@pytest.mark.parametrize("words", ["daily", "new edit ux", "/!q x"])
async def test_every_letter_and_the_space_filter(menu, words) -> None:
    async with menu() as (pilot, _):
        await pilot.press(*("slash" if key == "/" else key for key in words))
        await pilot.pause()
        assert isinstance(pilot.app.screen, MenuScreen)
        assert pilot.app.screen.query_one(Input).value == words


async def test_typing_filters_at_once_and_marks_what_was_looked_for(menu) -> None:
    async with menu() as (pilot, _):
        await pilot.press("u", "p", "h")
        await pilot.pause()
        assert listed(pilot) == ["treadmill", "Uphill backward"]
        assert marked(pilot) == "Uphill backward"
        assert "1 fit" in page(pilot)
        y = row_of(pilot, "Uphill")
        found = [part.text for part in pilot.app.screen._compositor.render_strips()[y]
                 if part.style and part.style.underline]  # fmt: skip
        assert found == ["Uph"]
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, WorkoutScreen)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("own", ["My [/b] hill"]),
        ("daily", ["Loop by key"]),
        ("not read", ["! hill.toml"]),
        ("treadm", ["My [/b] hill", "Loop by key", "Uphill backward"]),
    ],
)
async def test_names_of_groups_and_surfaces_are_looked_for_too(menu, words, found) -> None:
    async with menu() as (pilot, _):
        await pilot.press(*words)
        await pilot.pause()
        headings = {"own", "not readable", "classic", "daily", "treadmill"}
        assert [each for each in listed(pilot) if each not in headings] == found


async def test_the_arrows_and_page_keys_move_in_the_list_while_one_types(menu) -> None:
    async with menu() as (pilot, _):
        await pilot.press("b", "a", "c", "down")
        await pilot.pause()
        assert pilot.app.screen.query_one(Input).value == "bac"
        assert listed(pilot) == ["classic", "Balance walk", "treadmill", "Uphill backward"]
        assert marked(pilot) == "Uphill backward"
        for key, there in (("pageup", "Balance walk"), ("pagedown", "Uphill backward"),
                           ("ctrl+home", "Balance walk"), ("ctrl+end", "Uphill backward"),
                           ("up", "Balance walk"), ("up", "Uphill backward")):  # fmt: skip
            await pilot.press(key)
            assert marked(pilot) == there
        # In a line with words, home and end are the line's.
        await pilot.press("home", "x")
        assert pilot.app.screen.query_one(Input).value == "xbac"


async def test_a_filter_that_nothing_fits_says_so(menu) -> None:
    async with menu() as (pilot, _):
        await pilot.press(*"zzz")
        await pilot.pause()
        assert "Nothing fits" in page(pilot)
        assert marked(pilot) == ""
        assert rows(pilot)[-1].split()[:2] == ["esc", "clear"]
        assert "edit" not in rows(pilot)[-1]
        await pilot.press("enter", "f4", "f6", "f8")
        assert isinstance(pilot.app.screen, MenuScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert rows(pilot)[-1].split()[:2] == ["enter", "start"]


async def test_a_file_that_cannot_be_read_is_not_started_but_edited(menu) -> None:
    async with menu() as (pilot, _):
        await pilot.press("down")
        await pilot.pause()
        assert marked(pilot) == "! hill.toml"
        assert "start" not in rows(pilot)[-1]
        assert "F4 edit" in rows(pilot)[-1]
        await pilot.press("enter")
        told = [notice.message for notice in pilot.app._notifications]
        assert told == ["hill.toml makes no workout yet: F4 edits it"]


async def test_escape_clears_the_filter_keeping_the_mark_then_leaves(menu) -> None:
    async with menu() as (pilot, _):
        await pilot.press("u", "p")
        await pilot.pause()
        assert "esc clear" in rows(pilot)[-1]
        await pilot.press("escape")
        await pilot.pause()
        assert "Balance walk" in listed(pilot)
        assert marked(pilot) == "Uphill backward"
        assert "esc clear" not in rows(pilot)[-1]
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
        await pilot.press("down")
        await pilot.pause()
        assert title(pilot) == "hill.toml"
        assert "hill.toml:4:12: sequence: [/x] is no" in page(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, MenuScreen)


async def test_a_click_marks_and_a_second_one_on_the_same_starts(menu) -> None:
    async with menu() as (pilot, _):

        async def click(words: str) -> None:
            await pilot.click(offset=(5, row_of(pilot, words)))
            await pilot.pause()

        # The first click on what is marked already starts nothing, either.
        for words, there in (("My [/b]", "My [/b] hill"), ("Balance", "Balance walk"),
                             ("Loop", "Loop by key"), ("daily", "Loop by key")):  # fmt: skip
            await click(words)
            assert marked(pilot) == there
            assert title(pilot) == there
            assert isinstance(pilot.app.screen, MenuScreen)
        # A key in between makes the next click a first one again.
        await pilot.press("up", "down")
        await click("Loop")
        assert isinstance(pilot.app.screen, MenuScreen)
        await pilot.press("x", "backspace")
        assert pilot.app.screen.query_one(Input).has_focus
        await click("Loop")
        await click("Loop")
        assert isinstance(pilot.app.screen, WorkoutScreen)


async def test_the_wheel_scrolls_the_list_and_a_resize_shows_the_mark(menu) -> None:
    many = tuple(replace(fakes.MINE, id=f"w{n}", name=f"Walk {n:02}") for n in range(60))
    async with menu(shelf=fakes.Shelf(many, broken=())) as (pilot, _):
        options = pilot.app.screen.query_one(OptionList)
        await pilot.press("down", "down")
        pilot.app.screen.query_one(OptionList).scroll_to(y=30, animate=False)
        await pilot.pause()
        assert marked(pilot) == "Walk 02"
        assert "Walk 02" not in page(pilot).replace(title(pilot), "", 1)
        await pilot.resize_terminal(100, 18)
        await pilot.pause()
        assert marked(pilot) == "Walk 02"
        assert options.scroll_y <= 3
        await pilot.press("end")
        assert marked(pilot) == "Walk 59"
        await pilot.press("home")
        await pilot.pause()
        assert "own ─" in page(pilot)


async def test_a_changed_file_is_shown_and_the_mark_stays(menu) -> None:
    shelf = fakes.Shelf()
    async with menu(shelf=shelf) as (pilot, _):

        async def change(*presets, broken=()) -> None:
            shelf.presets, shelf.broken, shelf.changed = presets, broken, True
            pilot.app.screen._look()
            await pilot.pause()

        await pilot.press("down", "down", "down")
        new = replace(fakes.MINE, id="new", name="Brand new")
        await change(*shelf.presets, new)
        assert {"Brand new"} <= set(listed(pilot))
        assert "! hill.toml" not in listed(pilot)
        assert marked(pilot) == "Loop by key"
        # Where the marked one is gone the next one is marked, or the one before.
        await change(fakes.BALANCE, fakes.UPHILL, new)
        assert marked(pilot) == "Uphill backward"
        await change(fakes.BALANCE, new)
        assert marked(pilot) == "Balance walk"
        await change()
        assert marked(pilot) == ""
        assert "Nothing fits" in page(pilot)


async def test_back_in_the_menu_what_a_screen_took_goes_back_to_the_system(
    menu, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = []
    monkeypatch.setattr("backcue.ui.screens.menu.screen.give_back", lambda: given.append(True))
    monkeypatch.setattr("backcue.ui.screens.menu.screen.GONE", 0.01)
    async with menu() as (pilot, _):
        await pilot.pause(0.05)
        assert not given
        await pilot.press("f1")
        assert not given
        await pilot.press("escape")
        await pilot.pause(0.05)
        assert given


async def test_one_key_says_where_one_walks_and_all_follows(menu) -> None:
    async with menu(of=fakes.Plain) as (pilot, _):
        await pilot.press(*"uphill")
        await pilot.pause()
        assert "On the floor · F3 changes it" in rows(pilot)[0]
        assert "It needs a treadmill" in page(pilot)
        for key, number, head, where in (
            ("f3", "3", "On a treadmill with a motor", "on a treadmill with a"),
            ("ctrl+t", "4", "On a self-powered treadmill", "on a self-powered treadmill"),
        ):
            await pilot.press(key, number)
            await pilot.pause()
            assert isinstance(pilot.app.screen, MenuScreen)
            assert head in rows(pilot)[0]
            assert where in page(pilot)
            assert "It needs a treadmill" not in page(pilot)
            assert marked(pilot) == "Uphill backward"
        await pilot.press("f3", "escape")
        await pilot.pause()
        assert pilot.app.context.settings.session.surface is Surface.MANUAL_TREADMILL
        await pilot.press("escape")
        await pilot.pause()
        assert line(pilot, "Balance") == "Balance walk floor 3:23"


async def test_the_head_shortens_where_there_is_little_room(menu) -> None:
    shelf = fakes.Shelf((replace(fakes.MINE, id="first-five", name="First five minutes"),))
    for size, head in (
        ((120, 30), "On a treadmill with a motor · F3 changes it"),
        ((60, 18), "Treadmill with a motor · F3"),
        ((30, 12), "Treadmill with a motor · F3"),
    ):
        async with menu(size=size, shelf=shelf, surface=Surface.TREADMILL) as (pilot, _):
            assert rows(pilot)[0].strip().startswith(head)


async def test_a_letter_that_a_person_gave_to_a_command_works_while_nothing_is_typed(menu) -> None:
    async with menu(keys={"menu-start": ["g"], "menu-surface": ["w"]}) as (pilot, _):
        assert rows(pilot)[-1].split()[:2] == ["g", "start"]
        await pilot.press("b", "g", "w")
        await pilot.pause()
        assert pilot.app.screen.query_one(Input).value == "bgw"
        await pilot.press("escape", "enter")
        assert isinstance(pilot.app.screen, MenuScreen)
        await pilot.press("g")
        await pilot.pause()
        assert isinstance(pilot.app.screen, WorkoutScreen)


async def test_what_matters_most_stands_in_the_footer_uncut(menu) -> None:
    for size in ((60, 18), (80, 24)):
        async with menu(size=size) as (pilot, _):
            for words in ("enter start", "F3 where", "? help", "F2 settings", "F4 edit"):
                assert words in rows(pilot)[-1]


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
            presets = pilot.app.screen.query_one("#list").region
            preview = pilot.app.screen.query_one("#details").region
            assert presets.right <= preview.x
            assert preview.width >= 28
            assert preview.right <= size[0]


async def test_notices_leave_the_bars_below_to_be_read(menu) -> None:
    for size in ((80, 24), (120, 40)):
        async with menu(size=size, notifications=True) as (pilot, _):
            pilot.app.notify("something is wrong")
            await pilot.pause()
            assert "something is wrong" in page(pilot)
            assert "type to filter" in page(pilot)
            assert "F3 where" in page(pilot)
            toast = pilot.app.screen.query_one("Toast").region
            assert toast.bottom <= pilot.app.screen.query_one("#filter").region.y


async def test_the_palette_names_the_keys_that_the_footer_names_and_does_the_same(menu) -> None:
    async with menu(size=(130, 50)) as (pilot, _):
        below = rows(pilot)[-2]
        await pilot.press("ctrl+p")
        await pilot.pause()
        for action in ACTIONS:
            if action.scope is Scope.MENU and action.rank:
                key = key_sign(action.keys[0])
                assert f"{key} {action.label}" in below
                assert f"{action.label}   {key}" in page(pilot)
        await pilot.press(*"where")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, SurfaceScreen)


@pytest.mark.parametrize("key", ["enter", "f2", "f3", "f4", "f7", "f8", "ctrl+n"])
async def test_a_key_that_is_held_down_opens_one_screen(menu, key) -> None:
    async with menu(output="none") as (pilot, _):
        for _ in range(4):
            pilot.app.post_message(events.Key(key, None))
        await pilot.pause()
        opened = [each for each in pilot.app.screen_stack[2:] if type(each) is not Screen]
        assert len(opened) == 1


async def test_the_palette_starts_a_workout_too(menu) -> None:
    async with menu() as (pilot, _):
        await pilot.press("ctrl+p", *"start the marked")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, WorkoutScreen)


async def test_a_menu_without_any_key_of_its_own_still_opens(menu) -> None:
    without = {action: [] for action in BY_ID if action.startswith("menu-")}
    async with menu(keys=without) as (pilot, _):
        assert marked(pilot)
        await pilot.press("z")
        assert pilot.app.screen.query_one(Input).value == "z"


async def test_what_was_set_aside_is_told_in_the_menu(menu) -> None:
    file = paths.recent_file()
    file.parent.mkdir(parents=True)
    file.write_text("{")
    async with menu((140, 24)) as (pilot, _):
        told = [notice.message for notice in pilot.app._notifications]
        assert told == [f"{file} was damaged, and is set aside as recent.json.bad"]

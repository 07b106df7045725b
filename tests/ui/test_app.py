"""Which screen follows which, and how the app ends."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from backcue.keys.actions_and_keys import ACTIONS
from backcue.ui.app import BackcueApp
from backcue.ui.screens.menu.screen import MenuScreen
from backcue.ui.screens.question import ConfirmScreen
from backcue.ui.screens.settings.screen import SettingsScreen
from backcue.ui.screens.summary.screen import SummaryScreen
from backcue.ui.screens.workout.screen import WorkoutScreen
from tests.closed import close
from tests.ui import fakes
from tests.ui.test_workout import rows


async def test_enter_in_the_menu_starts_and_the_summary_leads_back(menu) -> None:
    async with menu() as (pilot, coach):
        assert isinstance(pilot.app.screen, MenuScreen)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, WorkoutScreen)
        coach.end(fakes.kept())
        await pilot.pause()
        await pilot.pause()
        assert isinstance(pilot.app.screen, SummaryScreen)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, MenuScreen)
        assert len(pilot.app.screen_stack) == 2


async def test_r_walks_the_same_again(workout) -> None:
    async with workout() as (pilot, coach):
        coach.end(fakes.kept())
        await pilot.pause()
        await pilot.pause()
        await pilot.press("r")
        await pilot.pause()
        assert isinstance(pilot.app.screen, WorkoutScreen)
        assert not coach.over.done()


async def test_started_with_a_workout_it_ends_after_the_summary(workout) -> None:
    result = fakes.kept()
    async with workout() as (pilot, coach):
        coach.end(result)
        await pilot.pause()
        await pilot.pause()
        await pilot.press("enter")
    assert pilot.app.return_value == result
    assert pilot.app.return_code == 0


async def test_a_workout_that_ends_under_the_question_shows_its_summary(workout) -> None:
    async with workout() as (pilot, coach):
        await pilot.press("q")
        coach.end(fakes.kept())
        await pilot.pause()
        await pilot.pause()
        assert isinstance(pilot.app.screen, SummaryScreen)
        assert len(pilot.app.screen_stack) == 2


async def test_ctrl_c_in_a_workout_keeps_it_and_ends_with_130(workout) -> None:
    async with workout() as (pilot, coach):
        await pilot.press("ctrl+c")
        await pilot.pause()
        await pilot.pause()
    assert coach.told == ["stop"]
    assert pilot.app.return_code == 130
    assert not pilot.app.return_value.record.completed


async def test_ctrl_q_in_the_menu_ends_with_0(menu) -> None:
    async with menu() as (pilot, coach):
        await pilot.press("ctrl+q")
    assert pilot.app.return_code == 0
    assert coach.told == []


async def test_a_session_that_can_be_kept_nowhere_ends_with_1(workout) -> None:
    async with workout() as (pilot, coach):
        coach.end(replace(fakes.kept(), where=None, problem="not kept: disk full", lost=True))
        await pilot.pause()
        await pilot.press("q")
        await pilot.pause()
    assert pilot.app.return_code == 1


async def test_a_session_that_cannot_go_on_ends_with_1_and_says_why(workout, capsys) -> None:
    async with workout() as (pilot, coach):
        coach.end(OSError("the disk is gone"))
        await pilot.pause()
        await pilot.pause()
    assert pilot.app.return_code == 1
    assert capsys.readouterr().err == "backcue: the disk is gone\n"


async def test_own_keys_replace_the_default_ones(workout) -> None:
    async with workout(keys={"next": ["j"], "back": ["n"]}) as (pilot, coach):
        await pilot.press("j", "n", "right")
        assert coach.told == ["next", "back"]


async def test_a_clash_of_keys_is_told(workout) -> None:
    async with workout(keys={"next": ["space"]}) as (pilot, coach):
        told = [notice.message for notice in pilot.app._notifications]
        assert told == ["keys: space is set for next and for pause; next has it"]
        await pilot.press("space")
        assert coach.told == ["next"]
        await pilot.press("enter")
        assert coach.told == ["next", "pause_or_go"]


async def test_an_action_without_a_key_does_nothing(workout) -> None:
    async with workout(keys={"end": []}) as (pilot, _):
        await pilot.press("q", "escape")
        assert isinstance(pilot.app.screen, WorkoutScreen)


async def test_without_any_key_every_screen_still_opens_and_ctrl_c_leaves(menu) -> None:
    async with menu(keys={action.id: [] for action in ACTIONS}) as (pilot, coach):
        await pilot.press("enter", "escape", "f2", "f4", "ctrl+n", "f1", *"bal", "down", "pagedown")
        assert isinstance(pilot.app.screen, MenuScreen)
        screen = pilot.app.screen
        for action in ("settings", "new", "help", "surface", "trash", "edit", "delete", "read_on"):
            await pilot.app.run_action(f"screen.{action}")
            await pilot.pause()
            await pilot.press("escape", "enter", "x")
            while pilot.app.screen is not screen:
                pilot.app.pop_screen()
            await pilot.pause()
        screen.query_one("#filter").value = ""
        await pilot.pause()
        await pilot.app.run_action("screen.start")
        await pilot.pause()
        assert isinstance(pilot.app.screen, WorkoutScreen)
        await pilot.press("space", "q", "l", "escape")
        await pilot.press("ctrl+c")
        await pilot.pause()
        await pilot.pause()
    assert coach.told == ["stop"]
    assert pilot.app.return_code == 130


async def test_the_menu_and_the_settings_open_where_ones_own_folders_may_not_be_entered(
    own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    close(monkeypatch, own_home / "backcue-data", own_home / "backcue-config")
    settings = fakes.settings()
    app = BackcueApp(fakes.context(settings=settings))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert isinstance(app.screen, MenuScreen)
        await pilot.press("f2")
        await pilot.pause()
        assert isinstance(app.screen, SettingsScreen)


async def test_a_message_of_what_was_done_takes_the_place_of_the_one_before(menu) -> None:
    async with menu(notifications=True) as (pilot, _):
        for told in ("done", "done again", "done once more"):
            pilot.app.notify(told)
        for told in ("wrong", "worse", "worse", "worst", "hopeless"):
            pilot.app.notify(told, severity="warning")
        await pilot.pause()
        assert toasts(pilot) == ["worse", "worst", "hopeless"]
        pilot.app.notify("done at last")
        await pilot.pause()
        assert toasts(pilot) == ["worst", "hopeless", "done at last"]
        pilot.app.notify("done")
        await pilot.pause()
        assert toasts(pilot) == ["worst", "hopeless", "done"]


async def test_no_message_comes_with_one_into_a_workout(menu) -> None:
    async with menu(notifications=True) as (pilot, coach):
        pilot.app.notify("something is wrong", severity="warning")
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, WorkoutScreen)
        assert toasts(pilot) == []
        coach.end(fakes.kept())
        await pilot.pause()
        await pilot.pause()
        pilot.app.notify("something is wrong", severity="warning")
        await pilot.press("r")
        assert isinstance(pilot.app.screen, WorkoutScreen)
        assert toasts(pilot) == []


async def test_what_stands_over_a_question_stands_there_once(workout) -> None:
    async with workout(notifications=True) as (pilot, _):
        pilot.app.notify("something is wrong", severity="error")
        await pilot.pause()
        await pilot.press("q")
        assert isinstance(pilot.app.screen, ConfirmScreen)
        assert str(rows(pilot)).count("something is wrong") == 1
        await pilot.press("n")
        assert toasts(pilot) == ["something is wrong"]


def toasts(pilot) -> list[str]:
    """Returns the messages that are seen."""
    racks = [each for each in pilot.app.screen.query("ToastRack") if each.display]
    return [str(each.render()) for rack in racks for each in rack.query("Toast")]

"""What comes before a workout: the page on safety, and a question where it does not suit."""

import pytest
from msgspec.structs import replace
from textual.widgets import Static

from backcue.ui.screens.menu.screen import MenuScreen
from backcue.ui.screens.question import ConfirmScreen
from backcue.ui.screens.safety.screen import SafetyScreen
from backcue.ui.screens.summary.screen import SummaryScreen
from backcue.ui.screens.workout.screen import WorkoutScreen
from backcue.workout.preset import PaceChange
from tests.ui import fakes
from tests.ui.test_workout import rows

CAUTION = "It has [/b] holds. It will be led as on the floor."


class Consent:
    """Takes down that it was given; `problem` is what it answers."""

    def __init__(self, problem: str | None = None) -> None:
        self.given = 0
        self.problem = problem

    def __call__(self) -> str | None:
        self.given += 1
        return self.problem


def page(pilot) -> str:
    return " ".join(" ".join(rows(pilot)).split())


def told(pilot) -> str:
    """Returns the caution beside the list, and see that it can be read."""
    caution = pilot.app.screen.query_one("#caution", Static)
    assert bool(caution.content) == (caution.region.height > 0)
    return str(caution.content)


def notices(pilot) -> list[str]:
    return [notice.message for notice in pilot.app._notifications]


async def test_the_page_on_safety_comes_before_the_first_workout_and_only_once(menu) -> None:
    consent = Consent()
    async with menu(accept_safety=consent) as (pilot, coach):
        await pilot.press("escape", "enter")
        assert isinstance(pilot.app.screen, SafetyScreen)
        for words in (
            "Clip on the safety key", "half your forward pace", "never controls your belt",
            "does not stop the belt", "some manuals too", "not medical advice",
            "y I have read this",
        ):  # fmt: skip
            assert words in page(pilot)
        await pilot.press("y")
        assert isinstance(pilot.app.screen, WorkoutScreen)
        assert consent.given == 1
        coach.end(fakes.kept())
        await pilot.pause()
        await pilot.press("enter", "enter")
        assert isinstance(pilot.app.screen, WorkoutScreen)
    assert consent.given == 1


async def test_who_declines_is_back_in_the_menu_and_is_asked_again(menu) -> None:
    consent = Consent()
    async with menu(accept_safety=consent) as (pilot, _):
        await pilot.press("escape")
        for key in ("escape", "n", "q", "left"):
            await pilot.press("enter")
            assert isinstance(pilot.app.screen, SafetyScreen)
            await pilot.press(key)
            assert isinstance(pilot.app.screen, MenuScreen)
    assert consent.given == 0


async def test_started_with_a_workout_declining_ends(workout) -> None:
    async with workout(accept_safety=Consent()) as (pilot, coach):
        await pilot.press("escape")
    assert pilot.app.return_code == 0
    assert pilot.app.return_value is None
    assert coach.over is None


async def test_where_it_cannot_be_kept_it_says_so_and_goes_on(workout) -> None:
    async with workout(accept_safety=Consent("no room for [/b]")) as (pilot, _):
        await pilot.press("y")
        assert isinstance(pilot.app.screen, WorkoutScreen)
        assert notices(pilot) == ["no room for [/b]"]


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (20, 6), (2, 2)])
async def test_every_rule_can_be_read_at_any_size(workout, size) -> None:
    async with workout(size=size, accept_safety=Consent()) as (pilot, _):
        assert len(rows(pilot)) == size[1]
        await pilot.press("end")
        assert size[0] < 20 or "advice" in page(pilot)
        await pilot.press("y")
        assert isinstance(pilot.app.screen, WorkoutScreen)


async def test_the_rules_stay_under_the_question_mark(workout) -> None:
    async with workout() as (pilot, _):
        await pilot.press("question_mark", "shift+tab")
        for _ in range(60):
            if "Clip on the safety key" in page(pilot).replace("▏ ", ""):
                return
            await pilot.press("shift+tab")
        pytest.fail("the rules are not under the question mark")


async def test_a_preset_that_does_not_suit_says_so_in_the_menu_and_asks_once(menu) -> None:
    asked = []

    def caution(preset) -> str | None:
        asked.append(preset.id)
        return CAUTION if preset.id == "balance" else None

    async with menu(caution=caution) as (pilot, coach):
        await pilot.press("down", "down")
        assert told(pilot) == CAUTION
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, ConfirmScreen)
        assert f"{CAUTION} Start it?" in page(pilot)
        await pilot.press("n")
        assert isinstance(pilot.app.screen, MenuScreen)
        assert len(pilot.app.screen_stack) == 2
        await pilot.press("enter", "y")
        assert isinstance(pilot.app.screen, WorkoutScreen)
        coach.end(fakes.kept())
        await pilot.pause()
        await pilot.press("enter", "enter")
        assert isinstance(pilot.app.screen, WorkoutScreen)
        coach.end(fakes.kept())
        await pilot.pause()
        await pilot.press("enter", "down")
        assert told(pilot) == ""


async def test_safety_comes_before_the_question(workout) -> None:
    async with workout(accept_safety=Consent(), caution=lambda _: CAUTION) as (pilot, _):
        await pilot.press("y")
        assert isinstance(pilot.app.screen, ConfirmScreen)
        await pilot.press("f5")
        assert isinstance(pilot.app.screen, WorkoutScreen)


async def test_a_question_answered_with_no_ends_where_there_is_no_menu(workout) -> None:
    async with workout(caution=lambda _: CAUTION) as (pilot, coach):
        await pilot.press("escape")
    assert pilot.app.return_code == 0
    assert coach.over is None


FASTER = PaceChange(forward=114.0, backward=100.0, forward_run=160.0, backward_run=170.0)


class Kept(list):
    def keep(self, preset_id: str, pace: PaceChange) -> None:
        self.append((preset_id, pace))


class Refusing:
    def keep(self, *_: object) -> None:
        raise OSError(28, "No space left on device")


async def test_a_changed_tempo_is_kept_once_by_a_key(workout) -> None:
    kept = Kept()
    async with workout(kept=kept) as (pilot, coach):
        coach.end(replace(fakes.kept(), pace=FASTER))
        await pilot.pause()
        assert "your tempo: forward 114 steps/min · k keeps it for this workout" in page(pilot)
        assert "k keep this tempo" in page(pilot)
        await pilot.press("k", "k")
        assert "your tempo: forward 114 steps/min · kept for this workout" in page(pilot)
        assert "k keep this tempo" not in page(pilot)
    assert kept == [("balance", FASTER)]


async def test_a_tempo_that_cannot_be_kept_says_so_and_can_be_tried_again(workout) -> None:
    async with workout(kept=Refusing()) as (pilot, coach):
        coach.end(replace(fakes.kept(), pace=FASTER))
        await pilot.pause()
        await pilot.press("k")
        assert notices(pilot) == ["not kept: No space left on device"]
        assert "k keeps it for this workout" in page(pilot)


@pytest.mark.parametrize(("name", "pace"), [("balance", None), ("", FASTER)])
async def test_nothing_is_offered_where_no_tempo_or_no_name_is_there(workout, name, pace) -> None:
    kept = Kept()
    async with workout(kept=kept) as (pilot, coach):
        coach.course = fakes.plan(replace(fakes.BALANCE, id=name))
        coach.end(replace(fakes.kept(), pace=pace))
        await pilot.pause()
        assert isinstance(pilot.app.screen, SummaryScreen)
        assert "keep this tempo" not in page(pilot)
        assert ("your tempo: forward 114" in page(pilot)) == (pace is not None)
        await pilot.press("k")
    assert kept == []

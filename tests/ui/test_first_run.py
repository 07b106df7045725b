"""The first start: what is heard, safety, where one walks; and what cannot be led there."""

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from textual.widgets import Static

from backcue.session_setup import RunOptions
from backcue.settings.file import load
from backcue.sound.outputs.choose import OutputError
from backcue.sound.outputs.player import Player
from backcue.sound.score.cue import Cue
from backcue.system import paths
from backcue.ui.screens.hearing.screen import HEARD, HearingScreen, Sound
from backcue.ui.screens.menu.screen import MenuScreen
from backcue.ui.screens.question import ConfirmScreen
from backcue.ui.screens.refused import RefusedScreen
from backcue.ui.screens.safety.screen import SafetyScreen
from backcue.ui.screens.summary.screen import SummaryScreen
from backcue.ui.screens.surface.screen import SurfaceScreen
from backcue.ui.screens.workout.screen import WorkoutScreen
from backcue.workout.model import Surface
from backcue.workout.notation import format_workout, parse
from backcue.workout.preset import Preset
from tests.ui import fakes
from tests.ui.test_before import notices, page, told
from tests.ui.test_menu import marked, row_of
from tests.ui.test_workout import rows


class Ear(Player):
    """Notes what it is to play."""

    name = "miniaudio"

    def __init__(self) -> None:
        super().__init__()
        self.played: list[Cue] = []
        self.hushed = 0
        self.problem: str | None = None

    @property
    def error(self) -> str | None:
        return self.problem

    def schedule(self, cue: Cue) -> None:
        self.played.append(cue)

    def hush(self) -> None:
        self.hushed += 1


class New(fakes.Plain):
    """The context of somebody who is here for the first time: all is kept as it really is."""

    accept_safety = fakes.AppContext.accept_safety
    ear: Ear

    def player(self) -> Player:
        if not hasattr(self, "ear"):
            self.ear = Ear()
        return self.ear


FIRST: dict[str, Any] = {"of": New, "accept_safety": lambda: None, "surface": None}
UPGRADED: dict[str, Any] = {"of": New, "surface": None}
HOLDS = Preset("", "5 forward, hold 2s", parse("5 forward, hold 2s"))


def at(pilot, screen: type) -> bool:
    return type(pilot.app.screen) is screen


async def test_the_first_start_tells_what_is_heard_and_safety_then_asks_where_one_walks(
    menu,
) -> None:
    async with menu(**FIRST) as (pilot, _):
        assert at(pilot, HearingScreen)
        await pilot.press("enter")
        assert at(pilot, SafetyScreen)
        await pilot.press("left")
        assert at(pilot, HearingScreen)
        await pilot.press("space", "y")
        assert at(pilot, SurfaceScreen)
        await pilot.press("3")
        assert at(pilot, MenuScreen)
        assert len(pilot.app.screen_stack) == 2
        assert "On a treadmill with a motor" in rows(pilot)[0]
        settings = load(paths.settings_file())
        assert settings.person.safety_accepted
        assert settings.session.surface is Surface.TREADMILL
        await pilot.press("enter")
        await pilot.pause()
        assert not at(pilot, MenuScreen)
        assert not at(pilot, SurfaceScreen)


async def test_whoever_read_the_page_on_safety_before_is_asked_where_they_walk_alone(menu) -> None:
    async with menu(**UPGRADED) as (pilot, _):
        assert at(pilot, SurfaceScreen)
        await pilot.press("enter")
        assert at(pilot, MenuScreen)
        assert "On the floor" in rows(pilot)[0]
    assert load(paths.settings_file()).session.surface is Surface.FLOOR


@pytest.mark.parametrize("keys", [["escape"], ["enter", "escape"], ["enter", "n"], ["q"]])
async def test_whoever_puts_it_off_is_in_the_menu_and_asked_before_a_workout(menu, keys) -> None:
    async with menu(**FIRST) as (pilot, coach):
        await pilot.press(*keys)
        assert at(pilot, MenuScreen)
        assert len(pilot.app.screen_stack) == 2
        assert "Where do you walk? F3 asks" in rows(pilot)[0]
        await pilot.press("enter", "y")
        assert at(pilot, SurfaceScreen)
        await pilot.press("escape")
        assert at(pilot, MenuScreen)
        await pilot.press("enter")
        assert at(pilot, SurfaceScreen)
        await pilot.press("down", "enter")
        await pilot.pause()
        assert at(pilot, WorkoutScreen)
        assert pilot.app.context.surface is Surface.TRACK
        coach.end(fakes.kept())
        await pilot.pause()


async def test_started_with_a_workout_safety_and_the_question_come_first(workout) -> None:
    async with workout(**FIRST) as (pilot, _):
        assert at(pilot, SafetyScreen)
        await pilot.press("y")
        assert at(pilot, SurfaceScreen)
        await pilot.press("2")
        await pilot.pause()
        assert at(pilot, WorkoutScreen)


async def test_a_run_that_says_where_is_not_asked_and_one_that_is_left_ends(workout) -> None:
    async with workout(**UPGRADED, options=RunOptions(surface=Surface.TRACK)) as (pilot, _):
        assert at(pilot, WorkoutScreen)
    async with workout(**UPGRADED) as (pilot, coach):
        assert at(pilot, SurfaceScreen)
        await pilot.press("escape")
    assert pilot.app.return_code == 0
    assert coach.over is None


async def test_where_one_walks_is_chosen_by_number_by_arrows_and_by_mouse(menu) -> None:
    for number, surface in enumerate(Surface):
        async with menu(**UPGRADED) as (pilot, _):
            await pilot.press(str(number + 1))
            assert pilot.app.context.surface is surface
            await pilot.press("f3", "home", *["down"] * number, "enter")
            assert pilot.app.context.surface is surface
            await pilot.press("f3")
            names = ("Floor", "Track", "Treadmill with", "Self-powered")
            y = next(y for y, row in enumerate(rows(pilot)) if names[number] in row)
            await pilot.click(offset=(20, y))
            assert at(pilot, MenuScreen)
            assert pilot.app.context.surface is surface


async def test_on_a_belt_the_question_says_what_backcue_does_not_do(menu) -> None:
    for size in ((60, 18), (80, 24), (120, 36)):
        async with menu(size=size, **UPGRADED) as (pilot, _):
            assert "Where do you walk?" in page(pilot)
            await pilot.press("down", "down")
            assert "never controls the belt" in page(pilot)
            assert "does not stop the belt." in page(pilot)
            await pilot.press("up")
            assert "controls the belt" not in page(pilot)


async def test_where_it_cannot_be_kept_it_holds_for_now_and_says_so(menu, own_home: Path) -> None:
    own_home.joinpath("backcue-config").write_text("no folder")
    async with menu(**UPGRADED) as (pilot, _):
        await pilot.press("3")
        assert at(pilot, MenuScreen)
        assert "On a treadmill with a motor" in rows(pilot)[0]
        assert notices(pilot)[0].startswith("this holds until you leave")


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 36)])
async def test_every_page_fits(menu, size) -> None:
    async with menu(size=size, **FIRST) as (pilot, _):
        for row in pilot.app.screen.query(Sound):
            assert row.region.height >= 1
            assert str(row.content).split("  ")[-1].strip() in page(pilot)
        assert pilot.app.screen.query_one("#sounds").max_scroll_y == 0
        assert "enter go on" in rows(pilot)[-3 if size[1] == 36 else -1]
        await pilot.press("enter")
        assert pilot.app.screen.query_one("#rules").max_scroll_y == 0
        await pilot.press("y", "end")
        assert pilot.app.screen.query_one("#choices").max_scroll_y == 0
        await pilot.press("3")


@pytest.mark.parametrize("size", [(6, 9), (5, 9), (7, 9), (4, 6), (3, 12), (1, 1)], ids=str)
async def test_every_page_comes_to_rest_however_small_the_terminal(menu, size) -> None:
    async with menu(size=size, **FIRST) as (pilot, _):
        await pilot.pause()
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, SafetyScreen)
        await pilot.press("y")
        assert isinstance(pilot.app.screen, SurfaceScreen)
        await pilot.press("3")


async def test_each_sound_is_played_at_its_key_and_its_row_lit(menu) -> None:
    async with menu(**FIRST) as (pilot, _):
        ear = pilot.app.context.player()
        wanted = [heard.sound for heard in HEARD.values()]
        for keys in ("fbhtelrv", "12345678"):
            for key, own in zip(keys, HEARD, strict=True):
                await pilot.press(key)
                assert [row.id for row in pilot.app.screen.query("Sound.lit")] == [own]
            assert [cue.sound for cue in ear.played] == wanted
            assert [cue.sound for cue in ear.played if cue.seconds] == ["hold"]
            ear.played.clear()
        y = next(y for y, row in enumerate(rows(pilot)) if "backward" in row)
        await pilot.click(offset=(20, y))
        assert [cue.sound for cue in ear.played] == ["backward"]
        hushed = ear.hushed
        await pilot.press("enter")
        assert ear.hushed > hushed


async def test_where_a_screen_reader_is_likely_the_first_page_offers_plain_lines(
    menu, monkeypatch
) -> None:
    for likely in (False, True):
        if likely:
            monkeypatch.setenv("VSCODE_A11Y_MODE", "1")
        async with menu(**FIRST) as (pilot, _):
            assert ("backcue run WORKOUT --plain" in page(pilot)) == likely


async def test_where_nothing_can_be_heard_the_page_says_so(menu, monkeypatch) -> None:
    def refuse(_: New) -> Player:
        raise OutputError("simpleaudio is not installed")

    monkeypatch.setattr("backcue.sound.audition.AFTER", 0.0)
    async with menu(**FIRST) as (pilot, _):
        pilot.app.context.player().problem = "no sound device [/b]"
        await pilot.press("l")
        for _ in range(200):
            if "no sound device [/b]" in page(pilot):
                break
            await pilot.pause(0.02)
        assert "no sound device [/b]" in page(pilot)
        assert not pilot.app.screen.query("Sound.lit")
    monkeypatch.setattr(New, "player", refuse)
    async with menu(**FIRST) as (pilot, _):
        await pilot.press("f")
        assert "simpleaudio is not installed" in page(pilot)
        await pilot.press("enter")
        assert at(pilot, SafetyScreen)


def on_belt(**given: Any) -> dict[str, Any]:
    shelf = fakes.Shelf((replace(HOLDS, id="holds", name="Holds"), fakes.BALANCE), broken=())
    return {"of": fakes.Plain, "shelf": shelf, "surface": Surface.TREADMILL, **given}


async def test_what_cannot_be_led_says_why_and_each_remedy_is_one_key(menu) -> None:
    async with menu(**on_belt()) as (pilot, coach):
        assert marked(pilot) == "Holds"
        assert "nobody should balance on a moving belt" in told(pilot)
        for key in ("escape", "enter", "space", "n"):
            await pilot.press("enter")
            assert at(pilot, RefusedScreen)
            await pilot.press(key)
            assert at(pilot, MenuScreen)
        await pilot.press("f5")
        for words in ("nobody should balance", "f lead it off the belt", "r stand on the rails",
                      "w say where you walk", "esc not now"):  # fmt: skip
            assert words in page(pilot)
        await pilot.press("f")
        await pilot.pause()
        assert at(pilot, WorkoutScreen)
        assert pilot.app.context.once == RunOptions(surface=Surface.FLOOR)
        assert pilot.app.context.surface is Surface.TREADMILL
        coach.end(fakes.kept())
        await pilot.pause()
        await pilot.press("r")
        await pilot.pause()
        assert pilot.app.context.once == RunOptions(surface=Surface.FLOOR)
        coach.end(fakes.kept())
        await pilot.pause()
        await pilot.press("enter", "enter", "r")
        await pilot.pause()
        assert at(pilot, WorkoutScreen)
        assert pilot.app.context.once == RunOptions(holds_on_rails=True)


async def test_what_cannot_be_led_is_dimmed_in_the_list(menu) -> None:
    shelf = fakes.Shelf(
        (
            fakes.MINE,
            replace(HOLDS, id="h", name="Holds"),
            replace(fakes.MINE, id="o", name="Other"),
        ),
        broken=(),
    )

    async with menu(**on_belt(shelf=shelf)) as (pilot, _):

        def ink(name: str) -> Any:
            strip = pilot.app.screen._compositor.render_strips()[row_of(pilot, name)]
            return next(part.style.color for part in strip if part.style and name in part.text)

        assert ink("Holds") != ink("Other")
        await pilot.press("f3", "1")
        assert ink("Holds") == ink("Other")


async def test_of_what_cannot_be_led_nothing_is_said_that_depends_on_the_remedy(menu) -> None:
    async with menu(**on_belt()) as (pilot, _):
        words, *facts = str(pilot.app.screen.query_one("#facts", Static).content).splitlines()
        assert words == format_workout(HOLDS.workout)
        assert facts == ["suits  floor, track, self-powered treadmill"]
        assert ":" not in rows(pilot)[row_of(pilot, "Holds")][:36]
        await pilot.press("f3", "1")
        await pilot.pause()
        facts = str(pilot.app.screen.query_one("#facts", Static).content).split()
        assert facts[-6:] == ["where", "on", "the", "floor", "suits", "anywhere"]
        assert "time" in facts


async def test_what_cannot_be_led_can_be_led_once_one_walks_elsewhere(menu) -> None:
    async with menu(**on_belt()) as (pilot, _):
        await pilot.press("enter", "w", "escape")
        assert at(pilot, RefusedScreen)
        await pilot.press("w", "4")
        await pilot.pause()
        assert at(pilot, WorkoutScreen)
        assert pilot.app.context.surface is Surface.MANUAL_TREADMILL


async def test_what_needs_a_belt_is_not_offered_off_it(menu) -> None:
    shelf = fakes.Shelf((replace(HOLDS, id="b", surfaces=(Surface.TREADMILL,)),), broken=())
    async with menu(**on_belt(shelf=shelf)) as (pilot, _):
        await pilot.press("enter")
        assert "off the belt" not in page(pilot)
        await pilot.press("f")
        assert at(pilot, RefusedScreen)
        await pilot.press("r")
        await pilot.pause()
        assert not at(pilot, RefusedScreen)


async def test_between_two_screens_the_menu_is_never_on_top(menu) -> None:
    async with menu(**FIRST) as (pilot, coach):
        seen: list[type] = []
        pilot.app.screen_change_signal.subscribe(
            pilot.app, lambda screen: seen.append(type(screen)), immediate=True
        )
        await pilot.press("enter", "y", "1")
        assert seen.count(MenuScreen) == 1
        assert seen[-1] is MenuScreen
        seen.clear()
        await pilot.press("down", "down", "enter")
        await pilot.pause()
        coach.end(fakes.kept())
        await pilot.pause()
        await pilot.press("r")
        await pilot.pause()
        coach.end(fakes.kept())
        await pilot.pause()
        assert MenuScreen not in seen
        assert at(pilot, SummaryScreen)
        await pilot.press("enter")
        assert seen[-1] is MenuScreen
        assert not isinstance(pilot.app.screen, ConfirmScreen)

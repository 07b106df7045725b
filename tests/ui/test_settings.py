"""The settings are found, changed with real keys, kept, and in force at once."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from backcue.app_context import AppContext
from backcue.session_setup import RunOptions
from backcue.settings.file import load, read_file
from backcue.settings.schema import BY_KEY, SETTINGS, Settings
from backcue.settings.values import value_of
from backcue.sound.outputs import choose
from backcue.sound.outputs.silent import SilentPlayer
from backcue.system import paths
from backcue.training.ways import rungs_of
from backcue.ui.app import BackcueApp
from backcue.ui.screens.calibration.screen import CalibrateScreen
from backcue.ui.screens.help.screen import HelpScreen
from backcue.ui.screens.menu.screen import MenuScreen
from backcue.ui.screens.settings.asking import ChoiceScreen, FigureScreen
from backcue.ui.screens.settings.keys import KeysScreen, ListenScreen
from backcue.ui.screens.settings.screen import SettingsScreen
from backcue.workout.model import Surface
from tests.ui import fakes

Open = Callable[..., AbstractAsyncContextManager[tuple[Pilot[Any], AppContext]]]


@pytest.fixture
def opened() -> Open:
    """Opens the settings from the menu, over a file with this text."""

    @asynccontextmanager
    async def open_it(size: tuple[int, int] = (80, 24), text: str = "", **given: Any) -> Any:
        file = paths.settings_file()
        if text:
            file.parent.mkdir(exist_ok=True)
            file.write_text(text)
        read = read_file(file)
        # Whoever is here for the first time is told and asked other things before.
        person = structs.replace(read.settings.person, safety_accepted=True)
        session = structs.replace(read.settings.session, surface=Surface.FLOOR)
        settings = structs.replace(read.settings, person=person, session=session)
        context: AppContext = fakes.context(settings=settings, **given)
        context.settings_error = read.error
        app = BackcueApp(context)
        app.animation_level = "none"
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await press(pilot, "f2")
            assert isinstance(app.screen, SettingsScreen)
            yield pilot, context

    return open_it


async def press(pilot: Pilot[Any], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def search(pilot: Pilot[Any], words: str) -> None:
    line = pilot.app.screen.query_one(Input)
    line.value = words
    line.cursor_position = len(words)
    await pilot.pause()


def listed(pilot: Pilot[Any]) -> list[str]:
    """Returns the lines of the list, without headings."""
    options = pilot.app.screen.query_one("#list", OptionList).options
    return [str(option.prompt) for option in options if not option.disabled]


def details(pilot: Pilot[Any]) -> str:
    return str(pilot.app.screen.query_one("#details").render())


def notices(pilot: Pilot[Any]) -> list[str]:
    return [notice.message for notice in pilot.app._notifications]


async def test_every_setting_is_there_with_its_value_and_default_and_what_it_is(
    opened: Open,
) -> None:
    text = "[sound]\nvolume = 35\n[keys]\nnext = ['j']\n"
    async with opened((200, 50), text) as (pilot, context):
        lines = listed(pilot)
        assert len(lines) == len(SETTINGS) + 1
        options = pilot.app.screen.query_one("#list", OptionList).options
        assert [one.id for one in options if one.id in {s.key for s in SETTINGS}] == [
            setting.key for setting in SETTINGS
        ]
        for setting in SETTINGS:
            (option,) = [one for one in options if one.id == setting.key]
            changed = value_of(context.settings, setting) != setting.default
            assert str(option.prompt).startswith("▪") == changed
            assert setting.help[:30] in str(option.prompt)
        assert any("35 %" in line and "80 %" in line for line in lines)
        assert str(pilot.app.screen.query_one("#where").render_line(0).text).strip()
        await search(pilot, "loud")
        assert [line.split()[:2] for line in listed(pilot)] == [["▪", "volume"], ["louder", "]"]]
        await search(pilot, "nothing like it")
        assert listed(pilot) == []
        assert details(pilot) == "Nothing fits."
        await press(pilot, "enter", "delete", "down", "escape")
        assert isinstance(pilot.app.screen, SettingsScreen)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, MenuScreen)


async def test_a_figure_is_checked_kept_and_set_back(opened: Open) -> None:
    async with opened(text="# mine\n[session]\nready = 5 # short\n") as (pilot, context):
        await press(pilot, *"volume")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, FigureScreen)
        await press(pilot, "backspace", *"400", "enter")
        assert isinstance(pilot.app.screen, FigureScreen)
        note = pilot.app.screen.query_one("#note")
        assert note.has_class("-wrong")
        told = "Not set: sound.volume must be a whole number from 0 to 100 %, not 400."
        assert str(note.render()) == told
        await press(pilot, "backspace")
        assert not note.has_class("-wrong")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, SettingsScreen)
        assert context.settings.sound.volume == 40
        assert context.volume == 0.4
        assert load(paths.settings_file()).sound.volume == 40
        assert "ready = 5 # short" in paths.settings_file().read_text()
        await press(pilot, "enter", "1", "escape")
        assert context.settings.sound.volume == 40
        await press(pilot, "delete")
        assert context.settings.sound.volume == 80
        assert load(paths.settings_file()).sound.volume == 80
        await press(pilot, "escape", *"ready")
        await press(pilot, "delete")
        assert paths.settings_file().read_text().strip() == "# mine\n[session]\n# short"


async def test_switches_and_choices_are_set_and_the_menu_shows_what_came_of_it(
    opened: Open,
) -> None:
    async with opened() as (pilot, context):
        await search(pilot, "sound.voice")
        await press(pilot, "enter")
        assert context.settings.sound.voice is False
        await press(pilot, "enter")
        assert context.settings.sound.voice is True
        await search(pilot, "first foot")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ChoiceScreen)
        await press(pilot, "up", "enter")
        assert context.settings.session.first_foot == "left"
        await press(pilot, "enter", "escape")
        assert context.settings.session.first_foot == "left"
        await search(pilot, "screen.theme")
        await press(pilot, "enter", "down", "enter")
        assert context.settings.screen.theme == pilot.app.theme == "backcue-light"
        await press(pilot, "delete")
        assert context.settings.screen.theme == pilot.app.theme == "backcue-dark"
        await search(pilot, "session.turn")
        await press(pilot, "enter", *"30", "enter")
        assert context.settings.session.turn == 30
        before = str(context.setup(fakes.BALANCE).course.totals().seconds)
        await search(pilot, "forward_walk")
        await press(pilot, "enter", *"60", "enter")
        assert str(context.setup(fakes.BALANCE).course.totals().seconds) != before
        kept = load(paths.settings_file())
        assert kept.pace == context.settings.pace
        assert (kept.session.first_foot, kept.session.turn) == ("left", 30)


async def test_a_key_that_is_quicker_than_its_box_does_nothing_there(opened: Open) -> None:
    async with opened() as (pilot, context):
        setting = next(each for each in SETTINGS if each.key == "keys.menu-leave")
        box = KeysScreen(setting, ["escape", "f11"], lambda keys: pytest.fail(f"{keys} were set"))
        opening = pilot.app.push_screen(box)
        for key in ("delete", "insert"):
            assert not await pilot.app._check_bindings(key)
        await opening
        assert pilot.app.screen is box
        await press(pilot, "escape")
        assert pilot.app.screen is not box
        assert not context.faults.lines


async def test_keys_are_pressed_refused_taken_away_and_work_at_once(opened: Open) -> None:
    async with opened() as (pilot, context):
        await search(pilot, "menu-leave")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, KeysScreen)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ListenScreen)
        await press(pilot, "f11")
        assert context.settings.keys == {"menu-leave": ("escape", "f11")}
        await press(pilot, "enter", "f5")
        assert context.settings.keys == {"menu-leave": ("escape", "f11")}
        note = pilot.app.screen.query_one("#note")
        assert "F5 is the key of menu-start already" in str(note.render())
        for key in ("ctrl+w", "ctrl+k"):
            await press(pilot, "enter", key)
        assert context.settings.keys["menu-leave"] == ("escape", "f11", "ctrl+w", "ctrl+k")
        await press(pilot, "up", "delete")
        assert context.settings.keys["menu-leave"] == ("escape", "f11", "ctrl+w")
        await press(pilot, "home", "backspace")
        assert context.settings.keys["menu-leave"] == ("f11", "ctrl+w")
        await press(pilot, "enter")
        await pilot.click()
        assert isinstance(pilot.app.screen, KeysScreen)
        await press(pilot, "escape", "escape", "escape")
        assert isinstance(pilot.app.screen, MenuScreen)
        assert load(paths.settings_file()).keys == {"menu-leave": ("f11", "ctrl+w")}
        await press(pilot, "escape")
        assert pilot.app.is_running
        shown = [key for key, label, _ in pilot.app.screen._keys.keys if label == "leave"]
        assert shown == ["F11"]
        await press(pilot, "f2", *"menu-leave")
        await press(pilot, "delete")
        assert context.settings.keys == {}
        await press(pilot, "escape", "escape", "escape")
    assert not pilot.app.is_running


async def test_help_opens_and_a_letter_of_ones_own_works_while_nothing_is_typed(
    opened: Open,
) -> None:
    async with opened(text="[keys]\nsettings-default = ['d']\n") as (pilot, context):
        await press(pilot, "question_mark")
        assert isinstance(pilot.app.screen, HelpScreen)
        await press(pilot, "escape")
        await press(pilot, *"volume", "enter", *"50", "enter")
        assert context.settings.sound.volume == 50
        await press(pilot, "d")
        assert pilot.app.screen.query_one(Input).value == "volumed"
        await press(pilot, "backspace", "ctrl+u")
        assert pilot.app.screen.query_one(Input).value == ""
        await press(pilot, "d")
        assert context.settings.sound.volume == 80


async def test_a_wrong_file_is_named_kept_and_changes_hold_for_this_run(opened: Open) -> None:
    text = "[sound]\nvolume = 900\nbeats = false\nvoice = 3\n"
    async with opened(text=text) as (pilot, context):
        assert f"{paths.settings_file()}:2:10: sound.volume: must be" in notices(pilot)[0]
        problem = pilot.app.screen.query_one("#problem")
        assert f"{paths.settings_file()}:2:10: sound.volume: must be" in str(problem.render())
        assert context.settings.sound.beats is False
        await search(pilot, "sound.output")
        await press(pilot, "enter", "end", "enter")
        assert context.settings.sound.output == "none"
        assert "sound.output holds for this run only: " in notices(pilot)[-1]
        assert "This run only" in details(pilot)
        assert paths.settings_file().read_text() == text
        paths.settings_file().write_text("[session]\nready = 3\n")
        await search(pilot, "volume")
        await press(pilot, "enter", *"50", "enter")
        assert not problem.display
        assert paths.settings_file().read_text() == (
            "[session]\nready = 3\n\n[sound]\nvolume = 50\n"
        )
        assert (context.settings.sound.output, context.settings.sound.beats) == ("none", False)


async def test_what_an_option_of_this_run_goes_before_is_said(opened: Open) -> None:
    given = {"volume_percent": 30, "output": "none", "options": RunOptions(voice=False)}
    async with opened(**given) as (pilot, context):
        await search(pilot, "sound.vo")
        told = [line for line in listed(pilot) if "this run" in line]
        assert [line.split("this run: ")[1].strip() for line in told] == [
            "--volume 30",
            "--no-voice",
        ]
        assert "This run: --volume 30." in details(pilot)
        await press(pilot, "enter", *"50", "enter")
        assert (context.settings.sound.volume, context.volume) == (50, 0.3)


async def test_the_output_is_opened_anew_where_it_depends_on_what_was_set(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[str] = []

    class Player(SilentPlayer):
        def close(self) -> None:
            closed.append("closed")

    monkeypatch.setattr(choose, "open_player", lambda *_, **__: Player())
    monkeypatch.setattr("backcue.ui.screens.settings.screen.unusable", lambda _: "not installed")
    async with opened() as (pilot, context):
        first, bank = context.player(), context.bank
        await search(pilot, "sound.volume")
        await press(pilot, "enter", *"50", "enter")
        assert context.player() is first
        assert closed == []
        (paths.sounds_dir() / "voice" / "de").mkdir(parents=True)
        await search(pilot, "voice_pack")
        await press(pilot, "enter", "home", "enter")
        assert context.settings.sound.voice_pack == "de"
        assert context.player() is not first
        assert context.bank is not bank
        assert closed == ["closed"]
        for key, value in (("sound.steps", "drum"), ("sound.stereo", False)):
            player, bank = context.player(), context.bank
            assert context.change_setting(BY_KEY[key], value) is None
            assert context.player() is not player
            assert context.bank is not bank
        await search(pilot, "sound.output")
        await press(pilot, "enter", "end", "enter")
        assert notices(pilot) == ["not installed"]
        assert context.settings.sound.output == "auto"


@pytest.mark.parametrize("path", ["daily", "balance"])
async def test_a_rung_is_chosen_from_those_of_the_path(opened: Open, path: str) -> None:
    async with opened(text=f'training.path = "{path}"') as (pilot, context):
        await search(pilot, "pinned")
        await press(pilot, "enter")
        choice = pilot.app.screen
        assert isinstance(choice, ChoiceScreen)
        offered = [each.id for each in choice.query_one(OptionList).options]
        assert offered == [rung.id for rung in rungs_of(path, Surface.FLOOR)]
        await press(pilot, "end", "enter")
        assert context.settings.training.pinned == offered[-1]
        assert load(paths.settings_file()).training.pinned == offered[-1]
        await press(pilot, "delete")
        assert context.settings.training.pinned is None


async def test_the_delay_of_the_sound_is_measured_from_here(opened: Open) -> None:
    async with opened(output="none") as (pilot, _):
        await press(pilot, *"offset")
        await press(pilot, "down")
        assert "Press with each beep" in details(pilot)
        await press(pilot, "delete", "enter")
        assert isinstance(pilot.app.screen, CalibrateScreen)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, SettingsScreen)


async def test_settings_after_a_workout_are_for_the_next_and_none_are_in_one(workout) -> None:
    async with workout() as (pilot, coach):
        await press(pilot, "f2", "ctrl+o")
        assert not isinstance(pilot.app.screen, SettingsScreen)
        assert coach.told == []
        coach.end(fakes.kept())
        await pilot.pause()
        await press(pilot, "f2")
        assert isinstance(pilot.app.screen, SettingsScreen)
        await search(pilot, "sound.volume")
        await press(pilot, "enter", *"50", "enter", "escape", "escape")
        assert pilot.app.context.settings.sound.volume == 50
        await press(pilot, "r")
        assert coach.readings


async def test_an_output_that_is_not_there_is_told_and_the_menu_stays(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object, **__: object) -> None:
        raise choose.OutputError("simpleaudio is not installed")

    monkeypatch.setattr(choose, "open_player", gone)
    async with opened() as (pilot, _):
        await press(pilot, "escape", "enter")
        assert notices(pilot) == ["simpleaudio is not installed"]
        assert isinstance(pilot.app.screen, MenuScreen)


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 36)])
async def test_what_it_looks_like(
    opened: Open, picture: object, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    home = Path("/home/anna")
    text = "[sound]\nvolume = 40\nvoice = false\n[keys]\nnext = ['j', 'right']\n"
    async with opened(size, text, volume_percent=30) as (pilot, _):
        monkeypatch.setattr(paths, "settings_file", lambda: home / "settings.toml")
        monkeypatch.setattr(Path, "home", lambda: home)
        await press(pilot, *["down"] * 9)
        await search(pilot, " ")
        assert pilot.app.export_screenshot() == picture
        await search(pilot, "keys.next")
        await press(pilot, "enter")
        assert pilot.app.export_screenshot() == picture


@pytest.mark.parametrize("size", [(20, 5), (40, 12), (1, 1)])
async def test_the_smallest_terminals_do_not_break_it(opened: Open, size: tuple[int, int]) -> None:
    async with opened(size) as (pilot, context):
        await search(pilot, "sound.volume")
        await press(pilot, "enter", *"50", "enter")
        assert context.settings.sound.volume == 50
        assert context.settings != Settings()


async def test_it_says_what_of_a_wrong_file_counts(opened: Open) -> None:
    for text, told in (
        ("[sound]\nvolume = 'x'\nbeats = false\n", "what is wrong there counts as not set"),
        ("[sound]\nbeats = false\n[pace\n", "nothing of the file counts until that is put right"),
    ):
        async with opened((80, 24), text) as (pilot, _):
            assert told in str(pilot.app.screen.query_one("#problem", Static).content)
            assert any(told in each for each in notices(pilot))


@pytest.mark.parametrize(
    ("key", "typed", "why"),
    [
        ("person.body_mass_kg", "80,5", "not 80,5; write 80.5."),
        ("session.turn", "0.2", "not 0.2."),
    ],
)
async def test_what_is_refused_says_why_until_something_else_is_typed(
    opened: Open, key: str, typed: str, why: str
) -> None:
    async with opened() as (pilot, _):
        await search(pilot, key)
        await press(pilot, "enter")
        note = pilot.app.screen.query_one("#note", Static)
        figure = pilot.app.screen.query_one(Input)
        before = str(note.content)
        figure.value = typed
        await press(pilot, "enter")
        told = str(note.content)
        assert told.startswith(f"Not set: {key} must be ")
        assert told.endswith(why)
        await press(pilot, "backspace")
        assert str(note.content) == before

"""Help: on every screen, over none that goes on, and of the field one is in."""

import re
from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from textual.events import Paste
from textual.widget import Widget
from textual.widgets import Input, TextArea

from backcue.display.safety import RULES
from backcue.keys.actions_and_keys import ACTIONS, Scope
from backcue.keys.changed_keys import keymap
from backcue.presets.library import Library
from backcue.session.snapshot import State
from backcue.sound.score.cue import CUES
from backcue.ui.screens.base import KeyedScreen
from backcue.ui.screens.calibration.screen import CalibrateScreen
from backcue.ui.screens.editor.screen import EditorScreen
from backcue.ui.screens.editor.tick import Tick
from backcue.ui.screens.editor.words_area import WordsArea
from backcue.ui.screens.hearing.screen import HearingScreen
from backcue.ui.screens.help.fields import FIELDS
from backcue.ui.screens.help.panel import HelpPanel
from backcue.ui.screens.help.screen import HelpScreen
from backcue.ui.screens.help.sections import sections
from backcue.ui.screens.help.texts import NOTATION, SOUNDS, SURFACES
from backcue.ui.screens.menu.screen import MenuScreen
from backcue.ui.screens.question import ConfirmScreen
from backcue.ui.screens.safety.screen import SafetyScreen
from backcue.ui.screens.summary.screen import SummaryScreen
from backcue.ui.screens.workout.places import places
from backcue.ui.screens.workout.screen import WorkoutScreen
from backcue.ui.screens.workout.widgets import Board
from backcue.workout.model import Surface
from backcue.workout.notation import parse
from tests.ui import fakes
from tests.ui.test_workout import rows

SIZES = [(60, 18), (80, 24), (120, 36)]


def page(pilot) -> str:
    return " ".join(" ".join(rows(pilot)).split())


def panels(pilot) -> list[HelpPanel]:
    return list(pilot.app.screen.query(HelpPanel))


def titles(pilot) -> list[str]:
    return [str(title.content) for title in pilot.app.screen.query("HelpPage > .title")]


async def seen_while_turning(pilot, key: str = "tab") -> str:
    """Returns all that is shown while one turns the pages till one is back at the beginning."""
    help_page = pilot.app.screen.query_one("HelpPage")
    shown = []
    for _ in range(60):
        shown.append(page(pilot))
        await pilot.press(key)
        if help_page.scroll_offset.y == 0:
            return " ".join(shown)
    pytest.fail("the pages do not come round")


# What it says.


def test_every_sound_is_explained_once() -> None:
    assert sorted(cue for sound in SOUNDS for cue in sound.cues) == sorted(CUES)


def test_every_example_of_the_notation_is_a_workout() -> None:
    words = FIELDS[Scope.EDITOR]["words"].examples
    for example in (*NOTATION, *words, FIELDS[Scope.MENU]["filter"].examples[1]):
        parse(example.words)


def test_every_surface_is_told() -> None:
    assert set(SURFACES) == set(Surface)


@pytest.mark.parametrize("place", [each for each in Scope if each is not Scope.ANYWHERE])
def test_it_opens_with_the_keys_of_the_place_and_names_those_of_every_other(place: Scope) -> None:
    told = [section.title for section in sections(keymap({}), place, None, 20)]
    assert told[0] == f"Keys {place}"
    assert told.index("Following by ear") < told.index("The words of a workout")
    assert told.index("Where you walk") < told.index("Safety")
    assert {f"Keys {other}" for other in Scope} <= set(told)
    assert len(told) == len(set(told))


# On every screen.


def scoped(of: type) -> Iterator[type]:
    for each in of.__subclasses__():
        yield from scoped(each)
        if "SCOPE" in each.__dict__ and each.__module__.startswith("backcue."):
            yield each


def test_every_screen_with_keys_of_its_own_has_the_key_for_help() -> None:
    screens = set(scoped(KeyedScreen))
    assert {MenuScreen, EditorScreen, SafetyScreen, CalibrateScreen, ConfirmScreen} <= screens
    for each in screens:
        assert any(getattr(binding, "id", "") == "help" for binding in each.BINDINGS)


async def opens_and_closes(pilot, screen: type, place: Scope, *keys: str) -> None:
    for opening, closing in zip(("question_mark", "f1"), keys, strict=True):
        await pilot.press(opening)
        assert isinstance(pilot.app.screen, HelpScreen)
        assert titles(pilot)[0] == f"Keys {place}"
        assert f"Keys {place}" in page(pilot)
        await pilot.press(closing)
        assert type(pilot.app.screen) is screen


async def test_the_menu_has_it(menu) -> None:
    async with menu() as (pilot, _):
        await opens_and_closes(pilot, MenuScreen, Scope.MENU, "question_mark", "f1")
        await pilot.press("question_mark")
        told = await seen_while_turning(pilot)
        for words in ("two notes up", "forever(5 forward", "manual treadmill", RULES[-1]):
            assert words in told
        await pilot.press("shift+tab")
        assert pilot.app.screen.query_one("HelpPage").scroll_offset.y > 0


async def test_the_first_pages_the_question_and_the_summary_have_it(menu) -> None:
    async with menu(accept_safety=lambda: None, caution=lambda _: "Mind.") as (pilot, coach):
        await opens_and_closes(pilot, HearingScreen, Scope.HEARING, "escape", "f1")
        await pilot.press("enter")
        await opens_and_closes(pilot, SafetyScreen, Scope.SAFETY, "escape", "q")
        await pilot.press("y", "enter")
        await opens_and_closes(pilot, ConfirmScreen, Scope.QUESTION, "enter", "f1")
        await pilot.press("y")
        coach.end(fakes.kept())
        await pilot.pause()
        await opens_and_closes(pilot, SummaryScreen, Scope.SUMMARY, "escape", "enter")


async def test_changed_keys_are_shown_and_told_to_be_changed(menu) -> None:
    own = {"menu-edit": ["f4"], "help": ["f9"]}
    async with menu(keys=own) as (pilot, _):
        await pilot.press("f1", "question_mark")
        assert isinstance(pilot.app.screen, MenuScreen)
        await pilot.press("escape", "f9")
        told = await seen_while_turning(pilot)
        assert re.search(r"F4 edit the marked workout.*?\(changed; usually", told)
        assert re.search(r"F9 the keys of this screen.*?\(changed; usually \? F1\)", told)
        await pilot.press("f9")
        assert isinstance(pilot.app.screen, MenuScreen)


async def test_in_the_filter_it_explains_the_filter(menu) -> None:
    async with menu() as (pilot, _):
        for key in ("question_mark", "f1"):
            await pilot.press(*"5 fo", key)
            assert titles(pilot)[:2] == ["the filter line", "Keys in the menu"]
            await pilot.press(key)
            assert pilot.app.screen.query_one(Input).value == "5 fo"
            await pilot.press("escape")


# Beside a workout.


def number_ink(pilot) -> str:
    """Returns what is drawn where the number stands."""
    x, y, width, height = places(*pilot.app.screen.room).number
    return "\n".join(row[x : x + width] for row in rows(pilot)[y : y + height])


@pytest.mark.parametrize("size", [*SIZES, (200, 50), (44, 20), (30, 12), (80, 8)], ids=str)
async def test_beside_a_workout_the_number_is_seen_and_goes_on(workout, size) -> None:
    async with workout(size=size) as (pilot, coach):
        await pilot.press("question_mark")
        (panel,) = panels(pilot)
        assert titles(pilot)[0] == "Keys in a workout"
        screen = pilot.app.screen
        assert not screen.query_one(Board).region.overlaps(panel.region)
        drawn = number_ink(pilot)
        assert drawn.strip()
        coach.now = fakes.at(fakes.FORWARD, fakes.HOLD, 0.1)
        screen.read()
        await pilot.pause()
        assert screen.query_one(Board).shown.number == "1"
        assert number_ink(pilot) != drawn


async def test_beside_a_workout_every_key_of_the_session_acts(workout) -> None:
    async with workout() as (pilot, coach):
        await pilot.press("f1", "space", "enter", "right", "b", "t", "f", "plus", "minus", "up")
        assert coach.told == ["pause_or_go", "pause_or_go", "next", "back", "tap", "swap_feet"]
        assert coach.tempo == [2.0, -2.0]
        assert coach.volume == 0.9
        assert panels(pilot)
        await pilot.press("q")
        assert isinstance(pilot.app.screen, ConfirmScreen)
        await pilot.press("n")
        assert panels(pilot)


async def test_every_key_of_the_table_works_as_it_does_without_help(workout) -> None:
    alone, beside = [], []
    apart = ("end", "lock", "help")
    keys = [
        key for a in ACTIONS if a.scope is Scope.WORKOUT and a.id not in apart for key in a.keys
    ]
    for told, first in ((alone, ()), (beside, ("f1",))):
        async with workout() as (pilot, coach):
            await pilot.press(*first, *keys)
            told += [coach.told, coach.tempo, coach.volume, coach.muted, coach.voice]
    assert beside == alone


@pytest.mark.parametrize("key", ["question_mark", "f1", "escape"])
async def test_beside_a_workout_it_closes_and_the_workout_has_its_room_again(workout, key) -> None:
    async with workout() as (pilot, coach):
        before = rows(pilot)
        await pilot.press("question_mark")
        assert rows(pilot) != before
        await pilot.press(key)
        await pilot.pause()
        assert not panels(pilot)
        assert rows(pilot) == before
        assert coach.told == []
        assert isinstance(pilot.app.screen, WorkoutScreen)
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, ConfirmScreen)


async def test_beside_a_workout_tab_turns_the_pages_there_and_back(workout) -> None:
    async with workout(size=(60, 18)) as (pilot, coach):
        await pilot.press("question_mark")
        told = await seen_while_turning(pilot)
        for words in ("Keys in a workout", "three notes down", "Keys in the editor"):
            assert words in " ".join(told.replace("▏", " ").split())
        help_page = pilot.app.screen.query_one("HelpPage")
        await pilot.press("shift+tab")
        assert help_page.scroll_offset.y == help_page.max_scroll_y > 0
        # On a low page the last section is longer than what can be seen of it.
        await pilot.resize_terminal(30, 9)
        await pilot.press("shift+tab", "shift+tab", "tab", "tab")
        before = help_page.scroll_offset.y
        await pilot.press("tab", "shift+tab")
        assert abs(before - help_page.scroll_offset.y) <= help_page.size.height
        assert coach.told == []


async def test_a_locked_workout_opens_none_and_a_workout_that_ends_takes_it_along(workout) -> None:
    async with workout() as (pilot, coach):
        await pilot.press("l", "question_mark", "f1")
        assert not panels(pilot)
        await pilot.press("l", "l", "f1")
        assert panels(pilot)
        coach.end(fakes.kept())
        await pilot.pause()
        await pilot.pause()
        assert isinstance(pilot.app.screen, SummaryScreen)


async def test_it_stands_where_there_is_room_at_every_size(workout) -> None:
    async with workout(replace(fakes.WALKING, state=State.PAUSED)) as (pilot, _):
        await pilot.press("f1")
        for size in ((120, 36), (55, 30), (30, 9), (7, 5), (2, 2), (1, 1), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.press("tab")
            assert len(rows(pilot)) <= size[1]
            (panel,) = panels(pilot)
            assert panel.has_class("-below") == (size[0] < 56)
            assert panel.display == (size > (7, 5))
        assert pilot.app.screen.query_one(Board).region.right <= panel.region.x


# Of a field.


@pytest.fixture
def editing(menu):
    """Returns an editor with a new workout, opened from the menu."""

    def opened(size: tuple[int, int] = (80, 24)):
        return menu(size, shelf=Library())

    return opened


async def test_every_field_one_types_in_or_ticks_is_explained(editing) -> None:
    async with editing() as (pilot, _):
        for keys, place in (("5", Scope.MENU), (("f2",), Scope.SETTINGS),
                            (("escape", "ctrl+n"), Scope.EDITOR)):  # fmt: skip
            await pilot.press(*keys)
            await pilot.pause()
            screen = pilot.app.screen
            assert screen.SCOPE is place
            fields = [
                each
                for each in screen.walk_children(Widget)
                if isinstance(each, Input | TextArea | Tick)
            ]
            assert fields
            for field in fields:
                screen.set_focus(field)
                found = screen.field_help()
                assert found is not None, field
                assert found in FIELDS[screen.SCOPE].values()


async def test_f1_explains_the_field_and_follows_from_one_to_the_next(editing) -> None:
    async with editing() as (pilot, _):
        await pilot.press("ctrl+n", *"Hi?", "f1")
        assert pilot.app.screen.query_one("#name", Input).value == "Hi?"
        assert titles(pilot)[:2] == ["name", "Keys in the editor"]
        wanted = [
            "id",
            "summary",
            "repeat",
            "pace forward",
            "pace backward",
            *["surfaces"] * 4,
            "words",
        ]
        for title in wanted:
            await pilot.press("tab")
            await pilot.pause()
            assert titles(pilot)[0] == title
        assert "hold 2s" in page(pilot)
        await pilot.press(*"5 f")
        assert pilot.app.screen.query_one(TextArea).text == "5 f"
        # The page itself comes next: the arrows scroll it, and it goes on explaining the words.
        await pilot.press("tab", "down", "down")
        assert pilot.app.screen.query_one("HelpPage").scroll_offset.y == 2
        assert titles(pilot)[0] == "words"
        await pilot.press("escape")
        assert not panels(pilot)
        assert pilot.app.focused is pilot.app.screen.query_one(TextArea)
        assert isinstance(pilot.app.screen, EditorScreen)


async def test_beside_help_the_editor_takes_what_is_pasted_and_saves(editing) -> None:
    async with editing((60, 18)) as (pilot, _):
        await pilot.press("ctrl+n", *"Hi", "f1", *["tab"] * 10)
        pilot.app.post_message(Paste("5 forward"))
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "saved in hi.toml" in page(pilot)
        assert panels(pilot)


# What it looks like.


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_look_beside_a_workout(workout, picture, size) -> None:
    async with workout(size=size) as (pilot, _):
        await pilot.press("question_mark")
        assert pilot.app.export_screenshot() == picture


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_look_over_the_menu(menu, picture, size) -> None:
    async with menu(size) as (pilot, _):
        await pilot.press("question_mark")
        assert pilot.app.export_screenshot() == picture


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_look_of_a_field(editing, picture, size) -> None:
    async with editing(size) as (pilot, _):
        await pilot.press("ctrl+n")
        pilot.app.screen.query_one(WordsArea).cursor_blink = False
        await pilot.press(*["tab"] * 10, "f1")
        assert pilot.app.export_screenshot() == picture

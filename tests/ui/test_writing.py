"""Words typed straight into the menu, and presets written, edited, copied, deleted there."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widgets import Input

from backcue.app_context import AppContext
from backcue.presets.library import Library
from backcue.presets.own import OwnPresets
from backcue.presets.recent import RecentWords
from backcue.presets.writing import Fields
from backcue.settings.schema import PaceSettings, Settings
from backcue.ui.app import BackcueApp
from backcue.ui.screens.editor.screen import EditorScreen
from backcue.ui.screens.editor.words_area import WordsArea
from backcue.ui.screens.menu.entries import line_of
from backcue.ui.screens.menu.followed_history import FollowedHistory
from backcue.ui.screens.menu.screen import MenuScreen
from backcue.ui.screens.question import ConfirmScreen
from backcue.ui.screens.workout.screen import WorkoutScreen
from backcue.ui.widgets.strip import SequenceStrip
from tests.ui import fakes
from tests.ui.test_menu import listed, marked, page, title
from tests.ui.test_workout import rows

HILL = Fields(id="hill", name="Hill", sequence="45s backward, rest 60s", repeat="6x")
Opened = AbstractAsyncContextManager[tuple[Pilot[Any], list[str]]]
Open = Callable[..., Opened]


@pytest.fixture
def own(tmp_path: Path) -> OwnPresets:
    return OwnPresets(tmp_path / "presets")


@pytest.fixture
def recent(tmp_path: Path) -> RecentWords:
    return RecentWords(tmp_path / "recent.json")


@pytest.fixture
def shelves(own: OwnPresets, recent: RecentWords) -> Open:
    """Open the menu over real files; gives the words of each workout that is begun, too."""

    @asynccontextmanager
    async def opened(
        size: tuple[int, int] = (80, 24), settings: Settings | None = None
    ) -> AsyncIterator[tuple[Pilot[Any], list[str]]]:
        begun: list[str] = []

        class Shelves(AppContext):
            def coach(self, preset: Any, once: Any = None) -> Any:
                del once
                begun.append(preset.name)
                return fakes.FakeCoach(preset=preset)

        library = Library(own.folder)
        given = {"settings": settings} if settings else {}
        app = BackcueApp(fakes.context(Shelves, library=library, own=own, recent=recent, **given))
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield pilot, begun

    return opened


def page_words(pilot: Pilot[Any]) -> str:
    """Returns what stands in the preview, without its frame and its line breaks."""
    return " ".join(" ".join(row[37:].strip(" │") for row in rows(pilot)).split())


def screen(pilot: Pilot[Any]) -> Any:
    return pilot.app.screen


def notices(pilot: Pilot[Any]) -> list[str]:
    return [notice.message for notice in pilot.app._notifications]


async def press(pilot: Pilot[Any], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


async def mark(pilot: Pilot[Any], preset: str) -> None:
    screen(pilot)._mark(line_of(preset, screen(pilot)._lines))
    await pilot.pause()


async def mark_file(pilot: Pilot[Any], file: str) -> None:
    screen(pilot)._mark(f"file-{file}")
    await pilot.pause()


async def test_words_typed_are_offered_first_with_their_preview_and_start(
    shelves: Open, recent: RecentWords
) -> None:
    async with shelves() as (pilot, begun):
        await press(pilot, *"5 forward, hold 2s, 4b")
        assert listed(pilot)[:2] == ["typed", "start this"]
        assert marked(pilot) == "start this"
        assert "5 forward, hold 2s, 4 backward" in page(pilot)
        assert title(pilot) == "As typed"
        assert "5 forward, 4 backward" in page(pilot)
        assert [p.steps for p in screen(pilot).query_one(SequenceStrip).phases] == [5, None, 4]
        await press(pilot, "enter")
        assert isinstance(screen(pilot), WorkoutScreen)
        assert begun == ["5 forward, hold 2s, 4 backward"]
        assert recent.words() == ("5 forward, hold 2s, 4 backward",)


@pytest.mark.parametrize("words", ["100 forward", "(", "forward until key", "1:30 b"])
async def test_words_of_a_workout_go_to_the_filter(shelves: Open, words) -> None:
    async with shelves() as (pilot, _):
        await press(pilot, *words)
        assert screen(pilot).query_one(Input).value == words
        assert pilot.app.focused is screen(pilot).query_one(Input)


async def test_words_with_a_fault_are_explained_where_nothing_fits(shelves: Open) -> None:
    async with shelves() as (pilot, begun):
        await press(pilot, *"5 forwrd")
        told = page(pilot)
        assert "Nothing fits this filter." in told
        assert "5 forwrd" in told
        assert "^^^^^^" in told
        assert 'did you mean "forward"?' in " ".join(told.split())
        await press(pilot, "enter")
        assert begun == []


async def test_a_word_that_only_turns_round_is_looked_for(shelves: Open) -> None:
    async with shelves() as (pilot, _):
        await press(pilot, *"turn")
        assert "start this" not in listed(pilot)


async def test_the_arrows_lead_from_the_words_to_the_presets_below(shelves: Open) -> None:
    async with shelves() as (pilot, begun):
        await press(pilot, *"backward")
        assert "start this" not in listed(pilot)
        before = marked(pilot)
        await press(pilot, "down", "enter")
        assert begun
        assert begun != [before]


async def test_the_last_five_stand_first_in_the_menu_and_ten_are_found(
    shelves: Open, recent: RecentWords
) -> None:
    for steps in range(1, 13):
        recent.remember(f"{steps} forward")
    async with shelves() as (pilot, begun):
        assert listed(pilot)[:3] == ["recent", "12 forward", "11 forward"]
        assert listed(pilot)[6:8] == ["classic", "Balance walk"]
        assert marked(pilot) == "First five minutes"
        await press(pilot, "home")
        assert marked(pilot) == "12 forward"
        await press(pilot, *"recent")
        assert listed(pilot) == ["recent", *(f"{steps} forward" for steps in range(12, 2, -1))]
        await press(pilot, "escape", "down", "enter")
        assert begun == ["11 forward"]
        assert recent.words()[0] == "11 forward"


async def test_a_preset_that_was_begun_stands_first_once_and_is_marked(
    shelves: Open, own: OwnPresets, recent: RecentWords
) -> None:
    own.save(own.new(), HILL)
    recent.remember("gone")
    async with shelves() as (pilot, begun):
        assert "Today: First five minutes, because everybody begins here" in rows(pilot)[0]
        assert marked(pilot) == "First five minutes"
        await mark(pilot, "hill")
        await press(pilot, "enter")
        assert begun == ["Hill"]
        screen(pilot).coach.end(fakes.kept())
        await press(pilot)
        await press(pilot, "enter")
        assert listed(pilot)[:3] == ["recent", "Hill", "classic"]
        assert listed(pilot).count("Hill") == 1
        assert marked(pilot) == "Hill"
        assert "Today: First five minutes" in rows(pilot)[0]
        await press(pilot, "down", *"first", "enter")
        screen(pilot).coach.end(fakes.kept())
        await press(pilot)
        await press(pilot, "enter")
        assert listed(pilot)[:3] == ["recent", "First five minutes", "Hill"]
        assert marked(pilot) == "First five minutes"
        assert screen(pilot).query_one(Input).value == ""
    assert recent.words() == ("first-five", "hill", "gone")


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """Returns what lets the menu read the history at last."""
    turns = asyncio.Event()
    read = FollowedHistory.read

    async def read_late(history: FollowedHistory) -> list[str]:
        await turns.wait()
        return await read(history)

    monkeypatch.setattr(FollowedHistory, "read", read_late)
    return turns


async def test_a_history_that_is_read_while_one_walks_is_told_when_one_comes_back(
    shelves: Open, disk: asyncio.Event
) -> None:
    async with shelves() as (pilot, _):
        assert "Today" not in rows(pilot)[0]
        await press(pilot, *"5 forward", "enter")
        coach = screen(pilot).coach
        disk.set()
        await press(pilot)
        coach.end(fakes.kept())
        await press(pilot)
        await press(pilot, "enter")
        assert isinstance(screen(pilot), MenuScreen)
        assert listed(pilot)[:2] == ["recent", "5 forward"]
        assert marked(pilot) == "5 forward"
        assert screen(pilot).query_one(Input).value == ""
        assert "Today: First five minutes" in rows(pilot)[0]


async def test_what_is_advised_is_marked_also_where_one_was_elsewhere_meanwhile(
    shelves: Open, disk: asyncio.Event
) -> None:
    async with shelves() as (pilot, _):
        before = marked(pilot)
        await press(pilot, "f2")
        disk.set()
        await press(pilot)
        assert not isinstance(screen(pilot), MenuScreen)
        await press(pilot, "escape")
        assert before != marked(pilot) == "First five minutes"
        await press(pilot, "down", "f2")
        await press(pilot, "escape")
        assert marked(pilot) != "First five minutes"


async def test_words_begun_stand_in_the_menu_when_one_comes_back(shelves: Open) -> None:
    async with shelves() as (pilot, _):
        await press(pilot, *"5 forward", "enter")
        coach = screen(pilot).coach
        await pilot.pause()
        coach.end(fakes.kept())
        await pilot.pause()
        await pilot.pause()
        await press(pilot, "enter")
        assert isinstance(screen(pilot), MenuScreen)
        assert listed(pilot)[:2] == ["recent", "5 forward"]
        assert screen(pilot).query_one(Input).value == ""


async def test_remembered_words_that_make_nothing_are_left_out(
    shelves: Open, tmp_path: Path
) -> None:
    (tmp_path / "recent.json").write_text(json.dumps(["5 forwrd", "4 backward"]))
    async with shelves() as (pilot, _):
        assert listed(pilot)[:2] == ["recent", "4 backward"]
        await press(pilot, *"4")
        assert listed(pilot)[:2] == ["recent", "4 backward"]
        await press(pilot, *"xx")
        assert "4 backward" not in listed(pilot)


async def test_what_cannot_be_remembered_is_told_and_starts_all_the_same(
    shelves: Open, tmp_path: Path
) -> None:
    (tmp_path / "recent.json").mkdir()
    async with shelves() as (pilot, begun):
        await press(pilot, *"5 forward", "enter")
        assert begun == ["5 forward"]
        assert notices(pilot)[0].startswith("not remembered: ")


async def test_ctrl_z_undoes_in_the_words_and_suspends_from_no_field(
    shelves: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    suspended: list[bool] = []
    monkeypatch.setattr(BackcueApp, "action_suspend_process", lambda _: suspended.append(True))
    async with shelves() as (pilot, _):
        await press(pilot, "ctrl+n")
        for name in ("name", "forward", "floor", "words"):
            screen(pilot).query_one(f"#{name}").focus()
            await press(pilot, "x", "ctrl+z")
        assert screen(pilot).query_one("#name", Input).value == "x"
        assert screen(pilot).query_one(WordsArea).text == ""
        assert suspended == []
        await press(pilot, "escape", "y", "ctrl+z")
        assert suspended == [True]


async def test_ctrl_n_writes_a_new_one_and_the_menu_marks_it(
    shelves: Open, own: OwnPresets
) -> None:
    async with shelves() as (pilot, begun):
        await press(pilot, "ctrl+n")
        assert isinstance(screen(pilot), EditorScreen)
        await press(pilot, *"Hill")
        screen(pilot).query_one(WordsArea).text = HILL.sequence
        await press(pilot, "ctrl+s", "escape")
        assert isinstance(screen(pilot), MenuScreen)
        assert marked(pilot) == "Hill"
        assert (own.folder / "hill.toml").is_file()
        await press(pilot, "enter")
        assert begun == ["Hill"]


async def test_ctrl_n_takes_the_words_of_the_filter_along(shelves: Open) -> None:
    async with shelves() as (pilot, _):
        await press(pilot, *"5 forward, ", "ctrl+n")
        assert screen(pilot).query_one(WordsArea).words == "5 forward, "
        await press(pilot, "escape")
        await press(pilot, "escape", *"bal", "ctrl+n")
        assert screen(pilot).query_one(WordsArea).words == ""


async def test_words_written_down_are_marked_in_the_menu_whatever_the_filter_says(
    shelves: Open,
) -> None:
    async with shelves() as (pilot, _):
        await press(pilot, *"5 forward", "ctrl+n")
        await press(pilot, *"Five", "ctrl+s", "escape")
        assert marked(pilot) == "Five"
        assert screen(pilot).query_one(Input).value == ""
        assert "Balance walk" in listed(pilot)


async def test_f4_edits_an_own_one_in_its_file(shelves: Open, own: OwnPresets) -> None:
    own.save(own.new(), HILL)
    async with shelves() as (pilot, _):
        await mark(pilot, "hill")
        await press(pilot, "f4")
        screen(pilot).query_one("#repeat", Input).value = "7x"
        await press(pilot, "ctrl+s", "escape")
        assert marked(pilot) == "Hill"
        assert "7x(45s backward" in page(pilot)
    assert [path.name for path in own.folder.iterdir()] == ["hill.toml"]


async def test_f4_on_a_built_in_one_makes_a_copy_that_takes_its_place(
    shelves: Open, own: OwnPresets
) -> None:
    async with shelves() as (pilot, _):
        await mark(pilot, "balance")
        await press(pilot, "f4")
        screen(pilot).query_one("#name", Input).value = "My balance"
        await press(pilot, "ctrl+s", "escape")
        assert marked(pilot) == "My balance"
        assert "Your own, in place of the built-in one." in page_words(pilot)
        assert "Balance walk" not in listed(pilot)
        await press(pilot, "f8")
        assert "The built-in one comes back." in " ".join(page(pilot).split())
        await press(pilot, "y")
        assert "Balance walk" in listed(pilot)
        assert list(own.folder.iterdir()) == []


async def test_f4_on_words_keeps_them_as_a_preset(shelves: Open, recent: RecentWords) -> None:
    recent.remember("5 forward, hold 2s")
    async with shelves() as (pilot, _):
        await press(pilot, "home", "f4")
        assert screen(pilot).query_one(WordsArea).words == "5 forward, hold 2s"
        assert pilot.app.focused is screen(pilot).query_one("#name")


async def test_f6_writes_a_copy_with_a_name_of_its_own(shelves: Open, own: OwnPresets) -> None:
    async with shelves() as (pilot, _):
        await mark(pilot, "balance")
        await press(pilot, "f6")
        assert screen(pilot).query_one("#name", Input).value == "Balance walk 2"
        assert screen(pilot).query_one("#id", Input).value == "balance-walk-2"
        assert not own.folder.exists()
        await press(pilot, "ctrl+s", "escape")
        assert marked(pilot) == "Balance walk 2"
        assert {"Balance walk", "Balance walk 2"} <= set(listed(pilot))


@pytest.mark.parametrize("key", ["f8", "delete"])
async def test_deleting_asks_once_and_f9_brings_it_back(
    shelves: Open, own: OwnPresets, key: str
) -> None:
    path = own.save(own.new(), HILL).path
    assert path is not None
    before = path.read_bytes()
    async with shelves() as (pilot, _):
        await mark(pilot, "hill")
        await press(pilot, key)
        assert isinstance(screen(pilot), ConfirmScreen)
        await press(pilot, "n")
        assert path.exists()
        await press(pilot, key, "y")
        assert not path.exists()
        assert "Hill" not in listed(pilot)
        assert "F9 undo" in rows(pilot)[-1]
        await press(pilot, "f9")
        assert path.read_bytes() == before
        assert marked(pilot) == "Hill"
        assert "F9 undo" not in rows(pilot)[-1]


async def test_a_built_in_one_cannot_be_deleted(shelves: Open) -> None:
    async with shelves() as (pilot, _):
        await press(pilot, "f8")
        assert isinstance(screen(pilot), MenuScreen)
        assert notices(pilot) == ["built-in workouts stay; what you edit is a copy of your own"]


async def test_remembered_words_can_be_forgotten(shelves: Open, recent: RecentWords) -> None:
    recent.remember("5 forward")
    async with shelves() as (pilot, _):
        await press(pilot, "home", "f8", "y")
        assert recent.words() == ()
        assert "5 forward" not in listed(pilot)


async def test_a_broken_file_is_edited_copied_not_and_deleted(
    shelves: Open, own: OwnPresets
) -> None:
    own.folder.mkdir()
    bad, worse = own.folder / "bad.toml", own.folder / "worse.toml"
    bad.write_text('id = "bad"\nname = "[/b]Bad"\nsequence = "5 forwrd"\n')
    worse.write_text("=")
    async with shelves() as (pilot, _):
        assert listed(pilot)[:3] == ["not readable", "! bad.toml", "! worse.toml"]
        await mark_file(pilot, "worse.toml")
        await press(pilot, "f4")
        assert isinstance(screen(pilot), MenuScreen)
        assert notices(pilot)[0].startswith("only a text editor can put this right: ")
        await press(pilot, "f6")
        assert notices(pilot)[1] == "worse.toml makes no workout that could be copied"
        await press(pilot, "f8", "y")
        assert not worse.exists()
        await press(pilot, "f9")
        assert worse.read_text() == "="
        await mark_file(pilot, "bad.toml")
        await press(pilot, "f4")
        assert "[/b]Bad" in rows(pilot)[0]
        screen(pilot).query_one(WordsArea).text = "5 forward"
        await press(pilot, "ctrl+s", "escape")
        assert marked(pilot) == "[/b]Bad"


async def test_files_that_change_while_the_menu_is_open_are_read_again_and_the_mark_follows(
    shelves: Open, own: OwnPresets, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backcue.ui.screens.menu.screen.LOOK", 0.02)
    async with shelves() as (pilot, _):

        async def until(wanted: Callable[[], bool]) -> None:
            for _ in range(200):
                if wanted():
                    return
                await pilot.pause(0.02)
            pytest.fail("the menu did not follow the files")

        path = own.save(own.new(), HILL).path
        assert path is not None
        await until(lambda: "Hill" in listed(pilot))
        assert marked(pilot) == "First five minutes"
        await mark(pilot, "hill")
        path.write_text(path.read_text().replace('"Hill"', '"Slope"'))
        await until(lambda: marked(pilot) == "Slope")
        path.write_text("=")
        await until(lambda: marked(pilot) == "! hill.toml")
        own.save(own.new(), Fields(id="aaa", name="Aaa", sequence="5 forward"))
        own.save(own.new(), HILL, over=True)
        await until(lambda: marked(pilot) == "Hill")
        assert listed(pilot)[:4] == ["own", "Aaa", "Hill", "classic"]
        path.unlink()
        await until(lambda: "Hill" not in listed(pilot))
        assert marked(pilot) == "Balance walk"
        mine = Fields(id="balance", name="[b]Mine[/b]", sequence="5 forward")
        path = own.save(own.new(), mine).path
        assert path is not None
        await until(lambda: marked(pilot) == "[b]Mine[/b]")
        assert "Your own, in place of the built-in one." in page_words(pilot)
        path.unlink()
        await until(lambda: marked(pilot) == "Balance walk")


async def test_details_say_how_many_steps_a_distance_is_at_the_persons_pace(
    shelves: Open,
) -> None:
    async with shelves() as (pilot, _):
        await mark(pilot, "quarter-lap")
        assert "300m forward run = 300 steps" in page(pilot)
        assert "100m backward run = 133 steps" in page(pilot)
    pace = PaceSettings(forward_run_step=1.5, forward_run=150)
    assert PaceSettings().forward_run_step == 1.0
    async with shelves(settings=structs.replace(fakes.settings(), pace=pace)) as (pilot, _):
        await mark(pilot, "quarter-lap")
        assert "300m forward run = 200 steps" in page(pilot)
        # Twice 200 steps at 150 a minute and 133 at 170: 253.9 s.
        assert "4:14" in page(pilot)


async def test_ctrl_c_over_unsaved_words_asks_first_and_leaves_at_the_second(
    shelves: Open,
) -> None:
    async with shelves() as (pilot, _):
        await press(pilot, "ctrl+n", *"Hill", "ctrl+c")
        assert "What you wrote is not saved; it will be" in page(pilot)
        await press(pilot, "n")
        assert isinstance(screen(pilot), EditorScreen)
        await press(pilot, "ctrl+c", "ctrl+c")
    assert pilot.app.return_code == 130


async def test_ctrl_q_with_nothing_unsaved_leaves_at_once(shelves: Open) -> None:
    async with shelves() as (pilot, _):
        await press(pilot, "f4", "ctrl+q")
    assert pilot.app.return_code == 0


async def test_the_keys_for_words_stand_below_while_one_types(shelves: Open) -> None:
    async with shelves() as (pilot, _):
        assert "write it down" not in rows(pilot)[-1]
        await press(pilot, *"5 forward")
        below = rows(pilot)[-1].split("   ")
        assert below[:3] == [" enter start", "ctrl+n write it down", "esc clear"]
        await press(pilot, "escape")
        assert "write it down" not in rows(pilot)[-1]


async def test_the_look_of_words_typed(shelves: Open, recent: RecentWords, picture) -> None:
    recent.remember("2x(300m forward run, 100m backward)")
    async with shelves() as (pilot, _):
        await press(pilot, *"10x(5 forward, hold 2s, 4 backward, hold 3s)")
        assert pilot.app.export_screenshot() == picture


async def test_words_typed_all_at_once_lose_no_letter_and_keep_their_order(shelves: Open) -> None:
    words = "5 forward, hold 2s, 4 backward, hold 3s, 10 forward run"
    async with shelves() as (pilot, _):
        app = pilot.app
        for letter in words:
            app.post_message(events.Key(_character_to_key(letter), letter))
        await press(pilot)
        assert isinstance(screen(pilot), MenuScreen)
        assert screen(pilot).query_one(Input).value == words
        assert marked(pilot) == "start this"


async def test_what_is_pasted_goes_to_the_filter(shelves: Open) -> None:
    async with shelves() as (pilot, _):
        pilot.app.post_message(events.Paste("\n  5 forward,\n4 backward\n"))
        await press(pilot)
        assert screen(pilot).query_one(Input).value == "5 forward, 4 backward"
        assert marked(pilot) == "start this"

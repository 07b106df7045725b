"""What the menu says about today, by what the history has."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest
from msgspec import structs
from msgspec.structs import replace

from backcue.coach import SessionResult
from backcue.presets.library import Library
from backcue.presets.preset_file import from_words
from backcue.presets.recent import RecentWords
from backcue.settings.schema import PersonSettings, TrainingSettings
from backcue.ui.app import BackcueApp
from backcue.ui.screens.summary.screen import SummaryScreen
from backcue.workout.conditions import Conditions
from backcue.workout.course import Course
from tests.history.walks import walking
from tests.kept import store_in
from tests.ui import fakes
from tests.ui.test_menu import marked
from tests.ui.test_workout import rows

FIVE = replace(from_words("5min backward"), id="first-five", name="First five minutes")


class Days(fakes.Plain):
    """Has built-in presets, and days that come when they are asked for."""

    days: int = 0

    def later(self) -> Any:
        return (datetime.now().astimezone() + timedelta(days=self.days)).date()


def opened(tmp_path, **training: Any) -> BackcueApp:
    recent = RecentWords(tmp_path / "recent.json")
    recent.remember("balance")
    app_context = fakes.standing(fakes.FakeCoach(), of=Days, shelf=Library(), recent=recent)
    app_context.settings = structs.replace(
        app_context.settings, training=TrainingSettings(**training)
    )
    app_context.day = app_context.later
    return BackcueApp(app_context)


async def read(pilot) -> None:
    """Wait until the menu has read the history, however long that takes."""
    for _ in range(5000):
        await pilot.pause()
        screen = pilot.app.screen
        busy = any(worker.is_running for worker in pilot.app.workers)
        if screen.is_mounted and screen._history.sessions is not None and not busy:
            break
        await asyncio.sleep(0.002)
    await pilot.pause()


@pytest.fixture
async def walked(own_home) -> Any:
    """Keep five minutes that were walked to their end."""
    store = store_in(own_home / "backcue-data")
    async with walking(store, Course(FIVE, FIVE.workout, Conditions(), ready=0)) as session:
        await session.clock.advance(301)
    assert session.record.completed
    return store


async def test_what_was_done_decides_what_stands_on_top_and_is_marked(tmp_path, walked) -> None:
    app = opened(tmp_path)
    async with app.run_test(size=(110, 30)) as pilot:
        await read(pilot)
        head = rows(pilot)[0]
        assert "Today: nothing more, because you have done one today" in head
        assert marked(pilot) == "First five minutes"
        app.context.days = 1
        app.screen._look()
        await pilot.pause()
        assert "Today: First five minutes, because 1 of 6 easy ones are done" in rows(pilot)[0]
        # Another program, or the summary, says how hard it was.
        await pilot.press("down")
        moved = marked(pilot)
        walked.set_effort(1, 9)
        app.screen._look()
        await read(pilot)
        assert "because the last one was much: go slower" in rows(pilot)[0]
        assert marked(pilot) == moved


async def test_in_little_room_the_reason_goes_first_and_where_one_walks_last(
    tmp_path, walked
) -> None:
    del walked
    for width, told in (
        (80, "Today: nothing more, because you have done one today"),
        (60, "Today: nothing more"),
        (24, "Floor · F3"),
    ):
        app = opened(tmp_path)
        async with app.run_test(size=(width, 24)) as pilot:
            await read(pilot)
            assert told in rows(pilot)[0]
            assert "loor" in rows(pilot)[0]


async def test_switched_off_nothing_is_advised_and_a_broken_history_stops_nothing(
    tmp_path, own_home
) -> None:
    (own_home / "backcue-data" / "history.db").mkdir(parents=True)
    app = opened(tmp_path, path="off")
    async with app.run_test(size=(110, 30), notifications=True) as pilot:
        await read(pilot)
        assert "Today" not in rows(pilot)[0]
        assert marked(pilot) == "Balance walk"
        assert any("the history cannot be used" in each.message for each in app._notifications)


async def test_the_summary_tells_energy_only_where_a_body_mass_was_given(tmp_path, walked) -> None:
    app = opened(tmp_path)
    course = Course(FIVE, FIVE.workout, Conditions(), ready=0)
    result = SessionResult(walked.session(1), walked.place.database)
    async with app.run_test(size=(110, 36)) as pilot:
        for mass, told in ((None, False), (72.0, True)):
            person = PersonSettings(safety_accepted=True, body_mass_kg=mass)
            app.context.settings = structs.replace(app.context.settings, person=person)
            screen = SummaryScreen(app.context, result, course)
            await app.push_screen(screen)
            await app.workers.wait_for_complete()
            await pilot.pause()
            page = "\n".join(rows(pilot))
            assert ("energy: 16 to 27 kcal, an estimate by" in page) is told
            assert ("practice lowers it" in page) is told
            await app.pop_screen()


async def test_the_history_shows_the_rung_of_each_session_and_the_way_so_far(
    tmp_path, walked
) -> None:
    del walked
    for width, told in (
        (110, "the ladder, rung 1 of 10: ▶ 5 min ✓ → 10 min"),
        (150, "the ladder: ▶ 5 min ✓ → 10 min → 100 / 15 → balance → 15 min"),
    ):
        app = opened(tmp_path)
        async with app.run_test(size=(width, 40)) as pilot:
            await pilot.press("tab")
            # The history is read beside; what cannot come in ten seconds never does.
            for _ in range(1000):
                await pilot.pause()
                page = "\n".join(rows(pilot))
                if told in page and "rung" in page.split("▼")[-1]:
                    break
                await asyncio.sleep(0.01)
            assert told in page
            assert ("rung: 5 min" if width > 130 else "effort  rung") in page

"""A workout that was interrupted, offered over the menu."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from backcue.history.store import Store
from backcue.settings.schema import PersonSettings, SessionSettings, Settings, SoundSettings
from backcue.ui.app import BackcueApp
from backcue.ui.screens.menu.screen import MenuScreen
from backcue.ui.screens.recovery.screen import RecoveryScreen
from backcue.ui.screens.summary.screen import SummaryScreen
from backcue.ui.screens.workout.screen import WorkoutScreen
from backcue.workout.model import Surface
from tests.history.crashes import crashed
from tests.ui import fakes

SETTINGS = Settings(
    sound=SoundSettings(output="none"),
    session=SessionSettings(surface=Surface.FLOOR),
    person=PersonSettings(safety_accepted=True),
)


@pytest.fixture
def store(own_home: Path, tmp_path: Path) -> Store:
    """Returns the person's history, with a session in it that was interrupted just now."""
    data = own_home / "backcue-data"
    crashed(tmp_path).place.folder.rename(data)
    store = Store(fakes.context(settings=SETTINGS).history.place)
    with closing(sqlite3.connect(store.place.database)) as database, database:
        database.execute("UPDATE sessions SET started = '2026-11-20T18:02:00+00:00'")
    return store


@asynccontextmanager
async def opened(
    size: tuple[int, int] = (80, 24), *, tries: int = 200
) -> AsyncIterator[Pilot[Any]]:
    app = BackcueApp(fakes.context(settings=SETTINGS))
    app.animation_level = "none"
    async with app.run_test(size=size) as pilot:
        for _ in range(tries):
            await pilot.pause()
            if isinstance(app.screen, RecoveryScreen):
                break
            await asyncio.sleep(0.01)
        yield pilot


@pytest.mark.parametrize("size", [(80, 24), (160, 45), (40, 10)], ids=lambda size: f"{size[0]}")
async def test_it_says_where_it_stands_and_stays_as_it_is(
    store: Store, size: tuple[int, int], picture
) -> None:
    async with opened(size) as pilot:
        assert isinstance(pilot.app.screen, RecoveryScreen)
        assert pilot.app.export_screenshot() == picture
        await pilot.press("k")
        await pilot.pause()
        assert isinstance(pilot.app.screen, MenuScreen)
    [record] = store.sessions()
    assert record.state == "interrupted"
    assert not store.place.orphans()


async def test_it_is_thrown_away(store: Store) -> None:
    async with opened() as pilot:
        await pilot.press("x")
        await pilot.pause()
        assert isinstance(pilot.app.screen, MenuScreen)
    assert store.sessions() == []


async def test_it_goes_on_paused_where_it_was_and_is_one_session(store: Store) -> None:
    async with opened() as pilot:
        await pilot.press("enter")
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, WorkoutScreen)
        snapshot = screen.coach.snapshot()
        assert snapshot.reason == "backcue was interrupted"
        assert snapshot.elapsed == pytest.approx(8.0)
        await pilot.press("q", "y")
        for _ in range(200):
            await pilot.pause()
            if isinstance(pilot.app.screen, SummaryScreen):
                break
            await asyncio.sleep(0.01)
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(pilot.app.screen, MenuScreen)
    [record] = store.sessions()
    assert (record.id, record.state) == (1, "stopped")
    assert record.active_seconds == pytest.approx(8.0)


@pytest.mark.parametrize("key", ["enter", "k", "x"])
async def test_where_another_window_was_quicker_that_is_told_and_nothing_is_changed(
    store: Store, key: str
) -> None:
    async with opened() as pilot:
        [left] = store.left_behind(datetime.now().astimezone().date())
        store.keep(left)
        before = store.sessions()
        await pilot.press(key)
        await pilot.pause()
        assert isinstance(pilot.app.screen, MenuScreen)
        [told] = [each.message for each in pilot.app._notifications]
        assert "another backcue has gone on with it" in told
    assert store.sessions() == before


async def test_where_nothing_was_interrupted_nothing_is_asked(own_home: Path) -> None:
    async with opened(tries=5) as pilot:
        assert isinstance(pilot.app.screen, MenuScreen)
    assert not (own_home / "backcue-data").exists()

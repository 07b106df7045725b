"""A session of the history played again on the workout screen."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from backcue.history.place import Place
from backcue.history.store import Store
from backcue.keys.actions_and_keys import Scope
from backcue.ui.app import BackcueApp
from backcue.ui.screens.help.screen import HelpScreen
from backcue.ui.screens.history.screen import HistoryScreen
from backcue.ui.screens.history.session import KeptSessionScreen
from backcue.ui.screens.replay.screen import ReplayScreen
from tests.clock import VirtualClock
from tests.history.walks import walking
from tests.ui import fakes, past
from tests.ui.test_history import LONG, SETTINGS, page, press
from tests.ui.test_workout import rows

SIZES = [(80, 24), (160, 45), (60, 18)]


@asynccontextmanager
async def opened(
    size: tuple[int, int] = (80, 24), *keys: str
) -> AsyncIterator[tuple[Pilot[Any], VirtualClock]]:
    context = fakes.context(settings=SETTINGS, day=past.NOW.date)
    context.clock = clock = VirtualClock()
    app = BackcueApp(context)
    app.animation_level, app.NOTIFICATION_TIMEOUT = "none", LONG
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "tab", *keys)
        yield pilot, clock


def top(pilot: Pilot[Any]) -> str:
    return " ".join(rows(pilot)[0].split())


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_look(picture: Any, size: tuple[int, int]) -> None:
    async with opened(size, "f7", "right", "plus") as (pilot, clock):
        await clock.advance(0.75)
        assert pilot.app.export_screenshot() == picture(name="playing")
        await press(pilot, "right", "right", "space")
        assert pilot.app.export_screenshot() == picture(name="still")


async def test_it_is_marked_goes_at_any_speed_and_changes_nothing(store: Store) -> None:
    before, log = store.sessions(), store.log(1)
    async with opened((100, 30), "f7") as (pilot, clock):
        assert isinstance(pilot.app.screen, ReplayScreen)
        assert top(pilot).startswith("REPLAY 1x Balance walk")
        assert "0 of 213 s" in top(pilot)
        await clock.advance(12.0)
        assert "FORWARD" in pilot.app.screen._stage.board.shown.word
        assert pilot.app.screen._stage.board.shown.number == "4"
        await press(pilot, "plus", "up", "up")
        assert top(pilot).startswith("REPLAY 10x")
        await clock.advance(10.0)
        assert "112 of 213 s" in top(pilot)
        # The keys of a workout are none here: it is left as it is.
        await press(pilot, "minus", "minus", "minus", "t", "f", "m", "l", "s", "v")
        await press(pilot, "pagedown")
        assert "122 of 213 s" in top(pilot)
        await press(pilot, "pageup", "pageup", "space")
        assert "102 of 213 s" in top(pilot)
        await clock.advance(50.0)
        assert "102 of 213 s" in top(pilot)
        assert "it stands still" in page(pilot)
        await press(pilot, "home", "left", "space", "f1")
        assert isinstance(pilot.app.screen, HelpScreen)
        assert f"Keys {Scope.REPLAY}" in page(pilot)
        await press(pilot, "escape")
        await clock.advance(400.0)
        assert "once more" in page(pilot)
        await press(pilot, "space")
        assert "0 of 213 s" in top(pilot)
        await press(pilot, "q")
        assert isinstance(pilot.app.screen, HistoryScreen)
        await press(pilot, "down", "enter", "p")
        assert top(pilot).startswith("REPLAY 1x 5min backward")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, KeptSessionScreen)
    assert (store.sessions(), store.log(1)) == (before, log)


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("size", [(80, 24), (40, 12), (20, 6)])
async def test_it_is_marked_at_every_size(size: tuple[int, int]) -> None:
    async with opened(size, "f7") as (pilot, clock):
        for _ in range(9):
            await clock.advance(3.0)
            assert "REPLAY" in page(pilot)
            await press(pilot, "right")


async def test_one_that_was_ended_is_over_and_not_paused(own_home: Path) -> None:
    async with walking(Store(Place(own_home / "backcue-data"))) as session:
        await session.clock.advance(20.0)
        session.coach.pause()
    async with opened((80, 24), "f7") as (pilot, clock):
        await clock.advance(400.0)
        assert pilot.app.screen._stage.board.message.words == "the end"
        assert pilot.app.screen._stage.board.shown.word != "PAUSED"
        assert rows(pilot)[-1].split()[:3] == ["space", "once", "more"]


async def test_what_cannot_be_played_says_why(store: Store) -> None:
    with closing(sqlite3.connect(store.place.database)) as database, database:
        database.execute("DELETE FROM logs WHERE session = 1")
        database.execute(
            "UPDATE logs SET head = replace(head, '5min backward', '7 forward') WHERE session = 2"
        )
        database.execute("UPDATE logs SET head = 'x' WHERE session = 3")
    async with opened((160, 45), "f7") as (pilot, _):
        for words in ("of an earlier version", "walked it otherwise", "is damaged"):
            assert isinstance(pilot.app.screen, HistoryScreen)
            assert any(words in each.message for each in pilot.app._notifications), words
            await press(pilot, "down", "f7")

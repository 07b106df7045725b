"""The summary: how it was is kept at once, and what comes next begins."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs
from textual.events import AppBlur, Paste
from textual.pilot import Pilot
from textual.widgets import Static

from backcue.coach import SessionResult
from backcue.history.database.errors import HistoryError
from backcue.history.store import Store
from backcue.presets.library import Library
from backcue.ui.app import BackcueApp
from backcue.ui.screens.history.screen import HistoryScreen
from backcue.ui.screens.history.session import KeptSessionScreen
from backcue.ui.screens.menu.screen import MenuScreen
from backcue.ui.screens.question import ConfirmScreen
from backcue.ui.screens.summary.screen import SummaryScreen
from backcue.ui.screens.workout.screen import WorkoutScreen
from backcue.ui.widgets.impression import EffortLine, NoteLine
from backcue.workout.preset import Preset
from tests.ui import fakes, past
from tests.ui.test_history import LONG, SETTINGS, press, read
from tests.ui.test_workout import rows

SIZES = [(80, 24), (160, 45), (60, 18)]


@asynccontextmanager
async def summed_up(
    store: Store | None, size: tuple[int, int] = (80, 24), number: int = 1, **more: Any
) -> AsyncIterator[Pilot[Any]]:
    """Open the summary of a session of this history, or of one that is in none."""
    coach = fakes.FakeCoach()
    context = fakes.standing(coach, of=fakes.Plain, shelf=Library(), **more)
    context.day = lambda: past.NOW.date() + timedelta(days=1)
    app = BackcueApp(context, fakes.BALANCE)
    app.animation_level, app.NOTIFICATION_TIMEOUT = "none", LONG
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        record = store.session(number) if store else None
        coach.end(SessionResult(record, store.place.database) if store and record else fakes.kept())
        await read(pilot)
        assert isinstance(app.screen, SummaryScreen)
        yield pilot


def page(pilot: Pilot[Any]) -> str:
    return " ".join(" ".join(rows(pilot)).split())


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_look(store: Store, picture: Any, size: tuple[int, int]) -> None:
    async with summed_up(store, size) as pilot:
        assert pilot.app.export_screenshot() == picture(name="done")
    async with summed_up(store, size, 3) as pilot:
        await press(pilot, "7", "n", *"wet")
        assert pilot.app.export_screenshot() == picture(name="ended")


@pytest.mark.parametrize(
    ("width", "labels"),
    [(80, "time steps forward steps backward"), (40, "time forward backward"), (20, "time ▲ ▼")],
)
async def test_the_labels_of_the_figures_stand_in_one_row(
    store: Store, width: int, labels: str
) -> None:
    async with summed_up(store, (width, 12)) as pilot:
        shown = [" ".join(row.split()) for row in rows(pilot)]
        assert labels in shown


async def test_how_hard_it_was_and_a_note_are_kept_as_soon_as_they_are_said(store: Store) -> None:
    async with summed_up(store, number=2) as pilot:
        line = pilot.app.screen.query_one(EffortLine)
        for key, effort in (("3", 3), ("0", 10), ("0", None), ("1", 1)):
            await press(pilot, key)
            assert line.effort == effort
            record = store.session(2)
            assert record is not None
            assert record.effort == effort
        assert "very easy" in page(pilot)
        # While a note is written, figures and q are letters.
        await press(pilot, "n", *"q 5 km/h", "enter")
        assert isinstance(pilot.app.screen, SummaryScreen)
        assert line.effort == 1
        await press(pilot, "n", *" more", "escape")
        assert pilot.app.screen.query_one(NoteLine).value == "q 5 km/h"
        # The last figure is kept though the screen is left at once.
        await pilot.press("5", "enter")
        await read(pilot)
    record = store.session(2)
    assert record is not None
    assert (record.effort, record.note) == (5, "q 5 km/h")


async def test_it_can_be_said_later_in_the_history(store: Store) -> None:
    app = BackcueApp(fakes.context(settings=SETTINGS))
    async with app.run_test() as pilot:
        await press(pilot, "tab", "down", "enter")
        assert isinstance(app.screen, KeptSessionScreen)
        await press(pilot, "8", "n", *"steep", "enter", "escape")
        row = next(row for row in rows(pilot) if "First five minutes" in row)
        assert row.split("100 %")[1].split()[0] == "8"
        await press(pilot, *"steep")
        assert "1 of 10 sessions" in page(pilot)
    record = store.session(2)
    assert record is not None
    assert (record.effort, record.note) == (8, "steep")


async def test_a_note_that_is_being_written_is_not_lost(store: Store) -> None:
    async with summed_up(store) as pilot:
        await press(pilot, "n", *"!", "ctrl+q")
        assert isinstance(pilot.app.screen, ConfirmScreen)
        assert "Leave backcue? Your note is kept as it is written." in page(pilot)
        await press(pilot, "y")
    record = store.session(1)
    assert record is not None
    assert (record.note or "").endswith("wobble!")


async def test_a_note_keeps_nothing_that_no_terminal_shows(store: Store) -> None:
    async with summed_up(store, number=2) as pilot:
        await press(pilot, "n")
        pilot.app.screen.query_one(NoteLine).post_message(Paste("\x93dry\x94\x7f \u202e"))
        await press(pilot, "enter")
    record = store.session(2)
    assert record is not None
    assert record.note == "dry"


@pytest.mark.parametrize("key", ["f5", "shift+f5", "pagedown"])
async def test_a_note_is_kept_whichever_key_leaves(store: Store, key: str) -> None:
    async with summed_up(store) as pilot:
        await press(pilot, "n", *"!", key)
        assert not isinstance(pilot.app.screen, SummaryScreen)
    assert noted(store, 1).endswith("wobble!")


@pytest.mark.parametrize(
    "keys", [("f5",), ("shift+f5",), ("f8",), ("ctrl+p", *"leave", "enter"), ("f11", "enter")]
)
async def test_a_note_on_a_kept_session_is_too(store: Store, keys: tuple[str, ...]) -> None:
    """Also where it goes to the list, or to another session that is noted next."""
    settings = structs.replace(SETTINGS, keys={"session-older": ["f11"]})
    app = BackcueApp(fakes.context(settings=settings))
    async with app.run_test() as pilot:
        await press(pilot, "tab", "enter", "n", *"!", *keys)
        if isinstance(app.screen, HistoryScreen) and keys[0] != "f8":
            await press(pilot, *"wobble!")
            assert "1 of 10 sessions" in page(pilot)
    if keys[0] == "f8":
        store.undelete(1)
    assert noted(store, 1).endswith("wobble!")
    assert noted(store, 2) == ""


async def test_a_note_is_being_written_while_another_window_is_in_front(store: Store) -> None:
    async with summed_up(store) as pilot:
        await press(pilot, "n", *"!")
        pilot.app.post_message(AppBlur())
        await pilot.pause()
        pilot.app.leave(0)
    assert noted(store, 1).endswith("wobble!")


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_while_a_note_is_written_the_keys_shown_are_its_own(
    store: Store, size: tuple[int, int]
) -> None:
    app = BackcueApp(fakes.context(settings=SETTINGS))
    async with summed_up(store, size) as pilot:
        await noting(pilot, "!")
    async with app.run_test(size=size) as pilot:
        await press(pilot, "tab", "enter")
        await noting(pilot, ".")
    assert noted(store, 1).endswith("wobble!.")


async def noting(pilot: Pilot[Any], typed: str) -> None:
    """Write something behind a note and leave it; write it again and keep it by a click."""
    line, keys = pilot.app.screen.query_one(NoteLine), rows(pilot)[-1]
    await press(pilot, "n", typed)
    assert rows(pilot)[-1].split() == ["enter", "keep", "esc", "leave", "as", "it", "was"]
    await press(pilot, "escape")
    assert not line.value.endswith(typed)
    assert rows(pilot)[-1] == keys
    await press(pilot, "n", typed)
    assert await pilot.click("#keys", (3, 0))
    await read(pilot)
    assert line.value.endswith(typed)
    assert rows(pilot)[-1] == keys


def noted(store: Store, number: int) -> str:
    record = store.session(number)
    assert record is not None
    return record.note or ""


async def test_what_cannot_be_kept_is_told_and_taken_back(
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with summed_up(store) as pilot:

        def full(*_: object) -> None:
            raise HistoryError("the disk is full")

        monkeypatch.setattr(Store, "set_effort", full)
        await press(pilot, "9")
        assert "not kept: the disk is full" in page(pilot)
        assert pilot.app.screen.query_one(EffortLine).effort == 4


async def test_where_it_is_in_no_history_nothing_is_asked(own_home: Path) -> None:
    async with summed_up(None) as pilot:
        screen = pilot.app.screen
        screen._impression.show(fakes.kept(problem="full").record)
        screen._record = fakes.kept(problem="full").record
        screen.settings_changed()
        await press(pilot, "5", "n", "q")
        assert "note" not in rows(pilot)[-1]
    assert not (own_home / "backcue-data" / "history.db").exists()


async def test_the_next_one_or_the_same_begins(store: Store) -> None:
    async with summed_up(store) as pilot:
        assert "Today:" in page(pilot)
        assert "because" in page(pilot)
        wanted = pilot.app.screen._next.preset
        begun = []

        def coach(preset: Preset, _: object = None) -> fakes.FakeCoach:
            begun.append(preset.id)
            return fakes.FakeCoach(preset=preset)

        pilot.app.context.coach = coach
        await press(pilot, "s")
        assert isinstance(pilot.app.screen, WorkoutScreen)
        pilot.app.screen.coach.end(fakes.kept())
        await read(pilot)
        await press(pilot, "r")
        pilot.app.screen.coach.end(fakes.kept())
        await read(pilot)
        assert begun == [wanted.id] * 2
        await pilot.press("enter")
        await asyncio.sleep(0)
    assert wanted.id != "balance"


async def test_an_effort_changes_what_comes_next(store: Store) -> None:
    for number in range(3, 11):
        store.delete(number)
    store.delete(1)
    async with summed_up(store, (120, 36), 2) as pilot:
        told = pilot.app.screen.query_one("#next", Static)
        assert "because the last one was" not in str(told.content)
        await press(pilot, "9")
        assert "because the last one was much" in str(told.content)


async def test_from_the_menu_it_leads_back_there(store: Store) -> None:
    coach = fakes.FakeCoach()
    app = BackcueApp(fakes.standing(coach))
    async with app.run_test() as pilot:
        await press(pilot, "enter")
        coach.end(SessionResult(store.sessions()[0], store.place.database))
        await read(pilot)
        await press(pilot, "6", "space")
        assert isinstance(app.screen, MenuScreen)
    record = store.session(1)
    assert record is not None
    assert record.effort == 6

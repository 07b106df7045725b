"""The history on the screen: the table, one session, charts, and what can be done to them."""

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, closing
from itertools import pairwise
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from backcue.history.record import Record
from backcue.history.store import Store
from backcue.keys.actions_and_keys import Scope
from backcue.settings.schema import PersonSettings, SessionSettings, Settings, SoundSettings
from backcue.ui.app import BackcueApp
from backcue.ui.screens.help.fields import FIELDS
from backcue.ui.screens.help.screen import HelpScreen
from backcue.ui.screens.history import sessions as sessions_module
from backcue.ui.screens.history.charts import ChartsScreen
from backcue.ui.screens.history.columns import GAP, columns
from backcue.ui.screens.history.plots import LEAST_TICKS, Chart, ticks
from backcue.ui.screens.history.screen import HistoryScreen
from backcue.ui.screens.history.session import KeptSessionScreen
from backcue.ui.screens.history.sessions import Sessions
from backcue.ui.screens.history.table import SessionTable
from backcue.ui.screens.menu.screen import MenuScreen
from backcue.ui.screens.workout.screen import WorkoutScreen
from backcue.workout.model import Surface
from backcue.workout.notation import format_workout
from tests.history.test_statistics import record
from tests.hostile_inputs.thrown import UNSAFE
from tests.ui import fakes, past
from tests.ui.test_workout import rows

SIZES = [(80, 24), (160, 45), (60, 18)]
SETTINGS = Settings(
    sound=SoundSettings(output="none"),
    session=SessionSettings(surface=Surface.FLOOR),
    person=PersonSettings(safety_accepted=True),
)


GROUPS = ("history", "details", "way")
"""The workers that read what is shown."""
LONG = 600.0
"""Seconds for which a toast stands: longer than a test on a slow machine takes."""


async def read(pilot: Pilot[Any]) -> None:
    """Wait until all is read that is to be shown."""
    for _ in range(3):
        await pilot.pause()
        workers = [each for each in pilot.app.workers if each.group in GROUPS]
        await asyncio.gather(*(each.wait() for each in workers), return_exceptions=True)
        await pilot.pause()


@asynccontextmanager
async def opened(
    size: tuple[int, int] = (80, 24), *keys: str, **more: Any
) -> AsyncIterator[Pilot[Any]]:
    app = BackcueApp(fakes.context(settings=SETTINGS, day=past.NOW.date, **more))
    app.animation_level, app.NOTIFICATION_TIMEOUT = "none", LONG
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "tab", *keys)
        yield pilot


async def press(pilot: Pilot[Any], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await read(pilot)


def names(pilot: Pilot[Any]) -> list[str]:
    return [each.name for each in pilot.app.screen.query_one(SessionTable).records]


def page(pilot: Pilot[Any]) -> str:
    return " ".join(" ".join(rows(pilot)).split())


# What it looks like.


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_look_of_the_table_a_session_and_the_charts(picture, size) -> None:
    async with opened(size) as pilot:
        assert pilot.app.export_screenshot() == picture(name="table")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, KeptSessionScreen)
        assert pilot.app.export_screenshot() == picture(name="session")
        await press(pilot, "escape", "tab")
        assert isinstance(pilot.app.screen, ChartsScreen)
        charts = 1 if size[0] > 100 else 4
        for number in range(charts):
            assert pilot.app.export_screenshot() == picture(name=f"chart-{number}")
            await press(pilot, "right")


async def test_the_look_in_a_light_theme_and_of_an_empty_history(
    own_home, picture, built_history
) -> None:
    async with opened() as pilot:
        assert "Nothing here yet" in page(pilot)
        assert pilot.app.export_screenshot() == picture(name="empty")
        # Nothing can be done to nothing.
        await press(pilot, "enter", "tab", "f5", "f8", "down", "end", "pageup")
        assert isinstance(pilot.app.screen, HistoryScreen)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, MenuScreen)
        past.put_into(own_home, built_history)
        pilot.app.theme = "backcue-light"
        await press(pilot, "tab")
        assert pilot.app.export_screenshot() == picture(name="light")


# The table.


async def test_it_lists_the_newest_first_and_letters_filter(store: Store) -> None:
    async with opened() as pilot:
        screen = pilot.app.screen
        assert names(pilot) == [each.name for each in past.SESSIONS]
        told = page(pilot)
        for words in ("10 sessions", "today 18:03", "100 80 100 % 4", "25 Oct", "26 Dec 2025"):
            assert words in told, words
        await press(pilot, "down", "down", *"bal")
        assert names(pilot) == ["Balance walk"] * 3
        # The same session stays marked.
        assert screen.marked.id == 3
        assert "3 of 10 sessions" in page(pilot)
        totals = str(screen.query_one("#totals", Static).content)
        steps = sum(each.forward_steps for each in store.sessions() if each.name == "Balance walk")
        assert f"{steps:,} steps forward" in totals
        for words, found in (("nov bal", 2), ("ended early", 3), ("wobble", 1), ("zzz", 0)):
            screen.query_one(Input).value = words
            await read(pilot)
            assert len(names(pilot)) == found, words
        assert "Nothing fits this filter." in page(pilot)
        await press(pilot, "escape")
        assert len(names(pilot)) == 10
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, MenuScreen)


@pytest.mark.usefixtures("store")
async def test_keys_and_clicks_move_and_open() -> None:
    async with opened((80, 16)) as pilot:
        screen = pilot.app.screen
        table = screen.query_one(SessionTable)
        for key, at in (("end", 9), ("up", 8), ("home", 0), ("pagedown", table.page), ("up", 6)):
            await press(pilot, key)
            if key != "up" or at == 8:
                assert table.marked_at == at
        await press(pilot, "end")
        assert past.SESSIONS[-1].name in page(pilot)
        await press(pilot, "home")
        await pilot.click(SessionTable, offset=(5, 2))
        assert table.marked_at == 2
        await pilot.click(SessionTable, offset=(5, 2))
        await read(pilot)
        session = pilot.app.screen
        assert isinstance(session, KeptSessionScreen)
        assert "3 of 10" in page(pilot)
        await press(pilot, "right", "right", "left", "left", "left")
        assert session.marked.id == 2
        await press(pilot, "left", "left")
        assert session.marked.id == 1
        for _ in range(9):
            await press(pilot, "o")
        assert session.marked.id == 10


@pytest.mark.usefixtures("store")
async def test_help_names_its_keys_and_explains_the_filter() -> None:
    async with opened() as pilot:
        for keys, title in (
            (("f1",), "Keys in the history"),
            (("escape", "b", "f1"), "the filter line"),
            (("escape", "escape", "enter", "f1"), "Keys on one session of the history"),
            (("escape", "escape", "tab", "question_mark"), "Keys on the charts"),
        ):
            await press(pilot, *keys)
            assert isinstance(pilot.app.screen, HelpScreen)
            assert title in page(pilot)
        assert "filter" in FIELDS[Scope.HISTORY]


async def test_a_session_that_is_deleted_comes_back_whole(store: Store) -> None:
    before, log = store.sessions(), store.log(3)
    async with opened() as pilot:
        await press(pilot, "down", "down", "f8")
        assert [each.id for each in store.sessions()] == [1, 2, 4, 5, 6, 7, 8, 9, 10]
        assert "Deleted: Balance walk, Mon 16 Nov" in page(pilot)
        assert pilot.app.screen.marked.id == 4
        # From the page of one session too.
        await press(pilot, "enter", "delete")
        assert isinstance(pilot.app.screen, HistoryScreen)
        assert len(names(pilot)) == 8
    # The undo is in the history, not in the program.
    async with opened() as pilot:
        assert len(names(pilot)) == 8
        await press(pilot, "f9")
        assert pilot.app.screen.marked.id == 4
        await press(pilot, *"zzz", "f9", "f9")
        assert "Nothing to bring back." in page(pilot)
        assert pilot.app.screen.marked.id == 3
        assert len(names(pilot)) == 10
        assert "undo" not in page(pilot)
    assert store.sessions() == before
    assert store.log(3) == log


async def test_what_is_shown_changes_only_between_two_looks_at_it(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other threads read and change the file; a list that one changed would be found half so."""
    threads = set()
    put = Sessions._put

    def noted(sessions: Sessions, all_: list[Record]) -> None:
        threads.add(threading.current_thread())
        put(sessions, all_)

    monkeypatch.setattr(Sessions, "_put", noted)
    sessions = Sessions(store)
    sessions.read_first()
    await sessions.delete(sessions.all[0])
    await sessions.undo()
    await sessions.read_rest()
    assert threads == {threading.current_thread()}


async def test_changes_at_once_come_one_after_the_other(store: Store) -> None:
    sessions = Sessions(store)
    sessions.read_first()
    before = list(sessions.all)
    one, other = before[2], before[5]
    told = [sessions.delete(one), sessions.delete(one), sessions.delete(other)]
    assert await asyncio.gather(*told) == [True, False, True]
    assert await asyncio.gather(*(sessions.undo() for _ in range(3))) == [other, one, None]
    assert sessions.all == before == store.sessions()
    assert sessions.deleted is None


async def test_what_comes_back_while_the_rest_is_read_is_there_once(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    sessions = Sessions(store)
    sessions.read_first()
    before = list(sessions.all)
    await sessions.delete(before[3])
    sessions.are_all = False
    bring_back = sessions._bring_back
    is_back, is_read = threading.Event(), threading.Event()

    def slowly() -> tuple[Record | None, Record | None]:
        back = bring_back()
        is_back.set()
        assert is_read.wait(10)
        return back

    monkeypatch.setattr(sessions, "_bring_back", slowly)
    undoing = asyncio.create_task(sessions.undo())
    assert await asyncio.to_thread(is_back.wait, 10)
    await sessions.read_rest()
    is_read.set()
    await undoing
    assert sessions.all == before


@pytest.mark.usefixtures("store")
async def test_a_workout_is_walked_again_as_it_was() -> None:
    shelf = fakes.Shelf((fakes.BALANCE,))
    for keys in (("f5",), ("down", "enter", "r")):
        async with opened((80, 24), *keys, library=shelf) as pilot:
            screen = pilot.app.screen
            assert isinstance(screen, WorkoutScreen)
            walked = screen.coach.course
            wanted = past.SESSIONS[len(keys) // 2].words
            assert format_workout(walked.workout) == wanted
            assert walked.preset.id == ("balance" if len(keys) == 1 else "")


async def test_of_an_old_session_is_shown_what_there_is(store: Store) -> None:
    with closing(sqlite3.connect(store.place.database)) as database, database:
        database.execute("DELETE FROM logs WHERE session = 1")
        database.execute("UPDATE entries SET data = 'x' WHERE session = 2 AND number > 3")
        database.execute("UPDATE sessions SET surface = 'the moon' WHERE id = 2")
    async with opened((80, 40), "enter") as pilot:
        assert "of an earlier version" in page(pilot)
        assert "100 steps" in page(pilot)
        await press(pilot, "right")
        assert "the log of session 2 is damaged" in page(pilot)


async def test_a_history_that_cannot_be_used_is_told_and_left_alone(store: Store) -> None:
    with closing(sqlite3.connect(store.place.database)) as database, database:
        database.execute("PRAGMA user_version = 999")
    async with opened() as pilot:
        assert isinstance(pilot.app.screen, HistoryScreen)
        assert "a newer backcue wrote it" in page(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, MenuScreen)


async def test_text_from_outside_does_nothing(store: Store) -> None:
    evil = "\x1b]52;c;QUJD\x07[b]\x9b31m\u202e"
    with closing(sqlite3.connect(store.place.database)) as database, database:
        database.execute("UPDATE sessions SET name = ?, note = ?, sequence = ?", (evil,) * 3)
    async with opened((160, 45)) as pilot:
        for key in ("down", "enter", "escape", "f8", "f5"):
            assert not [each for each in rows(pilot) if UNSAFE.search(each)]
            await press(pilot, key)
        assert "makes no workout any more" in page(pilot)


# Many.


class Counted(Sequence[Record]):
    """Sessions that count how often one of them is looked at."""

    def __init__(self, count: int) -> None:
        self.sessions = [record(), *(record() for _ in range(count - 1))]
        self.looked_at = 0

    def __len__(self) -> int:
        return len(self.sessions)

    def __getitem__(self, at: Any) -> Any:
        self.looked_at += 1
        return self.sessions[at]

    def __iter__(self) -> Any:
        return iter(self.sessions)


async def test_of_ten_thousand_sessions_only_those_are_made_that_are_seen() -> None:
    async with opened() as pilot:
        screen, many = pilot.app.screen, Counted(10_000)
        screen.remove_class("-empty", "-none")
        table = screen.query_one(SessionTable)
        table.put(many, (), past.NOW.date())
        await read(pilot)
        for by in (1, 5, 4_000, 20_000, -20_000):
            many.looked_at = 0
            table.move(by)
            await read(pilot)
            assert 0 < many.looked_at < 5 * table.page
        assert table.virtual_size.height == 10_000


@pytest.mark.usefixtures("store")
async def test_the_newest_are_shown_at_once_and_the_others_follow(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sessions_module, "FIRST", 4)
    app = BackcueApp(fakes.context(settings=SETTINGS))
    async with app.run_test() as pilot:
        await pilot.pause()
        screen = HistoryScreen(app.context)
        history = screen.sessions.store
        sessions, is_read, go_on = history.sessions, threading.Event(), threading.Event()

        def slowly(limit: int | None = None) -> list[Record]:
            found = sessions(limit)
            if limit is None:
                is_read.set()
                assert go_on.wait(10)
            return found

        monkeypatch.setattr(history, "sessions", slowly)
        await app.push_screen(screen)
        await pilot.pause()
        assert names(pilot) == [each.name for each in past.SESSIONS[:4]]
        # What is changed after the others are read, and before they are shown, stays changed.
        assert await asyncio.to_thread(is_read.wait, 10)
        screen.action_delete()
        await asyncio.gather(*(each.wait() for each in app.workers if each.name == "action_delete"))
        assert names(pilot) == [each.name for each in past.SESSIONS[1:4]]
        go_on.set()
        await read(pilot)
        assert names(pilot) == [each.name for each in past.SESSIONS[1:]]
        assert screen.sessions.are_all


@pytest.mark.parametrize("width", [1, 10, 30, 40, 56, 75, 90, 110, 200])
def test_the_columns_fill_the_room_and_the_name_keeps_the_most_of_it(width: int) -> None:
    these = columns(width, past.NOW.date())
    taken = sum(each.width for each in these) + GAP * (len(these) - 1)
    assert taken == max(width, 12 + 7 + 2 * GAP + 1)
    assert [each.heading for each in these][1] == "workout"


# The charts.


async def test_the_charts_go_further_back_and_name_what_they_show(store: Store) -> None:
    async with opened((160, 45), "tab") as pilot:
        charts = list(pilot.app.screen.query(Chart))
        minutes = sum(each.active_seconds for each in store.sessions()[:-1]) / 60
        assert f"{minutes:.0f} in all" in str(charts[0].border_subtitle)
        await press(pilot, "up", "up", "up", "up")
        minutes = sum(each.active_seconds for each in store.sessions()) / 60
        assert f"{minutes:.0f} in all" in str(charts[0].border_subtitle)
        assert "from the first" in page(pilot)
        assert "Nov 2026" not in page(pilot)
        await press(pilot, "down", "down", "down", "down")
        assert "12 weeks" in page(pilot)
        told = page(pilot)
        assert "━ forward ━ backward ┅ forward run ┅ backward run" in told
        held = store.sessions()
        for leg, sign in (("left", "▀"), ("right", "▄")):
            whole = sum(getattr(each, f"{leg}_hold_seconds") for each in held)
            assert f"{sign} {leg} {int(whole // 60)}:{round(whole % 60):02}" in told


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    "size", [*((width, 14) for width in range(3, 12)), (20, 6), (40, 10), (300, 90)], ids=str
)
async def test_the_charts_stand_at_every_size(size: tuple[int, int]) -> None:
    async with opened(size, "tab", "right", "right", "right", "f1", "escape") as pilot:
        assert isinstance(pilot.app.screen, ChartsScreen)
        assert all(len(row) <= size[0] for row in rows(pilot))
        assert not pilot.app.faults.lines


@pytest.mark.parametrize("about", [2, 5, 20])
@pytest.mark.parametrize(("least", "most"), [(0, 0), (0, 7), (0, 1234), (-90, 90), (95.3, 180)])
def test_the_numbers_of_an_axis_are_round_and_hold_all(least, most, about) -> None:
    numbers = ticks(least, most, about)
    steps = {after - before for before, after in pairwise(numbers)}
    assert len(steps) == 1
    assert str(int(steps.pop())).rstrip("0") in ("1", "2", "5")
    assert numbers[0] <= least
    assert numbers[-1] >= most
    assert 2 <= len(numbers) <= max(LEAST_TICKS, about)

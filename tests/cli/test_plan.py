"""`backcue plan`, as a person calls it."""

import json
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from backcue.history.store import Store
from backcue.settings.file import change, load
from backcue.system.paths import settings_file
from tests.history.walks import keep_one
from tests.kept import store_in
from tests.workouts import balance, course


@pytest.fixture
def store(own_home: Path) -> Store:
    """Returns the history that the commands read."""
    return store_in(own_home / "backcue-data")


def pinned() -> str | None:
    return load(settings_file()).training.pinned


def test_who_begins_is_told_what_why_from_where_and_the_whole_way(backcue, store: Store) -> None:
    result = backcue("plan")
    assert (result.status, result.err) == (0, "")
    lines = result.out.splitlines()
    assert lines[0] == "Today: First five minutes, because everybody begins here."
    assert lines[2].strip().startswith("Source: STACK")
    assert lines[3].strip() == "backcue run first-five begins it."
    assert lines[5] == "The ladder, on the floor:"
    assert lines[6].split() == ["▶", "1", "First", "five", "minutes"]
    assert lines[15].split() == ["10", "Balance", "run"]
    assert lines[-1].endswith("not medical advice; do what suits you.")
    assert not store.place.folder.exists()


def test_as_json_it_is_one_object_with_reason_source_and_way(backcue, store: Store) -> None:
    keep_one(store, course(balance(3)))
    result = backcue("plan", "--json")
    told = json.loads(result.out)
    today = datetime.now().astimezone().date()
    assert told.pop("date") == today.isoformat()
    way = told.pop("way")
    assert [each["workout"] for each in way if each["planned"]] == ["first-five"]
    assert way[0] == {
        "workout": "first-five", "name": "First five minutes", "raises": "duration",
        "source": "STACK articles on walking and running backward", "planned": True,
        "sessions": 0, "finished": 0, "first": None, "last": None,
    }  # fmt: skip
    assert told.pop("source")
    assert told.pop("reason")
    assert told == {
        "today": "done", "workout": "first-five", "name": "First five minutes",
        "because": "you have done one today", "rule": "done", "path": "ladder",
        "surface": "floor", "rung": 1, "pinned": False,
    }  # fmt: skip


def test_a_rung_is_pinned_by_name_or_number_and_let_go_of(backcue) -> None:
    result = backcue("plan", "pin", "Balance")
    assert (result.status, pinned()) == (0, "balance")
    lines = backcue("plan").out.splitlines()
    assert lines[0] == "Today: Balance walk, because you pinned it."
    assert lines[3].strip() == "By the rules it would be First five minutes."
    assert backcue("plan", "pin", "2").status == 0
    assert pinned() == "daily-ten"
    assert backcue("plan", "unpin").status == 0
    assert pinned() is None
    assert backcue("plan", "unpin").status == 0


@pytest.mark.parametrize("word", ["dialy-ten", "0", "11", "uphill-back", "²", "", "9" * 5000])
def test_what_is_no_rung_is_refused_with_those_there_are(backcue, word: str) -> None:
    result = backcue("plan", "pin", word)
    assert result.status == 2
    assert "first-five, daily-ten, hundred-fifteen" in result.err
    assert len(result.err) < 4000
    assert pinned() is None


def test_a_pin_of_another_path_is_told_and_left_aside(backcue) -> None:
    change(settings_file(), **{"training.pinned": "uphill-back"})
    result = backcue("plan")
    assert result.out.startswith("Today: First five minutes, because everybody begins here.")
    assert "uphill-back is pinned and no rung of this path" in result.err


def test_switched_off_it_says_how_to_bring_it_back(backcue) -> None:
    change(settings_file(), **{"training.path": "off"})
    result = backcue("plan")
    assert (result.status, result.out) == (0, "")
    assert "backcue settings training.path ladder" in result.err
    assert json.loads(backcue("plan", "--json").out)["today"] is None
    assert backcue("plan", "pin", "1").status == 2


def test_the_way_says_what_was_done_and_when(backcue, store: Store) -> None:
    keep_one(store, course(balance(3)))
    yesterday = datetime.now().astimezone() - timedelta(days=1)
    database = store.place.database
    with sqlite3.connect(database) as connection:
        connection.execute(
            "UPDATE sessions SET workout = 'balance', active_seconds = 200, started = ?",
            (yesterday.isoformat(timespec="seconds"),),
        )
    connection.close()
    lines = backcue("plan").out.splitlines()
    (line,) = [each for each in lines if "Balance walk" in each]
    assert line.endswith(f"1 session, {yesterday.date()}")


def test_a_history_that_cannot_be_used_ends_it_with_1(backcue, store: Store) -> None:
    store.place.folder.mkdir(parents=True)
    store.place.database.mkdir()
    result = backcue("plan")
    assert result.status == 1
    assert "the history cannot be used" in result.err

"""`backcue history`, and `render --session`, as a person calls them."""

import json
import sqlite3
import sys
import wave
from contextlib import closing
from pathlib import Path

import pytest

from backcue.history.store import Store
from backcue.system.lock import hold
from tests.history.crashes import crashed
from tests.history.walks import keep_one
from tests.kept import store_in
from tests.workouts import balance, course

RUN = ("run", "2x(2 forward run, hold 0.5s)", "--json", "--output", "none", "--ready", "0")


@pytest.fixture
def store(own_home: Path) -> Store:
    """Returns the history that the commands read."""
    return store_in(own_home / "backcue-data")


class Terminal:
    """A standard input that is a terminal, on which this is typed."""

    def __init__(self, typed: str) -> None:
        self._typed = typed

    def isatty(self) -> bool:
        return True

    def readline(self, _: int = -1) -> str:
        return self._typed


def test_without_a_session_there_is_an_empty_list(backcue, store: Store) -> None:
    result = backcue("history")
    assert (result.status, result.out, result.err) == (0, "", "no sessions are kept yet\n")
    assert json.loads(backcue("history", "--json").out) == []
    assert not store.place.folder.exists()


@pytest.mark.parametrize("command", [["delete", "--yes"], ["show"], ["replay"]])
def test_one_that_is_under_way_is_no_session_yet(
    backcue, store: Store, tmp_path: Path, command: list[str]
) -> None:
    crashed(tmp_path).place.folder.rename(store.place.folder)
    [lock] = store.place.orphans()
    held = hold(lock)
    assert held is not None
    result = backcue("history", *command, "1")
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith("Error: there is no session 1\n")
    held.leave()
    assert [record.id for record in store.sessions()] == [1]


def test_the_table_says_what_was_done(backcue, store: Store) -> None:
    keep_one(store, course(balance(3)))
    keep_one(store, course(balance(3)), 8.0)
    store.set_effort(1, 6)
    lines = backcue("history").out.splitlines()
    assert lines[0] == "id  date              workout  time  forward  backward   done  effort"
    assert lines[1].split()[3:] == ["Test", "0:08", "5", "4", "26", "%", "ended", "early"]
    assert lines[2].split()[3:] == ["Test", "0:30", "15", "12", "100", "%", "6"]
    assert len(backcue("history", "--limit", "1").out.splitlines()) == 2


def test_the_list_as_json_has_what_it_should(backcue, store: Store) -> None:
    keep_one(store, course(balance(2), ready=3.0))
    store.set_effort(1, 7)
    store.set_note(1, "Rain, and fun")
    [session] = json.loads(backcue("history", "--json").out)
    started = session.pop("started")
    assert started[10] == "T"
    assert started[-6:] == "+00:00"
    assert session == {
        "id": 1,
        "workout": "test",
        "name": "Test",
        "sequence": "2x(5 forward, hold 2s, 4 backward, hold 3s)",
        "surface": "floor",
        "seconds": 23.255,
        "active_seconds": 20.255,
        "steps": {"forward": 10, "backward": 8},
        "holds": {
            "left": {"count": 2, "seconds": 5.0},
            "right": {"count": 2, "seconds": 5.0},
        },
        "repetitions": 2,
        "state": "completed",
        "effort": 7,
        "note": "Rain, and fun",
    }


def test_one_session_is_shown_with_its_phases(backcue, store: Store) -> None:
    keep_one(store, course(balance(1), ready=3.0), 9.0)
    store.set_note(1, "windy\x1b[31m")
    shown = json.loads(backcue("history", "show", "1", "--json").out)
    assert shown["note"] == "windy\x1b[31m"
    assert len(shown["phases"]) == 4
    assert shown["phases"][3] == {
        "start": 7.727,
        "end": 9.0,
        "kind": "move",
        "direction": "backward",
        "gait": "walk",
        "steps": 3,
        "cadence": 100,
        "foot": "left",
        "repetition": 1,
    }
    out = backcue("history", "show", "1").out
    assert "windy�[31m" in out
    assert "  steps: 5 forward, 3 backward\n" in out
    assert "   0:07  4 backward  (3 steps, 100 steps/min, left after 0:01)\n" in out


def test_a_run_is_told_again_to_the_letter_and_heard_again(backcue, tmp_path: Path) -> None:
    told = backcue(*RUN)
    assert told.status == 0
    assert backcue("history", "replay", "1").out == told.out
    file = tmp_path / "heard.wav"
    result = backcue("render", "--session", "1", "-o", str(file))
    assert (result.status, result.err) == (0, "")
    with wave.open(str(file)) as heard:
        assert heard.getframerate() == 48_000
        assert 2.5 < heard.getnframes() / 48_000 < 5
        assert any(heard.readframes(48_000))


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (("history", "show", "7"), 2, "there is no session 7"),
        (("history", "replay", "7"), 2, "there is no session 7"),
        (("history", "delete", "7"), 2, "there is no session 7"),
        (("history", "show", "x"), 2, "'x'"),
        (("history", "show", "0"), 2, "0 is not in the range"),
        (("history", "delete"), 2, "say which session by its ID, or --all"),
        (("history", "delete", "1", "--all"), 2, "an ID and --all say two different things"),
        (("history", "delete", "--all"), 2, "add --yes"),
        (("history", "--json", "show", "1"), 2, "put --json behind the ID"),
        (("history", "--limit", "0"), 2, "0"),
        (("render", "--session", "7", "-o", "x.wav"), 2, "there is no session 7"),
        (("render", "-o", "x.wav"), 2, "name a WORKOUT, or a session"),
        (("render", "balance", "--session", "1", "-o", "x.wav"), 2, "name a WORKOUT, or"),
        (("render", "--session", "1", "--no-voice", "-o", "x.wav"), 2, "as it was heard"),
    ],
)
def test_what_is_wrong_is_told(backcue, arguments: tuple[str, ...], status: int, says: str) -> None:
    result = backcue(*arguments)
    assert (result.status, result.out) == (status, "")
    assert says in result.err
    assert "Traceback" not in result.err


def test_a_session_is_deleted_and_said_which_it_was(
    backcue, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        keep_one(store)
    result = backcue("history", "delete", "1")
    assert result.out.startswith("deleted 1: Test, 20")
    monkeypatch.setattr(sys, "stdin", Terminal("n\n"))
    asked = backcue("history", "delete", "2")
    assert asked.status == 0
    assert "Delete session 2: Test, 20" in asked.err
    assert asked.err.endswith("nothing was deleted\n")
    # ctrl+d
    monkeypatch.setattr(sys, "stdin", Terminal(""))
    assert backcue("history", "delete", "2").status == 130
    assert [record.id for record in store.sessions()] == [2]
    monkeypatch.setattr(sys, "stdin", Terminal("y\n"))
    assert backcue("history", "delete", "2").status == 0
    assert store.sessions() == []


def test_everything_is_erased_when_that_is_meant(
    backcue, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_one(store)
    monkeypatch.setattr(sys, "stdin", Terminal("\n"))
    assert backcue("history", "delete", "--all").status == 0
    assert store.sessions()
    result = backcue("history", "delete", "--all", "--yes")
    assert result.out == f"erased {store.place.database}\n"
    assert not store.place.database.exists()
    assert "there is no history" in backcue("history", "delete", "--all", "--yes").err


def test_a_history_that_cannot_be_used_is_told(backcue, store: Store) -> None:
    store.place.database.mkdir(parents=True)
    result = backcue("history")
    assert (result.status, result.out) == (1, "")
    assert f"the history cannot be used: {store.place.database} is not a regular" in result.err


def test_a_damaged_log_is_shown_as_far_as_it_goes(backcue, store: Store) -> None:
    keep_one(store, course(balance(1)))
    with closing(sqlite3.connect(store.place.database)) as database, database:
        database.execute("UPDATE entries SET data = '{' WHERE number = 5")
    shown = backcue("history", "show", "1")
    assert shown.status == 0
    assert "the log of session 1 is damaged: " in shown.err
    assert "5 forward" in shown.out
    as_json = backcue("history", "show", "1", "--json")
    assert (as_json.status, as_json.err) == (0, shown.err)
    assert json.loads(as_json.out)["phases"]
    for command in (("history", "replay", "1"), ("render", "--session", "1", "-o", "x.wav")):
        assert backcue(*command).status == 1
    with closing(sqlite3.connect(store.place.database)) as database, database:
        database.execute("UPDATE logs SET head = '{'")
    assert "steps: 5 forward, 4 backward" in backcue("history", "show", "1").out
    assert "is damaged: " in backcue("history", "show", "1", "--json").err


def test_a_session_of_another_version_that_walked_otherwise_is_not_made_up(
    backcue, store: Store, tmp_path: Path
) -> None:
    keep_one(store, course(balance(1)))
    with closing(sqlite3.connect(store.place.database)) as database, database:
        database.execute("UPDATE logs SET head = replace(head, '5 forward', '6 forward')")
    result = backcue("render", "--session", "1", "-o", str(tmp_path / "x.wav"))
    assert result.status == 1
    assert "session 1 was walked by backcue 0.1.0, and this one walks otherwise" in result.err
    assert not list(tmp_path.glob("*.wav"))


def test_one_of_the_first_version_has_no_log(backcue, store: Store) -> None:
    store.place.folder.mkdir()
    store.place.old_lines.write_text(
        '{"id": "", "name": "5 forward", "sequence": "5 forward", "surface": "floor", '
        '"started": "2026-01-02T18:00:00+01:00", "seconds": 3, "active_seconds": 3, '
        '"steps": {"forward": 5}, "holds": {}, "repetitions": 0, "completed": true}\n'
    )
    assert backcue("history").err == "took over 1 session of an earlier version\n"
    assert "its phases were not kept" in backcue("history", "show", "1").err
    assert json.loads(backcue("history", "show", "1", "--json").out)["phases"] == []
    assert "session 1 has no log" in backcue("history", "replay", "1").err


def test_a_session_that_was_interrupted_is_told_before_the_next(backcue, store: Store) -> None:
    store.place.folder.mkdir()
    store.place.lock("a").touch()
    assert "a workout was interrupted: the menu offers to go on with it" in backcue(*RUN).err


def test_energy_is_told_only_where_a_body_mass_was_given(backcue, store: Store) -> None:
    keep_one(store, course(balance(3)))
    assert "energy" not in backcue("history", "show", "1").out
    assert "energy" not in json.loads(backcue("history", "show", "1", "--json").out)
    assert backcue("settings", "person.body_mass_kg", "72").status == 0
    told = backcue("history", "show", "1").out
    assert "kcal, an estimate by direction, speed and slope\n  (Compendium of Physical" in told
    assert "practice lowers it" in told
    values = json.loads(backcue("history", "show", "1", "--json").out)["energy"]
    assert 0 < values["low_kcal"] < values["high_kcal"] < 5
    assert values["source"].startswith("Compendium")

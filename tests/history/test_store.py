"""The history as a person sees and changes it."""

import json
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from backcue.display.history import ending
from backcue.display.praise import how_much
from backcue.history.database import opening, side_file
from backcue.history.database.errors import HistoryError
from backcue.history.place import Place
from backcue.history.record import Ending
from backcue.history.store import Store
from backcue.workout.conditions import Conditions
from backcue.workout.model import Surface
from backcue.workout.notation import parse
from tests.history.walks import keep_one
from tests.kept import store_in
from tests.workouts import balance, course


def kept(store: Store, count: int) -> None:
    for _ in range(count):
        keep_one(store)


def test_where_nothing_was_done_there_is_nothing_and_asking_makes_nothing(tmp_path: Path) -> None:
    store = store_in(tmp_path / "data")
    assert store.sessions() == []
    assert store.session(1) is None
    assert store.log(1) is None
    assert store.is_sound()
    assert not store.place.orphans()
    assert not (tmp_path / "data").exists()


def test_what_tells_of_a_change_bears_files_that_go_while_one_looks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = store_in(tmp_path).place
    assert place.stamp() == ()
    keep_one(Store(place))
    first = place.stamp()
    assert first
    keep_one(Store(place))
    assert place.stamp() != first
    with monkeypatch.context() as patched:
        patched.setattr(Path, "exists", lambda _: True)
        assert place.stamp()


def test_sessions_come_newest_first_and_as_many_as_are_wanted(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    kept(store, 3)
    with closing(sqlite3.connect(store.place.database)) as database, database:
        database.execute("UPDATE sessions SET moment = moment + 100 WHERE id = 1")
    assert [record.id for record in store.sessions()] == [1, 3, 2]
    assert [record.id for record in store.sessions(limit=2)] == [1, 3]


def test_what_is_read_again_is_there_once_and_only_what_changed_is_new(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    kept(store, 3)
    before = store.sessions()
    assert before[0].sequence is before[1].sequence is before[2].sequence
    store.set_note(2, "windy")
    store.delete(1)
    third, second = store.sessions()
    assert third is before[0]
    assert (second.id, second.note, before[1].note) == (2, "windy", None)
    assert store.sessions(limit=1)[0] is third
    store.undelete(1)
    assert store.sessions() == [third, second, before[2]]


def test_a_session_that_was_deleted_can_be_brought_back_for_a_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = store_in(tmp_path)
    kept(store, 2)
    before = store.sessions()
    assert store.delete(1) == before[1]
    assert store.sessions() == before[:1]
    assert store.delete(1) is None
    assert store.set_note(1, "gone") is None
    assert store.last_deleted() == before[1]
    assert store.undelete(1) == before[1]
    assert store.last_deleted() is None
    assert store.sessions() == before
    for record in before:
        store.delete(record.id or 0)
        assert store.last_deleted() == record
    store.undelete(2)
    later = time.time() + 24 * 3600 + 1
    monkeypatch.setattr(opening.time, "time", lambda: later)
    assert store.last_deleted() is None
    kept(store, 1)
    assert store.undelete(1) is None
    assert store.log(1) is None
    # Its number is no other session's.
    assert [record.id for record in store.sessions()] == [3, 2]


def test_effort_and_a_note_are_kept_and_can_be_taken_back(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    kept(store, 1)
    store.set_effort(1, 7)
    store.set_note(1, "windy, but fine")
    record = store.session(1)
    assert record is not None
    assert (record.effort, record.note) == (7, "windy, but fine")
    store.set_effort(1, None)
    store.set_note(1, "")
    record = store.session(1)
    assert record is not None
    assert (record.effort, record.note) == (None, None)
    for effort in (0, 11):
        with pytest.raises(ValueError, match="1 to 10"):
            store.set_effort(1, effort)


def test_everything_is_erased_with_all_that_was_ever_part_of_it(tmp_path: Path) -> None:
    store = Store(Place(tmp_path / "data", lambda: (tmp_path / "spare",)))
    kept(store, 1)
    for name in ("sessions.jsonl.taken-over", "history-damaged-20260101-000000.db"):
        (tmp_path / "data" / name).write_text("")
    (tmp_path / "spare").mkdir()
    (tmp_path / "spare" / "backcue-session-a.jsonl.bad").write_text("")
    for folder in ("data", "spare"):
        (tmp_path / folder / "settings.toml").write_text("")
    assert len(store.erase()) == 4
    assert [path.name for path in tmp_path.rglob("*.*")] == ["settings.toml"] * 2
    assert store.sessions() == []


def test_files_that_only_have_such_names_are_not_erased(tmp_path: Path) -> None:
    store = Store(Place(tmp_path / "data", lambda: (tmp_path / "spare",)))
    kept(store, 1)
    (tmp_path / "spare").mkdir()
    theirs = [
        *("history.md", "history.db.txt", "history-damaged-notes.txt", "history.dbx"),
        *("session-notes.txt", "session-plan.lock", "sessions.jsonl.txt", "my-history.db"),
        *("backcue-session-notes.md", "history-damaged-20260101-000000.db.zip"),
    ]
    for folder in ("data", "spare"):
        for name in theirs:
            (tmp_path / folder / name).write_text("mine")
    ours = [
        *("history.db-wal", "history.db-shm", "history.db-journal", "history.db.rescued"),
        *("history.db.damaged-copy", "history.db.damaged-copy-wal", "history.db.rescued-journal"),
        *("history-damaged-20260101-000000.db-wal", "history-damaged-20260101-000000-2.db"),
        *("sessions.jsonl", "sessions.jsonl.taken-over-2", f"session-{20 * 'a'}.lock"),
        *("backcue-session-0b.jsonl", "backcue-session-0b.jsonl.bad"),
    ]
    for name in ours:
        (tmp_path / "data" / name).touch()
    assert {path.name for path in store.erase()} == {"history.db", *ours}
    assert sorted(path.name for path in tmp_path.rglob("*.*")) == sorted(theirs * 2)
    assert not store.place.orphans()


def test_through_links_it_is_erased_where_it_lies(tmp_path: Path) -> None:
    store = store_in(tmp_path / "data")
    kept(store, 1)
    there = tmp_path / "synced"
    there.mkdir()
    for name, target in (("history.db", "walks.sqlite"), ("sessions.jsonl.taken-over", "old")):
        (there / target).touch()
        if name == "history.db":
            store.place.database.rename(there / target)
        (tmp_path / "data" / name).symlink_to(there / target)
    for name in ("walks.sqlite-wal", "walks-damaged-20260101-000000.sqlite", "walks.txt"):
        (there / name).touch()
    assert len(store.erase()) == 6
    assert [path.name for path in tmp_path.rglob("*.*")] == ["walks.txt"]
    assert not (there / "old").exists()
    (tmp_path / "data" / "history.db").symlink_to("history.db")
    with pytest.raises(HistoryError):
        store.erase()


def test_what_tells_of_a_change_looks_through_a_link_too(tmp_path: Path) -> None:
    store = store_in(tmp_path / "data")
    kept(store, 1)
    store.place.database.rename(tmp_path / "history")
    store.place.database.symlink_to(tmp_path / "history")
    before = store.place.stamp()
    (tmp_path / "history-wal").write_text("")
    assert store.place.stamp() != before


def test_where_two_folders_are_one_nothing_is_there_twice(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "data")
    store = Store(Place(tmp_path / "data", lambda: (tmp_path / "data", tmp_path / "link")))
    walked = keep_one(store)
    carried = store.carried(1)
    assert carried is not None
    head, rows = carried.head or "", list(carried.rows)
    store.erase()
    side = side_file.write(store.place.side_folders, carried.token, head, rows[-1].told, rows)
    assert store.place.files() == [side]
    assert store.sessions() == [walked.record]
    assert store.notices == []
    assert not side.exists()


def line(**changes: object) -> str:
    """Returns a session as the first version kept it."""
    session = {
        "id": "balance",
        "name": "Balance walk",
        "sequence": "20x(5 forward, hold 2s, 4 backward, hold 3s)",
        "surface": "floor",
        "started": "2026-01-02T18:00:00+01:00",
        "seconds": 231.2,
        "active_seconds": 203.0,
        "steps": {"forward": 100, "backward": 80},
        "holds": {"left": {"count": 20, "seconds": 50.0}, "right": {"count": 20, "seconds": 50.0}},
        "repetitions": 20,
        "completed": True,
    }
    return json.dumps(session | changes)


def test_the_sessions_of_the_first_version_are_taken_over_once(tmp_path: Path) -> None:
    lines = [line(), line(completed=False, started="2026-01-01T08:00:00+01:00"), line()]
    torn = [line()[:50], '{"id": 7}', line(seconds=-1), line(started="never"), "\udcff", "[]"]
    old = tmp_path / "sessions.jsonl"
    content = "\n".join([*lines, "", *torn, line(active_seconds=0)])
    old.write_bytes(content.encode(errors="surrogateescape"))
    store = store_in(tmp_path)
    first, again, earlier = store.sessions()
    assert (first.name, first.state, first.steps["backward"]) == ("Balance walk", "completed", 80)
    assert first.holds["left"].seconds == again.holds["right"].seconds == 50.0
    assert (earlier.state, earlier.day.isoformat()) == ("stopped", "2026-01-01")
    assert (first.share, first.effort, first.moved) == (None, None, ())
    assert store.log(first.id or 0) is None
    assert store.notices == [
        "6 lines of sessions.jsonl are no sessions: they stay in it alone",
        "took over 3 sessions of an earlier version",
    ]
    assert not old.exists()
    aside = tmp_path / "sessions.jsonl.taken-over"
    assert aside.read_bytes() == content.encode(errors="surrogateescape")
    # Put back, it changes nothing.
    aside.rename(old)
    assert store_in(tmp_path).sessions() == [first, again, earlier]


def test_a_session_of_the_first_version_stays_on_its_day_wherever_one_is_now(
    tmp_path: Path,
) -> None:
    times = ("2026-01-02T00:30:00+13:00", "2026-01-01T22:00:00-05:00", "2026-01-01T08:00:00")
    lines = [line(started=started) for started in times]
    (tmp_path / "sessions.jsonl").write_text("\n".join(lines))
    days = [record.started for record in store_in(tmp_path).sessions()]
    # A time without a zone is of this machine's.
    assert sorted(days) == ["2026-01-01T08:00:00+00:00", times[1], times[0]]


def test_a_session_takes_over_what_there_is_too(tmp_path: Path) -> None:
    (tmp_path / "sessions.jsonl").write_text(line() + "\n")
    store = store_in(tmp_path)
    result = keep_one(store).result
    assert result is not None
    assert result.problem == "took over 1 session of an earlier version"
    assert len(store.sessions()) == 2


def test_a_file_beside_the_history_that_is_none_of_its_is_set_aside(tmp_path: Path) -> None:
    for content in (b"", b"{}\n", b"\xff\xfe", b'{"token": "a", "head": "{}", "alive": 1.0}\n'):
        side = tmp_path / f"backcue-session-{len(content)}.jsonl"
        side.write_bytes(content)
        store = store_in(tmp_path)
        assert store.sessions() == []
        assert store.notices == [f"{side} cannot be read: it is set aside"]
        assert side.with_name(f"{side.name}.bad").read_bytes() == content


def test_what_a_session_came_to_tells_how_much_of_the_plan_was_done(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    # Faster than planned, all of it is done all the same.
    assert keep_one(store, course(balance(2))).record.share == 1.0
    half = keep_one(store, course(balance(2)), course(balance(1)).totals().seconds or 0.0)
    assert half.record.share == pytest.approx(0.5, abs=0.03)
    [*moved] = half.record.moved
    assert [(each.direction, each.steps, round(each.cadence)) for each in moved] == [
        ("backward", 4, 100),
        ("forward", 6, 110),
    ]


def test_a_number_that_is_none_is_no_error(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    kept(store, 1)
    assert store.session(2**62) is None
    assert store.delete(2) is None
    assert store.undelete(2) is None
    assert store.is_sound()


def test_a_history_that_cannot_be_opened_says_why(tmp_path: Path) -> None:
    (tmp_path / "history.db").mkdir()
    with pytest.raises(HistoryError, match="is not a regular file"):
        store_in(tmp_path).sessions()


def test_how_much_was_done_is_known_beside_phases_that_wait_for_a_key(tmp_path: Path) -> None:
    belt = Conditions(surface=Surface.TREADMILL)
    walked = course(parse("2x(30s backward, rest 30s, 40s forward)"), conditions=belt)
    record = keep_one(store_in(tmp_path), walked, 66.0).record
    assert record.planned_seconds == 2 * 100.0 + 3 * belt.settle
    assert record.share == pytest.approx(60 / 230)
    assert (ending(record), how_much(record)) == (
        "ended early",
        "A part of it, and a part is a lot more than nothing.",
    )


def test_who_ends_in_the_last_lap_of_their_own_has_done_as_much_as_they_wanted(
    tmp_path: Path,
) -> None:
    walked = course(parse("30s backward, forward until key"))
    record = keep_one(store_in(tmp_path), walked, 50.0).record
    assert (record.state, record.share) == (Ending.STOPPED, 1.0)
    assert (ending(record), how_much(record)) == ("as much as you wanted", "As much as you wanted.")

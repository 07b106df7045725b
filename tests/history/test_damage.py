"""A history that is damaged: set aside, and what can be read of it rescued."""

import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from backcue.history.database.errors import WrongLogError
from backcue.history.record import Record
from backcue.history.store import Store
from tests.history.walks import keep_one
from tests.kept import store_in

SESSIONS, TRIALS, PAGE = 14, 100, 4096


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Returns a history with some sessions in it."""
    store = store_in(tmp_path_factory.mktemp("whole"))
    for _ in range(SESSIONS):
        keep_one(store, seconds=12.0)
    return store.place.database.read_bytes()


@pytest.fixture(scope="module")
def records(whole: bytes, tmp_path_factory: pytest.TempPathFactory) -> dict[int | None, Record]:
    """Returns the sessions in it."""
    store = damaged(tmp_path_factory.mktemp("records"), whole)
    return {record.id: record for record in store.sessions()}


def damaged(folder: Path, content: bytes) -> Store:
    """Returns a history of which this is left."""
    folder.mkdir(exist_ok=True)
    (folder / "history.db").write_bytes(content)
    return store_in(folder)


def rescued(store: Store, content: bytes, records: dict[int | None, Record]) -> int:
    """Look at what is left and use it; returns how many of the sessions say what they said."""
    found = store.sessions()
    for record in found:
        with suppress(WrongLogError):
            store.log(record.id or 0)
    aside = list(store.place.folder.glob("history-damaged-*.db"))
    assert len(aside) == len(store.notices) <= 1
    assert all(path.read_bytes() == content for path in aside)
    assert not list(store.place.folder.glob("*rescued*"))
    assert not list(store.place.folder.glob("*copy*"))
    return sum(said(record) == said(records.get(record.id)) for record in found)


def said(record: Record | None) -> object:
    """Returns what a person would miss of a session."""
    return record and (record.name, record.started, record.steps, record.holds, record.state)


def cuts(whole: bytes) -> Iterator[bytes]:
    rng = random.Random(1)
    for _ in range(TRIALS):
        yield whole[: rng.randrange(len(whole))]


def changes(whole: bytes, count: int, trials: int) -> Iterator[bytes]:
    """Returns it with so many random bytes changed, again and again."""
    rng = random.Random(2)
    for _ in range(trials):
        content = bytearray(whole)
        for _ in range(count):
            content[rng.randrange(len(content))] = rng.randrange(256)
        yield bytes(content)


def test_a_file_that_was_cut_anywhere_is_set_aside_and_what_is_left_can_be_used(
    whole: bytes, records: dict[int | None, Record], tmp_path: Path
) -> None:
    as_it_was = []
    for number, content in enumerate(cuts(whole)):
        store = damaged(tmp_path / str(number), content)
        as_it_was.append(rescued(store, content, records))
        # A last page that is not whole is noticed only where something in it is wanted.
        assert store.notices or not content or len(content) > len(whole) - PAGE
    # The more is left, the more is rescued; all of it where only the last page is gone.
    assert max(as_it_was) >= SESSIONS - 1
    assert sum(as_it_was) > TRIALS * SESSIONS / 5


@pytest.mark.parametrize(("count", "trials"), [(1, TRIALS), (100, 20)])
def test_whichever_bytes_are_changed_the_rest_is_rescued(
    whole: bytes, records: dict[int | None, Record], tmp_path: Path, count: int, trials: int
) -> None:
    as_it_was = 0
    for number, content in enumerate(changes(whole, count, trials)):
        as_it_was += rescued(damaged(tmp_path / str(number), content), content, records)
    # A hundred changed bytes are one in every page and more.
    assert as_it_was >= (0.95 if count == 1 else 0.3) * trials * SESSIONS


def test_a_session_is_kept_in_a_history_that_turns_out_to_be_damaged(
    whole: bytes, tmp_path: Path
) -> None:
    store = damaged(tmp_path, whole[: len(whole) // 2])
    result = keep_one(store).result
    assert result is not None
    assert result.problem is not None
    assert result.problem.startswith("the history was damaged: ")
    assert result.where == store.place.database
    assert store.sessions()[0] == result.record


def test_a_session_that_is_lost_itself_is_made_anew_from_its_log(
    whole: bytes, records: dict[int | None, Record], tmp_path: Path
) -> None:
    store = damaged(tmp_path, whole)
    with closing(sqlite3.connect(store.place.database)) as database, database:
        database.execute("PRAGMA foreign_keys = OFF")
        database.execute("DELETE FROM sessions WHERE id = 3")
        database.execute("UPDATE sessions SET started = 'nonsense' WHERE id = 5")
    found = {record.id: record for record in store.sessions()}
    assert found.keys() == records.keys()
    assert found[3].steps == records[3].steps
    assert found[3].state == records[3].state
    assert found[5].when == records[5].when
    assert found[4] == records[4]


def test_one_that_was_made_anew_is_known_again_in_a_backup_and_on_another_machine(
    whole: bytes, tmp_path: Path
) -> None:
    backup, store, other = (damaged(tmp_path / name, whole) for name in ("backup", "here", "there"))
    everything = [one for number in range(1, SESSIONS + 1) if (one := backup.carried(number))]
    assert len(everything) == SESSIONS
    for each, lost in ((store, 3), (other, 4)):
        with closing(sqlite3.connect(each.place.database)) as database, database:
            database.execute("PRAGMA foreign_keys = OFF")
            database.execute("DELETE FROM sessions WHERE id = ?", (lost,))
            database.execute("UPDATE sessions SET started = 'nonsense' WHERE id = 5")
        assert len(each.sessions()) == SESSIONS
    assert list(store.bring_in(everything)) == [False] * SESSIONS
    rescued_ones = [one for each in (store, other) if (one := each.carried(3 + (each is other)))]
    assert len({one.token for one in rescued_ones}) == 2
    assert list(backup.bring_in(rescued_ones)) == [False, False]


def test_a_file_that_is_no_history_is_set_aside_whole(tmp_path: Path) -> None:
    (tmp_path / "history.db").write_text("my diary")
    store = store_in(tmp_path)
    assert store.sessions() == []
    [aside] = tmp_path.glob("history-damaged-*.db")
    assert aside.read_text() == "my diary"
    assert store.notices == [
        f"the history was damaged: 0 sessions could be read; the old file is {aside}"
    ]


def test_a_database_of_another_program_is_set_aside_whole(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "history.db")) as database, database:
        database.execute("CREATE TABLE songs (name TEXT)")
    store = store_in(tmp_path)
    assert store.sessions() == []
    [aside] = tmp_path.glob("history-damaged-*.db")
    with closing(sqlite3.connect(aside)) as database:
        assert database.execute("SELECT * FROM songs").fetchall() == []


def test_through_a_link_it_is_rescued_where_it_lies_with_what_sqlite_has_beside_it(
    tmp_path: Path,
) -> None:
    store, there = store_in(tmp_path / "data"), tmp_path / "there"
    keep_one(store, seconds=12.0)
    there.mkdir()
    with closing(sqlite3.connect(store.place.database, isolation_level=None)) as database:
        database.execute("PRAGMA wal_autocheckpoint = 0")
        database.execute("UPDATE sessions SET started = 'never', note = 'in the log'")
        for beside in ("", "-wal"):
            shutil.copyfile(f"{store.place.database}{beside}", there / f"walks.sqlite{beside}")
    store.erase()
    store.place.database.symlink_to(there / "walks.sqlite")
    [record] = store.sessions()
    assert record.note == "in the log"
    assert store.place.database.is_symlink()
    assert len(list(there.glob("walks-damaged-*.sqlite"))) == 1
    assert not list(store.place.folder.glob("*damaged*"))

"""What can go wrong with the file of the history, on real file systems."""

import asyncio
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from msgspec.structs import replace

from backcue.history import writer
from backcue.history.database import connection
from backcue.history.database.errors import HistoryError
from backcue.history.place import Place
from backcue.history.store import Store
from tests.history.walks import keep_one, until, walking
from tests.kept import store_in
from tests.workouts import course, forward, hold, times

LONG = course(times(400, forward(2), hold(1)))


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what is tried again be tried soon."""
    monkeypatch.setattr(writer, "FIRST_WAIT", 0.01)
    monkeypatch.setattr(writer, "LONGEST_WAIT", 0.02)
    monkeypatch.setattr(connection, "PATIENCE", 0.02)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Returns a folder that is a small disk of its own: 1 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(mount, check=False).returncode:
        pytest.skip("only who may mount has a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Callable[[Path], None]]:
    """Returns what makes a folder one that nobody can write to, root neither."""
    mounted: list[Path] = []

    def make(folder: Path) -> None:
        folder.chmod(0o555)
        if os.geteuid() != 0:
            return
        for how in (["--bind"], ["-o", "remount,bind,ro"]):
            names = [str(folder)] * (2 if how == ["--bind"] else 1)
            if subprocess.run(["mount", *how, *names], check=False).returncode:
                pytest.skip("root can write everywhere here")
            mounted.append(folder)

    yield make
    for folder in mounted[::2]:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
    for folder in tmp_path.iterdir():
        with suppress(OSError):
            folder.chmod(0o755)


def fill(folder: Path) -> Path:
    """Fill the disk up; returns the file that does."""
    file = folder / "filler"
    with suppress(OSError), file.open("wb", buffering=0) as filler:
        while True:
            filler.write(bytes(4096))
    return file


def take_away(database: Path) -> None:
    for file in database.parent.glob(f"{database.name}*"):
        file.unlink(missing_ok=True)


def spared(tmp_path: Path, folder: Path) -> Store:
    """Returns a history in this folder, with another for what it does not take."""
    return Store(Place(folder, lambda: (tmp_path / "spare",)))


def test_a_disk_that_is_full_is_said_and_the_session_is_kept_beside(
    tmp_path: Path, disk: Path
) -> None:
    store = spared(tmp_path, disk)
    first = keep_one(store).record

    async def walk():  # type: ignore[no-untyped-def]
        async with walking(store, LONG) as session:
            filler = fill(disk)
            await session.clock.advance(600)
            until(lambda: session.coach.history_error)
            said = "not in your history yet: the disk is full"
            assert session.coach.history_error.startswith(said)
        return session, filler

    session, filler = asyncio.run(walk())
    [side] = (tmp_path / "spare").iterdir()
    assert session.result.where == side
    said = f"kept in {side} until the next start: the disk is full"
    assert session.result.problem.startswith(said)
    assert store.session(first.id) == first
    filler.unlink()
    taken_in, before = spared(tmp_path, disk).sessions()
    assert before == first
    assert replace(taken_in, id=None) == session.record
    assert taken_in.seconds == session.record.seconds
    assert len(store.log(taken_in.id).entries) > 800
    assert not list((tmp_path / "spare").iterdir())


def test_a_disk_that_has_room_again_gets_all_of_the_session(tmp_path: Path, disk: Path) -> None:
    store = spared(tmp_path, disk)

    async def walk():  # type: ignore[no-untyped-def]
        async with walking(store, LONG) as session:
            filler = fill(disk)
            await session.clock.advance(300)
            until(lambda: session.coach.history_error)
            filler.unlink()
            await session.clock.advance(10)
            until(lambda: not session.coach.history_error)
        return session

    session = asyncio.run(walk())
    assert session.result.problem is None
    assert store.sessions() == [session.record]
    assert not (tmp_path / "spare").exists()


def test_a_folder_that_cannot_be_written_to_is_said_and_can_still_be_read(
    tmp_path: Path, read_only: Callable[[Path], None]
) -> None:
    folder = tmp_path / "data"
    store = spared(tmp_path, folder)
    first = keep_one(store).record
    read_only(folder)
    second = keep_one(store)
    assert second.result is not None
    assert second.result.where is not None
    assert second.result.where.parent == tmp_path / "spare"
    assert "until the next start: " in (second.result.problem or "")
    assert store.sessions() == [first]
    with pytest.raises(HistoryError):
        store.delete(first.id or 0)


def test_a_folder_that_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    session = keep_one(spared(tmp_path, tmp_path / "file"))
    assert session.result is not None
    assert session.result.problem is not None
    assert session.result.where is not None
    assert session.result.where.parent == tmp_path / "spare"
    assert (tmp_path / "file").read_text() == "mine"


def test_where_nothing_can_be_written_at_all_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    session = keep_one(store_in(tmp_path / "file" / "data"))
    assert session.result is not None
    assert session.result.where is None
    assert session.result.problem == "not kept: Not a directory"


@pytest.mark.parametrize("what", ["folder", "pipe"])
def test_a_history_that_is_no_file_is_left_alone(tmp_path: Path, what: str) -> None:
    file = tmp_path / "data" / "history.db"
    file.parent.mkdir()
    file.mkdir() if what == "folder" else os.mkfifo(file)
    session = keep_one(spared(tmp_path, tmp_path / "data"))
    assert session.result is not None
    assert session.result.problem is not None
    assert session.result.problem.endswith(f"{file} is not a regular file")
    assert file.exists()


def test_a_history_that_another_program_holds_gets_the_session_when_it_lets_go(
    tmp_path: Path,
) -> None:
    store = store_in(tmp_path)
    keep_one(store)

    async def walk():  # type: ignore[no-untyped-def]
        with closing(sqlite3.connect(store.place.database, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            async with walking(store) as session:
                await session.clock.advance(8)
                until(lambda: session.coach.history_error)
                said = session.coach.history_error
                other.execute("COMMIT")
                until(lambda: not session.coach.history_error)
        return session, said

    session, said = asyncio.run(walk())
    assert said == "not in your history yet: another program holds it"
    assert session.result.problem is None
    assert store.sessions()[0] == session.record


def test_a_history_of_a_newer_backcue_is_left_alone(tmp_path: Path) -> None:
    store = spared(tmp_path, tmp_path / "data")
    keep_one(store)
    with closing(sqlite3.connect(store.place.database)) as database:
        database.execute("PRAGMA user_version = 99")
    before = store.place.database.read_bytes()
    why = "a newer backcue wrote it (version 99, and this one knows 1); it is left alone"
    session = keep_one(store)
    assert session.result is not None
    assert session.result.problem is not None
    assert session.result.problem.endswith(why)
    with pytest.raises(HistoryError, match="a newer backcue"):
        store.sessions()
    assert store.place.database.read_bytes() == before
    with closing(sqlite3.connect(store.place.database)) as database:
        database.execute("PRAGMA user_version = 1")
    assert len(store.sessions()) == 2


def test_a_python_with_an_old_sqlite_keeps_sessions_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "OLDEST_SQLITE", (99, 1, 0))
    session = keep_one(store_in(tmp_path))
    assert session.result is not None
    assert session.result.problem is not None
    assert session.result.problem.endswith("and 99.1 or newer is needed")
    monkeypatch.undo()
    assert [record.steps for record in store_in(tmp_path).sessions()] == [session.record.steps]


def test_a_history_that_is_taken_away_meanwhile_is_begun_anew_with_the_whole_session(
    tmp_path: Path,
) -> None:
    store = store_in(tmp_path)

    async def walk():  # type: ignore[no-untyped-def]
        async with walking(store) as session:
            await session.clock.advance(8)
            until(store.place.database.exists)
            take_away(store.place.database)
            await session.clock.advance(8)
        return session

    session = asyncio.run(walk())
    assert store.sessions() == [session.record]
    log = store.log(session.record.id)
    assert log is not None
    assert len(log.entries) > 10


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_programs_that_write_at_once_both_keep_all(tmp_path: Path) -> None:
    children = []
    for _ in range(3):
        child = os.fork()
        if child == 0:
            failed = 1
            try:
                results = [keep_one(store_in(tmp_path)).result for _ in range(4)]
                failed = sum(not result or bool(result.problem) for result in results)
            finally:
                os._exit(failed)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0, 0]
    assert len(store_in(tmp_path).sessions()) == 12

"""One program at a time has the lock on a file."""

import multiprocessing
import os
from pathlib import Path

import pytest

from backcue.system import lock
from backcue.system.lock import hold, is_held, locked

ROUNDS = 40


def _count(path: Path) -> None:
    for _ in range(ROUNDS):
        with locked(path, 30):
            path.write_text(str(int(path.read_text()) + 1))


def test_what_several_programs_add_is_all_there(tmp_path: Path) -> None:
    path = tmp_path / "count"
    path.write_text("0")
    spawn = multiprocessing.get_context("spawn")
    programs = [spawn.Process(target=_count, args=(path,)) for _ in range(3)]
    for program in programs:
        program.start()
    for program in programs:
        program.join()
    assert [program.exitcode for program in programs] == [0, 0, 0]
    assert path.read_text() == str(3 * ROUNDS)
    assert [file.name for file in tmp_path.iterdir()] == ["count"]


def test_who_waits_too_long_is_told(tmp_path: Path) -> None:
    path = tmp_path / "new" / "settings.toml"
    with (
        locked(path),
        pytest.raises(TimeoutError, match="another program is writing it"),
        locked(path, 0.02),
    ):
        pytest.fail("two have it")
    with locked(path, 0):
        assert [file.name for file in path.parent.iterdir()] == [".settings.toml.lock"]
    assert not list(path.parent.iterdir())


def test_a_lock_file_that_was_left_behind_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / ".a.lock").touch()
    with locked(tmp_path / "a", 0):
        pass
    assert not list(tmp_path.iterdir())


def test_an_error_in_the_block_lets_go_of_it(tmp_path: Path) -> None:
    with pytest.raises(KeyError), locked(tmp_path / "a"):
        raise KeyError
    with locked(tmp_path / "a", 0):
        pass


def test_a_system_without_locks_is_gone_on_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(_: int) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(lock, "_lock", unknown)
    with locked(tmp_path / "a", 0):
        pass
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", closed)
    with pytest.raises(PermissionError), locked(tmp_path / "a"):
        pytest.fail("it cannot be had")


def test_two_who_look_at_once_whether_it_is_held_see_that_it_is_not(tmp_path: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    path = tmp_path / "a.lock"
    assert not is_held(path)
    path.touch()
    with path.open("r+") as looking:
        fcntl.flock(looking, fcntl.LOCK_SH)
        assert not is_held(path)
    held = hold(path)
    assert held is not None
    assert is_held(path)
    held.let_go()
    held.let_go()
    assert not path.exists()


def test_who_takes_it_waits_for_one_who_looks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fcntl = pytest.importorskip("fcntl")
    path = tmp_path / "a.lock"
    path.touch()
    with path.open("r+") as looking:
        fcntl.flock(looking, fcntl.LOCK_SH)
        assert hold(path) is None
        monkeypatch.setattr(lock.time, "sleep", lambda _: looking.close())
        held = hold(path, lock.GLANCE)
    assert held is not None
    held.leave()
    held.let_go()
    assert path.exists()
    assert not is_held(path)

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from backcue.system.atomic import draft_name, sweep, write_bytes, write_text
from backcue.system.lock import locked


def test_folders_are_made_and_the_text_is_written_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "c.toml"
    write_text(path, "é\r\n\n")
    assert path.read_bytes() == "é\r\n\n".encode()
    assert [file.name for file in path.parent.iterdir()] == ["c.toml"]


def test_a_new_file_has_the_usual_mode_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    usual = tmp_path / "usual"
    usual.touch()
    write_text(tmp_path / "new", "x")
    assert (tmp_path / "new").stat().st_mode == usual.stat().st_mode
    usual.chmod(0o600)
    write_text(usual, "x")
    assert stat.S_IMODE(usual.stat().st_mode) == 0o600


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_what_a_person_has_marked_read_only_is_left_alone(tmp_path: Path) -> None:
    path, link = tmp_path / "mine", tmp_path / "link"
    path.write_text("mine")
    path.chmod(0o444)
    link.symlink_to(path)
    for name in (path, link):
        with pytest.raises(PermissionError, match="marked read-only"):
            write_text(name, "new")
    assert path.read_text() == "mine"
    write_bytes(path, b"ours")
    assert path.read_text() == "ours"


def test_the_old_text_stays_when_the_last_step_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    path.write_text("old")

    def refuse(_self: Path, _target: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(PermissionError):
        write_text(path, "new")
    assert path.read_text() == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["a"]


def test_bytes_are_written_as_they_are(tmp_path: Path) -> None:
    write_bytes(tmp_path / "a", b"\xff\r\n\x00")
    assert (tmp_path / "a").read_bytes() == b"\xff\r\n\x00"


def test_what_killed_programs_left_is_taken_away_and_nothing_else(tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    mine, gone = draft_name(), f".backcue-{ended.pid}-0a1b2c3d.tmp"
    for name in (mine, gone, "a.tmp", ".backcue-x.tmp", ".settings.toml.lock", ".other.lock"):
        (tmp_path / name).touch()
    (tmp_path / f".backcue-{ended.pid}-voice.tmp").mkdir()
    (tmp_path / f".backcue-{ended.pid}-voice.tmp" / "a.wav").touch()
    sweep([tmp_path, tmp_path / "nowhere"])
    left = {".settings.toml.lock", ".other.lock", mine, "a.tmp", ".backcue-x.tmp"}
    assert {path.name for path in tmp_path.iterdir()} == left
    with locked(tmp_path / "settings.toml"):
        sweep([tmp_path], locks=True)
        assert (tmp_path / ".settings.toml.lock").exists()
    (tmp_path / ".settings.toml.lock").touch()
    sweep([tmp_path], locks=True)
    assert {path.name for path in tmp_path.iterdir()} == left - {".settings.toml.lock"}


def test_the_longest_name_that_a_file_can_have_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 255)
    write_text(path, "x")
    assert [file.name for file in tmp_path.iterdir()] == ["n" * 255]
    with pytest.raises(OSError, match="too long"):
        write_text(tmp_path / ("n" * 256), "x")


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_that_lead_round_in_a_circle_are_an_error_of_the_system(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    with pytest.raises(OSError, match="symbolic links"):
        write_text(loop, "x")
    assert loop.is_symlink()

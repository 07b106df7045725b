import stat
from pathlib import Path

import pytest

from backcue.system.atomic import write_bytes, write_text


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

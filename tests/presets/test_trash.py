"""What is deleted lies in the trash as it was, until it is emptied."""

import os
from pathlib import Path

import pytest

from backcue.presets.own import OwnPresets
from backcue.presets.trash import Taken, Trash


@pytest.fixture
def own(tmp_path: Path) -> OwnPresets:
    own = OwnPresets(tmp_path / "presets")
    own.folder.mkdir()
    return own


def test_what_is_deleted_outlives_the_program_and_comes_back_as_it_was(own: OwnPresets) -> None:
    path = own.folder / "hill.toml"
    path.write_bytes(b"\xff\r\n")
    own.delete(path)
    path.write_bytes(b"second")
    own.delete(path)
    later = OwnPresets(own.folder)
    assert later.last_deleted is None
    there = later.trash.contents()
    assert [one.path.name for one in there] == ["hill.toml", "hill.toml"]
    first = next(one for one in there if one.path.read_bytes() == b"\xff\r\n")
    assert later.restore(first) == path
    assert path.read_bytes() == b"\xff\r\n"
    [left] = later.trash.contents()
    with pytest.raises(Taken, match=r"there is a new hill\.toml"):
        later.restore(left)
    later.trash.empty()
    assert later.trash.contents() == []
    assert not later.trash.folder.exists()
    assert path.read_bytes() == b"\xff\r\n"


def test_whatever_lies_among_the_presets_can_be_deleted(own: OwnPresets) -> None:
    large, long = own.folder / "large.toml", own.folder / ("x" * 250 + ".toml")
    large.write_bytes(b"#" * 300_000)
    long.write_text("x")
    link = own.folder / "link.toml"
    link.symlink_to(link)
    for path in (large, long, link):
        own.delete(path)
        assert not os.path.lexists(path)
        assert own.undo() == path
        assert os.path.lexists(path)
        own.delete(path)
    assert len(own.trash.contents()) == 3
    with pytest.raises(OSError, match=r"folder|directory"):
        own.delete(own.folder)


def test_what_was_emptied_meanwhile_cannot_be_brought_back_and_is_told_once(
    own: OwnPresets,
) -> None:
    for name in ("one.toml", "two.toml"):
        (own.folder / name).write_text(name)
        own.delete(own.folder / name)
    [two, one] = sorted(own.trash.contents(), key=lambda each: each.path.name, reverse=True)
    two.path.unlink()
    with pytest.raises(FileNotFoundError):
        own.undo()
    assert own.undo() == own.folder / "one.toml"
    assert one.path.name == "one.toml"


def test_only_what_was_put_there_is_listed_and_emptied(tmp_path: Path) -> None:
    trash = Trash(tmp_path / "trash")
    assert trash.contents() == []
    trash.empty()
    trash.put_text("unsaved.toml", "half\ud800")
    (trash.folder / "mine").mkdir()
    (trash.folder / "mine" / "kept.toml").write_text("x")
    (trash.folder / "note.txt").write_text("x")
    (trash.folder / "20261121T175000Z-dead").mkdir()
    [one] = trash.contents()
    assert one.path.read_text() == "half\\ud800"
    assert not (trash.folder / "20261121T175000Z-dead").exists()
    trash.empty()
    assert sorted(path.name for path in trash.folder.iterdir()) == ["mine", "note.txt"]


def test_a_file_that_cannot_be_moved_stays_and_leaves_nothing(
    own: OwnPresets, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = own.folder / "hill.toml"
    path.write_text("x")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.move", full)
    with pytest.raises(OSError, match="No space"):
        own.delete(path)
    assert path.read_text() == "x"
    assert own.last_deleted is None
    assert list(own.trash.folder.iterdir()) == []

"""Reading a small file: what is none is told, at once and in bounded memory."""

import errno
import os
import sys
from pathlib import Path

import pytest

from backcue.presets.json_file import JsonFile
from backcue.presets.library import Library
from backcue.presets.own import OwnPresets
from backcue.presets.preset_file import PresetError, load_file
from backcue.settings.file import SettingsError, load
from backcue.system.files import read_bytes

pytestmark = pytest.mark.timeout(20)
no_windows = pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices are no files")


@pytest.fixture(params=["pipe", "device", "loop", "folder", "large"])
def odd(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Returns the path of something that is no small file."""
    path = tmp_path / "odd.toml"
    if request.param == "pipe":
        os.mkfifo(path)
    elif request.param == "device":
        path.symlink_to("/dev/zero")
    elif request.param == "loop":
        path.symlink_to(path)
    elif request.param == "folder":
        path.mkdir()
    else:
        path.write_bytes(b"#" * 256_001)
    return path


def test_a_file_is_read_up_to_its_limit(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"\r\n\x1a\xff")
    assert read_bytes(path, 4) == b"\r\n\x1a\xff"
    with pytest.raises(OSError, match="is larger than 3 bytes") as caught:
        read_bytes(path, 3)
    assert caught.value.errno == errno.EFBIG


@no_windows
def test_what_is_no_small_file_is_told_wherever_it_lies(odd: Path) -> None:
    with pytest.raises(OSError, match=r".") as caught:
        read_bytes(odd, 256_000)
    assert caught.value.strerror
    with pytest.raises(PresetError, match=f"odd.toml:1:1: .*{caught.value.strerror}"):
        load_file(odd)
    with pytest.raises(SettingsError, match=caught.value.strerror):
        load(odd)
    with pytest.raises(PresetError):
        OwnPresets(odd.parent).open(odd)
    library = Library(odd.parent)
    assert library.find("odd") is None
    assert [path for path, _ in library.broken] == [odd]


@no_windows
def test_what_is_no_small_file_holds_no_words_and_none_are_put_over_it(odd: Path) -> None:
    file = JsonFile[list[str]](odd, list)
    is_large = odd.is_file()
    assert file.read() == []
    if is_large:
        file.change(lambda words: [*words, "5 forward"])
        assert odd.with_name("odd.toml.bad").stat().st_size == 256_001
        assert file.read() == ["5 forward"]
        return
    with pytest.raises(OSError, match=r"."):
        file.change(lambda words: [*words, "5 forward"])
    assert [path.name for path in odd.parent.iterdir()] == ["odd.toml"]


@no_windows
def test_what_is_no_small_file_goes_into_the_trash_unread_and_comes_back(odd: Path) -> None:
    own = OwnPresets(odd.parent)
    before = odd.lstat()
    if odd.is_dir():
        with pytest.raises(IsADirectoryError):
            own.delete(odd)
        return
    own.delete(odd)
    assert not os.path.lexists(odd)
    assert own.undo() == odd
    assert os.path.samestat(odd.lstat(), before)


def test_a_name_that_is_too_long_is_told(tmp_path: Path) -> None:
    path = tmp_path / f"{'n' * 300}.toml"
    with pytest.raises(PresetError, match="cannot be read: "):
        load_file(path)
    with pytest.raises(SettingsError, match="cannot be read: "):
        load(path)
    assert Library(path).presets
    assert Library(tmp_path).find("n" * 300) is None


@no_windows
def test_a_folder_that_cannot_be_searched_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loop = tmp_path / "presets"
    loop.symlink_to(loop)
    library = Library(loop)
    assert library.find("balance") is not None
    ((path, error),) = library.broken
    assert path == loop
    assert "cannot be read: Too many levels of symbolic links" in error.messages[0]

    def closed(_: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", closed)
    assert [path for path, _ in Library(tmp_path).broken] == [tmp_path]

"""An audio file is there whole under its name, or not at all."""

import sys
import wave
from pathlib import Path

import numpy as np
import pytest

from backcue.sound.audio_file import (
    WAV_MOST_SECONDS,
    AudioFileError,
    channels_for,
    check,
    writing,
)

BLOCK = (np.sin(np.arange(48_000) * 2 * np.pi * 440 / 48_000) * 8000).astype(np.int16)


def write_and_fail(path: Path, failure: BaseException) -> None:
    with writing(path, seconds=2) as write:
        write(BLOCK)
        raise failure


def test_a_wav_file_holds_what_was_written(tmp_path: Path) -> None:
    path = tmp_path / "walk.wav"
    with writing(path, seconds=2) as write:
        write(BLOCK)
        write(BLOCK)
        assert not path.exists()
    with wave.open(str(path)) as file:
        assert file.getparams()[:4] == (1, 2, 48_000, 96_000)
        assert np.array_equal(np.frombuffer(file.readframes(48_000), np.int16), BLOCK)
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("suffix", [".flac", ".ogg", ".mp3", ".FLAC"])
def test_other_formats_carry_the_title(tmp_path: Path, suffix: str) -> None:
    soundfile = pytest.importorskip("soundfile")
    path = tmp_path / f"walk{suffix}"
    with writing(path, seconds=3, title="Balance walk") as write:
        write(np.tile(BLOCK, 3))
    with soundfile.SoundFile(str(path)) as file:
        assert file.title == "Balance walk"
        assert file.samplerate == 48_000
        assert file.frames == pytest.approx(144_000, abs=3000)
        heard = file.read(dtype="int16")
    if suffix.lower() == ".flac":
        assert np.array_equal(heard, np.tile(BLOCK, 3))
    assert list(tmp_path.iterdir()) == [path]


def test_a_long_block_does_not_crash_an_encoder(tmp_path: Path) -> None:
    pytest.importorskip("soundfile")
    with writing(tmp_path / "walk.ogg", seconds=60) as write:
        write(np.tile(BLOCK, 60))
    assert (tmp_path / "walk.ogg").stat().st_size > 10_000


@pytest.mark.parametrize("failure", [KeyboardInterrupt, ValueError])
@pytest.mark.parametrize("suffix", [".wav", ".flac"])
def test_what_fails_half_way_leaves_nothing_and_spares_the_old_file(
    tmp_path: Path, suffix: str, failure: type[BaseException]
) -> None:
    path = tmp_path / f"walk{suffix}"
    path.write_bytes(b"old")
    with pytest.raises(failure):
        write_and_fail(path, failure())
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_is_an_error_for_people_and_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "walk.wav"
    with pytest.raises(AudioFileError, match="No space left"):
        write_and_fail(path, OSError(28, "No space left on device"))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_may_not_be_written_to_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with (
        pytest.raises(AudioFileError, match=r"walk\.wav: Permission denied"),
        writing(tmp_path / "walk.wav", seconds=1),
    ):
        pytest.fail("began to write")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("walk.aac", "must end in one of .wav, .flac, .ogg, .mp3"),
        ("walk", "must end in one of"),
        ("nowhere/walk.wav", "there is no folder"),
        ("folder.wav", "is a folder: name a file in it"),
    ],
)
def test_a_place_that_cannot_be_written_is_refused_up_front(
    tmp_path: Path, name: str, said: str
) -> None:
    (tmp_path / "folder.wav").mkdir()
    with pytest.raises(AudioFileError, match=said):
        check(tmp_path / name, 10)


def test_a_wav_over_its_limit_is_refused_with_the_remedy(tmp_path: Path) -> None:
    check(tmp_path / "walk.wav", 10 * 3600)
    with pytest.raises(AudioFileError, match=r"12 h 25 min at most.*--for.*\.flac"):
        check(tmp_path / "walk.wav", WAV_MOST_SECONDS)
    check(tmp_path / "walk.flac", WAV_MOST_SECONDS)
    with pytest.raises(AudioFileError, match="6 h 12 min at most"):
        check(tmp_path / "walk.wav", WAV_MOST_SECONDS / 2, 2)


def test_what_fits_into_no_wav_in_two_channels_has_one(tmp_path: Path) -> None:
    wav, flac = tmp_path / "walk.WAV", tmp_path / "walk.flac"
    assert channels_for(wav, 6 * 3600, 2) == channels_for(flac, WAV_MOST_SECONDS, 2) == 2
    assert channels_for(wav, 7 * 3600, 2) == channels_for(wav, 7 * 3600, 1) == 1


def test_two_channels_are_written_side_by_side(tmp_path: Path) -> None:
    samples = np.arange(-2000, 2000, dtype=np.int16).reshape(-1, 2)
    for path in (tmp_path / "walk.wav", tmp_path / "walk.flac"):
        with writing(path, seconds=1, channels=2) as write:
            write(samples)
        soundfile = pytest.importorskip("soundfile")
        read, rate = soundfile.read(str(path), dtype="int16")
        assert (read.tolist(), rate) == (samples.tolist(), 48_000)


def test_without_the_extra_its_formats_are_refused_with_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "soundfile", None)
    with pytest.raises(AudioFileError, match="-m pip install soundfile"):
        check(tmp_path / "walk.mp3", 10)
    check(tmp_path / "walk.wav", 10)


def test_a_library_that_cannot_write_a_format_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    soundfile = pytest.importorskip("soundfile")
    monkeypatch.setattr(soundfile, "available_formats", lambda: {"FLAC": "FLAC"})
    with pytest.raises(AudioFileError, match=r"cannot write \.mp3: choose \.flac or \.wav"):
        check(tmp_path / "walk.mp3", 10)

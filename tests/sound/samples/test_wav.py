"""Wav files of all kinds are read alike, and wrong ones are named for what they are."""

import struct
import time
import tracemalloc
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backcue.sound.samples.resample import resampled
from backcue.sound.samples.wav import WavError, read_header
from backcue.sound.voice.loudness import peak_dbfs
from backcue.sound.voice.pcm import at_rate, load, save
from tests.sound.wavfiles import KINDS, tone, write


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("channels", [1, 2])
def test_every_kind_of_wav_file_gives_the_same_sound(
    tmp_path: Path, kind: str, channels: int
) -> None:
    sound = tone()
    path = write(tmp_path / "a.wav", sound, kind, channels=channels)
    assert read_header(path).seconds == pytest.approx(0.2)
    assert np.abs(load(path) - sound).max() < (0.01 if kind == "8" else 1e-4)


def test_stereo_is_mixed_down(tmp_path: Path) -> None:
    both = np.stack([tone(), np.zeros(9600)], axis=1)
    assert np.allclose(load(write(tmp_path / "a.wav", both, "float64")), tone() / 2, atol=2e-5)


@pytest.mark.parametrize("rate", [8000, 11025, 16_000, 22_050, 24_000, 44_100, 88_200, 96_000])
def test_another_rate_is_resampled_without_a_trace(tmp_path: Path, rate: int) -> None:
    path = write(tmp_path / "a.wav", tone(rate=rate), "float64", rate=rate)
    made, wanted = load(path), tone()
    assert len(made) == pytest.approx(len(wanted), abs=1)
    assert abs(len(made) / 48_000 - read_header(path).seconds) < 1 / 48_000
    ends = min(len(made), len(wanted))
    error = made[:ends] - wanted[:ends]
    assert 20 * np.log10(np.abs(error).max() / np.abs(wanted).max()) < -70


def test_resampling_down_leaves_out_what_would_fold_back() -> None:
    time = np.arange(48_000) / 48_000
    high = np.sin(2 * np.pi * 15_000 * time) * np.hanning(48_000)
    assert np.abs(at_rate(high, 48_000, 24_000)).max() < 1e-4


@pytest.mark.parametrize("rate", [44_100, 44_101, 4_001, 47_999, 48_001, 192_000, 383_999])
def test_a_long_sound_of_any_rate_is_resampled_within_a_moment_and_a_few_megabytes(
    rate: int,
) -> None:
    sound = tone(5.0, hz=440.0, rate=rate)
    begun = time.process_time()
    made = at_rate(sound, rate, 48_000)
    took = time.process_time() - begun
    wide = bytes(4 * len(sound))
    tracemalloc.start()
    resampled(wide, rate, 48_000)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert took < 1.0
    assert most < 32e6
    assert len(made) == pytest.approx(240_000, abs=1)
    assert peak_dbfs(made) == pytest.approx(peak_dbfs(sound), abs=0.01)


@pytest.mark.parametrize("rate", [8000, 11_025, 16_000, 22_050, 24_000, 32_000, 44_100, 96_000])
def test_resampling_adds_nothing_that_could_be_heard(rate: int) -> None:
    made, wanted = at_rate(tone(1.0, 997.0, rate), rate, 48_000), tone(1.0, 997.0)
    assert peak_dbfs(made - wanted) - peak_dbfs(wanted) < -80


def test_resampling_keeps_the_onset_in_its_place() -> None:
    click = np.zeros(2205)
    click[441] = 1.0
    assert int(np.argmax(at_rate(click, 22_050, 48_000))) == 960


def test_what_is_saved_is_read_again(tmp_path: Path) -> None:
    save(tmp_path / "a.wav", tone())
    assert np.abs(load(tmp_path / "a.wav") - tone()).max() < 1e-4


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is not a wav file"),
        (b"ID3\x03" + b"\x00" * 60, "is not a wav file"),
        (b"RIFF\x04\x00\x00\x00WAVE", "there is no sound in it"),
        (b"RIFF\x04\x00\x00\x00WAVEdata\x02\x00\x00\x00ab", "before its format"),
        (b"RIFF\x04\x00\x00\x00WAVEfmt \x04\x00\x00\x00abcd", "format is cut short"),
    ],
)
def test_a_file_that_is_no_wav_file_is_named_so(tmp_path: Path, data: bytes, why: str) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(data)
    with pytest.raises(WavError, match=why):
        read_header(path)


@pytest.mark.parametrize(
    ("at", "layout", "value", "why"),
    [
        (20, "<H", 85, "compressed"),
        (22, "<H", 0, "channels"),
        (22, "<H", 900, "channels"),
        (24, "<I", 10, "rate of 10 Hz"),
        (32, "<H", 7, "contradicts itself"),
        (34, "<H", 12, "12 bits"),
    ],
)
def test_a_format_that_cannot_be_played_is_refused(
    tmp_path: Path, at: int, layout: str, value: int, why: str
) -> None:
    path = write(tmp_path / "a.wav", tone())
    data = bytearray(path.read_bytes())
    struct.pack_into(layout, data, at, value)
    path.write_bytes(data)
    with pytest.raises(WavError, match=why):
        read_header(path)


def test_a_file_cut_short_is_broken(tmp_path: Path) -> None:
    path = write(tmp_path / "a.wav", tone())
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(WavError, match="cut short"):
        read_header(path)


def test_an_empty_sound_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(WavError, match="is empty"):
        read_header(write(tmp_path / "a.wav", np.zeros(0)))
    with pytest.raises(WavError, match="cannot be read"):
        read_header(tmp_path / "none.wav")


def test_numbers_that_are_no_sound_are_refused(tmp_path: Path) -> None:
    for number in (np.nan, np.inf, -np.inf, 1e308):
        both = np.array([[number, -number]] * 100)
        with pytest.raises(WavError, match="no sound"):
            load(write(tmp_path / "a.wav", both, "float64"))


@given(st.binary(max_size=120))
def test_no_bytes_whatever_break_the_reader(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.wav"
    good = write(path, tone(0.001)).read_bytes()
    path.write_bytes(good[: max(0, 60 - len(data))] + data)
    with suppress(WavError):
        assert np.isfinite(load(path)).all()

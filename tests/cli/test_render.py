"""`backcue render`: a whole workout in a file, or nothing under its name."""

import json
import signal
import subprocess
import sys
import time
import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from backcue.sound import audio_file
from backcue.sound.samples.bank import Bank
from backcue.sound.voice.pcm import floats
from tests.cli.conftest import Result

Call = Callable[..., Result]

MAIN = "x"
RATE = 48_000


def read(path: Path, channels: int = 2) -> NDArray[np.float64]:
    """Returns a file as one loudspeaker gives it."""
    with wave.open(str(path)) as file:
        assert file.getparams()[:3] == (channels, 2, RATE)
        samples = np.frombuffer(file.readframes(file.getnframes()), np.int16)
    return samples.reshape(-1, channels).mean(axis=1)


def sounds_at(samples: NDArray[np.float64], seconds: float, sound: str) -> float:
    """Returns how well a sound matches there, to the millisecond: 1 where it is heard alone."""
    shape = floats(Bank().samples(sound))
    begin, hair = round(seconds * RATE), RATE // 1000
    heard = samples[max(0, begin - hair) : begin + len(shape) + hair].astype(np.float64)
    best = float(np.correlate(heard, shape).max())
    return best / float(np.linalg.norm(heard) * np.linalg.norm(shape))


def test_what_is_shown_is_in_the_file_at_its_time(backcue: Call, tmp_path: Path) -> None:
    file = tmp_path / "walk.wav"
    options = ("5 forward, hold 2s, 4 backward, hold 3s", "--reps", "2", "--no-voice")
    shown = json.loads(backcue("show", *options, "--json", "--cues").out)
    result = backcue("render", *options, "-o", str(file))
    assert (result.status, result.err) == (0, "")
    samples = read(file)
    # The finish begins when the workout ends, and rings out.
    finish = len(floats(Bank().samples("finish")))
    assert len(samples) - finish == pytest.approx(shown["seconds"] * RATE, abs=RATE / 1000)
    directions = [cue for cue in shown["cues"] if cue["sound"] in ("forward", "backward")]
    assert len(directions) == 4
    for cue in directions:
        other = {"forward": "backward", "backward": "forward"}[cue["sound"]]
        heard = sounds_at(samples, cue["at"], cue["sound"])
        assert heard > 0.7
        assert heard > sounds_at(samples, cue["at"], other) + 0.3
    assert sounds_at(samples, (len(samples) - finish) / RATE, "finish") > 0.999
    assert result.out == f"{file}: 0:32\n"


def test_the_last_word_is_whole(backcue: Call, tmp_path: Path) -> None:
    file = tmp_path / "walk.wav"
    assert backcue("render", "2x(5 forward)", "-o", str(file)).status == 0
    samples, done = read(file), floats(Bank().samples("voice:workout complete"))
    assert sounds_at(samples, (len(samples) - len(done)) / RATE, "voice:workout complete") > 0.999


def test_what_is_left_out_is_not_heard(backcue: Call, tmp_path: Path) -> None:
    bare, full = tmp_path / "bare.wav", tmp_path / "full.wav"
    options = ("20 forward", "--ready", "0")
    backcue("render", *options, "--no-voice", "--no-beats", "-o", str(bare))
    backcue("render", *options, "--no-voice", "-o", str(full))
    second_beat = round(60 / 110 * RATE)
    assert not read(bare)[second_beat + 100 : second_beat + 1000].any()
    assert read(full)[second_beat + 100 : second_beat + 1000].any()


def test_steps_lie_on_their_sides_unless_all_is_wished_in_mono(
    backcue: Call, tmp_path: Path
) -> None:
    both, one = tmp_path / "both.wav", tmp_path / "one.wav"
    options = ("20 forward", "--ready", "0", "--no-voice")
    assert backcue("render", *options, "-o", str(both)).status == 0
    assert backcue("settings", "sound.stereo", "false").status == 0
    assert backcue("render", *options, "-o", str(one)).status == 0
    assert np.abs(read(both) - read(one, channels=1)).max() <= 1, "their sum is what mono has"
    with wave.open(str(both)) as file:
        left, right = np.frombuffer(file.readframes(file.getnframes()), np.int16).reshape(-1, 2).T
    for step in range(1, 17):
        begin = round(step * 60 / 110 * RATE)
        louder = np.abs(left[begin : begin + 960]).max() > np.abs(right[begin : begin + 960]).max()
        assert louder == bool(step % 2), "the right foot steps first"


def test_a_wav_that_is_too_long_for_two_channels_is_written_in_mono(
    backcue: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audio_file, "WAV_MOST_SECONDS", 60)
    file = tmp_path / "walk.wav"
    result = backcue("render", "40s forward", "--ready", "0", "-o", str(file))
    assert result.status == 0
    assert result.err == f"{file}: too long for two channels in a wav file: it is written in mono\n"
    assert len(read(file, channels=1)) > 40 * RATE


def test_the_steps_sound_as_they_are_wished(backcue: Call, tmp_path: Path) -> None:
    made = {}
    for name in ("wood", "footstep", "drum"):
        file = tmp_path / f"{name}.wav"
        assert backcue("settings", "sound.steps", name).status == 0
        options = ("9 forward", "--ready", "0", "--no-voice")
        assert backcue("render", *options, "-o", str(file)).status == 0
        made[name] = read(file)
        beat = round(60 / 110 * RATE)
        shape = floats(Bank(steps=name).samples("step-left"))
        heard = made[name][2 * beat + beat - 48 : 3 * beat + len(shape) + 48]
        best = np.correlate(heard, shape).max() / (np.linalg.norm(heard) * np.linalg.norm(shape))
        assert best > 0.9
    assert not np.array_equal(made["wood"], made["drum"])


@pytest.mark.parametrize("suffix", [".flac", ".ogg", ".mp3"])
def test_other_formats_have_the_workouts_name_as_their_title(
    backcue: Call, tmp_path: Path, suffix: str
) -> None:
    soundfile = pytest.importorskip("soundfile")
    file = tmp_path / f"walk{suffix}"
    assert backcue("render", "balance", "--reps", "1", "-o", str(file)).status == 0
    with soundfile.SoundFile(str(file)) as written:
        assert written.title == "Balance walk"
        assert written.samplerate == RATE


def test_without_the_extra_the_remedy_is_told(
    backcue: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "soundfile", None)
    result = backcue("render", "5 forward", "-o", str(tmp_path / "walk.mp3"))
    assert result.status == 2
    assert "-m pip install soundfile" in result.err


def test_an_endless_workout_is_refused_until_it_has_a_length(backcue: Call, tmp_path: Path) -> None:
    file = tmp_path / "walk.wav"
    result = backcue("render", "forever(5 forward, 4 backward)", "-o", str(file))
    assert result.status == 2
    assert "--for 10min or --reps 20" in result.err
    options = ("--for", "1min", "-o", str(file))
    assert backcue("render", "forever(5 forward, 4 backward)", *options).status == 0
    assert len(read(file)) > 70 * RATE


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("loop-by-key", "--reps", "3"), "`forward until key` waits for a key"),
        (("3x(5 forward, rest until key)",), "`rest until key` waits for a key"),
        (("3x(5 forward), backward run until key",), "such as `2min backward run`"),
        (("5 forward, 5 backward", "--surface", "treadmill"), "--surface floor"),
        (("1000000x(5 forward), rest until key",), "in place of `until key`"),
        (("1000000x(1000x(1min forward))",), "a file may last 48 h"),
        (("24h forward",), "12 h 25 min at most"),
    ],
)
def test_what_no_file_can_hold_is_refused_with_the_remedy(
    backcue: Call, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    result = backcue("render", *words, "-o", str(tmp_path / "walk.wav"))
    assert result.status == 2
    assert said in result.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("walk.aac", "must end in one of .wav, .flac, .ogg, .mp3"),
        ("nowhere/walk.wav", "there is no folder"),
        ("folder.wav", "is a folder: name a file in it"),
    ],
)
def test_a_wrong_place_is_told(backcue: Call, tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "folder.wav").mkdir()
    result = backcue("render", "5 forward", "-o", str(tmp_path / name))
    assert result.status == 2
    assert said in result.err


def test_a_file_that_is_there_is_replaced_only_by_force(backcue: Call, tmp_path: Path) -> None:
    file = tmp_path / "walk.wav"
    file.write_bytes(b"mine")
    result = backcue("render", "5 forward", "-o", str(file))
    assert result.status == 2
    assert "--force replaces it" in result.err
    assert file.read_bytes() == b"mine"
    assert backcue("render", "5 forward", "-o", str(file), "--force").status == 0
    assert len(read(file)) > 10 * RATE


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_stays_a_link(backcue: Call, tmp_path: Path) -> None:
    real, link = tmp_path / "real.wav", tmp_path / "link.wav"
    link.symlink_to(real)
    assert backcue("render", "5 forward", "-o", str(link)).status == 0
    assert link.is_symlink()
    assert len(read(real)) > 10 * RATE


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX systems")
@pytest.mark.usefixtures("unmeasured")
@pytest.mark.parametrize("suffix", ["wav", "flac", "ogg", "mp3"])
def test_what_the_system_refuses_half_way_is_told_in_its_words(tmp_path: Path, suffix: str) -> None:
    if suffix != "wav":
        pytest.importorskip("soundfile")
    command = ["backcue", "render", "60s forward", "-o", f"walk.{suffix}"]
    code = (
        "import resource, sys; from backcue.cli import main\n"
        # Python would keep what it compiles, cut off there, and fail at it ever after.
        "sys.dont_write_bytecode = True\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"
        f"sys.argv = {command}; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"Error: walk.{suffix}: File too large\n"
    assert list(tmp_path.iterdir()) == []


def test_an_own_sound_that_is_wrong_is_named_and_stops_nothing(
    backcue: Call, tmp_path: Path, own_home: Path
) -> None:
    cues = own_home / "backcue-config" / "sounds" / "cues"
    cues.mkdir(parents=True)
    (cues / "forward.wav").write_text("no sound")
    result = backcue("render", "5 forward", "-o", str(tmp_path / "walk.wav"))
    assert result.status == 0
    assert f"{cues / 'forward.wav'}: is not a wav file" in result.err


def test_a_long_one_shows_a_bar_where_somebody_looks(
    backcue: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at = backcue("render", "balance", "--for", "10min", "-o", str(tmp_path / "quiet.wav"))
    assert looked_at.err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    short = backcue("render", "balance", "--reps", "1", "-o", str(tmp_path / "short.wav"))
    assert short.err == ""
    long = backcue("render", "balance", "--for", "10min", "-o", str(tmp_path / "long.wav"))
    assert "100%" in long.err


@pytest.mark.skipif(sys.platform == "win32", reason="signals of a terminal")
@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_what_is_broken_off_leaves_nothing(tmp_path: Path, number: int, status: int) -> None:
    command = [sys.executable, "-m", "backcue", "render", "5 forward", "--for", "12h", "-o"]
    running = subprocess.Popen(
        [*command, str(tmp_path / "walk.wav")], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    deadline = time.monotonic() + 20
    while not list(tmp_path.iterdir()):
        assert time.monotonic() < deadline
        assert running.poll() is None
        time.sleep(0.01)  # another process begins to write
    running.send_signal(number)
    _, said = running.communicate(timeout=20)
    assert running.returncode == status
    assert b"Traceback" not in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="names of POSIX systems")
def test_names_that_lead_nowhere_are_wrong_input(backcue: Call, tmp_path: Path) -> None:
    loop = tmp_path / "loop.wav"
    loop.symlink_to(loop)
    for path, why in (
        (tmp_path / f"{'n' * 252}.wav", "File name too long"),
        (loop, "Too many levels of symbolic links"),
        (Path("/dev/null/a.wav"), "there is no folder /dev/null"),
    ):
        result = backcue("render", "1 forward", "-o", str(path))
        assert (result.status, result.err) == (2, f"Error: {path}: {why}\n")
    longest = tmp_path / f"{'n' * 251}.wav"
    assert backcue("render", "1 forward run", "--ready", "0", "-o", str(longest)).status == 0
    assert len(read(longest)) > 0

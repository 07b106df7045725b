"""`backcue sounds`: what there is, one of it aloud, and voices of one's own."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from backcue.sound import audition
from backcue.sound.samples.bank import Bank
from backcue.sound.samples.wav import read_header
from backcue.sound.score.cue import CUES
from backcue.sound.voice.pcm import floats
from backcue.system import paths
from bench.pulse import PulseServer, Recording, missing
from tests.cli.conftest import Result
from tests.sound.wavfiles import tone, write

Call = Callable[..., Result]

needs_espeak = pytest.mark.skipif(
    shutil.which("espeak-ng") is None, reason="espeak-ng is not installed"
)


@pytest.fixture
def own(own_home: Path) -> Path:
    folder = own_home / "backcue-config" / "sounds"
    (folder / "cues").mkdir(parents=True)
    return folder


def test_list_tells_where_each_sound_comes_from_and_how_long_it_lasts(
    backcue: Call, own: Path
) -> None:
    write(own / "cues" / "forward.wav", tone(seconds=0.25))
    result = backcue("sounds", "list")
    lines = {line[:30].strip(): line.split() for line in result.out.splitlines()}
    assert list(lines)[: len(CUES)] == list(CUES)
    assert lines["forward"][1:] == ["0.25", "s", "own"]
    assert lines["backward"][1:] == ["0.52", "s", "built-in"]
    assert "voice:five forward" in lines
    assert (result.status, result.err) == (0, f"your own go into {own}\n")


def test_list_as_json_is_the_same(backcue: Call, own: Path) -> None:
    write(own / "cues" / "turn.wav", tone(seconds=0.25))
    listed = json.loads(backcue("sounds", "list", "--json").out)
    assert listed["folder"] == str(own)
    assert listed["voice_pack"] == "en"
    assert listed["problems"] == []
    by_name = {sound["name"]: sound for sound in listed["sounds"]}
    assert by_name["turn"] == {
        "name": "turn", "own": True, "seconds": 0.25, "file": str(own / "cues" / "turn.wav"),
    }  # fmt: skip
    assert not by_name["voice:rest"]["own"]


def test_list_names_what_is_wrong_and_shows_what_is_played_instead(
    backcue: Call, own: Path
) -> None:
    (own / "cues" / "turn.wav").write_text("no sound")
    write(own / "cues" / "step-left.wav", tone(seconds=3.0))
    write(own / "cues" / "gong.wav", tone(seconds=0.2))
    broken = np.full(4800, np.nan)
    write(own / "cues" / "rest.wav", broken, "float32")
    result = backcue("sounds", "list")
    assert result.status == 0
    for name, why in (
        ("turn", "is not a wav file"),
        ("step-left", "lasts 3.0 s: at most 0.5 s"),
        ("gong", "is not the name of a sound"),
        ("rest", "is broken"),
    ):
        assert f"{own / 'cues' / name}.wav: {why}" in result.err
    assert " own" not in result.out
    problems = json.loads(backcue("sounds", "list", "--json").out)["problems"]
    assert len(problems) == 4


@pytest.mark.parametrize(
    ("name", "near"),
    [
        (("forwrd",), "did you mean forward"),
        (("five", "forwad"), "did you mean five forward"),
        (("voice:fve back",), "did you mean five back"),
        (("xyzzy",), "backcue sounds list"),
        (("!",), "backcue sounds list"),
    ],
)
def test_an_unknown_sound_is_refused_with_the_nearest(
    backcue: Call, name: tuple[str, ...], near: str
) -> None:
    result = backcue("sounds", "play", *name)
    assert result.status == 2
    assert near in result.err


def test_without_a_device_play_says_so(
    backcue: Call, monkeypatch: pytest.MonkeyPatch, own_home: Path
) -> None:
    monkeypatch.setattr(audition, "OPENING", 0.5)
    silent = own_home / "asound.conf"
    silent.write_text("")
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(silent))
    result = backcue("sounds", "play", "forward")
    assert result.status == 1
    assert result.err.startswith("Error: no sound: ")


def test_the_output_none_says_that_it_plays_nothing(
    backcue: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("AHEAD", "AFTER"):
        monkeypatch.setattr(audition, name, 0.0)
    result = backcue("sounds", "play", "step-left", "--output", "none")
    assert (result.status, result.err) == (0, "the output none plays nothing\n")


def test_the_bell_says_that_it_has_no_beats(backcue: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AHEAD", "AFTER"):
        monkeypatch.setattr(audition, name, 0.0)
    result = backcue("sounds", "play", "step-left", "--output", "bell")
    assert result.status == 0
    assert "rings for changes only" in result.err


@pytest.mark.real_sound
@pytest.mark.skipif(missing() is not None, reason=str(missing()))
def test_it_is_heard_whole(tmp_path: Path) -> None:
    with PulseServer(tmp_path / "pulse") as server, Recording(server) as recording:
        command = [sys.executable, "-m", "backcue", "sounds", "play", "Five", "forward"]
        done = subprocess.run(
            [*command, "--volume", "100"],
            env={**os.environ, **server.environment},
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    heard = np.flatnonzero(np.abs(recording.samples.astype(np.int32)) > 8)
    meant = np.flatnonzero(np.abs(floats(Bank().samples("voice:five forward"))) * 32767 > 8)
    assert heard[-1] - heard[0] == pytest.approx(meant[-1] - meant[0], abs=480)


@pytest.fixture
def table(own: Path) -> Path:
    """Returns the phrases of a small language, `tlh`, spoken in English."""
    file = own / "voice" / "tlh" / "phrases.toml"
    file.parent.mkdir(parents=True)
    file.write_text(
        'language = "en"\n[phrases]\n"five forward" = "vagh, forward"\ndone = "qapla"\n',
        encoding="utf-8",
    )
    return file


@needs_espeak
def test_a_voice_is_made_and_heard_once_it_is_switched_on(
    backcue: Call, table: Path, own_home: Path
) -> None:
    result = backcue("sounds", "voice", "--engine", "espeak-ng", "--lang", "tlh")
    assert result.status == 0
    folder = table.parent
    settings = own_home / "backcue-config" / "settings.toml"
    assert result.out.splitlines() == [
        f"{folder}: 2 phrases",
        "to hear it: backcue settings sound.voice_pack tlh",
    ]
    assert sorted(path.name for path in folder.iterdir()) == [
        "done.wav", "five-forward.wav", "phrases.toml",
    ]  # fmt: skip
    assert [path.name for path in folder.parent.iterdir()] == ["tlh"]
    assert 0.2 < read_header(folder / "done.wav").seconds < 2
    settings.write_text('[sound]\nvoice_pack = "tlh"\n')
    listed = json.loads(backcue("sounds", "list", "--json").out)["sounds"]
    spoken = [sound["name"] for sound in listed if sound["name"].startswith("voice:")]
    assert spoken == ["voice:done", "voice:five forward"]
    again = backcue("sounds", "voice", "--engine", "espeak-ng", "--lang", "tlh", "--force")
    assert again.out.splitlines()[1] == "your workouts speak with it from now on"


@needs_espeak
def test_phrases_that_are_there_are_replaced_only_by_force(backcue: Call, table: Path) -> None:
    mine = write(table.parent / "done.wav", tone(seconds=0.2))
    before = mine.read_bytes()
    result = backcue("sounds", "voice", "--engine", "espeak-ng", "--lang", "tlh")
    assert result.status == 2
    assert "has a phrase of this voice already; --force replaces them" in result.err
    assert mine.read_bytes() == before
    assert not (table.parent / "five-forward.wav").exists()
    forced = backcue("sounds", "voice", "--engine", "espeak-ng", "--lang", "tlh", "--force")
    assert forced.status == 0
    assert mine.read_bytes() != before


def test_without_the_extra_it_is_said_how_a_voice_can_be_made(
    backcue: Call, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "numpy", None)
    result = backcue("sounds", "voice", "--lang", "tlh")
    assert result.status == 1
    assert "-m pip install numpy" in result.err
    assert [path.name for path in table.parent.iterdir()] == ["phrases.toml"]


@needs_espeak
def test_a_voice_that_fails_half_way_leaves_nothing(backcue: Call, table: Path) -> None:
    options = ("--engine", "espeak-ng", "--lang", "tlh", "--voice", "xx")
    result = backcue("sounds", "voice", *options)
    assert result.status == 1
    assert "espeak-ng could not say" in result.err
    assert [path.name for path in table.parent.iterdir()] == ["phrases.toml"]
    assert [path.name for path in table.parent.parent.iterdir()] == ["tlh"]


@pytest.mark.parametrize(
    ("options", "status", "said"),
    [
        (("--lang", "xx"), 2, "there are no phrases in xx: copy "),
        (("--lang", "../up"), 2, "is no name of a language"),
        (("--engine", "parrot"), 2, "parrot"),
    ],
)
def test_what_cannot_be_spoken_is_told(
    backcue: Call, options: tuple[str, ...], status: int, said: str
) -> None:
    result = backcue("sounds", "voice", *options)
    assert result.status == status
    assert said in result.err


def test_where_there_is_no_engine_the_remedy_is_told(
    backcue: Call, monkeypatch: pytest.MonkeyPatch, own: Path
) -> None:
    monkeypatch.setenv("PATH", "")
    for options in ((), ("--engine", "espeak-ng")):
        result = backcue("sounds", "voice", *options)
        assert result.status == 1
        assert "install espeak-ng" in result.err
    assert not (own / "voice").exists()


def test_a_broken_table_is_told_with_its_place(backcue: Call, table: Path) -> None:
    table.write_text("[phrases]\ndone = \n")
    result = backcue("sounds", "voice", "--lang", "tlh")
    assert result.status == 2
    assert str(table) in result.err


@needs_espeak
def test_a_region_speaks_the_phrases_of_its_language(
    backcue: Call, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def make_pack(table, folder, *_: object):  # type: ignore[no-untyped-def]
        asked.append(table.speaker)
        file = folder / "done.wav"
        write(file, tone(seconds=0.2))
        return [file]

    monkeypatch.setattr("backcue.sound.voice.pack.make_pack", make_pack)
    assert backcue("sounds", "voice", "--lang", "en-gb").status == 0
    assert backcue("sounds", "voice", "--lang", "en").status == 0
    assert [(speaker.language, speaker.voice) for speaker in asked] == [
        ("en-gb", None),
        ("en", "en-us"),
    ]
    assert (own / "voice" / "en-gb" / "done.wav").exists()


def test_who_begins_without_the_voice_they_named_is_told_so(backcue) -> None:
    file = paths.settings_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text('[sound]\nvoice_pack = "nl"\n')
    told = "there is no voice called nl: nothing is spoken"
    options = ("1 backward run", "--output", "none", "--ready", "0")
    result = backcue("run", *options, "--plain")
    assert (result.status, result.err.count(told)) == (0, 1)
    events = [json.loads(line) for line in backcue("run", *options, "--json").out.splitlines()]
    assert [event["words"] for event in events if event["event"] == "warning"] == [told]
    assert backcue("show", "1 backward run", "--cues").err == f"{told}\n"
    assert backcue("show", "1 backward run").err == ""

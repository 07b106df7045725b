import multiprocessing
import os
import stat
import tomllib
from contextlib import suppress
from pathlib import Path

import pytest

from backcue.settings.file import SettingsError, change, load, read_file
from backcue.settings.schema import (
    SETTINGS,
    PaceSettings,
    PersonSettings,
    SessionSettings,
    Setting,
    Settings,
    SoundSettings,
    TrainingSettings,
)
from backcue.settings.values import WrongValue, read_value, value_of, with_value
from backcue.system.paths import settings_file
from backcue.workout.model import Foot, Surface


def write(text: str) -> Path:
    path = settings_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def complaints(text: str) -> list[str]:
    path = write(text)
    with pytest.raises(SettingsError) as caught:
        load(path)
    assert path.read_text() == text
    return [message.removeprefix(f"{path}:") for message in caught.value.messages]


def test_without_a_file_everything_is_as_it_comes() -> None:
    settings = load(settings_file())
    assert settings == Settings()
    assert settings.pace == PaceSettings()
    assert settings.sound == SoundSettings(output="auto", voice=True, voice_pack="en", beats=True)
    assert settings.session == SessionSettings(ready=10, first_foot=Foot.RIGHT, surface=None)
    assert settings.session.turn_seconds is None
    assert settings.session.settle == 10
    assert settings.session.fade == 0
    assert not settings.person.safety_accepted
    assert not settings_file().parent.exists()


def test_every_key_of_the_file_is_heard() -> None:
    settings = load(
        write(
            """
            [pace]
            forward_walk = 112
            backward_walk = 101
            forward_run = 162
            backward_run = 172
            forward_walk_step = 0.71
            backward_walk_step = 0.56
            forward_run_step = 1.01
            backward_run_step = 0.76
            [sound]
            output = "bell"
            volume = 35
            voice = false
            voice_pack = "de"
            beats = false
            audio_offset_ms = 180
            [session]
            ready = 5
            first_foot = "left"
            surface = "manual-treadmill"
            turn = 30
            settle = 8
            holds_on_rails = true
            fade = 0.25
            [keys]
            pause = ["space", "x"]
            [training]
            path = "running"
            pinned = "reverse-jog"
            sessions_per_rung = 2
            [person]
            safety_accepted = true
            body_mass_kg = 71.5
            """
        )
    )
    assert settings.pace == PaceSettings(112, 101, 162, 172, 0.71, 0.56, 1.01, 0.76)
    assert settings.sound == SoundSettings(
        "bell", 35, voice=False, voice_pack="de", beats=False, audio_offset_ms=180
    )
    assert settings.session == SessionSettings(
        5, Foot.LEFT, Surface.MANUAL_TREADMILL, 30, 8, holds_on_rails=True, fade=0.25
    )
    assert settings.session.turn_seconds == 30
    assert settings.keys == {"pause": ("space", "x")}
    assert settings.training == TrainingSettings("running", "reverse-jog", 2)
    assert settings.person == PersonSettings(safety_accepted=True, body_mass_kg=71.5)


def test_all_that_is_wrong_is_told_at_once_and_in_its_place() -> None:
    assert complaints(
        "[sound]\n"
        "volumne = 30\n"
        "volume = 101\n"
        "  output = 'miniaudo'\n"
        "voice = 'yes'\n"
        "[session]\n"
        "turn = 'kye'\n"
        "fade = nan\n"
        "[keys]\n"
        "pause = 'x'\n"
        "next = ['n', 3]\n"
        "[pase]\n"
    ) == [
        "2:1: sound.volumne: unknown key; did you mean volume?",
        "3:10: sound.volume: must be at most 100, not 101",
        (
            '4:12: sound.output: "miniaudo" is not one of auto, miniaudio, simpleaudio, bell, none;'
            " did you mean miniaudio?"
        ),
        '5:9: sound.voice: must be true or false, not "yes"',
        '7:8: session.turn: "kye" is not one of key, a number; did you mean key?',
        "8:8: session.fade: must be at least 0, not nan",
        '10:9: keys.pause: must be a list in [ ], not "x"',
        "11:14: keys.next[2]: must be text in quotes, not 3",
        "12:1: pase: unknown key; did you mean pace?",
    ]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[sound\n", "1:7: Expected ']' at the end of a table declaration"),
        ("volume = ", "1:10: Invalid value"),
        ("[sound]\nvolume = 3\nvolume = 4\n", "3:11: Cannot overwrite a value"),
        ("sound = 3\n", "1:9: sound: must be a table, not 3"),
        (
            "[person]\nsafety_accepted = 'much'\n",
            '2:19: person.safety_accepted: must be true or false, not "much"',
        ),
        ("[sound]\nvoice_pack = '../en'\n", "2:14: sound.voice_pack: "),
        ("[sound]\nvolume = 2024-01-02\n", "2:10: sound.volume: must be a whole number, not "),
    ],
)
def test_a_wrong_file_is_told_by_line_and_column(text: str, complaint: str) -> None:
    (message,) = complaints(text)
    assert message.startswith(complaint)


def test_bytes_that_are_no_text_are_told_where_they_are() -> None:
    path = write("")
    path.write_bytes(b"[sound]\nvoice_pack = 'caf\xe9'\n")
    with pytest.raises(SettingsError) as caught:
        load(path)
    assert caught.value.messages == [f"{path}:2:18: is not UTF-8 text"]


def test_a_folder_in_the_place_of_the_file_is_a_plain_error() -> None:
    settings_file().mkdir(parents=True)
    with pytest.raises(SettingsError, match="cannot be read"):
        load(settings_file())


def test_a_change_keeps_comments_order_and_everything_else() -> None:
    text = (
        "# mine\n\n[sound]   # loud\nbeats = true # tick\nvolume=30 # not too much\n\n"
        "[pace]\nforward_walk = 104.5  # measured\n"
    )
    settings = change(write(text), **{"sound.volume": 45})
    assert settings_file().read_text() == text.replace("volume=30", "volume=45")
    assert settings.sound.volume == 45
    assert settings.pace.forward_walk == 104.5
    assert load(settings_file()) == settings


def test_the_first_change_makes_folder_and_file() -> None:
    settings = change(
        settings_file(), **{"person.safety_accepted": True, "session.surface": "treadmill"}
    )
    assert settings.person.safety_accepted
    assert tomllib.loads(settings_file().read_text()) == {
        "person": {"safety_accepted": True},
        "session": {"surface": "treadmill"},
    }
    assert [path.name for path in settings_file().parent.iterdir()] == ["settings.toml"]


def test_the_last_setting_can_be_taken_out_again() -> None:
    change(settings_file(), **{"sound.volume": 45})
    assert change(settings_file(), **{"sound.volume": None}) == Settings()
    assert load(settings_file()) == Settings()


@pytest.mark.parametrize(
    "text",
    [
        "[sound]\nvolume = 30",
        "sound.volume = 30\n",
        "sound = {volume = 30}\n",
        "[sound]\r\nvolume = 30\r\n",
        "\ufeff[sound]\nvolume = 30\n",
        "[person]\n[sound]\n",
        "[sound]\n# nothing yet",
    ],
)
def test_a_change_fits_any_way_of_writing(text: str) -> None:
    settings = change(
        write(text), **{"sound.volume": 31, "sound.beats": False, "keys.next": ["n", "right"]}
    )
    assert (settings.sound.volume, settings.sound.beats) == (31, False)
    assert settings.keys == {"next": ("n", "right")}
    assert load(settings_file()) == settings


def test_none_takes_a_key_out_again() -> None:
    path = write("[sound]\nvolume = 30 # mine\nbeats = false\n")
    assert change(path, **{"sound.volume": None, "session.turn": None}) == Settings(
        sound=SoundSettings(beats=False)
    )
    assert tomllib.loads(path.read_text()) == {"sound": {"beats": False}}


def test_a_change_of_nothing_writes_nothing() -> None:
    change(settings_file(), **{"session.turn": None})
    assert not settings_file().exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"sound.volume": 500},
        {"sound.loudness": 5},
        {"volume": 5},
        {"session.turn": "never"},
        {"": 3},
    ],
)
def test_a_change_to_something_wrong_is_refused_and_nothing_is_written(
    changes: dict[str, int | str],
) -> None:
    path = write("[sound]\nvolume = 30\n")
    with pytest.raises(SettingsError):
        change(path, **changes)
    assert path.read_text() == "[sound]\nvolume = 30\n"


@pytest.mark.parametrize(
    "text",
    ["[sound", "[sound]\nvolume = 'loud'\n", "[sound]\nvolume = 900\nbeats = 1\n", "[pase]\n"],
)
def test_a_wrong_file_is_not_written_over(text: str) -> None:
    path = write(text)
    for key, value in (("sound.voice", False), ("session.ready", None), ("sound.volume", 901)):
        with pytest.raises(SettingsError):
            change(path, **{key: value})
    assert path.read_text() == text


def test_a_change_that_mends_a_mistake_is_made() -> None:
    path = write("[sound]\nvolume = 900 # ?\nbeats = 1\n")
    assert change(path, **{"sound.volume": 30}).sound.volume == 30
    assert path.read_text() == "[sound]\nvolume = 30 # ?\nbeats = 1\n"
    change(path, **{"sound.beats": None})
    assert path.read_text() == "[sound]\nvolume = 30 # ?\n"


def test_what_is_right_in_a_wrong_file_counts() -> None:
    path = write(
        "[sound]\nvolume = 900\nvoice = false\n[session]\nsurface = 'treadmill'\nturn = 'k'\n"
        "[keys]\nnext = ['j']\nback = 3\n[pase]\n"
    )
    read = read_file(path)
    assert read.settings == Settings(
        sound=SoundSettings(voice=False),
        session=SessionSettings(surface=Surface.TREADMILL),
        keys={"next": ("j",)},
    )
    assert read.error is not None
    assert [problem.line for problem in read.error.problems] == [2, 6, 9, 10]
    assert read_file(write("sound = 3\n[session]\nready = 3\n")).settings.session.ready == 3
    assert read_file(write("[sound\n")).settings == Settings()


def _change_one(key: str) -> None:
    for value in range(15):
        change(settings_file(), **{key: 10 + value})


def test_what_several_programs_set_at_once_is_all_kept() -> None:
    keys = ["sound.volume", "session.ready", "session.settle"]
    spawn = multiprocessing.get_context("spawn")
    programs = [spawn.Process(target=_change_one, args=(key,)) for key in keys]
    for program in programs:
        program.start()
    for program in programs:
        program.join()
    settings = load(settings_file())
    assert (settings.sound.volume, settings.session.ready, settings.session.settle) == (24, 24, 24)
    assert [path.name for path in settings_file().parent.iterdir()] == ["settings.toml"]


@pytest.mark.parametrize("setting", SETTINGS[:: len(SETTINGS) // 12], ids=lambda one: one.key)
def test_settings_are_set_and_taken_out_by_their_keys_alone(setting: Setting) -> None:
    path = write("# mine\n")
    for text in ("true", "0.5", "50", "left", "bell", "j", "track", "de"):
        with suppress(WrongValue):
            value = read_value(setting, text)
            assert change(path, **{setting.key: value}) == with_value(Settings(), setting, value)
            assert load(path) != Settings() or value_of(Settings(), setting) == value
    assert change(path, **{setting.key: None}) == Settings()
    assert "# mine" in path.read_text()


def test_a_linked_file_stays_a_link_and_keeps_its_mode(tmp_path: Path) -> None:
    real = tmp_path / "dotfiles" / "backcue.toml"
    real.parent.mkdir()
    real.write_text("[sound]\nvolume = 30\n")
    real.chmod(0o600)
    settings_file().parent.mkdir(parents=True)
    settings_file().symlink_to(real)
    change(settings_file(), **{"sound.volume": 31})
    assert settings_file().is_symlink()
    assert "volume = 31" in real.read_text()
    assert stat.S_IMODE(real.stat().st_mode) == 0o600


def test_a_write_that_fails_leaves_the_file_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("[sound]\nvolume = 30\n")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        change(path, **{"sound.volume": 31})
    assert path.read_text() == "[sound]\nvolume = 30\n"
    assert [file.name for file in path.parent.iterdir()] == ["settings.toml"]

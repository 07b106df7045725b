"""`backcue settings`: shown, set, refused, and what a wrong file does to it and other commands."""

import json
from pathlib import Path

import pytest

from backcue.display.wording import settings_aside
from backcue.settings.file import load
from backcue.settings.schema import SETTINGS
from backcue.system import paths


def write(text: str) -> Path:
    file = paths.settings_file()
    file.parent.mkdir(exist_ok=True)
    file.write_text(text)
    return file


def test_all_settings_are_shown_with_value_default_help_and_where_they_lie(backcue) -> None:
    file = write("[sound]\nvolume = 40\n[keys]\nnext = ['j']\n")
    result = backcue("settings")
    assert (result.status, result.err) == (0, "")
    lines = result.out.splitlines()
    for setting in SETTINGS:
        (line,) = [line for line in lines if setting.key in line.split()] or [""]
        assert (setting.help in line) != (setting.kind is tuple and setting.key != "keys.next")
    assert ["*", "sound.volume", "40", "%", "80", "%", "Loudness."] in map(str.split, lines)
    assert "* keys.next  j · To the next phase. Default right, n, 6," in result.out
    assert "actions have their usual keys: backcue settings keys" in result.out
    assert lines[-1] == f"They lie in {file}."


def test_a_table_alone_and_one_setting_alone_are_shown(backcue) -> None:
    lines = backcue("settings", "keys").out.splitlines()
    assert sum(line.startswith("  keys.") for line in lines) == len(
        [setting for setting in SETTINGS if setting.kind is tuple]
    )
    assert backcue("settings", "sound").out.splitlines()[1].startswith("  sound.output")
    result = backcue("settings", "session.turn")
    assert result.out.splitlines() == [
        "session.turn = key",
        "  How a turn on a moving belt ends: by a key, or after so many seconds.",
        "  Default key; key or a number from 1 to 3600 s.",
        f"  In {paths.settings_file()}",
    ]
    assert not paths.settings_file().exists()


def test_json_has_every_setting_and_what_it_can_be(backcue) -> None:
    file = write("[session]\nturn = 30\n[sound]\nvolume = 'x'\n[person]\nbody_mass_kg = 70\n")
    result = backcue("settings", "--json")
    told = json.loads(result.out)
    assert told["file"] == str(file)
    assert told["problems"] == [f'{file}:4:10: sound.volume: must be a whole number, not "x"']
    settings = {one["key"]: one for one in told["settings"]}
    assert list(settings) == [setting.key for setting in SETTINGS]
    assert settings["session.turn"] == {
        "key": "session.turn",
        "value": 30,
        "default": "key",
        "help": "How a turn on a moving belt ends: by a key, or after so many seconds.",
        "type": "number",
        "choices": ["key"],
        "minimum": 1,
        "maximum": 3600,
        "unit": "s",
    }
    one = json.loads(backcue("settings", "keys.next", "--json").out)
    assert one["value"] == one["default"]
    assert (one["type"], one["file"]) == ("keys", str(file))


def test_a_setting_is_set_and_unset_and_comments_stay(backcue) -> None:
    file = write("# mine\n[sound]\nvolume = 40 # not too loud\n")
    result = backcue("settings", "sound.volume", "60")
    assert (result.status, result.err) == (0, "")
    assert result.out.startswith("sound.volume = 60 %\n")
    assert file.read_text() == "# mine\n[sound]\nvolume = 60 # not too loud\n"
    for arguments in (
        ("sound.audio_offset_ms", "-40"),
        ("session.first_foot", "Left"),
        ("sound.voice", "off"),
        ("keys.slower", "-"),
        ("keys.next", "j,right"),
        ("keys.back", "h", "left"),
        ("keys.voice", "none"),
    ):
        assert backcue("settings", *arguments).status == 0
    settings = load(file)
    assert (settings.sound.audio_offset_ms, settings.sound.voice) == (-40, False)
    assert settings.session.first_foot == "left"
    assert settings.keys == {
        "slower": ("minus",), "next": ("j", "right"), "back": ("h", "left"), "voice": (),
    }  # fmt: skip
    assert backcue("settings", "--unset", "sound.volume").out.startswith("sound.volume = 80 %\n")
    assert backcue("settings", "keys.back", "--unset", "--json").status == 0
    assert load(file).sound.volume == 80
    assert "back" not in load(file).keys


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("sound.volume", "101"), "must be a whole number from 0 to 100 %, not 101"),
        (("sound.volume", "nan"), "not nan"),
        (("sound.volumne", "4"), "did you mean sound.volume"),
        (("sound.volumne",), "did you mean sound.volume"),
        (("sound.volume", "4", "5"), "sound.volume has one value"),
        (("session.surface", "tradmill"), "did you mean treadmill?"),
        (("keys.next", "space"), "space is the key of pause already"),
        (("keys.next", "spcae"), "there is no key spcae; did you mean space?"),
        (("sound.volume", "4", "--unset"), "two different things"),
        (("--unset",), "--unset wants a KEY"),
        (("--unste", "sound.volume"), "No such option"),
        (("sound", "4"), "there is no setting sound"),
        (("screen.theme", "foo"), "screen.theme: there is no theme foo\nthere are backcue-dark, "),
        (("screen.theme", "backcue-drak"), "did you mean backcue-dark?"),
        (("screen.theme", "norde"), "did you mean nord?"),
        (("sound.voice_pack", "xx"), "there is no voice xx\nthere are en, es, fr"),
        (("training.pinned", "daily-tan"), "there is no rung daily-tan; did you mean daily-ten?"),
    ],
)
def test_what_is_wrong_exits_with_2_and_touches_nothing(backcue, arguments, said) -> None:
    result = backcue("settings", *arguments)
    assert result.status == 2
    assert said in result.err
    assert result.out == ""
    assert not paths.config_dir().exists()


def test_names_of_what_is_there_are_set(backcue) -> None:
    own = paths.sounds_dir() / "voice" / "tlh"
    own.mkdir(parents=True)
    for key, value in (
        ("screen.theme", "nord"),
        ("screen.theme", "backcue-light"),
        ("training.pinned", "uphill-ten"),
        ("sound.voice_pack", "en"),
    ):
        result = backcue("settings", key, value)
        assert (result.status, result.err) == (0, "")
    for voice in ("tlh", "es"):
        result = backcue("settings", "sound.voice_pack", voice)
        assert result.status == 0
        assert result.err.startswith(f"there is no voice called {voice}: nothing is spoken")
    for key in ("screen.theme", "training.pinned", "sound.voice_pack"):
        assert backcue("settings", "--unset", key).status == 0


@pytest.mark.parametrize("text", ["[sound\n", "[pase]\n", "[sound]\nbeats = 1\nvoice = 2\n"])
def test_a_wrong_file_is_named_and_stays_and_commands_go_on(backcue, text: str) -> None:
    file = write(text)
    for arguments in (["settings"], ["list"], ["show", "balance"], ["settings", "sound.volume"]):
        result = backcue(*arguments)
        assert result.status == 0
        assert result.out
        assert result.err.startswith(f"{file}:")
        assert settings_aside(whole=text == "[sound\n") in result.err
    refused = backcue("settings", "sound.volume", "30")
    assert refused.status == 2
    assert "sound.volume is not set: the settings file is wrong, and stays as it is" in refused.err
    assert f"{file}:" in refused.err
    assert "put it right with a text editor" in refused.err
    assert ("--unset sound.beats" in refused.err) == ("beats" in text)
    assert file.read_text() == text


def test_what_the_refusal_says_puts_the_file_right(backcue) -> None:
    file = write("[sound]\nbeats = 1\nvoice = 2\n")
    assert backcue("settings", "--unset", "sound.beats").status == 0
    assert backcue("settings", "sound.voice", "true").status == 0
    assert file.read_text() == "[sound]\nvoice = true\n"


def test_an_output_that_is_not_there_is_set_and_told(backcue, monkeypatch) -> None:
    monkeypatch.setattr(
        "backcue.cli.commands.settings.unusable", lambda _: "simpleaudio is not installed"
    )
    result = backcue("settings", "sound.output", "simpleaudio")
    assert (result.status, result.err) == (0, "simpleaudio is not installed\n")
    assert load(paths.settings_file()).sound.output == "simpleaudio"


def test_a_file_that_cannot_be_written_exits_with_1(backcue, monkeypatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("backcue.system.atomic.write_text", full)
    result = backcue("settings", "sound.volume", "30")
    assert result.status == 1
    assert "sound.volume is not set: " in result.err
    assert "No space left on device" in result.err


def test_a_file_that_is_marked_read_only_stays_and_the_remedy_is_told(backcue) -> None:
    file = paths.settings_file()
    file.parent.mkdir(parents=True)
    file.write_text("# mine\n")
    file.chmod(0o444)
    result = backcue("settings", "sound.volume", "40")
    assert result.status == 1
    assert f"{file}: is marked read-only: " in result.err
    assert file.read_text() == "# mine\n"
    file.chmod(0o644)


def test_for_a_reader_help_is_broken_into_lines(backcue, monkeypatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    lines = backcue("settings").out.splitlines()
    assert max(map(len, lines[:-1])) <= 80

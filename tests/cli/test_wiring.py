"""The delay of the sound, set in the app, is in force at once and in the settings."""

from pathlib import Path

import pytest

from backcue.cli.wiring import app_context
from backcue.settings.file import SettingsError, load
from backcue.sound.outputs import choose as outputs
from backcue.sound.outputs.silent import SilentPlayer


class Opened(SilentPlayer):
    def __init__(self, offset_ms: float) -> None:
        self.offset_ms = offset_ms
        self.closed = False

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Opened]:
    players: list[Opened] = []

    def open_player(output: str, *, audio_offset_ms: float, **_: object) -> Opened:
        assert output == "none"
        players.append(Opened(audio_offset_ms))
        return players[-1]

    monkeypatch.setattr(outputs, "open_player", open_player)
    return players


def test_the_next_session_sends_sounds_earlier(opened: list[Opened], own_home: Path) -> None:
    file = own_home / "backcue-config" / "settings.toml"
    file.parent.mkdir()
    file.write_text("# mine\n[sound]\nvolume = 50  # half\n")
    with app_context(output="none") as context:
        first = context.player()
        assert context.player() is first
        assert context.offset_ms == 0
        assert context.volume == 0.5
        context.keep_offset(183)
        assert context.offset_ms == 183
        assert opened[0].closed
        assert context.player() is not first
    assert [player.offset_ms for player in opened] == [0.0, 183.0]
    assert file.read_text().startswith("# mine\n[sound]\nvolume = 50  # half\n")
    assert load(file).sound.audio_offset_ms == 183


def test_settings_that_are_wrong_by_now_change_nothing(
    opened: list[Opened], own_home: Path
) -> None:
    file = own_home / "backcue-config" / "settings.toml"
    file.parent.mkdir()
    with app_context(output="none") as context:
        file.write_text("[sound]\nvolume = 900\n")
        context.player()
        with pytest.raises(SettingsError):
            context.keep_offset(183)
        assert context.offset_ms == 0
        assert not opened[0].closed
    assert file.read_text() == "[sound]\nvolume = 900\n"

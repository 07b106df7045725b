from pathlib import Path

import pytest

from backcue.system import paths

ALL = (
    paths.config_dir,
    paths.data_dir,
    paths.settings_file,
    paths.presets_dir,
    paths.sounds_dir,
    paths.recent_file,
)


def test_the_environment_decides_where_files_live(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BACKCUE_CONFIG_DIR", str(tmp_path / "c"))
    monkeypatch.setenv("BACKCUE_DATA_DIR", str(tmp_path / "d"))
    assert paths.settings_file() == tmp_path / "c" / "settings.toml"
    assert paths.presets_dir() == tmp_path / "c" / "presets"
    assert paths.sounds_dir() == tmp_path / "c" / "sounds"
    assert paths.recent_file() == tmp_path / "d" / "recent.json"


def test_a_home_written_as_a_tilde_is_the_home(
    own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BACKCUE_CONFIG_DIR", "~/there")
    assert paths.config_dir() == own_home / "there"


@pytest.mark.parametrize("value", [None, ""])
def test_without_a_word_the_folders_are_the_platform_s_own(
    own_home: Path, monkeypatch: pytest.MonkeyPatch, value: str | None
) -> None:
    for name in ("BACKCUE_CONFIG_DIR", "BACKCUE_DATA_DIR"):
        monkeypatch.delenv(name) if value is None else monkeypatch.setenv(name, value)
    config, data = paths.config_dir(), paths.data_dir()
    assert own_home in config.parents
    assert own_home in data.parents
    assert "backcue" in config.parts[-1].lower()
    assert "backcue" in data.parts[-1].lower()


def test_asking_creates_nothing(own_home: Path) -> None:
    before = sorted(own_home.rglob("*"))
    for ask in ALL:
        ask()
    assert sorted(own_home.rglob("*")) == before

"""Folders of a person's that they may not enter themselves."""

import shlex
from pathlib import Path

import pytest

from tests.closed import close

REFUSED = "Permission denied"


@pytest.fixture
def own(own_home: Path) -> tuple[Path, Path]:
    """Returns the data folder and the one of settings; they are there."""
    folders = own_home / "backcue-data", own_home / "backcue-config"
    for folder in folders:
        folder.mkdir()
    return folders


@pytest.mark.parametrize(
    "command",
    [
        *("history", "history --json", "history show 1", "history replay 1", "history delete 1"),
        *("history delete --all --yes", "plan", "plan --json", "export"),
    ],
)
def test_a_history_in_one_is_named_and_not_taken_for_none(
    backcue, own: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    close(monkeypatch, own[0])
    result = backcue(*command.split())
    assert (result.status, result.out) == (1, "")
    file = own[0] / "history.db"
    assert result.err == f"Error: the history cannot be used: {file}: {REFUSED}\n"


@pytest.mark.parametrize(
    "command",
    [
        *("settings", "settings --json", "settings sound.volume", "list", "show balance --cues"),
        *("plan", "history", "sounds list", "run '1f' --json --ready 0 --output none"),
    ],
)
def test_settings_presets_and_sounds_in_one_count_as_not_there_and_that_is_said(
    backcue, own: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    close(monkeypatch, own[1])
    result = backcue(*shlex.split(command))
    assert result.status == 0
    assert "failed" not in result.err
    assert not (own[0] / "last-error.txt").exists()


@pytest.mark.parametrize("command", ["show balance --cues", "sounds list"])
def test_a_voice_in_one_is_not_there(
    backcue, own: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    (own[1] / "settings.toml").write_text('[sound]\nvoice_pack = "xx"\n')
    close(monkeypatch, own[1] / "sounds")
    assert backcue(*command.split()).status == 0


def test_the_doctor_names_both(
    backcue, own: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    close(monkeypatch, *own)
    result = backcue("doctor")
    assert result.status == 1
    assert f"{own[0] / 'history.db'}: {REFUSED}" in result.out

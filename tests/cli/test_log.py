"""`--log FILE` and BACKCUE_LOG, as a person gives them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from backcue.system import log

RUN = ("run", "1 forward run", "--plain", "--output", "none", "--ready", "0")


@pytest.fixture(autouse=True)
def ended() -> Iterator[None]:
    yield
    log.end()


def test_the_log_begins_with_the_command_before_it_or_behind(backcue, tmp_path: Path) -> None:
    file = tmp_path / "log.txt"
    assert backcue("--log", str(file), "list").status == 0
    assert "'list'" in file.read_text()
    assert backcue(*RUN, "--log", str(tmp_path / "run.txt")).status == 0
    assert "'run'" in (tmp_path / "run.txt").read_text()
    assert "wake lock" in (tmp_path / "run.txt").read_text()


def test_a_log_that_cannot_be_written_is_wrong_input(backcue, tmp_path: Path) -> None:
    file = tmp_path / "nowhere" / "log.txt"
    result = backcue("--log", str(file), "list")
    assert (result.status, result.out) == (2, "")
    assert f"{file} cannot be written: No such file or directory" in result.err


def test_one_in_the_variable_that_cannot_be_written_is_told_and_stops_nothing(
    backcue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BACKCUE_LOG", str(tmp_path))
    result = backcue("list")
    assert result.status == 0
    assert result.err == f"BACKCUE_LOG: {tmp_path} cannot be written: Is a directory\n"


def test_a_fault_of_the_program_is_in_the_log(
    backcue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backcue.cli.commands.list.app_context", lambda: 1 / 0)
    assert backcue("--log", str(tmp_path / "log.txt"), "list").status == 1
    assert "ZeroDivisionError" in (tmp_path / "log.txt").read_text()

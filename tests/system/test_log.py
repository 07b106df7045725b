"""The log: off unless asked for, and never in the way."""

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from backcue.system import log

LINE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} [A-Z]+ backcue[\w.]*: .+")


@pytest.fixture(autouse=True)
def ended() -> Iterator[None]:
    yield
    log.end()


def test_each_record_is_a_line_with_time_level_logger_and_message(tmp_path: Path) -> None:
    file = tmp_path / "log.txt"
    log.begin(file)
    log.logger("backcue.console").info("key %s", "space")
    first, second = file.read_text().splitlines()
    assert LINE.fullmatch(first)
    assert "backcue 0.1.0, " in first
    assert LINE.fullmatch(second)
    assert second.endswith(" INFO backcue.console: key space")


def test_a_fault_is_written_with_its_traceback(tmp_path: Path) -> None:
    log.begin(tmp_path / "log.txt")
    try:
        _ = 1 / 0
    except ZeroDivisionError:
        log.logger("backcue.cli").exception("failed")
    assert "ZeroDivisionError" in (tmp_path / "log.txt").read_text()


def test_without_a_file_nothing_is_written_anywhere(capsys: pytest.CaptureFixture[str]) -> None:
    log.logger("backcue.console").error("nobody asked")
    assert capsys.readouterr() == ("", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full")
def test_a_disk_that_is_full_stops_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    log.begin(Path("/dev/full"))
    log.logger("backcue.console").info("key space")
    log.end()
    assert capsys.readouterr() == ("", "")


def test_another_file_takes_the_place_of_the_first(tmp_path: Path) -> None:
    log.begin(tmp_path / "one")
    log.begin(tmp_path / "two")
    log.logger("backcue").info("later")
    assert "later" not in (tmp_path / "one").read_text()
    assert "later" in (tmp_path / "two").read_text()


def test_the_variable_names_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["backcue", "list"])
    monkeypatch.setenv("BACKCUE_LOG", str(tmp_path / "log.txt"))
    assert log.begin_as_the_environment_says() is None
    assert "['list']" in (tmp_path / "log.txt").read_text()
    monkeypatch.setenv("BACKCUE_LOG", str(tmp_path / "nowhere" / "log.txt"))
    assert log.begin_as_the_environment_says() == (
        f"BACKCUE_LOG: {tmp_path / 'nowhere' / 'log.txt'} cannot be written: "
        "No such file or directory"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="pipes are no files there")
@pytest.mark.timeout(20)
def test_a_pipe_that_nobody_reads_is_refused_and_a_full_one_holds_up_nothing(
    tmp_path: Path,
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(OSError, match="No such device"):
        log.begin(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    log.begin(pipe)
    for _ in range(5_000):
        log.logger("backcue").info("x" * 100)
    assert b"backcue" in os.read(reader, 1000)
    log.end()
    os.close(reader)

"""What nobody foresaw is written down once and told in a line, in whatever thread it happens."""

import asyncio
import logging
import sys
import threading
from pathlib import Path

import pytest

from backcue.system import faults


def boom() -> None:
    raise ValueError("a\nb" + "c" * 500)


def test_a_thread_a_callback_and_what_is_logged_are_told_once_and_written_down(
    own_home: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    told: list[str] = []
    hooks = threading.excepthook, sys.unraisablehook
    with faults.gathered() as gathered:
        gathered.listener = told.append
        thread = threading.Thread(target=boom, name="history")
        thread.start()
        thread.join()

        async def call_back() -> None:
            for _ in range(3):
                asyncio.get_running_loop().call_soon(boom)
            await asyncio.sleep(0)

        asyncio.run(call_back())
        try:
            boom()
        except ValueError:
            logging.getLogger("backcue.history").exception("the history failed")
        line = gathered.note("something failed", KeyError("x"))
    assert [words.partition(":")[0] for words in told] == [
        "history failed",
        "Exception in callback boom() at " + told[1].partition(" at ")[2].partition(":")[0],
        "the history failed",
    ]
    file = own_home / "backcue-data" / "last-error.txt"
    assert told[0].startswith("history failed: ValueError: a bccc")
    assert told[0].endswith(f"… (written down in {file})")
    # Whoever notes a fault tells it.
    assert line == f"something failed: KeyError: 'x' (written down in {file})"
    assert gathered.lines == [*told, line]
    assert file.read_text().count("Traceback") == 3
    assert (threading.excepthook, sys.unraisablehook) == hooks
    assert capfd.readouterr().err == ""


def test_what_is_raised_while_something_is_thrown_away_is_not_told(
    capfd: pytest.CaptureFixture[str],
) -> None:
    class Odd:
        def __del__(self) -> None:
            boom()

    with faults.gathered() as gathered:
        odd = Odd()
        del odd
    assert gathered.lines == []
    assert capfd.readouterr().err == ""


def test_where_nothing_can_be_written_that_is_said(own_home: Path) -> None:
    (own_home / "backcue-data").write_text("no folder")
    with faults.gathered() as gathered:
        line = gathered.note("something failed", ValueError("x"))
    assert line == "something failed: ValueError: x (it could not be written down)"


def test_no_more_are_written_down_than_a_person_looks_through(own_home: Path) -> None:
    with faults.gathered() as gathered:
        for number in range(2 * faults.MOST):
            gathered.note("something failed", ValueError(str(number)))
    assert len(gathered.lines) == faults.MOST
    assert (own_home / "backcue-data" / "last-error.txt").read_text().count("Error") == faults.MOST

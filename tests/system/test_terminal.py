"""Whether a screen can be drawn, and whether one is read aloud."""

import io
import sys

import pytest

from backcue.system.terminal import (
    SIGNS_OF_A_SCREEN_READER,
    sign_of_a_screen_reader,
    why_no_screen,
)


class Stream(io.StringIO):
    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self._terminal = terminal

    def isatty(self) -> bool:
        super().isatty()
        return self._terminal


@pytest.fixture(autouse=True)
def sighted(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in SIGNS_OF_A_SCREEN_READER:
        monkeypatch.delenv(name, raising=False)


def in_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let all streams be terminals; not in a fixture, for pytest puts its own in between."""
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, Stream(terminal=True))


def test_in_a_terminal_a_screen_can_be_drawn(monkeypatch) -> None:
    in_a_terminal(monkeypatch)
    assert why_no_screen() is None
    assert sign_of_a_screen_reader() is None


@pytest.mark.parametrize(
    ("stream", "told"),
    [("stdin", "standard input"), ("stdout", "standard output"), ("stderr", "standard error")],
)
def test_each_stream_must_be_a_terminal(stream, told, monkeypatch) -> None:
    in_a_terminal(monkeypatch)
    closed = Stream(terminal=True)
    closed.close()
    for wrong in (Stream(terminal=False), None, closed):
        monkeypatch.setattr(sys, stream, wrong)
        assert why_no_screen() == f"{told} is no terminal"
    monkeypatch.setenv("TEXTUAL_DRIVER", "some.web:Driver")
    assert why_no_screen() is None


def test_a_terminal_that_only_writes_lines_has_no_screen(monkeypatch) -> None:
    in_a_terminal(monkeypatch)
    monkeypatch.setenv("TERM", "dumb")
    assert why_no_screen() == "this terminal can only write line by line (TERM=dumb)"


@pytest.mark.parametrize("name", SIGNS_OF_A_SCREEN_READER)
def test_what_speaks_for_a_screen_reader_is_named(name, monkeypatch) -> None:
    monkeypatch.setenv(name, "1")
    assert sign_of_a_screen_reader() == f"{name}=1"
    monkeypatch.setenv(name, "")
    assert sign_of_a_screen_reader() is None


def test_a_variable_that_says_no_is_no_sign(monkeypatch) -> None:
    monkeypatch.setenv("ACCESSIBILITY_ENABLED", "0")
    assert sign_of_a_screen_reader() is None

"""A terminal that takes, or gives, nothing more is lost once, and nobody waits for it."""

import errno
import io

import pytest

from backcue.ui.terminal_file import KeyboardDecoder, TerminalFile


class Full(io.StringIO):
    def write(self, _: str) -> int:
        raise OSError(errno.EIO, "Input/output error")

    def flush(self) -> None:
        raise OSError(errno.EIO, "Input/output error")


def test_what_is_written_is_passed_on_until_that_fails() -> None:
    lost: list[bool] = []
    there = io.StringIO()
    file = TerminalFile(there, lambda: lost.append(True))
    file.write("a")
    file.flush()
    assert there.getvalue() == "a"
    assert not lost
    there.close()
    for _ in range(3):
        assert file.write("bcd") == 3
        file.flush()
    assert lost == [True]
    full = TerminalFile(Full(), lambda: lost.append(False))
    full.flush()
    full.write("x")
    assert lost == [True, False]


def test_a_keyboard_that_gives_nothing_is_told_once_and_asked_seldom(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rests: list[float] = []
    monkeypatch.setattr("backcue.ui.terminal_file.time.sleep", rests.append)
    lost: list[bool] = []
    keyboard = KeyboardDecoder("utf-8", lambda: lost.append(True))
    typed = "ä".encode()
    assert keyboard.decode(b"a" + typed[:1]) == "a"
    # The rest of a letter, what is no letter, and the end of the reading: of none it is lost.
    assert keyboard.decode(typed[1:]) == "ä"
    assert keyboard.decode(b"\xffb") == "\ufffdb"
    assert keyboard.decode(b"", final=True) == ""
    assert (lost, rests) == ([], [])
    for _ in range(3):
        assert keyboard.decode(b"") == ""
    assert lost == [True]
    assert len(rests) == 3
    assert min(rests) > 0

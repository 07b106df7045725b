"""A terminal that takes nothing more is lost once, and nobody waits for it."""

import errno
import io

from backcue.ui.terminal_file import TerminalFile


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

"""The real program in a real pseudo-terminal."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from types import TracebackType
from typing import Self

_ESCAPES = re.compile(
    r"\x1b(\[[0-?]*[ -/]*[@-~]|[()][0-9A-Za-z]|\][^\x07\x1b]*(\x07|\x1b\\)|[=>78])"
)
PATIENCE = 20.0
"""Seconds to wait for what must come; only a failure waits so long."""


def _own_terminal() -> None:
    """Make the terminal the one whose ctrl+c and hanging up reach the program."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class Terminal:
    """Runs backcue with these arguments; `screen` is all text it has written so far.

    `program` is what Python is to run instead.
    """

    def __init__(
        self,
        *arguments: str,
        size: tuple[int, int] = (80, 24),
        environment: Mapping[str, str] | None = None,
        program: Sequence[str] = ("-m", "backcue"),
    ) -> None:
        ours, theirs = pty.openpty()
        columns, rows = size
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._terminal = ours
        self._written = b""
        self.process = subprocess.Popen(
            [sys.executable, *program, *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={**os.environ, **(environment or {})},
            start_new_session=True,
            preexec_fn=_own_terminal,  # noqa: PLW1509 - nothing else runs here yet
        )
        os.close(theirs)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.hang_up()

    @property
    def screen(self) -> str:
        return _ESCAPES.sub("", self._written.decode(errors="replace"))

    def read(self, seconds: float) -> None:
        """Take in what is written within so many seconds."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if not select.select([self._terminal], [], [], left)[0]:
                return
            try:
                self._written += os.read(self._terminal, 65536)
            except OSError:
                # The program has closed its end.
                return

    def take(self, seconds: float = 0.05) -> str:
        """Returns what is written within so many seconds, as soon as there is anything."""
        if not select.select([self._terminal], [], [], seconds)[0]:
            return ""
        try:
            return os.read(self._terminal, 1 << 20).decode(errors="replace")
        except OSError:
            return ""

    def wait_for(self, words: str) -> None:
        """Wait until these words have been written since the last wait."""
        until = time.monotonic() + PATIENCE
        while words not in self.screen:
            assert time.monotonic() < until, f"{words!r} did not come:\n{self.screen[-3000:]}"
            assert self.process.poll() is None or self._drained(), self.screen[-3000:]
            self.read(0.05)
        self._written = b""

    @property
    def echoes(self) -> bool:
        """Whether what is typed is shown at once, as a shell leaves the terminal."""
        return bool(termios.tcgetattr(self._terminal)[3] & termios.ECHO)

    def wait_until_without_echo(self) -> None:
        """Wait until the program takes keys one by one."""
        until = time.monotonic() + PATIENCE
        while self.echoes:
            assert time.monotonic() < until, self.screen[-3000:]
            self.read(0.05)

    def _drained(self) -> bool:
        before = self._written
        self.read(0.1)
        return self._written != before

    def press(self, keys: str) -> None:
        self.send(keys.encode())

    def send(self, typed: bytes) -> None:
        # A program that has just ended has closed its side.
        with suppress(OSError):
            os.write(self._terminal, typed)

    def signal(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def hang_up(self) -> None:
        """Close the terminal, as a window that is closed."""
        if self._terminal >= 0:
            os.close(self._terminal)
            self._terminal = -1

    def ended(self) -> int:
        """Wait for the end; give the exit status."""
        until = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < until:
            if self._terminal >= 0:
                self.read(0.05)
            else:
                time.sleep(0.02)
        return self.process.wait(0.1)

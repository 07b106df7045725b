"""Single keys from the terminal's keyboard, without waiting for enter.

The one place with code of its own for each platform: POSIX terminals and Windows consoles.
"""

import asyncio
import os
import re
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from typing import Any

from backcue.system.signals import hang_up


def keys(press: Callable[[str], None]) -> AbstractContextManager[None]:
    """Call `press` with what the terminal sends, key by key, from the running loop.

    Where standard input is not a terminal nothing is read.
    """
    if not sys.stdin.isatty():
        return nullcontext()
    return _keys(press)


def _split(typed: str) -> list[str]:
    """Cut what a terminal sent into keys; an escape sequence is one."""
    return re.findall(r"\x1b[\[O][^A-Za-z~]*[A-Za-z~]?|.", typed, re.DOTALL)


if sys.platform == "win32":
    import msvcrt

    @contextmanager
    def _keys(press: Callable[[str], None]) -> Iterator[None]:
        loop, ended = asyncio.get_running_loop(), threading.Event()

        def read() -> None:
            while not ended.wait(0.02):
                while msvcrt.kbhit():
                    typed = msvcrt.getwch()
                    if typed in ("\x00", "\xe0"):
                        # Both stand before the code of a key that has no character.
                        typed = "\x00" + msvcrt.getwch()
                    loop.call_soon_threadsafe(press, typed)

        reader = threading.Thread(target=read, daemon=True, name="keyboard")
        reader.start()
        try:
            yield
        finally:
            ended.set()
            reader.join()

else:
    import signal
    import termios
    import tty

    _LOOK = 0.5
    """Seconds between two looks at whether a program in the background has come to the front."""

    @contextmanager
    def _keys(press: Callable[[str], None]) -> Iterator[None]:
        keyboard = _Keyboard(press)
        try:
            keyboard.look()
            yield
        finally:
            keyboard.end()

    class _Keyboard:
        """The keys of a terminal, as long as this program is in front there.

        The system stops one in the background that reads the terminal or changes its settings.
        """

        def __init__(self, press: Callable[[str], None]) -> None:
            self._press, self._loop = press, asyncio.get_running_loop()
            self._descriptor = sys.stdin.fileno()
            self._before: list[Any] | None = None
            """The terminal's settings as they were; None as long as they still are."""
            self._next_look: asyncio.TimerHandle | None = None
            self._loop.add_signal_handler(signal.SIGCONT, self.look)

        def look(self) -> None:
            """Take keys where the program is in front; in the background look again later.

            One that goes on after a stop finds the settings of the shell.
            """
            self._let_go()
            if self._is_behind():
                # A shell that brings a running program to the front sends it no signal.
                self._next_look = self._loop.call_later(_LOOK, self.look)
                return
            # A terminal that was closed has no settings; reading it says so.
            with suppress(termios.error):
                self._before = self._before or termios.tcgetattr(self._descriptor)
                tty.setcbreak(self._descriptor)
            self._loop.add_reader(self._descriptor, self._read)

        def end(self) -> None:
            """Leave the terminal as it was."""
            self._loop.remove_signal_handler(signal.SIGCONT)
            self._let_go()
            if self._before is not None and not self._is_behind():
                with suppress(termios.error):
                    termios.tcsetattr(self._descriptor, termios.TCSADRAIN, self._before)

        def _let_go(self) -> None:
            self._loop.remove_reader(self._descriptor)
            if self._next_look is not None:
                self._next_look.cancel()

        def _is_behind(self) -> bool:
            try:
                return os.tcgetpgrp(self._descriptor) != os.getpgrp()
            except OSError:
                # It knows no jobs, or was closed.
                return False

        def _read(self) -> None:
            if self._is_behind():
                self.look()
                return
            try:
                typed = os.read(self._descriptor, 64)
            except BlockingIOError:
                # Another program at the same terminal was quicker.
                return
            except OSError:
                typed = b""
            if not typed:
                # A terminal gives nothing once it is closed, and only then.
                self._loop.remove_reader(self._descriptor)
                hang_up()
            for key in _split(typed.decode(errors="ignore")):
                self._press(key)

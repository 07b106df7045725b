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
    import termios
    import tty

    @contextmanager
    def _keys(press: Callable[[str], None]) -> Iterator[None]:
        descriptor, loop = sys.stdin.fileno(), asyncio.get_running_loop()
        before = termios.tcgetattr(descriptor)

        def read() -> None:
            try:
                typed = os.read(descriptor, 64)
            except BlockingIOError:
                # Another program at the same terminal was quicker.
                return
            except OSError:
                typed = b""
            if not typed:
                # A terminal gives nothing once it is closed, and only then.
                loop.remove_reader(descriptor)
                hang_up()
            for key in _split(typed.decode(errors="ignore")):
                press(key)

        try:
            tty.setcbreak(descriptor)
            loop.add_reader(descriptor, read)
            yield
        finally:
            loop.remove_reader(descriptor)
            # A terminal that was closed has no settings to go back to.
            with suppress(termios.error):
                termios.tcsetattr(descriptor, termios.TCSADRAIN, before)

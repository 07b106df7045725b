"""The signals with which a system ends a program: the terminal closed, the machine going down."""

import asyncio
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

STATUS = 128
"""Exit status of a program that a signal ended, less the signal's number."""


@contextmanager
def ending(end: Callable[[int], None], *, interrupt: bool) -> Iterator[None]:
    """Call `end` with the exit status, from the running loop, when such a signal comes.

    `interrupt`: for ctrl+c too. Windows has no such handlers on a loop: there ctrl+c raises
    KeyboardInterrupt as ever, and closing the console ends the process.
    """
    loop = asyncio.get_running_loop()
    names = ("SIGTERM", "SIGHUP", "SIGINT") if interrupt else ("SIGTERM", "SIGHUP")
    caught = [getattr(signal, name) for name in names if hasattr(signal, name)]
    with suppress(NotImplementedError):
        for number in caught:
            loop.add_signal_handler(number, end, STATUS + number)
    try:
        yield
    finally:
        with suppress(NotImplementedError):
            for number in caught:
                loop.remove_signal_handler(number)

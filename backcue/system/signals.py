"""The signals with which a system ends a program: the terminal closed, the machine going down."""

import asyncio
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from backcue.system.log import logger

STATUS = 128
"""Exit status of a program that a signal ended, less the signal's number."""
GRACE = 3.0
"""Seconds after such a signal within which the program is to have ended by itself."""
_LOG = logger(__name__)


@contextmanager
def ended_by_signal(end: Callable[[int], None], *, interrupt: bool) -> Iterator[None]:
    """Call `end` with the exit status, from the running loop, when such a signal comes.

    The process ends with that status at the latest GRACE seconds later, whatever hangs.
    `interrupt`: for ctrl+c too. Windows has no such handlers on a loop: there ctrl+c raises
    KeyboardInterrupt as ever, and closing the console ends the process.
    """
    loop = asyncio.get_running_loop()
    names = ("SIGTERM", "SIGHUP", "SIGINT") if interrupt else ("SIGTERM", "SIGHUP")

    def end_in_time(status: int) -> None:
        _LOG.info("signal %s", signal.Signals(status - STATUS).name)
        # What writes to a terminal that is gone may wait for ever.
        latest = threading.Timer(GRACE, os._exit, (status,))
        latest.daemon = True
        latest.start()
        end(status)

    # What is ignored from the start, as `nohup` has it, stays so.
    there = [getattr(signal, name) for name in names if hasattr(signal, name)]
    caught = [one for one in there if signal.getsignal(one) is not signal.SIG_IGN]
    with suppress(NotImplementedError):
        for number in caught:
            loop.add_signal_handler(number, end_in_time, STATUS + number)
    try:
        yield
    finally:
        with suppress(NotImplementedError):
            for number in caught:
                loop.remove_signal_handler(number)

"""The signals with which a system ends a program: the terminal closed, the machine going down."""

import asyncio
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from backcue.system.log import logger

STATUS = 128
"""Exit status of a program that a signal ended, less the signal's number."""
GRACE = 3.0
"""Seconds after such a signal within which the program is to have ended by itself."""
_ENDING = ("SIGTERM", "SIGHUP")
_IMPORTING = "<frozen importlib"
"""How the names of Python's own importing code begin."""
_LOG = logger(__name__)


@contextmanager
def ended_by_signal(end: Callable[[int], None], *, interrupt: bool) -> Iterator[None]:
    """Call `end` with the exit status, from the running loop, when such a signal comes.

    The process ends with that status at the latest GRACE seconds later, whatever hangs.
    `interrupt`: for ctrl+c too. Windows has no such handlers on a loop: there ctrl+c raises
    KeyboardInterrupt as ever, and closing the console ends the process.
    """
    loop = asyncio.get_running_loop()
    names = (*_ENDING, "SIGINT") if interrupt else _ENDING

    def end_in_time(status: int) -> None:
        _LOG.info("signal %s", signal.Signals(status - STATUS).name)
        # What writes to a terminal that is gone may wait for ever.
        latest = threading.Timer(GRACE, os._exit, (status,))
        latest.daemon = True
        latest.start()
        end(status)

    caught = _caught(names)
    with suppress(NotImplementedError):
        for number in caught:
            loop.add_signal_handler(number, end_in_time, STATUS + number)
    try:
        yield
    finally:
        with suppress(NotImplementedError):
            for number in caught:
                loop.remove_signal_handler(number)


def hang_up() -> bool:
    """Do what the system does when the terminal is closed; returns whether that ends the program.

    The system tells the first program in a terminal alone: a `make` there tells nobody.
    """
    number = getattr(signal, "SIGHUP", None)
    if number is None or signal.getsignal(number) is signal.SIG_IGN:
        return False
    os.kill(os.getpid(), number)
    return True


@contextmanager
def exit_by_signal() -> Iterator[Callable[[], None]]:
    """Raise SystemExit where such a signal comes, and KeyboardInterrupt at ctrl+c.

    Hands out what raises it where it came in the middle of an import, and once more: what is
    raised while Python tidies up it drops, and while it does so after an import it prints it too.
    """
    came: list[BaseException] = []

    def end(number: int, interrupted: FrameType | None) -> None:
        interrupt = number == signal.SIGINT
        came.append(KeyboardInterrupt() if interrupt else SystemExit(STATUS + number))
        if interrupted is None or not interrupted.f_code.co_filename.startswith(_IMPORTING):
            raise came[-1]

    def look() -> None:
        if came:
            raise came[-1]

    before = {one: signal.signal(one, end) for one in _caught((*_ENDING, "SIGINT"))}
    try:
        yield look
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def _caught(names: Iterable[str]) -> list[signal.Signals]:
    """Returns those that there are, but for what is ignored from the start, as `nohup` has it."""
    there = [getattr(signal, name) for name in names if hasattr(signal, name)]
    return [one for one in there if signal.getsignal(one) is not signal.SIG_IGN]

"""Faults: what nobody foresaw, written down where it can be looked up, and told in one line."""

import logging
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from backcue.system import atomic, paths
from backcue.text.brief import brief

FILE = "last-error.txt"
"""The file in the data folder with the tracebacks of the last run that had any."""
MOST = 20
"""Faults of one run that are written down and told; one that comes again and again is one."""
_LOG = logging.getLogger(__name__)
_WATCHED = ("backcue", "asyncio")
"""Loggers whose errors with a traceback are faults."""


class Faults(logging.Handler):
    """Gathers the faults of one run; any thread may add one."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []
        """What a person is told of each, in a line."""
        self.listener: Callable[[str], None] | None = None
        """Gets the line of what nobody noted, when it comes, in whatever thread that is."""
        self._known: dict[str, str] = {}
        self._texts: list[str] = []

    def note(self, what: str, error: BaseException) -> str:
        """Write down a fault, what it was that failed and why; returns the line to be told."""
        _LOG.error(what, exc_info=error)
        return self._note(what, error)

    def emit(self, record: logging.LogRecord) -> None:
        """Take an error that was logged with its traceback."""
        error = record.exc_info[1] if record.exc_info else None
        if error is not None and record.name != __name__:
            self.take(record.getMessage().partition("\n")[0], error)

    def take(self, what: str, error: BaseException) -> None:
        """Note a fault, and tell the listener where it is a new one."""
        count = len(self.lines)
        line = self._note(what, error)
        if self.listener is not None and len(self.lines) > count:
            self.listener(line)

    def _note(self, what: str, error: BaseException) -> str:
        told = f"{what}: {in_a_line(error)}"
        if told in self._known or len(self._known) >= MOST:
            return self._known.get(told, told)
        self._texts.append("".join(traceback.format_exception(error)))
        self._known[told] = line = f"{told} ({_written(self._texts)})"
        self.lines.append(line)
        return line


def in_a_line(error: BaseException) -> str:
    """Returns the kind of an error and its own words, no longer than a person reads."""
    words = brief(error)
    return f"{type(error).__name__}: {words}" if words else type(error).__name__


def write_down(error: BaseException) -> str:
    """Write an error's traceback into the file; say where it is, or the traceback itself."""
    told = "".join(traceback.format_exception(error))
    try:
        return f"What happened is written in {_write(told)}; please report it."
    except (OSError, paths.NoFolder):
        return told


@contextmanager
def gathered() -> Iterator[Faults]:
    """Hands out the faults of a run: what is logged as one, and what threads die of.

    Nothing of it is printed meanwhile: that would be in the middle of a screen.
    """
    faults = Faults()
    before = threading.excepthook, sys.unraisablehook

    def thread_failed(failed: threading.ExceptHookArgs) -> None:
        if failed.exc_value is not None and failed.exc_type is not SystemExit:
            what = f"{failed.thread.name if failed.thread else 'a thread'} failed"
            _LOG.error(what, exc_info=failed.exc_value)
            faults.take(what, failed.exc_value)

    def unraisable(failed: "sys.UnraisableHookArgs") -> None:
        # It happened while something was thrown away: nothing follows from it.
        _LOG.warning("%s: %r", failed.err_msg or "ignored", failed.exc_value)

    threading.excepthook, sys.unraisablehook = thread_failed, unraisable
    loggers = [logging.getLogger(name) for name in _WATCHED]
    for logger in loggers:
        logger.addHandler(faults)
    try:
        yield faults
    finally:
        for logger in loggers:
            logger.removeHandler(faults)
        threading.excepthook, sys.unraisablehook = before


def _written(texts: list[str]) -> str:
    try:
        file = _write("\n".join(texts))
    except (OSError, paths.NoFolder):
        return "it could not be written down"
    return f"written down in {file}"


def _write(text: str) -> str:
    file = paths.data_dir() / FILE
    atomic.write_bytes(file, text.encode(errors="backslashreplace"))
    return str(file)

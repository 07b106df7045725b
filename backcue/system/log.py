"""The log: what the program did, line by line, for who looks for a fault; off unless asked for."""

import logging
import os
import platform
import sys
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path

from backcue import __version__
from backcue.text.printable import visible, visible_lines

VARIABLE = "BACKCUE_LOG"
"""Environment variable with the file to write to."""
_ROOT = logging.getLogger("backcue")
_ROOT.addHandler(logging.NullHandler())


class _File(logging.FileHandler):
    """A file to which no line is waited for, whatever it is: a full pipe takes none."""

    def _open(self) -> TextIOWrapper:
        return open(self.baseFilename, "a", encoding=self.encoding, errors=self.errors, opener=_now)


def _now(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0), 0o666)


class _Lines(logging.Formatter):
    """One line for each record, and tracebacks below; nothing in it acts on a terminal."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's own name
        return visible(super().formatMessage(record))

    def format(self, record: logging.LogRecord) -> str:
        return visible_lines(super().format(record))


def logger(module: str) -> logging.Logger:
    """Returns the logger of a module, named `__name__`."""
    return logging.getLogger(module)


def begin(file: Path) -> None:
    """Append all that is logged to `file`: time, level, logger and message; OSError.

    It takes the place of a file begun before.
    """
    handler = _File(os.path.expanduser(file), encoding="utf-8", errors="backslashreplace")  # noqa: PTH111 - Path's own raises
    end()
    # What a full disk does not take is left out, and nothing is said in the middle of a workout.
    logging.raiseExceptions = False
    handler.setFormatter(_Lines("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    _ROOT.addHandler(handler)
    _ROOT.setLevel(logging.DEBUG)
    python = f"{platform.python_implementation()} {platform.python_version()}"
    _ROOT.info("backcue %s, %s, %s: %s", __version__, python, platform.platform(), sys.argv[1:])


def end() -> None:
    """Write nothing more to the file, if there is one."""
    for handler in _ROOT.handlers[:]:
        if isinstance(handler, logging.FileHandler):
            _ROOT.removeHandler(handler)
            with suppress(OSError):
                handler.close()


def begin_as_the_environment_says() -> str | None:
    """Begin the log that VARIABLE names; returns why not where that fails."""
    file = os.environ[VARIABLE]
    try:
        begin(Path(file))
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        return f"{VARIABLE}: {file} cannot be written: {why}"
    return None

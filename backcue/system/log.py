"""The log: what the program did, line by line, for who looks for a fault; off unless asked for."""

import logging
import os
import platform
import sys
from contextlib import suppress
from pathlib import Path

from backcue import __version__

VARIABLE = "BACKCUE_LOG"
"""Environment variable with the file to write to."""
_ROOT = logging.getLogger("backcue")
_ROOT.addHandler(logging.NullHandler())


def logger(module: str) -> logging.Logger:
    """Returns the logger of a module, named `__name__`."""
    return logging.getLogger(module)


def begin(file: Path) -> None:
    """Append all that is logged to `file`: time, level, logger and message; OSError.

    It takes the place of a file begun before.
    """
    handler = logging.FileHandler(file.expanduser(), encoding="utf-8")
    end()
    # What a full disk does not take is left out, and nothing is said in the middle of a workout.
    logging.raiseExceptions = False
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
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


def begin_as_the_environment_says() -> None:
    """Begin the log that VARIABLE names; say so on standard error where that fails."""
    try:
        begin(Path(os.environ[VARIABLE]))
    except OSError as error:
        sys.stderr.write(f"{VARIABLE}: {error.filename} cannot be written: {error.strerror}\n")

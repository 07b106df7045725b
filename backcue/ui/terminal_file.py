"""The terminal as a file that can be lost: a full pipe or a closed window stops no program."""

from collections.abc import Callable
from typing import IO

from backcue.system.log import logger

_LOG = logger(__name__)


class TerminalFile:
    """Passes on what is written until that fails; then it takes all, and shows nothing."""

    def __init__(self, file: IO[str], lost: Callable[[], None]) -> None:
        """Write to `file`; `lost` is called once, from the thread that writes."""
        self._file, self._lost = file, lost
        self._is_lost = False

    def write(self, text: str) -> int:
        """Write some text; returns its length."""
        if not self._is_lost:
            try:
                self._file.write(text)
            except (OSError, ValueError) as error:
                self._give_up(error)
        return len(text)

    def flush(self) -> None:
        """Let what was written be seen."""
        if not self._is_lost:
            try:
                self._file.flush()
            except (OSError, ValueError) as error:
                self._give_up(error)

    def fileno(self) -> int:
        """Returns the number of the file."""
        return self._file.fileno()

    def isatty(self) -> bool:
        """Whether it is a terminal."""
        return self._file.isatty()

    def _give_up(self, error: Exception) -> None:
        _LOG.warning("the terminal takes nothing more", exc_info=error)
        self._is_lost = True
        self._lost()

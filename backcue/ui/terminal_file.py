"""The terminal as a file that can be lost: a full pipe or a closed window stops no program."""

import time
from codecs import getincrementaldecoder
from collections.abc import Callable
from typing import IO, Final

from backcue.system.log import logger

_LOOK: Final = 0.1
"""Seconds between two looks at a keyboard that is gone."""
_LOG = logger(__name__)


class KeyboardDecoder:
    """Makes text of what is typed; a keyboard from which nothing comes any more is told once."""

    def __init__(self, encoding: str, lost: Callable[[], None]) -> None:
        """Call `lost` from the thread that reads."""
        # What is typed in another encoding would end the reading.
        self._decode = getincrementaldecoder(encoding)("replace").decode
        self._lost, self._is_lost = lost, False

    def decode(self, typed: bytes, final: bool = False) -> str:  # noqa: FBT001, FBT002 - as codecs
        """Returns the text."""
        if not typed and not final:
            # A terminal gives nothing once it is closed, and only then, but that at once.
            time.sleep(_LOOK)
            if not self._is_lost:
                self._is_lost = True
                self._lost()
        return self._decode(typed, final)


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

"""A small JSON file that is kept for convenience: whatever is wrong with it stops nothing."""

import errno
import json
import logging
from pathlib import Path
from typing import Generic, TypeVar

from backcue.system import atomic
from backcue.system.files import read_bytes

MAX_BYTES = 256_000
"""More is refused unread."""

T = TypeVar("T")

_LOG = logging.getLogger(__name__)


class JsonFile(Generic[T]):
    """A file that holds a `kind`, list or dict; what is in it is for others to judge."""

    def __init__(self, path: Path, kind: type[T]) -> None:
        self._path, self._kind = path, kind

    def read(self) -> T:
        """Returns what the file holds; nothing where there is none or it cannot be read."""
        try:
            return self._load() or self._kind()
        except OSError as error:
            _LOG.info("cannot be read: %s", error)
            return self._kind()

    def write(self, value: T) -> None:
        """Put `value` in the place of what the file holds.

        A damaged file is set aside under the same name with `.bad` behind it. OSError: it
        cannot be read, and nobody knows what would be lost, or cannot be written.
        """
        if self._load() is None:
            aside = self._path.with_name(f"{self._path.name}.bad")
            self._path.replace(aside)
            _LOG.info("set aside as %s", aside)
        text = json.dumps(value, indent=2, ensure_ascii=False)
        # Half a character, from a terminal or a file, is written as JSON's own escape.
        atomic.write_bytes(self._path, f"{text}\n".encode(errors="backslashreplace"))

    def _load(self) -> T | None:
        """Returns what the file holds; None where it is damaged."""
        try:
            # As floats, numbers of any length can be read.
            found = json.loads(read_bytes(self._path, MAX_BYTES).decode(), parse_int=float)
        except FileNotFoundError:
            return self._kind()
        except (OSError, ValueError, RecursionError) as error:
            if isinstance(error, OSError) and error.errno != errno.EFBIG:
                raise
            _LOG.info("%s is damaged: %s", self._path, error)
            return None
        return found if isinstance(found, self._kind) else None

"""A small JSON file that is kept for convenience: whatever is wrong with it stops nothing."""

import errno
import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

from backcue.system import atomic
from backcue.system.files import read_bytes
from backcue.system.lock import locked

MAX_BYTES = 256_000
"""More is refused unread."""

T = TypeVar("T")

_LOG = logging.getLogger(__name__)


class JsonFile(Generic[T]):
    """A file that holds a `kind`, list or dict; what is in it is for others to judge."""

    def __init__(self, path: Path, kind: type[T]) -> None:
        self._path, self._kind = path, kind
        self.problems: list[str] = []
        """What was wrong with it, one line each, for a person to be told once."""

    def read(self) -> T:
        """Returns what the file holds; nothing where there is none or it cannot be read.

        A damaged file is set aside under the same name with `.bad` behind it.
        """
        try:
            found = self._load()
            if found is None:
                with locked(self._path):
                    found = self._load_or_set_aside()
        except OSError as error:
            _LOG.info("cannot be read: %s", error)
            return self._kind()
        return found

    def change(self, changed: Callable[[T], T]) -> None:
        """Put what `changed` makes of what the file holds in its place, and lose nobody's change.

        OSError: it cannot be read, and nobody knows what would be lost, or cannot be written.
        """
        with locked(self._path):
            value = changed(self._load_or_set_aside())
            text = json.dumps(value, indent=2, ensure_ascii=False)
            # Half a character, from a terminal or a file, is written as JSON's own escape.
            atomic.write_bytes(self._path, f"{text}\n".encode(errors="backslashreplace"))

    def _load_or_set_aside(self) -> T:
        found = self._load()
        if found is not None:
            return found
        aside = atomic.set_aside(self._path)
        self.problems.append(f"{self._path} was damaged, and is set aside as {aside.name}")
        _LOG.info("%s", self.problems[-1])
        return self._kind()

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

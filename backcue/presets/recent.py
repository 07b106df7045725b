"""The workouts typed in last, as words."""

import json
from pathlib import Path

import msgspec

from backcue.system import atomic

MOST = 10
"""How many are remembered."""
_LONGEST = 10_000
"""Characters; longer words belong into a preset."""


class RecentWords:
    """A small JSON file: a list of words, the newest first."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def words(self) -> tuple[str, ...]:
        """Returns what is remembered; nothing where there is no file or it cannot be read."""
        # It is a convenience: a file that is damaged must not stop a workout.
        try:
            kept = msgspec.json.decode(self._file.read_bytes(), type=list[str])
        except (OSError, msgspec.DecodeError):
            return ()
        return tuple(kept[:MOST])

    def remember(self, words: str) -> None:
        """Put words first; OSError where that fails."""
        if len(words) <= _LONGEST:
            self._keep((words, *(each for each in self.words() if each != words))[:MOST])

    def forget(self, words: str) -> None:
        """Take words out; OSError where that fails."""
        self._keep(tuple(each for each in self.words() if each != words))

    def _keep(self, words: tuple[str, ...]) -> None:
        atomic.write_text(self._file, json.dumps(words, indent=2, ensure_ascii=False) + "\n")

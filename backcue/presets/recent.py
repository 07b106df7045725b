"""The workouts typed in last, as words."""

from pathlib import Path
from typing import Any

from backcue.presets.json_file import JsonFile

MOST = 10
"""How many are remembered."""
_LONGEST = 10_000
"""Characters; longer words belong into a preset."""


class RecentWords:
    """A small JSON file: a list of words, the newest first."""

    def __init__(self, file: Path) -> None:
        self._file = JsonFile[list[Any]](file, list)
        self.problems = self._file.problems
        """What was wrong with the file, one line each."""

    def words(self) -> tuple[str, ...]:
        """Returns what is remembered; nothing where there is no file or it is damaged."""
        return tuple(_usable(self._file.read()))

    def remember(self, words: str) -> None:
        """Put words first; OSError where that fails."""
        if len(words) <= _LONGEST:
            self._file.change(lambda kept: [words, *_others(kept, words)][:MOST])

    def forget(self, words: str) -> None:
        """Take words out; OSError where that fails."""
        self._file.change(lambda kept: _others(kept, words))


def _usable(kept: list[Any]) -> list[str]:
    words = (each for each in kept if isinstance(each, str))
    return [each for each in words if len(each) <= _LONGEST][:MOST]


def _others(kept: list[Any], words: str) -> list[str]:
    return [each for each in _usable(kept) if each != words]

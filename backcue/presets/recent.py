"""The workouts typed in last, as words."""

from pathlib import Path

from backcue.presets.json_file import JsonFile

MOST = 10
"""How many are remembered."""
_LONGEST = 10_000
"""Characters; longer words belong into a preset."""


class RecentWords:
    """A small JSON file: a list of words, the newest first."""

    def __init__(self, file: Path) -> None:
        self._file = JsonFile(file, list)

    def words(self) -> tuple[str, ...]:
        """Returns what is remembered; nothing where there is no file or it is damaged."""
        kept = (each for each in self._file.read() if isinstance(each, str))
        return tuple(each for each in kept if len(each) <= _LONGEST)[:MOST]

    def remember(self, words: str) -> None:
        """Put words first; OSError where that fails."""
        if len(words) <= _LONGEST:
            self._file.write([words, *self._others(words)][:MOST])

    def forget(self, words: str) -> None:
        """Take words out; OSError where that fails."""
        self._file.write([*self._others(words)])

    def _others(self, words: str) -> tuple[str, ...]:
        return tuple(each for each in self.words() if each != words)

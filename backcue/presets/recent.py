"""The workouts begun last."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from backcue.presets.json_file import JsonFile
from backcue.presets.preset_file import from_words
from backcue.workout.model import Turn
from backcue.workout.notation import NotationError
from backcue.workout.preset import Preset

MOST = 10
"""How many are remembered."""
_LONGEST = 10_000
"""Characters; longer words belong into a preset."""


class RecentWords:
    """A small JSON file: each workout as one would type it, an id or words, the newest first."""

    def __init__(self, file: Path) -> None:
        self._file = JsonFile[list[Any]](file, list)
        self.problems = self._file.problems
        """What was wrong with the file, one line each."""

    def words(self) -> tuple[str, ...]:
        """Returns what is remembered; nothing where there is no file or it is damaged."""
        return tuple(_usable(self._file.read()))

    def remember(self, words: str) -> None:
        """Put a workout first; OSError where that fails."""
        if len(words) <= _LONGEST:
            self._file.change(lambda kept: [words, *_others(kept, words)][:MOST])

    def forget(self, words: str) -> None:
        """Take a workout out; OSError where that fails."""
        self._file.change(lambda kept: _others(kept, words))


def _usable(kept: list[Any]) -> list[str]:
    words = (each for each in kept if isinstance(each, str))
    return [each for each in words if len(each) <= _LONGEST][:MOST]


def _others(kept: list[Any], words: str) -> list[str]:
    return [each for each in _usable(kept) if each != words]


def understood(words: str) -> Preset | NotationError | None:
    """Returns the workout that words make, or why they make none; None where there are none.

    Turns alone are no workout: the word is rather looked for.
    """
    if not words.strip():
        return None
    try:
        preset = from_words(words)
    except NotationError as error:
        return error
    return None if all(isinstance(item, Turn) for item in preset.workout.items) else preset


def recalled(words: Iterable[str], presets: Iterable[Preset]) -> list[Preset]:
    """Returns the workouts of ids and words remembered; what makes none any more is left out."""
    by_id = {preset.id.casefold(): preset for preset in presets}
    made = (by_id.get(each.casefold()) or understood(each) for each in words)
    return [each for each in made if isinstance(each, Preset)]

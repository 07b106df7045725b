"""Cadences that a person found right for a preset, kept when they say so."""

from collections.abc import Mapping
from pathlib import Path

import msgspec
from msgspec.structs import asdict

from backcue.presets.json_file import JsonFile
from backcue.presets.preset_file import PaceTable
from backcue.toml.quantities import CadenceSpm
from backcue.workout.course import Course
from backcue.workout.model import (
    MAX_CADENCE_SPM,
    MIN_CADENCE_SPM,
    Direction,
    Gait,
    Move,
    leaves,
)
from backcue.workout.preset import PaceChange

NONE = PaceChange()


class _KeptTable(PaceTable, frozen=True, forbid_unknown_fields=True):
    """What is kept for one preset: walking apart from running."""

    forward_walk: CadenceSpm | None = None
    backward_walk: CadenceSpm | None = None


def found(course: Course, added: Mapping[tuple[Direction, Gait], float]) -> PaceChange | None:
    """Returns the cadences that were changed in a session, at its end; None where none was.

    `added` are the steps per minute that the person added. Where all moves of a way have cadences
    of their own, nothing is found for it: kept, it would change none of them.
    """
    moves = [item for item in leaves(course.workout.items) if isinstance(item, Move)]
    paced = {(move.direction, move.gait) for move in moves if move.cadence is None}
    figures = {}
    for (direction, gait), more in added.items():
        if more and (direction, gait) in paced:
            spm = course.conditions.pace.cadence(direction, gait) + more
            spm = min(max(spm, MIN_CADENCE_SPM), MAX_CADENCE_SPM)
            figures[f"{direction}_{gait}"] = round(spm, 1)
    return PaceChange(**figures) if figures else None


class KeptCadences:
    """A small JSON file: cadences by the id of the preset."""

    def __init__(self, file: Path) -> None:
        self._file = JsonFile[dict[str, object]](file, dict)
        self.problems = self._file.problems
        """What was wrong with the file, one line each."""

    def of(self, preset_id: str) -> PaceChange:
        """Returns what was kept for a preset; no change where nothing was, or it is damaged."""
        return PaceChange(**_walkable(self._file.read().get(preset_id)))

    def keep(self, preset_id: str, change: PaceChange) -> None:
        """Keep cadences for a preset beside those of other ways; OSError where that fails."""
        figures = _walkable(asdict(change))

        def changed(kept: dict[str, object]) -> dict[str, object]:
            return {**_all(kept), preset_id: {**_walkable(kept.get(preset_id)), **figures}}

        self._file.change(changed)

    def forget(self, preset_id: str) -> None:
        """Keep nothing for a preset any more; OSError where that fails."""
        if preset_id in self._file.read():
            self._file.change(lambda kept: _all({**kept, preset_id: None}))


def _all(kept: Mapping[str, object]) -> dict[str, object]:
    """Returns what was kept for each preset, as far as a person can walk at it."""
    walkable = {name: _walkable(one) for name, one in sorted(kept.items())}
    return {name: figures for name, figures in walkable.items() if figures}


def _walkable(figures: object) -> dict[str, float]:
    """Returns those of the figures that a person can walk at, and drops the others."""
    given = figures.items() if isinstance(figures, dict) else ()
    return {name: value for name, value in given if value is not None and _fits(name, value)}


def _fits(name: str, value: object) -> bool:
    try:
        msgspec.convert({name: value}, _KeptTable)
    except (msgspec.ValidationError, UnicodeError):
        # The second is of names with half a character in them.
        return False
    return True
